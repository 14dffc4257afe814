"""Recorded pushes are never lost: appended one by one, kept through a publish, folded into the next snapshot."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dashboard import catalog, warehouse
from dashboard.matching import index, pushes, source
from dashboard.matching.pushes import Refused, Repeated
from intake import push_rows
from intake.publish import Refused as NotPublished
from intake.publish import publish
from tests.test_publish import delivery, patent

NOW = datetime(2024, 8, 5, 9, 30, tzinfo=UTC)
JUNE, SEPTEMBER, DECEMBER = date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31)


@pytest.fixture(autouse=True)
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    return tmp_path


def push(demand="D1", offer="L1", at=NOW, **said):
    options = {"channel": "phone", "by": "张三", "district_code": "510502", **said}
    return pushes.new(demand, offer, "listing", at=at, **options)


def told(**fields):
    """A row of an imported file."""
    row = {"push_no": "T1", "demand_no": "D1", "offer_no": "L1", "offer_kind": "listing", "pushed_on": date(2024, 8, 5)}
    return {**row, "channel": "visit", "outcome": "contacted", "outcome_on": date(2024, 8, 9), **fields}


def published(as_of, root, **deliveries):
    return publish(deliveries or {"patents": delivery("patents", patent("1"))}, as_of=as_of, folder=root / "snapshots")


def rows(snapshot, *names):
    con = warehouse.open_snapshot(snapshot)
    return warehouse.tuples(con, f"select {', '.join(names)} from pushes order by push_no")


# --- the ledger ---------------------------------------------------------------------------------


def test_what_is_recorded_is_read_back():
    kept = pushes.record(push(note="  电话 沟通 "))
    assert pushes.read().standing == (kept,)
    assert (kept.note, kept.outcome, kept.pushed_on) == ("电话 沟通", "none_yet", date(2024, 8, 5))


def test_the_same_offer_for_the_same_demand_on_the_same_day_is_recorded_once_unless_meant():
    pushes.record(push())
    with pytest.raises(Repeated):
        pushes.record(push())
    pushes.record(push(), again=True)
    pushes.record(push(at=NOW.replace(day=6)))
    assert len(pushes.read().standing) == 3


@pytest.mark.parametrize("said", [{"by": "  "}, {"by": "长" * 61}, {"note": "长" * 301}])
def test_what_says_nothing_or_too_much_is_refused(said):
    with pytest.raises(Refused):
        pushes.record(push(**said))
    assert pushes.read().pushes == ()


def test_only_who_recorded_it_takes_it_back_and_the_ledger_keeps_both_lines(root):
    kept = pushes.record(push())
    with pytest.raises(Refused):
        pushes.undo(kept.push_no, by="李四", at=NOW)
    pushes.undo(kept.push_no, by="张三", at=NOW)
    pushes.undo(kept.push_no, by="张三", at=NOW)
    assert pushes.read().standing == ()
    assert [json.loads(line)["line"] for line in pushes.path().read_text("utf-8").splitlines()] == ["push", "undo"]
    pushes.record(push())


def test_the_last_outcome_told_holds():
    kept = pushes.record(push())
    pushes.tell_outcome(kept.push_no, "contacted", on=date(2024, 8, 6), by="张三", at=NOW)
    pushes.tell_outcome(kept.push_no, "contracted", on=date(2024, 8, 20), by="李四", at=NOW)
    [now] = pushes.read().standing
    assert (now.outcome, now.outcome_on) == ("contracted", date(2024, 8, 20))
    with pytest.raises(Refused):
        pushes.tell_outcome(kept.push_no, "declined", on=date(2024, 8, 1), by="张三", at=NOW)


def test_nobody_loses_a_line_when_many_record_at_once():
    with ThreadPoolExecutor(8) as many:
        list(many.map(lambda n: pushes.record(push(offer=f"L{n}")), range(40)))
    assert {p.offer_no for p in pushes.read().standing} == {f"L{n}" for n in range(40)}


def test_of_many_who_record_the_same_at_once_one_does():
    def one(_):
        try:
            return bool(pushes.record(push()))
        except Repeated:
            return False

    with ThreadPoolExecutor(8) as many:
        assert sum(many.map(one, range(16))) == 1


def test_a_line_that_a_crash_cut_off_hides_no_other():
    first = pushes.record(push())
    with pushes.path().open("a") as ledger:
        ledger.write('{"line": "push", "push_no": "L2024')
    second = pushes.record(push(offer="L2"))
    held = pushes.read()
    assert (held.standing, held.unreadable) == ((first, second), 1)


# --- publishing ---------------------------------------------------------------------------------


def test_recorded_pushes_become_rows_of_the_next_snapshot_with_the_ledger_as_source(root):
    kept = pushes.record(push())
    pushes.record(push(at=datetime(2024, 11, 1, tzinfo=UTC)))
    snapshot = published(SEPTEMBER, root)
    expected = (kept.push_no, "D1", "L1", date(2024, 8, 5), "phone", "none_yet", "510502")
    assert rows(snapshot, "push_no", "demand_no", "offer_no", "pushed_on", "channel", "outcome", "district_code") == [
        expected
    ]
    [ledger] = snapshot.resources["pushes"].sources
    assert (ledger.title, ledger.rows_in, ledger.rows_published) == ("pushes/ledger.jsonl", 1, 1)
    assert push_rows.told(snapshot).en == "pushes recorded on the page: 1 of 1 are in it"


def test_an_imported_row_for_the_same_demand_offer_and_day_stands_before_the_ledgers(root):
    pushes.record(push())
    other = pushes.record(push(offer="L2"))
    snapshot = published(SEPTEMBER, root, pushes=delivery("pushes", told()))
    assert rows(snapshot, "push_no", "channel") == [(other.push_no, "phone"), ("T1", "visit")]
    ledger = snapshot.resources["pushes"].sources[-1]
    assert (ledger.rows_in, ledger.rows_published, ledger.rows_rejected) == (2, 1, 1)


def test_outcomes_and_pushes_taken_back_come_through_with_the_next_publish_and_nothing_doubles(root):
    kept, gone = pushes.record(push()), pushes.record(push(offer="L2"))
    published(SEPTEMBER, root)
    pushes.tell_outcome(kept.push_no, "contracted", on=date(2024, 10, 1), by="张三", at=NOW)
    pushes.undo(gone.push_no, by="张三", at=NOW)
    snapshot = published(DECEMBER, root)
    assert rows(snapshot, "push_no", "outcome") == [(kept.push_no, "contracted")]
    assert len(snapshot.resources["pushes"].sources) == 1


def test_a_later_outcome_from_a_file_stands_before_the_ledgers_own(root):
    kept = pushes.record(push())
    row = told(push_no=kept.push_no, outcome="negotiating", outcome_on=date(2024, 9, 1))
    published(SEPTEMBER, root, pushes=delivery("pushes", row))
    assert rows(published(DECEMBER, root), "push_no", "outcome") == [(kept.push_no, "negotiating")]


def test_imported_pushes_that_are_carried_forward_stay_beside_the_ledgers(root):
    published(JUNE, root, pushes=delivery("pushes", told(pushed_on=date(2024, 5, 1))))
    kept = pushes.record(push())
    snapshot = published(SEPTEMBER, root)
    assert rows(snapshot, "push_no") == [(kept.push_no,), ("T1",)]
    assert [s.title for s in snapshot.resources["pushes"].sources] == ["by-hand.csv", "pushes/ledger.jsonl"]


def test_a_failed_publish_leaves_the_ledger_as_it_is(root):
    kept = pushes.record(push())
    before = pushes.path().read_bytes()
    broken = delivery("pushes", told())
    broken = replace(broken, rows=broken.rows.drop_columns(["channel"]))
    with pytest.raises(NotPublished):
        published(SEPTEMBER, root, pushes=broken)
    assert pushes.path().read_bytes() == before
    assert rows(published(SEPTEMBER, root), "push_no") == [(kept.push_no,)]


def test_demonstration_pushes_never_come_into_real_records(root):
    pushes.record(push(is_demonstration=True))
    assert "pushes" not in published(SEPTEMBER, root).resources


def test_without_a_ledger_pushes_are_carried_forward_as_files(root):
    first = published(JUNE, root, pushes=delivery("pushes", told(pushed_on=date(2024, 5, 1))))
    second = published(SEPTEMBER, root)
    assert (second.folder / "pushes.parquet").samefile(first.folder / "pushes.parquet")


# --- the index ----------------------------------------------------------------------------------


def in_force(number, title):
    return patent(number, title=title, granted_on=date(2024, 2, 1))


def test_publishing_builds_the_index_and_its_papers_vouch_for_it(root):
    snapshot = published(
        JUNE, root, patents=delivery("patents", in_force("1", "窖泥复壮"), patent("2", title="未授权"))
    )
    assert source.has_index(snapshot)
    assert source.index_of(snapshot).nos.tolist() == ["1"]
    assert [snapshot.resources[name].kind for name in index.TABLES] == ["index"] * 3
    (snapshot.folder / "matching_weights.parquet").write_bytes(b"")
    assert [d.file for d in catalog.damages(snapshot)] == ["matching_weights.parquet"]


def test_an_older_snapshot_without_an_index_is_searched_all_the_same(root):
    snapshot = published(JUNE, root, patents=delivery("patents", in_force("1", "窖泥复壮")))
    papers = json.loads((snapshot.folder / "datapackage.json").read_text("utf-8"))
    papers["resources"] = [r for r in papers["resources"] if r["kind"] != "index"]
    (snapshot.folder / "datapackage.json").write_text(json.dumps(papers), "utf-8")
    older = catalog.read_snapshot(snapshot.folder)
    assert not source.has_index(older)
    assert source.index_of(older).nos.tolist() == ["1"]
