"""What is said against a snapshot is there: late is late, twice is twice, far is far, and every finding has its rows."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard import catalog, queries, warehouse
from dashboard.catalog import Resource
from dashboard.quality import completeness, drift, evidence, findings, freshness, rules
from dashboard.states import STATES, Gap
from intake.publish import publish
from tests.test_pages import opened, words_of
from tests.test_publish import delivery, patent

JUNE, SEPTEMBER = date(2024, 6, 30), date(2024, 9, 30)


def loan(number, **fields):
    return {"contract_no": number, "kind": "pledge", "firm": "甲公司", "signed_on": date(2024, 2, 1),
            "district_code": "510502", "lender": "示例银行01", "disbursed_amount_cny": 1e6, **fields}  # fmt: skip


def found(name, tables, **values):
    return warehouse.run(warehouse.over(tables), f"quality/{name}", **values).values.tolist()


# --- freshness --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cadence", "days", "complete", "on", "expected"),
    [
        # complete through, judged on → promised through, next due, days late
        ("monthly", 15, date(2024, 3, 31), date(2024, 5, 10), (date(2024, 3, 31), date(2024, 5, 15), 0)),
        ("monthly", 15, date(2024, 3, 31), date(2024, 5, 15), (date(2024, 4, 30), date(2024, 5, 15), 0)),
        ("monthly", 15, date(2024, 3, 31), date(2024, 5, 25), (date(2024, 4, 30), date(2024, 5, 15), 10)),
        ("monthly", 15, date(2024, 3, 20), date(2024, 4, 20), (date(2024, 3, 31), date(2024, 4, 15), 5)),
        ("quarterly", 30, date(2024, 6, 30), date(2024, 8, 1), (date(2024, 6, 30), date(2024, 10, 30), 0)),
        ("yearly", 90, date(2023, 12, 31), date(2025, 4, 10), (date(2024, 12, 31), date(2025, 3, 31), 10)),
    ],
)
def test_a_dataset_is_late_from_the_day_after_the_promised_one(cadence, days, complete, on, expected):
    contract = catalog.contracts()["financing"]
    promised = replace(contract, promised=replace(contract.promised, cadence=cadence, due_days=days))
    told = freshness.standing(promised, complete, on)
    assert (told.promised, told.next_due, told.late) == expected


@pytest.mark.parametrize("contract", [c for c in catalog.contracts().values() if c.promised], ids=lambda c: c.id)
def test_a_promise_says_how_often_how_soon_and_why(contract):
    assert contract.promised.cadence in freshness.MONTHS
    assert 0 < contract.promised.due_days <= 120
    assert contract.promised.reason.en and contract.promised.reason.zh


@pytest.mark.parametrize("contract", [c for c in catalog.contracts().values() if c.dated], ids=lambda c: c.id)
def test_records_are_counted_by_a_day_that_they_have(contract):
    assert contract.fields[contract.dated].type in ("date", "month")


# --- completeness -----------------------------------------------------------------------------


@pytest.fixture
def lacking_con():
    return warehouse.over(
        {
            "financing": [
                loan("1"),
                loan("2", disbursed_amount_cny=None),
                loan("3", district_code=None, signed_on=date(2024, 3, 5)),
                loan("4", kind="equity", disbursed_amount_cny=None, equity_amount_cny=5.0),
            ],
            "gaps": [Gap("financing", "2", "disbursed_amount_cny", "withheld", "保密")],
        }
    )


def test_a_field_is_lacking_only_where_it_is_expected(lacking_con):
    told = completeness.fields(lacking_con, catalog.contracts()["financing"]).set_index("field")
    assert told.loc["disbursed_amount_cny", ["expected", "lacking", "stated", "filled"]].tolist() == [3, 1, 1, 66.67]
    assert told.loc["district_code", ["expected", "lacking", "filled"]].tolist() == [4, 1, 75.0]
    assert told.loc["equity_amount_cny", ["expected", "lacking"]].tolist() == [1, 0]
    assert "repaid_on" not in told.index  # an open loan has not been repaid: the empty cell says so


def test_months_and_districts_show_where_a_field_is_lacking(lacking_con):
    told = completeness.by_month(lacking_con, catalog.contracts()["financing"], JUNE, "disbursed_amount_cny")
    assert told.astype({"month": str}).values.tolist() == [
        ["2024-02-01", "510502", 3, 1, 50.0],
        ["2024-03-01", "510500", 1, 0, 0.0],
    ]


def test_the_records_that_lack_a_field_are_those_counted(lacking_con):
    contract = catalog.contracts()["financing"]

    def numbers(*cell):
        return list(evidence.page(lacking_con, completeness.lacking(contract, *cell))["contract_no"])

    assert numbers("disbursed_amount_cny") == ["2"]
    assert numbers("district_code") == ["3"]
    assert numbers("district_code", "510500", date(2024, 3, 1)) == ["3"]
    assert numbers("district_code", "510502", date(2024, 3, 1)) == []


@pytest.mark.parametrize(
    ("contract", "field"),
    [(c, f) for c in catalog.contracts().values() for f in c.fields.values()],
    ids=lambda one: getattr(one, "id", None) or one.name,
)
def test_where_a_field_is_expected_is_a_condition_on_its_record(empty, contract, field):
    assert warehouse.tuples(empty, f"select count(*) from {contract.id} where {field.expected_where}") == [(0,)]
    assert not (field.required and "expected_where" in field.rules)


# --- duplicates -------------------------------------------------------------------------------


def test_one_contract_under_two_numbers_is_found_and_another_day_is_another_contract():
    tables = {
        "financing": [loan("1"), loan("2"), loan("3", signed_on=date(2024, 2, 2)), loan("4", lender="示例银行02")]
    }
    assert [row[:2] for row in found("contracts_alike", tables)] == [["2", "1"]]


def test_one_application_under_two_numbers_is_found():
    rows = [patent(n, applicant="甲", title=t) for n, t in (("1", "灯"), ("2", "灯"), ("3", "伞"))]
    assert [row[:2] for row in found("patents_alike", {"patents": rows})] == [["2", "1"]]


def test_one_trademark_under_two_numbers_is_found():
    mark = {"owner": "甲", "mark": "泸", "nice_class": 33, "filed_on": date(2020, 1, 6)}
    rows = [
        mark | {"registration_no": "1"},
        mark | {"registration_no": "2"},
        mark | {"registration_no": "3", "nice_class": 1},
    ]
    assert [row[:2] for row in found("trademarks_alike", {"trademarks": rows})] == [["2", "1"]]


def test_stations_of_one_name_are_alike_within_200_metres():
    station = {"kind": "ip_service", "district_code": "510502", "lon": 105.44, "lat": 28.88}
    rows = [
        station | {"station_id": "A", "name": "江阳(东)站"},
        station | {"station_id": "B", "name": "江阳（东） 站", "lat": 28.881},  # 111 m north
        station | {"station_id": "C", "name": "江阳(东)站", "lat": 28.89},  # 1.1 km north
        station | {"station_id": "D", "name": "江阳(西)站"},
    ]
    assert [[row[0], row[1], row[5]] for row in found("stations_alike", {"stations": rows})] == [["B", "A", 111.0]]


def test_one_firm_in_two_writings_is_found_under_the_commoner_one():
    tables = {
        "financing": [loan("1", firm="泸州(示例)有限公司")],
        "patents": [patent("1", applicant="泸州（示例）有限公司"), patent("2", applicant="泸州（示例）有限公司")],
    }
    assert found("names_alike", tables) == [["泸州(示例)有限公司", "泸州（示例）有限公司", "financing", 1]]


def test_a_name_is_compared_over_every_dataset_that_names_organisations_and_told_where_it_stands():
    day, place = date(2024, 5, 1), {"district_code": "510502"}
    tables = {
        "patents": [patent("1", applicant="甲（泸州）公司"), patent("2", applicant="甲（泸州）公司")],
        "legal_services": [place | {"service_id": "1", "kind": "checkup", "firm": "甲(泸州)公司", "served_on": day}],
        "patent_transactions": [
            place | {"transaction_id": str(n), "kind": "transfer", "application_no": str(n), "signed_on": day,
                     "from_holder": "甲 （泸州） 公司", "to_holder": "乙"} for n in (1, 2)
        ],
        "recognitions": [
            place | {"recognition_no": "1", "kind": "srdi", "holder": "甲(泸州)公司", "holder_kind": "firm",
                     "recognised_on": day}
        ],
        "service_requests": [
            place | {"request_id": "1", "item_code": "S01", "channel": "window", "applicant": "甲（泸州）公司",
                     "received_on": day, "promised_days": 1}
        ],
    }  # fmt: skip
    assert found("names_alike", tables) == [
        ["甲 （泸州） 公司", "甲（泸州）公司", "patent_transactions", 2],
        ["甲(泸州)公司", "甲（泸州）公司", "legal_services", 1],
        ["甲(泸州)公司", "甲（泸州）公司", "recognitions", 1],
    ]


# --- outliers ---------------------------------------------------------------------------------


def granted(month, count, first):
    rows = range(first, first + count)
    return [patent(str(n), granted_on=date(2023, month, 5), district_code="510502") for n in rows]


def test_a_month_far_from_the_others_is_found_by_the_median_which_it_cannot_move():
    counts = [10, 11, 9, 10, 10, 40, 10, 9, 11, 10]
    rows = [row for m, n in enumerate(counts, 1) for row in granted(m, n, m * 1000)]
    [told] = [r for r in found("outlying_months", {"patents": rows}) if r[0] == "patents_granted"]
    assert (told[1], told[2].month, told[3], told[4]) == ("510502", 6, 40, 10)
    assert told[5] == 9.5  # 30 above the median of 10, whose square root is 3.16


def test_a_month_without_records_between_months_with_several_is_found():
    rows = [row for m in (1, 2, 4, 5, 6) for row in granted(m, 6, m * 1000)]
    [told] = [r for r in found("silent_months", {"patents": rows}) if r[0] == "patents_granted"]
    assert (told[1], told[2].month, told[3], told[4]) == ("510502", 3, 6, 6)


def test_an_amount_of_another_order_is_found():
    amounts = [1e6, 1.1e6, 0.9e6, 1.2e6, 0.8e6, 1e9]
    rows = [loan(str(n), disbursed_amount_cny=amount) for n, amount in enumerate(amounts)]
    assert [row[0] for row in found("outlying_amounts", {"financing": rows})] == ["5"]


# --- drift ------------------------------------------------------------------------------------


def test_the_population_stability_index_is_that_of_the_textbook():
    # (0.5-0.8) ln(0.5/0.8) + (0.5-0.2) ln(0.5/0.2) = 0.1410 + 0.2749
    size, code = drift.shift({"a": 80, "b": 20}, {"a": 50, "b": 50})
    assert (round(size, 4), code) == (0.4159, "b")
    assert drift.shift({"a": 80, "b": 20}, {"a": 40, "b": 10})[0] == 0


def test_rows_that_vanish_and_fields_that_empty_are_told():
    contract = catalog.contracts()["financing"]
    then = drift.Profile(100, {"lender": (0, 50)}, {})
    now = drift.Profile(90, {"lender": (10, 40)}, {})
    told = list(drift.compared(contract, then, now))
    assert [(d.kind, d.field, round(d.size, 2)) for d in told] == [("rows", None, -0.1), ("empty", "lender", 25.0)]


# --- rules through time -----------------------------------------------------------------------


@pytest.fixture
def two_snapshots(tmp_path):
    """June: one loan above its credit line; September: that one corrected, another one above."""

    def over(number):
        return loan(number, credit_amount_cny=5e5)

    folder = tmp_path / "snapshots"
    first = publish({"financing": delivery("financing", over("1"), loan("2"))}, as_of=JUNE, folder=folder)
    second = publish({"financing": delivery("financing", loan("1"), over("2"))}, as_of=SEPTEMBER, folder=folder)
    return first, second


def test_a_rule_tells_what_is_new_and_what_is_resolved(two_snapshots):
    first, second = two_snapshots
    told = {h.rule: h for h in rules.history((second, first), second, first)}["disbursed_above_credit"]
    assert told.found == (("2024-06-30", 1), ("2024-09-30", 1))
    assert (told.new, told.resolved) == (1, 1)


def test_a_rule_that_is_younger_than_a_snapshot_was_not_checked_there(two_snapshots):
    first, second = two_snapshots
    unchecked = replace(first, checks=())
    told = rules.history((second, unchecked), second, first)
    assert {h.found[0] for h in told} == {("2024-06-30", None)}


@pytest.mark.parametrize("rule", queries.checks())
def test_every_column_of_a_rule_has_words(empty, rule):
    asked = evidence.of_rule(rule, JUNE)
    assert set(evidence.page(empty, asked).columns) <= set(asked.columns)


# --- findings ---------------------------------------------------------------------------------


def test_the_snapshot_before_is_the_last_earlier_one_or_the_one_asked_for(two_snapshots):
    first, second = two_snapshots
    assert findings.before((second, first), second) == first
    assert findings.before((second, first), first) is None
    assert findings.before((second, first), first, "2024-09-30") == second


def test_what_follows_for_a_meeting_is_decided_by_the_gravest_finding():
    def of(*grades):
        return tuple(findings.Finding("checks", grade, "{rule}", {}, 1) for grade in grades)

    assert findings.verdict(()) == "usable"
    assert findings.verdict(of("notable", "slight")) == "usable"
    assert findings.verdict(of("serious", "slight")) == "with_care"
    assert findings.verdict(of("blocking", "serious")) == "unusable"


def test_a_late_dataset_is_a_serious_finding(two_snapshots):
    _, second = two_snapshots
    late = replace(second.resources["financing"], complete_through=date(2024, 5, 31))
    told = findings.of(replace(second, resources={"financing": late}), None)
    said = [f.said("zh") for f in told if f.part == "freshness" and "逾期" in f.said("zh")]
    assert said == ["知识产权金融逾期77天，数据仅完整至2024年5月31日"]


@pytest.fixture(scope="module")
def demo(demo_root):
    shelf = catalog.shelf(demo_root / "snapshots")
    return shelf.in_force, findings.before(shelf.sound, shelf.in_force)


def test_every_finding_about_the_demonstration_leads_to_its_rows_and_speaks_both_languages(demo):
    snapshot, before = demo
    con = warehouse.open_snapshot(snapshot)
    told = findings.of(snapshot, before)
    assert told
    for one in told:
        assert one.evidence is not None, one
        counted = evidence.total(con, one.evidence)
        assert counted > 0 and one.rows in (0, counted), one
        rows = evidence.page(con, one.evidence)
        assert set(rows.columns) <= set(one.evidence.columns)
        assert "{" not in one.said("zh") + one.said("en")


def test_the_demonstration_can_be_shown_and_its_gaps_are_told(demo):
    snapshot, before = demo
    assert findings.verdict(findings.of(snapshot, before)) == "usable"
    rows = warehouse.run(warehouse.open_snapshot(snapshot), "quality/gaps")
    assert rows["state"].value_counts().to_dict() == {"illegible": 4, "withheld": 58}
    assert set(rows[rows["state"] == "withheld"]["dataset"]) == {"financing", "ip_cases", "patent_transactions"}


def test_a_snapshot_without_a_dataset_says_so_and_one_that_is_empty_finds_nothing(empty, monkeypatch, tmp_path):
    monkeypatch.setattr(warehouse, "open_snapshot", lambda _: empty)
    resources = {name: Resource(name, "dataset", (), 0, JUNE, 1) for name in catalog.contracts() if name != "stations"}
    snapshot = catalog.Snapshot("2024-06-30", tmp_path, None, "", False, resources)
    assert [f.said("en") for f in findings.of(snapshot, None)] == ["Stations is not in this snapshot"]


# --- the page ---------------------------------------------------------------------------------

PARTS = ("all", *findings.PARTS, "gaps")


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_page_renders_from_its_link(demo_root, monkeypatch, part):
    app = opened("", demo_root, monkeypatch, lang="en")
    app.switch_page("pages/data/quality.py")
    app.session_state["quality.part"] = part
    app.run()
    assert not app.exception
    assert "The snapshot can be shown in a meeting." in words_of(app)
    assert "□ **Illegible in the source**" in words_of(app)


@pytest.fixture(scope="module")
def patents_root(tmp_path_factory):
    """A data root with one snapshot, of two patents and nothing else."""
    root = tmp_path_factory.mktemp("patents")
    rows = delivery("patents", patent("1", granted_on=date(2024, 3, 1)), patent("2"))
    publish({"patents": rows}, as_of=JUNE, folder=root / "snapshots")
    return root


@pytest.mark.parametrize("part", PARTS)
def test_every_part_renders_on_the_only_snapshot_with_patents_alone(patents_root, monkeypatch, part):
    app = opened("", patents_root, monkeypatch, lang="en")
    app.switch_page("pages/data/quality.py")
    app.session_state["quality.part"] = part
    app.run()
    assert not app.exception
    assert "with a word on this" in words_of(app)  # other datasets are not there


def test_the_legend_of_the_six_states_stands_on_the_page_about_the_data(demo_root, monkeypatch):
    said = words_of(opened("about", demo_root, monkeypatch))
    for state in STATES.values():
        assert f"{state.glyph} **{state.label.zh}** · {state.meaning.zh}" in said


def test_choosing_a_finding_shows_its_rows(demo_root, monkeypatch):
    app = opened("quality", demo_root, monkeypatch, lang="en")
    titles = [block.value for block in app.markdown]
    assert "**Titles past their validity and not reviewed**" in titles
    findings = next(frame.value for frame in app.dataframe if "Finding" in frame.value or "finding" in frame.value)
    said = list(findings[next(c for c in findings if c.lower() == "finding")])
    place = next(i for i, finding in enumerate(said) if "xhibitor" in finding)
    app.session_state["quality.all"] = {"selection": {"rows": [place], "columns": [], "cells": []}}
    app.run()
    assert not app.exception
    assert any("Expo exhibitors" in block.value for block in app.markdown)


def test_a_card_over_a_gap_says_at_least_and_why(demo_root, monkeypatch):
    app = opened("financing", demo_root, monkeypatch)
    [card] = [m for m in app.metric if m.label == "知识产权作价入股金额"]
    assert card.value.startswith("≥ ")
    assert card.delta in ("", None)
    assert "1条记录缺数值：■ 不予公开 1" in words_of(app)
