"""What a reader does to a figure or a table becomes a change of the scope, or opens the records behind a point.

A selection narrows every other figure of the page; the figure that it was made on is exempt from it, so that the
reader sees what else there is to select (a clause a dimension, after Mosaic). A second gesture takes it back.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from dashboard import catalog, drill
from dashboard.queries import Query
from dashboard.scope import Pick, Scope, month_end, months_later
from dashboard.ui.frame import choose

PLACES = {"district": "districts", "industry": "industries"}


def exempt(query: Query, scope: Scope) -> Scope:
    """The scope as the figure of this query sees it: without what is selected on the figure itself."""
    for kind in drill.selectable(query).values():
        if kind == "time":
            scope = replace(scope, since=scope.within[0], until=scope.within[1]) if scope.within else scope
        elif kind in PLACES:
            scope = replace(scope, **{PLACES[kind]: ()})
        else:
            scope = scope.without(kind)
    return scope


def chosen(query: Query, scope: Scope) -> frozenset[str | None]:
    """The codes that stand out on the figure: what has been selected on it or elsewhere by the same dimension."""
    held: list[str] = []
    for kind in drill.selectable(query).values():
        held += held_of(scope, kind)
    return frozenset(value or None for value in held)


def held_of(scope: Scope, kind: str) -> tuple[str, ...]:
    """The values selected of a district, an industry or any other dimension."""
    return getattr(scope, PLACES[kind]) if kind in PLACES else () if kind == "time" else scope.picked(kind)


def toggle(kind: str, values: tuple[str, ...]) -> None:
    """Narrow the scope to these values, or widen it again when they are all that is selected of the dimension."""
    scope: Scope = st.session_state["scope"]
    values = () if set(values) == set(held_of(scope, kind)) else values
    if kind in PLACES:
        known = [c.code for c in catalog.code_list(PLACES[kind])]
        choose(**{PLACES[kind]: tuple(code for code in known if code in values)})
    else:
        choose(picks=(*scope.without(kind).picks, *(Pick(kind, value) for value in values)))


def brush(since: date, until: date) -> None:
    """Set the period to these whole months; time axes keep the window that it was brushed out of."""
    scope: Scope = st.session_state["scope"]
    within = scope.within or (scope.since, scope.until)
    since, until = max(months_later(since, 0), within[0]), min(month_end(until), within[1])
    if since > until:
        return
    if (since, until) in ((scope.since, scope.until), within):
        choose(since=within[0], until=within[1], within=None)
    else:
        choose(since=since, until=until, within=within)


def act(query: Query, rows: pd.DataFrame, event: Mapping[str, object], grain: str) -> None:
    """Carry out what the reader did on the figure of a query, but for opening records. `rows` are those drawn."""
    kinds = drill.selectable(query)
    kind, code = _meant(query, rows, event)
    if event["act"] == "brush" and "time" in kinds.values():
        brush(*(date.fromisoformat(str(end)[:10]) for end in event["range"]))
    elif event["act"] == "select" and kind:
        toggle(kind, ("" if code is None else str(code),))
    elif event["act"] == "select" and "time" in kinds.values() and event.get("x"):
        start = date.fromisoformat(str(event["x"])[:10])
        step = drill.MONTHS.get(query.draw.options.get("grain", grain), 1)
        brush(start, months_later(start, step) - timedelta(days=1))


def _meant(query: Query, rows: pd.DataFrame, event: Mapping[str, object]) -> tuple[str | None, object]:
    """(what is selected by, the value): of a mark by its axis or the header's `selects`, of a legend by its series."""
    if event.get("part") == "series":
        return drill.dimension_of(query, query.draw.options.get("by", "")), event.get("code")
    if query.row_selects:
        return drill.clicked(query), (drill.row_of(query, rows, event) or {}).get(query.row_selects, event.get("code"))
    return drill.clicked(query), event.get("code")
