"""Industry navigation on a few patents: chains stated and derived, classes over the years, who is new, what is open."""

import csv
from datetime import date

import pandas as pd
import pytest

from dashboard import catalog, queries, warehouse

FIELDS = ("application_no", "filed_on", "granted_on", "ended_on", "expires_on", "applicant", "district_code",
          "industry_code", "ipc")  # fmt: skip
PATENTS = [
    ("1", (2023, 5, 1), (2024, 2, 1), None, (2025, 6, 30), "甲", "510502", "baijiu", "C12G3/02"),
    (
        "2",
        (2024, 5, 1),
        None,
        None,
        None,
        "甲",
        "510502",
        None,
        "C12G3/022",
    ),  # no chain: its subclass speaks for baijiu
    ("3", (2024, 6, 1), (2024, 9, 1), None, (2026, 12, 31), "乙", "510521", "baijiu", "C12H6/02"),
    ("4", (2020, 1, 1), (2021, 1, 1), (2023, 1, 1), (2030, 1, 1), "丙", "510502", "baijiu", "C12G3/02"),
    ("5", (2024, 7, 1), None, None, None, "丁", "510502", "food", "C12G3/02"),  # what is stated stands
    ("6", (2024, 8, 1), None, None, None, "戊", "510502", None, "G01N30/02"),  # serves several chains: of none
    ("7", (2024, 8, 1), (2024, 10, 1), None, (2039, 8, 1), "乙", "510521", "baijiu", None),  # a design
    ("8", (2024, 9, 1), None, None, None, "丙", "510502", "baijiu", "C12"),  # no subclass
]
CLASSES = [
    {"code": code, "kind": "ipc", "class": code, "industry_code": "baijiu", "reason_zh": zh, "reason_en": en}
    for code, zh, en in (("C12G", "酿造", "Brewing"), ("C12H", "陈酿", "Ageing"), ("C12F", "酒糟", "Grains"))
] + [
    {
        "code": f"nice-{n}",
        "kind": "nice",
        "class": n,
        "industry_code": "baijiu",
        "reason_zh": "酒",
        "reason_en": "Drink",
    }
    for n in ("33", "32")
]
MARKS = [
    {"registration_no": "1", "nice_class": "33", "registered_on": date(2020, 1, 1), "district_code": "510502"},
    {"registration_no": "2", "nice_class": "33", "registered_on": date(2020, 1, 1), "ended_on": date(2023, 1, 1)},
    {"registration_no": "3", "nice_class": "9", "registered_on": date(2020, 1, 1)},
]
YEAR = {
    "since": date(2024, 1, 1),
    "until": date(2024, 12, 31),
    "complete": date(2024, 12, 31),
    "chain": "baijiu",
    "months": 24,
    "lang": "en",
}


@pytest.fixture(scope="module")
def con():
    patents = [{f: date(*v) if isinstance(v, tuple) else v for f, v in zip(FIELDS, p, strict=True)} for p in PATENTS]
    return warehouse.over({"patents": patents, "industry_classes": CLASSES, "trademarks": MARKS})


def ask(con, name, *columns, **changed):
    """The rows of a query as tuples: years as numbers, shares to one decimal."""
    found = warehouse.run(con, f"industries/{name}", **{**YEAR, **changed})
    return [tuple(map(told, row)) for row in found[list(columns) or list(found.columns)].itertuples(index=False)]


def told(value):
    if isinstance(value, pd.Timestamp | date):
        return value.year if (value.month, value.day) == (1, 1) else f"{value:%Y-%m-%d}"
    return round(value, 1) if isinstance(value, float) else value


def reference(name):
    with catalog.reference(name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


# --- the classes ------------------------------------------------------------------------------


def test_the_ten_chains_are_the_published_number_of_key_industries():
    [published] = [r for r in reference("published_figures.csv") if r["metric_id"] == "key_industries"]
    assert len(catalog.code_list("industries")) == float(published["value"]) == 10


def test_every_chain_has_classes_of_both_kinds_and_every_class_one_chain_and_a_reason():
    rows = reference("industry_classes.csv")
    chains = {code.code for code in catalog.code_list("industries")}
    told = {(r["industry_code"], r["kind"]) for r in rows}
    assert {pair for pair in told if pair[1] != "locarno"} == {(c, k) for c in chains for k in ("ipc", "nice")}
    # What is designed for chemicals and nuclear medicine shares its classes with other chains.
    assert chains - {c for c, k in told if k == "locarno"} == {"chemicals", "nuclear_medicine"}
    assert len({(r["kind"], r["class"]) for r in rows}) == len({r["code"] for r in rows}) == len(rows)
    assert all(r["reason_zh"] and r["reason_en"] and r["name_zh"] and r["name_en"] for r in rows)
    assert {r["class"] for r in rows if r["kind"] == "nice"} <= {c.code for c in catalog.code_list("nice_classes")}


def test_a_stated_chain_stands_and_a_missing_one_is_told_by_the_class(con):
    rows = warehouse.tuples(con, "select application_no, chain, industry_basis from patents order by 1")
    assert rows == [
        ("1", "baijiu", "stated"), ("2", "baijiu", "derived"), ("3", "baijiu", "stated"), ("4", "baijiu", "stated"),
        ("5", "food", "stated"), ("6", None, None), ("7", "baijiu", "stated"), ("8", "baijiu", "stated"),
    ]  # fmt: skip


def test_a_design_without_a_chain_is_told_by_its_locarno_class():
    designs = [
        {"application_no": number, "patent_type": "design", "locarno": locarno, "industry_code": stated}
        for number, locarno, stated in [
            ("1", "09-01", None), ("2", "25-02", None), ("3", "07-01", None), ("4", "09-01", "food"), ("5", None, None),
            ("6", "14-04", None), ("7", "14-03", None),
        ]
    ]  # fmt: skip
    rows = warehouse.tuples(
        warehouse.over({"patents": designs}), "select application_no, chain, industry_basis from patents order by 1"
    )
    assert rows == [
        ("1", "baijiu", "derived"), ("2", "building", "derived"), ("3", None, None), ("4", "food", "stated"),
        ("5", None, None), ("6", "digital", "derived"), ("7", "electronics", "derived"),
    ]  # fmt: skip


def test_a_subclass_that_speaks_for_no_chain_has_a_name_and_none_has_two():
    speaking, others = ({r["code"] for r in reference(f"{n}.csv")} for n in ("industry_classes", "ipc_subclasses"))
    assert not speaking & others and "G01N" in others
    [column] = [
        c for c in queries.load_query("industries/subclasses_filed").columns.values() if c.name == "ipc_subclass"
    ]
    assert {code.code for code in column.codes} == speaking | others


def test_metrics_count_stated_chains_only(con):
    sql = "select sum(value) from metrics where metric = 'patents_filed' and industry_code = 'baijiu'"
    assert warehouse.tuples(con, sql) == [(5,)]


# --- the chain --------------------------------------------------------------------------------


def test_a_chain_is_told_in_numbers_with_what_is_derived(con):
    assert ask(con, "facts") == [(6, 1, 3, 2, 2)]
    assert ask(con, "facts", "ending", months=12) == [(1,)]
    assert ask(con, "facts", districts=["510521"]) == [(2, 0, 2, 1, 1)]


def test_subclasses_are_filed_over_the_years_without_gaps(con):
    assert ask(con, "subclasses_filed") == [
        (2020, "C12G", 1), (2020, "C12H", 0), (2021, "C12G", 0), (2021, "C12H", 0), (2022, "C12G", 0),
        (2022, "C12H", 0), (2023, "C12G", 1), (2023, "C12H", 0), (2024, "C12G", 1), (2024, "C12H", 1),
    ]  # fmt: skip


def test_subclasses_are_granted_in_the_year_of_the_notice(con):
    assert [row for row in ask(con, "subclasses_granted") if row[2]] == [
        (2021, "C12G", 1), (2024, "C12G", 1), (2024, "C12H", 1),
    ]  # fmt: skip


def test_derived_filings_stand_beside_stated_ones(con):
    assert [row for row in ask(con, "basis") if row[0] > 2022] == [
        (2023, "stated", 1), (2023, "derived", 0), (2024, "stated", 3), (2024, "derived", 1),
    ]  # fmt: skip


def test_leaders_are_those_with_most_grants_and_their_share(con):
    assert ask(con, "leaders") == [("乙", 2, 66.7), ("甲", 1, 33.3)]


def test_a_newcomer_filed_first_within_twenty_four_months(con):
    assert ask(con, "newcomers", "applicant", "filed") == [("甲", 2), ("乙", 2)]
    assert ask(con, "newcomers", "applicant", districts=["510521"]) == [("乙",)]
    assert ask(con, "newcomers", "applicant", complete=date(2025, 5, 31)) == [("乙",)]


def test_concentration_is_the_share_of_five_and_the_index_over_all(con):
    assert ask(con, "concentration") == [
        (2020, 100.0, 10000.0, 1, 1), (2023, 100.0, 10000.0, 1, 1), (2024, 100.0, 3750.0, 3, 4),
    ]  # fmt: skip


def test_white_space_lists_every_class_of_the_chain_with_none_first(con):
    assert ask(con, "white_space") == [("C12F", 0, 0, "Grains"), ("C12H", 1, 1, "Ageing"), ("C12G", 1, 2, "Brewing")]
    assert ask(con, "white_space", "reason", lang="zh")[0] == ("酒糟",)


def test_marks_in_force_stand_by_the_classes_of_the_chain(con):
    assert ask(con, "marks") == [("33", 1, "Drink")]


def test_terms_ending_are_listed_soonest_first(con):
    options = {"search": None, "page_size": None, "skip": None}
    listed = ask(con, "terms_ending", "application_no", "days", **options)
    assert listed == [("1", 181), ("3", 730)]
    assert ask(con, "terms_ending", "application_no", **{**options, "months": 12}) == [("1",)]
    assert ask(con, "terms_ending", "application_no", **{**options, "search": "乙"}) == [("3",)]


def test_the_demonstration_holds_the_classes_of_the_file(demo_root):
    con = warehouse.open_snapshot(catalog.shelf(demo_root / "snapshots").in_force)
    held = warehouse.tuples(con, "select code, industry_code from industry_classes order by code")
    assert held == sorted((r["code"], r["industry_code"]) for r in reference("industry_classes.csv"))
