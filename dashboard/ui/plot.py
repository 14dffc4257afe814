"""A figure on the page, and what a reader does to it."""

from collections.abc import Callable, Mapping

import streamlit as st

CHART_CONFIG = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False, "responsive": True}


def plot(
    figure: object,
    *,
    key: str,
    alt: str,
    height: int | None = None,
    selects: bool = False,
    brush: bool = False,
    on_event: Callable[[], None] | None = None,
) -> None:
    st.plotly_chart(
        figure, key=key, theme=None, config=CHART_CONFIG, alt=alt, on_select=on_event or "ignore",
        selection_mode="points",
    )  # fmt: skip


def event_of(key: str) -> Mapping[str, object] | None:
    """What the reader did last: {"act": select|open|brush, "code", "x", "column", "range"}."""
    points = st.session_state[key]["selection"]["points"]
    if not points:
        return None
    code, *_ = points[0].get("customdata") or [None]
    return {"act": "select", "code": code, "x": points[0].get("x")}
