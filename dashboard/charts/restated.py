"""Points that another snapshot tells otherwise: hollow, at the value it tells, over any figure of time."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dashboard import text
from dashboard.catalog import Label
from dashboard.charts.axes import ONLY
from dashboard.charts.canvas import Canvas, Series, in_order, period_end

# Kinds with time on the x axis, and whether their series stand on each other.
KINDS = {"line": False, "lines_by_day": False, "area": True, "bar": True}
SINCE = Label("Restated since {id}", "自{id}起更正")
LATER = Label("Restated in {id}", "{id}已更正")
WAS = Label("was {was} in snapshot {id}, now {now} ({change})", "{id}快照为{was}，现为{now}（{change}）")
IS = Label("{was} in snapshot {id}, here {now} ({change})", "{id}快照为{was}，此处为{now}（{change}）")


@dataclass(frozen=True)
class Earlier:
    """What another snapshot tells in the place of each row's `y`; None where it tells nothing.

    Periods that end after `through` one of the two did not know yet. `is_later` when it is the newer of the two.
    """

    snapshot: str
    values: tuple[float | None, ...]
    through: date
    is_later: bool = False


def mark(canvas: Canvas, kind: str, earlier: Earlier, traces: list[dict], layout: dict) -> tuple[list[dict], dict]:
    """The figure with its restated points in front, and room for them on the axis of values."""
    if kind not in KINDS or not traces or not canvas.is_dated("x"):
        return traces, layout
    found = _stacked(canvas, earlier) if KINDS[kind] else _each(canvas, earlier)
    if not found:
        return traces, layout
    aligned = {name: value for name, value in traces[0].items() if name.startswith("xperiod")}
    # One entry of the legend stands for all of them.
    marks = [trace | aligned | {"showlegend": place == 0} for place, trace in enumerate(found)]
    return [*traces, *marks], layout | {"yaxis": _roomy(layout["yaxis"], marks)}


def _roomy(axis: dict, marks: list[dict]) -> dict:
    if "range" not in axis:
        return axis
    told = [value for trace in marks for value in trace["y"]]
    low, high = axis["range"]
    return axis | {"range": [min(low, *told), max(high, *told)]}


def _each(canvas: Canvas, earlier: Earlier) -> list[dict]:
    """A hollow point of its series' colour at each value that differs."""
    found = defaultdict(list)
    for code, day, value, old in _rows(canvas, earlier):
        if None not in (value, old) and _differ(value, old):
            found[code].append((day, old, _words(canvas, earlier, old, value)))
    return [_trace(canvas, earlier, found[s.code], s.colour, s) for s in canvas.series() if s.code in found]


def _stacked(canvas: Canvas, earlier: Earlier) -> list[dict]:
    """A hollow point at the old height of each stack of which any part differs; the tooltip tells the parts."""
    stacks, points = defaultdict(list), []
    for code, day, value, old in _rows(canvas, earlier):
        stacks[day].append((code, value, old))
    for day, parts in stacks.items():
        # Of a stack that was told, a part without a value is nothing.
        changed = [part for part in parts if _differ(part[1] or 0, part[2] or 0)]
        if changed and any(old is not None for _, _, old in parts):
            now, was = (sum(part[place] or 0 for part in parts) for place in (1, 2))
            points.append((day, was, _words(canvas, earlier, was, now) + _parts(canvas, changed)))
    return [_trace(canvas, earlier, points, canvas.surface.text)] if points else []


def _rows(canvas: Canvas, earlier: Earlier) -> Iterator[tuple[str | None, date, float | None, float | None]]:
    """(series, day, value here, value told by the other snapshot) of the periods that it knew."""
    by = canvas.codes("by") if canvas.has("by") else [None] * len(canvas.rows)
    for code, day, value, old in zip(by, canvas.values("x"), canvas.values("y"), earlier.values, strict=True):
        if day is not None and period_end(day, canvas.grain) <= earlier.through:
            yield code, day, value, old


def _parts(canvas: Canvas, changed: list[tuple]) -> str:
    """The parts of a stack that differ, on a line of their own."""
    if not canvas.has("by"):
        return ""
    changes = {code: _signed(canvas, value, old) for code, value, old in changed}
    names = canvas.wordings("by", changes)
    return "<br>" + " · ".join(f"{names[code]} {changes[code]}" for code in in_order(changes, canvas.known("by")))


def _trace(canvas: Canvas, earlier: Earlier, points: list[tuple], ink: str, series: Series | None = None) -> dict:
    code, label = (series.code, series.label) if series and canvas.has("by") else (None, "")
    return {
        "type": "scatter",
        "name": canvas.say(LATER if earlier.is_later else SINCE).format(id=earlier.snapshot),
        "mode": "markers",
        "x": [day.isoformat() for day, *_ in points],
        "y": [old for _, old, _ in points],
        "marker": {"symbol": "circle-open", "size": 10, "color": ink, "line": {"width": 2, "color": ink}},
        "customdata": [[code, label, day.isoformat(), words] for day, _, words in points],
        "hovertemplate": (f"{label}  " if label else "") + "%{customdata[3]}" + ONLY,
    }


def _differ(one: float, other: float) -> bool:
    return abs(one - other) > 1e-9 * max(1, abs(one), abs(other))


def _words(canvas: Canvas, earlier: Earlier, old: float, value: float) -> str:
    was, now = (text.number(told, canvas.language) for told in (old, value))
    said = canvas.say(IS if earlier.is_later else WAS)
    return said.format(id=earlier.snapshot, was=was, now=now, change=_signed(canvas, value, old))


def _signed(canvas: Canvas, value: float | None, old: float | None) -> str:
    return text.signed_number((value or 0) - (old or 0), canvas.language)
