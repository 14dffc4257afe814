"""How fast two snapshots of a million patents are compared.

    python -m benchmarks.diff [--repeat 5] [--keep FOLDER]

Prints the time to compare the patents record by record beside a bare scan of both files in the same run, then the
time for every dataset, for the restatement table, and for a page of the changes. Snapshots are made in a temporary
folder unless --keep names one.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from benchmarks.__main__ import SCAN, SIZES
from dashboard import catalog, differences, history, metrics
from dashboard.differences import Pair
from intake.demo import publish_demo

DAYS = (date(2024, 9, 30), date(2024, 12, 31))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.diff", description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=5, help="measurements of which the median is printed")
    parser.add_argument("--keep", help="a folder to keep the snapshots in, and to find them in again")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        pair = _pair(Path(asked.keep or temporary) / "snapshots")
        _measure(pair, asked.repeat)
    return 0


def _pair(folder: Path) -> Pair:
    if not folder.is_dir():
        publish_demo(SIZES["1m"], folder, progress=lambda step: None, snapshots=DAYS)
    now, then = catalog.shelf(folder).sound[:2]
    return Pair(then, now)


def _measure(pair: Pair, repeat: int) -> None:
    rows = " and ".join(f"{s.resources['patents'].rows:,}" for s in (pair.then, pair.now))
    scan = _median(lambda: _scan(pair), repeat)
    patents = _median(lambda: differences.compare(pair, ["patents"]), repeat)
    print(f"{rows} patents\n")
    print("| what | ms | × a bare scan of both files |")
    print("|---|---|---|")
    print(f"| bare scan (month × type × district) | {scan * 1000:.0f} | 1 |")
    print(f"| patents compared record by record | {patents * 1000:.0f} | {patents / scan:.1f} |")
    for words, act in (
        ("every dataset compared", lambda: differences.compare(pair)),
        ("every dataset, and the restatement table", lambda: history.restatements(pair)),
    ):
        took = _median(act, repeat)
        print(f"| {words} | {took * 1000:.0f} | {took / scan:.1f} |")
    comparison = differences.compare(pair)
    page = _median(lambda: differences.changes(comparison, "patents", search="2024-11"), repeat, fresh=False)
    print(f"| a page of the changes, searched | {page * 1000:.0f} | {page / scan:.1f} |")


def _scan(pair: Pair) -> None:
    with duckdb.connect() as con:
        for snapshot in (pair.then, pair.now):
            files = [str(snapshot.folder / f.path) for f in snapshot.resources["patents"].files]
            con.execute(SCAN, {"files": files}).fetchall()


def _median(act: Callable[[], object], repeat: int, *, fresh: bool = True) -> float:
    act()
    times = []
    for _ in range(repeat):
        if fresh:
            history.forget()
            metrics.forget()
        started = time.perf_counter()
        act()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
