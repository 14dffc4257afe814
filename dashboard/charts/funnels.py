"""Funnels: how many of the same things have come how far, each step a bar that lies, with its share of the first."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from dashboard import palette
from dashboard.catalog import Code, Label
from dashboard.charts.axes import ONLY
from dashboard.charts.canvas import SHARE, Canvas, code_of
from dashboard.charts.ranks import rank

STEP, STEPS = "step", Label("Step", "环节")


def funnel(canvas: Canvas) -> tuple[list[dict], dict]:
    """`y` names the steps, columns in their order; rows of several `of` (the year that things began in) are stacked."""
    names = canvas.options["y"].split(",")
    [ranked], layout = rank(as_ranking(canvas))
    places = canvas.codes("of")
    words = canvas.wordings("of", places)
    several = len(places) > 1
    traces = [
        _part(canvas, ranked, names, step, row)
        | ({"name": words[place], "showlegend": step == 0} if several else {"showlegend": False})
        for row, place in enumerate(places)
        for step in range(len(names))
    ]
    return traces, layout


def _part(canvas: Canvas, ranked: dict, names: list[str], step: int, row: int) -> dict:
    """One step of one row: a mark that answers for its own column."""
    name, value = names[step], canvas.column(names[step])[row]
    whole, place = canvas.column(names[0])[row], code_of(canvas.values("of")[row])
    told = canvas.told(name, [value], "x")
    share = f" · {canvas.say(SHARE)} {value / whole:.1%}" if whole and value is not None else ""
    heading = f"{canvas.label(name)} · {canvas.wordings('of', [place])[place]}"
    return ranked | {
        "x": [value],
        "y": [name],
        "customdata": [[place, canvas.label(name), None]],
        "hovertemplate": f"<b>{heading}</b><br>{told}{share}{ONLY}",
        "marker": {
            "color": palette.nth(row, canvas.dark),
            "opacity": [1.0],
            "line": {"color": canvas.surface.background, "width": 1},
        },
        "meta": name,
    }


def as_ranking(canvas: Canvas) -> Canvas:
    """The steps as the rows of a ranking: what every chart that knows no funnel draws in its place."""
    names = canvas.options["y"].split(",")
    first = canvas.columns[names[0]]
    steps = tuple(Code(name, canvas.columns[name].label) for name in names)
    columns = {
        STEP: replace(first, name=STEP, label=STEPS, unit=None, codes=steps),
        names[0]: replace(first, label=first.unit or first.label),
        "share": replace(first, name="share", label=SHARE, unit=None),
    }
    rows = pd.DataFrame(_rows(canvas, names), columns=[STEP, names[0], "share"])
    return replace(canvas, rows=rows, columns=columns, options={"x": names[0], "y": STEP, "share": "share"})


def _rows(canvas: Canvas, names: list[str]) -> Iterator[tuple[str, float | None, float | None]]:
    totals = [_sum(canvas.column(name)) for name in names]
    for name, total in zip(names, totals, strict=True):
        yield name, total, total / totals[0] if totals[0] and total is not None else None


def _sum(values: list) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
