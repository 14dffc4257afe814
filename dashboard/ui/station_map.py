"""The station map: districts shaded by a metric, both kinds of stations on them, what is clicked narrows the page."""

from dataclasses import replace
from xml.sax.saxutils import escape

import pandas as pd
import streamlit as st

from dashboard import boundaries, catalog, maps, metrics, queries, reasons, text
from dashboard.scope import Scope
from dashboard.ui import data
from dashboard.ui.blocks import is_dark
from dashboard.ui.frame import choose, language, say, view

QUERY = "stations/on_map"
KEY = "map.stations"
# What the map was last seen to have chosen: it tells anew, unasked, whenever a chosen object's words change.
LAST = "map.stations.last"


def stations_map(scope: Scope, metric_id: str, *, height: int = 620) -> str | None:
    """Districts shaded by the metric with the stations on them; returns the id of the station that is chosen.

    A click on a district or a station narrows the scope to that district; a second click widens it.
    """
    metric = queries.metrics()[metric_id]
    # All stations and districts are drawn, whatever is chosen: the map keeps its selection by row.
    everywhere = replace(scope, districts=())
    stations = data.fetch(QUERY, everywhere)
    shaded = _shaded(metric, everywhere)
    located = stations.assign(is_outside=maps.outside_district(stations))
    last = st.session_state.get(LAST)
    station = last.station if last and last.district in scope.districts else None
    with st.container(border=True):
        st.markdown(
            f"**{say('Stations on districts shaded by {metric}', metric=reasons.inside(metric.title, language()))}**"
        )
        drawn = maps.stations_map(
            located,
            shaded,
            language=language(),
            metric_label=data.heading(queries.Column("value", metric.title, metric.unit)),
            selected=frozenset(scope.districts),
            selected_station=station,
            dark=is_dark(),
            height=height,
        )
        st.pydeck_chart(drawn, height=height, key=KEY, on_select=_narrow, selection_mode="single-object")
        st.image(_legend(shaded, metric), width="content")
        st.caption(" · ".join([*_marks(), maps.BOUNDARY_SOURCE(language())]))
        _flags(located, scope)
    return station


def _shaded(metric: queries.Metric, scope: Scope) -> pd.DataFrame:
    """district_code, value and the value in words, in code order."""
    ranked = metrics.ranking(view().snapshot, metric.id, scope).sort_values("district_code", ignore_index=True)
    return ranked[["district_code", "value"]].assign(text=[text.number(v, language()) for v in ranked["value"]])


def _narrow() -> None:
    choice, before = maps.chosen(st.session_state[KEY]), st.session_state.get(LAST)
    st.session_state[LAST] = choice
    if choice == before:
        return
    held = st.session_state["scope"].districts
    if choice:
        choose(districts=(choice.district,))
    elif before and before.district in held:
        choose(districts=tuple(d for d in held if d != before.district))


def _legend(shaded: pd.DataFrame, metric: queries.Metric) -> str:
    """The classes of the shading as a strip of SVG."""
    ink = "#a3b3c2" if is_dark() else "#55677a"
    parts, x = [], 0
    for colour, words in maps.legend(shaded["value"].dropna(), language(), dark=is_dark()):
        parts.append(f'<rect x="{x}" y="3" width="16" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{x + 22}" y="14">{escape(words)}</text>')
        x += 44 + 8 * len(words)
    style = f'font-family="PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif" font-size="13" fill="{ink}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{max(x, 1)}" height="20" {style}>{"".join(parts)}</svg>'


def _marks() -> list[str]:
    """The shapes of the two kinds and of a flag, in words."""
    kinds = {c.code: c.label(language()) for c in catalog.contracts()["stations"].fields["kind"].codes}
    return [f"● {kinds['ip_service']}", f"◇ {kinds['trademark_brand']}", f"! {say('outside the district it names')}"]


def _flags(located: pd.DataFrame, scope: Scope) -> None:
    """Stations that the map cannot show, or shows in a place that contradicts their record."""
    inside = located[located["district_code"].isin(scope.districts)] if scope.districts else located
    unplaced = int(inside["lon"].isna().sum())
    outside = inside[inside["is_outside"]]
    if unplaced:
        st.caption(say("{count} stations have no coordinates: listed, not drawn.", count=unplaced))
    if len(outside):
        names = text.listing(list(outside["name"]), language())
        distance = text.number(boundaries.TOLERANCE_M / 1000, language())
        st.warning(
            say("More than {distance} km outside the district they name: {names}.", distance=distance, names=names)
        )
