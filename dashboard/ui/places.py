"""Districts by a metric: as a ranking, as a small map, as the reasons of a change."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import captions, charts, metrics, queries, text
from dashboard.by_district import MAP, RANK, columns_of
from dashboard.catalog import Code, Label
from dashboard.decks.deck import View
from dashboard.queries import Column, Draw, Metric
from dashboard.scope import Scope
from dashboard.states import STATES
from dashboard.ui import data, drawer, linking, selecting
from dashboard.ui.blocks import is_dark
from dashboard.ui.frame import language, say, view
from dashboard.ui.plot import event_of, plot


def metric_choice(*ids: str, key: str) -> str:
    """A select box over metrics; the one chosen."""
    names = {name: queries.metrics()[name].title(language()) for name in ids}
    # Said anew in every run: else the words of the language before would stay in the box.
    st.session_state[key] = st.session_state.get(key, ids[0])
    return st.selectbox(
        say("Metric"),
        ids,
        format_func=names.get,
        key=key,
        persist_state="session",
        label_visibility="collapsed",
        width=320,
    )


def districts(scope: Scope, *ids: str, key: str, height: int = 300) -> None:
    """Districts by a metric of the reader's choice: the ranking beside a small map; a click on either narrows."""
    with st.container(border=True, height="stretch"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{say('By district')}**", width="content")
            metric = queries.metrics()[metric_choice(*ids, key=key)]
            linking.district_profiles()
            drawer.button(_behind(scope, metric), scope, metric, shows=View(map=metric.id))
        ranked, where = st.columns([5, 4])
        with ranked:
            _drawn(scope, metric, RANK, height)
        with where:
            _drawn(scope, metric, MAP, height)
        st.caption(_caption(metric, scope, MAP))


def ranking(scope: Scope, *ids: str, height: int | None = None, key: str | None = None) -> None:
    """Districts by a metric, best first, with the prior period marked; a click narrows the page to a district. Of
    several metrics the reader chooses one; the choice is kept under `key`."""
    has_choice = len(ids) > 1
    with st.container(border=True, height="stretch"):
        with st.container(horizontal=True, vertical_alignment="center", wrap=has_choice):
            if has_choice:
                st.markdown(f"**{say('By district')}**", width="content")
            metric = queries.metrics()[metric_choice(*ids, key=key) if has_choice else ids[0]]
            if not has_choice:
                st.markdown(f"**{say('{metric} by district', metric=metric.title(language()))}**", width="stretch")
            linking.district_profiles()
            drawer.button(_behind(scope, metric), scope, metric, shows=View(map=metric.id))
        _drawn(scope, metric, RANK, height)
        st.caption(_caption(metric, scope, RANK))


def _behind(scope: Scope, metric: Metric) -> data.Drawer:
    """The drawer behind a ranking: every district's value, the one compared with, the change and the share."""
    rows = metrics.ranking(view().snapshot, metric.id, replace(scope, districts=()))
    columns = columns_of(metric) | {
        "change": Column("change", Label("Change (share of 1)", "变动率（以1为整）")),
        "share": Column("share", Label("Share of the city (of 1)", "占全市比重（以1为整）")),
        "state": Column("state", Label("State", "状态"), None, tuple(Code(s.id, s.shown) for s in STATES.values())),
        "gaps": Column("gaps", Label("Without a value", "缺数值的记录"), Label("records", "条")),
    }
    title = say("{metric} by district", metric=metric.title(language()))
    notes = tuple(words(language()) for words in (metric.about, metric.caveat) if words)
    ratio = f"-- {metric.numerator} / {metric.denominator} * {metric.per:g}"
    return data.Drawer(
        f"ranking.{metric.id}", title, _caption(metric, scope, RANK), rows, columns, notes, metric.sql or ratio
    )


def _drawn(scope: Scope, metric: Metric, draw: Draw, height: int | None) -> None:
    # Every district is shown, whatever is chosen: the chosen ones stand out among the others.
    rows = metrics.ranking(view().snapshot, metric.id, replace(scope, districts=()))
    if rows["value"].isna().all():
        st.caption(say("No rows in this scope."))
        return
    drawn = charts.spec(
        rows,
        draw,
        columns_of(metric),
        language=language(),
        selected=frozenset(scope.districts),
        dark=is_dark(),
        height=height,
    )
    key = f"{draw.kind}.{metric.id}"

    def happened() -> None:
        event = event_of(key)
        if event and event["act"] == "open":
            drawer.ask_for_metric(metric, replace(scope, districts=(event["code"],)))
        elif event and event["act"] == "select" and event.get("code"):
            selecting.toggle("district", (event["code"],))

    plot(
        drawn,
        key=key,
        height=height,
        selects=True,
        on_event=happened,
        alt=say("{metric} by district", metric=metric.title(language())),
    )


def _caption(metric: Metric, scope: Scope, draw: Draw) -> str:
    told = captions.by_district(metric, scope, view().snapshot, as_map=draw.kind == "area_map")
    return " · ".join(filter(None, [told, captions.unplaced(metric, scope, view().snapshot)]))


def movers(scope: Scope, *ids: str, limit: int = 6) -> None:
    """What changed most: the metrics by the size of their change, each with the district that moved it most."""
    rows = metrics.movers(view().snapshot, ids, scope).head(limit)
    name = text.comparison_name(scope.compare, language())
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{say('What changed most')}** · {name}" if name else f"**{say('What changed most')}**")
        if rows.empty:
            st.caption(say("There is nothing to compare with in this scope."))
        for row in rows.itertuples(index=False):
            st.markdown(_moved(row))


def _moved(row) -> str:  # noqa: ANN001 - a row of metrics.movers
    metric = queries.metrics()[row.metric]
    good = {"up": row.change > 0, "down": row.change < 0}.get(metric.better)
    colour = {True: "green", False: "red"}.get(good, "gray")
    mark = "▲" if row.change > 0 else "▼"
    said = f":{colour}[{mark} {text.signed_percent(row.change, language())}] {metric.title(language())}"
    if pd.isna(row.district_code):
        return said
    district = linking.name_of("district", row.district_code)
    part = text.signed_quantity(row.contribution, metric.unit, language(), compact=True)
    return f"{said} :gray[· {district} {part}]"
