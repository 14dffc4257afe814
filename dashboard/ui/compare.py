"""Two scopes beside each other on a page: what is compared, the sentence, the table, the trend.

Both sides stand in the address (`?a=510502/2024-01..2024-12/2024-12-31&b=city/…`), with how they are compared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import catalog, charts, compare, queries, text
from dashboard.catalog import Code, Label
from dashboard.compare import Row, Side
from dashboard.queries import Column, Draw, Metric
from dashboard.scope import Scope, first_month, month_end, months_later
from dashboard.states import STATES
from dashboard.ui.blocks import is_dark, sentence
from dashboard.ui.cards import in_words
from dashboard.ui.frame import language, say, view
from dashboard.ui.plot import plot

MODES = ("sides", "difference", "index")
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
HELD = "compare.asked"
LINE = Draw("line", {"x": "month", "y": "value", "by": "side", "grain": "month"})


@dataclass(frozen=True)
class Asked:
    """What is compared and how; `metric` is the one drawn over time, `base` the month that is 100 there."""

    a: Scope
    b: Scope
    mode: str = "sides"
    per: str = "none"
    metric: str = METRICS[0]
    base: int = 0


# --- what is asked for ----------------------------------------------------------------------------


def compare_choice() -> Asked:
    """Both sides and how they are compared, from the address, from before, or as chosen now."""
    asked = _from_address() if "a" in st.query_params else st.session_state.get(HELD) or _first()
    shelf, spoken = view().shelf, language()
    if shelf.find(asked.a.snapshot) is None or shelf.find(asked.b.snapshot) is None:
        asked = _first()
    asked = replace(asked, a=replace(asked.a, language=spoken), b=replace(asked.b, language=spoken))
    _hold(asked)
    _presets()
    for column, name in zip(st.columns(2), ("a", "b"), strict=True):
        with column:
            _side(name, getattr(asked, name))
    _ways(asked)
    _write(asked)
    return asked


def _first() -> Asked:
    scope = view().scope
    plain = replace(scope, picks=(), industries=(), within=None, versus=None)
    a, b = compare.preset("district", view().shelf, plain)
    return Asked(a, b, per=compare.RESIDENTS)


def _from_address() -> Asked:
    """The comparison of the link; what it cannot honour is told, and the usual one stands in its place."""
    told, found = st.query_params, _first()
    for name in ("a", "b"):
        said = told.get(name, "")
        side = compare.side_of(said, view().shelf, getattr(found, name))
        if said and side is None:
            reason = say("it names no place, period and sound snapshot")
            st.info(say("The link's “{word}={value}” was ignored: {reason}.", word=name, value=said, reason=reason))
        found = replace(found, **{name: side or getattr(found, name)})
    allowed = {"mode": MODES, "per": compare.PER, "metric": tuple(queries.metrics())}
    for name, values in allowed.items():
        default = {"mode": "sides", "per": "none", "metric": METRICS[0]}[name]
        found = replace(found, **{name: told.get(name) if told.get(name) in values else default})
    base = told.get("base", "")
    return replace(found, base=int(base) if base.isdigit() and int(base) < found.a.months else 0)


def _hold(asked: Asked) -> None:
    st.session_state[HELD] = asked


def _write(asked: Asked) -> None:
    words = {"a": compare.word(asked.a), "b": compare.word(asked.b), "mode": asked.mode, "per": asked.per}
    words |= {"metric": asked.metric, "base": f"{asked.base}"}
    plain = {"mode": "sides", "per": "none", "metric": METRICS[0], "base": "0"}
    for name, word in words.items():
        if plain.get(name) != word:
            st.query_params[name] = word
        elif name in st.query_params:
            del st.query_params[name]


def _change(**chosen: object) -> None:
    """Replace parts of what is compared; the run that follows shows and writes it."""
    asked = replace(st.session_state[HELD], **chosen)
    _hold(replace(asked, base=min(asked.base, asked.a.months - 1)))
    _write(st.session_state[HELD])


def _presets() -> None:
    names = {
        "district": say("District against city"),
        "year": say("This year against last"),
        "snapshot": say("Snapshot against snapshot"),
    }
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for name in compare.PRESETS:
            st.button(names[name], key=f"compare.preset.{name}", on_click=_preset, args=(name,))


def _preset(name: str) -> None:
    asked: Asked = st.session_state[HELD]
    start = replace(asked.a, districts=asked.a.districts if name == "district" else ())
    a, b = compare.preset(name, view().shelf, start)
    _change(a=a, b=b, per=compare.RESIDENTS if name == "district" else "none")


def _side(name: str, scope: Scope) -> None:
    with st.container(border=True, gap="small"):
        st.markdown(f"**{name.upper()}** · {_named(scope)}")
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            _places(name, scope)
            _months(name, scope)
            _snapshot(name, scope)


def _places(name: str, scope: Scope) -> None:
    key = f"compare.{name}.districts"
    st.session_state[key] = list(scope.districts)
    known = {c.code: c.label(language()) for c in catalog.code_list("districts")}

    def take() -> None:
        held = st.session_state[key]
        _change(**{name: replace(scope, districts=tuple(code for code in known if code in held))})

    st.multiselect(
        say("Districts"), list(known), format_func=known.get, key=key, placeholder=say("Whole city"), on_change=take,
        width=150,
    )  # fmt: skip


def _months(name: str, scope: Scope) -> None:
    snapshot = view().shelf.find(scope.snapshot)
    first, last = first_month(snapshot), months_later(snapshot.as_of, 0)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    months = [months_later(first, n) for n in range(count)]
    ends = {"since": (say("From"), scope.since), "until": (say("To"), scope.until.replace(day=1))}
    for end, (label, held) in ends.items():
        key = f"compare.{name}.{end}"
        st.session_state[key] = min(max(held, first), last)
        st.selectbox(
            label, months, format_func=lambda m: text.month(m, language()), key=key, on_change=_take_month,
            args=(name, end), width=119,
        )  # fmt: skip


def _take_month(name: str, end: str) -> None:
    scope: Scope = getattr(st.session_state[HELD], name)
    month: date = st.session_state[f"compare.{name}.{end}"]
    if end == "since":
        scope = replace(scope, since=month, until=max(scope.until, month_end(month)))
    else:
        scope = replace(scope, until=month_end(month), since=min(scope.since, month))
    _change(**{name: scope})


def _snapshot(name: str, scope: Scope) -> None:
    key, ids = f"compare.{name}.snapshot", [s.id for s in view().shelf.sound]
    st.session_state[key] = scope.snapshot

    def take() -> None:
        chosen = view().shelf.find(st.session_state[key])
        until = min(scope.until, month_end(chosen.as_of))
        since = min(scope.since, until.replace(day=1))
        _change(**{name: replace(scope, snapshot=chosen.id, since=since, until=until)})

    st.selectbox(say("Snapshot"), ids, key=key, on_change=take, width=126)


def _ways(asked: Asked) -> None:
    modes = {"sides": say("Side by side"), "difference": say("Difference"), "index": say("Index, B = 100")}
    bases = {
        "none": say("As counted"),
        compare.RESIDENTS: say("Per 10,000 residents"),
        compare.GDP: say("Per 100 million CNY of GDP"),
    }
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for part, names in (("mode", modes), ("per", bases)):
            key = f"compare.{part}"
            st.session_state[key] = getattr(asked, part)
            st.segmented_control(
                part, list(names), format_func=names.get, key=key, label_visibility="collapsed", required=True,
                on_change=lambda part=part: _change(**{part: st.session_state[f"compare.{part}"]}),
            )  # fmt: skip


# --- words ----------------------------------------------------------------------------------------


def _named(scope: Scope) -> str:
    return " · ".join(
        [
            _place(scope),
            text.period(scope.since, scope.until, language()),
            say("Snapshot {id}", id=scope.snapshot),
        ]
    )


def _place(scope: Scope) -> str:
    chosen = [c.label(language()) for c in catalog.code_list("districts") if c.code in scope.districts]
    return text.listing(chosen, language()) if chosen else say("Whole city")


def _apart(asked: Asked) -> tuple[str, str]:
    """What each side is called: only what tells the two apart."""
    a, b = asked.a, asked.b
    parts = [
        (a.districts != b.districts, _place),
        ((a.since, a.until) != (b.since, b.until), lambda s: text.period(s.since, s.until, language())),
        (a.snapshot != b.snapshot, lambda s: say("Snapshot {id}", id=s.snapshot)),
    ]
    told = [words for differs, words in parts if differs] or [_place]
    return tuple(" · ".join(words(side) for words in told) for side in (a, b))


def _amount(side: Side) -> str:
    if side.value is None:
        return _reason(side)
    shown = in_words(side.value, None)
    return text.at_least(shown) if side.reading.gaps else shown


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
        say("Unit"): [_unit(row, asked)(language()) for row in rows],
    }
    if asked.mode == "index":
        shown[f"A · {one}"] = [text.number(row.index, language(), digits=1) for row in rows]
        shown[f"B · {other}"] = ["100" if row.index is not None else text.MISSING for row in rows]
    else:
        shown[f"A · {one}"] = [_amount(row.a) for row in rows]
        shown[f"B · {other}"] = [_amount(row.b) for row in rows]
    if asked.mode == "difference":
        shown[say("A − B")] = [_difference(row) for row in rows]
    if asked.mode != "index":
        shown[say("A against B")] = [text.signed_percent(row.relative, language()) for row in rows]
    bars = [_bar(row) for row in rows]
    shown[say("A, B")] = bars
    shown[say("Remark")] = [_remark(row) for row in rows]
    _table(shown)


def _table(shown: Mapping[str, Sequence]) -> None:
    names = list(shown)
    config = {name: st.column_config.TextColumn(name, alignment="right") for name in names[2:-2]}
    config[names[0]] = st.column_config.TextColumn(names[0], width=236)
    config[names[-1]] = st.column_config.TextColumn(names[-1], width=160)
    config[names[-2]] = st.column_config.BarChartColumn(names[-2], y_min=0, y_max=1, width="small")
    with st.container(border=True):
        st.dataframe(pd.DataFrame(shown), hide_index=True, column_config=config, height="content")


def _difference(row: Row) -> str:
    value = row.difference
    if value is None:
        return text.MISSING
    return text.signed_number(value, language(), compact=abs(value) >= 1_000_000)


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
        on_change=lambda: _change(metric=st.session_state["compare.metric"]),
    )  # fmt: skip


def _base_choice(asked: Asked) -> None:
    months = [months_later(asked.a.since, n) for n in range(asked.a.months)]
    st.session_state["compare.base"] = asked.base
    st.selectbox(
        say("Base month"), range(len(months)), key="compare.base", label_visibility="collapsed", width=180,
        format_func=lambda n: say("{month} = 100", month=text.month(months[n], language())),
        on_change=lambda: _change(base=st.session_state["compare.base"]),
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
