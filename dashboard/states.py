"""The six things a number can be instead of known: one vocabulary of glyph, word and meaning for every page.

A gap is a value that the source leaves out, hides or that nobody can read: it is null in its dataset, remembered in
the table `gaps` with what the cell said, and never added up as 0. It knows no rows and no pages.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.catalog import Label


@dataclass(frozen=True)
class State:
    """What is known of a value: a glyph that the fonts of every device have, a word, and what it stands for."""

    id: str
    glyph: str
    label: Label
    meaning: Label

    @property
    def shown(self) -> Label:
        """Glyph and word together: neither colour nor shape alone says it."""
        return Label(f"{self.glyph} {self.label.en}", f"{self.glyph} {self.label.zh}")

    def __call__(self, language: str) -> str:
        return self.shown(language)


STATES: dict[str, State] = {
    state.id: state
    for state in (
        State(
            "reported",
            "●",
            Label("Reported", "已报告"),
            Label("The source states a value.", "来源载明了数值。"),
        ),
        State(
            "zero",
            "○",
            Label("Zero", "为零"),
            Label(
                "The period is complete and nothing happened in it, or the source states 0.",
                "该期数据完整而无发生，或来源载明为0。",
            ),
        ),
        State(
            "not_yet_due",
            "◇",
            Label("Not yet due", "未到报送期"),
            Label("The period is not complete in this snapshot.", "该期数据在本快照中尚未报全。"),
        ),
        State(
            "missing",
            "—",
            Label("Missing", "缺失"),
            Label("There should be a value and the source leaves it out.", "应有数值而来源未填。"),
        ),
        State(
            "illegible",
            "□",
            Label("Illegible in the source", "原文字迹不清"),
            Label("The source holds a value that cannot be read.", "来源载有数值，但无法辨认。"),
        ),
        State(
            "withheld",
            "■",
            Label("Withheld", "不予公开"),
            Label("The source knows the value and does not disclose it.", "来源掌握数值而不予公开。"),
        ),
    )
}
# States that a single record's value can be in; a sum over one of them is a lower bound.
GAPS = ("missing", "illegible", "withheld")
AT_LEAST = "≥"

_WITHHELD = frozenset(
    {"保密", "涉密", "不公开", "未公开", "不予公开", "不便公开", "不对外公开", "商业秘密", "未披露", "不予披露"}
    | {"withheld", "confidential", "notdisclosed", "undisclosed"}
)
_ILLEGIBLE = frozenset(
    {
        "字迹不清",
        "字迹模糊",
        "无法辨认",
        "难以辨认",
        "无法识别",
        "看不清",
        "模糊不清",
        "不清",
        "illegible",
        "unreadable",
    }
)
_MASKED = re.compile(r"^(\*+|■+|█+|[x×]{2,})$")
# A square stands for a sign that cannot be read, alone or among digits: 1□50.
_SQUARE = re.compile("[□▢☐]")
_BRACKETS = re.compile(r"^[((【\[](.+)[))】\]]$")


@dataclass(frozen=True)
class Gap:
    """A value that a record lacks for a reason: which one, why, and the words of the source."""

    dataset: str
    key: str
    field: str
    state: str
    given: str


def gap_in(cell: object) -> str | None:
    """The state that a cell states in the place of a number: `保密` and `***` withheld, `□` and `字迹不清` illegible."""
    if not isinstance(cell, str) or len(cell) > 40:
        return None
    word = "".join(unicodedata.normalize("NFKC", cell).split()).casefold()
    word = _BRACKETS.sub(r"\1", word)
    if word in _WITHHELD or _MASKED.match(word):
        return "withheld"
    return "illegible" if word in _ILLEGIBLE or _SQUARE.search(word) else None


def of_lacking(lacking: Iterable[tuple[str, int]]) -> str:
    """The state of a total none of whose records has a value: theirs when they share one, else missing."""
    found = {state for state, _ in lacking}
    return found.pop() if len(found) == 1 else "missing"
