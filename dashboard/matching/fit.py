"""What fits a text best: offers for a demand, demands for an offer, either for free words; with the reasons.

The score is the share of the asked text's words, each weighed by how rare it is, that the other text has. A whole
description never comes back word by word: of a hundred terms a quarter is a full score, of few terms a larger part.
Same class, chain and district raise it, and never make a fit of texts that share nothing. What lies below `GOOD_ENOUGH`
is not told as a match.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from dashboard.catalog import Label
from dashboard.matching import terms
from dashboard.matching.index import Index

LISTING, PATENT, DEMAND = "listing", "patent", "demand"
# Calibrated on benchmarks/matching_pairs.csv: what labelled offers share of a demand's words, and what others do.
FULL_OF_A_HUNDRED, FULL_OF_FEW = 0.25, 0.8
STRONG, FAIR, GOOD_ENOUGH = 60, 45, 28
SAME_SUBCLASS, SAME_CLASS, SAME_CHAIN, SAME_DISTRICT = 0.30, 0.15, 0.10, 0.05
WORDS = {
    STRONG: Label("strong", "高度契合"),
    FAIR: Label("fair", "较契合"),
    GOOD_ENOUGH: Label("possible", "可能契合"),
}


@dataclass(frozen=True)
class Asked:
    """What a fit is looked for: a demand, an offer, or words of the reader's own."""

    title: str
    ipc: str = ""
    chain: str = ""
    district: str = ""
    body: str = ""


@dataclass(frozen=True)
class Hit:
    """A text that fits, with everything that speaks for it."""

    kind: str
    no: str
    score: int
    weights: dict[int, float]
    reasons: tuple[str, ...]

    @property
    def in_words(self) -> Label:
        return next(label for least, label in WORDS.items() if self.score >= least)


def best(
    index: Index, asked: Asked, kinds: Collection[str], *, without: Collection[str] = (), most: int = 20
) -> tuple[Hit, ...]:
    """The texts of these kinds that fit best, best first, of equals in the order of the index; none that fits badly.

    `without` are numbers that are not looked for. Of a demand and an offer it is always the demand's words that are
    looked for, whichever is asked: a pair has one score.
    """
    scores = scores_of_demands(index, asked) if DEMAND in kinds else scores_of_offers(index, asked)
    allowed = np.isin(index.kinds, list(kinds)) & ~np.isin(index.nos, list(without))
    places = np.flatnonzero(allowed & (scores >= GOOD_ENOUGH))
    places = places[np.lexsort((places, -scores[places]))][:most]
    sought = terms.of(f"{asked.title} {asked.body}")
    return tuple(_hit(index, asked, sought, int(place), float(scores[place])) for place in places)


def scores_of_offers(index: Index, asked: Asked) -> np.ndarray:
    """The score of every text as an offer for what is asked; it may pass 100."""
    sought = terms.of(f"{asked.title} {asked.body}")
    return index.scores(sought) * (1 + _raised(index, asked)) * (100 / _full(np.array(len(sought))))


def scores_of_demands(index: Index, offer: Asked) -> np.ndarray:
    """The score of an offer for every text as a demand."""
    shares = index.sought_by(index.weigh(offer.title, offer.body))
    return shares * (1 + _raised(index, offer)) * (100 / _full(index.counts))


def _full(terms_sought: np.ndarray) -> np.ndarray:
    """The share that is a full score, of so many terms."""
    return np.minimum(FULL_OF_FEW, FULL_OF_A_HUNDRED * np.sqrt(100 / np.maximum(terms_sought, 1)))


def _raised(index: Index, asked: Asked) -> np.ndarray:
    """By how much the score of each text is raised for standing in the same class, chain or district."""
    raised = np.zeros(len(index), dtype=np.float32)
    if len(asked.ipc) >= 4:
        raised += np.where(index.subclasses == asked.ipc[:4], SAME_SUBCLASS - SAME_CLASS, 0)
    if len(asked.ipc) >= 3:
        raised += np.where(np.strings.startswith(index.subclasses, asked.ipc[:3]), SAME_CLASS, 0)
    if asked.chain:
        raised += np.where(index.chains == asked.chain, SAME_CHAIN, 0)
    if asked.district:
        raised += np.where(index.districts == asked.district, SAME_DISTRICT, 0)
    return raised


def _hit(index: Index, asked: Asked, sought: np.ndarray, place: int, score: float) -> Hit:
    return Hit(
        kind=str(index.kinds[place]),
        no=str(index.nos[place]),
        score=min(100, round(score)),
        weights=index.weights_in(place, sought),
        reasons=tuple(_reasons(index, asked, place)),
    )


def _reasons(index: Index, asked: Asked, place: int) -> list[str]:
    """`subclass`, `class`, `chain`, `district`: what both have in common besides words."""
    subclass, found = str(index.subclasses[place]), []
    if len(asked.ipc) >= 4 and asked.ipc[:4] == subclass:
        found.append("subclass")
    elif len(asked.ipc) >= 3 and asked.ipc[:3] == subclass[:3]:
        found.append("class")
    if asked.chain and asked.chain == index.chains[place]:
        found.append("chain")
    if asked.district and asked.district == index.districts[place]:
        found.append("district")
    return found


# --- shared words -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shared:
    """A word that both texts have, and its part of all that they share, in percent."""

    word: str
    share: int


def shared(text: str, weights: dict[int, float], most: int = 6) -> tuple[Shared, ...]:
    """The words of a text that were asked for, heaviest first; what a heavier word has told is not told again."""
    words = {text[span.start : span.end]: span.weight for span in terms.spans(text, weights)}
    whole, left, found = sum(weights.values()) or 1.0, set(weights), []
    for word in sorted(words, key=lambda word: -words[word]):
        new = left & set(terms.of(word).tolist())
        left -= new
        if share := round(100 * sum(weights[term] for term in new) / whole):
            found.append(Shared(word, share))
    return tuple(sorted(found, key=lambda word: -word.share)[:most])
