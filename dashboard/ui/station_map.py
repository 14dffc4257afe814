"""The station map: districts shaded by a metric, both kinds of stations on them, what is clicked narrows the page."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import catalog, maps, metrics, queries, text
from dashboard.scope import Scope
from dashboard.ui import data
from dashboard.ui.blocks import toggle
from dashboard.ui.frame import language, say, view

QUERY = "stations/on_map"


def stations_map(scope: Scope, metric_id: str, *, height: int = 620) -> None:
    """Districts shaded by the metric with the stations on them; a click on either narrows the scope to a district."""
    metric = queries.metrics()[metric_id]
    everywhere = replace(scope, districts=())
    stations = data.fetch(QUERY, everywhere)
    ranked = metrics.ranking(view().snapshot, metric_id, everywhere)
    shaded = ranked[["district_code", "value"]].assign(
        text=[text.number(v, language()) if pd.notna(v) else "—" for v in ranked["value"]]
    )
    located = stations.assign(is_outside=maps.outside_district(stations))
    with st.container(border=True):
        st.markdown(f"**{say('Stations, and {metric} by district', metric=metric.title(language()))}**")
        drawn = maps.stations_map(
            located,
            shaded,
            language=language(),
            metric_label=data.heading(queries.Column("value", metric.title, metric.unit)),
            selected=frozenset(scope.districts),
            dark=st.context.theme.type == "dark",
        )
        st.pydeck_chart(drawn, height=height, key="map.stations", on_select=_narrow, selection_mode="single-object")
        _legend(shaded, metric)
        _flags(located, scope)


def _narrow() -> None:
    """A district or a station was clicked: both carry the code of their district."""
    picked = st.session_state["map.stations"]["selection"]["objects"]
    codes = {o.get("district_code") for found in picked.values() for o in found}
    if codes - {None}:
        toggle("district", codes - {None})


def _legend(shaded: pd.DataFrame, metric: queries.Metric) -> None:
    kinds = {c.code: c.label(language()) for c in catalog.contracts()["stations"].fields["kind"].codes}
    marks = [f"● {kinds['ip_service']}", f"◆ {kinds['trademark_brand']}", say("⚠ outside the district it names")]
    st.caption(" · ".join([*marks, maps.BOUNDARY_SOURCE(language())]))


def _flags(located: pd.DataFrame, scope: Scope) -> None:
    """Stations that the map cannot show, or shows in a place that contradicts their record."""
    inside = located[located["district_code"].isin(scope.districts)] if scope.districts else located
    unplaced = int(inside["lon"].isna().sum())
    outside = inside[inside["is_outside"]]
    if unplaced:
        st.caption(say("{count} stations have no coordinates: listed, not drawn.", count=unplaced))
    if len(outside):
        names = text.listing([f"{r.name}" for r in outside.itertuples(index=False)], language())
        st.warning(say("Outside the district they name by more than 3 km: {names}.", names=names))
