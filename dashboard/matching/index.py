"""The index of what is offered and what is sought: BM25 weights of every term in every text, by term.

It is three flat tables, built when a snapshot is published and read in one go: terms, texts, and the weights in the
order of the terms. It knows nothing of where texts come from, and nothing of reasons.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet

from dashboard.matching import terms

TERMS, TEXTS, WEIGHTS = "matching_terms", "matching_texts", "matching_weights"
TABLES = (TERMS, TEXTS, WEIGHTS)
# How soon a repeated term stops adding, how much long texts are held back, how often a title counts: usual values of
# BM25, and a title that says in ten letters what the abstract says in two hundred.
SATURATION, LENGTH, TITLE = 1.2, 0.6, 2


@dataclass(frozen=True)
class Text:
    """What is indexed of an offer or a demand."""

    kind: str
    no: str
    title: str
    body: str = ""
    ipc: str = ""
    chain: str = ""
    district: str = ""


@dataclass(frozen=True)
class Index:
    """Terms in ascending order; the texts of term t are `texts[starts[t]:starts[t + 1]]`, with their weights.

    Of each text: how long it is, how many different terms it has, and what those could weigh at most.
    """

    terms: np.ndarray
    starts: np.ndarray
    texts: np.ndarray
    weights: np.ndarray
    kinds: np.ndarray
    nos: np.ndarray
    subclasses: np.ndarray
    chains: np.ndarray
    districts: np.ndarray
    lengths: np.ndarray
    counts: np.ndarray
    most: np.ndarray

    def __len__(self) -> int:
        return len(self.nos)

    def rarity(self, asked: np.ndarray) -> np.ndarray:
        """How much each term tells: little when many texts have it. One that no text has tells most."""
        times = np.zeros(len(asked))
        known, at = self._places(asked)
        times[known] = np.diff(self.starts)[at]
        return _rarity(times, len(self))

    def scores(self, asked: np.ndarray) -> np.ndarray:
        """How much of these terms every text has, as a share of what they could weigh at most."""
        found = np.zeros(len(self), dtype=np.float32)
        for place in self._places(asked)[1]:
            among = slice(self.starts[place], self.starts[place + 1])
            found[self.texts[among]] += self.weights[among]  # A text stands once under a term.
        most = self.rarity(asked).sum() * (SATURATION + 1)
        return found / most if most else found

    def sought_by(self, weights: dict[int, float]) -> np.ndarray:
        """The other way round: how much of its own terms every text finds in a text of these weights."""
        asked = np.array(sorted(weights), dtype=np.int64)
        found = np.zeros(len(self), dtype=np.float32)
        known, places = self._places(asked)
        for term, place in zip(asked[known], places, strict=True):
            found[self.texts[self.starts[place] : self.starts[place + 1]]] += weights[int(term)]
        return np.divide(found, self.most, out=found, where=self.most > 0)

    def weigh(self, title: str, body: str) -> dict[int, float]:
        """{term: weight} of a text, weighed as if it stood in the index."""
        counted = terms.count([_whole(title, body)])
        times = counted.times * (SATURATION + 1) / (counted.times + _held_back(counted.times.sum(), self.lengths))
        return dict(zip(counted.terms.tolist(), (times * self.rarity(counted.terms)).tolist(), strict=True))

    def weights_in(self, text: int, asked: np.ndarray) -> dict[int, float]:
        """{term: weight} of those of the asked terms that one text has."""
        found = {}
        for place in self._places(asked)[1]:
            first, last = self.starts[place], self.starts[place + 1]
            at = first + np.searchsorted(self.texts[first:last], text)
            if at < last and self.texts[at] == text:
                found[int(self.terms[place])] = float(self.weights[at])
        return found

    def _places(self, asked: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which of the asked terms the index has, and where those stand."""
        at = np.searchsorted(self.terms, asked)
        known = at < len(self.terms)
        known[known] = self.terms[at[known]] == asked[known]
        return known, at[known]


def _rarity(times: np.ndarray, texts: int) -> np.ndarray:
    return np.log1p((texts - times + 0.5) / (times + 0.5))


def _held_back(length: np.ndarray | float, lengths: np.ndarray) -> np.ndarray | float:
    """How much a repetition is held back in a text of this length among texts of those."""
    usual = max(lengths.mean() if len(lengths) else 1.0, 1.0)
    return SATURATION * (1 - LENGTH + LENGTH * length / usual)


def _whole(title: str, body: str) -> str:
    return f"{(title + ' ') * TITLE}{body}"


# --- building ---------------------------------------------------------------------------------


def build(texts: Sequence[Text]) -> Index:
    """The index over these texts."""
    counted = terms.count([_whole(text.title, text.body) for text in texts])
    found, places, times = np.unique(counted.terms, return_inverse=True, return_counts=True)
    order = np.lexsort((counted.texts, places))
    lengths = np.bincount(counted.texts, weights=counted.times, minlength=len(texts))
    often = counted.times * (SATURATION + 1) / (counted.times + _held_back(lengths[counted.texts], lengths))
    rarity = _rarity(times, len(texts))[places]
    most = np.bincount(counted.texts, weights=rarity, minlength=len(texts)) * (SATURATION + 1)
    return Index(
        terms=found,
        starts=np.concatenate([[0], np.cumsum(times)]),
        texts=counted.texts[order],
        weights=(rarity * often)[order].astype(np.float32),
        kinds=_words([t.kind for t in texts]),
        nos=_words([t.no for t in texts]),
        subclasses=_words([t.ipc[:4] for t in texts]),
        chains=_words([t.chain for t in texts]),
        districts=_words([t.district for t in texts]),
        lengths=lengths.astype(np.int32),
        counts=np.bincount(counted.texts, minlength=len(texts)).astype(np.int32),
        most=most.astype(np.float32),
    )


def _words(values: Sequence[str]) -> np.ndarray:
    return np.array(values, dtype=str) if values else np.empty(0, dtype="<U1")


# --- on disk ----------------------------------------------------------------------------------


_IN_WORDS, _IN_NUMBERS = ("kinds", "nos", "subclasses", "chains", "districts"), ("lengths", "counts", "most")


def write(index: Index, folder: Path) -> dict[str, Path]:
    """The index as Parquet files; {table: file}."""
    columns = {
        TERMS: {"term": index.terms, "texts": np.diff(index.starts).astype(np.int32)},
        TEXTS: {name: getattr(index, name) for name in (*_IN_WORDS, *_IN_NUMBERS)},
        WEIGHTS: {"text": index.texts, "weight": index.weights},
    }
    paths = {name: folder / f"{name}.parquet" for name in TABLES}
    for name, path in paths.items():
        parquet.write_table(pa.table(columns[name]), path, compression="zstd")
    return paths


def read(folder: Path) -> Index:
    """The index that lies in a folder."""
    held, texts, weights = (parquet.read_table(folder / f"{name}.parquet") for name in TABLES)
    return Index(
        terms=held["term"].to_numpy(),
        starts=np.concatenate([[0], np.cumsum(held["texts"].to_numpy(), dtype=np.int64)]),
        texts=weights["text"].to_numpy(),
        weights=weights["weight"].to_numpy(),
        **{name: _words(texts[name].to_pylist()) for name in _IN_WORDS},
        **{name: texts[name].to_numpy() for name in _IN_NUMBERS},
    )
