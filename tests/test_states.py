"""Six states, each with its own glyph; a gap is never added up as 0, and a total over one says that it is a lower bound."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard import catalog, drill, metrics, queries, records, states, text, warehouse
from dashboard.catalog import Resource, Snapshot
from dashboard.scope import Scope
from dashboard.states import STATES, Gap
from intake.importing import examine
from intake.publish import Delivery, publish
from tests.test_publish import delivery

YEAR = Scope("2024-12-31", date(2024, 1, 1), date(2024, 12, 31))


def loan(number, amount, **fields):
    return {"contract_no": number, "kind": "pledge", "firm": f"示例企业{number}", "signed_on": date(2024, 2, 1),
            "district_code": "510502", "disbursed_amount_cny": amount, **fields}  # fmt: skip


def withheld(number):
    return Gap("financing", number, "disbursed_amount_cny", "withheld", "保密")


@pytest.fixture
def snapshot_of(monkeypatch, tmp_path):
    """A snapshot in name over rows in hand."""

    def over(loans, gaps=()):
        con = warehouse.over({"financing": loans, "gaps": gaps})
        monkeypatch.setattr(warehouse, "open_snapshot", lambda _: con)
        resource = Resource("financing", "dataset", (), len(loans), date(2024, 12, 31), 1)
        return Snapshot("2024-12-31", tmp_path, None, "", False, {"financing": resource})

    return over


def reading(snapshot, metric="pledge_financing_amount", scope=YEAR):
    return metrics.read(snapshot, [metric], scope)[metric]


def test_there_are_six_states_and_no_two_share_a_glyph_or_a_word():
    assert list(STATES) == ["reported", "zero", "not_yet_due", "missing", "illegible", "withheld"]
    for told in (lambda s: s.glyph, lambda s: s.label.zh, lambda s: s.label.en, lambda s: s.meaning.zh):
        assert len({told(s) for s in STATES.values()}) == 6


@pytest.mark.parametrize("state", STATES.values(), ids=lambda s: s.id)
def test_a_glyph_is_one_sign_of_the_font_that_is_served(state):
    assert len(state.glyph) == 1
    state.glyph.encode("gbk")


def test_three_loans_one_of_them_withheld_make_a_lower_bound_of_the_other_two(snapshot_of):
    found = reading(snapshot_of([loan("1", 100.0), loan("2", 200.0), loan("3", None)], [withheld("3")]))
    assert (found.state, found.value, found.gaps) == ("reported", 300.0, 1)
    assert found.lacking == (("withheld", 1),)


def test_a_loan_without_an_amount_and_without_a_reason_is_missing(snapshot_of):
    found = reading(snapshot_of([loan("1", 100.0), loan("2", None), loan("3", None)], [withheld("3")]))
    assert found.lacking == (("missing", 1), ("withheld", 1))


def test_nothing_but_gaps_is_not_zero(snapshot_of):
    found = reading(snapshot_of([loan("1", None), loan("2", None)], [withheld("1"), withheld("2")]))
    assert (found.state, found.value, found.gaps) == ("withheld", None, 2)
    mixed = reading(snapshot_of([loan("1", None), loan("2", None)], [withheld("1")]))
    assert (mixed.state, mixed.value) == ("missing", None)


def test_a_gap_counts_where_and_when_its_record_does(snapshot_of):
    snapshot = snapshot_of([loan("1", 100.0), loan("2", None, district_code="510521", signed_on=date(2023, 5, 1))])
    assert reading(snapshot).gaps == 0
    wide = replace(YEAR, since=date(2023, 1, 1))
    assert reading(snapshot, scope=wide).gaps == 1
    assert reading(snapshot, scope=replace(wide, districts=("510502",))).gaps == 0
    assert reading(snapshot, scope=replace(wide, districts=("510521",))).state == "missing"


def test_against_a_lower_bound_no_change_is_told(snapshot_of):
    before = loan("0", 50.0, signed_on=date(2023, 2, 1))
    assert reading(snapshot_of([before, loan("1", 100.0)])).change == 1
    assert reading(snapshot_of([before, loan("1", 100.0), loan("2", None)])).change is None
    unknown_before = loan("9", None, signed_on=date(2023, 3, 1))
    assert reading(snapshot_of([before, unknown_before, loan("1", 100.0)])).change is None


def test_a_stock_lacks_the_loans_that_are_still_open(snapshot_of):
    repaid = loan("2", None, repaid_on=date(2024, 6, 3))
    snapshot = snapshot_of([loan("1", 100.0), repaid, loan("3", None)])
    assert reading(snapshot, "pledge_outstanding_amount").gaps == 1
    assert reading(snapshot, "pledge_outstanding_amount", replace(YEAR, until=date(2024, 3, 31))).gaps == 2


def test_counts_of_records_have_no_gaps(snapshot_of):
    found = reading(snapshot_of([loan("1", 100.0), loan("2", None)]), "pledge_loans")
    assert (found.value, found.gaps) == (2, 0)


def test_no_district_has_a_share_of_a_total_that_nobody_knows(snapshot_of):
    snapshot = snapshot_of([loan("1", 100.0), loan("2", None, district_code="510521")])
    ranked = metrics.ranking(snapshot, "pledge_financing_amount", YEAR).set_index("district_code")
    assert ranked["share"].isna().all()
    assert ranked.loc["510502", ["value", "gaps", "state"]].tolist() == [100.0, 0, "reported"]
    assert ranked.loc["510521", ["gaps", "state"]].tolist() == [1, "missing"]


@pytest.mark.parametrize("metric_id", [m for m, told in queries.metrics().items() if told.measures])
def test_a_metric_measures_a_number_of_its_records(metric_id):
    metric = queries.metrics()[metric_id]
    assert catalog.contracts()[metric.records].fields[metric.measures].type in ("decimal", "integer")


@pytest.mark.parametrize(
    ("cell", "state"),
    [("保密", "withheld"), ("(不公开)", "withheld"), ("***", "withheld"), ("＊＊", "withheld"), ("■■■", "withheld"),
     ("字迹不清", "illegible"), ("□", "illegible"), ("1□50", "illegible"), ("无法 辨认", "illegible"),
     ("", None), ("—", None), ("120", None), (0, None), (None, None), ("120*", None)],
)  # fmt: skip
def test_a_cell_says_that_its_number_is_withheld_or_cannot_be_read(cell, state):
    assert states.gap_in(cell) == state


def test_a_lower_bound_is_written_with_its_sign():
    assert text.at_least("1.97亿元") == "≥ 1.97亿元"


# --- from a file to a card --------------------------------------------------------------------

LEDGER = """合同编号,融资方式,企业,区县,签订日,实际放款金额
P1,质押贷款,示例企业0001,江阳区,2024-02-01,1000000
P2,质押贷款,示例企业0002,泸县,2024-03-01,保密
P3,质押贷款,示例企业0003,泸县,2024-03-02,字迹不清
P4,质押贷款,示例企业0004,泸县,2024-03-05,
"""
SERVICES = """站点编号,月份,服务类型,服务量
S1,2024-03,咨询,□
"""


def examined(tmp_path, dataset, text_of_file):
    path = tmp_path / f"{dataset}.csv"
    path.write_text(text_of_file, "utf-8")
    return examine(catalog.contracts()[dataset], [path], as_of=date(2024, 12, 31))


def delivered(examination, **said):
    return Delivery(examination.rows, examination.sources, gaps=examination.gaps, **said)


def gaps_of(snapshot):
    con = warehouse.open_snapshot(snapshot)
    return warehouse.tuples(con, "select key, field, state, given from gaps order by all")


def test_a_row_whose_number_is_withheld_or_illegible_is_kept_with_the_reason(tmp_path):
    examination = examined(tmp_path, "financing", LEDGER)
    assert examination.can_be_published
    assert examination.rows.column("disbursed_amount_cny").to_pylist() == [1e6, None, None, None]
    assert [(g.key, g.state, g.given) for g in examination.gaps] == [
        ("P2", "withheld", "保密"),
        ("P3", "illegible", "字迹不清"),
    ]
    assert [(f.problem.rule, f.place.row) for f in examination.findings.listed] == [("withheld", 3), ("illegible", 4)]


def test_a_required_number_may_be_a_gap_that_the_source_owns_up_to(tmp_path):
    examination = examined(tmp_path, "station_services", SERVICES)
    assert examination.can_be_published, [f.sentence("en") for f in examination.findings.listed]
    assert [(g.key, g.field, g.state) for g in examination.gaps] == [
        ("S1 / 2024-03-01 / consultation", "services", "illegible")
    ]


def test_gaps_are_published_carried_forward_and_forgotten_with_their_rows(tmp_path):
    folder = tmp_path / "snapshots"
    examination = examined(tmp_path, "financing", LEDGER)
    first = publish({"financing": delivered(examination)}, as_of=date(2024, 6, 30), folder=folder)
    both = [("P2", "disbursed_amount_cny", "withheld", "保密"), ("P3", "disbursed_amount_cny", "illegible", "字迹不清")]
    assert gaps_of(first) == both
    second = publish({"targets": delivery("targets")}, as_of=date(2024, 9, 30), folder=folder)
    assert gaps_of(second) == both
    known = examined(
        tmp_path, "financing", "\n".join([LEDGER.splitlines()[0], LEDGER.splitlines()[2].replace("保密", "5")])
    )
    third = publish({"financing": delivered(known, mode="merge")}, as_of=date(2024, 10, 31), folder=folder)
    assert gaps_of(third) == both[1:]
    last = publish({"financing": delivered(known)}, as_of=date(2024, 11, 30), folder=folder)
    assert gaps_of(last) == []
    assert "gaps" not in last.resources


def test_the_records_behind_a_lower_bound_show_those_without_a_value(snapshot_of):
    snapshot = snapshot_of([loan("1", 100.0), loan("2", None), loan("3", None, repaid_on=date(2024, 6, 3))])
    con = warehouse.open_snapshot(snapshot)
    [paid] = drill.of_metric(snapshot, queries.metrics()["pledge_financing_amount"], YEAR)
    assert (records.total(con, paid), records.lacking(con, paid)) == ((3, 100.0), 2)
    [owed] = drill.of_metric(snapshot, queries.metrics()["pledge_outstanding_amount"], YEAR)
    assert (records.total(con, owed), records.lacking(con, owed)) == ((2, 100.0), 1)
