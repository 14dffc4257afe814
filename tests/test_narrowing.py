"""A selection means: as if the snapshot held the selected records only. Every query and metric keeps to that."""

from datetime import date

import pytest

from dashboard import catalog, narrowing, queries, warehouse
from dashboard.scope import Pick
from dashboard.states import Gap
from tests.test_queries import STANDARD

PICKS = {
    "patent_type": ("invention",),
    "applicant_class": ("university", ""),
    "ipc_section": ("A", "C"),
    "high_value_reason": ("strategic_industry",),
    "nice_class": ("33",),
    "owner_class": ("enterprise",),
    "register": ("product",),
    "financing_kind": ("pledge",),
    "collateral_kind": ("trademark",),
    "station_kind": ("ip_service",),
    "service": ("consultation",),
    "visitor_class": ("trade",),
    "lender": None,
    "station": None,
    "country": None,
    "hall": None,
    "organisation": None,
    "channel": ("on_site",),
    "prereview_field": ("field_1", "field_3"),
    "preexamination_stage": ("granted",),
    "rejection_reason": ("documents",),
    "service_item": ("S01", "S07"),
    "service_timing": ("late",),
    "service_partner": ("500153",),
    "submitted_dataset": ("patents", "stations"),
    "submission_standing": ("late", "missing"),
    "right_kind": ("invention",),
    "price_band": ("negotiable", "from_1_to_5"),
    "push_outcome": ("contacted",),
}


def everything(con, dimension):
    """The value of a free dimension that most records have."""
    dataset, field = next(iter(catalog.dimensions()[dimension].fields.items()))
    return con.execute(
        f"select {field} from {dataset} where {field} is not null group by 1 order by count(*) desc, 1 limit 1"
    ).fetchone()


@pytest.fixture(scope="module")
def snapshot(demo_root):
    return catalog.shelf(demo_root / "snapshots").in_force


@pytest.fixture(scope="module")
def full(snapshot):
    return warehouse.open_snapshot(snapshot)


@pytest.fixture(scope="module", params=PICKS)
def both(request, full):
    """(a warehouse of the selected records only, the selection)."""
    values = PICKS[request.param] or everything(full, request.param)
    picks = narrowing.picks_of(Pick(request.param, value) for value in values)
    tables = {}
    for dataset in catalog.contracts():
        fields = narrowing.followed(dataset, picks)
        columns = ", ".join(catalog.contracts()[dataset].fields)
        condition = narrowing.where(fields) if fields else "true"
        bound = {f"pick_{request.param}": list(values)} if fields else {}
        tables[dataset] = full.execute(f"select {columns} from {dataset} where {condition}", bound).to_arrow_table()
    # Gaps tell of the whole snapshot, whatever is selected.
    tables[queries.GAPS] = [Gap(*row) for row in full.execute("select * from gaps").fetchall()]
    return warehouse.over(tables), picks


def test_every_query_over_a_selection_returns_what_the_selected_records_alone_would(full, both):
    alone, picks = both
    for name in queries.query_names():
        # Of what no selected record lies behind both hold the same rows.
        if not any(narrowing.followed(dataset, picks) for dataset in queries.load_query(name).datasets):
            continue
        values = STANDARD | {"edition": 3, "page_size": 2000}
        expected = warehouse.run(alone, name, **values)
        found = warehouse.run(full, name, picks=picks, **values)
        assert rounded(found) == rounded(expected), name


def test_every_metric_over_a_selection_is_that_of_the_selected_records(full, both):
    alone, picks = both
    for metric in queries.metrics().values():
        if metric.kind == "ratio" or not any(narrowing.followed(dataset, picks) for dataset in metric.reads):
            continue
        table, last = (
            ("metric_entities", "count(distinct entity)") if metric.kind == "distinct" else ("metrics", "sum(value)")
        )
        sql = f"select month, district_code, industry_code, {last} as counted from {table} where metric = '{metric.id}' group by all order by all"
        asked = narrowing.narrow(sql, [table], picks)
        assert rounded(warehouse.select(full, asked.sql, asked.values)) == rounded(warehouse.select(alone, sql)), (
            metric.id
        )


def rounded(rows):
    return [tuple(f"{v:.4f}" if isinstance(v, float) else str(v) for v in row) for row in rows.itertuples(index=False)]


def test_a_selection_that_a_statement_does_not_know_leaves_it_as_it_is():
    asked = narrowing.narrow("select count(*) from trademarks", ["trademarks"], (("patent_type", ("invention",)),))
    assert asked.sql == "select count(*) from trademarks"
    assert asked.values == {}


def test_values_of_one_dimension_widen_and_dimensions_narrow_each_other():
    con = warehouse.over(
        {
            "patents": [
                {"application_no": "1", "patent_type": "invention", "filed_on": date(2024, 1, 5), "ipc": "A01B"},
                {"application_no": "2", "patent_type": "design", "filed_on": date(2024, 1, 6)},
                {"application_no": "3", "patent_type": "utility_model", "filed_on": date(2024, 1, 7), "ipc": "C07D"},
                {"application_no": "4", "patent_type": "invention", "filed_on": date(2024, 1, 8), "ipc": "C12G"},
            ]
        }
    )
    sql = "select sum(value)::bigint as filed from metrics where metric = 'patents_filed'"

    def filed(*picks):
        asked = narrowing.narrow(sql, ["metrics"], narrowing.picks_of(picks))
        return warehouse.tuples(con, asked.sql, asked.values)[0][0]

    invention, model = Pick("patent_type", "invention"), Pick("patent_type", "utility_model")
    assert filed() == 4
    assert filed(invention) == 2
    assert filed(invention, model) == 3
    assert filed(invention, Pick("ipc_section", "C")) == 1
    assert filed(Pick("ipc_section", "")) == 1  # the design names none
