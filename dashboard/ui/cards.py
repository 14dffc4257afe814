"""Headline cards: the signed metrics as a leader reads them."""

from pathlib import Path

import streamlit as st

from dashboard import captions, metrics, palette, standing, text
from dashboard.catalog import Label
from dashboard.charts.sparks import sparkline
from dashboard.decks.deck import View
from dashboard.metrics import Reading
from dashboard.scope import Scope
from dashboard.states import AT_LEAST, STATES
from dashboard.ui import drawer, passport
from dashboard.ui.blocks import is_dark
from dashboard.ui.decks import basket
from dashboard.ui.frame import language, say, view
from dashboard.ui.versus import told_elsewhere

# In half-width letters: a card among six at 1366 pixels.
WIDEST_VALUE = 10
STYLES = Path(__file__).with_suffix(".css")
# In English the change has its comparison beside it on a phone, too, when that is said short.
BESIDE_CHANGE = {"yoy": Label("YoY", "同比"), "previous": Label("vs prior", "环比")}


def headline(scope: Scope, *ids: str, columns: int | None = None) -> dict[str, Reading]:
    """A row of cards: value, change with its comparison named, sparkline, target and pace."""
    readings = metrics.read(view().snapshot, ids, scope)
    beside = told_elsewhere(ids, scope)
    st.html(STYLES)
    with st.grid(columns or len(ids), min_column_width=165, gap="small"):
        for name, reading in readings.items():
            card(reading, scope, beside.get(name))
    return readings


def card(reading: Reading, scope: Scope, beside: str | None = None) -> None:
    """`beside` is what another snapshot tells in its place."""
    metric = reading.metric
    with st.container(border=True, height="stretch", gap="xsmall"):
        change, described = _change(reading, scope)
        with st.container(horizontal=True, vertical_alignment="top", gap="small", wrap=False):
            # The metric's own label is cut where it does not fit; this one wraps.
            with st.container(width="stretch"):
                passport.button(metric, scope, drawer.ask_for_passport, _help(reading))
            if basket.held():
                # In place of the records, which the title's drawer has too: a title keeps its room.
                basket.plus(View(metrics=(metric.id,)), scope, f"card.{metric.id}")
            elif reading.value is not None or reading.lacking:
                asked = {"key": f"card.{metric.id}", "type": "tertiary", "help": say("The records behind it")}
                st.button("›", on_click=drawer.ask_for_metric, args=(metric, scope), **asked)
        st.metric(
            metric.title(language()),
            value_text(reading),
            change,
            delta_color=_colour(reading),
            delta_description=described,
            label_visibility="collapsed",
        )
        if trend := _trend(reading):
            ink = palette.surface(is_dark()).muted
            st.image(sparkline(trend, bars=metric.kind == "flow", ink=ink), width="stretch")
        st.caption(_standing(reading))
        if beside:
            st.caption(beside)
        if reading.lacking:
            st.caption(captions.gap_words(reading.lacking, language()))


def _trend(reading: Reading) -> list[float] | None:
    """The last two years, where a line of months says something: not for yearly events, not for distinct counts,
    which start anew each January."""
    told = [value for value in reading.trend if value]
    return list(reading.trend) if len(told) >= 12 and reading.metric.kind != "distinct" else None


def value_text(reading: Reading) -> str:
    """The value with its unit where they fit in one line, or the word for why there is none."""
    unit = None if _is_long(reading) else reading.metric.unit
    return captions.value_words(reading, view().snapshot, unit, language())


def _is_long(reading: Reading) -> bool:
    """Whether value and unit together are wider than a sixth of a small screen; the unit then stands below."""
    if reading.value is None:
        return False
    shown = captions.counted_words(reading, reading.metric.unit, language())
    # Chinese fonts draw the sign of a lower bound as wide as a character.
    return text.width(shown) + shown.startswith(AT_LEAST) > WIDEST_VALUE


def _change(reading: Reading, scope: Scope) -> tuple[str | int | None, str | None]:
    moved = standing.change(reading, language())
    if moved is None:
        return None, None
    # A metric draws its own arrow, by an ASCII minus; a numeric 0 is drawn flat.
    shown = moved.words.replace(text.MINUS, "-") if moved.mark else 0
    name = BESIDE_CHANGE[scope.compare](language()) if scope.compare in BESIDE_CHANGE else None
    return shown, name


def _colour(reading: Reading) -> str:
    return {"up": "normal", "down": "inverse"}.get(reading.metric.better, "off")


def _help(reading: Reading) -> str:
    parts = [reading.metric.about(language())]
    if reading.metric.caveat:
        parts.append(reading.metric.caveat(language()))
    return "  \n".join(parts)


def _standing(reading: Reading) -> str:
    """One line under the card: the target with pace, or the window it counts."""
    if reading.progress:
        return progress_words(reading)
    parts = [reading.metric.unit(language())] if _is_long(reading) else []
    if reading.ignores:
        parts.append(captions.ignored(reading.ignores, language()))
    if reading.state == "not_yet_due":
        return say("complete through {day}", day=text.day(reading.through, language()))
    if reading.state == "zero":
        parts.append(STATES["zero"](language()))
    parts.append(standing.when(reading, language()))
    return " · ".join(parts)


def progress_words(reading: Reading) -> str:
    """How a metric with a target stands: the verdict, the target, the share that is reached."""
    pace = standing.pace(reading, language(), reading.metric.unit)
    return f":{pace.colour}[{pace.mark} {pace.verdict}] · {pace.kind(language())} {pace.target} · {pace.done}"
