"""What the meeting's panels say, and a line of the minutes in words."""

from datetime import date

from dashboard import text
from dashboard.decks.minutes import KINDS, Entry, Recalled
from dashboard.ui.frame import language, say


def words(snapshot: str) -> dict[str, str]:
    """The wordings of the panels; `{time}` and `{id}` are filled in where they are shown."""
    return {
        "meeting": say("Meeting"),
        "pinned": say("Meeting pinned to snapshot {id} since {time}", id=snapshot, time="{time}"),
        "newer": say("Snapshot {id} has been published; it waits until the meeting ends."),
        "end": say("End meeting"),
        "question": say("Question from the floor"),
        "asking": say("Asking…"),
        "unanswered": say("The server has not answered; the deck goes on."),
        "back": say("Back to the deck"),
        "districts": say("District"),
        "city": say("Whole city"),
        "period": say("Period"),
        "industries": say("Industry"),
        "all": say("All"),
        "minutes": say("Minutes"),
        "last": say("From earlier meetings"),
        "now": say("Written in this meeting"),
        "kind": say("Kind of entry"),
        "text": say("What was said"),
        "owner": say("Owner"),
        "due": say("Due"),
        "save": say("Save"),
        "close": say("Close"),
        "done": say("Settle"),
        "reopen": say("Open again"),
        "remove": say("Remove"),
        "settled": say("✓ Settled"),
        "overdue": say("! Overdue"),
    }


def kinds() -> list[dict[str, str]]:
    return [{"id": kind, "label": label(language())} for kind, label in KINDS.items()]


def recalled(told: Recalled) -> dict[str, object]:
    """An entry of an earlier meeting, with its age."""
    return _line(told.entry) | {"age": _age(told.age), "isOverdue": told.is_overdue, "isNew": False}


def written(told: Entry) -> dict[str, object]:
    """An entry of this meeting: what has just been written can be taken out again."""
    return _line(told) | {"age": "", "isOverdue": False, "isNew": True}


def _line(told: Entry) -> dict[str, object]:
    return {
        "id": told.id,
        "kind": told.kind,
        "kindName": KINDS[told.kind](language()),
        "text": told.text,
        "owner": told.owner,
        "due": _due(told.due_on),
        "isDone": told.done_on is not None,
    }


def _due(day: date | None) -> str:
    return say("due {day}", day=text.day(day, language())) if day else ""


def _age(days: int) -> str:
    if days == 0:
        return say("earlier today")
    return say("{days} days ago", days=days) if days > 1 else say("yesterday")
