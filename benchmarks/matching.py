"""How fast and how well offers are found for a demand.

    python -m benchmarks.matching [--texts 100000] [--repeat 5]

Builds the index over made-up titles and abstracts with the labelled offers among them, and prints the time to build
and to read it, its size, the time of a query (median and 95th percentile), and how well labelled offers are found, in
the pool of labelled offers and among all texts. Beside it stand, in the same run, words cut by jieba (where it is
installed) and two naive ways: characters in common, and a text search for the words of the demand's title.

The scores from which a match is named were set on the same pairs, and made-up texts are easier to tell from written ones
than real texts are: the numbers compare ways of matching, they promise nothing about real demands.
"""

import argparse
import csv
import math
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.matching_texts import texts
from dashboard.matching import fit, index, terms
from dashboard.matching.fit import Asked
from dashboard.matching.index import Text

HERE = Path(__file__).parent
Ranked = Callable[[dict], np.ndarray]  # a demand → a score for every text


@dataclass(frozen=True)
class Labelled:
    """Demands, offers, and which offers meet which demand; hard negatives are offers of the same trade that do not."""

    demands: dict[str, dict]
    offers: list[Text]
    relevant: dict[str, set[str]]
    pairs: int

    def places(self, demand: str) -> list[int]:
        return [at for at, offer in enumerate(self.offers) if offer.no in self.relevant[demand]]


def labelled() -> Labelled:
    demands, offers, pairs = (_rows(name) for name in ("demands", "offers", "pairs"))
    relevant: dict[str, set[str]] = {row["demand_no"]: set() for row in demands}
    for pair in pairs:
        if pair["relevant"] == "1":
            relevant[pair["demand_no"]].add(pair["offer_no"])
    held = [Text("listing", r["offer_no"], r["title"], r["abstract"], r["ipc"], r["industry_code"]) for r in offers]
    return Labelled({row["demand_no"]: row for row in demands}, held, relevant, len(pairs))


def _rows(name: str) -> list[dict]:
    with (HERE / f"matching_{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=int, default=100_000, help="how many titles and abstracts")
    parser.add_argument("--repeat", type=int, default=5, help="times that each demand is asked")
    asked = parser.parse_args()
    known = labelled()
    made = [Text("patent", f"X{at}", *row) for at, row in enumerate(texts(asked.texts - len(known.offers)))]
    held = [*known.offers, *made]
    count = sum(map(len, known.relevant.values()))
    print(
        f"{len(held):,} texts; {len(known.demands)} demands, {known.pairs} labelled pairs, {count} of them relevant\n"
    )
    built, _ = _timed("build", lambda: index.build(held))
    _stored(built)
    _speed(built, known, asked.repeat)
    print("\n| found by | among | precision@1 | precision@5 | recall@5 | recall@10 | MRR | ms a query |")
    print("|---|---|---|---|---|---|---|---|")
    _quality(known, known.offers, index.build(known.offers))
    _quality(known, held, built)
    _no_match(built, known)
    return 0


def _timed(words: str, act: Callable) -> tuple[object, float]:
    started = time.perf_counter()
    result = act()
    took = time.perf_counter() - started
    print(f"{words}: {took:.1f} s")
    return result, took


def _stored(built: index.Index) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = index.write(built, Path(folder))
        size = sum(path.stat().st_size for path in paths.values())
        _timed("read", lambda: index.read(Path(folder)))
    memory = sum(getattr(built, name).nbytes for name in ("terms", "starts", "texts", "weights"))
    print(
        f"{len(built.terms):,} terms, {len(built.weights):,} weights; {size / 1e6:.0f} MB on disk, {memory / 1e6:.0f} MB in memory"
    )


def _speed(built: index.Index, known: Labelled, repeat: int) -> None:
    times = []
    for _ in range(repeat):
        for demand in known.demands.values():
            started = time.perf_counter()
            fit.best(built, _asked(demand), (fit.LISTING, fit.PATENT))
            times.append(time.perf_counter() - started)
    middle, late = np.percentile(times, [50, 95]) * 1000
    print(f"a query with its reasons: median {middle:.0f} ms, 95th percentile {late:.0f} ms")


def _asked(demand: dict) -> Asked:
    return Asked(_text(demand), demand["ipc"], demand["industry_code"])


def _text(demand: dict) -> str:
    return f"{demand['title']} {demand['description']}"


# --- how well -----------------------------------------------------------------------------------


def _quality(known: Labelled, held: Sequence[Text], built: index.Index) -> None:
    among = f"{len(held):,}"
    _print(
        "characters, pairs, class and chain",
        among,
        known,
        lambda d: fit.scores_of_offers(built, _asked(d)),
    )
    _print("characters and pairs", among, known, lambda d: built.scores(terms.of(_text(d))))
    if by_words := _jieba(held):
        ranked, took = by_words
        _print(f"words by jieba, cut in {took:.1f} s", among, known, ranked)
    letters = [set(f"{t.title}{t.body}") for t in held]
    _print("characters in common", among, known, lambda d: _in_common(letters, _text(d)))
    told = [f"{t.title}{t.body}" for t in held]
    _print("text search, words of the title", among, known, lambda d: _like(told, d["title"]))


def _print(words: str, among: str, known: Labelled, ranked: Ranked) -> None:
    ranks, times = [], []
    for no, demand in known.demands.items():
        started = time.perf_counter()
        scores = ranked(demand)
        times.append(time.perf_counter() - started)
        # Of equal scores the worst place counts.
        ranks.append(sorted(int((scores >= scores[at]).sum()) for at in known.places(no)))
    hits = {k: [sum(rank <= k for rank in found) for found in ranks] for k in (1, 5, 10)}
    recall = {k: np.mean([h / len(r) for h, r in zip(hits[k], ranks, strict=True)]) for k in (5, 10)}
    told = [np.mean(hits[1]), np.mean(hits[5]) / 5, recall[5], recall[10], np.mean([1 / found[0] for found in ranks])]
    print(f"| {words} | {among} | {' | '.join(f'{value:.2f}' for value in told)} | {np.median(times) * 1000:.1f} |")


def _in_common(letters: Sequence[set[str]], text: str) -> np.ndarray:
    sought = set(text)
    return np.array([len(sought & held) / len(sought | held) for held in letters])


def _like(told: Sequence[str], title: str) -> np.ndarray:
    pairs = {title[at : at + 2] for at in range(len(title) - 1)}
    return np.array([sum(pair in text for pair in pairs) for text in told])


def _jieba(held: Sequence[Text]) -> tuple[Ranked, float] | None:
    """BM25 over words that jieba cuts, with the same silent words left out, and how long the cutting took."""
    try:
        import jieba
    except ImportError:
        return None
    jieba.setLogLevel(60)
    jieba.initialize()

    def cut(text: str) -> list[str]:
        return [word for word in jieba.cut_for_search(text) if len(word) > 1 and word not in terms.SILENT]

    started = time.perf_counter()
    counted = [Counter(cut(t.title) * index.TITLE + cut(t.body)) for t in held]
    took = time.perf_counter() - started
    by_word: dict[str, list[tuple[int, float]]] = {}
    usual = sum(sum(c.values()) for c in counted) / len(counted)
    for at, counts in enumerate(counted):
        held_back = index.SATURATION * (1 - index.LENGTH + index.LENGTH * sum(counts.values()) / usual)
        for word, times in counts.items():
            by_word.setdefault(word, []).append((at, times * (index.SATURATION + 1) / (times + held_back)))
    found = {
        word: (np.array([a for a, _ in places]), np.array([w for _, w in places])) for word, places in by_word.items()
    }

    def ranked(demand: dict) -> np.ndarray:
        scores = np.zeros(len(held))
        for word in set(cut(_text(demand))) & set(found):
            places, weights = found[word]
            scores[places] += math.log1p((len(held) - len(places) + 0.5) / (len(places) + 0.5)) * weights
        return scores

    return ranked, took


def _no_match(built: index.Index, known: Labelled) -> None:
    """What is told as a match, and what would be if the labelled offers were not there."""
    kinds, told, wrongly = (fit.LISTING, fit.PATENT), 0, 0
    for no, demand in known.demands.items():
        hits = fit.best(built, _asked(demand), kinds)
        told += sum(hit.no in known.relevant[no] for hit in hits)
        wrongly += bool(fit.best(built, _asked(demand), kinds, without=known.relevant[no], most=1))
    count = sum(map(len, known.relevant.values()))
    print(
        f"\nrelevant offers told as a match: {told} of {count}; demands told another match without them: {wrongly} of {len(known.demands)}"
    )


if __name__ == "__main__":
    sys.exit(main())
