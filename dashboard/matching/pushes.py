"""The ledger of recorded pushes: which offer was put before which demander, by whom, and what came of it.

It lies in the data root beside the snapshots, so that no publish touches it, and only ever grows: taking a push back
and telling its outcome are lines of their own. Lines are appended under a lock and forced to disk one by one.
"""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from dashboard import catalog
from dashboard.catalog import Label

PATIENCE = 10  # seconds to wait for others who write
LONGEST_NAME, LONGEST_NOTE = 60, 300
NO_OUTCOME = "none_yet"


class Refused(Exception):
    """What cannot be recorded, with the reason in both languages."""

    def __init__(self, reason: Label) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Repeated(Refused):
    """The same offer was recorded for the same demand on the same day; recorded again when it is meant."""


@dataclass(frozen=True)
class Push:
    """One push as the ledger knows it now."""

    push_no: str
    demand_no: str
    offer_no: str
    offer_kind: str
    pushed_on: date
    channel: str
    by: str
    note: str
    district_code: str | None
    industry_code: str | None
    is_demonstration: bool
    recorded_at: datetime
    outcome: str = NO_OUTCOME
    outcome_on: date | None = None
    undone: bool = False

    @property
    def what(self) -> tuple[str, str, date]:
        """The same offer for the same demand on the same day."""
        return self.demand_no, self.offer_no, self.pushed_on


@dataclass(frozen=True)
class Ledger:
    """Every push that was ever recorded, oldest first; `unreadable` are lines that are damaged and left as they are."""

    pushes: tuple[Push, ...] = ()
    unreadable: int = 0

    @property
    def standing(self) -> tuple[Push, ...]:
        return tuple(push for push in self.pushes if not push.undone)


def path(root: Path | None = None) -> Path:
    return (root or catalog.data_root()) / "pushes" / "ledger.jsonl"


# --- writing ----------------------------------------------------------------------------------


def record(push: Push, *, again: bool = False) -> Push:
    """Keep a push. Raises Repeated when it stands already and is not meant `again`, Refused when it cannot be kept."""
    by, note = " ".join(push.by.split()), " ".join(push.note.split())
    if not 1 <= len(by) <= LONGEST_NAME:
        raise Refused(
            Label(f"Say who pushed it, in 1 to {LONGEST_NAME} letters.", f"请填写推送人，1至{LONGEST_NAME}字。")
        )
    if len(note) > LONGEST_NOTE:
        raise Refused(Label(f"A note has {LONGEST_NOTE} letters at most.", f"备注最多{LONGEST_NOTE}字。"))
    kept = replace(push, by=by, note=note)
    with _writing() as held:
        if not again and any(other.what == kept.what for other in held.standing):
            raise Repeated(
                Label("This offer was already recorded for this demand today.", "今日已登记过向该需求推送此供给。")
            )
        _append({"line": "push", **asdict(kept)})
    return kept


def new(
    demand_no: str,
    offer_no: str,
    offer_kind: str,
    *,
    channel: str,
    by: str,
    at: datetime,
    note: str = "",
    district_code: str | None = None,
    industry_code: str | None = None,
    is_demonstration: bool = False,
) -> Push:
    """A push made now, with a number of its own that no list of others can have."""
    number = f"L{at:%Y%m%d}-{secrets.token_hex(3)}"
    facts = (district_code or None, industry_code or None, is_demonstration)
    return Push(number, demand_no, offer_no, offer_kind, at.date(), channel, by, note, *facts, at)


def undo(push_no: str, *, by: str, at: datetime) -> None:
    """Take a push back; only whoever recorded it can. It stays in the ledger. Twice is once."""
    with _writing() as held:
        push = _find(held, push_no)
        if " ".join(by.split()) != push.by:
            raise Refused(Label(f"Only {push.by} can take this push back.", f"仅登记人{push.by}可以撤销。"))
        if not push.undone:
            _append({"line": "undo", "push_no": push_no, "by": push.by, "recorded_at": at})


def tell_outcome(push_no: str, outcome: str, *, on: date, by: str, at: datetime) -> None:
    """What came of a push; the last line told holds."""
    with _writing() as held:
        push = _find(held, push_no)
        if on < push.pushed_on:
            raise Refused(Label("An outcome is not older than its push.", "反馈日不得早于推送日。"))
        _append(
            {"line": "outcome", "push_no": push_no, "outcome": outcome, "outcome_on": on, "by": by, "recorded_at": at}
        )


def _find(held: Ledger, push_no: str) -> Push:
    found = next((push for push in held.pushes if push.push_no == push_no), None)
    if found is None:
        raise Refused(Label(f"There is no push {push_no}.", f"没有编号为{push_no}的推送。"))
    return found


@contextmanager
def _writing() -> Iterator[Ledger]:
    """The ledger as it stands, while nobody else writes."""
    where = path()
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(where.with_suffix(".lock"), timeout=PATIENCE):
            yield read()
    except Timeout as error:
        raise Refused(
            Label("Somebody else is recording; try again in a moment.", "他人正在登记，请稍后重试。")
        ) from error
    except OSError as error:
        raise Refused(
            Label(f"The ledger cannot be written: {error.strerror}.", f"推送台账无法写入：{error.strerror}。")
        ) from error


def _append(line: dict) -> None:
    """One line in one write, on disk before it is told as recorded; a line that a crash has cut off stays apart."""
    told = json.dumps({name: _plain(value) for name, value in line.items()}, ensure_ascii=False) + "\n"
    where = path()
    handle = os.open(where, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        size = os.fstat(handle).st_size
        if size and os.pread(handle, 1, size - 1) != b"\n":
            told = "\n" + told
        os.write(handle, told.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


# --- reading ----------------------------------------------------------------------------------


def read(root: Path | None = None) -> Ledger:
    """The ledger of a data root; an empty one where nothing was recorded."""
    try:
        lines = path(root).read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return Ledger()
    held, unreadable = {}, 0
    for line in filter(None, lines):
        try:
            _take_in(held, json.loads(line))
        except (ValueError, KeyError, TypeError):
            unreadable += 1
    return Ledger(tuple(held.values()), unreadable)


def _take_in(held: dict[str, Push], told: dict) -> None:
    kind, number = told.pop("line"), told["push_no"]
    if kind == "push":
        days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("pushed_on", "outcome_on")}
        held[number] = Push(**told | days | {"recorded_at": datetime.fromisoformat(told["recorded_at"])})
    elif kind == "undo":
        held[number] = replace(held[number], undone=True)
    elif kind == "outcome":
        on = date.fromisoformat(told["outcome_on"])
        held[number] = replace(held[number], outcome=told["outcome"], outcome_on=on)
    else:
        raise ValueError(kind)
