"""Two scopes beside each other on a page: the sentence, the table, the trend."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard import captions, charts, compare, queries, text
from dashboard.catalog import Code, Label
from dashboard.compare import Row, Side
from dashboard.queries import Column, Draw, Metric
from dashboard.scope import months_later
from dashboard.states import STATES
from dashboard.ui.blocks import is_dark, sentence
from dashboard.ui.compare_choice import Asked, change, place
from dashboard.ui.frame import language, say, view
from dashboard.ui.plot import plot

METRICS = (
    "patents_granted",
    "valid_invention_patents",
    "high_value_invention_patents",
    "valid_inventions_per_10k",
    "trademarks_new",
    "valid_trademarks",
    "geographical_indications",
    "pledge_financing_amount",
    "pledge_financing_firms",
    "stations_open",
    "station_services_delivered",
)
LINE = Draw("line", {"x": "month", "y": "value", "by": "side", "grain": "month"})


# --- words ----------------------------------------------------------------------------------------


def _apart(asked: Asked) -> tuple[str, str]:
    """What each side is called: only what tells the two apart."""
    a, b = asked.a, asked.b
    parts = [
        (a.districts != b.districts, place),
        ((a.since, a.until) != (b.since, b.until), lambda s: text.period(s.since, s.until, language())),
        (a.snapshot != b.snapshot, lambda s: say("Snapshot {id}", id=s.snapshot)),
    ]
    told = [words for differs, words in parts if differs] or [place]
    return tuple(" · ".join(words(side) for words in told) for side in (a, b))


def _amount(row: Row, side: Side) -> str:
    """In full, or shortened as soon as either side is long: what stands beside each other is told alike."""
    if side.value is None:
        return _reason(side)
    shown = text.number(side.value, language(), compact=_is_long(row))
    return text.at_least(shown) if side.reading.gaps else shown


def _is_long(row: Row) -> bool:
    return any(abs(side.value or 0) >= captions.LONG for side in (row.a, row.b))


def _reason(side: Side) -> str:
    if side.reason == "not_published":
        return say("base not published")
    return STATES[side.reason or "missing"](language())


def _unit(row: Row, asked: Asked) -> Label:
    """The unit of what is compared: of a divided value with what it was divided by."""
    return _per(row.metric, asked.per)


def _per(metric: Metric, per: str) -> Label:
    if not compare.divides(metric, per):
        return metric.unit
    return Label(f"{metric.unit.en} {compare.UNITS[per].en}", f"{metric.unit.zh}{compare.UNITS[per].zh}")


# --- showing --------------------------------------------------------------------------------------


def _rows(asked: Asked) -> tuple[Row, ...]:
    return compare.compare(view().shelf, asked.a, asked.b, METRICS, asked.per)


def compare_lead(asked: Asked) -> None:
    """One plain sentence: the most telling difference."""
    row = compare.telling(_rows(asked))
    if row is None:
        sentence(say("There is no difference to tell between A and B."))
        return
    one, other = _apart(asked)
    unit = _unit(row, asked)
    said = {
        "metric": row.metric.title(language()),
        "a": one,
        "b": other,
        "value": text.quantity(row.a.value, unit, language(), compact=True),
        "other": text.quantity(row.b.value, unit, language(), compact=True),
        "size": text.percent(abs(row.relative), language()),
    }
    if row.relative > 0:
        sentence(say("{metric}: {value} in A ({a}), {other} in B ({b}); A is {size} higher.", **said))
    else:
        sentence(say("{metric}: {value} in A ({a}), {other} in B ({b}); A is {size} lower.", **said))


def compare_table(asked: Asked) -> None:
    """Every metric on one line: both values, or the difference, or the index, and a bar of the two."""
    one, other = _apart(asked)
    rows = _rows(asked)
    shown: dict[str, Sequence] = {
        say("Metric"): [row.metric.title(language()) for row in rows],
    }
    if asked.mode == "index":
        shown[f"A · {one}"] = [text.number(row.index, language(), digits=1) for row in rows]
        shown[f"B · {other}"] = ["100" if row.index is not None else text.MISSING for row in rows]
    else:
        shown[f"A · {one}"] = [_amount(row, row.a) for row in rows]
        shown[f"B · {other}"] = [_amount(row, row.b) for row in rows]
    if asked.mode == "difference":
        shown[say("A − B")] = [_difference(row) for row in rows]
    if asked.mode != "index":
        shown[say("A against B")] = [text.signed_percent(row.relative, language()) for row in rows]
    shown[say("Unit")] = [_unit(row, asked)(language()) for row in rows]
    shown[say("A, B")] = [_bar(row) for row in rows]
    shown[say("Remark")] = [_remark(row) for row in rows]
    _table(shown)


def _table(shown: Mapping[str, Sequence]) -> None:
    names = list(shown)
    config = {name: st.column_config.TextColumn(name, alignment="right") for name in names[1:-3]}
    for name in (names[0], names[-3], names[-1]):
        longest = max(text.width(words) for words in (name, *shown[name]))
        config[name] = st.column_config.TextColumn(name, width=round(7 * longest + 24))
    config[names[-2]] = st.column_config.BarChartColumn(names[-2], y_min=0, y_max=1, width="small")
    with st.container(border=True):
        st.dataframe(pd.DataFrame(shown), hide_index=True, column_config=config, height="content")


def _difference(row: Row) -> str:
    value = row.difference
    if value is None:
        return text.MISSING
    return text.signed_number(value, language(), compact=_is_long(row))


def _bar(row: Row) -> list[float]:
    """Both values as shares of the larger one."""
    if not row.is_comparable:
        return []
    most = max(row.a.value, row.b.value)
    return [row.a.value / most, row.b.value / most] if most > 0 else []


def _remark(row: Row) -> str:
    """Why a line is not what it seems: not told apart, cut short, uneven."""
    if row.is_same:
        return say("does not tell A and B apart")
    if row.is_uneven:
        return say("A counts {a} months, B {b}", a=row.a.months, b=row.b.months)
    cut = [side for side in (row.a, row.b) if side.is_cut]
    if cut:
        days = dict.fromkeys(text.month(side.reading.through, language()) for side in cut)
        return say("complete through {day}", day=" / ".join(days))
    return ""


def compare_trend(asked: Asked) -> None:
    """One metric over time on both sides; as an index where that is asked for."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _metric_choice(asked)
            if asked.mode == "index":
                _base_choice(asked)
        metric = queries.metrics()[asked.metric]
        base = asked.base if asked.mode == "index" else None
        points = compare.over_time(view().shelf, asked.a, asked.b, asked.metric, per=_drawn_per(asked), base=base)
        rows = pd.DataFrame(
            [(pd.Timestamp(p.month), p.side, p.value) for p in points], columns=["month", "side", "value"]
        )
        if rows["value"].isna().all():
            st.caption(say("No rows in this scope."))
            return
        one, other = _apart(asked)
        drawn = charts.spec(
            rows, LINE, _columns(metric, asked, one, other), language=language(), dark=is_dark(), height=320
        )
        plot(drawn, key="compare.trend", height=320, alt=f"{metric.title(language())}: A {one}, B {other}")
        st.caption(_caption(metric, asked))


def _drawn_per(asked: Asked) -> str:
    """GDP has no months: over time a metric stands as counted then."""
    return asked.per if asked.per == compare.RESIDENTS else "none"


def _drawn_unit(metric: Metric, asked: Asked) -> Label:
    return _per(metric, _drawn_per(asked))


def _columns(metric: Metric, asked: Asked, one: str, other: str) -> dict[str, Column]:
    unit = Label("100 = base month", "基期=100") if asked.mode == "index" else _drawn_unit(metric, asked)
    codes = (Code("a", Label(f"A · {one}", f"A · {one}")), Code("b", Label(f"B · {other}", f"B · {other}")))
    return {
        "month": Column("month", Label("Month", "月份")),
        "side": Column("side", Label("Side", "对比方"), None, codes),
        "value": Column("value", metric.title, unit),
    }


def _caption(metric: Metric, asked: Asked) -> str:
    parts = [text.period(asked.a.since, asked.a.until, language())]
    if (asked.a.since, asked.a.until) != (asked.b.since, asked.b.until):
        parts.append(say("B, {period}, laid upon it", period=text.period(asked.b.since, asked.b.until, language())))
    if asked.mode == "index":
        base = text.month(months_later(asked.a.since, asked.base), language())
        parts.append(say("{month} = 100", month=base))
    else:
        parts.append(say("Unit: {units}", units=_drawn_unit(metric, asked)(language())))
    ids = list(dict.fromkeys([asked.a.snapshot, asked.b.snapshot]))
    parts.append(say("Snapshot {id}", id=" / ".join(ids)))
    return " · ".join([*parts, *([say("Demonstration data")] if view().snapshot.is_demonstration else [])])


def _metric_choice(asked: Asked) -> None:
    known = queries.metrics()
    names = {name: metric.title(language()) for name, metric in known.items()}
    st.session_state["compare.metric"] = asked.metric
    st.selectbox(
        say("Metric"), list(names), format_func=names.get, key="compare.metric", label_visibility="collapsed", width=320,
        on_change=lambda: change(metric=st.session_state["compare.metric"]),
    )  # fmt: skip


def _base_choice(asked: Asked) -> None:
    months = [months_later(asked.a.since, n) for n in range(asked.a.months)]
    st.session_state["compare.base"] = asked.base
    st.selectbox(
        say("Base month"), range(len(months)), key="compare.base", label_visibility="collapsed", width=180,
        format_func=lambda n: say("{month} = 100", month=text.month(months[n], language())),
        on_change=lambda: change(base=st.session_state["compare.base"]),
    )  # fmt: skip


def compare_notes(asked: Asked) -> None:
    """What the numbers are divided by, and what is not divided."""
    if asked.per == compare.RESIDENTS:
        residents = queries.metrics()["population_resident"]
        st.caption(say("Residents as published for the place: {caveat}", caveat=residents.caveat))
    elif asked.per == compare.GDP:
        st.caption(say("GDP is published for whole years and few places; it is never estimated between them."))
    if asked.per != "none":
        st.caption(say("Ratios are divided already and stand as they are."))
