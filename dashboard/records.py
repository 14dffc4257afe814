"""The records behind a number: counted, broken down, searched, sorted and paged in DuckDB.

A metric's statement returns the records that make it up (see queries.Metric), so what is listed here adds up to what
a card or a figure shows. It knows nothing of figures, words or pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from dashboard import catalog, narrowing, queries, warehouse
from dashboard.queries import Metric
from dashboard.scope import Pick
from dashboard.warehouse import Connection

PAGE_SIZE = 50
COUNTED = "counted"


@dataclass(frozen=True)
class Behind:
    """Which records of a metric: those of a window (a stock: as it stood at its end), places and selections.

    `since` and `until` are whole days, both counted. `exact` are values of other fields, an hour or an edition. A
    filter that the metric cannot follow is left out here as it is in its value.
    """

    metric: Metric
    since: date
    until: date
    districts: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    picks: tuple[Pick, ...] = ()
    exact: tuple[tuple[str, object], ...] = ()

    @property
    def dataset(self) -> catalog.Contract:
        return catalog.contracts()[self.metric.records]

    def narrowed(self, dimension: str, value: str) -> "Behind":
        """The same records, of one value of a dimension; "district" and "industry" are dimensions too."""
        if dimension == "district":
            return replace(self, districts=(value,))
        if dimension == "industry":
            return replace(self, industries=(value,))
        others = tuple(p for p in self.picks if p.dimension != dimension)
        return replace(self, picks=(*others, Pick(dimension, value)))


def dimensions(behind: Behind) -> dict[str, catalog.Dimension]:
    """What these records can be broken down by: places, chains, and the dataset's own dimensions."""
    places = {
        "district": catalog.Dimension(
            "district", catalog.Label("District", "区县"), catalog.code_list("districts"), {}
        ),
        "industry": catalog.Dimension(
            "industry", catalog.Label("Industrial chain", "产业链"), catalog.code_list("industries"), {}
        ),
    }
    known = catalog.dimensions()
    own = {known[name].name: known[name] for name in behind.dataset.dimensions.values()}
    return {name: told for name, told in places.items() if name in behind.metric.by} | own


def columns(behind: Behind) -> dict[str, queries.Column]:
    """The columns of a page of records, in the contract's order: what it counts for first."""
    last = queries.Column(COUNTED, behind.metric.title, None if _is_distinct(behind) else behind.metric.unit)
    told = {
        name: queries.Column(name, f.label, f.unit, behind.dataset.codes(name)) for name, f in _fields(behind).items()
    }
    return {COUNTED: last} | told


def total(con: Connection, behind: Behind) -> tuple[int, float]:
    """(how many records, what they count for): the second is the number they stand behind."""
    measure = f"count(distinct {COUNTED})" if _is_distinct(behind) else f"coalesce(sum({COUNTED}), 0)"
    [(records, counted)] = _ask(con, behind, f"select count(*), {measure}::double from behind")
    return records, counted


def lacking(con: Connection, behind: Behind) -> int:
    """How many of the records lack the value that is added up: with any, the total is a lower bound."""
    [(records,)] = _ask(con, behind, f"select count(*) - count({COUNTED}) from behind")
    return records


def page(
    con: Connection,
    behind: Behind,
    *,
    search: str | None = None,
    order: str = COUNTED,
    descending: bool = True,
    size: int = PAGE_SIZE,
    skip: int = 0,
) -> pd.DataFrame:
    """One page of the records: `counted` and every field of the dataset.

    `order` is one of these columns; ties fall by the dataset's key, so that no record is met twice.
    """
    names = list(columns(behind))
    if order not in names:
        raise ValueError(f"{order!r} is no column of {behind.dataset.id}; the columns are {', '.join(names)}")
    ties = ", ".join(behind.dataset.key)
    sql = (
        f"select {', '.join(names)} from behind where {_found(behind)}"
        f" order by {order} {'desc' if descending else 'asc'} nulls last, {ties} limit {int(size)} offset {int(skip)}"
    )
    asked = _statement(behind, sql)
    return warehouse.select(con, asked.sql, asked.values | {"search": search})


def found(con: Connection, behind: Behind, search: str) -> int:
    """How many of the records a search finds."""
    asked = _statement(behind, f"select count(*) from behind where {_found(behind)}")
    return warehouse.tuples(con, asked.sql, asked.values | {"search": search})[0][0]


def siblings(con: Connection, behind: Behind, dimension: str, limit: int = 200) -> pd.DataFrame:
    """The records by one dimension, largest first: code (empty where not stated), records, counted."""
    measure = f"count(distinct {COUNTED})" if _is_distinct(behind) else f"sum({COUNTED})"
    field = f"{dimension}_code" if dimension in ("district", "industry") else behind.dataset.field_of(dimension)
    sql = (
        f"select coalesce({field}::varchar, '') as code, count(*) as records, {measure}::double as {COUNTED}"
        f" from behind group by all order by {COUNTED} desc, code limit {int(limit)}"
    )
    asked = _statement(behind, sql)
    return warehouse.select(con, asked.sql, asked.values)


def shares(behind: Behind, parts: pd.DataFrame) -> pd.Series:
    """What per cent of their sum each of the parts (rows of `siblings`) makes; missing where parts do not add up."""
    whole = parts[COUNTED].sum()
    if _is_distinct(behind) or not whole:
        return pd.Series([None] * len(parts), index=parts.index, dtype="float")
    return (parts[COUNTED] / whole * 100).round(1)


# --- statements -----------------------------------------------------------------------------------


def statement(behind: Behind) -> narrowing.Narrowed:
    """The records themselves as one statement: every field, `happened_on` and `counted`."""
    return _statement(behind, "select * from behind")


def _ask(con: Connection, behind: Behind, sql: str) -> list[tuple]:
    asked = _statement(behind, sql)
    return warehouse.tuples(con, asked.sql, asked.values)


def _statement(behind: Behind, sql: str) -> narrowing.Narrowed:
    """A statement over the table `behind`, with what it binds."""
    picks = narrowing.picks_of(behind.picks)
    whole = f"with behind as (\n{_net(behind) if behind.metric.kind == 'stock' else _events(behind)}\n)\n\n{sql}"
    asked = narrowing.narrow(whole, behind.metric.reads, picks, ())
    values: dict[str, object] = {"since": behind.since, "until": behind.until, **asked.values}
    places = {"districts": behind.districts, "industries": behind.industries}
    values |= {name: list(codes) for name, codes in places.items() if f"${name}::" in asked.sql}
    values |= {f"exact_{name}": value for name, value in behind.exact}
    used = {name: value for name, value in values.items() if f"${name}" in asked.sql}
    return narrowing.Narrowed(asked.sql, used)


def _events(behind: Behind) -> str:
    """The records of a flow or of a distinct count: those that happened in the window."""
    last = "entity" if _is_distinct(behind) else "value"
    fields = ", ".join(_kept(behind))
    return (
        f"select {fields}, happened_on, {last} as {COUNTED} from (\n{behind.metric.sql}\n) where"
        f" happened_on between $since::date and $until::date{_filters(behind)}"
    )


def _net(behind: Behind) -> str:
    """The records of a stock: those whose beginnings outweigh their ends by the window's last day."""
    key = behind.dataset.key
    others = ", ".join(f"any_value({name}) as {name}" for name in _kept(behind) if name not in key)
    return (
        f"select {', '.join(key)}{', ' if others else ''}{others}, min(happened_on) as happened_on,"
        f" sum(value) as {COUNTED} from (\n{behind.metric.sql}\n)"
        f" where happened_on <= $until::date{_filters(behind)} group by {', '.join(key)}"
        # One whose value nobody knows stands while it has begun and not ended.
        " having sum(value) <> 0 or (sum(value) is null and count(*) % 2 = 1)"
    )


def _filters(behind: Behind) -> str:
    parts = {"district": ("districts", behind.districts), "industry": ("industries", behind.industries)}
    asked = [
        # A district of '' asks for the records that name none.
        f" and list_contains(${part}::varchar[], coalesce({name}_code, ''))"
        for name, (part, codes) in parts.items()
        if codes and name in behind.metric.by
    ]
    return "".join([*asked, *(f" and {name} is not distinct from $exact_{name}" for name, _ in behind.exact)])


def _found(behind: Behind) -> str:
    """Whether any text of a record holds the words; a null search finds all."""
    texts = [name for name, f in _fields(behind).items() if f.sql_type == "varchar"]
    return f"($search::varchar is null or contains(lower(concat_ws(' ', {', '.join(texts)})), lower($search::varchar)))"


def _fields(behind: Behind) -> dict[str, catalog.Field]:
    # What a published figure counts for stands in the place of its value.
    return {name: f for name, f in behind.dataset.fields.items() if name != "value"}


def _kept(behind: Behind) -> Iterable[str]:
    """Columns carried along: the fields, and places that the metric adds to records that have none."""
    names = [*_fields(behind), *behind.dataset.derived]
    return [*names, *(f"{p}_code" for p in behind.metric.by if f"{p}_code" not in names)]


def _is_distinct(behind: Behind) -> bool:
    return behind.metric.kind == "distinct"
