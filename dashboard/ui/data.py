"""Rows of a query in the scope, how they read as a table, and the drawer behind every figure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import catalog, sandbox, text, warehouse
from dashboard.catalog import Snapshot
from dashboard.narrowing import Picks, ignored, picks_of
from dashboard.queries import Column, Query, load_query
from dashboard.scope import Scope
from dashboard.ui import linking
from dashboard.ui.frame import language, say, view
from dashboard.ui.states import gap_note


def fetch(name: str, scope: Scope, *, at: Snapshot | None = None, **options: object) -> pd.DataFrame:
    """The rows of a query in the scope, in the snapshot shown or `at` another. The same frame may come back twice: it
    is not to be changed."""
    query, snapshot = load_query(name), at or view().snapshot
    values = {**scope.params(complete(query, snapshot)), **options}
    bound = tuple((param, _frozen(values.get(param))) for param in query.params)
    picks = tuple(p for p in picks_of(scope.picks) if p[0] not in ignored(query.datasets, picks_of(scope.picks)))
    if query.is_saved:
        return sandbox.run(snapshot, query, picks, **dict(bound))
    return _fetch(str(snapshot.folder), snapshot.created, name, bound, picks)


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list | set | frozenset) else value


@lru_cache(maxsize=400)
def _fetch(folder: str, created: str, name: str, bound: tuple, picks: Picks) -> pd.DataFrame:
    """Keyed by the snapshot's identity: nothing in it ever changes, so nothing goes stale."""
    snapshot = view().shelf.find(Path(folder).name)
    return warehouse.run(warehouse.open_snapshot(snapshot), name, picks=picks, **dict(bound))


def complete(query: Query, at: Snapshot | None = None):  # noqa: ANN201 - a date
    """The day up to which everything that the query reads is complete, in the snapshot shown or `at` another."""
    return (at or view().snapshot).complete_through([d for d in query.datasets if d != "published_figures"])


def missing(query: Query, at: Snapshot | None = None) -> list[str]:
    """Datasets that the query reads and the snapshot does not hold."""
    return [name for name in query.datasets if name not in (at or view().snapshot).resources]


def labelled(rows: pd.DataFrame, columns: dict[str, Column]) -> pd.DataFrame:
    """The rows with codes in words; column names stay as they are."""
    shown = rows.copy()
    for name, column in columns.items():
        if column.codes and name in shown:
            names = {c.code: c.label(language()) for c in column.codes}
            shown[name] = shown[name].map(names).astype("object").where(shown[name].notna(), say("Not stated"))
    return shown


def word_of(column: Column, value: object) -> str:
    """One value of a column as the reader sees it."""
    if text.is_missing(value) or value == "":
        return catalog.NOT_STATED(language())
    return next((c.label(language()) for c in column.codes if c.code == str(value)), str(value))


def heading(column: Column) -> str:
    """A column's label with its unit."""
    unit = f" ({column.unit(language())})" if column.unit else ""
    return f"{column.label(language())}{unit}"


def table(
    rows: pd.DataFrame,
    columns: dict[str, Column],
    *,
    key: str | None = None,
    on_row: Callable[[], None] | None = None,
    wide: str | None = None,
    **options: object,
) -> None:
    """A table with words for codes, units in its head, dates as dates and aligned numbers.

    With `on_row` one row at a time can be selected; the callback reads it from the state under `key`.
    `wide` names the column that gets the room.
    """
    if on_row:
        options |= {"key": key, "on_select": on_row, "selection_mode": "single-row"}
    configs = {
        name: _config(rows, column) | ({"width": 620} if name == wide else {}) for name, column in columns.items()
    }
    shown = linking.linked(rows, labelled(rows, columns), columns, configs)
    st.dataframe(shown, hide_index=True, placeholder="—", column_config=configs, **options)


def _config(rows: pd.DataFrame, column: Column):  # noqa: ANN202 - a column configuration of Streamlit
    label = heading(column)
    if column.codes or column.name not in rows:
        return st.column_config.TextColumn(label)
    kind = rows[column.name].dtype
    if pd.api.types.is_datetime64_any_dtype(kind):
        return st.column_config.DateColumn(label, format="YYYY-MM-DD")
    if pd.api.types.is_bool_dtype(kind):
        return st.column_config.CheckboxColumn(label)
    if pd.api.types.is_numeric_dtype(kind):
        return st.column_config.NumberColumn(label, format="localized")
    return st.column_config.TextColumn(label)


def csv(rows: pd.DataFrame, columns: dict[str, Column]) -> bytes:
    """The rows as a spreadsheet program opens them right: words, headings with units, UTF-8 with BOM."""
    shown = labelled(rows, columns).rename(columns={c.name: heading(c) for c in columns.values()})
    return shown.to_csv(index=False, date_format="%Y-%m-%d").encode("utf-8-sig")


@dataclass(frozen=True)
class Drawer:
    """What stands behind a figure: its rows, what they mean, how they were computed."""

    key: str
    title: str
    caption: str
    rows: pd.DataFrame
    columns: Mapping[str, Column]
    notes: tuple[str, ...]
    sql: str


def drawer_of(query: Query, rows: pd.DataFrame, columns: Mapping[str, Column], scope: Scope) -> Drawer:
    """The drawer behind a query's figure: its rows, with columns that it may have besides its own."""
    notes = (query.note(language()),) if query.note else ()
    return Drawer(query.name, query.title(language()), window(query, scope), rows, columns, notes, query.sql)


def download(key: str, title: str, content: Callable[[], bytes], scope: Scope) -> None:
    """A CSV to take away; made when clicked, named after what it holds."""
    places = "-".join(scope.districts) or catalog.CITY
    st.download_button(
        say("Download CSV"),
        content,
        file_name=f"{title}_{scope.since:%Y%m}-{scope.until:%Y%m}_{places}_{scope.snapshot}.csv",
        mime="text/csv",
        key=f"csv.{key}",
        on_click="ignore",
    )


def window(query: Query, scope: Scope) -> str:
    """The caption of a figure: window, units, snapshot, and where the data end before the window does."""
    parts = []
    if "since" in query.params:
        parts.append(text.period(scope.since, scope.until, scope.language))
    elif "until" in query.params:
        parts.append(say("as of {day}", day=text.day(scope.until, language())))
    units = list(dict.fromkeys(c.unit(language()) for c in query.columns.values() if c.unit))
    if units:
        parts.append(say("Unit: {units}", units=" / ".join(units)))
    parts.append(say("Snapshot {id}", id=scope.snapshot))
    if "until" in query.params and complete(query) < scope.until:
        parts.append(say("complete through {day}", day=text.day(complete(query), language())))
    if view().snapshot.is_demonstration and query.datasets != ("published_figures",):
        parts.append(say("Demonstration data"))
    if note := gap_note(query, scope):
        parts.append(note)
    return " · ".join(parts)
