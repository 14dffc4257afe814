"""How fast pages are, at demonstration size and at one and ten million patents.

    python -m benchmarks [--sizes demo,1m,10m] [--repeat 15] [--no-browser] [--keep FOLDER]

Prints, for every size: each page's query time beside a bare DuckDB scan of the same records in the same run (a ratio
says more than seconds on a shared machine), the same under a selection, the index of what can be found by typing, the
time from a filter's click to the last repainted chart in a real browser, and the time to open a page cold. Snapshots are
made in a temporary folder unless --keep names one.
"""

import argparse
import gzip
import json
import re
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb

from dashboard import catalog, finding, metrics, narrowing, queries, warehouse
from dashboard.quality import drift, findings
from dashboard.scope import Pick, default_scope
from intake.demo import publish_demo

# 39,874 applications at scale 1.
SIZES = {"demo": 1, "1m": 25, "10m": 250}
AS_OF = date(2024, 12, 31)
SCAN = """
select date_trunc('month', granted_on) as month, patent_type, district_code, count(*)
from read_parquet($files)
group by all
"""


def main() -> int:
    asked = _arguments()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(asked.keep or temporary)
        for size in asked.sizes.split(","):
            root = folder / size
            snapshot = _snapshot(root, SIZES[size])
            print(f"\n## {size}: {snapshot.resources['patents'].rows:,} patents\n")
            _queries(snapshot, asked.repeat)
            if asked.browser:
                from benchmarks import browser

                browser.measure(root, asked.repeat)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default=",".join(SIZES), help=f"some of {', '.join(SIZES)}")
    parser.add_argument("--repeat", type=int, default=15, help="measurements of which the median is printed")
    parser.add_argument("--no-browser", dest="browser", action="store_false")
    parser.add_argument("--keep", help="a folder to keep the snapshots in, and to find them in again")
    return parser.parse_args()


def _snapshot(root: Path, scale: float) -> catalog.Snapshot:
    """The snapshot of that size; publishing is timed too."""
    held = catalog.shelf(root / "snapshots").in_force
    if held:
        return held
    started = time.perf_counter()
    [snapshot] = publish_demo(scale, root / "snapshots", progress=lambda step: None, snapshots=(AS_OF,))
    print(f"published scale {scale} in {time.perf_counter() - started:.1f} s", file=sys.stderr)
    return snapshot


# A selection that narrows each page, by a dimension that its datasets have.
SELECTIONS = {
    "patents": Pick("patent_type", "invention"),
    "trademarks": Pick("nice_class", "33"),
    "financing": Pick("collateral_kind", "patent"),
    "expo": Pick("visitor_class", "trade"),
    "stations": Pick("station_kind", "ip_service"),
}


def _queries(snapshot: catalog.Snapshot, repeat: int) -> None:
    scan = _scan(snapshot, repeat)
    print(f"bare scan of the patents (month × type × district): {scan * 1000:.1f} ms\n")
    print("| page | queries | ms | share of the scan | slowest | under a selection, first | again |")
    print("|---|---|---|---|---|---|---|")
    for script in sorted((catalog.ROOT / "pages").rglob("*.py")):
        names = _queries_of(script)
        times = {name: _median(lambda name=name: _run(snapshot, name), repeat) for name in names}
        total = sum(times.values())
        slowest = max(times, key=times.get) if times else ""
        shown = f"{slowest} {times[slowest] * 1000:.1f} ms" if slowest else "—"
        selected = _selected(snapshot, script.stem, names, repeat)
        print(f"| {script.stem} | {len(names)} | {total * 1000:.1f} | {total / scan:.2f} | {shown} | {selected} |")
    cards = _median(lambda: _cards(snapshot), repeat)
    print(f"| every metric, uncached | {len(queries.metrics())} | {cards * 1000:.1f} | {cards / scan:.2f} | | | |")
    checked = _median(lambda: _findings(snapshot), repeat)
    print(f"| every finding of the data's quality, uncached | | {checked * 1000:.1f} | {checked / scan:.2f} | | | |")
    print(f"\n{_found(snapshot)}")


def _selected(snapshot: catalog.Snapshot, page: str, names: list[str], repeat: int) -> str:
    """Milliseconds of all the page's queries under a selection: when it is new, and when it has been asked before."""
    if page not in SELECTIONS:
        return "— | —"
    picks = narrowing.picks_of([SELECTIONS[page]])
    started = time.perf_counter()
    for name in names:
        _run(snapshot, name, picks)
    first = time.perf_counter() - started
    again = sum(_median(lambda name=name: _run(snapshot, name, picks), repeat) for name in names)
    return f"{first * 1000:.1f} | {again * 1000:.1f}"


def _queries_of(script: Path) -> list[str]:
    """The queries that a page's script names."""
    known = set(queries.query_names())
    return [name for name in dict.fromkeys(re.findall(r'"([\w/]+)"', script.read_text("utf-8"))) if name in known]


def _scan(snapshot: catalog.Snapshot, repeat: int) -> float:
    files = [str(snapshot.folder / f.path) for f in snapshot.resources["patents"].files]
    with duckdb.connect() as con:
        return _median(lambda: con.execute(SCAN, {"files": files}).fetchall(), repeat)


def _run(snapshot: catalog.Snapshot, name: str, picks: narrowing.Picks = ()) -> None:
    query = queries.load_query(name)
    values = default_scope(snapshot).params(snapshot.as_of) | {"page_size": 50, "skip": 0}
    warehouse.run(warehouse.open_snapshot(snapshot), query, picks=picks, **values)


def _cards(snapshot: catalog.Snapshot) -> None:
    metrics.forget()
    metrics.read(snapshot, queries.metrics(), default_scope(snapshot))


def _findings(snapshot: catalog.Snapshot) -> None:
    findings.of.cache_clear()
    drift.profile.cache_clear()
    findings.of(snapshot, None)


def _found(snapshot: catalog.Snapshot) -> str:
    """The index behind `Find`: what is in it, what a browser loads once for a snapshot, and how long it takes to make."""
    scripts = sorted((catalog.ROOT / "pages").rglob("*.py"))
    paths = [script.relative_to(catalog.ROOT / "pages").with_suffix("").as_posix() for script in scripts]
    pages = tuple(finding.Page(path, Path(path).name, finding.NOTHING, finding.NOTHING) for path in paths)
    finding.sounds("泸")  # The first use of the pinyin pays for its dictionary; it is not counted.
    started = time.perf_counter()
    index = finding.index(snapshot, pages)
    took = (time.perf_counter() - started) * 1000
    number = sum(map(len, json.loads(index)["entries"].values()))
    sizes = f"{len(index) / 1000:,.0f} kB, {len(gzip.compress(index)) / 1000:,.0f} kB compressed"
    return f"index of what can be found: {number:,} entries, {sizes}, made in {took:.0f} ms"


def _median(act, repeat: int) -> float:
    act()
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        act()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
