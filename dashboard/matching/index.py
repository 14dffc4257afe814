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
    """Terms in ascending order; the texts of term t are `texts[starts[t]:starts[t + 1]]`, with their weights."""

    terms: np.ndarray
    starts: np.ndarray
    texts: np.ndarray
    weights: np.ndarray
    kinds: np.ndarray
    nos: np.ndarray
    subclasses: np.ndarray
    chains: np.ndarray
    districts: np.ndarray

    def __len__(self) -> int:
        return len(self.nos)

    def rarity(self, asked: np.ndarray) -> np.ndarray:
        """How much each term tells: little when many texts have it. One that no text has tells most."""
        at = np.searchsorted(self.terms, asked)
        known = at < len(self.terms)
        known[known] = self.terms[at[known]] == asked[known]
        times = np.zeros(len(asked))
        times[known] = np.diff(self.starts)[at[known]]
        return _rarity(times, len(self))

    def scores(self, asked: np.ndarray) -> np.ndarray:
        """How much of these terms every text has, as a share of what they could weigh at most."""
        found = np.zeros(len(self), dtype=np.float32)
        at = np.searchsorted(self.terms, asked)
        for place, term in zip(at, asked, strict=True):
            if place < len(self.terms) and self.terms[place] == term:
                among = slice(self.starts[place], self.starts[place + 1])
                found[self.texts[among]] += self.weights[among]  # A text stands once under a term.
        most = self.rarity(asked).sum() * (SATURATION + 1)
        return found / most if most else found

    def weights_in(self, text: int, asked: np.ndarray) -> dict[int, float]:
        """{term: weight} of those of the asked terms that one text has."""
        found = {}
        for place, term in zip(np.searchsorted(self.terms, asked), asked, strict=True):
            if place < len(self.terms) and self.terms[place] == term:
                first, last = self.starts[place], self.starts[place + 1]
                at = first + np.searchsorted(self.texts[first:last], text)
                if at < last and self.texts[at] == text:
                    found[int(term)] = float(self.weights[at])
        return found

    def place_of(self, kind: str, no: str) -> int | None:
        """Where a text stands; None when the index does not hold it."""
        found = np.flatnonzero((self.kinds == kind) & (self.nos == no))
        return int(found[0]) if len(found) else None


def _rarity(times: np.ndarray, texts: int) -> np.ndarray:
    return np.log1p((texts - times + 0.5) / (times + 0.5))


# --- building ---------------------------------------------------------------------------------


def build(texts: Sequence[Text]) -> Index:
    """The index over these texts."""
    counted = terms.count([f"{(text.title + ' ') * TITLE}{text.body}" for text in texts])
    found, places, times = np.unique(counted.terms, return_inverse=True, return_counts=True)
    order = np.lexsort((counted.texts, places))
    lengths = np.bincount(counted.texts, weights=counted.times, minlength=len(texts))
    usual = lengths.mean() if len(texts) else 1.0
    held_back = SATURATION * (1 - LENGTH + LENGTH * lengths / max(usual, 1.0))
    often = counted.times * (SATURATION + 1) / (counted.times + held_back[counted.texts])
    weights = _rarity(times, len(texts))[places] * often
    return Index(
        terms=found,
        starts=np.concatenate([[0], np.cumsum(times)]),
        texts=counted.texts[order],
        weights=weights[order].astype(np.float32),
        kinds=_words([t.kind for t in texts]),
        nos=_words([t.no for t in texts]),
        subclasses=_words([t.ipc[:4] for t in texts]),
        chains=_words([t.chain for t in texts]),
        districts=_words([t.district for t in texts]),
    )


def _words(values: Sequence[str]) -> np.ndarray:
    return np.array(values, dtype=str) if values else np.empty(0, dtype="<U1")


# --- on disk ----------------------------------------------------------------------------------


def write(index: Index, folder: Path) -> dict[str, Path]:
    """The index as Parquet files; {table: file}."""
    columns = {
        TERMS: {"term": index.terms, "texts": np.diff(index.starts).astype(np.int32)},
        TEXTS: {name: getattr(index, name) for name in ("kinds", "nos", "subclasses", "chains", "districts")},
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
        **{name: _words(texts[name].to_pylist()) for name in texts.column_names},
    )
