"""What the cultivation page shows, on rows small enough to count by hand."""

from datetime import date

import pytest

from dashboard import answers, queries, warehouse
from tests.asking import lists

SCOPE = {"since": date(2024, 1, 1), "until": date(2024, 12, 31), "lang": "zh"}


def title(number, kind, firm, recognised_on, **more):
    return {
        "recognition_no": f"R{number}", "kind": kind, "holder": f"示例企业{firm:04d}", "holder_kind": "firm",
        "level": "provincial", "district_code": "510502", "industry_code": "baijiu", "recognised_on": recognised_on,
    } | more  # fmt: skip


def invention(number, applicant, **more):
    return {
        "application_no": f"A{number}", "patent_type": "invention", "applicant": f"示例企业{applicant:04d}",
        "applicant_class": "enterprise", "district_code": "510502", "industry_code": "baijiu",
        "granted_on": date(2022, 3, 1),
    } | more  # fmt: skip


def criterion(rung, name, at_least):
    return {"rung": rung, "criterion": name, "at_least": at_least, "is_demonstration": True,
            "reason_zh": f"理由{rung}", "reason_en": None}  # fmt: skip


RECOGNITIONS = [
    # 1 climbs from the first rung to the second in 2023 and to the third in 2024.
    title(1, "innovative_sme", 1, date(2022, 6, 17), ended_on=date(2023, 11, 20), ended_because="replaced"),
    title(2, "srdi", 1, date(2023, 11, 20), ended_on=date(2024, 7, 15), ended_because="replaced"),
    title(3, "little_giant", 1, date(2024, 7, 15), level="national"),
    # 2 enters in 2024 in another county; 3 has lost its title; 4 is IP-strong without an SME title and certified.
    title(4, "innovative_sme", 2, date(2024, 6, 18), district_code="510521", industry_code="food"),
    title(5, "innovative_sme", 3, date(2022, 6, 17), ended_on=date(2024, 12, 11), ended_because="withdrawn"),
    title(6, "ip_strong_firm", 4, date(2024, 10, 16)),
    title(7, "management_certificate", 4, date(2023, 5, 5), level=None),
    title(8, "ip_education_school", 0, date(2021, 11, 8), holder="示例学校01", holder_kind="school"),
    # 5 rises from the lower to the higher national title: not a higher rung.
    title(9, "national_ip_advantage", 5, date(2021, 9, 3), level="national", ended_on=date(2024, 9, 5)),
    title(10, "national_ip_demonstration", 5, date(2024, 9, 5), level="national"),
]  # fmt: skip
PATENTS = [
    invention(1, 1, high_value_on=date(2023, 1, 1)),
    invention(2, 1),
    invention(3, 4, ended_on=date(2024, 1, 1)),
    invention(4, 6),
    invention(5, 7, granted_on=None),
    invention(6, 8, applicant_class="university"),
]
FINANCING = [
    {"contract_no": "P1", "kind": "pledge", "firm": "示例企业0004", "signed_on": date(2024, 2, 1)},
    {"contract_no": "E1", "kind": "equity", "firm": "示例企业0004", "signed_on": date(2024, 3, 1)},
]
LADDER = [
    criterion("1", "valid_inventions", 1),
    criterion("2", "valid_inventions", 1),
    criterion("4", "high_value_inventions", 2),
    criterion("4", "valid_inventions", 2),
    criterion("5", "management_certificates", 1),
    criterion("5", "pledge_loans", 2),
]
FIGURES = [
    {"metric_id": name, "metric_zh": f"目标:{name}", "metric_en": f"Target: {name}", "geo_code": "510500",
     "period": "2025-12-31", "value": value, "unit": "家", "source_title": "方案", "source_url": "http://a"}
    for name, value in (("target_ip_strong_firms", 1.0), ("target_high_value_patent_centres", 2.0),
                        ("target_ip_talent", 400.0), ("target_pledge_financing_cumulative", 2e8))
]  # fmt: skip


@pytest.fixture(scope="module")
def con():
    return warehouse.over(
        {"recognitions": RECOGNITIONS, "patents": PATENTS, "financing": FINANCING, "ladder": LADDER,
         "published_figures": FIGURES}
    )  # fmt: skip


def ask(con, name, **values):
    return lists(con, f"cultivation/{name}", SCOPE, **values)


def test_rungs_stand_with_the_highest_on_top_and_say_who_came_and_left(con):
    assert ask(con, "ladder") == [
        ["5", 1, 1, 1],
        ["4", 1, 1, 0],
        ["3", 1, 1, 0],
        ["2", 0, 0, 1],
        ["1", 1, 1, 1],
    ]
    assert ask(con, "ladder", until=date(2023, 12, 31), since=date(2023, 1, 1), industries=["baijiu"])[3:] == [
        ["2", 1, 1, 0],
        ["1", 1, 0, 1],
    ]


def test_before_the_first_title_no_rung_is_said_to_be_empty(con):
    assert ask(con, "ladder", since=date(2010, 1, 1), until=date(2010, 12, 31)) == []


def test_a_climb_needs_a_lower_title_before_and_counts_once_a_rung(con):
    assert ask(con, "climbs", since=date(2021, 1, 1)) == [["2023-01-01", "2", 1], ["2024-01-01", "3", 1]]
    assert ask(con, "climbers") == [["示例企业0001", "510502", "2", "3", "2024-07-15"]]
    assert ask(con, "climbers", districts=["510521"]) == []


def test_a_firm_is_measured_against_its_next_rung_and_told_what_it_lacks(con):
    assert ask(con, "candidates") == [
        # 6 has no title and one invention; 2 stands on the first rung without any right.
        ["示例企业0006", "510502", "baijiu", None, "1", 1, 0, None, 0, None, None, None],
        ["示例企业0004", "510502", "baijiu", "4", "5", 1, 1, None, None, None, 0, 1],
        ["示例企业0001", "510502", "baijiu", "3", "4", 1, 1, None, 0, 1, None, None],
        ["示例企业0002", "510521", "food", "1", "2", 0, 1, None, 1, None, None, None],
    ]
    assert [row[0] for row in ask(con, "candidates", next_rung="4")] == ["示例企业0001"]
    assert [row[0] for row in ask(con, "candidates", search="0002")] == ["示例企业0002"]
    assert ask(con, "candidate_count") == [[4]]


def test_candidates_are_counted_by_what_they_lack(con):
    counted = ask(con, "next_rungs")
    assert counted[:3] == [["5", "all_met", 0], ["5", "one_missing", 1], ["5", "more_missing", 0]]
    assert [row for row in counted if row[2]] == [
        ["5", "one_missing", 1],
        ["4", "one_missing", 1],
        ["2", "one_missing", 1],
        ["1", "all_met", 1],
    ]
    assert ask(con, "next_rungs", districts=["510521"])[1] == ["2", "one_missing", 1]


def test_criteria_stand_with_their_reason_and_who_meets_them(con):
    assert ask(con, "criteria") == [
        ["1", "valid_inventions", 1, "理由1", 1, 1],
        ["2", "valid_inventions", 1, "理由2", 1, 0],
        ["4", "high_value_inventions", 2, "理由4", 1, 0],
        ["4", "valid_inventions", 2, "理由4", 1, 1],
        ["5", "management_certificates", 1, "理由5", 1, 1],
        ["5", "pledge_loans", 2, "理由5", 1, 0],
    ]
    assert ask(con, "criteria", lang="en")[0][3] == "理由1"


def test_titles_stand_by_kind_level_and_district_until_they_end(con):
    assert ask(con, "by_kind")[:2] == [["innovative_sme", "provincial", 1], ["ip_education_school", "provincial", 1]]
    assert ["510521", "innovative_sme", 1] in ask(con, "by_district")
    assert ["510521", "ip_education_school", 0] in ask(con, "by_district")
    assert ask(con, "record_count") == [[6]]
    assert len(ask(con, "records")) == 6
    assert ask(con, "record_count", until=date(2023, 12, 31)) == [[5]]


def test_titles_granted_are_counted_by_year(con):
    granted = ask(con, "by_year", since=date(2023, 1, 1))
    made = [row for row in granted if row[2]]
    assert made[:2] == [["2023-01-01", "management_certificate", 1], ["2023-01-01", "srdi", 1]]
    assert ["2024-01-01", "little_giant", 1] in made
    # Of a title that was granted in other years, none in this one is known to be 0.
    assert ["2023-01-01", "little_giant", 0] in granted


def test_a_target_without_records_says_so_and_is_not_nothing(con):
    assert ask(con, "published_targets") == [
        ["target_high_value_patent_centres", 2.0, 0.0, "○ 尚差2", "家", "2025-12-31", "方案", "http://a"],
        ["target_ip_strong_firms", 1.0, 1.0, "✓ 已达到", "家", "2025-12-31", "方案", "http://a"],
        ["target_ip_talent", 400.0, None, "— 无记录", "家", "2025-12-31", "方案", "http://a"],
    ]


def test_the_standing_of_a_target_is_shown_in_its_own_words(con):
    query = queries.load_query("cultivation/published_targets")
    found = warehouse.run(con, query, **{name: SCOPE.get(name) for name in query.params})
    assert answers.labelled(found, query.columns, "zh")["told"].tolist() == ["○ 尚差2", "✓ 已达到", "— 无记录"]


def test_without_titles_no_target_counts_as_missed():
    con = warehouse.over({"published_figures": FIGURES})
    assert {row[2] for row in ask(con, "published_targets")} == {None}
    assert {row[3] for row in ask(con, "published_targets", lang="en")} == {"— No records"}


def test_a_firm_that_climbs_is_one_cultivated_firm(con):
    months = warehouse.tuples(
        con,
        "select month, sum(sum(value)) over (order by month) from metrics"
        " where metric = 'cultivated_innovative_firms' group by month order by month",
    )
    assert [(f"{month:%Y-%m}", counted) for month, counted in months] == [
        ("2022-06", 2), ("2023-11", 2), ("2024-06", 3), ("2024-07", 3), ("2024-12", 2),
    ]  # fmt: skip
