"""Every published figure has a home, is compared as its source words it, and stands beside its parts and rivals."""

import csv
import shutil
from datetime import date

import pytest

from dashboard import catalog, queries, warehouse
from dashboard.catalog import CITY
from dashboard.quality import findings
from dashboard.reconcile import homes, published, wholes
from dashboard.reconcile.published import Span
from dashboard.scope import default_scope
from intake.publish import publish
from tests.test_pages import opened, words_of
from tests.test_publish import delivery, patent

DEC = date(2024, 12, 31)
FIGURE = {
    "metric_id": "patents_granted",
    "metric_zh": "专利授权量",
    "metric_en": "Patents granted",
    "geo_code": CITY,
    "geo_zh": "泸州市",
    "period_type": "year",
    "period": "2024",
    "value": 1.0,
    "unit": "件",
    "qualifier": "exact",
    "source_title": "示例来源",
    "source_url": "https://example.org",
    "quote": "专利授权1件",
    "confidence": "high",
}
INVENTION = {"patent_type": "invention", "granted_on": date(2024, 5, 6), "district_code": "510502"}
EDITION = {
    "edition": 3, "name": "第三届", "status": "held", "starts_on": date(2024, 9, 20), "ends_on": date(2024, 9, 22),
    "area_m2": 45_000,
}  # fmt: skip
VISITS = {"edition": 3, "visited_on": date(2024, 9, 21), "hour": 10, "hall": "A", "visitor_class": "general",
          "visits": 80}  # fmt: skip


@pytest.fixture
def standing(tmp_path):
    """The comparisons of a snapshot that holds these figures and records, published on a day."""

    def told(*figures, as_of=DEC, **tables):
        rows = tables or {"patents": [patent("1", **INVENTION)]}
        deliveries = {name: delivery(name, *each) for name, each in rows.items()}
        deliveries["published_figures"] = delivery("published_figures", *figures)
        folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        publish(deliveries, as_of=as_of, folder=folder)
        return catalog.shelf(folder).in_force

    return told


def only(snapshot):
    [found] = homes.comparisons(snapshot)
    return found


# --- the file ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def last(demo_root):
    return catalog.shelf(demo_root / "snapshots").in_force


def rows_of_the_file():
    with catalog.reference("published_figures.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    "row",
    [r for r in rows_of_the_file() if r["geo_code"] == CITY],
    ids=lambda r: f"{r['metric_id']}-{r['period']}-{r['value'] or 'illegible'}",
)
def test_every_published_figure_of_the_city_is_reproduced_a_fact_with_its_source_or_illegible(last, row):
    told = [c for c in homes.comparisons(last) if _is(c.figure, row)]
    assert len(told) == 1
    found = told[0]
    if found.standing == "agrees":
        assert found.counted is not None and homes.agrees(found.figure, found.counted)
    elif found.standing == "fact":
        assert found.figure.source_title and found.figure.source_url and found.figure.quote
        assert found.reasons, f"{row['metric_id']} has no reason in {homes.HOMES}"
    else:
        assert (found.standing, row["qualifier"], row["value"]) == ("illegible", "illegible", "")


def _is(figure, row):
    same = (figure.metric_id, figure.period, figure.source_url, figure.name.zh)
    return figure.geo_code == CITY and same == tuple(row[n] for n in ("metric_id", "period", "source_url", "metric_zh"))


def test_a_figure_without_a_home_is_found(standing):
    assert only(standing(FIGURE | {"metric_id": "unheard_of"})).standing == "homeless"


def test_every_home_is_that_of_a_published_figure_and_says_what_it_is():
    assert set(homes.homes()) <= {row["metric_id"] for row in rows_of_the_file()}
    for name, home in homes.homes().items():
        assert home.kind in ("records", "target", "fact"), name
        assert home.reason or home.kind == "records", name
        assert bool(home.counted_as) == (home.kind == "target"), name


def test_every_published_place_has_a_name_in_both_languages():
    told = {row["geo_code"]: row["geo_zh"] for row in rows_of_the_file()}
    for code, zh in told.items():
        label = published.place_label(code)
        assert label.zh == zh and label.en.isascii(), code


# --- comparing --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("qualifier", "value", "expected"),
    [
        ("exact", 1.0, "agrees"),
        ("exact", 2.0, "differs"),
        ("at_least", 0.5, "agrees"),
        ("at_least", 2.0, "differs"),
        ("about", 1.04, "agrees"),
        ("about", 1.2, "differs"),
    ],
)
def test_a_published_figure_is_compared_as_its_source_words_it(standing, qualifier, value, expected):
    found = only(standing(FIGURE | {"qualifier": qualifier, "value": value}))
    assert (found.standing, found.counted, found.counted_by) == (expected, 1.0, "patents_granted")


def test_of_two_windows_that_agree_the_nearer_one_is_told(standing):
    listings = [
        {"listing_no": f"G{n}", "listed_on": date(2023 + n // 3, 5, 6), "district_code": "510502"} for n in range(5)
    ]
    figure = FIGURE | {"metric_id": "ip_listings", "period_type": "as_of", "qualifier": "at_least", "value": 2.0}
    found = only(standing(figure, listings=listings))
    assert (found.standing, found.counted) == ("agrees", 2.0)


def test_decimals_are_compared_at_their_last_printed_digit():
    figure = published._figure(FIGURE | {"value": 14.9, "unit": "%"})
    assert [homes.agrees(figure, counted) for counted in (14.86, 14.94, 14.96)] == [True, True, False]


def test_a_stock_is_compared_on_the_published_day_and_the_reason_says_which_day_was_counted(standing):
    stock = FIGURE | {"metric_id": "valid_invention_patents", "period_type": "as_of"}
    days = ("2024", "2024-06", "2024-05-15", "2024-04-30")
    told = {c.figure.period: c for c in homes.comparisons(standing(*(stock | {"period": day} for day in days)))}
    # Before the first record nothing is known.
    assert {day: c.counted for day, c in told.items()} == {
        "2024": 1.0, "2024-06": 1.0, "2024-05-15": 1.0, "2024-04-30": None,
    }  # fmt: skip
    assert [r.en for r in told["2024"].reasons] == [homes._UNDATED.en]
    assert [r.en for r in told["2024-05-15"].reasons] == [homes._MONTH.en]
    assert told["2024-06"].reasons == ()


def test_a_flow_so_far_is_told_from_the_first_record_on_or_for_its_year(standing):
    """ "As of 2024" may mean both; the one that the source means is the one that fits."""
    rows = [patent("1", **INVENTION), patent("2", **INVENTION | {"granted_on": date(2023, 2, 1)})]
    so_far = FIGURE | {"period_type": "as_of"}
    spans = [only(standing(so_far | {"value": value}, patents=rows)) for value in (2.0, 1.0, 3.0)]
    assert [(c.standing, c.counted, c.span.since.year) for c in spans] == [
        ("agrees", 2.0, 1900),
        ("agrees", 1.0, 2024),
        ("differs", 2.0, 1900),
    ]


def test_a_district_is_compared_with_its_own_records(standing):
    figure = FIGURE | {"geo_code": "510502", "geo_zh": "江阳区"}
    assert only(standing(figure)).counted == 1.0
    assert only(standing(figure | {"geo_code": "510503"})).standing == "differs"


def test_another_place_is_a_fact_and_never_compared(standing):
    found = only(standing(FIGURE | {"geo_code": "510100", "geo_zh": "成都市", "value": 9.0}))
    assert (found.standing, found.counted) == ("fact", None)


def test_a_figure_of_a_period_that_is_not_over_is_not_held_against_the_records(standing):
    found = only(standing(FIGURE | {"value": 9.0}, as_of=date(2024, 6, 30)))
    assert (found.standing, found.counted) == ("not_over", 1.0)


def test_an_edition_is_compared_over_its_own_days_and_announcements_are_not(standing):
    figure = FIGURE | {"metric_id": "expo_visitors", "period_type": "event", "period": "expo-3", "value": 90.0}
    announced = figure | {"metric_zh": "地博会人流(展前)", "value": 500.0}
    told = homes.comparisons(standing(figure, announced, expo_editions=[EDITION], expo_visits=[VISITS]))
    assert [(c.standing, c.figure.value, c.counted) for c in told] == [("differs", 90.0, 80.0), ("fact", 500.0, None)]


def test_what_the_list_of_editions_says_is_counted_without_a_metric(standing):
    area = FIGURE | {"metric_id": "expo_area", "period_type": "event", "period": "expo-3", "value": 45_000.0}
    found = only(standing(area, expo_editions=[EDITION]))
    assert (found.standing, found.counted_by) == ("agrees", homes.BESIDE)


def test_a_measure_that_nobody_signs_counts_too(standing):
    figure = FIGURE | {"metric_id": "expo_visits_counted", "period_type": "event", "period": "expo-3", "value": 80.0}
    found = only(standing(figure, expo_editions=[EDITION], expo_visits=[VISITS]))
    assert (found.standing, found.counted_by) == ("agrees", "expo_visits_counted")


def test_a_metric_without_its_dataset_leaves_a_fact_that_says_so(standing):
    found = only(standing(FIGURE | {"metric_id": "pledge_financing_firms", "metric_zh": "质押企业"}))
    # The file says nothing of it: nothing to derive a reason from.
    assert found.standing == "homeless"
    found = only(standing(FIGURE | {"metric_id": "well_known_trademarks"}))
    assert (found.standing, [r.en for r in found.reasons]) == ("fact", [homes._NO_RECORDS.en])


@pytest.mark.parametrize("qualifier", ["illegible", "withheld"])
def test_what_cannot_be_read_is_never_zero(standing, qualifier):
    found = only(standing(FIGURE | {"qualifier": qualifier, "value": None}))
    assert (found.standing, found.counted, found.difference if found.counted is not None else None) == (
        qualifier,
        None,
        None,
    )


# --- beside each other ------------------------------------------------------------------------


def test_the_parts_of_the_cases_leave_sixty_that_the_source_does_not_break_down(last):
    [cases] = [w for w in wholes.wholes(last) if w.whole.figure.metric_id == "ip_cases_handled"]
    assert [part.figure.value for part in cases.parts] == [410, 2, 18, 2]
    assert (cases.whole.figure.value, cases.total, cases.rest, cases.standing) == (492, 432, 60, "rest")


def test_the_registers_of_the_province_and_of_a_county_add_up(last):
    told = {w.whole.figure.geo_code: (w.total, w.standing) for w in wholes.wholes(last) if w.rest == 0}
    assert told == {"510521": (4, "adds_up"), "510000": (1080, "adds_up")}


def test_the_city_stands_beside_the_sum_of_its_districts(last):
    told = {w.whole.figure.metric_id: (w.rest, w.standing) for w in wholes.city_and_districts(last)}
    assert told == {
        "township_units": (0, "adds_up"),
        "population_resident": (-3, "adds_up"),
        "land_area": (-7.95, "exceeds"),
        "gdp": (176_330_000_000, "incomplete"),
    }


def test_what_the_records_count_for_the_city_and_its_districts_differs_by_records_without_one(last):
    told = {p.metric_id: p for p in wholes.counted_places(last, default_scope(last))}
    rows = warehouse.tuples(
        warehouse.open_snapshot(last),
        "select count(*) from patents where year(granted_on) = 2024 and district_code is null",
    )
    assert told["patents_granted"].city == 2610
    assert told["patents_granted"].unplaced == rows[0][0] > 0
    assert "population_resident" not in told


def test_sources_that_say_different_things_stand_side_by_side(last):
    told = {c.told[0].figure.metric_id: [x.figure.value for x in c.told] for c in wholes.conflicts(last)}
    assert told == {
        "expo_area": [45_000, 40_000],
        "expo_online_orders": [43_000, None],
        "expo_online_sales": [6e6, None],
    }


# --- findings ---------------------------------------------------------------------------------


def test_a_difference_is_a_finding_with_the_statement_behind_it(standing):
    snapshot = standing(FIGURE | {"value": 7.0})
    [found] = [f for f in findings.of(snapshot, None) if f.part == "published"]
    assert found.grade == "notable"
    assert found.said("en") == "Patents granted (Luzhou, 2024): published 7 items, counted 1 item"
    assert found.said("zh") == "专利授权量（泸州市，2024）：公开 7件，按记录统计 1件"
    con = warehouse.open_snapshot(snapshot)
    assert findings.evidence.total(con, found.evidence) == 1


def test_generated_records_are_not_held_against_a_district(last):
    told = [f for f in findings.of(last, None) if f.part == "published"]
    assert {f.grade for f in told} <= {"slight"}


@pytest.fixture
def root(standing, tmp_path):
    snapshot = standing(FIGURE | {"value": 7.0})
    shutil.copytree(snapshot.folder.parent, tmp_path / "root" / "snapshots")
    return tmp_path / "root"


def test_the_overview_tells_a_difference_and_leads_to_it(root, monkeypatch):
    told = words_of(opened("", root, monkeypatch, lang="en"))
    assert "△ 1 of 1 differ" in told and "](figures?snapshot=2024-12-31" in told
    assert "published 7 items, counted 1 item" in told


@pytest.mark.parametrize("part", ["all", "wholes", "places", "conflicts", "claims"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_part_of_the_page_renders(demo_root, monkeypatch, part, language):
    app = opened("figures", demo_root, monkeypatch, lang=language, part=part)
    assert not app.exception
    assert app.session_state["figures.part"] == part


def test_the_row_that_is_chosen_shows_the_words_of_its_source(root, monkeypatch):
    told = words_of(opened("figures", root, monkeypatch, lang="en"))
    assert "> 专利授权1件" in told and "[示例来源](https://example.org)" in told
    assert "Counted by [Patents granted](patents?" in told


def test_spans_are_the_days_that_periods_name(last):
    told = {
        (f.metric_id, f.period): published.span(f, last) for f in published.figures(last) if f.geo_code == CITY
    }  # fmt: skip
    assert told["patents_granted", "2022"] == Span(date(2022, 1, 1), date(2022, 12, 31))
    assert told["valid_trademarks", "2022-12-31"].until == date(2022, 12, 31)
    assert told["expo_visitors", "expo-3"] == Span(date(2024, 9, 20), date(2024, 9, 22))
    assert told["case_value", "case-guotai-2024"] is None


def test_no_id_of_the_list_of_parts_is_unknown():
    known = {row["metric_id"] for row in rows_of_the_file()}
    for whole, rows in wholes._parts_of().items():
        assert {whole, *(row["part"] for row in rows)} <= known


def test_the_query_beside_the_metrics_repeats_none_of_them(last):
    rows = warehouse.run(warehouse.open_snapshot(last), homes.BESIDE)
    assert not set(rows["metric_id"]) & set(queries.metrics())
