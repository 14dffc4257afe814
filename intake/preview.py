"""What a submission would change: published for good in a scratch folder, and compared with the snapshot in force.

The same code publishes it later; the served folder is only read. It refuses to know how a preview is shown.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard import catalog, differences, metrics, queries
from dashboard.catalog import Snapshot
from dashboard.differences import DatasetChange, Pair
from dashboard.metrics import Reading
from dashboard.scope import Scope, default_scope
from intake import submission_rows
from intake.publish import Progress, publish
from intake.submit import Examined, Submission, deliveries_of, receipt_before


@dataclass(frozen=True)
class Moved:
    """A signed metric that the submission moves, in the city or in the district alone."""

    metric: queries.Metric
    place: str
    was: Reading
    became: Reading


@dataclass(frozen=True)
class Preview:
    """The datasets of the submission and the metrics that move, over `scope`: the year of the snapshot in force."""

    scope: Scope | None
    datasets: Mapping[str, DatasetChange]
    moved: tuple[Moved, ...]
    others_rows: int


def preview(
    submission: Submission, examined: Examined, scratch: Path, progress: Progress = lambda step: None
) -> Preview:
    """Publish into `scratch/snapshots` and compare. Raises Refused as publishing would."""
    folder = scratch / "snapshots"
    folder.mkdir(parents=True, exist_ok=True)
    if submission.base:
        _lay_beside(submission.base, folder)
    made = publish(
        deliveries_of(submission, examined, receipt_before(submission, examined)),
        as_of=submission.as_of,
        is_demonstration=submission.is_demonstration,
        folder=folder,
        progress=progress,
    )
    progress("compare")
    if submission.base is None:
        rows = {name: made.resources[name].rows for name in examined.examinations}
        new = {name: DatasetChange(name, "missing_then", (0, count), added=count) for name, count in rows.items()}
        return Preview(None, new, (), 0)
    comparison = differences.compare(Pair(submission.base, made), tuple(examined.examinations))
    scope = default_scope(submission.base)
    moved = tuple(_moved(submission, scope, made))
    return Preview(scope, comparison.datasets, moved, _rows_of_others(submission, made, examined))


def _lay_beside(base: Snapshot, folder: Path) -> None:
    """The base as the scratch folder's own snapshot: linked, or copied where links are not allowed."""
    try:
        os.symlink(base.folder.resolve(), folder / base.id, target_is_directory=True)
    except OSError:
        shutil.copytree(base.folder, folder / base.id)


def _moved(submission: Submission, scope: Scope, made: Snapshot) -> Iterator[Moved]:
    """Metrics that read otherwise afterwards; those on submissions themselves are left out, they always move."""
    signed = [m for m in queries.metrics().values() if m.reads != (submission_rows.DATASET,)]
    for place in (catalog.CITY, submission.district.code):
        asked = [m for m in signed if place == catalog.CITY or "district" in m.by]
        seen = replace(scope, districts=() if place == catalog.CITY else (place,))
        was, became = (
            metrics.read(snapshot, [m.id for m in asked], seen, in_full=False) for snapshot in (submission.base, made)
        )
        for metric in asked:
            if was[metric.id].value != became[metric.id].value:
                yield Moved(metric, place, was[metric.id], became[metric.id])


def _rows_of_others(submission: Submission, made: Snapshot, examined: Examined) -> int:
    """Rows of the other districts in these datasets: the same before and after."""
    delivered = sum(e.rows.num_rows for e in examined.examinations.values())
    return sum(made.resources[name].rows for name in examined.examinations) - delivered
