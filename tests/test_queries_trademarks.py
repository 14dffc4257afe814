"""The questions of the trademarks page, each over a dozen rows that a reader can add up by hand."""

from datetime import date

import pytest

from dashboard import queries, warehouse
from tests.asking import tuples

# number, mark, class, filed, registered, term ends, ended, owner, owner's class, district, chain, well-known since
TRADEMARKS = [
    ("11", "示例商标1", 33, (2013, 5, 1), (2015, 1, 7), (2025, 1, 6), None, "示例企业0001", "enterprise", "510502", "baijiu", (2018, 3, 1)),
    ("12", "示例商标2", 33, (2022, 5, 1), (2023, 1, 7), (2033, 1, 6), None, "示例企业0001", "enterprise", "510502", "baijiu", None),
    ("13", "示例商标3", 30, (2022, 6, 1), (2023, 3, 7), (2033, 3, 6), (2024, 2, 9), "示例合作社0001", "cooperative", "510521", "food", None),
    ("14", "示例商标4", 33, (2023, 6, 1), (2024, 1, 14), (2034, 1, 13), None, "示例企业0002", "enterprise", "510521", "baijiu", None),
    ("15", "示例商标5", 30, (2023, 6, 1), (2024, 1, 14), (2034, 1, 13), None, "示例合作社0001", "cooperative", "510521", "food", None),
    ("16", "示例商标6", 9, (2023, 9, 1), (2024, 3, 21), (2034, 3, 20), None, "示例企业0003", "enterprise", None, None, None),
    ("17", "示例商标7", 33, (2014, 1, 1), (2014, 9, 1), (2024, 8, 31), None, "示例企业0004", "enterprise", "510502", "baijiu", None),
    ("18", "示例商标8", 33, (2005, 1, 1), (2006, 11, 2), (2026, 11, 1), None, "示例企业0004", "enterprise", "510525", "baijiu", (2010, 1, 1)),
    ("19", "示例商标9", 35, (2024, 2, 1), None, None, None, "示例个人0001", "individual", "510502", None, None),
]  # fmt: skip
FIELDS = (
    "registration_no", "mark", "nice_class", "filed_on", "registered_on", "expires_on", "ended_on", "owner", "owner_class",
    "district_code", "industry_code", "well_known_on",
)  # fmt: skip
INDICATIONS = [
    # name, register, registered, ended, district, chain, named in public
    ("示例地标1", "gi_product", (2014, 2, 13), None, "510502", "food", True),
    ("示例地标1", "certification_mark", (2021, 8, 1), None, "510502", "food", True),
    ("示例地标2", "gi_product", (2017, 12, 8), (2024, 2, 1), "510525", "food", True),
    ("示例地标3", "unstated", None, None, None, None, False),
    ("示例地标4", "gi_product", (2024, 6, 1), None, "510525", "baijiu", True),
]
GI_FIELDS = ("name", "register", "registered_on", "ended_on", "district_code", "industry_code", "name_is_sourced")
QUARTER = {
    "since": date(2024, 1, 1),
    "until": date(2024, 3, 31),
    "complete": date(2024, 12, 31),
    "grain": "month",
    "compare": "yoy",
}


def rows(fields, records):
    return [{f: date(*v) if isinstance(v, tuple) else v for f, v in zip(fields, r, strict=True)} for r in records]


@pytest.fixture(scope="module")
def con():
    return warehouse.over(
        {"trademarks": rows(FIELDS, TRADEMARKS), "geographical_indications": rows(GI_FIELDS, INDICATIONS)}
    )


def ask(con, name, *columns, **changed):
    return tuples(con, name, QUARTER, *columns, **changed)


# --- trends and stock -------------------------------------------------------------------------


def test_registrations_fill_complete_months_with_zeros_and_stand_beside_the_year_before(con):
    assert ask(con, "trademarks/registered_trend") == [("2024-01-01", 2, 1), ("2024-02-01", 0, 0), ("2024-03-01", 1, 1)]
    assert ask(con, "trademarks/registered_trend", grain="quarter", districts=["510521"]) == [("2024-01-01", 2, 1)]
    assert ask(con, "trademarks/registered_trend", districts=["510503"]) == []


def test_registrations_of_months_that_are_not_complete_are_unknown_not_zero(con):
    found = ask(con, "trademarks/registered_trend", complete=date(2024, 1, 31), compare="none")
    assert found == [("2024-01-01", 2, None), ("2024-02-01", None, None), ("2024-03-01", 1, None)]


def test_filings_and_registrations_stand_side_by_side(con):
    assert ask(con, "trademarks/filed_and_registered", grain="quarter") == [("2024-01-01", 1, 3)]
    assert ask(con, "trademarks/filed_and_registered", districts=["510521"], since=date(2024, 3, 1)) == [
        ("2024-03-01", 0, 0)
    ]


def test_marks_in_force_are_what_stands_at_the_end_of_each_period(con):
    assert ask(con, "trademarks/in_force") == [("2024-01-01", 7, 4), ("2024-02-01", 6, 4), ("2024-03-01", 7, 5)]
    assert ask(con, "trademarks/in_force", grain="year", industries=["food"]) == [("2024-01-01", 1, 1)]


def test_owners_are_counted_by_kind(con):
    assert ask(con, "trademarks/owner_mix", grain="quarter") == [
        ("2024-01-01", "cooperative", 1),
        ("2024-01-01", "enterprise", 2),
    ]
    assert ask(con, "trademarks/owner_mix", grain="year", industries=["food"]) == [("2024-01-01", "cooperative", 1)]


# --- classes and chains -----------------------------------------------------------------------


def test_classes_are_ranked_with_share_and_prior(con):
    assert ask(con, "trademarks/classes") == [("30", 1, 1, 33.3), ("33", 1, 1, 33.3), ("9", 1, None, 33.3)]
    assert ask(con, "trademarks/classes", districts=["510521"], industries=["baijiu"]) == [("33", 1, None, 100.0)]


def test_classes_have_names_in_both_languages():
    names = {c.code: c.label for c in queries.load_query("trademarks/classes").columns["nice_class"].codes}
    assert list(names) == [str(n) for n in range(1, 46)]
    assert (names["33"].zh, names["33"].en) == ("33类 酒(啤酒除外)", "33 Spirits and wines")


def test_classes_by_year_are_the_largest_of_ten_years_in_whole_years(con):
    found = ask(con, "trademarks/classes_by_year")
    assert found[:3] == [("2015-01-01", "9", 0), ("2015-01-01", "30", 0), ("2015-01-01", "33", 1)]
    assert found[-3:] == [("2024-01-01", "9", 1), ("2024-01-01", "30", 1), ("2024-01-01", "33", 1)]
    assert len(found) == 30


def test_industrial_chains_are_ranked_and_follow_the_district(con):
    assert ask(con, "trademarks/industry_mix") == [("baijiu", 1, 1, 33.3), ("food", 1, 1, 33.3), (None, 1, None, 33.3)]
    assert ask(con, "trademarks/industry_mix", districts=["510502"]) == [("baijiu", 0, 1, None)]


# --- renewals ---------------------------------------------------------------------------------


def test_renewals_are_due_in_the_24_months_after_the_last_complete_month(con):
    found = ask(con, "trademarks/renewals_due", "period", "due")
    assert (found[0], found[22], len(found)) == (("2025-01-01", 1), ("2026-11-01", 1), 24)
    assert sum(due for _, due in found) == 2
    assert ask(con, "trademarks/renewals_due", "period", "due", grain="year", districts=["510502"]) == [
        ("2025-01-01", 1),
        ("2026-01-01", 0),
    ]


def test_marks_whose_term_ended_within_six_months_are_in_grace(con):
    assert ask(con, "trademarks/renewals_summary") == [(1, 2, 1)]
    assert ask(con, "trademarks/renewals_summary", districts=["510525"]) == [(0, 1, 0)]
    assert ask(con, "trademarks/renewals_summary", districts=["510503"]) == []


# --- well-known marks, records ----------------------------------------------------------------


def test_well_known_marks_are_listed_newest_first(con):
    assert ask(con, "trademarks/well_known", "mark", "nice_class") == [("示例商标1", "33"), ("示例商标8", "33")]
    assert ask(con, "trademarks/well_known", "mark", districts=["510525"]) == [("示例商标8",)]
    assert ask(con, "trademarks/well_known", "mark", until=date(2017, 12, 31)) == [("示例商标8",)]


def test_records_are_those_registered_in_the_period_newest_first_a_page_at_a_time(con):
    assert ask(con, "trademarks/records", "registration_no") == [("16",), ("15",), ("14",)]
    assert ask(con, "trademarks/records", "registration_no", page_size=1, skip=1) == [("15",)]
    assert ask(con, "trademarks/records", "registration_no", dated="filed") == [("19",)]
    assert ask(con, "trademarks/records", "registration_no", search="合作社") == [("15",)]
    assert ask(con, "trademarks/records", "registration_no", industries=["baijiu"]) == [("14",)]


def test_records_are_counted_with_months_that_are_not_complete(con):
    assert ask(con, "trademarks/record_count", complete=date(2024, 1, 31)) == [(3,)]
    assert ask(con, "trademarks/record_count", dated="filed") == [(1,)]


# --- geographical indications -----------------------------------------------------------------


def test_indications_are_counted_by_district_and_register_those_without_a_district_last(con):
    assert ask(con, "indications/by_district") == [
        ("510502", "certification_mark", 1),
        ("510502", "gi_product", 1),
        (None, "unstated", 1),
    ]
    assert ask(con, "indications/by_district", until=date(2024, 6, 30), industries=["baijiu"]) == [
        ("510525", "gi_product", 1)
    ]


def test_the_list_of_indications_holds_what_is_in_force_named_ones_first(con):
    assert ask(con, "indications/list", "name", "register") == [
        ("示例地标1", "certification_mark"),
        ("示例地标1", "gi_product"),
        ("示例地标3", "unstated"),
    ]
    assert ask(con, "indications/list", "name", until=date(2024, 12, 31), districts=["510525"]) == [("示例地标4",)]


def test_the_list_is_as_long_as_the_metric_counts(con):
    for until in (date(2016, 12, 31), date(2023, 12, 31), date(2024, 12, 31)):
        counted = sum(entries for *_, entries in ask(con, "indications/by_district", until=until))
        assert len(ask(con, "indications/list", until=until)) == counted
