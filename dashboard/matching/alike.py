"""Hits that say nearly the same, gathered: a list of matches shows different offers, not one offer ten times over.

An invention and a utility model of the same thing, applications filed in parallel or a demand published twice have most
of their words in common. Which of them is told is a matter of the score; the others stay within reach beneath it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.matching import terms

# Part of the terms of two texts that both have, from which they are told as one.
NEARLY_EQUAL = 0.5


@dataclass(frozen=True)
class Gathered:
    """The best of texts that say nearly the same, and the others, best first; places in what was gathered."""

    first: int
    others: tuple[int, ...]


def gathered(texts: Sequence[str]) -> tuple[Gathered, ...]:
    """Texts from the best on; each stands with the best one that it nearly equals."""
    told = [frozenset(terms.of(text).tolist()) for text in texts]
    groups: dict[int, list[int]] = {}
    for place, mine in enumerate(told):
        first = next((first for first in groups if _in_common(told[first], mine) >= NEARLY_EQUAL), place)
        groups.setdefault(first, []).append(place)
    return tuple(Gathered(first, tuple(places[1:])) for first, places in groups.items())


def _in_common(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0
