"""Funnels: how many of the same things have come how far, each step a bar that lies, with its share of the first."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from dashboard.catalog import Code, Label
from dashboard.charts.axes import ONLY
from dashboard.charts.canvas import SHARE, Canvas
from dashboard.charts.ranks import rank

STEP, STEPS = "step", Label("Step", "环节")


def funnel(canvas: Canvas) -> tuple[list[dict], dict]:
    """`y` names the steps, columns in their order; rows of several `of` (the year that things began in) are stacked."""
    names = canvas.options["y"].split(",")
    stacked, layout = rank(as_ranking(canvas))
    traces = [
        _part(canvas, trace, name, row) | {"showlegend": len(stacked) > 1 and name == names[0]}
        for row, trace in enumerate(stacked)
        for name in names
    ]
    return traces, layout


def _part(canvas: Canvas, trace: dict, name: str, row: int) -> dict:
    """One step of one row: a mark that answers for its own column."""
    place = canvas.codes("of")[row]
    value, whole = (canvas.column(column)[row] for column in (name, canvas.options["y"].split(",")[0]))
    share = f" · {canvas.say(SHARE)} {value / whole:.1%}" if whole and value is not None else ""
    heading = f"{canvas.label(name)} · {canvas.wordings('of', [place])[place]}"
    return trace | {
        "x": [value],
        "y": [name],
        "customdata": [[place, canvas.label(name), None]],
        "hovertemplate": f"<b>{heading}</b><br>{canvas.told(name, [value], 'x')}{share}{ONLY}",
        "marker": trace["marker"] | {"opacity": [1.0]},
        "meta": name,
    }


def as_ranking(canvas: Canvas) -> Canvas:
    """The steps as the rows of a ranking: what every chart that knows no funnel draws in its place."""
    names, of = canvas.options["y"].split(","), canvas.options["of"]
    first = canvas.columns[names[0]]
    columns = {
        STEP: replace(first, name=STEP, label=STEPS, unit=None, codes=tuple(_code(canvas, name) for name in names)),
        of: canvas.columns[of],
        names[0]: replace(first, label=first.unit or first.label),
        "share": replace(first, name="share", label=SHARE, unit=None),
    }
    rows = pd.DataFrame(_rows(canvas, names), columns=list(columns))
    stacked = {"by": of} if len(canvas.rows) > 1 else {}
    options = {"x": names[0], "y": STEP, "share": "share"} | stacked
    return replace(canvas, rows=rows, columns=columns, options=options)


def _code(canvas: Canvas, name: str) -> Code:
    return Code(name, canvas.columns[name].label)


def _rows(canvas: Canvas, names: list[str]) -> Iterator[tuple[str, object, float | None, float | None]]:
    """Step by step the value of each row, and its share of all that began."""
    whole = sum(value or 0 for value in canvas.column(names[0]))
    for name in names:
        for of, value in zip(canvas.values("of"), canvas.column(name), strict=True):
            yield name, of, value, value / whole if whole and value is not None else None
