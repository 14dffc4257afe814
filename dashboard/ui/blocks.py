"""The blocks of a page below its headline: sentences, figures, tables of records, sources."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from dashboard import catalog, charts, text
from dashboard.queries import Draw, Query, load_query
from dashboard.scope import Scope
from dashboard.ui import data
from dashboard.ui.frame import choose, language, say, view
from dashboard.ui.plot import event, plot

ROWS_ON_A_PAGE = 50
# Which part of the scope a selected mark narrows, by the name that pages give it.
SELECTS = {"district": "districts", "industry": "industries"}


def is_dark() -> bool:
    """Whether the reader looks at the dark theme."""
    return st.context.theme.type == "dark"


def rows(name: str, scope: Scope, **options: object) -> pd.DataFrame:
    """The rows of a query in the scope, for a page's sentence or card."""
    return data.fetch(name, scope, **options)


def sentence(*parts: str | None) -> None:
    """The page's plain sentence: what a leader reads out."""
    said = [p for p in parts if p]
    if said:
        st.markdown(f"### {' '.join(said) if language() == 'en' else ''.join(said)}")


def note(message: str) -> None:
    st.caption(message)


def figure(
    name: str, scope: Scope, *, selects: str | None = None, height: int | None = None, **options: object
) -> None:
    """A query drawn as its header says, with title, caption, drawer and a designed empty state.

    `selects` is "district" or "industry": a click on a mark narrows the scope by it, a second one widens it.
    """
    query = load_query(name)
    with st.container(border=True, height="stretch"):
        found = data.fetch(name, scope, **options)
        _head(query, found, scope)
        if _is_empty(query, found):
            _empty(query, scope)
            return
        figure_of(query, found, scope, selects=selects, height=height)
        st.caption(data.window(query, scope))


def figure_of(
    query: Query, found: pd.DataFrame, scope: Scope, *, selects: str | None = None, height: int | None = None
) -> None:
    """Rows in hand drawn as the query's header says; `table` is drawn as a table."""
    draw = query.draw or Draw("table")
    if draw.kind == "table":
        data.table(found, dict(query.columns), height=height or "auto")
        return
    chosen = frozenset(getattr(scope, SELECTS[selects])) if selects else frozenset()
    drawn = charts.figure(
        found,
        draw,
        query.columns,
        language=language(),
        complete_through=data.complete(query),
        grain=scope.grain,
        selected=chosen,
        dark=is_dark(),
        height=height,
    )
    key = f"figure.{query.name}"
    plot(
        drawn,
        key=key,
        alt=f"{query.title(language())} · {data.window(query, scope)}",
        selects=selects is not None,
        on_event=(lambda: narrow(key, selects)) if selects else None,
    )


def _head(query: Query, found: pd.DataFrame, scope: Scope) -> None:
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        st.markdown(f"**{query.title(language())}**", width="stretch")
        data.drawer_button(data.drawer_of(query, found, scope), scope)


def narrow(key: str, selects: str) -> None:
    """Toggle the code of what was selected."""
    done = event(key)
    if done and done.act == "select" and done.code:
        toggle(selects, {done.code})


def clear() -> None:
    """Take back what was narrowed."""
    choose(districts=(), industries=())


def toggle(selects: str, codes: Iterable[str]) -> None:
    """Narrow the scope to these codes, or widen it again when they are all that is chosen."""
    part = SELECTS[selects]
    known = {c.code for c in catalog.code_list(part)}
    held = set(getattr(st.session_state["scope"], part))
    asked = set(codes) & known
    if not asked:
        return
    choose(**{part: () if asked == held else tuple(sorted(asked))})


def _is_empty(query: Query, found: pd.DataFrame) -> bool:
    if found.empty:
        return True
    parts = query.draw.options if query.draw else {}
    measured = [c for p in ("y", "z", "value", "x") for c in parts.get(p, "").split(",") if c in found]
    numbers = [c for c in measured if pd.api.types.is_numeric_dtype(found[c])]
    return bool(numbers) and not any(found[c].notna().any() for c in numbers)


def _empty(query: Query, scope: Scope) -> None:
    """Say what emptied it: a dataset that is not there, or the filters that are set."""
    absent = data.missing(query)
    with st.container(height=160, border=False, horizontal_alignment="center", vertical_alignment="center"):
        if absent:
            names = text.listing([catalog.contracts()[name].label(language()) for name in absent], language())
            st.markdown(say("This snapshot holds no {datasets}.", datasets=names), text_alignment="center")
            st.caption(say("Import the dataset to fill this figure."), text_alignment="center")
        else:
            st.markdown(say("No rows in this scope."), text_alignment="center")
            period = text.period(scope.since, scope.until, scope.language)
            narrowed = bool(scope.districts or scope.industries)
            cause = say("Period {period} with the chosen filters.", period=period) if narrowed else period
            st.caption(cause, text_alignment="center")


def missing_datasets(*names: str) -> None:
    """Name the datasets of a page that this snapshot does not hold."""
    absent = [n for n in names if n not in view().snapshot.resources]
    if absent:
        labels = text.listing([catalog.contracts()[n].label(language()) for n in absent], language())
        st.info(say("This snapshot holds no {datasets}.", datasets=labels))


def records(name: str, scope: Scope, total: int | None = None, **options: object) -> None:
    """A page of records, searched and paged in DuckDB; never the whole table to the browser.

    The query takes $search, $page_size and $skip; `total` is the number of records, counted elsewhere.
    """
    query = load_query(name)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
            st.markdown(f"**{query.title(language())}**")
            search = st.text_input(
                say("Search"), key=f"search.{name}", placeholder=say("Search"), label_visibility="collapsed", width=220
            )
            page = st.number_input(
                say("Page"), min_value=1, value=1, step=1, key=f"page.{name}", label_visibility="collapsed", width=120
            )
        found = data.fetch(
            name, scope, search=search.strip() or None, page_size=ROWS_ON_A_PAGE, skip=(page - 1) * ROWS_ON_A_PAGE,
            **options,
        )  # fmt: skip
        if found.empty:
            _empty(query, scope)
            return
        data.table(found, dict(query.columns), height=380)
        counted = say("{total} records in scope", total=text.number(total, language())) if total is not None else None
        shown = say("page {page}, {rows} rows", page=page, rows=len(found))
        st.caption(" · ".join(filter(None, [counted, shown, data.window(query, scope)])))
        data.download(name, query.title(language()), lambda: data.csv(found, dict(query.columns)), scope)


def sources(scope: Scope, *datasets: str) -> None:
    """Where the page's numbers come from: files, rows, days they are complete to."""
    snapshot = view().snapshot
    lines = []
    for name in datasets:
        resource = snapshot.resources.get(name)
        if not resource:
            continue
        files = text.listing([s.title for s in resource.sources][:3], language())
        lines.append(
            say(
                "{dataset}: {rows} rows, complete through {day}, from {files}",
                dataset=catalog.contracts()[name].label(language()),
                rows=text.number(resource.rows, language()),
                day=text.day(resource.complete_through, language()),
                files=files,
            )
        )
    st.caption("  \n".join([f"{say('Sources')} · {say('Snapshot {id}', id=snapshot.id)}", *lines]))
