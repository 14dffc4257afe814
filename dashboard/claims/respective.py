"""What a number of a list belongs to: 甲、乙分别为1件和2件; "A and B had 1 and 2 patents, respectively"."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from dashboard.claims.reading import Stated

_SAID = re.compile(r"分别|各为")
_SAID_AFTER = re.compile(r"\brespectively\b", re.IGNORECASE)
# What stands between the members of a list.
_JOINT = re.compile(r"[区县市]?(?:年底?|年末)?\s*(?:[、和与及]|以及|, and|,|and)\s*(?:the )?", re.IGNORECASE)


class Item(Protocol):
    start: int
    end: int


def owner(
    text: str, sentence: tuple[int, int], number: Stated, numbers: Sequence[Stated], *named: Sequence[Item]
) -> Item | None:
    """The place, period or quantity, of whichever kind of `named` is listed, that the number is listed for."""
    listed, until = _listed(text, sentence, number, numbers)
    if number not in listed:
        return None
    for items in named:
        for run in reversed(list(_runs(text, [i for i in items if sentence[0] <= i.start and i.end <= until]))):
            if len(run) > 1 and listed.index(number) < len(run) <= len(listed):
                return run[listed.index(number)]
    return None


def _listed(
    text: str, sentence: tuple[int, int], number: Stated, numbers: Sequence[Stated]
) -> tuple[list[Stated], int]:
    """The numbers that are listed, and where what they are listed for must have been named."""
    inside = [n for n in numbers if sentence[0] <= n.start < sentence[1]]
    said = [found.start() for found in _SAID.finditer(text, sentence[0], number.start)]
    if said:
        return [n for n in inside if n.start >= said[-1]], said[-1]
    if _SAID_AFTER.search(text, number.end, sentence[1]):
        return inside, inside[0].start
    return [], 0


def _runs(text: str, items: Sequence[Item]) -> Iterator[list[Item]]:
    """Items that only joints stand between."""
    run: list[Item] = []
    for item in items:
        if run and not _JOINT.fullmatch(text[run[-1].end : item.start]):
            yield run
            run = []
        run.append(item)
    if run:
        yield run
