"""Why a number moved: the metric and the dimensions asked for, sentences, waterfalls, tables, single contributors.

What is asked for stands in the address beside the scope (`?metric=…&by=district,patent_type`), so a link shows it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard import catalog, charts, decompose, mixing, queries, reasons, singles, text
from dashboard.catalog import Code, Dimension, Label
from dashboard.decompose import OTHERS, Compared, Part
from dashboard.queries import Column, Draw, Metric
from dashboard.reasons import Named, Scale
from dashboard.scope import Scope, default_scope
from dashboard.ui import selecting
from dashboard.ui.blocks import is_dark, sentence
from dashboard.ui.cards import in_words, place_of
from dashboard.ui.frame import language, say, view
from dashboard.ui.plot import event_of, plot

PAGE = "pages/analysis/why.py"
FIRST_METRIC = "patents_granted"
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
    "nothing_before": text.phrase("Nothing was recorded yet in the period compared with."),
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


def why(metric_id: str, scope: Scope) -> None:
    """The link behind a card: to the page that explains the metric's change in this scope."""
    words = scope.link(default_scope(view().snapshot)) | {"metric": [metric_id]}
    st.page_link(PAGE, label=say("Why?"), query_params=words)


# --- what is asked for ------------------------------------------------------------------------


def why_choice() -> Asked:
    """The metric and the order of dimensions, from the address, from before, or as chosen now."""
    asked = _from_address()
    st.session_state["why.asked"] = (asked.metric.id, asked.order)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="why-bar"):
        _metric_choice(asked)
        _order_choice(asked)
    st.query_params["metric"] = asked.metric.id
    if asked.order and asked.order != decompose.default_order(asked.metric):
        st.query_params["by"] = ",".join(asked.order)
    elif "by" in st.query_params:
        del st.query_params["by"]
    return asked


def _from_address() -> Asked:
    held = st.session_state.get("why.asked", (FIRST_METRIC, ()))
    told = st.query_params.get("metric")
    known = queries.metrics()
    if told and told not in known:
        reason = say("there is no such metric")
        st.info(say("The link's “{word}={value}” was ignored: {reason}.", word="metric", value=told, reason=reason))
        told = None
    metric = known[told or held[0]]
    said = st.query_params.get("by", "").split(",") if told else held[1]
    return Asked(metric, _order(metric, said))


def _order(metric: Metric, wished: Sequence[str]) -> tuple[str, ...]:
    """The dimensions asked for that the metric has; its own where none is."""
    known = decompose.dimensions(metric)
    return tuple(dict.fromkeys(n for n in wished if n in known))[: decompose.DEPTH] or decompose.default_order(metric)


def _metric_choice(asked: Asked) -> None:
    names = {m.id: m.title(language()) for m in queries.metrics().values()}
    st.session_state["why.metric"] = asked.metric.id

    def take() -> None:
        _ask(queries.metrics()[st.session_state["why.metric"]], ())

    st.selectbox(say("Metric"), list(names), format_func=names.get, key="why.metric", on_change=take, width=320)


def _order_choice(asked: Asked) -> None:
    known = decompose.dimensions(asked.metric)
    if len(known) < 2:
        return
    st.session_state["why.order"] = list(asked.order)
    st.multiselect(
        say("Split by, in this order"),
        list(known),
        format_func=lambda name: known[name].label(language()),
        key="why.order",
        max_selections=decompose.DEPTH,
        placeholder=say("As usual"),
        on_change=lambda: _ask(asked.metric, st.session_state["why.order"]),
        width=620,
    )


def _ask(metric: Metric, order: Sequence[str]) -> None:
    st.query_params["metric"] = metric.id
    st.query_params["by"] = ",".join(order)


# --- sentences --------------------------------------------------------------------------------


def why_lead(asked: Asked, scope: Scope) -> bool:
    """What moved and by which parts, to be read out; False, and the reason, where there is nothing to compare."""
    found = decompose.compared(view().snapshot, asked.metric.id, scope)
    if found.lacking:
        absent = [n for n in asked.metric.reads if n not in view().snapshot.resources]
        names = text.listing([catalog.contracts()[n].label(language()) for n in absent], language())
        reason = (
            say("This snapshot holds no {datasets}.", datasets=names) if absent else say(WHY_NOTHING[found.lacking])
        )
        st.info(reason)
        return False
    sentence(_level(found, scope), *_because(asked, found))
    if found.scope.until < scope.until:
        st.caption(text.incomplete_sentence(found.scope.until, language()))
    return True


def _level(found: Compared, scope: Scope) -> str:
    metric, until = found.metric, found.scope.until
    still = metric.kind in ("stock", "ratio")
    when = text.moment(until, language()) if still else text.period(found.scope.since, until, language())
    change = None if metric.kind == "ratio" or not found.prior else found.now / found.prior - 1
    place = place_of(scope) if "district" in metric.by else None
    said = {"kind": "stock" if still else "flow"} | ({"place": place} if place else {})
    value = in_words(found.now, metric.unit)
    return text.level_sentence(metric.title, value, when, change, scope.compare, language(), **said)


def _because(asked: Asked, found: Compared) -> list[str]:
    """The sentences after the first: parts that add up to the change."""
    if found.metric.kind == "distinct":
        who = singles.turnover(view().snapshot, found)
        return [
            reasons.turnover_sentence(len(who.entered), len(who.stayed), len(who.left), found.metric.unit, language())
        ]
    scale = scale_of(found)
    moved = []
    if found.metric.kind == "ratio":
        moved.append(reasons.ratio_sentence(found.change, text.comparison_name(found.scope.compare, language()), scale))
    name = next((n for n in asked.order if len(selecting.held_of(found.scope, n)) != 1), None)
    if name is None:
        return moved
    label = asked.dimensions[name].label
    split = decompose.split(view().snapshot, found, name, TOLD)
    if isinstance(split.source, mixing.Mixed):
        return [*moved, reasons.mix_sentence(label, split.source.mix, split.source.level, scale)]
    prior = found.prior if found.metric.kind != "ratio" else 0
    told = reasons.parts_sentence(label, _named(found, name, split.all), prior, scale)
    return [*moved, told, _single(found, scale)]


def _single(found: Compared, scale: Scale) -> str:
    """The one organisation that stands out, where the records name any and there is a change to explain."""
    known = decompose.names(found.metric)
    dimension = "organisation" if "organisation" in known else next(iter(known), None)
    if dimension is None or not found.change:
        return ""
    parts = singles.contributors(view().snapshot, found, dimension, ROWS)
    return reasons.single_sentence(_named(found, dimension, parts), found.change, scale)


def scale_of(found: Compared) -> Scale:
    return reasons.scale_of([found.prior, found.now], [found.change], found.metric.unit, language())


def _named(found: Compared, dimension: str, parts: Sequence[Part]) -> list[Named]:
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


# --- waterfalls -------------------------------------------------------------------------------


def exempt(scope: Scope, dimension: str) -> Scope:
    """The scope without what is selected of the dimension that a figure splits by: its siblings stay in sight."""
    if dimension in selecting.PLACES:
        return replace(scope, **{selecting.PLACES[dimension]: ()})
    return scope.without(dimension)


def compared(asked: Asked, scope: Scope) -> Compared:
    return decompose.compared(view().snapshot, asked.metric.id, scope)


def waterfall(asked: Asked, scope: Scope, dimension: str, limit: int) -> None:
    found = compared(asked, exempt(scope, dimension))
    label = reasons.inside(asked.dimensions[dimension].label, language())
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{say('{metric} by {dimension}', metric=asked.metric.title, dimension=label)}**")
        if found.lacking:
            st.caption(say(WHY_NOTHING[found.lacking]))
            return
        split = decompose.split(view().snapshot, found, dimension, limit)
        fall(found, dimension, split.all, key=f"why.{dimension}")
        if isinstance(split.source, mixing.Mixed):
            st.caption(say("A bar is what a part's own rate moved; the mix, what the weights between them moved."))


def fall(found: Compared, dimension: str, parts: Sequence[Part], *, key: str) -> None:
    """Before, every part that moved, now: drawn, and written as a sum below. A click on a part narrows the page to it."""
    parts = [part for part in parts if part.change or not dimension]
    scale = reasons.scale_of([found.prior, found.now], [p.change for p in parts], found.metric.unit, language())
    lines = [
        (BEFORE, found.prior, True),
        *((p.code or UNSTATED, p.change, False) for p in parts),
        (NOW, found.now, True),
    ]
    written = reasons.ledger(found.prior, [p.change for p in parts], found.now, scale)
    words = [scale.number(abs(amount)) for amount in written]
    rows = pd.DataFrame(lines, columns=["part", "amount", "is_level"]).assign(words=words)
    names = [Code(BEFORE, Label("Period compared with", "对比期")), Code(NOW, Label("This period", "本期"))]
    names += [Code(p.code or UNSTATED, plain(_line(found, dimension, p))) for p in parts]
    held = selecting.held_of(st.session_state["scope"], dimension)
    drawn = charts.figure(
        rows,
        FALL,
        {
            "part": Column("part", Label("Part", "构成"), None, tuple(names)),
            "amount": Column("amount", found.metric.title, found.metric.unit),
        },
        language=language(),
        selected=frozenset(value or UNSTATED for value in held),
        dark=is_dark(),
    )

    def happened() -> None:
        event = event_of(key)
        code = event.get("code") if event and event["act"] == "select" else None
        if code and (code == UNSTATED or not code.startswith("@")):
            selecting.toggle(dimension, ("" if code == UNSTATED else code,))

    told = reasons.check_line(written[1:-1], scale)
    plot(drawn, key=key, alt=told, selects=bool(dimension), on_event=happened if dimension else None)
    st.caption(f"{told}  \n{window_of(found)}")


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
    if found.metric.kind in ("stock", "ratio"):
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
