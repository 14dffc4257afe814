"""What another snapshot tells, beside what is shown: under cards, and as hollow points in figures of time."""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard import catalog, charts, history, queries, text
from dashboard.catalog import Label, Snapshot
from dashboard.charts.restated import KINDS
from dashboard.differences import Pair
from dashboard.queries import Column, Metric, Query
from dashboard.scope import Scope
from dashboard.ui import data
from dashboard.ui.frame import language, say, versus, view


def in_order(one: Snapshot, other: Snapshot) -> Pair:
    """Two snapshots as an earlier and a later one."""
    return Pair(*sorted((one, other), key=lambda s: catalog.snapshot_order(s.id)))


def restated(query: Query, found: pd.DataFrame, scope: Scope, options: Mapping[str, object]) -> charts.Earlier | None:
    """What the snapshot compared with tells of the same rows, where time is drawn and both hold the datasets."""
    other, parts = versus(), query.draw.options if query.draw else {}
    if other is None or not query.draw or query.draw.kind not in KINDS or data.missing(query, other):
        return None
    keys = [parts[part] for part in ("x", "by") if part in parts]
    if not pd.api.types.is_datetime64_any_dtype(found[keys[0]]):
        return None
    elsewhere = data.fetch(query.name, scope, at=other, **options)
    return charts.Earlier(
        other.id,
        tuple(history.earlier_values(found, elsewhere, keys, parts["y"])),
        min(data.complete(query), data.complete(query, other)),
        is_later=catalog.snapshot_order(other.id) > catalog.snapshot_order(scope.snapshot),
    )


def beside(
    query: Query, found: pd.DataFrame, earlier: charts.Earlier | None
) -> tuple[pd.DataFrame, Mapping[str, Column]]:
    """The rows and columns of a figure with the values that the other snapshot tells, as the drawer shows them."""
    if earlier is None:
        return found, query.columns
    name, drawn = "elsewhere", query.columns[query.draw.options["y"]]
    label = Label(f"{drawn.label.en}, snapshot {earlier.snapshot}", f"{drawn.label.zh}（{earlier.snapshot}快照）")
    rows = found.assign(**{name: pd.Series(earlier.values, index=found.index, dtype=float)})
    return rows, {**query.columns, name: Column(name, label, drawn.unit)}


def told_elsewhere(ids: Sequence[str], scope: Scope) -> dict[str, str]:
    """A line for each card: the figure as reported then and as known now, over the months that both know."""
    other = versus()
    if other is None:
        return {}
    pair = in_order(view().snapshot, other)
    found = history.told(pair, ids, scope)
    return {name: _line(queries.metrics()[name], told, pair) for name, told in found.items()}


def _line(metric: Metric, told: history.Told, pair: Pair) -> str:
    until = text.month(told.until, language())
    if told.was is None:
        return say("Not reported on {id}", id=pair.then.id)
    if not told.is_restated:
        return say("≡ As reported on {id}, through {month}", id=pair.then.id, month=until)
    was, became = (in_full(value, metric) for value in (told.was, told.became))
    return say(
        "○ Through {month}: reported {was} on {id}, now {became}", month=until, was=was, id=pair.then.id, became=became
    )


def in_full(value: float | None, metric: Metric) -> str:
    """A value with its unit, short only where money has many digits."""
    return text.quantity(value, metric.unit, language(), compact=value is not None and abs(value) >= 1_000_000)
