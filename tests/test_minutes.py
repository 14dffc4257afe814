"""Minutes: what is written on a slide is there for the next meeting, whoever writes at the same time."""

import json
import multiprocessing
from datetime import date, datetime

import pytest

from dashboard.decks import minutes
from dashboard.decks.minutes import Refused

OCTOBER = datetime.fromisoformat("2024-10-09T09:30:00+08:00")
NOVEMBER = datetime.fromisoformat("2024-11-06T09:30:00+08:00")


@pytest.fixture(autouse=True)
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    return tmp_path


def written(text, kind="task", at=OCTOBER, slide="patents", **more):
    told = {"snapshot": "2024-09-30", "written_at": at, **more}
    return minutes.add(minutes.entry("monthly", slide, kind, text, **told))


def recalled(slide="patents", before=NOVEMBER):
    return minutes.of_slide(minutes.of_deck("monthly"), slide, before=before)


def test_a_decision_reappears_on_its_slide_in_the_next_meeting_with_its_age():
    made = written("Ask Luxian for its list of inventions", kind="decision", owner="Office of Patents")
    [found] = recalled()
    assert found.entry == made
    assert (found.age, found.is_overdue) == (28, False)
    assert recalled(slide="trademarks") == ()


def test_what_is_written_in_this_meeting_is_not_from_an_earlier_one():
    written("Ask again", at=NOVEMBER)
    assert recalled() == ()
    assert [e.text for e in minutes.of_meeting(minutes.of_deck("monthly"), "patents", since=NOVEMBER)] == ["Ask again"]


def test_a_task_is_overdue_the_day_after_it_was_due():
    written("Report", due_on="2024-11-06")
    assert not recalled()[0].is_overdue
    written("Visit", due_on="2024-11-05")
    assert [(r.entry.text, r.is_overdue) for r in recalled()] == [("Visit", True), ("Report", False)]


def test_what_is_settled_stays_until_the_meeting_ends_and_does_not_come_back():
    made = written("Report", due_on="2024-11-01")
    minutes.complete("monthly", made.id, on=NOVEMBER.date())
    assert [(r.entry.done_on, r.is_overdue) for r in recalled()] == [(date(2024, 11, 6), False)]
    assert recalled(before=datetime.fromisoformat("2024-12-04T09:30:00+08:00")) == ()
    minutes.complete("monthly", made.id, on=None)
    assert recalled()[0].entry.done_on is None


def test_notes_come_back_from_the_last_meeting_only_while_open_tasks_stay():
    written(
        "Only half of the register had arrived", kind="note", at=datetime.fromisoformat("2024-09-04T09:30:00+08:00")
    )
    written("Find out why", at=datetime.fromisoformat("2024-09-04T09:31:00+08:00"))
    written("The register is complete", kind="note")
    assert [r.entry.text for r in recalled()] == ["Find out why", "The register is complete"]


def test_an_entry_that_was_removed_is_gone():
    made = written("Typed by mistake")
    minutes.remove("monthly", made.id)
    minutes.remove("monthly", made.id)
    assert minutes.of_deck("monthly") == ()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"text": " \n "}, "empty"),
        ({"text": "x" * 501}, "501 letters"),
        ({"text": "Visit", "kind": "wish"}, "wish"),
        ({"text": "Visit", "due_on": "soon"}, "soon"),
        ({"text": "Visit", "owner": "x" * 61}, "60 letters"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(wrong, reason):
    with pytest.raises(Refused, match=reason) as refused:
        written(**wrong)
    assert refused.value.reason.zh
    assert minutes.of_deck("monthly") == ()


@pytest.mark.parametrize("deck", ["../secrets", "", "a/b"])
def test_a_name_that_is_no_deck_reaches_no_file(deck):
    with pytest.raises(Refused, match="no name of a deck"):
        minutes.of_deck(deck)


def test_a_day_that_has_passed_is_kept_and_told():
    late, early = written("Late", due_on="2024-10-08"), written("Early", due_on="2024-10-09")
    assert minutes.warning(late).en == "It is due on 2024-10-08, which has passed already."
    assert minutes.warning(early) is None


def test_minutes_that_cannot_be_read_are_told_and_never_overwritten(root):
    path = root / "minutes" / "monthly.json"
    path.parent.mkdir()
    path.write_text("[{", "utf-8")
    with pytest.raises(Refused, match=r"minutes/monthly\.json cannot be read"):
        written("Report")
    assert path.read_text("utf-8") == "[{"


def test_the_file_is_plain_and_holds_the_words_as_they_are(root):
    written("报告泸县发明专利", owner="专利科", due_on="2024-11-01")
    [line] = json.loads((root / "minutes" / "monthly.json").read_text("utf-8"))
    assert (line["text"], line["owner"], line["due_on"]) == ("报告泸县发明专利", "专利科", "2024-11-01")


def write_ten(root, writer):
    import os

    os.environ["DASHBOARD_DATA"] = root
    for number in range(10):
        written(f"{writer}.{number}")


def test_of_many_who_write_at_once_none_loses_a_line(root):
    writers = [multiprocessing.Process(target=write_ten, args=(str(root), w)) for w in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
    texts = {e.text for e in minutes.of_deck("monthly")}
    assert texts == {f"{w}.{n}" for w in range(4) for n in range(10)}


def test_a_publish_leaves_the_minutes_as_they_are(root):
    from intake.publish import publish
    from tests.test_publish import delivery, patent

    written("Report")
    publish({"patents": delivery("patents", patent("1"))}, as_of=date(2024, 12, 31), folder=root / "snapshots")
    assert [e.text for e in minutes.of_deck("monthly")] == ["Report"]


def test_the_minutes_leave_the_room_as_rows_in_the_readers_language():
    written("Report", owner="Office", due_on="2024-11-01")
    written("Gone", slide="left-the-deck")
    first, second = minutes.rows(minutes.of_deck("monthly"), {"patents": "专利授权"}, "zh")
    assert first == {
        "记录时间": "2024-10-09 09:30",
        "页": "专利授权",
        "类型": "任务",
        "内容": "Report",
        "责任人": "Office",
        "期限": "2024-11-01",
        "完成日期": "",
        "快照": "2024-09-30",
    }
    assert second["页"] == "left-the-deck"
