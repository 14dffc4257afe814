"""Rows of a query in the scope, how they read as a table, and the drawer behind every figure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import answers, captions, catalog, text
from dashboard.catalog import Snapshot
from dashboard.queries import Column, Query
from dashboard.scope import Scope
from dashboard.ui import linking
from dashboard.ui.frame import language, later, say, view

# Of a table: a half-width letter, the blank around a cell's words, and the widest cell that is no sentence, in letters.
LETTER_PIXELS, CELL_PADDING, WIDEST_CELL = 7.2, 20, 36
# Rows of a table that its own measuring looks at, besides the last one.
MEASURED_ROWS = 10


def fetch(name: str, scope: Scope, *, at: Snapshot | None = None, **options: object) -> pd.DataFrame:
    """The rows of a query in the scope, in the snapshot shown or `at` another; not to be changed."""
    return answers.rows(at or view().snapshot, name, scope, **options)


def complete(query: Query, at: Snapshot | None = None) -> date:
    """The day up to which everything that the query reads is complete, in the snapshot shown or `at` another."""
    return answers.complete(query, at or view().snapshot)


def missing(query: Query, at: Snapshot | None = None) -> list[str]:
    """Datasets that the query reads and the snapshot does not hold."""
    return answers.missing(query, at or view().snapshot)


def labelled(rows: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    """The rows with codes in words; column names stay as they are."""
    return answers.labelled(rows, columns, language())


def word_of(column: Column, value: object) -> str:
    """One value of a column as the reader sees it."""
    return answers.word_of(column, value, language())


def heading(column: Column) -> str:
    """A column's label with its unit."""
    return answers.heading(column, language())


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
    words = labelled(rows, columns)
    configs = {
        name: _config(rows, words, column) | ({"width": 620} if name == wide else {})
        for name, column in columns.items()
    }
    shown = linking.linked(rows, words, columns, configs)
    st.dataframe(shown, hide_index=True, placeholder="—", column_config=configs, **options)


def _config(rows: pd.DataFrame, words: pd.DataFrame, column: Column):  # noqa: ANN202 - Streamlit's own
    label = heading(column)
    if column.codes or column.name not in rows:
        return st.column_config.TextColumn(label, width=_width(label, words.get(column.name)))
    kind = rows[column.name].dtype
    if pd.api.types.is_datetime64_any_dtype(kind):
        pattern, told = _day_format(column.name, rows[column.name])
        days = rows[column.name].dt.strftime(pattern)
        return st.column_config.DateColumn(label, format=told, width=_width(label, days))
    if pd.api.types.is_bool_dtype(kind):
        return st.column_config.CheckboxColumn(label)
    if pd.api.types.is_numeric_dtype(kind):
        return st.column_config.NumberColumn(label, format=_number_format(rows[column.name]))
    if column.name.endswith("_url"):
        return st.column_config.LinkColumn(label, display_text=r"^https?://([^/]+)")
    return st.column_config.TextColumn(label, width=_width(label, words[column.name]))


def _day_format(name: str, days: pd.Series) -> tuple[str, str]:
    """How pandas and the table write the days: a period is no day, and told by its year or its first month."""
    if name == "year":
        return "%Y", "YYYY"
    if name in ("month", "period") and (days.dropna().dt.day == 1).all():
        return "%Y-%m", "YYYY-MM"
    return "%Y-%m-%d", "YYYY-MM-DD"


def _number_format(values: pd.Series) -> str:
    """Small numbers of which some have one or two decimals all show as many: points stand under each other."""
    known = values.dropna()
    if known.empty or pd.api.types.is_integer_dtype(known.dtype) or known.abs().max() >= 1000:
        return "localized"
    fine = next((digits for digits in range(3) if (known - known.round(digits)).abs().max() < 1e-9), None)
    return f"%.{fine}f" if fine else "localized"


def _width(label: str, shown: pd.Series | None) -> int | None:
    """Pixels for a column of words that the table would measure too narrow: it looks at the first rows and the last,
    and passes over a cell that is twice as wide as most. None leaves the column to it, as a column of sentences."""
    if shown is None or shown.empty:
        return None
    sizes = [text.width(str(value)) if value else 1 for value in shown.where(shown.notna(), "")]
    seen = [*sizes[:MEASURED_ROWS], sizes[-1]]
    usual = 1.8 * sum(seen) / len(seen)
    measured = max(text.width(label), *(size for size in seen if size <= usual))
    if max(sizes) > WIDEST_CELL or max(sizes) <= measured:
        return None
    return round(LETTER_PIXELS * max(sizes) + CELL_PADDING)


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
        later(content),
        file_name=f"{title}_{scope.since:%Y%m}-{scope.until:%Y%m}_{places}_{scope.snapshot}.csv",
        mime="text/csv",
        key=f"csv.{key}",
        on_click="ignore",
    )


def window(query: Query, scope: Scope) -> str:
    """The caption of a figure: window, units, snapshot, and where the data end before the window does."""
    return captions.window(query, scope, view().snapshot)
