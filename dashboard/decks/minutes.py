"""What was noted, decided and given to whom in a meeting, kept under deck and slide: the next meeting finds it there.

It lies in the data root beside the snapshots, so that no publish touches it, and is changed under a lock: of two who
write at once neither loses a line. It knows nothing of rows and numbers.
"""

import json
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from filelock import FileLock, Timeout

from dashboard import catalog
from dashboard.catalog import Label

KINDS = {
    "note": Label("Note", "记录"),
    "decision": Label("Decision", "决定"),
    "task": Label("Task", "任务"),
}
LONGEST_TEXT = 500
LONGEST_OWNER = 60
PATIENCE = 10  # seconds to wait for others who write
NAME = re.compile(r"[\w-]{1,80}")


class Refused(Exception):
    """Minutes that cannot be kept or read, with the reason in both languages."""

    def __init__(self, reason: Label) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True)
class Entry:
    """One line of the minutes. `snapshot` is the one on which it was written; `done_on` the day it was settled."""

    id: str
    deck: str
    slide: str
    kind: str
    text: str
    owner: str
    due_on: date | None
    snapshot: str
    written_at: datetime
    done_on: date | None = None


@dataclass(frozen=True)
class Recalled:
    """An entry of an earlier meeting as a later one finds it: how many days old, and whether it is overdue."""

    entry: Entry
    age: int
    is_overdue: bool


def folder() -> Path:
    return catalog.data_root() / "minutes"


# --- writing ----------------------------------------------------------------------------------


def entry(
    deck: str,
    slide: str,
    kind: str,
    text: str,
    *,
    snapshot: str,
    written_at: datetime,
    owner: str = "",
    due_on: date | str | None = None,
) -> Entry:
    """A new entry, valid by construction. Raises Refused, naming what is wrong with it."""
    said, owner = _lines(text), " ".join(owner.split())
    if kind not in KINDS:
        raise Refused(
            Label(f"It is a note, a decision or a task, not “{kind}”.", f"类型应为记录、决定或任务，不能是“{kind}”。")
        )
    if not said:
        raise Refused(Label("Write down what it says; it is empty.", "内容为空，请填写。"))
    if len(said) > LONGEST_TEXT:
        raise Refused(
            Label(
                f"It has {len(said)} letters; {LONGEST_TEXT} at most. Make two of it.",
                f"内容共{len(said)}字，最多{LONGEST_TEXT}字，请分两条填写。",
            )
        )
    if len(owner) > LONGEST_OWNER:
        raise Refused(Label(f"An owner has {LONGEST_OWNER} letters at most.", f"责任人最多{LONGEST_OWNER}字。"))
    return Entry(secrets.token_hex(6), deck, slide, kind, said, owner, _day(due_on), snapshot, written_at)


def warning(made: Entry) -> Label | None:
    """What its writer should be told although it is kept."""
    if made.due_on and made.due_on < made.written_at.date():
        return Label(f"It is due on {made.due_on}, which has passed already.", f"期限{made.due_on}已过。")
    return None


def add(made: Entry) -> Entry:
    """Keep it. Raises Refused when the deck's minutes cannot be read, which are then left as they are."""
    with _changing(made.deck) as held:
        held.append(made)
    return made


def complete(deck: str, id: str, *, on: date | None) -> None:
    """Mark it as settled on that day; None opens it again. One that is gone already is no error."""
    with _changing(deck) as held:
        held[:] = [replace(e, done_on=on) if e.id == id else e for e in held]


def remove(deck: str, id: str) -> None:
    """Take it out; one that is gone already is no error."""
    with _changing(deck) as held:
        held[:] = [e for e in held if e.id != id]


def _lines(text: str) -> str:
    """The text without blank lines and blanks at the ends of lines."""
    return "\n".join(line for told in text.splitlines() if (line := told.strip()))


def _day(told: date | str | None) -> date | None:
    if not told or isinstance(told, date):
        return told or None
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise Refused(
            Label(f"“{told}” is not a day; write 2025-01-31.", f"“{told}”不是日期，请按2025-01-31填写。")
        ) from error


# --- reading ----------------------------------------------------------------------------------


def of_deck(deck: str) -> tuple[Entry, ...]:
    """All minutes of a deck, oldest first. Raises Refused when its file cannot be read."""
    return tuple(sorted(_read(_path(deck)), key=lambda e: e.written_at))


def of_meeting(entries: Iterable[Entry], slide: str, *, since: datetime) -> tuple[Entry, ...]:
    """What has been written on a slide since a meeting began."""
    return tuple(e for e in entries if e.slide == slide and e.written_at >= since)


def of_slide(entries: Iterable[Entry], slide: str, *, before: datetime) -> tuple[Recalled, ...]:
    """What earlier meetings left on a slide, for the meeting that began then: open decisions and tasks of all of them,
    overdue ones first, and the notes of the last one. What is settled during the meeting stays until it ends."""
    earlier = [e for e in entries if e.slide == slide and e.written_at < before]
    last = max((e.written_at.date() for e in earlier), default=None)
    today = before.date()
    kept = [e for e in earlier if not e.done_on or e.done_on >= today]
    found = [
        Recalled(e, (today - e.written_at.date()).days, is_overdue(e, today))
        for e in kept
        if e.kind != "note" or e.written_at.date() == last
    ]
    order = list(KINDS)[::-1]
    return tuple(sorted(found, key=lambda r: (not r.is_overdue, order.index(r.entry.kind), r.entry.written_at)))


def is_overdue(told: Entry, today: date) -> bool:
    """Whether its day has passed and nobody has settled it."""
    return told.done_on is None and told.due_on is not None and told.due_on < today


def rows(entries: Iterable[Entry], titles: Mapping[str, str], language: str) -> list[dict[str, str]]:
    """The minutes as a table that leaves the room, under headings in the reader's language. A slide that is in `titles`
    goes by its title; one that has left the deck by its id."""
    return [
        {
            HEADINGS["written_at"](language): f"{e.written_at:%Y-%m-%d %H:%M}",
            HEADINGS["slide"](language): titles.get(e.slide, e.slide),
            HEADINGS["kind"](language): KINDS[e.kind](language),
            HEADINGS["text"](language): e.text,
            HEADINGS["owner"](language): e.owner,
            HEADINGS["due_on"](language): f"{e.due_on or ''}",
            HEADINGS["done_on"](language): f"{e.done_on or ''}",
            HEADINGS["snapshot"](language): e.snapshot,
        }
        for e in entries
    ]


HEADINGS = {
    "written_at": Label("Written", "记录时间"),
    "slide": Label("Slide", "页"),
    "kind": Label("Kind", "类型"),
    "text": Label("Text", "内容"),
    "owner": Label("Owner", "责任人"),
    "due_on": Label("Due", "期限"),
    "done_on": Label("Done", "完成日期"),
    "snapshot": Label("Snapshot", "快照"),
}


# --- the file ---------------------------------------------------------------------------------


def _path(deck: str) -> Path:
    if not NAME.fullmatch(deck):
        raise Refused(Label(f"“{deck}” is no name of a deck.", f"“{deck}”不是汇报材料的名称。"))
    return folder() / f"{deck}.json"


@contextmanager
def _changing(deck: str) -> Iterator[list[Entry]]:
    """The deck's entries, to be changed by one writer at a time; written in one step when the change has succeeded."""
    path = _path(deck)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(path.with_suffix(".lock"), timeout=PATIENCE):
            held = _read(path)
            yield held
            _write(path, held)
    except Timeout as error:
        raise Refused(
            Label(
                "Somebody else is writing these minutes; try again in a moment.", "他人正在写入会议记录，请稍后重试。"
            )
        ) from error
    except OSError as error:
        raise Refused(
            Label(f"The minutes cannot be written: {error.strerror}.", f"会议记录无法写入：{error.strerror}。")
        ) from error


def _write(path: Path, entries: list[Entry]) -> None:
    told = [{name: _plain(value) for name, value in asdict(e).items()} for e in entries]
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False) as draft:
        json.dump(told, draft, ensure_ascii=False, indent=1)
    os.replace(draft.name, path)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _read(path: Path) -> list[Entry]:
    try:
        return [_entry(raw) for raw in json.loads(path.read_text("utf-8"))]
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(
            Label(
                f"minutes/{path.name} cannot be read and is left as it is; repair it, or move it away.",
                f"minutes/{path.name} 无法读取，已保持原样；请修复或移走该文件。",
            )
        ) from error


def _entry(raw: dict) -> Entry:
    days = {name: date.fromisoformat(raw[name]) if raw[name] else None for name in ("due_on", "done_on")}
    return Entry(**raw | days | {"written_at": datetime.fromisoformat(raw["written_at"])})
