"""Published figures beside each other on a page: parts and wholes, the city and its districts, sources that disagree."""

import pandas as pd
import streamlit as st

from dashboard import queries, text
from dashboard.catalog import CITY, Label
from dashboard.queries import Column, Metric
from dashboard.reconcile import wholes
from dashboard.scope import Scope
from dashboard.ui import data
from dashboard.ui.compared import SHORTENED, STANDINGS, coded, comparison_rows, period_words, quantity, value_words
from dashboard.ui.frame import language, say, view

SUMS = {
    "adds_up": Label("✓ Adds up", "✓ 相符"),
    "rest": Label("△ Parts leave a rest", "△ 分项不足"),
    "exceeds": Label("△ Parts exceed the whole", "△ 分项超出"),
    "incomplete": Label("◇ Not all districts published", "◇ 区县未公布齐"),
}


def parts_and_wholes(scope: Scope) -> None:
    found = wholes.wholes(view().snapshot)
    if not found:
        st.caption(say("No published whole has published parts here."))
    for whole in found:
        _whole(whole)


def _whole(whole: wholes.Whole) -> None:
    figure = whole.whole.figure
    with st.container(border=True):
        place = "" if figure.geo_code == CITY else f" · {figure.place(language())}"
        st.markdown(
            f"**{figure.name(language())}**{place} · {period_words(figure)} · {SUMS[whole.standing](language())}"
        )
        terms = [text.number(part.figure.value, language()) for part in whole.parts]
        if whole.standing == "rest":
            terms.append(say("{rest} not broken down", rest=text.number(whole.rest, language())))
        st.markdown(f"{text.number(figure.value, language())} = {' + '.join(terms)}")
        rows, columns = comparison_rows([whole.whole, *whole.parts])
        rows["quantity"] = [rows["quantity"].iloc[0], *(f"— {name}" for name in rows["quantity"].iloc[1:])]
        kept = ["quantity", "published", "counted", "difference", "standing"]
        data.table(rows[kept], {name: columns[name] for name in kept}, height="content")
        if whole.reason:
            st.caption(whole.reason(language()))


def city_and_districts(scope: Scope) -> None:
    _published_places()
    _counted_places(scope)


def _published_places() -> None:
    found = wholes.city_and_districts(view().snapshot)
    with st.container(border=True):
        st.markdown(f"**{say('Published: the city beside the sum of its districts')}**")
        if not found:
            st.caption(say("Nothing is published for both."))
            return
        rows = pd.DataFrame(
            {
                "standing": [w.standing for w in found],
                "quantity": [w.whole.figure.name(language()) for w in found],
                "period": [w.whole.figure.period for w in found],
                "city": [value_words(w.whole.figure) for w in found],
                "districts": [quantity(w.total, w.whole.figure) for w in found],
                "told": [f"{len(w.parts)} / {w.places}" for w in found],
                "rest": [quantity(w.rest, w.whole.figure) for w in found],
                "reason": [w.reason(language()) if w.reason else "" for w in found],
            }
        )
        data.table(rows, {c.name: c for c in _PLACE_COLUMNS if c.name in rows}, height="content")


_PLACE_COLUMNS = (
    Column("standing", Label("Standing", "结果"), None, coded(SUMS)),
    Column("quantity", Label("Quantity", "指标")),
    Column("period", Label("Period", "期间")),
    Column("city", Label("City", "全市")),
    Column("districts", Label("Sum of districts", "区县合计")),
    Column("told", Label("Districts with a figure", "已公布区县")),
    Column("rest", Label("City less districts", "全市减区县")),
    Column("share", Label("Share of the city", "占全市比重")),
    Column("reason", Label("Reason", "说明")),
)


def _counted_places(scope: Scope) -> None:
    found = wholes.counted_places(view().snapshot, scope)
    known = queries.metrics()
    with st.container(border=True):
        st.markdown(f"**{say('Counted: the city beside the sum of its districts')}**")
        rows = pd.DataFrame(
            {
                "quantity": [known[p.metric_id].title(language()) for p in found],
                "city": [_amount(p.city, known[p.metric_id]) for p in found],
                "districts": [_amount(p.districts, known[p.metric_id]) for p in found],
                "rest": [_amount(p.unplaced, known[p.metric_id]) for p in found],
                "share": [text.percent(p.unplaced / p.city, language()) if p.city else text.MISSING for p in found],
            }
        )
        data.table(rows, {c.name: c for c in _PLACE_COLUMNS if c.name in rows}, height="content")
        period = text.period(scope.since, scope.until, language())
        st.caption(
            f"{period} · "
            + say("What the city has more are records without a district: applicants elsewhere, marks of the city.")
        )


def _amount(value: float, metric: Metric) -> str:
    return text.quantity(value, metric.unit, language(), compact=abs(value) >= SHORTENED)


def conflicts(scope: Scope) -> None:
    found = wholes.conflicts(view().snapshot)
    st.caption(say("One quantity, place and period of which sources say different things; nothing is averaged."))
    if not found:
        st.caption(say("No sources contradict each other."))
        return
    for conflict in found:
        _conflict(conflict)


def _conflict(conflict: wholes.Conflict) -> None:
    first = conflict.told[0].figure
    with st.container(border=True):
        st.markdown(f"**{first.name(language())}** · {first.place(language())} · {period_words(first)}")
        rows = pd.DataFrame(
            {
                "value": [value_words(c.figure) for c in conflict.told],
                "name": [c.figure.name(language()) for c in conflict.told],
                "standing": [c.standing for c in conflict.told],
                "counted": [quantity(c.counted, c.figure) for c in conflict.told],
                "quote": [c.figure.quote for c in conflict.told],
                "source": [c.figure.source_title for c in conflict.told],
            }
        )
        columns = (
            Column("value", Label("Published", "公开数值")),
            Column("name", Label("As the source calls it", "来源所称")),
            Column("standing", Label("Standing", "结果"), None, coded(STANDINGS)),
            Column("counted", Label("Counted", "按记录统计")),
            Column("quote", Label("The words of the source", "原文")),
            Column("source", Label("Source", "来源")),
        )
        data.table(rows, {c.name: c for c in columns}, height="content")
