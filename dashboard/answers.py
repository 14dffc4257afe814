"""Rows of a query in a scope, and how their values read. The same for pages, decks and files; it knows no Streamlit."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import pandas as pd

from dashboard import catalog, sandbox, text, warehouse
from dashboard.catalog import Snapshot
from dashboard.narrowing import Picks, ignored, picks_of
from dashboard.queries import Column, Query, load_query
from dashboard.scope import Scope


def rows(snapshot: Snapshot, name: str, scope: Scope, **options: object) -> pd.DataFrame:
    """The rows of a query in the scope. The same frame may come back twice: it is not to be changed.

    `options` are values of the query's own params. Raises what the sandbox refuses of a saved query.
    """
    query = load_query(name)
    values = {**scope.params(complete(query, snapshot)), **options}
    bound = tuple((param, _frozen(values.get(param))) for param in query.params)
    picks = tuple(p for p in picks_of(scope.picks) if p[0] not in ignored(query.datasets, picks_of(scope.picks)))
    if query.is_saved:
        return sandbox.run(snapshot, query, picks, **dict(bound))
    return _rows(snapshot, name, bound, picks)


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list | set | frozenset) else value


@lru_cache(maxsize=400)
def _rows(snapshot: Snapshot, name: str, bound: tuple, picks: Picks) -> pd.DataFrame:
    """Keyed by the snapshot: nothing in it ever changes, so nothing goes stale."""
    return warehouse.run(warehouse.open_snapshot(snapshot), name, picks=picks, **dict(bound))


def complete(query: Query, snapshot: Snapshot) -> date:
    """The day up to which everything that the query reads is complete."""
    return snapshot.complete_through([d for d in query.datasets if d != "published_figures"])


def missing(query: Query, snapshot: Snapshot) -> list[str]:
    """Datasets that the query reads and the snapshot does not hold."""
    return [name for name in query.datasets if name not in snapshot.resources]


def is_empty(query: Query, found: pd.DataFrame) -> bool:
    """Whether there is nothing to draw: no rows, or not one number in what is measured."""
    if found.empty:
        return True
    parts = query.draw.options if query.draw else {}
    measured = [c for p in ("y", "z", "value", "x") for c in parts.get(p, "").split(",") if c in found]
    numbers = [c for c in measured if pd.api.types.is_numeric_dtype(found[c])]
    return bool(numbers) and not any(found[c].notna().any() for c in numbers)


def labelled(found: pd.DataFrame, columns: Mapping[str, Column], language: str) -> pd.DataFrame:
    """The rows with codes in words; a value that is no code stays as it is, as column names do."""
    shown = found.copy()
    for name, column in columns.items():
        if column.codes and name in shown:
            names = {c.code: c.label(language) for c in column.codes}
            words = shown[name].map(lambda code, names=names: names.get(code, code)).astype("object")
            shown[name] = words.where(shown[name].notna(), column.blank(language))
    return shown


def word_of(column: Column, value: object, language: str) -> str:
    """One value of a column as the reader sees it."""
    if text.is_missing(value) or value == "":
        return column.blank(language)
    return catalog.word_of(column.codes, str(value), language)


def heading(column: Column, language: str) -> str:
    """A column's label with its unit."""
    return text.with_unit(column.label(language), column.unit(language) if column.unit else "", language)
