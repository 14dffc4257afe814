"""The standings of one month as a matrix of words: a line a dataset, a column a district. Pure."""

from collections.abc import Mapping

import pandas as pd

from dashboard import catalog, text
from dashboard.catalog import Label
from dashboard.queries import Column
from dashboard.submissions.duties import duties

NOT_OWED = "·"
_INCOMPLETE = Label("incomplete", "不完整")


def words(rows: pd.DataFrame, columns: Mapping[str, Column], language: str) -> pd.DataFrame:
    """District names over dataset names; a cell says how it stands, whether it is incomplete and how many findings it
    has: `✓ 按时 · 不完整 · 问题3`. Nothing is owed where a dot stands."""
    return _grid({key: _cell(row, columns, language) for key, row in _cells(rows).items()}, language, NOT_OWED)


def states(rows: pd.DataFrame, language: str) -> pd.DataFrame:
    """The same matrix with the codes of the standings, empty where nothing is owed."""
    return _grid({key: row.standing for key, row in _cells(rows).items()}, language, "")


def _cells(rows: pd.DataFrame) -> dict[tuple[str, str], object]:
    return {(row.dataset, row.district_code): row for row in rows.itertuples()}


def _grid(cells: Mapping[tuple[str, str], str], language: str, nothing: str) -> pd.DataFrame:
    places = {code for _, code in cells}
    districts = [c for c in catalog.code_list("districts") if c.code in places]
    owed = [d.dataset for d in duties() if any(dataset == d.dataset for dataset, _ in cells)]
    known = catalog.contracts()
    return pd.DataFrame(
        {c.label(language): [cells.get((dataset, c.code), nothing) for dataset in owed] for c in districts},
        index=[known[dataset].label(language) for dataset in owed],
    )


def _cell(row: object, columns: Mapping[str, Column], language: str) -> str:
    told = [catalog.word_of(columns["standing"].codes, row.standing, language)]
    if row.completeness == "incomplete":
        told.append(_INCOMPLETE(language))
    if not text.is_missing(row.findings) and row.findings:
        count = text.number(row.findings, language)
        told.append(Label(f"findings {count}", f"问题{count}")(language))
    return " · ".join(told)
