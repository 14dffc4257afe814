"""Every rule across tables says what it looks for, catches a bad row, and leaves good ones alone."""

import re
from datetime import date

import pytest

from dashboard import catalog, queries, warehouse
from dashboard.queries import METRIC_TABLES

AS_OF = date(2024, 12, 31)
RULES = list(queries.checks())

CASE = {
    "case_id": "A1",
    "kind": "patent_infringement",
    "procedure": "mediation",
    "accepted_on": date(2024, 3, 1),
    "closed_on": date(2024, 4, 1),
    "outcome": "settled",
}
STATION = {"station_id": "S1", "name": "一号站", "kind": "ip_service", "district_code": "510502"}
SERVICES = {"station_id": "S1", "month": date(2024, 3, 1), "service": "training", "services": 4}
EDITION = {
    "edition": 3,
    "name": "第三届",
    "status": "held",
    "starts_on": date(2024, 9, 20),
    "ends_on": date(2024, 9, 22),
}
VISITS = {
    "edition": 3,
    "visited_on": date(2024, 9, 21),
    "hour": 10,
    "hall": "A",
    "visitor_class": "general",
    "visits": 80,
}
LOAN = {
    "contract_no": "P1",
    "kind": "pledge",
    "firm": "示例企业0001",
    "district_code": "510502",
    "lender": "示例银行01",
    "signed_on": date(2024, 2, 1),
    "matures_on": date(2025, 2, 1),
    "registered_amount_cny": 3e6,
    "credit_amount_cny": 2e6,
    "disbursed_amount_cny": 1e6,
    "outstanding_amount_cny": 5e5,
}
PATENT = {"application_no": "2020100000016", "patent_type": "invention", "filed_on": date(2020, 1, 6)}
GRANTED = PATENT | {"granted_on": date(2024, 5, 6), "district_code": "510502"}
MARK = {"registration_no": "100", "nice_class": 33, "registered_on": date(2020, 1, 6), "expires_on": date(2030, 1, 5)}
TRANSFER = {
    "transaction_id": "T1",
    "kind": "transfer",
    "application_no": "202019930001.5",
    "from_holder": "示例大学01",
    "from_place": "510502",
    "to_holder": "示例企业0001",
    "to_place": "510503",
    "district_code": "510503",
    "signed_on": date(2024, 3, 4),
}
REVIEW = {
    "review_id": "R1",
    "institute": "示例大学01",
    "reviewed_on": date(2024, 5, 6),
    "patents_reviewed": 10,
    "grade_a": 2,
    "grade_b": 3,
    "grade_c": 5,
}
FIGURE = {
    "metric_id": "patents_granted",
    "metric_zh": "专利授权量",
    "geo_code": "510500",
    "period_type": "year",
    "period": "2024",
    "value": 1.0,
    "qualifier": "exact",
    "source_url": "https://example.org",
}
ITEM = {"item_code": "S01", "kind": "eighteen", "is_name_published": False}
REQUEST = {
    "request_id": "R1",
    "item_code": "S01",
    "channel": "window",
    "district_code": "510502",
    "received_on": date(2024, 12, 20),
    "promised_days": 5,
}

TITLE = {
    "recognition_no": "R1",
    "kind": "innovative_sme",
    "holder": "示例企业0001",
    "holder_kind": "firm",
    "level": "provincial",
    "recognised_on": date(2022, 6, 17),
    "ends_on": date(2025, 6, 16),
}
HIGHER = TITLE | {"recognition_no": "R2", "kind": "srdi", "recognised_on": date(2024, 11, 20)}
REPLACED = TITLE | {"ended_on": date(2024, 11, 20), "ended_because": "replaced"}

EXAMINATION = {
    "case_id": "Y1",
    "applicant": "示例企业0001",
    "field_code": "field_1",
    "patent_type": "invention",
    "received_on": date(2024, 2, 1),
    "accepted_on": date(2024, 2, 5),
    "examined_on": date(2024, 2, 20),
    "result": "passed",
    "filed_on": date(2024, 2, 26),
    "granted_on": date(2024, 9, 3),
}
ORDINARY = {"patent_type": "invention", "applies_from": date(2025, 1, 1), "ordinary_days": 1582}

LISTING = {
    "listing_no": "G1",
    "title": "一种装置",
    "right_kind": "invention",
    "application_no": "202010000001.6",
    "holder": "示例大学01",
    "offer": "licence",
    "listed_on": date(2024, 3, 4),
    "status": "listed",
}
DEMAND = {
    "demand_no": "X1",
    "title": "求一种装置",
    "demander": "示例企业0001",
    "published_on": date(2024, 5, 6),
    "status": "open",
}
PUSH = {
    "push_no": "T1",
    "demand_no": "X1",
    "offer_no": "G1",
    "offer_kind": "listing",
    "pushed_on": date(2024, 6, 7),
    "outcome": "none_yet",
}
LISTED_PATENT = PATENT | {"application_no": "202010000001.6", "granted_on": date(2023, 5, 6)}

# {rule: (tables that break it, tables that do not)}
CASES = {
    "firms_under_two_sme_titles": (
        {"recognitions": [TITLE, HIGHER]},
        {"recognitions": [REPLACED, HIGHER, TITLE | {"recognition_no": "R3", "holder": "示例企业0002"}]},
    ),
    "titles_past_their_validity": (
        {"recognitions": [TITLE | {"ends_on": date(2024, 12, 30)}]},
        {
            "recognitions": [
                TITLE | {"ends_on": AS_OF},
                REPLACED | {"recognition_no": "R2", "ends_on": date(2024, 12, 1)},
            ]
        },
    ),
    "titles_of_another_kind_of_holder": (
        {"recognitions": [TITLE | {"holder_kind": "centre"}]},
        {"recognitions": [TITLE, TITLE | {"kind": "china_patent_award", "holder_kind": "patent"}]},
    ),
    "preexamination_steps_skipped": (
        {"preexaminations": [EXAMINATION | {"result": "not_passed"}]},
        {
            "preexaminations": [
                EXAMINATION,
                {"case_id": "Y2", "received_on": date(2024, 3, 1), "rejected_on": date(2024, 3, 4)},
            ]
        },
    ),
    "ordinary_days_differ": (
        {"ordinary_grant_days": [ORDINARY | {"ordinary_days": 1400}], "patents": [GRANTED]},
        {"ordinary_grant_days": [ORDINARY], "patents": [GRANTED]},
    ),
    "services_of_unknown_stations": (
        {"stations": [STATION], "station_services": [SERVICES | {"station_id": "S9"}]},
        {"stations": [STATION], "station_services": [SERVICES]},
    ),
    "expo_rows_of_unknown_editions": (
        {"expo_editions": [EDITION], "expo_visits": [VISITS | {"edition": 9}]},
        {"expo_editions": [EDITION], "expo_visits": [VISITS, VISITS | {"edition": None, "hall": "B"}]},
    ),
    "visits_outside_edition_days": (
        {"expo_editions": [EDITION], "expo_visits": [VISITS | {"visited_on": date(2024, 9, 23)}]},
        {"expo_editions": [EDITION | {"ends_on": None}], "expo_visits": [VISITS]},
    ),
    "outstanding_above_disbursed": (
        {"financing": [LOAN | {"outstanding_amount_cny": 1_000_001.0}]},
        {"financing": [LOAN | {"outstanding_amount_cny": 1e6}]},
    ),
    "disbursed_above_credit": (
        {"financing": [LOAN | {"disbursed_amount_cny": 2_000_001.0}]},
        {"financing": [LOAN | {"disbursed_amount_cny": 2e6}]},
    ),
    "credit_above_registered": (
        {"financing": [LOAN | {"credit_amount_cny": 3_000_001.0}]},
        {"financing": [LOAN | {"registered_amount_cny": None}]},
    ),
    "repaid_loans_with_balance": (
        {"financing": [LOAN | {"repaid_on": date(2024, 11, 1)}]},
        {"financing": [LOAN | {"repaid_on": date(2024, 11, 1), "outstanding_amount_cny": 0.0}]},
    ),
    "loans_overdue": (
        {"financing": [LOAN | {"matures_on": date(2024, 12, 30)}]},
        {"financing": [LOAN | {"matures_on": date(2024, 12, 31)}]},
    ),
    "firms_in_two_districts": (
        {"financing": [LOAN, LOAN | {"contract_no": "P2", "district_code": "510503"}]},
        {"financing": [LOAN, LOAN | {"contract_no": "P2", "district_code": "510503", "signed_on": date(2023, 2, 1)}]},
    ),
    "high_value_non_inventions": (
        {"patents": [PATENT | {"patent_type": "design", "high_value_on": date(2024, 1, 1)}]},
        {"patents": [PATENT | {"high_value_on": date(2024, 1, 1)}, PATENT | {"patent_type": "design"}]},
    ),
    "registered_trademarks_without_term": (
        {"trademarks": [MARK | {"expires_on": None}]},
        {"trademarks": [MARK, MARK | {"registered_on": None, "expires_on": None}]},
    ),
    "closed_cases_without_outcome": (
        {"ip_cases": [CASE | {"closed_on": None}]},
        {"ip_cases": [CASE, CASE | {"closed_on": None, "outcome": None}]},
    ),
    "opinions_without_patent_dispute": (
        {"ip_cases": [CASE | {"kind": "trademark", "procedure": "infringement_opinion"}]},
        {
            "ip_cases": [
                CASE | {"procedure": "infringement_opinion"},
                CASE | {"kind": "trademark", "procedure": "penalty"},
            ]
        },
    ),
    "goods_without_unit": (
        {"ip_cases": [CASE | {"goods_quantity": 5, "goods_kind": "liquor"}]},
        {"ip_cases": [CASE, CASE | {"goods_quantity": 5, "goods_kind": "liquor", "goods_unit": "bottle"}]},
    ),
    "patents_given_to_their_giver": (
        {"patent_transactions": [TRANSFER | {"to_holder": "示例大学01"}]},
        {"patent_transactions": [TRANSFER, TRANSFER | {"transaction_id": "T2", "to_holder": None}]},
    ),
    "transactions_counted_elsewhere": (
        {"patent_transactions": [TRANSFER | {"district_code": "510502"}]},
        {
            "patent_transactions": [
                TRANSFER,
                TRANSFER | {"transaction_id": "T2", "to_place": "outside", "district_code": "510502"},
                TRANSFER | {"transaction_id": "T3", "from_place": "outside"},
                TRANSFER | {"transaction_id": "T4", "to_place": None, "district_code": None},
            ]
        },
    ),
    "patents_given_twice_in_a_year": (
        {"patent_transactions": [TRANSFER, TRANSFER | {"transaction_id": "T2", "signed_on": date(2024, 12, 1)}]},
        {
            "patent_transactions": [
                TRANSFER,
                TRANSFER | {"transaction_id": "T2", "signed_on": date(2023, 12, 1)},
                TRANSFER | {"transaction_id": "T3", "kind": "licence"},
            ]
        },
    ),
    "review_grades_differ": (
        {"stock_reviews": [REVIEW | {"grade_c": 4}]},
        {"stock_reviews": [REVIEW, REVIEW | {"review_id": "R2", "grade_a": None}]},
    ),
    "pushes_of_unknown_demands": (
        {"demands": [DEMAND], "pushes": [PUSH | {"demand_no": "X9"}]},
        {"demands": [DEMAND], "pushes": [PUSH]},
    ),
    "pushes_of_unknown_offers": (
        {"listings": [LISTING], "pushes": [PUSH | {"offer_no": "G9"}]},
        {
            "listings": [LISTING],
            "patents": [LISTED_PATENT],
            "pushes": [PUSH, PUSH | {"push_no": "T2", "offer_kind": "patent", "offer_no": "202010000001.6"}],
        },
    ),
    "pushes_before_their_demand": (
        {"demands": [DEMAND], "pushes": [PUSH | {"pushed_on": date(2024, 5, 5)}]},
        {"demands": [DEMAND], "pushes": [PUSH, PUSH | {"push_no": "T2", "pushed_on": date(2024, 5, 6)}]},
    ),
    "answers_without_day": (
        {"pushes": [PUSH | {"outcome": "declined"}]},
        {"pushes": [PUSH, PUSH | {"push_no": "T2", "outcome": "contacted", "outcome_on": date(2024, 7, 1)}]},
    ),
    "ended_listings_without_day": (
        {"listings": [LISTING | {"status": "contracted"}]},
        {"listings": [LISTING, LISTING | {"status": "withdrawn", "delisted_on": date(2024, 8, 9)}]},
    ),
    "closed_demands_without_day": (
        {"demands": [DEMAND | {"closed_on": date(2024, 8, 9)}]},
        {"demands": [DEMAND, DEMAND | {"status": "met", "closed_on": date(2024, 8, 9)}]},
    ),
    "open_demands_past_closing": (
        {"demands": [DEMAND | {"closes_on": date(2024, 11, 30)}]},
        {"demands": [DEMAND, DEMAND | {"demand_no": "X2", "closes_on": date(2024, 12, 1)}]},
    ),
    "listings_of_ended_patents": (
        {"listings": [LISTING], "patents": [LISTED_PATENT | {"ended_on": date(2024, 9, 1)}]},
        {
            "listings": [LISTING, LISTING | {"listing_no": "G2", "status": "withdrawn", "application_no": "1"}],
            "patents": [LISTED_PATENT, LISTED_PATENT | {"application_no": "1", "ended_on": date(2024, 9, 1)}],
        },
    ),
    "requests_of_unlisted_items": (
        {"service_items": [ITEM], "service_requests": [REQUEST | {"item_code": "S02"}]},
        {"service_items": [ITEM], "service_requests": [REQUEST]},
    ),
    "partners_of_local_requests": (
        {"service_requests": [REQUEST | {"partner_code": "500153"}]},
        {"service_requests": [REQUEST | {"channel": "cross_province", "partner_code": "500153"}]},
    ),
    "requests_long_overdue": (
        {"service_requests": [REQUEST | {"received_on": date(2024, 12, 9)}]},
        {"service_requests": [REQUEST | {"received_on": date(2024, 12, 10)}]},
    ),
}


def broken(rule, tables):
    """The rows that a rule finds in these tables."""
    header = queries.checks()[rule]
    values = {"as_of": AS_OF} if "$as_of" in header.sql else {}
    return warehouse.select(warehouse.over(tables), header.sql, values).values.tolist()


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_what_it_finds_how_grave_it_is_and_what_it_reads(empty, rule):
    header = queries.checks()[rule]
    title = header.label("title")
    assert header.summary and title.en and title.zh
    assert header.one("severity") in ("error", "warning")
    known = {*catalog.contracts(), *queries.rollups(), *METRIC_TABLES}
    reads = {name.strip() for name in header.one("reads").split(",")}
    assert reads == set(empty.get_table_names(header.sql.replace("$as_of", "null"))) & known
    assert len(header.path.read_text("utf-8").splitlines()) <= 40


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_one_select_that_takes_no_more_than_the_snapshots_day(empty, rule):
    [statement] = empty.extract_statements(queries.checks()[rule].sql)
    assert statement.type.name == "SELECT"
    assert statement.named_parameters <= {"as_of"}
    assert re.search(r"order by [^\n]+$", statement.query.strip())


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_catches_the_row_that_breaks_it(rule):
    assert len(broken(rule, CASES[rule][0])) == 1


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_leaves_rows_alone_that_keep_it(rule):
    assert broken(rule, CASES[rule][1]) == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_nothing_in_an_empty_data_root(rule):
    assert broken(rule, {}) == []


def test_visits_can_be_imported_before_the_list_of_editions():
    assert broken("expo_rows_of_unknown_editions", {"expo_visits": [VISITS]}) == []


def test_services_can_be_imported_before_the_list_of_stations():
    assert broken("services_of_unknown_stations", {"station_services": [SERVICES]}) == []


def test_pushes_can_be_imported_before_the_lists_that_they_name():
    assert broken("pushes_of_unknown_demands", {"pushes": [PUSH]}) == []
    assert broken("pushes_of_unknown_offers", {"pushes": [PUSH]}) == []


def test_an_unknown_edition_is_told_once_for_each_dataset_that_names_it():
    tables = {
        "expo_editions": [EDITION],
        "expo_visits": [VISITS | {"edition": 9}, VISITS | {"edition": 9, "hour": 11}],
        "expo_sales": [{"edition": 9, "sold_on": date(2024, 9, 20), "channel": "online", "amount_cny": 5.0}],
        "expo_exhibitors": [{"edition": 3, "exhibitor": "示例展商0001", "country": "中国"}],
    }
    assert broken("expo_rows_of_unknown_editions", tables) == [["expo_sales", 9], ["expo_visits", 9]]


def test_every_rule_has_a_case():
    assert set(CASES) == set(RULES)
