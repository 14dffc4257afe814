"""What the profile pages ask, on rows small enough to count by hand."""

from datetime import date

import pandas as pd
import pytest

from dashboard import warehouse
from tests.asking import lists, plain

SCOPE = {"since": date(2024, 1, 1), "until": date(2024, 12, 31), "complete": date(2024, 12, 31), "lang": "zh"}


def patent(number, applicant, filed_on, **more):
    return {
        "application_no": number, "title": f"发明{number}", "patent_type": "invention", "filed_on": filed_on,
        "applicant": applicant, "applicant_class": "enterprise", "district_code": "510502", "industry_code": "baijiu",
    } | more  # fmt: skip


PATENTS = [
    patent("A1", "甲", date(2020, 5, 1), granted_on=date(2022, 5, 1), expires_on=date(2040, 5, 1)),
    patent(
        "A2", "甲", date(2021, 5, 1), granted_on=date(2024, 2, 1), expires_on=date(2025, 5, 1), co_applicants="乙;丙"
    ),
    patent("A3", "甲", date(2010, 5, 1), granted_on=date(2012, 5, 1), ended_on=date(2023, 5, 1)),
    patent("B1", "乙", date(2022, 5, 1), granted_on=date(2024, 3, 1), co_applicants="甲"),
    patent("B2", "乙", date(2022, 6, 1), granted_on=date(2024, 4, 1), industry_code="food"),
    patent("C1", "丙", date(2022, 6, 1), granted_on=date(2024, 4, 1), district_code="510503"),
    patent("D1", "甲甲", date(2022, 7, 1), co_applicants="甲甲甲"),
]
TRADEMARKS = [
    {"registration_no": "1", "mark": "合江荔枝", "nice_class": 31, "kind": "certification", "owner": "甲",
     "filed_on": date(2014, 1, 1), "registered_on": date(2015, 2, 1), "expires_on": date(2025, 2, 1),
     "owner_class": "enterprise", "district_code": "510502", "industry_code": "food"},
    {"registration_no": "2", "mark": "荔枝王", "nice_class": 31, "kind": "ordinary", "owner": "甲",
     "filed_on": date(2023, 1, 1), "registered_on": date(2024, 2, 1), "expires_on": date(2034, 2, 1)},
    {"registration_no": "3", "mark": "过期", "nice_class": 33, "kind": "ordinary", "owner": "甲",
     "registered_on": date(2004, 9, 1), "expires_on": date(2024, 9, 1)},
]  # fmt: skip
FINANCING = [
    {"contract_no": "P1", "kind": "pledge", "firm": "甲", "lender": "银行一", "district_code": "510502",
     "collateral_kind": "gi", "signed_on": date(2024, 3, 1), "matures_on": date(2025, 3, 1),
     "disbursed_amount_cny": 300.0, "outstanding_amount_cny": 200.0, "rate_pct": 4.0},
    {"contract_no": "P2", "kind": "pledge", "firm": "乙", "lender": "银行一", "district_code": "510503",
     "collateral_kind": "patent", "signed_on": date(2022, 3, 1), "matures_on": date(2024, 3, 1),
     "disbursed_amount_cny": 100.0, "outstanding_amount_cny": 50.0, "rate_pct": 8.0},
    {"contract_no": "P3", "kind": "pledge", "firm": "甲", "lender": "银行二", "district_code": "510502",
     "collateral_kind": "patent", "signed_on": date(2023, 3, 1), "matures_on": date(2024, 3, 1),
     "repaid_on": date(2024, 2, 1), "disbursed_amount_cny": 90.0, "outstanding_amount_cny": 0.0},
    {"contract_no": "E1", "kind": "equity", "firm": "甲", "signed_on": date(2024, 5, 1), "equity_amount_cny": 70.0},
]  # fmt: skip
STATIONS = [
    {"station_id": "S1", "name": "一站", "kind": "ip_service", "district_code": "510502", "town": "方山镇",
     "lon": 105.0, "lat": 28.0, "opened_on": date(2020, 1, 1)},
    {"station_id": "S2", "name": "二站", "kind": "ip_service", "district_code": "510502", "town": "方山镇",
     "lon": 105.0, "lat": 29.0, "opened_on": date(2020, 1, 1)},
    {"station_id": "S3", "name": "三站", "kind": "ip_service", "district_code": "510503", "lon": 105.0, "lat": 28.5},
    {"station_id": "S4", "name": "四站", "kind": "ip_service", "district_code": "510502", "town": "丹林镇"},
]  # fmt: skip
SERVICES = [
    {"station_id": s, "month": date(year, 1, 1), "service": "search", "services": n}
    for s, year, n in [("S1", 2024, 5), ("S2", 2024, 9), ("S3", 2024, 7), ("S1", 2023, 2)]
]
INDICATIONS = [
    {"name": "合江荔枝", "register": "gi_product", "district_code": "510522", "industry_code": "food"},
    {"name": "先市酱油", "register": "gi_product", "district_code": "510522", "industry_code": "food"},
    {"name": "泸县龙眼", "register": "gi_product", "district_code": "510521", "industry_code": "food"},
    {"name": "郎酒", "register": "gi_product", "district_code": "510525", "industry_code": "baijiu"},
    {"name": "已撤销", "register": "gi_product", "district_code": "510522", "ended_on": date(2020, 1, 1)},
]
EXHIBITORS = [
    {"edition": 3, "exhibitor": "甲", "country": "中国", "district_code": "510502", "is_gi_related": True},
    {"edition": 3, "exhibitor": "丁", "country": "中国", "district_code": "510503", "is_gi_related": True},
    {"edition": 3, "exhibitor": "外商", "country": "西班牙", "is_gi_related": True},
]
TITLES = [
    {"recognition_no": "R1", "kind": "ip_education_school", "holder": "学校", "holder_kind": "school",
     "district_code": "510521", "batch": "首批", "recognised_on": date(2021, 11, 8), "ended_on": date(2024, 3, 1)},
]  # fmt: skip
OTHER_TITLES = [
    {"recognition_no": "R2", "kind": "innovative_sme", "holder": "戊", "holder_kind": "firm", "district_code": "510503",
     "recognised_on": date(2023, 6, 1), "ends_on": date(2026, 5, 31), "ended_on": date(2024, 11, 1)},
    {"recognition_no": "R3", "kind": "srdi", "holder": "戊", "holder_kind": "firm", "district_code": "510503",
     "batch": "第一批", "recognised_on": date(2024, 11, 1), "ends_on": date(2027, 10, 31)},
]  # fmt: skip
LADDER = [
    {"rung": "3", "criterion": "valid_inventions", "at_least": 5},
    {"rung": "3", "criterion": "pledge_loans", "at_least": 1},
]


def contract(number, giver, receiver, signed_on, **more):
    return {
        "transaction_id": number, "kind": "transfer", "application_no": number, "patent_type": "invention",
        "from_holder": giver, "from_place": "510502", "to_holder": receiver, "to_place": "510503",
        "district_code": "510503", "signed_on": signed_on,
    } | more  # fmt: skip


CONTRACTS = [
    contract("T1", "甲", "戊", date(2022, 4, 1), amount_cny=80.0),
    contract("T2", "戊", "甲", date(2024, 4, 1)),
    contract("T3", "甲", "戊", date(2024, 5, 1)),
    contract("T4", "戊", None, date(2024, 6, 1), kind="open_licence", to_place=None),
    contract("T5", "市外企业", "戊", date(2024, 7, 1), from_place="outside"),
]
PRODUCTS = [{"product_id": "D1", "product": "某泵", "firm": "戊", "district_code": "510503", "industry_code": "food",
             "filed_on": date(2023, 9, 1), "linked_patents": 4}]  # fmt: skip
LISTED = [
    {"listing_no": "G1", "title": "一种泵", "right_kind": "invention", "offer": "licence", "holder": "戊",
     "district_code": "510503", "asking_price_wan": 12.5, "listed_on": date(2024, 3, 1), "status": "listed"},
]  # fmt: skip
DEMANDED = [
    {"demand_no": "X1", "title": "寻求密封材料", "demander": "戊", "district_code": "510503", "budget_wan": 30.0,
     "published_on": date(2024, 4, 2), "closed_on": date(2024, 9, 1), "status": "met"},
]  # fmt: skip
PREREVIEWS = [
    {"case_id": n, "applicant": "戊", "district_code": "510503", "field_code": "field_1", "patent_type": "invention",
     "received_on": day} for n, day in [("Y1", date(2024, 2, 1)), ("Y2", date(2024, 8, 1))]
]  # fmt: skip
LEGAL = [
    {"service_id": n, "kind": kind, "firm": "戊", "district_code": "510503", "served_on": date(2024, 9, 1)}
    for n, kind in [("L1", "checkup"), ("L2", "advice_letter"), ("L3", "checkup")]
]
REQUESTS = [
    {"request_id": "Q1", "item_code": "S01", "channel": "window", "applicant": "戊", "district_code": "510503",
     "received_on": date(2023, 3, 1), "promised_days": 5, "handled_on": date(2023, 3, 6)},
    {"request_id": "Q2", "item_code": "S01", "channel": "cross_province", "direction": "incoming",
     "applicant": "渝企", "district_code": "510503", "received_on": date(2024, 3, 1), "promised_days": 5},
]  # fmt: skip
REVIEWS = [{"review_id": "V1", "institute": "研究院", "district_code": "510502", "reviewed_on": date(2024, 3, 1),
            "patents_reviewed": 30, "grade_a": 5, "grade_b": 15, "grade_c": 10}]  # fmt: skip
EDITIONS = [{"edition": 3, "name": "第三届", "starts_on": date(2024, 9, 20)}]


@pytest.fixture(scope="module")
def con():
    return warehouse.over(
        {
            "patents": PATENTS, "trademarks": TRADEMARKS, "financing": FINANCING, "stations": STATIONS,
            "station_services": SERVICES, "geographical_indications": INDICATIONS, "expo_exhibitors": EXHIBITORS,
            "expo_editions": EDITIONS, "recognitions": TITLES + OTHER_TITLES, "ladder": LADDER,
            "patent_transactions": CONTRACTS, "patent_products": PRODUCTS, "preexaminations": PREREVIEWS,
            "legal_services": LEGAL, "service_requests": REQUESTS, "stock_reviews": REVIEWS, "listings": LISTED, "demands": DEMANDED,
        }
    )  # fmt: skip


def ask(con, name, **values):
    return lists(con, f"profiles/{name}", SCOPE, **values)


def names(rows, column=0):
    return [row[column] for row in rows]


# --- organisations ------------------------------------------------------------------------------


def facts_of(con, organisation):
    """The facts that are told and are not 0, by name."""
    rows = warehouse.run(con, "profiles/organisation_facts", organisation=organisation).to_dict("records")
    return [
        {k: v if isinstance(v, str) else plain(v) for k, v in row.items() if not (pd.isna(v) or v == 0)} for row in rows
    ]


def test_the_facts_of_an_organisation_come_from_every_dataset_that_names_it(con):
    assert facts_of(con, "甲") == [
        {"applicant_class": "enterprise", "owner_class": "enterprise", "district_code": "510502", "other_districts": 1,
         "industry_code": "baijiu", "other_industries": 1, "known_since": "2004-09-01", "last_on": "2024-09-20",
         "patents": 3, "joint": 1, "marks": 3, "contracts": 3, "given": 2, "received": 1, "entries": 1}
    ]  # fmt: skip
    assert facts_of(con, "甲甲甲") == [{"known_since": "2022-07-01", "last_on": "2022-07-01", "joint": 1}]
    assert facts_of(con, "戊") == [
        {"district_code": "510503", "other_districts": 1, "industry_code": "food", "rung": "2",
         "known_since": "2022-04-01", "last_on": "2024-11-01", "prereviews": 2, "given": 1, "offered": 1, "received": 3,
         "listings": 1, "demands": 1, "products": 1, "titles": 2, "checkups": 2, "letters": 1, "requests": 1}
    ]  # fmt: skip


def test_an_applicant_from_across_the_border_is_of_none_of_the_districts(con):
    [visitor] = facts_of(con, "渝企")
    assert visitor == {"known_since": "2024-03-01", "last_on": "2024-03-01", "requests": 1}
    assert facts_of(con, "市外企业") == [{"known_since": "2024-07-01", "last_on": "2024-07-01", "given": 1}]


def test_what_a_snapshot_holds_no_records_of_is_not_known_to_be_none():
    alone = warehouse.over({"patents": PATENTS})
    [told] = warehouse.run(alone, "profiles/organisation_facts", organisation="甲").to_dict("records")
    assert told["patents"] == 3
    assert pd.isna(told["titles"]) and pd.isna(told["requests"])


def test_who_holds_a_title_and_nothing_else_has_a_profile(con):
    assert facts_of(con, "学校") == [
        {"district_code": "510521", "known_since": "2021-11-08", "last_on": "2021-11-08", "titles": 1}
    ]
    assert ask(con, "organisations_found", search="学") == [["学校", "510521", 1]]
    assert ask(con, "organisation_events", organisation="学校", until=date(2024, 12, 31)) == [
        ["2024-03-01", "title_ended", "R1", "首批", None],
        ["2021-11-08", "title_recognised", "R1", "首批", None],
    ]


def test_who_is_named_nowhere_has_no_facts(con):
    assert ask(con, "organisation_facts", organisation="无此单位") == []


def test_an_organisation_is_found_by_part_of_its_name_those_with_most_records_first(con):
    assert ask(con, "organisations_found", search="甲") == [
        ["甲", "510502", 14], ["甲甲", "510502", 1], ["甲甲甲", None, 1],
    ]  # fmt: skip
    assert ask(con, "organisations_found", search=None) == []


def test_what_falls_due_is_of_rights_in_force_with_marks_in_grace_first(con):
    assert ask(con, "organisation_due", organisation="甲") == [
        ["2024-09-01", -121, "mark_renewal_due", "3", "过期", None],
        ["2025-02-01", 32, "mark_renewal_due", "1", "合江荔枝", None],
        ["2025-03-01", 60, "loan_matures", "P1", "银行一", 200.0],
        ["2025-05-01", 121, "patent_term_ends", "A2", "发明A2", None],
        ["2034-02-01", 3319, "mark_renewal_due", "2", "荔枝王", None],
        ["2040-05-01", 5600, "patent_term_ends", "A1", "发明A1", None],
    ]


def test_the_timeline_leaves_open_what_has_not_happened_yet_and_what_can_no_longer_fall_due(con):
    rows = {(year, event): n for year, event, n in ask(con, "organisation_timeline", organisation="甲")}
    assert [rows[str(year), "patent_granted"] for year in range(2021, 2027)] == [0, 1, 0, 1, None, None]
    assert [rows[str(year), "patent_term_ends"] for year in range(2023, 2027)] == [None, 0, 1, 0]
    assert rows["2024", "exhibited"] == 1
    assert ("2024", "gi_registered") not in rows


def test_events_are_listed_newest_first_and_searched(con):
    events = ask(con, "organisation_events", organisation="甲")
    assert [row[:3] for row in events[:6]] == [
        ["2024-09-20", "exhibited", "3"],
        ["2024-05-01", "equity_signed", "E1"],
        ["2024-05-01", "patent_given", "T3"],
        ["2024-04-01", "patent_received", "T2"],
        ["2024-03-01", "loan_signed", "P1"],
        ["2024-02-01", "loan_repaid", "P3"],
    ]
    assert names(ask(con, "organisation_events", organisation="甲", search="荔枝王"), 1) == [
        "mark_registered",
        "mark_filed",
    ]


def test_joint_applications_belong_to_every_applicant_and_a_name_within_a_longer_one_is_not_it(con):
    assert names(ask(con, "organisation_patents", organisation="甲")) == ["B1", "A2", "A1", "A3"]
    assert names(ask(con, "organisation_patents", organisation="丙")) == ["C1", "A2"]
    assert ask(con, "organisation_partners", organisation="甲") == [["乙", 2], ["丙", 1]]


def test_an_organisation_is_ranked_among_those_of_its_district_or_chain(con):
    assert ask(con, "patent_peers", organisation="甲", district="510502") == [[1, "乙", 2, 2], [2, "甲", 1, 2]]
    assert ask(con, "patent_peers", organisation="甲", industry="baijiu") == [
        [1, "丙", 1, 3], [1, "乙", 1, 3], [1, "甲", 1, 3],
    ]  # fmt: skip
    assert ask(con, "patent_peers", organisation="甲甲", district="510502") == []
    assert ask(con, "trademark_peers", organisation="甲") == [[1, "甲", 1, 1]]


def test_lists_count_up_to_the_last_complete_month_as_cards_do(con):
    assert ask(con, "patent_peers", organisation="乙", district="510502", complete=date(2024, 3, 31)) == [
        [1, "乙", 1, 2], [1, "甲", 1, 2],
    ]  # fmt: skip
    assert ask(con, "patent_peers", organisation="乙", district="510502", complete=date(2024, 3, 30)) == []


def test_a_firm_has_its_lenders_and_its_contracts(con):
    assert ask(con, "organisation_lenders", organisation="甲") == [["银行一", 1, 300.0], ["银行二", 1, 90.0]]
    assert names(ask(con, "contracts", organisation="甲")) == ["E1", "P1", "P3"]
    assert names(ask(con, "contracts", lender="银行一")) == ["P1", "P2"]


def test_a_year_before_the_city_has_records_of_a_kind_is_not_known_and_no_zero(con):
    rows = {(year, event): n for year, event, n in ask(con, "organisation_services", organisation="戊")}
    assert [rows[str(year), "patent_received"] for year in (2021, 2022, 2023, 2024)] == [None, 1, 0, 2]
    assert [rows[str(year), "title_recognised"] for year in (2020, 2021, 2023, 2024)] == [None, 0, 1, 1]
    assert rows["2024", "checkup_given"] == 2
    assert ("2024", "stock_reviewed") not in rows


def test_who_gives_and_who_receives_patents_is_told_from_both_sides(con):
    assert ask(con, "organisation_counterparts", organisation="戊") == [["甲", 1, 2], ["市外企业", 0, 1]]
    assert names(ask(con, "organisation_transactions", organisation="戊")) == ["T5", "T4", "T3", "T2", "T1"]
    assert names(ask(con, "organisation_transactions", organisation="戊", search="甲")) == ["T3", "T2", "T1"]


def test_a_firm_is_told_what_its_next_rung_asks_and_what_it_lacks(con):
    assert ask(con, "organisation_ladder", organisation="戊") == [
        ["3", "pledge_loans", 0, 1, 1],
        ["3", "valid_inventions", 0, 5, 5],
    ]


def test_every_record_of_a_firm_is_listed_newest_first(con):
    assert names(ask(con, "organisation_titles", organisation="戊")) == ["R3", "R2"]
    assert names(ask(con, "organisation_prereviews", organisation="戊")) == ["Y2", "Y1"]
    assert names(ask(con, "organisation_products", organisation="戊", search="泵")) == ["D1"]
    assert ask(con, "organisation_listings", organisation="戊") == [
        ["G1", "一种泵", "invention", "licence", 125000.0, "2024-03-01", "listed"]
    ]
    assert ask(con, "organisation_demands", organisation="戊", search="密封") == [
        ["X1", "寻求密封材料", None, 300000.0, "2024-04-02", None, "met"]
    ]
    assert names(ask(con, "organisation_legal_services", organisation="戊")) == ["L1", "L2", "L3"]
    assert names(ask(con, "organisation_requests", organisation="戊")) == ["Q1"]
    assert names(ask(con, "organisation_reviews", organisation="研究院")) == ["V1"]
    assert names(ask(con, "organisation_events", organisation="戊"), 1)[:3] == [
        "title_ended", "title_recognised", "checkup_given",
    ]  # fmt: skip


def test_a_title_falls_due_where_it_ends_and_has_not_ended(con):
    assert ask(con, "organisation_due", organisation="戊") == [
        ["2027-10-31", 1034, "title_term_ends", "R3", "第一批", None]
    ]


# --- lenders ------------------------------------------------------------------------------------


def test_the_facts_of_a_lender_weigh_its_rate_by_money_and_tell_what_is_overdue(con):
    assert ask(con, "lender_facts", lender="银行一") == [["2022-03-01", "2024-03-01", 2, 2, 2, 400.0, 2, 250.0, 1, 5.0]]


def test_open_loans_fall_due_the_overdue_ones_first(con):
    assert ask(con, "lender_due", lender="银行一") == [
        ["2024-03-01", -305, "乙", "P2", 50.0],
        ["2025-03-01", 60, "甲", "P1", 200.0],
    ]
    assert ask(con, "lender_due", lender="银行二") == []


def test_lenders_are_ranked_by_money_in_the_period_and_found_by_name(con):
    assert ask(con, "lender_peers", lender="银行一") == [[1, "银行一", 300.0, 1.0, 1]]
    assert ask(con, "lender_peers", lender="银行二") == []
    assert ask(con, "lenders_found", search="银行") == [["银行一", 2], ["银行二", 1]]
    assert names(ask(con, "lenders_largest")) == ["银行一", "银行二"]
    assert ask(con, "lenders_largest", district="510503") == [["银行一", 1, 100.0]]
    assert ask(con, "lender_districts", lender="银行一") == [["510502", 1, 300.0], ["510503", 1, 100.0]]
    assert [row[:5] for row in ask(con, "lender_firms", lender="银行一")] == [
        ["甲", "510502", None, 1, 300.0], ["乙", "510503", None, 1, 100.0],
    ]  # fmt: skip


# --- stations -----------------------------------------------------------------------------------


def test_the_nearest_stations_come_first_and_those_without_a_point_do_not_come(con):
    near = ask(con, "station_near", station="S1")
    assert names(near) == ["S3", "S2"]
    assert near[0][3] == pytest.approx(55.6, abs=0.1)
    assert near[1][3] == pytest.approx(111.2, abs=0.1)
    assert ask(con, "station_near", station="S4") == []


def test_a_station_is_ranked_in_its_district_and_in_the_city(con):
    assert ask(con, "station_peers", station="S1", district="510502") == [
        [1, "S2", "二站", 9, 2],
        [2, "S1", "一站", 5, 2],
    ]
    assert names(ask(con, "station_peers", station="S1")) == [1, 2, 3]


def test_a_station_without_services_has_none_counted_not_zero(con):
    assert ask(con, "stations_in_district", district="510502") == [
        ["S2", "二站", "510502", "方山镇", 9],
        ["S1", "一站", "510502", "方山镇", 5],
        ["S4", "四站", "510502", "丹林镇", None],
    ]
    assert ask(con, "stations_by_town", district="510502") == [["丹林镇", 1, None], ["方山镇", 2, 14]]
    [facts] = ask(con, "station_facts", station="S4")
    assert facts[-3:] == [None, None, None]
    assert ask(con, "station_timeline", station="S1") == [["2023", "search", 2], ["2024", "search", 5]]


# --- indications and districts ------------------------------------------------------------------


def test_indications_of_the_district_come_before_those_of_the_chain(con):
    near = ask(con, "indications_near", district="510522", industry="food", indication="合江荔枝")
    assert [(row[0], row[4]) for row in near] == [("先市酱油", "district"), ("泸县龙眼", "industry")]


def test_marks_that_bear_the_name_are_found(con):
    assert names(ask(con, "indication_marks", indication="合江荔枝")) == ["1"]
    assert names(ask(con, "indication_marks", indication="荔枝")) == ["1", "2"]


def test_loans_on_indications_and_exhibitors_are_those_of_the_district(con):
    assert names(ask(con, "gi_loans", district="510502"), 1) == ["甲"]
    assert ask(con, "gi_loans", district="510503") == []
    assert ask(con, "gi_exhibitors") == [["3", 2]]
    assert ask(con, "gi_exhibitors", district="510502") == [["3", 1]]


def test_a_district_lists_who_is_in_it_and_its_years(con):
    assert ask(con, "organisations_largest", district="510503") == [["丙", "510503", 1]]
    assert [row[::2] for row in ask(con, "organisations_largest")] == [["乙", 2], ["甲", 2], ["丙", 1]]
    years = {(year, event): n for year, event, n in ask(con, "district_timeline", district="510502")}
    assert [years[str(year), "patent_granted"] for year in range(2021, 2025)] == [0, 1, 0, 3]
    assert years["2024", "loan_signed"] == 1
    [facts] = ask(con, "district_facts", district="510502")
    assert facts == [None, None, None, None, None, None, 0, 3, 1, 2]


def test_the_filters_of_a_lenders_page_narrow_its_lists(con):
    place = {"lender": "银行一", "districts": ["510503"]}
    assert names(ask(con, "lender_firms", **place)) == ["乙"]
    assert names(ask(con, "contracts", **place)) == ["P2"]
    assert names(ask(con, "lender_due", **place), 3) == ["P2"]
    signed = {year: n for year, event, n in ask(con, "lender_timeline", **place) if event == "loan_signed"}
    assert (signed["2022"], signed["2024"]) == (1, 0)
