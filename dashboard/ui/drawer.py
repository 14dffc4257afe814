"""The drawer behind a number: its records, how they break down, its rows, and its passport.

A card, a bar or a point asks for it in a callback; `show`, at the end of the page, opens it. Everything in it is
counted, searched, sorted and paged in DuckDB; the browser gets one page of records.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard import catalog, drill, numbers, queries, records, text, warehouse
from dashboard.decks.deck import View
from dashboard.numbers import Number
from dashboard.queries import Column, Metric, Query
from dashboard.records import Behind
from dashboard.scope import Pick, Scope, first_month
from dashboard.ui import data, passport
from dashboard.ui.decks import basket
from dashboard.ui.frame import choose, language, say, view
from dashboard.ui.why_link import why

ASKED, PATH = "drawer.asked", "drawer.path"
# The way into the records: (dimension, value) a step.
Path = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Asked:
    """What the reader wants to look behind: the number with its passport, parts with their records, the rows of a
    figure as well, the metric that it is all about when it is one, and what a deck shows of it."""

    key: str
    title: str
    scope: Scope
    number: Number
    parts: tuple[Behind, ...] = ()
    figure: data.Drawer | None = None
    about: str | None = None
    first: str | None = None
    shows: View | None = None


# --- asking -----------------------------------------------------------------------------------


def ask_for_metric(metric: Metric, scope: Scope) -> None:
    """The records behind a metric's value in the scope."""
    parts = tuple(drill.of_metric(view().snapshot, metric, scope))
    asked = Asked(f"metric.{metric.id}", metric.title(language()), scope, Number(metric, scope), parts, about=metric.id)
    _ask(replace(asked, shows=_card(metric)))


def ask_for_passport(number: Number) -> None:
    """The passport of a number; of a metric, its records beside it."""
    metric = number.subject if isinstance(number.subject, Metric) else None
    parts = tuple(drill.of_metric(view().snapshot, metric, number.scope)) if metric else ()
    title, about = number.subject.title(language()), metric.id if metric else None
    asked = Asked(f"passport.{number.name}", title, number.scope, number, parts, about=about, first="passport")
    _ask(replace(asked, shows=_card(metric) if metric else None))


def _card(metric: Metric) -> View | None:
    """What a deck shows of a metric; of what the bureau does not sign, nothing."""
    return View(metrics=(metric.id,)) if metric.id in queries.metrics() else None


def ask_for_point(
    query: Query, rows: pd.DataFrame, event: Mapping[str, object], scope: Scope, options: Mapping[str, object]
) -> None:
    """The records behind a mark on a query's figure."""
    row, column = drill.row_of(query, rows, event), drill.column_of(query, event)
    parts = drill.of_row(view().snapshot, query, column, row, scope, options) if row else []
    if parts:
        drawn = [name for part, name in query.draw.options.items() if part in ("x", "y", "by", "code") and name in row]
        words = [_told(query, name, row[name], scope) for name in drawn if name != column]
        number = numbers.at(query, rows, row, column, scope, options)
        _ask(Asked(f"point.{query.name}", " · ".join([query.title(language()), *words]), scope, number, tuple(parts)))


def _told(query: Query, column: str, value: object, scope: Scope) -> str:
    kind = drill.dimension_of(query, column)
    if kind in ("district", "industry"):
        return data.word_of(query.columns[column], value)
    if kind:
        return catalog.dimensions()[kind].word("" if value is None else str(value), language())
    if hasattr(value, "year"):
        return text.bucket(value, query.draw.options.get("grain", scope.grain), language())
    return "" if value is None else str(value)


def button(
    behind: data.Drawer,
    scope: Scope,
    about: Query | Metric,
    options: Mapping[str, object] | None = None,
    *,
    shows: View | None = None,
) -> None:
    """The button in a figure's head that opens its drawer: rows, records, passport. `shows` is what a deck shows of
    the figure, where it is not the query itself."""
    if not len(behind.rows):
        return
    if isinstance(about, Metric):
        parts = drill.of_metric(view().snapshot, about, scope)
    else:
        column = next(iter(about.counts), None)
        parts = drill.of_row(view().snapshot, about, column, {}, scope, options) if column else []
    told = about.id if isinstance(about, Metric) else None
    number = Number(about, scope, options=numbers.options_of(options or {}))
    shows = shows or (View(query=about.name, options=options or {}) if isinstance(about, Query) else _card(about))
    asked = Asked(behind.key, behind.title, scope, number, tuple(parts), behind, told, shows=shows)
    if shows:
        basket.plus(shows, scope, behind.key)
    st.button(say("Data"), key=f"data.{behind.key}", type="tertiary", on_click=_ask, args=(asked,))


def _ask(asked: Asked) -> None:
    st.session_state[ASKED] = asked
    st.session_state[PATH] = ()
    for name in [n for n in st.session_state if str(n).startswith("drawer.field.")]:
        del st.session_state[name]


# --- showing ----------------------------------------------------------------------------------


def show() -> None:
    """Open the drawer that was asked for in this run, if one was."""
    asked = st.session_state.pop(ASKED, None)
    if asked:
        st.dialog(asked.title, position="right", width="large")(_drawer)(asked)


def _drawer(asked: Asked) -> None:
    views = {"rows": _rows, "records": _records, "passport": _passport}
    names = {"rows": say("Data"), "records": say("Records"), "passport": say("Passport")}
    there = [name for name, has in (("rows", asked.figure), ("records", asked.parts), ("passport", True)) if has]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        chosen = st.segmented_control(
            say("View"), there, format_func=names.get, default=asked.first or there[0], key="drawer.field.tab", required=True,
            label_visibility="collapsed",
        )  # fmt: skip
        if asked.about:
            why(asked.about, asked.scope)
        if asked.shows:
            basket.add_button(asked.shows, asked.scope)
    views[chosen](asked)


def _rows(asked: Asked) -> None:
    figure = asked.figure
    st.caption(figure.caption)
    data.table(figure.rows, dict(figure.columns), height=420)
    data.download(figure.key, figure.title, lambda: data.csv(figure.rows, dict(figure.columns)), asked.scope)
    for said in figure.notes:
        st.markdown(said)


def _passport(asked: Asked) -> None:
    passport.show(asked.number, asked.figure.sql if asked.figure else None)


def _records(asked: Asked) -> None:
    part = asked.parts[0]
    if len(asked.parts) > 1:
        names = [p.metric.title(language()) for p in asked.parts]
        said = st.segmented_control(
            say("Part"), names, default=names[0], key="drawer.field.part", required=True, label_visibility="collapsed"
        )
        part = asked.parts[names.index(said)]
    whole, path = part, st.session_state.get(PATH, ())
    for dimension, value in path:
        part = part.narrowed(dimension, value)
    _trail(whole, path)
    _counted(part)
    _breakdown(whole, part, path)
    _page(part, asked)


def _counted(part: Behind) -> None:
    """The number and its window: what the records below add up to."""
    con = warehouse.open_snapshot(view().snapshot)
    number, counted = records.total(con, part)
    when = text.moment(part.until, language()) if part.metric.kind == "stock" else _window(part)
    shown = text.quantity(counted, part.metric.unit, language())
    lacking = records.lacking(con, part)
    said = {
        "value": text.at_least(shown) if lacking else shown,
        "records": text.number(number, language()),
        "period": when,
    }
    st.markdown(say("**{value}** · {records} records · {period}", **said))
    if lacking:
        st.caption(say("Records without a value: {records}", records=text.number(lacking, language())))


def _window(part: Behind) -> str:
    earliest = max(part.since, first_month(view().snapshot)) if part.since.year < 1990 else part.since
    if part.since == part.until:
        return text.day(part.since, language())
    return text.period(earliest, part.until, language())


def _trail(whole: Behind, path: Path) -> None:
    """The way into the records, each step one click back; and the way out to the page."""
    if not path:
        return
    known = records.dimensions(whole)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(say("All"), key="drawer.up.all", type="tertiary", on_click=_go, args=((),))
        for place, (dimension, value) in enumerate(path):
            word = known[dimension].word(value, language())
            st.caption("›", width="content")
            st.button(
                word, key=f"drawer.up.{place}", type="tertiary", on_click=_go, args=(path[: place + 1],),
                disabled=place == len(path) - 1,
            )  # fmt: skip
        if st.button(say("Narrow the page to this"), key="drawer.narrow", type="secondary"):
            _narrow_page(path)
            st.rerun()


def _go(path: Path) -> None:
    st.session_state[PATH] = path
    st.session_state.pop("drawer.field.by", None)
    st.session_state.pop("drawer.field.page", None)


def _narrow_page(path: Path) -> None:
    scope: Scope = st.session_state["scope"]
    for dimension, value in path:
        if dimension in ("district", "industry"):
            scope = replace(scope, **{f"{dimension[:-1]}ies" if dimension == "industry" else "districts": (value,)})
        else:
            scope = replace(scope, picks=(*scope.without(dimension).picks, Pick(dimension, value)))
    choose(districts=scope.districts, industries=scope.industries, picks=scope.picks)


def _breakdown(whole: Behind, part: Behind, path: Path) -> None:
    """The records by a dimension of the reader's choice; a row goes one step in.

    After a step its siblings stay in sight, the chosen one marked: another row steps aside instead.
    """
    known = records.dimensions(part)
    used = {dimension for dimension, _ in path}
    free = [name for name in known if name not in used]
    names = {name: known[name].label(language()) for name in free}
    by = st.pills(say("Break down by"), free, format_func=names.get, key="drawer.field.by") if free else None
    if by:
        _siblings(part, by, path)
    elif path:
        *before, (dimension, value) = path
        parent = whole
        for step in before:
            parent = parent.narrowed(*step)
        _siblings(parent, dimension, tuple(before), chosen=value)


def _siblings(parent: Behind, by: str, path: Path, *, chosen: str | None = None) -> None:
    """The parts of a number by one dimension, largest first, with their share where parts add up."""
    con, told = warehouse.open_snapshot(view().snapshot), records.dimensions(parent)[by]
    found = records.siblings(con, parent, by)
    columns = {
        "name": Column("name", told.label),
        records.COUNTED: records.columns(parent)[records.COUNTED],
        "share": Column("share", catalog.Label("Share", "占比"), catalog.Label("%", "%")),
        "records": Column("records", catalog.Label("Records", "记录数")),
    }
    marks = ["▸ " if code == chosen else "" for code in found["code"]]
    shown = found.assign(
        name=[mark + told.word(code, language()) for mark, code in zip(marks, found["code"], strict=True)],
        share=records.shares(parent, found),
    )
    key = f"drawer.field.siblings.{len(path)}.{by}"

    def step() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows:
            _go((*path, (by, found["code"].iloc[rows[0]])))

    listed = {name: column for name, column in columns.items() if not shown[name].isna().all()}
    data.table(shown[list(listed)], listed, height=min(38 + 35 * len(shown), 260), key=key, on_row=step)


def _page(part: Behind, asked: Asked) -> None:
    """One page of the records, with its search, its order and its place."""
    con = warehouse.open_snapshot(view().snapshot)
    columns = records.columns(part)
    names = {name: column.label(language()) for name, column in columns.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        search = st.text_input(say("Search"), key="drawer.field.search", placeholder=say("Search"), width=200)
        order = st.selectbox(say("Sort by"), list(names), format_func=names.get, key="drawer.field.order", width=200)
        falling = st.toggle(say("Largest first"), value=True, key="drawer.field.falling")
        page = st.number_input(say("Page"), min_value=1, step=1, key="drawer.field.page", width=110)
    words = search.strip() or None
    found = records.page(
        con, part, search=words, order=order, descending=falling, skip=(page - 1) * records.PAGE_SIZE
    )  # fmt: skip
    if found.empty:
        st.caption(say("No records here."))
        return
    data.table(found, columns, height=420)
    total = records.found(con, part, words) if words else records.total(con, part)[0]
    pages = -(-total // records.PAGE_SIZE)
    said = {"page": page, "pages": text.number(pages, language()), "total": text.number(total, language())}
    st.caption(say("Page {page} of {pages} · {total} records", **said))
    data.download(f"drawer.{asked.key}", asked.title, lambda: data.csv(found, columns), asked.scope)
