"""Which sheet of a delivered file holds the dataset, and its header."""

from collections.abc import Iterable

from dashboard.catalog import Contract, Label
from intake import headers
from intake.findings import Findings, Place
from intake.headers import Header
from intake.mapping import ColumnMap
from intake.read import RawFile, Sheet, Unreadable
from intake.wording import Problem, problem

Fitting = list[tuple[Sheet, Header]]


def choose(
    file: RawFile, contract: Contract, mapping: ColumnMap, wanted: str | None, findings: Findings
) -> tuple[Sheet, Header]:
    """The sheet named, else the contract's own, else the only one whose header fits. Raises Unreadable."""
    candidates = _candidates(file, wanted)
    sheets = _read(file, candidates)
    fitting = [(s, header) for s in sheets if (header := headers.find(s.rows, contract, mapping))]
    if not fitting:
        raise Unreadable(_no_header(file, contract, candidates))
    chosen = _preferred(fitting, contract)
    others = [
        n for n in file.sheet_names if n != chosen[0].name and n not in {s.name for s in sheets if not any(s.rows)}
    ]
    if others and wanted is None:
        findings.add(problem("sheets_not_read", sheets=_list(others)), Place(file.name))
    return chosen


def _candidates(file: RawFile, wanted: str | None) -> list[str | None]:
    """The sheet that was asked for, or all that a reader sees; a text file has one without a name."""
    names = list(file.sheet_names)
    if names == [None]:
        return names
    if wanted is None:
        return [n for n in names if n not in file.hidden] or names
    if wanted not in names:
        raise Unreadable(problem("no_such_sheet", sheet=wanted, sheets=_list(names)))
    return [wanted]


def _read(file: RawFile, names: Iterable[str | None]) -> list[Sheet]:
    """Every sheet that can be read; one that cannot matters only when there is no other."""
    sheets, unreadable = [], None
    for name in names:
        try:
            sheets.append(file.sheet(name))
        except Unreadable as error:
            unreadable = error
    if not sheets and unreadable:
        raise unreadable
    return sheets


def _preferred(fitting: Fitting, contract: Contract) -> tuple[Sheet, Header]:
    own = next((pair for pair in fitting if pair[0].name == contract.sheet), None)
    if own is None and len(fitting) > 1:
        raise Unreadable(problem("several_sheets", dataset=contract.label, sheets=_list(s.name for s, _ in fitting)))
    return own or fitting[0]


def _no_header(file: RawFile, contract: Contract, names: Iterable[str | None]) -> Problem:
    required = [f.label for f in contract.fields.values() if f.required]
    return problem(
        "no_header",
        dataset=contract.label,
        sheets=_list(name or file.name for name in names),
        expected=Label(", ".join(w.en for w in required), "、".join(w.zh for w in required)),
    )


def _list(words: Iterable[str]) -> Label:
    words = list(words)
    return Label(", ".join(words), "、".join(words))
