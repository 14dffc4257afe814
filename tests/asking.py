"""Asking a query over a few records, with answers that can be written down in a test."""

from datetime import date

import pandas as pd

from dashboard import queries, warehouse


def lists(con, name, scope, **values):
    """The rows of a query as lists: dates in ISO form, missing values as None. Of the scope it takes what it knows."""
    known = warehouse.load_query(name).params
    bound = {word: value for word, value in scope.items() if word in known} | values
    rows = warehouse.run(con, name, **bound).astype(object).values.tolist()
    return [[plain(cell) for cell in row] for row in rows]


def tuples(con, name, scope, *columns, **values):
    """Some columns of a query, all when none is named, as tuples; shares to one decimal."""
    found = warehouse.run(con, name, **{**scope, **values})
    found = found[list(columns) or list(found.columns)]
    return [tuple(_short(plain(cell)) for cell in row) for row in found.itertuples(index=False)]


def counted(con, metric_id, until="2024-12-31"):
    """A metric's sum over the months to a day."""
    sql = f"select sum(value) from ({queries.counted(metric_id).sql}) where happened_on <= date '{until}'"
    return warehouse.tuples(con, sql)[0][0]


def plain(cell):
    if pd.isna(cell):
        return None
    return f"{cell:%Y-%m-%d}" if isinstance(cell, pd.Timestamp | date) else cell


def _short(cell):
    return round(cell, 1) if isinstance(cell, float) else cell
