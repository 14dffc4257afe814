"""The demonstration data of the last snapshot against every city figure that is published for its datasets.

Counted here by hand, without the metrics, so that generator and metrics cannot be wrong together.
"""

import csv
from datetime import date

import duckdb
import pytest

from dashboard import catalog
from dashboard.states import GAPS
from intake import demo

LAST = date(2024, 12, 31)
CITY = "510500"


def in_force(start: str, day: str) -> str:
    return f"{start} <= date '{day}' and (ended_on is null or ended_on > date '{day}')"


INVENTIONS = f"select count(*) from patents where patent_type = 'invention' and {in_force('granted_on', '{day}')}"
HIGH_VALUE = INVENTIONS + " and high_value_on <= date '{day}'"
GRANTED = "select count(*) from patents where year(granted_on) = {year}"
REGISTERED = "select count(*) from trademarks where year(registered_on) = {year}"
MARKS = f"select count(*) from trademarks where {in_force('registered_on', '{day}')}"
STATIONS = (
    "select count(*) from stations where kind = '{kind}' and opened_on <= date '2024-12-31' and closed_on is null"
)
EXHIBITORS = "from expo_exhibitors where edition = {edition}"
ONLINE = "from expo_sales where edition = 3 and channel = 'online'"
LOANS_2024 = "from financing where kind = 'pledge' and year(signed_on) = 2024"

# metric, period as published, the count, the value it must have
FIGURES = [
    ("patents_granted", "2024", GRANTED.format(year=2024), 2610),
    ("patents_granted", "2022", GRANTED.format(year=2022), 3591),
    ("valid_invention_patents", "2024", INVENTIONS.format(day=LAST), 1605),
    ("valid_invention_patents", "2022-12-31", INVENTIONS.format(day="2022-12-31"), 1059),
    ("high_value_invention_patents", "2022-12-31", HIGH_VALUE.format(day="2022-12-31"), 413),
    ("trademarks_new", "2024", REGISTERED.format(year=2024), 7708),
    ("trademarks_new", "2022", REGISTERED.format(year=2022), 6316),
    ("valid_trademarks", "2024", MARKS.format(day=LAST), 54856),
    ("valid_trademarks", "2022-12-31", MARKS.format(day="2022-12-31"), 44589),
    (
        "valid_trademarks_growth_pct",
        "2022",
        f"select round(100 * (({MARKS.format(day='2022-12-31')}) / ({MARKS.format(day='2021-12-31')}) - 1), 1)",
        14.9,
    ),
    ("well_known_trademarks", "2024", MARKS.format(day=LAST) + " and well_known_on is not null", 23),
    ("geographical_indications", "2024", "select count(*) from geographical_indications where ended_on is null", 41),
    ("ip_service_stations", "2024", STATIONS.format(kind="ip_service"), 106),
    ("trademark_guidance_stations", "2024", STATIONS.format(kind="trademark_brand"), 40),
    ("pledge_financing_amount", "2024", f"select sum(disbursed_amount_cny) {LOANS_2024}", 197_000_000),
    ("pledge_financing_firms", "2024", f"select count(distinct firm) {LOANS_2024}", 19),
    (
        "ip_equity_firms",
        "2024",
        "select count(distinct firm) from financing where kind = 'equity' and year(signed_on) = 2024",
        63,
    ),
    *[
        ("expo_countries", f"expo-{n}", f"select count(distinct country) {EXHIBITORS.format(edition=n)}", value)
        for n, value in ((1, 20), (2, 20), (3, 26), (4, 40))
    ],
    *[
        ("expo_enterprises", f"expo-{n}", f"select count(distinct exhibitor) {EXHIBITORS.format(edition=n)}", value)
        for n, value in ((1, 600), (2, 800), (3, 900), (4, 800))
    ],
    *[
        ("expo_products", f"expo-{n}", f"select sum(products) {EXHIBITORS.format(edition=n)}", value)
        for n, value in ((2, 3000), (3, 3200), (4, 7000))
    ],
    *[
        ("expo_area", f"expo-{n}", f"select area_m2 from expo_editions where edition = {n}", value)
        for n, value in ((1, 30_000), (3, 45_000), (4, 45_000))
    ],
    *[
        ("expo_zones", f"expo-{n}", f"select zones from expo_editions where edition = {n}", value)
        for n, value in ((1, 6), (2, 6), (4, 42))
    ],
    ("expo_visitors", "expo-3", "select sum(visits) from expo_visits where edition = 3", 220_000),
    (
        "expo_onsite_sales",
        "expo-3",
        "select sum(amount_cny) from expo_sales where edition = 3 and channel = 'on_site'",
        41_000_000,
    ),
    ("expo_online_orders", "expo-3", f"select sum(orders) {ONLINE}", 43_000),
    ("expo_online_sales", "expo-3", f"select sum(amount_cny) {ONLINE}", 6_000_000),
    (
        "expo_gi_enterprise_share",
        "expo-3",
        f"select floor(100 * avg(is_gi_related::integer)) {EXHIBITORS.format(edition=3)}",
        63,
    ),
    (
        "expo_days",
        "expo-2",
        "select date_diff('day', starts_on, ends_on) + 1 from expo_editions where edition = 2",
        3,
    ),
    (
        "target_pledge_financing_cumulative",
        "2025-12-31",
        "select value from targets where metric_id = 'pledge_financing_amount' and due_on = date '2025-12-31'"
        " and not is_demonstration",
        200_000_000,
    ),
]


@pytest.fixture(scope="module")
def con():
    con = duckdb.connect(":memory:")
    for name, rows in demo.as_known_on(demo.register(), LAST).items():
        con.register(name, rows)
    return con


@pytest.fixture(scope="module")
def published() -> dict[tuple[str, str], list[dict[str, str]]]:
    found: dict = {}
    with catalog.reference("published_figures.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["geo_code"] == CITY:
                found.setdefault((row["metric_id"], row["period"]), []).append(row)
    return found


@pytest.mark.parametrize(("metric", "period", "count", "value"), FIGURES, ids=[f"{m}-{p}" for m, p, _, _ in FIGURES])
def test_the_count_is_the_published_figure(con, published, metric, period, count, value):
    [counted] = con.execute(count).fetchone()
    assert counted == value
    assert any(agrees(counted, row) for row in published[metric, period])


def agrees(counted: float, row: dict[str, str]) -> bool:
    if row["qualifier"] in GAPS:
        return False
    bound = float(row["value"])
    return counted >= bound if row["qualifier"] == "at_least" else counted == bound


def test_every_published_figure_of_our_metrics_is_compared_above(published):
    ours = {metric for metric, _, _, _ in FIGURES}
    compared = {(metric, period) for metric, period, _, _ in FIGURES}
    assert {key for key in published if key[0] in ours} - compared == set()


def test_editions_without_published_visits_and_sales_have_none(con):
    assert con.execute("select distinct edition from expo_visits").fetchall() == [(3,)]
    assert con.execute("select distinct edition from expo_sales").fetchall() == [(3,)]
    assert con.execute("select count(products) from expo_exhibitors where edition = 1").fetchone() == (0,)


def test_a_published_figure_has_a_value_or_says_why_it_has_none():
    with catalog.reference("published_figures.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [r for r in rows if bool(r["value"]) == (r["qualifier"] in GAPS)] == []
    assert [r["metric_id"] for r in rows if r["qualifier"] == "illegible"] == [
        "platform_online_items",
        "online_evaluation_firms",
        "expo_online_orders",
        "expo_online_sales",
    ]


def test_published_figures_are_the_file_itself(con, published):
    rows = con.execute(f"select count(*), count(distinct metric_id) from published_figures where geo_code = '{CITY}'")
    assert rows.fetchone() == (sum(map(len, published.values())), len({metric for metric, _ in published}))
