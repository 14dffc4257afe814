"""The parts of a change beside and below its waterfalls: tables that add up, crossed dimensions, single contributors."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard import catalog, charts, decompose, queries, reasons, singles, text
from dashboard.catalog import Code, Label
from dashboard.decompose import OTHERS, Compared, Part, Split
from dashboard.mixing import Mixed, Sided
from dashboard.queries import Column, Draw, Metric
from dashboard.scope import Scope
from dashboard.ui import data, selecting
from dashboard.ui.blocks import is_dark
from dashboard.ui.frame import language, say, view
from dashboard.ui.plot import plot
from dashboard.ui.why_falls import (
    FEW_LINES,
    LINES,
    ROWS,
    UNSTATED,
    Asked,
    compared,
    exempt,
    fall,
    name_of,
    plain,
    waterfall,
    window_of,
    word,
)  # fmt: skip

PERCENT = Label("%", "%")
RATES = Draw("grouped", {"x": "part", "y": "level,mix"})
ALL = 10_000
ACROSS = 6
FORMULAS = {
    "mixed": text.phrase(
        "By its rate: mean weight × change of the rate. By its weight: change of the weight × (mean rate − mean of the "
        "whole). Weight is the share of the denominator. Means are of both periods (midpoint form): nothing is left over."
    ),
    "sided": text.phrase(
        "Numerator: change × mean of 1 ÷ denominator. Denominator: −mean numerator × change ÷ (now × before). Means are "
        "of both periods (midpoint form): nothing is left over."
    ),
}


def why_parts(asked: Asked, scope: Scope) -> None:
    """The change by the first dimension: the waterfall beside its table, and the check that all of it adds up."""
    if asked.metric.kind == "distinct":
        _turnover(asked, scope)
        return
    if not asked.order:
        return
    found = compared(asked, exempt(scope, asked.order[0]))
    split = None if found.lacking else decompose.split(view().snapshot, found, asked.order[0], ALL)
    falls, beside = st.columns(2)
    with falls:
        waterfall(asked, scope, asked.order[0], LINES)
    if split and isinstance(split.source, Mixed):
        with beside:
            _rates_and_weights(found, asked.order[0], split.source)
    if split:
        # A ratio's table of weights and rates is wider than half of the page.
        with st.container() if isinstance(split.source, Mixed) else beside:
            _table(found, asked.order[0], split)


def why_further(asked: Asked, scope: Scope) -> None:
    """The same change by the other dimensions, each a waterfall; the first two crossed, all of them combined."""
    if asked.metric.kind == "distinct" or len(asked.order) < 2:
        return
    for column, name in zip(st.columns(len(asked.order) - 1), asked.order[1:], strict=True):
        with column:
            waterfall(asked, scope, name, FEW_LINES)
    # Of what is selected by one value there is nothing to cross.
    order = [name for name in asked.order if len(selecting.held_of(scope, name)) != 1]
    found = compared(asked, scope)
    if asked.metric.kind == "ratio" or len(order) < 2 or found.lacking:
        return
    combinations = decompose.leaves(decompose.parts(view().snapshot, found, order))
    if not any(part.change for part in combinations):
        return
    crossed, combined = st.columns(2)
    with crossed:
        _crossed(found, *order[:2])
    with combined:
        _combined(found, order, combinations)


def why_singles(asked: Asked, scope: Scope) -> None:
    """The organisations, lenders or stations that moved it most, and all the others; of a ratio, of its numerator."""
    metric = asked.metric
    leading = queries.metrics()[metric.numerator] if metric.kind == "ratio" else metric
    known = decompose.names(leading)
    if not known:
        return
    # A numerator is counted up to where the whole ratio is.
    counted = compared(asked, scope).scope
    for column, name in zip(st.columns(len(known)), known, strict=True):
        found = decompose.compared(view().snapshot, leading.id, exempt(counted, name))
        if found.lacking:
            continue
        with column, st.container(border=True, height="stretch"):
            said = {"metric": leading.title, "dimension": reasons.inside(known[name].label, language())}
            parts = singles.contributors(view().snapshot, found, name, ROWS)
            fall(found, name, parts, title=say("Largest single contributors: {metric} by {dimension}", **said))


# --- tables -----------------------------------------------------------------------------------


def _table(found: Compared, dimension: str, split: Split) -> None:
    """What every value counted before and counts now, what it moved, and its share of the change."""
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{say('What each part moved')}**")
        if isinstance(split.source, Mixed):
            _mixed(found, dimension, split.source)
        elif isinstance(split.source, Sided):
            _sided(found, dimension, split.source)
        else:
            _counts(found, dimension, split)


def _rates_and_weights(found: Compared, dimension: str, source: Mixed) -> None:
    """What each part moved by its own rate, beside what it moved by its weight."""
    unit = reasons.POINTS if found.metric.unit.en == "%" else found.metric.unit
    names = tuple(Code(group.code or UNSTATED, plain(word(found, dimension, group.code))) for group in source.groups)
    columns = {
        "part": Column("part", name_of(found, dimension), None, names),
        "level": Column("level", Label("By its rate", "自身水平影响"), unit),
        "mix": Column("mix", Label("By its weight", "构成影响"), unit),
    }
    rows = pd.DataFrame(
        [(group.code or UNSTATED, group.level, group.mix) for group in source.groups], columns=list(columns)
    )
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{say('By rate and by weight')}**")
        held = frozenset(value or UNSTATED for value in selecting.held_of(st.session_state["scope"], dimension))
        drawn = charts.figure(rows, RATES, columns, language=language(), selected=held, dark=is_dark(), height=360)
        plot(drawn, key=f"why.rates.{dimension}", height=360, alt=say("By rate and by weight"))
        st.caption(window_of(found))


def _counts(found: Compared, dimension: str, split: Split) -> None:
    parts, unit = split.parts, found.metric.unit
    rows = [{"part": word(found, dimension, p.code), "prior": p.prior, "now": p.now, "change": p.change} for p in parts]
    rows.append({"part": say("Total"), "prior": found.prior, "now": found.now, "change": found.change})
    columns = {
        "part": Column("part", name_of(found, dimension)),
        "prior": Column("prior", Label("Before", "对比期")),
        "now": Column("now", Label("Now", "本期")),
        "change": Column("change", Label("Change", "增减"), unit),
    }
    _shown(*_with_shares(pd.DataFrame(rows), columns, parts, found.prior))


def _with_shares(
    rows: pd.DataFrame, columns: dict[str, Column], parts: Sequence[Part], prior: float, *wanted: str
) -> tuple[pd.DataFrame, dict[str, Column]]:
    """The rows with each part's percentage points and share, where they mean something; the last row is their sum."""
    changes = [part.change for part in parts]
    told = {"points": reasons.points(changes, prior), "share": reasons.shares(changes)}
    labels = {
        "points": (Label("Contribution", "拉动"), reasons.POINTS),
        "share": (Label("Share", "占比"), PERCENT),
    }
    for name, values in told.items():
        if values and name in (wanted or told):
            rows = rows.assign(**{name: [float(v) for v in (*values, sum(values))]})
            columns = {**columns, name: Column(name, *labels[name])}
    return rows, columns


def _mixed(found: Compared, dimension: str, source: Mixed) -> None:
    """A ratio's groups: weights, rates, and what each moved by its rate and by its weight."""
    rows = [
        {
            "part": word(found, dimension, group.code),
            "weight_prior": 100 * group.weight.prior,
            "weight": 100 * group.weight.now,
            "rate_prior": group.rate.prior if group.rate else None,
            "rate": group.rate.now if group.rate else None,
            "level": group.level,
            "mix": group.mix,
            "total": group.total,
        }
        for group in source.groups
    ]
    whole = {"part": say("Total"), "weight_prior": 100.0, "weight": 100.0, "rate_prior": found.prior, "rate": found.now}
    rows.append(whole | {"level": source.level, "mix": source.mix, "total": found.change})
    columns = {
        "part": Column("part", name_of(found, dimension)),
        "level": Column("level", Label("By its rate", "自身水平影响")),
        "mix": Column("mix", Label("By its weight", "构成影响")),
        "total": Column("total", Label("Both", "合计影响")),
        "rate_prior": Column("rate_prior", Label("Rate before", "对比期水平")),
        "rate": Column("rate", Label("Rate now", "本期水平")),
        "weight_prior": Column("weight_prior", Label("Weight before", "对比期比重"), PERCENT),
        "weight": Column("weight", Label("Weight now", "本期比重"), PERCENT),
    }
    _shown(pd.DataFrame(rows)[list(columns)], columns)
    st.caption(f"{window_of(found)}  \n{say(FORMULAS['mixed'])}")


def _sided(found: Compared, dimension: str, source: Sided) -> None:
    """What the parts of one side of a ratio count and moved, and what the other side moved."""
    metric = found.metric
    counted = queries.metrics()[metric.numerator if source.by_numerator else metric.denominator]
    rows = [
        {"part": word(found, dimension, e.code), "prior": e.amount.prior, "now": e.amount.now, "total": e.total}
        for e in source.effects
    ]
    other = word(found, dimension, decompose.OTHER_SIDE)
    rows.append({"part": other, "prior": source.whole.prior, "now": source.whole.now, "total": source.other})
    rows.append({"part": say("Total"), "total": found.change})
    columns = {
        "part": Column("part", name_of(found, dimension)),
        "prior": Column("prior", Label("Before", "对比期"), counted.unit),
        "now": Column("now", Label("Now", "本期"), counted.unit),
        "total": Column("total", Label("Moved the ratio by", "对比率的影响"), metric.unit),
    }
    _shown(pd.DataFrame(rows), columns)
    st.caption(f"{window_of(found)}  \n{say(FORMULAS['sided'])}")


def _shown(rows: pd.DataFrame, columns: Mapping[str, Column]) -> None:
    for name in rows.select_dtypes("float"):
        rows[name] = rows[name].round(3 if rows[name].abs().max() < 100 else 2) + 0.0
    data.table(rows, dict(columns), height="content" if len(rows) <= 13 else 470)


# --- two and more dimensions ------------------------------------------------------------------


def _crossed(found: Compared, down: str, across: str) -> None:
    """The first dimension down, the second across: changes that add up along both ways."""
    parts = decompose.parts(view().snapshot, found, (down, across))
    lines, codes, cells = decompose.pivot(parts, ACROSS)
    rows = [
        {"part": word(found, down, part.code)}
        | {code or UNSTATED: cells.get((part.code, code), 0.0) for code in codes}
        | {"@total": part.change}
        for part in parts
    ]
    sums = {code or UNSTATED: decompose.sum_of(cells.get((line, code), 0.0) for line in lines) for code in codes}
    rows.append({"part": say("Total")} | sums | {"@total": found.change})
    columns = {"part": Column("part", name_of(found, down))}
    columns |= {c or UNSTATED: Column(c or UNSTATED, plain(word(found, across, c))) for c in codes}
    columns["@total"] = Column("@total", Label("Total", "合计"))
    with st.container(border=True, height="stretch"):
        said = {name: reasons.inside(name_of(found, d), language()) for name, d in (("one", down), ("other", across))}
        st.markdown(f"**{say('Change by {one} and {other}', **said)}**")
        _shown(pd.DataFrame(rows), columns)
        st.caption(window_of(found))


def _combined(found: Compared, order: Sequence[str], combinations: Sequence[Part]) -> None:
    """The combinations of all dimensions that moved it most, and all the others together."""
    parts = decompose.leading(combinations, ROWS)
    rows = [{"part": _path(found, order, part), "change": part.change} for part in parts]
    rows.append({"part": say("Total"), "change": found.change})
    unit = found.metric.unit
    columns = {
        "part": Column("part", Label("Combination", "组合")),
        "change": Column("change", Label("Change", "增减"), unit),
    }
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{say('Combinations that moved it most')}**")
        _shown(*_with_shares(pd.DataFrame(rows), columns, parts, found.prior, "share"))
        st.caption(" › ".join(name_of(found, name)(language()) for name in order))


def _path(found: Compared, order: Sequence[str], part: Part) -> str:
    if part.code == OTHERS:
        number = text.number(part.stands_for, language())
        return say("the other {number} together", number=number)
    return " · ".join(word(found, name, code) for name, code in zip(order, part.path, strict=True))


# --- distinct counts --------------------------------------------------------------------------


def _turnover(asked: Asked, scope: Scope) -> None:
    """Who came, stayed and left: a distinct count adds over nothing else."""
    found = compared(asked, scope)
    who = singles.turnover(view().snapshot, found)
    falls, names = st.columns(2)
    with falls, st.container(border=True, height="stretch"):
        parts = (Part(("@entered",), float(len(who.entered))), Part(("@left",), -float(len(who.left))))
        fall(found, "", parts, title=say("Entered and left"))
    with names, st.container(border=True, height="stretch"):
        standing = {"entered": who.entered, "left": who.left, "stayed": who.stayed}
        words = {"entered": say("Entered"), "left": say("Left"), "stayed": say("Stayed")}
        st.markdown(f"**{say('Who they are')}**")
        rows = [(words[name], _entity(asked.metric, entity)) for name, all_of in standing.items() for entity in all_of]
        columns = {
            "standing": Column("standing", Label("Standing", "进出")),
            "entity": Column("entity", Label("Name", "名称")),
        }
        data.table(pd.DataFrame(rows, columns=list(columns)), columns, height=300)


def _entity(metric: Metric, entity: str) -> str:
    """An entity in words, where the contract codes it."""
    return catalog.word_of(_codes(metric), entity, language())


def _codes(metric: Metric) -> tuple[catalog.Code, ...]:
    field = next(
        (f for f in catalog.contracts()[metric.records].fields.values() if f"{f.name} as entity" in metric.sql), None
    )
    return field.codes if field else ()
