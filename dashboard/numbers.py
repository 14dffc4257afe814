"""One number that a page shows, told apart from every other: a metric in a scope, or one value of a query's rows.

What tells a row apart are the columns that place its mark on the figure. It reads numbers; it does not word them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pandas as pd

from dashboard import catalog, drill, metrics, narrowing, text, warehouse
from dashboard.catalog import Label, Snapshot
from dashboard.queries import Metric, Query, counted
from dashboard.scope import Scope, months_later

# The parts of a drawing that place a mark, by kind; the others say how large it is.
PLACING = {"rank": ("y", "by"), "heat": ("x", "y"), "area_map": ("code",)}


@dataclass(frozen=True)
class Number:
    """A metric in a scope; or of a query's rows the value in `column` of the row that `row` tells apart.

    `row` and `options` (what the query was asked with besides the scope) are pairs of a name and a value in words.
    Without a column it stands for the query's rows as a whole.
    """

    subject: Metric | Query
    scope: Scope
    column: str = ""
    row: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return self.subject.id if isinstance(self.subject, Metric) else self.subject.name

    @property
    def metric(self) -> Metric | None:
        """The metric or measure that it counts, where it counts one."""
        if isinstance(self.subject, Metric):
            return self.subject
        return counted(self.subject.counts[self.column]) if self.column in self.subject.counts else None

    @property
    def unit(self) -> Label | None:
        if isinstance(self.subject, Metric):
            return self.subject.unit
        return self.subject.columns[self.column].unit if self.column else None

    @property
    def datasets(self) -> tuple[str, ...]:
        """Every dataset that it is read from."""
        return self.subject.reads if isinstance(self.subject, Metric) else self.subject.datasets


@dataclass(frozen=True)
class Value:
    """What a number is in a snapshot: `state` says why there is none, `through` up to which day it was counted.

    With `gaps`, records that lack theirs, it is a lower bound.
    """

    value: float | None
    state: str
    since: date | None = None
    through: date | None = None
    gaps: int = 0


def in_snapshot(number: Number, snapshot: Snapshot) -> Value:
    """The number as this snapshot has it, whichever snapshot its scope names."""
    number = replace(number, scope=replace(number.scope, snapshot=snapshot.id))
    return _of_metric(number, snapshot) if isinstance(number.subject, Metric) else _of_row(number, snapshot)


def _of_metric(number: Number, snapshot: Snapshot) -> Value:
    name = number.subject.id
    reading = metrics.read(snapshot, [name], number.scope, in_full=False)[name]
    return Value(reading.value, reading.state, reading.since, reading.through, reading.gaps)


def _of_row(number: Number, snapshot: Snapshot) -> Value:
    query = number.subject
    since, until = _window(number)
    complete = complete_through(query, snapshot)
    through = min(until, complete) if until else None
    if any(name not in snapshot.resources for name in query.datasets):
        return Value(None, "missing", since, through)
    rows = rows_of(number, snapshot)
    same = [row for row in rows.to_dict("records") if all(told(row.get(name)) == value for name, value in number.row)]
    if len(same) != 1:
        return Value(None, "no_row", since, through)
    value = same[0][number.column]
    if text.is_missing(value):
        return Value(None, "missing", since, through)
    return Value(float(value), "reported" if value else "zero", since, through)


def _window(number: Number) -> tuple[date | None, date | None]:
    """The days that a row counts, as far as it says: its own period within the scope's, else the scope's."""
    query, scope = number.subject, number.scope
    since = scope.since if "since" in query.params else None
    until = scope.until if "until" in query.params else None
    starts = next((day(value) for name, value in number.row if name in drill.TIME_COLUMNS and day(value)), None)
    if starts is None or until is None:
        return since, until
    ends = months_later(starts, drill.MONTHS.get(_grain(query, scope), 1)) - timedelta(days=1)
    return max(starts, since or starts), min(ends, until)


def _grain(query: Query, scope: Scope) -> str:
    return query.draw.options.get("grain", scope.grain) if query.draw else scope.grain


def complete_through(query: Query, snapshot: Snapshot) -> date:
    """The day up to which what the query reads is complete (published figures have days of their own)."""
    return snapshot.complete_through([d for d in query.datasets if d != "published_figures"])


def rows_of(number: Number, snapshot: Snapshot) -> pd.DataFrame:
    """The rows of the number's query, as the page asked for them."""
    query, scope = number.subject, number.scope
    options = {name: _typed(value) for name, value in number.options}
    values = {"page_size": 50, "skip": 0, **scope.params(complete_through(query, snapshot)), **options}
    return warehouse.run(
        warehouse.open_snapshot(snapshot), query, picks=narrowing.picks_of(scope.picks), **values
    )  # fmt: skip


def _typed(value: str) -> object:
    return int(value) if value.isdigit() and str(int(value)) == value else value or None


def told(value: object) -> str:
    """A value of a row in a word: days that begin a month as the month, whole numbers without decimals."""
    if text.is_missing(value):
        return ""
    if isinstance(value, date):
        whole = value.date() if isinstance(value, datetime) else value
        return f"{whole:%Y-%m}" if whole.day == 1 else whole.isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def day(word: str) -> date | None:
    """The first day that a word such as 2024-03 or 2024-03-15 means; None when it means none."""
    try:
        return date.fromisoformat(word if len(word) > 7 else f"{word}-01")
    except ValueError:
        return None


def options_of(options: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """What a page asks a query with besides the scope, in words."""
    return tuple((name, told(value)) for name, value in sorted(options.items()) if value is not None)


# --- a value among rows ---------------------------------------------------------------------------


def placing(query: Query) -> list[str]:
    """The columns that place the marks of the query's figure."""
    options = query.draw.options if query.draw else {}
    parts = PLACING.get(query.draw.kind if query.draw else "table", ("x", "by"))
    return [options[part] for part in parts if options.get(part) in query.columns]


def measured(query: Query, rows: pd.DataFrame) -> list[str]:
    """The columns that hold numbers to be cited, the drawn ones first."""
    drawn = {n for told in (query.draw.options.values() if query.draw else ()) for n in told.split(",")}
    numeric = [
        name
        for name, column in query.columns.items()
        if pd.api.types.is_numeric_dtype(rows[name]) and not pd.api.types.is_bool_dtype(rows[name])
        if not column.codes and name not in placing(query) and column.name not in ("edition", "year", "hour")
    ]
    return sorted(numeric, key=lambda name: (name not in query.counts, name not in drawn))


def at(
    query: Query,
    rows: pd.DataFrame,
    row: Mapping[str, object],
    column: str,
    scope: Scope,
    options: Mapping[str, object] | None = None,
) -> Number:
    """The number in a column of a row: told apart by what places its mark, and by more columns where that is shared."""
    numbers = set(measured(query, rows))
    others = [name for name in query.columns if name not in numbers and name not in placing(query)]
    chosen, alike = [], rows
    for name in [*placing(query), *others, *numbers - {column}]:
        if len(alike) == 1 and name not in placing(query):
            break
        same = alike[alike[name].map(told) == told(row[name])]
        if name in placing(query) or len(same) < len(alike):
            chosen.append(name)
        alike = same
    key = tuple((name, told(row[name])) for name in chosen)
    return Number(query, replace(scope, within=None, versus=None), column, key, options_of(options or {}))


def first(query: Query, rows: pd.DataFrame, scope: Scope, options: Mapping[str, object] | None = None) -> Number | None:
    """The first number of a figure that is there; None where it holds none."""
    for column in measured(query, rows):
        known = rows[column].notna().to_numpy().nonzero()[0]
        if len(known):
            return at(query, rows, rows.iloc[int(known[0])], column, scope, options)
    return None


def labels(codes: tuple[str, ...], code_list: str) -> list[Label]:
    """The names of chosen districts or industries."""
    return [c.label for c in catalog.code_list(code_list) if c.code in codes]
