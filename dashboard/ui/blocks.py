"""The blocks of a page below its headline: sentences, figures, tables of records, sources."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from dashboard import answers, captions, catalog, charts, drill, text
from dashboard.queries import Query, load_query
from dashboard.scope import Scope
from dashboard.ui import data, drawer, linking, selecting
from dashboard.ui.frame import language, say, view
from dashboard.ui.plot import event_of, plot
from dashboard.ui.versus import beside, restated

ROWS_ON_A_PAGE = 50
# Records that one file takes away at most; what is shown of them is a page.
MOST_TAKEN = 100_000


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


def figure(name: str, scope: Scope, *, height: int | None = None, **options: object) -> None:
    """A query drawn as its header says, with title, caption, drawer and a designed empty state.

    What its marks stand for can be selected on it: a click narrows the other figures of the page, a second one widens
    them; a drag along its time axis sets the period. Enter, or a double click, opens the records behind a mark.
    """
    query = load_query(name)
    seen = selecting.exempt(query, scope)
    with st.container(border=True, height="stretch"):
        found = data.fetch(name, seen, **options)
        _head(query, found, seen, options)
        if answers.is_empty(query, found):
            _empty(query, seen)
            return
        _drawn(query, found, seen, scope, height, options)
        st.caption(data.window(query, seen))


def _drawn(
    query: Query, found: pd.DataFrame, seen: Scope, scope: Scope, height: int | None, options: Mapping[str, object]
) -> None:
    """Rows in hand drawn as the query's header says; `seen` is the scope that they were asked in."""
    key, kinds = f"figure.{query.name}", drill.selectable(query)
    if query.draw is None or query.draw.kind == "table":
        key = f"{key}.{language()}"
        data.table(found, dict(query.columns), height=height or "auto", key=key, on_row=_row_picker(key, query, found))
        return
    drawn = charts.spec(
        found,
        query.draw,
        query.columns,
        language=language(),
        complete_through=data.complete(query),
        grain=scope.grain,
        selected=selecting.chosen(query, scope),
        span=(scope.since, scope.until) if scope.within and "axis" in kinds else None,
        dark=is_dark(),
        height=height,
        earlier=restated(query, found, seen, options),
    )
    plot(
        drawn,
        key=key,
        height=height,
        alt=f"{query.title(language())} · {data.window(query, seen)}",
        selects=bool(kinds),
        opens=bool(query.counts),
        brush="axis" in kinds,
        on_event=lambda: _happened(key, query, found, seen, options),
    )


def _row_picker(key: str, query: Query, found: pd.DataFrame) -> Callable[[], None] | None:
    """What a selected row of a table narrows: its first column that stands for something; nothing without one."""
    columns = (c for c in query.columns if drill.dimension_of(query, c))
    column = query.row_selects or next(columns, None)
    kind = drill.dimension_of(query, column) if column else None

    def pick() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows:
            value = found[column].iloc[rows[0]]
            selecting.toggle(kind, ("" if text.is_missing(value) else str(value),))

    return pick if kind else None


def _happened(key: str, query: Query, found: pd.DataFrame, scope: Scope, options: Mapping[str, object]) -> None:
    """Carry out what the reader did on a figure."""
    event = event_of(key)
    if event and event["act"] == "open":
        if event.get("double"):
            # The first of its two clicks has selected; the reader meant to look.
            selecting.act(query, found, {**event, "act": "select"}, scope.grain)
        drawer.ask_for_point(query, found, event, scope, options)
    elif event:
        selecting.act(query, found, event, scope.grain)


def _head(query: Query, found: pd.DataFrame, scope: Scope, options: Mapping[str, object]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        st.markdown(f"**{query.title(language())}**", width="stretch")
        linking.profiles_along(query, found)
        rows, columns = beside(query, found, restated(query, found, scope, options))
        drawer.button(data.drawer_of(query, rows, columns, scope), scope, query, options)


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
            narrowed = bool(scope.districts or scope.industries or scope.picks)
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
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{query.title(language())}**", width="stretch")
            search = st.text_input(
                say("Search"), key=f"search.{name}", placeholder=say("Search"), label_visibility="collapsed", width=220,
                on_change=_to_first_page, args=(name,),
            )  # fmt: skip
            page = st.number_input(
                say("Page"), min_value=1, value=1, step=1, key=f"page.{name}", label_visibility="collapsed", width=120
            )
        options = options | {"search": search.strip() or None}
        found = data.fetch(name, scope, page_size=ROWS_ON_A_PAGE, skip=(page - 1) * ROWS_ON_A_PAGE, **options)
        if found.empty:
            _nothing_found(query, scope, search.strip(), page)
            return
        # Of its own in each language: a table keeps the widths that its first words asked for.
        key = f"records.{name}.{language()}"
        picker = _row_picker(key, query, found)
        data.table(found, dict(query.columns), height=380, key=key, on_row=picker)
        counted = say("{total} records in scope", total=text.number(total, language())) if total is not None else None
        shown = say("page {page}, {rows} rows", page=page, rows=len(found))
        most = (
            say("CSV: the first {rows}", rows=text.number(MOST_TAKEN, language()))
            if (total or 0) > MOST_TAKEN
            else None
        )
        st.caption(" · ".join(filter(None, [counted, shown, most, data.window(query, scope)])))

        snapshot = view().snapshot

        def taken() -> bytes:
            every = data.fetch(name, scope, at=snapshot, page_size=MOST_TAKEN, skip=0, **options)
            return data.csv(every, dict(query.columns))

        data.download(name, query.title(language()), taken, scope)


def _to_first_page(name: str) -> None:
    st.session_state[f"page.{name}"] = 1


def _nothing_found(query: Query, scope: Scope, search: str, page: int) -> None:
    """Say whether it was the words looked for, the page turned to, or the filters that left nothing."""
    if search and page == 1:
        st.caption(say("No record in this scope has “{words}”.", words=linking.plain(search)))
    elif page > 1:
        st.caption(say("Page {page} is past the last record: turn back.", page=page))
    else:
        _empty(query, scope)


def sources(scope: Scope, *datasets: str) -> None:
    """Where the page's numbers come from: files, rows, days they are complete to."""
    snapshot = view().snapshot
    lines = captions.sources(snapshot, datasets, language())
    st.caption("  \n".join([f"{say('Sources')} · {say('Snapshot {id}', id=snapshot.id)}", *lines]))
