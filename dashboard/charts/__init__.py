"""Rows and a draw line → a plotly figure. Pure: no Streamlit, no DuckDB, nothing fetched.

The grammar of a draw line is `draw <kind> key=column …`; `GRAMMAR` says which keys each kind takes. Two keys take a
word instead of a column: `grain=year` when the periods of the rows are always years, whatever the reader has chosen,
and `ahead=yes` when the dates lie in the future by nature (expiry, renewal), so that none is incomplete.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go

from dashboard import palette
from dashboard.charts import axes, restated
from dashboard.charts.bars import bar, grouped, ladder, share
from dashboard.charts.canvas import Canvas
from dashboard.charts.cells import heat
from dashboard.charts.districts import area_map
from dashboard.charts.falls import waterfall
from dashboard.charts.funnels import funnel
from dashboard.charts.lines import area, line
from dashboard.charts.ranks import rank
from dashboard.charts.restated import Earlier

if TYPE_CHECKING:
    from dashboard.queries import Column, Draw

__all__ = ["GRAMMAR", "WORDS", "Earlier", "Kind", "figure", "spec"]

HEIGHT = 330
EMPTY = {"xaxis": {"visible": False}, "yaxis": {"visible": False}}
# Keys of a draw line whose value is a word, not a column.
WORDS = ("grain", "ahead")


@dataclass(frozen=True)
class Kind:
    """How one kind is drawn, and the columns its draw line must and may name."""

    build: Callable[[Canvas], tuple[list[dict], dict]]
    needs: tuple[str, ...]
    takes: tuple[str, ...] = ()


GRAMMAR: Mapping[str, Kind] = {
    "line": Kind(line, ("x", "y"), ("by", "prior")),
    "lines_by_day": Kind(line, ("x", "y"), ("by", "prior")),
    "area": Kind(area, ("x", "y"), ("by",)),
    "bar": Kind(bar, ("x", "y"), ("by", "prior")),
    "grouped": Kind(grouped, ("x", "y")),
    "ladder": Kind(ladder, ("x", "y")),
    "funnel": Kind(funnel, ("of", "y")),
    "share": Kind(share, ("x", "y", "by")),
    "rank": Kind(rank, ("x", "y"), ("by", "share", "prior")),
    "heat": Kind(heat, ("x", "y", "z")),
    "area_map": Kind(area_map, ("value", "code")),
    "waterfall": Kind(waterfall, ("x", "y", "level"), ("words",)),
}


def figure(rows: pd.DataFrame, draw: "Draw", columns: "Mapping[str, Column]", **options: object) -> go.Figure:
    """The figure that `spec` describes, for what works with plotly itself: images and decks."""
    # Our own dicts need no second validation; it costs five times what drawing does.
    return go.Figure(spec(rows, draw, columns, **options), _validate=False)


def spec(
    rows: pd.DataFrame,
    draw: "Draw",
    columns: "Mapping[str, Column]",
    *,
    language: str,
    complete_through: date | None = None,
    grain: str = "month",
    selected: frozenset[str | None] = frozenset(),
    span: tuple[date, date] | None = None,
    dark: bool = False,
    height: int | None = None,
    earlier: Earlier | None = None,
) -> dict:
    """The figure of these rows, as a dict of plotly's: no title, no background; without rows, no traces.

    `span` is a part of its time axis that stands out; `earlier` what another snapshot reported.

    `customdata[0]` of a point is the code a click selects: the category on the axis, the series when x is time, the
    district on a map; `customdata[1]` is its label. A trace's `meta` is the column of its values where a figure has
    several. Raises ValueError naming a kind or key that the grammar lacks.

    `earlier` is what another snapshot tells of the same rows: over time, values that differ are marked hollow.
    """
    kind = _kind(draw)
    options = dict(draw.options)
    canvas = Canvas(
        *(rows, options, columns, language, options.get("grain", grain)),
        *(complete_through, frozenset(selected), dark, height),
    )
    traces, layout = kind.build(canvas) if len(rows) else ([], EMPTY)
    if earlier:
        traces, layout = restated.mark(canvas, draw.kind, earlier, traces, layout)
    for trace in filter(lambda trace: trace.get("name"), traces):
        # A group an entry: see `axes.legend`.
        trace.setdefault("legendgroup", trace["name"])
    frame = axes.frame(palette.surface(dark), HEIGHT) | {"showlegend": _named(traces) > 1}
    if span and len(rows):
        layout["shapes"] = [*layout.get("shapes", ()), *axes.chosen_span(canvas, *span)]
    layout = axes.settle(frame | layout | ({"height": height} if height else {}))
    return {"data": traces, "layout": layout}


def _kind(draw: "Draw") -> Kind:
    kind = GRAMMAR.get(draw.kind)
    if kind is None:
        raise ValueError(f"`draw {draw.kind}`: there is no such kind; there are {', '.join(GRAMMAR)}.")
    lacking = set(kind.needs) - set(draw.options)
    unknown = set(draw.options) - {*kind.needs, *kind.takes, *WORDS}
    if lacking or unknown:
        raise ValueError(
            f"`draw {draw.kind}` needs {', '.join(kind.needs)} and may take {', '.join([*kind.takes, *WORDS])};"
            f" lacking: {', '.join(sorted(lacking)) or 'none'}; unknown: {', '.join(sorted(unknown)) or 'none'}."
        )
    return kind


def _named(traces: list[dict]) -> int:
    return sum(bool(trace.get("name")) and trace.get("showlegend", True) for trace in traces)
