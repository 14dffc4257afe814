"""The patents page's questions, each over a dozen rows that a reader can add up by hand."""

from datetime import date

import pytest

from dashboard import queries, warehouse
from tests.asking import tuples

# number, type, filed, granted, ended, term ends, applicant, class, district, chain, IPC, high-value since, reason
PATENTS = [
    ("1", "invention", (2020, 1, 5), (2023, 1, 10), None, (2040, 1, 5), "示例大学01", "university", "510502", "baijiu", "C12G3/02", (2023, 1, 10), "strategic_industry"),
    ("2", "invention", (2020, 2, 5), (2023, 2, 10), (2024, 2, 5), (2040, 2, 5), "示例大学01", "university", "510502", "baijiu", "C12H6/02", None, None),
    ("3", "invention", (2021, 3, 5), (2024, 1, 20), None, (2041, 3, 5), "示例企业0001", "enterprise", "510521", "baijiu", "C12G3/02", (2024, 3, 1), "award"),
    ("4", "utility_model", (2023, 6, 5), (2024, 2, 20), None, (2033, 6, 5), "示例企业0001", "enterprise", "510521", "energy", "F16K1/00", None, None),
    ("5", "design", (2023, 9, 5), (2024, 3, 20), None, (2025, 2, 11), "示例企业0002", "enterprise", None, "energy", None, None, None),
    ("6", "utility_model", (2015, 4, 5), (2015, 9, 20), None, (2025, 4, 5), "示例企业0002", "enterprise", "510502", None, None, None, None),
    ("7", "invention", (2024, 2, 1), None, None, None, "示例企业0003", "enterprise", "510502", "baijiu", "C12G3/02", None, None),
]  # fmt: skip
FIELDS = (
    "application_no", "patent_type", "filed_on", "granted_on", "ended_on", "expires_on", "applicant", "applicant_class",
    "district_code", "industry_code", "ipc", "high_value_on", "high_value_reason",
)  # fmt: skip
YEAR = {
    "since": date(2024, 1, 1),
    "until": date(2024, 3, 31),
    "complete": date(2024, 12, 31),
    "grain": "month",
    "compare": "yoy",
}


def rows(*patents):
    return {
        "patents": [
            {f: date(*v) if isinstance(v, tuple) else v for f, v in zip(FIELDS, p, strict=True)} for p in patents
        ]
    }


@pytest.fixture(scope="module")
def con():
    return warehouse.over(rows(*PATENTS))


def ask(con, name, *columns, **changed):
    return tuples(con, f"patents/{name}", YEAR, *columns, **changed)


# --- trends -----------------------------------------------------------------------------------


def test_grants_by_type_fill_complete_months_with_zeros_and_stand_beside_the_year_before(con):
    assert ask(con, "granted_trend") == [
        ("2024-01-01", "design", 0, 0),
        ("2024-01-01", "invention", 1, 1),
        ("2024-01-01", "utility_model", 0, 0),
        ("2024-02-01", "design", 0, 0),
        ("2024-02-01", "invention", 0, 1),
        ("2024-02-01", "utility_model", 1, 0),
        ("2024-03-01", "design", 1, 0),
        ("2024-03-01", "invention", 0, 0),
        ("2024-03-01", "utility_model", 0, 0),
    ]


def test_grants_by_type_follow_grain_district_and_industry(con):
    assert ask(con, "granted_trend", grain="year") == [
        ("2024-01-01", "design", 1, 0),
        ("2024-01-01", "invention", 1, 2),
        ("2024-01-01", "utility_model", 1, 0),
    ]
    assert ask(con, "granted_trend", grain="quarter", districts=["510521"], industries=["baijiu"]) == [
        ("2024-01-01", "invention", 1, 0)
    ]


def test_grants_have_no_year_before_when_nothing_is_compared_or_nothing_was_recorded(con):
    assert {row[0] for row in ask(con, "granted_trend", "prior", compare="none")} == {None}
    first = ask(con, "granted_trend", "period", "prior", since=date(2015, 1, 1), until=date(2015, 12, 31), grain="year")
    assert first[0] == ("2015-01-01", None)


def test_the_previous_period_is_as_many_months_just_before(con):
    found = ask(con, "granted_trend", "prior", since=date(2024, 2, 1), compare="previous", grain="quarter")
    # February and March against December and January, where one invention was granted.
    assert sum(prior for (prior,) in found) == 1


def test_months_that_are_not_complete_are_unknown_not_zero(con):
    found = ask(con, "granted_trend", "period", "granted", complete=date(2024, 2, 29), industries=["baijiu"])
    assert found == [("2024-01-01", 1), ("2024-02-01", 0), ("2024-03-01", None)]


def test_filings_and_grants_stand_side_by_side(con):
    assert ask(con, "filed_and_granted") == [("2024-01-01", 0, 1), ("2024-02-01", 1, 1), ("2024-03-01", 0, 1)]
    assert ask(con, "filed_and_granted", grain="year", districts=["510502"]) == [("2024-01-01", 1, 0)]
    assert ask(con, "filed_and_granted", districts=["510525"]) == []


# --- stock and quality ------------------------------------------------------------------------


def test_inventions_in_force_are_what_stands_at_the_end_of_each_period(con):
    assert ask(con, "inventions_in_force") == [
        ("2024-01-01", "enterprise", 1),
        ("2024-01-01", "university", 2),
        ("2024-02-01", "enterprise", 1),
        ("2024-02-01", "university", 1),
        ("2024-03-01", "enterprise", 1),
        ("2024-03-01", "university", 1),
    ]
    assert ask(con, "inventions_in_force", grain="quarter", districts=["510521"]) == [("2024-01-01", "enterprise", 1)]


def test_the_high_value_share_divides_two_stocks_at_the_end_of_the_period(con):
    assert ask(con, "high_value_share") == [
        ("2024-01-01", 33.3, 100.0),
        ("2024-02-01", 50.0, 50.0),
        ("2024-03-01", 100.0, 50.0),
    ]


def test_high_value_inventions_are_told_by_the_test_they_meet(con):
    assert ask(con, "high_value_by_reason") == [("award", 1, None, 50.0), ("strategic_industry", 1, 1, 50.0)]
    assert ask(con, "high_value_by_reason", until=date(2024, 2, 29)) == [("strategic_industry", 1, 1, 100.0)]


def test_terms_that_end_are_those_of_rights_in_force_in_the_five_years_after_the_last_complete_month(con):
    columns = ("period", "patent_type", "ending")
    found = ask(con, "terms_ending", *columns, grain="year")
    assert [row for row in found if row[2]] == [("2025-01-01", "design", 1), ("2025-01-01", "utility_model", 1)]
    assert len({period for period, *_ in found}) == 5
    assert ask(con, "terms_ending", "since", "until", grain="year", complete=date(2025, 3, 31))[:1] == [
        ("2025-04-01", "2025-12-31")
    ]
    monthly = ask(con, "terms_ending", *columns, districts=["510502"], complete=date(2025, 3, 31))
    assert (monthly[0], len(monthly)) == (("2025-04-01", "utility_model", 1), 60)


# --- where, in what, by whom ------------------------------------------------------------------


def test_districts_by_year_show_whole_years_and_what_has_no_district(con):
    found = ask(con, "granted_by_district_and_year")
    assert found[-6:] == [
        ("2023-01-01", "510502", 2),
        ("2023-01-01", "510521", 0),
        ("2023-01-01", None, 0),
        ("2024-01-01", "510502", 0),
        ("2024-01-01", "510521", 2),
        ("2024-01-01", None, 1),
    ]
    assert found[0] == ("2015-01-01", "510502", 1)
    assert ask(con, "granted_by_district_and_year", industries=["energy"])[-1] == ("2024-01-01", None, 1)


def test_industrial_chains_are_ranked_with_share_and_prior_and_follow_the_district(con):
    assert ask(con, "industry_mix") == [("energy", 2, None, 66.7), ("baijiu", 1, 2, 33.3)]
    assert ask(con, "industry_mix", districts=["510502"]) == [("baijiu", 0, 2, None)]


def test_months_that_are_not_complete_are_kept_out_of_rankings(con):
    assert ask(con, "industry_mix", complete=date(2024, 2, 15)) == [("baijiu", 1, 1, 100.0)]


def test_sections_of_the_classification_leave_designs_out(con):
    assert ask(con, "sections") == [("C", 1, 2, 50.0), ("F", 1, None, 50.0)]
    assert ask(con, "sections", industries=["energy"]) == [("F", 1, None, 100.0)]


def test_section_letters_have_names_in_both_languages():
    names = {c.code: c.label for c in queries.load_query("patents/sections").columns["ipc_section"].codes}
    assert sorted(names) == list("ABCDEFGH")
    assert (names["C"].zh, names["C"].en) == ("C 化学；冶金", "C Chemistry and metallurgy")


def test_applicants_are_ranked_by_grants_in_the_period(con):
    assert ask(con, "top_applicants") == [("示例企业0001", 2, None), ("示例企业0002", 1, None)]
    assert ask(con, "top_applicants", since=date(2023, 1, 1), until=date(2023, 12, 31)) == [("示例大学01", 2, None)]
    assert ask(con, "top_applicants", districts=["510521"], industries=["baijiu"]) == [("示例企业0001", 1, None)]


def test_whoever_leads_a_year_is_kept_and_the_list_stays_short():
    crowd = [(f"{n}-{k}", "design", (2023, 1, 1), (2024, 1, 1 + k), None, None, f"示例企业{n:04d}", None, "510502", "food", None, None, None)
             for n in range(30) for k in range(1 + (n == 29))]  # fmt: skip
    con = warehouse.over(rows(*crowd))
    assert len(warehouse.select(con, "select distinct applicant from patents_by_applicant")) == 20
    found = ask(con, "top_applicants", "applicant", "granted")
    assert (found[0], len(found)) == (("示例企业0029", 2), 15)


# --- records ----------------------------------------------------------------------------------


def test_records_are_those_granted_in_the_period_newest_first_a_page_at_a_time(con):
    assert ask(con, "records", "application_no") == [("5",), ("4",), ("3",)]
    assert ask(con, "records", "application_no", page_size=2, skip=2) == [("3",)]
    assert ask(con, "records", "application_no", dated="filed") == [("7",)]


def test_records_are_counted_with_months_that_are_not_complete(con):
    assert ask(con, "record_count", complete=date(2024, 1, 31)) == [(3,)]
    assert ask(con, "record_count", dated="filed") == [(1,)]
    assert ask(con, "record_count", districts=["510503"]) == [(0,)]


def test_records_are_found_by_number_title_and_applicant_and_follow_the_filters(con):
    assert ask(con, "records", "application_no", search="企业0001") == [("4",), ("3",)]
    assert ask(con, "records", "application_no", search="5") == [("5",)]
    assert ask(con, "records", "application_no", search="%") == []
    assert ask(con, "records", "application_no", districts=["510521"], industries=["energy"]) == [("4",)]


# --- what stands behind a query ---------------------------------------------------------------


def test_a_query_of_metrics_knows_the_datasets_of_the_metrics_it_names():
    assert queries.load_query("patents/granted_trend").datasets == ("patents",)
    assert queries.load_query("patents/sections").datasets == ("patents",)
