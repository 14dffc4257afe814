"""Every value of every figure is made of records that add up to it, whatever the reader has chosen."""

import ast
import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard import catalog, charts, drill, metrics, narrowing, queries, records, text, warehouse
from dashboard.scope import Pick, default_scope

SCOPES = {
    "the year": {},
    "two counties and a chain": {"districts": ("510521", "510525"), "industries": ("baijiu",)},
    "quarters": {"since": date(2023, 2, 1), "until": date(2024, 5, 31), "grain": "quarter"},
    "years": {"since": date(2019, 1, 1), "grain": "year"},
    "inventions": {"picks": (Pick("patent_type", "invention"),)},
    "provincial titles": {"picks": (Pick("recognition_level", "provincial"), Pick("ladder_rung", "2"))},
    "universities to firms": {"picks": (Pick("giver_class", "university"), Pick("receiver_class", "enterprise"))},
    "a pre-examination field": {"picks": (Pick("prereview_field", "field_1"),)},
    "open offers of universities": {"picks": (Pick("holder_class", "university"), Pick("price_band", "negotiable"))},
    "wine marks": {"picks": (Pick("nice_class", "33"), Pick("financing_kind", "pledge"))},
}
COUNTED = [name for name in queries.query_names() if queries.load_query(name).counts]


def concerns(chosen, name):
    """Whether a choice can change a figure at all: a selection in datasets that it does not read cannot."""
    picks = narrowing.picks_of(SCOPES[chosen].get("picks", ()))
    return not picks or any(narrowing.followed(dataset, picks) for dataset in queries.load_query(name).datasets)


# Figures that are no sum of records, and why.
NO_RECORDS = {
    "about/completeness": "shares of fields, not of records",
    "about/published_figures": "published statements, not counted here",
    "cultivation/climbers": "a list of firms, each with two titles",
    "cultivation/climbs": "a title of a firm compared with its earlier ones",
    "cultivation/criteria": "rules, and firms measured by several datasets against them",
    "cultivation/next_rungs": "firms measured by several datasets against rules",
    "cultivation/published_targets": "published statements beside counted ones",
    "expo/editions_side_by_side": "published and announced figures beside counted ones",
    "expo/editions_compared": "published and announced figures beside counted ones",
    "commercialisation/published": "published statements, not counted here",
    "figures/beside_metrics": "facts of editions, shares, growth and targets add up to nothing",
    "financing/progress": "two of its lines are a target",
    "financing/rates": "a weighted mean, a highest and a lowest rate add up to nothing",
    "indications/list": "a list of records",
    "industries/terms_ending": "a list of records",
    "protection/duration_quartiles": "a median and two quartiles add up to nothing",
    "protection/published": "published statements, not counted here",
    "preexamination/grant_days": "means add up to nothing",
    "preexamination/grant_spread": "shares of each type, side by side",
    "preexamination/published": "published statements, not counted here",
    "preexamination/stage_days": "shares of each stage, side by side",
    "trademarks/well_known": "a list of records",
    "services/platform": "published statements, not counted here",
    "services/cooperation": "published statements, not counted here",
    "submissions/missing_now": "a list of records",
    "services/neighbours": "published statements, not counted here",
}


@pytest.fixture(scope="module")
def snapshot(demo_root):
    return catalog.shelf(demo_root / "snapshots").in_force


@pytest.mark.parametrize(
    ("chosen", "name"), [(chosen, name) for chosen in SCOPES for name in COUNTED if concerns(chosen, name)]
)
def test_the_records_behind_every_value_of_a_figure_add_up_to_it(snapshot, name, chosen):
    query, con = queries.load_query(name), warehouse.open_snapshot(snapshot)
    scope = replace(default_scope(snapshot), **SCOPES[chosen])
    options = options_of(con, query)
    complete = snapshot.complete_through([d for d in query.datasets if d != "published_figures"])
    values = {**scope.params(complete), **options}
    rows = warehouse.run(con, query, picks=narrowing.picks_of(scope.picks), **values)
    # Every row of the year; under filters, which reach all rows alike, rows from first to last.
    step = 1 if chosen == "the year" else max(1, len(rows) // 10)
    for row in rows.iloc[::step].to_dict("records"):
        row = {column: drill._plain(value) for column, value in row.items()}
        for column in query.counts:
            if row[column] is not None:
                behind = drill.of_row(snapshot, query, column, row, scope, options)
                found, slack = value_of(con, query.counts[column], behind)
                assert found == pytest.approx(row[column], rel=1e-9, abs=slack), (column, row)


def options_of(con, query):
    """What a page asks the query with besides the scope."""
    if "chain" in query.params:
        return {"chain": "baijiu"}
    if "edition" in query.params:
        return {"edition": 3}
    if "station" in query.params:
        return {"station": warehouse.tuples(con, "select min(station_id) from station_services")[0][0]}
    return {}


def value_of(con, metric_id, behind):
    """(the value that the records add up to, how far it may be rounded on the figure)."""
    counted = [records.total(con, part)[1] for part in behind]
    if len(counted) == 1:
        return counted[0], 1e-6
    metric = queries.counted(metric_id)
    return counted[0] / counted[1] * metric.per, 0.5 if metric.per == 1 else 1e-6


@pytest.mark.parametrize("metric_id", queries.metrics())
def test_a_district_in_a_ranking_is_made_of_its_records(snapshot, metric_id):
    metric, scope = queries.metrics()[metric_id], default_scope(snapshot)
    if metric.kind == "ratio" or "district" not in metric.by:
        return
    con = warehouse.open_snapshot(snapshot)
    for row in metrics.ranking(snapshot, metric_id, scope).itertuples():
        [behind] = drill.of_metric(snapshot, metric, replace(scope, districts=(row.district_code,)))
        assert records.total(con, behind)[1] == pytest.approx(row.value)


def pages():
    return {p.stem: p.read_text("utf-8") for p in (catalog.ROOT / "pages").rglob("*.py")}


def test_every_figure_of_every_page_names_what_it_counts_or_why_it_counts_nothing():
    shown = {name for text_ in pages().values() for name in re.findall(r'ui\.figure\(\s*"([\w/]+)"', text_)}
    own = {name for name in shown if name.split("/")[0] in ("patents", "trademarks", "indications", "financing",
                                                            "stations", "expo", "about", "protection", "commercialisation", "services", "preexamination", "cultivation", "industries", "submissions", "matching")}  # fmt: skip
    assert own - set(COUNTED) == set(NO_RECORDS) & own
    assert not set(NO_RECORDS) & set(COUNTED)


def test_every_card_of_every_page_is_a_signed_metric():
    """tests/test_records.py adds up the records of every one of them."""
    for page, source in pages().items():
        for call in ast.walk(ast.parse(source)):
            if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in ("headline", "lead", "ranking"):
                named = {word.value for word in call.args if isinstance(word, ast.Constant)}
                assert named <= set(queries.metrics()), page


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("patents/granted_trend", "granted"),
        ("patents/industry_mix", "granted"),
        ("patents/granted_by_district_and_year", "granted"),
        ("patents/inventions_in_force", "in_force"),
        ("trademarks/owner_mix", "registered"),
        ("financing/maturity_ladder", "outstanding_cny"),
        ("commercialisation/by_kind", "patents"),
        ("commercialisation/flows_by_class", "patents"),
        ("commercialisation/flows_by_place", "patents"),
        ("commercialisation/product_firms", "linked"),
        ("matching/outcomes", "pushes"),
        ("indications/by_district", "entries"),
        ("stations/open_by_period", "stations"),
    ],
)
def test_a_mark_of_a_figure_leads_to_the_row_it_was_drawn_from(snapshot, name, column):
    query, con = queries.load_query(name), warehouse.open_snapshot(snapshot)
    scope = default_scope(snapshot)
    rows = warehouse.run(con, query, **scope.params(snapshot.as_of))
    drawn = charts.figure(rows, query.draw, query.columns, language="zh", complete_through=snapshot.as_of)
    marks = 0
    for trace in drawn.data:
        prior = trace.name and trace.name.startswith("对比期")
        if trace.customdata is None or (trace.showlegend is False and query.draw.kind != "heat") or prior:
            continue
        for place, point in enumerate(trace.customdata):
            event = {"code": point[0], "x": trace.x[place], "series": point[2] if len(point) > 2 else None}
            row = drill.row_of(query, rows, event)
            assert row is not None, event
            assert drill.column_of(query, event) == column
            shown = {"rank": trace.x, "heat": None}.get(query.draw.kind, trace.y)
            if shown is not None and query.draw.kind != "share" and not text.is_missing(shown[place]):
                assert row[column] == pytest.approx(shown[place])
            marks += 1
    assert marks
