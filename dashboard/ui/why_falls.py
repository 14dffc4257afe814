"""Waterfalls of a change, and the words on them: parts, periods, what cannot be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard import charts, decompose, mixing, queries, reasons, text
from dashboard.catalog import Code, Dimension, Label
from dashboard.decompose import OTHERS, Compared, Part
from dashboard.queries import Column, Draw, Metric
from dashboard.reasons import Named
from dashboard.scope import Pick, Scope
from dashboard.ui import data, drawer, selecting
from dashboard.ui.blocks import is_dark
from dashboard.ui.frame import language, say, view
from dashboard.ui.plot import event_of, plot

# Lines of the large waterfall and of the small ones, names of a sentence, rows of a table.
LINES, FEW_LINES, TOLD, ROWS = 12, 6, 3, 10
BEFORE, NOW, UNSTATED = "@before", "@now", "@unstated"
FALL = Draw("waterfall", {"x": "amount", "y": "part", "level": "is_level", "words": "words"})
SPECIAL = {
    OTHERS: text.phrase("All others"),
    decompose.MIX: text.phrase("Mix"),
    "@entered": text.phrase("Entered"),
    "@left": text.phrase("Left"),
}
WHY_NOTHING = {
    "not_compared": text.phrase("Choose a comparison above: a change needs two periods."),
    "nothing_before": text.phrase(
        "Nothing was recorded in the period compared with; choose another comparison, a later period or another metric."
    ),
    "not_yet_due": text.phrase("The data do not reach into this period yet."),
    "missing": text.phrase("No figure in this scope."),
}


@dataclass(frozen=True)
class Asked:
    """Which metric, split by which dimensions in which order."""

    metric: Metric
    order: tuple[str, ...]

    @property
    def datasets(self) -> tuple[str, ...]:
        return self.metric.reads

    @property
    def dimensions(self) -> dict[str, Dimension]:
        return {name: decompose.dimensions(self.metric)[name] for name in self.order}


def exempt(scope: Scope, dimension: str) -> Scope:
    """The scope without what is selected of the dimension that a figure splits by: its siblings stay in sight."""
    if dimension in selecting.PLACES:
        return replace(scope, **{selecting.PLACES[dimension]: ()})
    return scope.without(dimension)


def compared(asked: Asked, scope: Scope) -> Compared:
    return decompose.compared(view().snapshot, asked.metric.id, scope)


def waterfall(asked: Asked, scope: Scope, dimension: str, limit: int) -> None:
    """The change by one dimension, drawn; a click on a part narrows the page, and its siblings stay in sight."""
    found = compared(asked, exempt(scope, dimension))
    label = reasons.inside(asked.dimensions[dimension].label, language())
    title = say("{metric}: change by {dimension}", metric=asked.metric.title, dimension=label)
    with st.container(border=True, height="stretch"):
        if found.lacking:
            st.markdown(f"**{title}**")
            st.caption(say(WHY_NOTHING[found.lacking]))
            return
        split = decompose.split(view().snapshot, found, dimension, limit)
        fall(found, dimension, split.all, title=title)
        if isinstance(split.source, mixing.Mixed):
            st.caption(say("A bar is what a part's own rate moved; the mix, what the weights between them moved."))


def fall(found: Compared, dimension: str, parts: Sequence[Part], *, title: str) -> None:
    """Before, every part that moved, now: drawn under its title, and written as a sum below."""
    parts = [part for part in parts if part.change or not dimension]
    scale = reasons.scale_of([found.prior, found.now], [p.change for p in parts], found.metric.unit, language())
    written = reasons.ledger(found.prior, [p.change for p in parts], found.now, scale)
    rows = pd.DataFrame(
        {
            "part": [BEFORE, *(p.code or UNSTATED for p in parts), NOW],
            "amount": [found.prior, *(p.change for p in parts), found.now],
            "is_level": [True, *(False for _ in parts), True],
            "words": [scale.number(abs(amount)) for amount in written],
        }
    )
    columns = _columns(found, dimension, parts)
    key = f"why.{dimension or 'turnover'}"
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        st.markdown(f"**{title}**", width="stretch")
        drawer.button(_behind(found, key, title, rows, columns), found.scope, found.metric)
    held = selecting.held_of(st.session_state["scope"], dimension)
    chosen = frozenset(value or UNSTATED for value in held)
    drawn = charts.figure(rows, FALL, columns, language=language(), selected=chosen, dark=is_dark())
    told = reasons.check_line(written[1:-1], scale)
    happened = (lambda: _happened(found, dimension, key)) if dimension else None
    plot(drawn, key=key, alt=f"{title} · {told}", selects=bool(dimension), on_event=happened)
    st.caption(f"{told}  \n{window_of(found)}")


def _columns(found: Compared, dimension: str, parts: Sequence[Part]) -> dict[str, Column]:
    names = [Code(BEFORE, Label("Period compared with", "对比期")), Code(NOW, Label("This period", "本期"))]
    names += [Code(p.code or UNSTATED, plain(_line(found, dimension, p))) for p in parts]
    return {
        "part": Column("part", Label("Part", "构成"), None, tuple(names)),
        "amount": Column("amount", found.metric.title, found.metric.unit),
    }


def _behind(found: Compared, key: str, title: str, rows: pd.DataFrame, columns: Mapping[str, Column]) -> data.Drawer:
    """The drawer behind a waterfall: its lines, the metric's meaning and computation, the records counted now."""
    metric = found.metric
    notes = tuple(words(language()) for words in (metric.about, metric.caveat) if words)
    ratio = f"-- {metric.numerator} / {metric.denominator} * {metric.per:g}"
    return data.Drawer(key, title, window_of(found), rows[list(columns)], columns, notes, metric.sql or ratio)


def _happened(found: Compared, dimension: str, key: str) -> None:
    """A click on a part narrows the page to it, or widens it again; Enter opens the records that it counts now."""
    event = event_of(key) or {}
    code = str(event.get("code") or "@")
    if code.startswith("@") and code != UNSTATED:
        return
    value = "" if code == UNSTATED else code
    if event["act"] == "select":
        selecting.toggle(dimension, (value,))
    elif event["act"] == "open":
        drawer.ask_for_metric(found.metric, _narrowed(found.scope, dimension, value))


def _narrowed(scope: Scope, dimension: str, value: str) -> Scope:
    if dimension in selecting.PLACES:
        return replace(scope, **{selecting.PLACES[dimension]: (value,)})
    return replace(scope, picks=(*scope.without(dimension).picks, Pick(dimension, value)))


# --- words ------------------------------------------------------------------------------------


def _line(found: Compared, dimension: str, part: Part) -> str:
    """A part's name at its bar."""
    if part.code == OTHERS:
        return say("Others ({number})", number=text.number(part.stands_for, language()))
    return word(found, dimension, part.code)


def plain(words: str) -> Label:
    """Words that are in the reader's language already."""
    return Label(words, words)


def name_of(found: Compared, dimension: str) -> Label:
    """A dimension's own name."""
    known = decompose.dimensions(found.metric).get(dimension) or decompose.names(found.metric)[dimension]
    return known.label


def window_of(found: Compared) -> str:
    """Both periods, the unit and the snapshot."""
    spans = (found.scope, found.before)
    if found.metric.is_level:
        now, before = (text.moment(span.until, language()) for span in spans)
    else:
        now, before = (text.period(span.since, span.until, language()) for span in spans)
    parts = [
        say("{now} against {before}", now=now, before=before),
        say("Unit: {units}", units=found.metric.unit(language())),
        say("Snapshot {id}", id=found.scope.snapshot),
    ]
    if view().snapshot.is_demonstration:
        parts.append(say("Demonstration data"))
    return " · ".join(parts)


def named(found: Compared, dimension: str, parts: Sequence[Part]) -> list[Named]:
    return [Named(word(found, dimension, p.code), p.change, p.stands_for) for p in parts]


def word(found: Compared, dimension: str, code: str) -> str:
    """A part's name, whatever it stands for."""
    metric = found.metric
    if code in SPECIAL:
        return say(SPECIAL[code])
    if code == decompose.OTHER_SIDE:
        split_above = dimension in decompose.dimensions(queries.metrics()[metric.numerator])
        other = queries.metrics()[metric.denominator if split_above else metric.numerator]
        return say("Change of {metric}", metric=other.title)
    known = decompose.dimensions(metric).get(dimension) or decompose.names(metric)[dimension]
    return known.word(code, language())
