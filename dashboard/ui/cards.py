"""Headline cards and rankings: the signed metrics as a leader reads them."""

import streamlit as st

from dashboard import charts, metrics, queries, text
from dashboard.metrics import Reading
from dashboard.queries import Column, Draw
from dashboard.scope import Scope
from dashboard.ui import data
from dashboard.ui.blocks import CHART_CONFIG, _narrow
from dashboard.ui.frame import language, say, view

# A shape and a word for each verdict: never colour alone.
VERDICTS = {
    "reached": ("✓", "Target reached", "green"),
    "ahead": ("▲", "Ahead of pace", "green"),
    "on_pace": ("●", "On pace", "gray"),
    "behind": ("▼", "Behind pace", "red"),
}


def headline(scope: Scope, *ids: str, columns: int | None = None) -> dict[str, Reading]:
    """A row of cards: value, change with its comparison named, sparkline, target and pace."""
    readings = metrics.read(view().snapshot, ids, scope)
    with st.grid(columns or len(ids), min_column_width=210, gap="small"):
        for reading in readings.values():
            card(reading, scope)
    return readings


def card(reading: Reading, scope: Scope) -> None:
    metric = reading.metric
    with st.container(border=True, height="stretch", gap="xsmall"):
        change, described = _change(reading, scope)
        st.metric(
            metric.title(language()),
            value_text(reading),
            change,
            delta_color=_colour(reading),
            delta_description=described,
            chart_data=list(reading.trend) if len(reading.trend) > 2 else None,
            chart_type="bar" if metric.kind == "flow" else "area",
            help=_help(reading),
        )
        st.caption(_standing(reading, scope))


def value_text(reading: Reading) -> str:
    """The value with its unit, or the word for why there is none."""
    if reading.value is None:
        names = {"missing": say("Not in this snapshot"), "not_yet_due": say("Not yet due")}
        return names.get(reading.state, "—")
    return text.quantity(reading.value, reading.metric.unit, language(), compact=True)


def _change(reading: Reading, scope: Scope) -> tuple[str | int | None, str | None]:
    name = text.comparison_name(scope.compare, language())
    if reading.change is None:
        return None, None
    flat = abs(reading.change) < 0.0005
    return (0 if flat else text.signed_percent(reading.change, language()).replace("−", "-")), name


def _colour(reading: Reading) -> str:
    return {"up": "normal", "down": "inverse"}.get(reading.metric.better, "off")


def _help(reading: Reading) -> str:
    parts = [reading.metric.about(language())]
    if reading.metric.caveat:
        parts.append(reading.metric.caveat(language()))
    return "  \n".join(parts)


def _standing(reading: Reading, scope: Scope) -> str:
    """One line under the card: the target with pace, or the window it counts."""
    if reading.progress:
        mark, word, colour = VERDICTS[reading.progress.verdict]
        target = text.quantity(reading.progress.target, reading.metric.unit, language(), compact=True)
        share = text.number(reading.progress.done * 100, language(), digits=1)
        kind = say("demonstration target") if reading.progress.is_demonstration else say("target")
        return f":{colour}[{mark} {say(word)}] · {kind} {target} · {share}%"
    parts = []
    if reading.ignores:
        parts.append(say("whole city"))
    if reading.metric.kind in ("stock", "ratio"):
        parts.append(say("as of {day}", day=text.day(reading.through, language())))
    else:
        parts.append(text.period(reading.since, max(reading.through, reading.since), language()))
    return " · ".join(parts)


def ranking(scope: Scope, metric_id: str, *, height: int | None = None) -> None:
    """Districts by a metric, best first; a click on a bar narrows the page to that district."""
    metric = queries.metrics()[metric_id]
    # Every district is ranked, whatever is chosen: the chosen ones stand out among the others.
    rows = metrics.ranking(view().snapshot, metric_id, _all_districts(scope))
    columns = {
        "district_code": Column("district_code", _DISTRICT, None, queries._codes("district_code", ())),
        "value": Column("value", metric.title, metric.unit),
        "prior": Column("prior", _PRIOR, metric.unit),
    }
    with st.container(border=True):
        st.markdown(f"**{say('{metric} by district', metric=metric.title(language()))}**")
        if rows["value"].isna().all():
            st.caption(say("No rows in this scope."))
            return
        drawn = charts.figure(
            rows,
            Draw("rank", {"x": "value", "y": "district_code", "prior": "prior"}),
            columns,
            language=language(),
            selected=frozenset(scope.districts),
            dark=st.context.theme.type == "dark",
            height=height,
        )
        key = f"ranking.{metric_id}"
        st.plotly_chart(
            drawn,
            key=key,
            theme=None,
            config=CHART_CONFIG,
            on_select=lambda: _narrow(key, "district"),
            selection_mode="points",
            alt=say("{metric} by district", metric=metric.title(language())),
        )
        st.caption(_ranking_caption(metric, scope))


def _all_districts(scope: Scope) -> Scope:
    from dataclasses import replace

    return replace(scope, districts=())


def _ranking_caption(metric: queries.Metric, scope: Scope) -> str:
    through = metrics.complete_through(view().snapshot, metric)
    counted = scope.through(through)
    when = (
        say("as of {day}", day=text.day(counted.until, language()))
        if metric.kind in ("stock", "ratio")
        else text.period(counted.since, max(counted.until, counted.since), language())
    )
    parts = [when, say("Unit: {units}", units=metric.unit(language())), say("Snapshot {id}", id=scope.snapshot)]
    if view().snapshot.is_demonstration:
        parts.append(say("Demonstration data"))
    return " · ".join(parts)


_DISTRICT = data.catalog.Label("District", "区县")
_PRIOR = data.catalog.Label("Prior", "对比期")
