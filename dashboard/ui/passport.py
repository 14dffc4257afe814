"""A number's passport in the drawer: what it means, what it is made of, what it was before, how to cite it."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import citation, numbers, passport, text
from dashboard.catalog import Label
from dashboard.numbers import Number
from dashboard.passport import Passport
from dashboard.queries import Column, Metric
from dashboard.scope import Scope
from dashboard.ui import data
from dashboard.ui.frame import language, say, view

CELL = "drawer.field.cell"
# What a citation in the address came to, told once when its passport opens.
TOLD = "passport.told"
KINDS = {
    "flow": text.phrase("flow: adds over time and place"),
    "stock": text.phrase("stock: adds over place only"),
    "ratio": text.phrase("ratio: adds over nothing"),
    "distinct": text.phrase("distinct count: adds over nothing"),
}


def button(metric: Metric, scope: Scope, ask: Callable[[Number], None], meaning: str) -> None:
    """A card's title, which opens its passport; what the metric means is told on the way."""
    asked = {"key": f"passport.{metric.id}", "on_click": ask, "args": (Number(metric, scope),)}
    told = f"{meaning}  \n{say('Opens the passport: definition, sources, checks, citation')}"
    st.button(metric.title(language()), type="tertiary", help=told, wrap=True, **asked)


def show(number: Number, sql: str | None = None) -> None:
    """The passport of a number; of a figure as a whole, that of the cell which the reader chooses. `sql` is how the
    figure was computed, where it is more than the number's own statements."""
    number = replace(number, scope=replace(number.scope, language=language()))
    if told := st.session_state.pop(TOLD, None):
        st.warning(told)
    if not isinstance(number.subject, Metric) and not number.column:
        number = _cell(number)
    found = passport.of(number, view().shelf)
    _meaning(found)
    _facts(found)
    if found.line:
        _citation(found)
    _sources(found)
    _checks(found)
    if len(found.history) > 1:
        _history(found)
    _formulas(found, sql)


def _cell(number: Number) -> Number:
    """A number among the figure's: the first one until the reader chooses another."""
    query = number.subject
    rows = numbers.rows_of(number, view().snapshot)
    first = numbers.first(query, rows, number.scope, dict(number.options))
    if first is None:
        return number
    st.caption(say("Choose a row for the passport of its value."))
    data.table(rows, dict(query.columns), key=CELL, height=min(38 + 35 * len(rows), 178), on_row=lambda: None)
    columns = [name for name in numbers.measured(query, rows) if rows[name].notna().any()]
    names = {name: query.columns[name].label(language()) for name in columns}
    column = first.column
    if len(columns) > 1:
        column = st.segmented_control(
            say("Value"), columns, default=column, format_func=names.get, key=f"{CELL}.column", required=True,
            label_visibility="collapsed",
        )  # fmt: skip
    chosen = st.session_state[CELL]["selection"]["rows"]
    if not chosen and column == first.column:
        return first
    row = rows.iloc[chosen[0]] if chosen else rows[rows[column].notna()].iloc[0]
    return numbers.at(query, rows, row, column, number.scope, dict(number.options))


def _meaning(found: Passport) -> None:
    value = citation.value_words(found.number, found.value) if found.value else ""
    st.markdown(f"**{citation.heading(found.number)}** {value}")
    for said in found.about:
        st.markdown(said(language()))
    if found.caveat:
        st.caption(f"{say('Caveat')}: {found.caveat(language())}")


def _facts(found: Passport) -> None:
    """The number's facts as a list of two columns."""
    number, snapshot = found.number, found.snapshot
    facts: dict[str, str | None] = {
        say("Scope"): " · ".join(citation.scope_words(number, found.value)) if found.value else None,
        say("Kind"): say(KINDS[found.kind]) if found.kind else None,
        say("Unit"): number.unit(language()) if number.unit else None,
        say("Counted through"): text.day(found.value.through, language()) if found.value else None,
        say("Target"): _target(found),
        say("Records without a value"): text.number(found.value.gaps, language()) if _has_gaps(found) else None,
        say("Snapshot"): f"{snapshot.id} · {_kept(found)}",
        say("Published"): text.day(pd.Timestamp(snapshot.created).date(), language()) if snapshot.created else None,
        say("Hash"): f"`{snapshot.identity[:12]}`",
        say("Id"): f"`{number.name}`",
    }
    told = [(name, fact) for name, fact in facts.items() if fact and fact != text.MISSING]
    st.table(pd.DataFrame(told), border="horizontal", hide_header=True, hide_index=True)
    st.caption(say("The snapshot's hash in full: {hash}", hash=snapshot.identity))


def _has_gaps(found: Passport) -> bool:
    return bool(found.value and found.value.gaps)


def _kept(found: Passport) -> str:
    return say("Demonstration data") if found.snapshot.is_demonstration else say("Real records")


def _target(found: Passport) -> str | None:
    target = found.target
    if target is None:
        return None
    said = {
        "value": text.quantity(target.target, found.number.unit, language()),
        "due": text.day(target.due_on, language()),
        "source": target.source,
    }
    return say("{value} by {due}, from {source}", **said)


def _citation(found: Passport) -> None:
    st.markdown(f"**{say('Citation')}**")
    st.code(found.line, language=None, wrap_lines=True)
    st.caption(say("The link opens this page, scope and number:"))
    st.code(_address(found), language=None, wrap_lines=True)


def _address(found: Passport) -> str:
    """The link in full, as far as the server knows its own address."""
    # A citation finds its page by itself, so the root of the server is enough.
    root = "/".join((st.context.url or "").split("?")[0].split("/")[:3])
    return f"{root}/{citation.link(found.cited)}"


def _sources(found: Passport) -> None:
    columns = {
        "dataset": Column("dataset", Label("Dataset", "数据集")),
        "file": Column("file", Label("File", "文件")),
        "rows_in": Column("rows_in", Label("Rows in", "读入行")),
        "rows_published": Column("rows_published", Label("Published", "发布行")),
        "rows_rejected": Column("rows_rejected", Label("Rejected", "拒收行")),
        "through": Column("through", Label("Complete through", "完整至")),
        "hash": Column("hash", Label("Hash", "哈希")),
    }
    rows = [row for supply in found.supplies for row in _supplied(supply)]
    st.markdown(f"**{say('Source files')}**")
    shown = pd.DataFrame(rows, columns=list(columns)).rename(columns={n: data.heading(c) for n, c in columns.items()})
    st.table(shown, border="horizontal", hide_index=True)


def _supplied(supply: passport.Supply) -> list[tuple]:
    name = supply.dataset.label(language())
    if supply.resource is None:
        return [(name, say("Not in this snapshot"), "—", "—", "—", "—", "—")]
    through = text.day(supply.resource.complete_through, language())
    return [
        (
            name,
            source.title,
            *(text.number(n, language()) for n in (source.rows_in, source.rows_published, source.rows_rejected)),
            through,
            f"`{source.sha256[:8]}`",
        )
        for source in supply.resource.sources
    ] or [(name, "—", "—", text.number(supply.resource.rows, language()), "—", through, "—")]


def _checks(found: Passport) -> None:
    """Rules over its datasets, those that found rows marked by a shape and a number."""
    st.markdown(f"**{say('Checks')}**")
    if not found.checks:
        st.caption(say("No rule across tables concerns these datasets."))
    lines = []
    for check in found.checks:
        told = say("{rows} rows found", rows=text.number(check.rows, language())) if check.rows else say("none found")
        lines.append(f"{'▲' if check.rows else '✓'} {check.meaning(language())} · {told}")
    for supply in found.supplies:
        warnings = supply.resource.findings.get("warnings", 0) if supply.resource else 0
        if warnings:
            said = {"dataset": supply.dataset.label, "count": text.number(warnings, language())}
            lines.append("▲ " + say("{dataset}: {count} warnings on import", **said))
    if lines:
        st.markdown("  \n".join(lines))


def _history(found: Passport) -> None:
    """The same number in every older snapshot, as each reported it."""
    st.markdown(f"**{say('The same number in earlier snapshots')}**")
    rows = []
    for place, past in enumerate(found.history):
        shown = citation.value_words(found.number, past.value)
        if past.value.state == "not_yet_known":
            until = text.day(past.value.through, language())
            shown = f"{shown} · {say('complete through {day}', day=until)}"
        rows.append((past.snapshot, shown, _step(found, place)))
    names = [say("Snapshot"), say("As it was reported"), say("Against the snapshot before")]
    st.table(pd.DataFrame(rows, columns=names), border="horizontal", hide_index=True)


def _step(found: Passport, place: int) -> str:
    before = found.history[place + 1].value.value if place + 1 < len(found.history) else None
    now = found.history[place].value.value
    if now is None or before is None:
        return "—"
    return say("unchanged") if now == before else text.signed_number(now - before, language())


def _formulas(found: Passport, sql: str | None) -> None:
    st.markdown(f"**{say('How it is computed')}**")
    metric = found.number.metric
    if metric and metric.kind == "ratio":
        over, under = (formula.title(language()) for formula in found.formulas[-2:])
        st.markdown(f"{over} ÷ {under}" + (f" × {text.number(metric.per, language())}" if metric.per != 1 else ""))
    own = [formula.sql for formula in found.formulas]
    if sql and sql not in own and not sql.startswith("--"):
        st.code(sql, language="sql", wrap_lines=True)
    for formula in found.formulas:
        st.caption(formula.title(language()))
        st.code(formula.sql, language="sql", wrap_lines=True)
