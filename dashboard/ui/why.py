"""Why a number moved: the metric and the dimensions asked for, sentences, waterfalls, tables, single contributors.

What is asked for stands in the address beside the scope (`?metric=…&by=district,patent_type`), so a link shows it again.
"""

from collections.abc import Sequence

import streamlit as st

from dashboard import captions, catalog, decompose, mixing, queries, reasons, singles, text
from dashboard.decompose import Compared
from dashboard.queries import Metric
from dashboard.reasons import Scale
from dashboard.scope import Scope
from dashboard.sentences import rules
from dashboard.sentences.facts import gather
from dashboard.ui import selecting
from dashboard.ui.blocks import sentence
from dashboard.ui.frame import language, say, view
from dashboard.ui.why_falls import ROWS, TOLD, WHY_NOTHING, Asked, named

FIRST_METRIC = "patents_granted"

#  --- what is asked for ------------------------------------------------------------------------


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
    facts = gather(view().snapshot, asked.metric.id, scope, in_full=False)
    sentence(rules.level(facts).text, *_because(asked, found))
    cautions = [captions.ignored(found.ignores, language())] if found.ignores else []
    if found.scope.until < scope.until:
        cautions.append(text.incomplete_sentence(found.scope.until, language()))
    if cautions:
        st.caption(" · ".join(cautions))
    return True


def _because(asked: Asked, found: Compared) -> list[str]:
    """The sentences after the first: parts that add up to the change."""
    if found.metric.kind == "distinct":
        who = singles.turnover(view().snapshot, found)
        return [
            reasons.turnover_sentence(len(who.entered), len(who.stayed), len(who.left), found.metric.unit, language())
        ]
    scale = reasons.scale_of([found.prior, found.now], [found.change], found.metric.unit, language())
    name = next((n for n in asked.order if len(selecting.held_of(found.scope, n)) != 1), None)
    if name is None:
        return [_single(found, scale)]
    label = asked.dimensions[name].label
    split = decompose.split(view().snapshot, found, name, TOLD)
    if isinstance(split.source, mixing.Mixed):
        return [reasons.mix_sentence(label, split.source.mix, split.source.level, scale)]
    prior = found.prior if found.metric.kind != "ratio" else 0
    told = reasons.parts_sentence(label, named(found, name, split.all), prior, scale)
    return [told, _single(found, scale)]


def _single(found: Compared, scale: Scale) -> str:
    """The one organisation that stands out, where the records name any and there is a change to explain."""
    known = decompose.names(found.metric)
    dimension = "organisation" if "organisation" in known else next(iter(known), None)
    if dimension is None or not found.change:
        return ""
    parts = singles.contributors(view().snapshot, found, dimension, ROWS)
    if not parts or not parts[0].code:
        # Records that leave the name out moved most: no name can be held against that.
        return ""
    told = [part for part in parts if part.code]
    return reasons.single_sentence(
        named(found, dimension, told), found.change, scale, singles.role(found.metric, dimension)
    )
