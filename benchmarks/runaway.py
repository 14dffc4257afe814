"""What a runaway statement in the sandbox costs other readers.

    python -m benchmarks.runaway [--runaways 2] [--repeat 15] [--scale 1]

Prints the time that the queries of every page take alone and while so many analysts run a cross join each, and the
ratio of the two. The readers' process and the sandbox share the machine; nothing else should run on it.
"""

import argparse
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.__main__ import AS_OF, _queries_of, _run
from dashboard import catalog, sandbox
from dashboard.sandbox import Limits, Refused
from intake.demo import publish_demo

RUNAWAY = "select count(*) from patents a, patents b, patents c where a.title < b.title and b.title < c.title"
LIMIT = 2.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.runaway", description=__doc__.splitlines()[0])
    parser.add_argument("--runaways", type=int, default=sandbox.AT_ONCE, help="runaway statements at once")
    parser.add_argument("--repeat", type=int, default=15, help="times that all pages are read")
    parser.add_argument("--scale", type=float, default=1, help="1 is 40 thousand patents")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "snapshots"
        [snapshot] = publish_demo(asked.scale, folder, progress=lambda step: None, snapshots=(AS_OF,))
        names = [name for script in sorted((catalog.ROOT / "pages").rglob("*.py")) for name in _queries_of(script)]
        _page_times(snapshot, names, 2)
        alone = _page_times(snapshot, names, asked.repeat)
        beside = _beside(snapshot, names, asked)
    ratio = beside / alone
    print(f"{len(names)} queries alone: {alone * 1000:.0f} ms")
    print(f"beside {asked.runaways} runaway statements: {beside * 1000:.0f} ms")
    print(f"ratio: {ratio:.2f} (at most {LIMIT:g})")
    return 0 if ratio <= LIMIT else 1


def _beside(snapshot, names, asked) -> float:
    """The same while runaways are running; they are interrupted once it is measured, by their own time limit."""
    answers = []
    seconds = 10.0
    while True:
        limits = Limits(seconds=seconds)
        threads = [
            threading.Thread(target=lambda: answers.append(sandbox.ask(snapshot, RUNAWAY, limits=limits)))
            for _ in range(asked.runaways)
        ]
        for thread in threads:
            thread.start()
        time.sleep(1.5)
        measured = _page_times(snapshot, names, asked.repeat)
        still_running = all(thread.is_alive() for thread in threads)
        for thread in threads:
            thread.join()
        assert all(isinstance(answer, Refused) for answer in answers), "a runaway has an answer"
        if still_running:
            return measured
        seconds *= 2


def _page_times(snapshot, names, repeat) -> float:
    """Median of the time that the queries of all pages take."""
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        for name in names:
            _run(snapshot, name)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
