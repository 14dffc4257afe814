"""Which dataset every file of a folder holds: by its name, else by its sheets' names, else by their headers.

Reads headers only; what the rows say is examined later. A file that cannot be told is a finding, never left out.
"""

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard import catalog
from dashboard.catalog import Contract, Label
from intake import headers, read, values
from intake.findings import Findings, Place
from intake.mapping import ColumnMap
from intake.read import Sheet, Unreadable
from intake.wording import Problem, problem

# What operating systems and open workbooks leave behind in folders.
_LITTER = frozenset({"thumbs.db", "desktop.ini"})
Contracts = Mapping[str, Contract]


@dataclass
class Holding:
    """The files that hold one dataset; `sheets` names the sheet where a file holds several datasets."""

    files: list[Path] = field(default_factory=list)
    sheets: dict[Path, str] = field(default_factory=dict)


def files_in(folder: Path) -> list[Path]:
    """Every file delivered in the folder and below it, in a fixed order."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith((".", "~$")) and path.name.lower() not in _LITTER
    )


def archives_in(paths: Iterable[Path]) -> list[Path]:
    """Those that are archives of files, and no workbooks."""
    return [path for path in paths if zipfile.is_zipfile(path) and not _is_document(path)]


def _is_document(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        return any(name.startswith(("xl/", "word/")) for name in archive.namelist())


def held(paths: Iterable[Path], findings: Findings) -> dict[str, Holding]:
    """{dataset: its files}; files that hold none, or that could be several, go to `findings`."""
    holdings: dict[str, Holding] = {}
    for path in paths:
        try:
            pieces = _pieces(path, findings)
        except Unreadable as error:
            findings.add(error.problem, Place(path.name))
            continue
        for dataset, sheets in pieces.items():
            holding = holdings.setdefault(dataset, Holding())
            holding.files.append(path)
            # Of several sheets alike, `sheets.choose` takes the contract's own or says that it cannot tell.
            if len(sheets) == 1 and sheets[0] is not None:
                holding.sheets[path] = sheets[0]
    return holdings


def named_in(text: str) -> tuple[str, ...]:
    """Datasets whose id or Chinese label the text contains; 专利转化 is not also 专利."""
    words = {headers.plain(word): c.id for c in catalog.contracts().values() for word in (c.id, c.label.zh)}
    found = {word for word in words if word in headers.plain(text)}
    longest = {word for word in found if not any(word != other and word in other for other in found)}
    return tuple(sorted({words[word] for word in longest}))


def _pieces(path: Path, findings: Findings) -> dict[str, list[str | None]]:
    """{dataset: its sheets} of one file; no sheet is named where the file's name has settled it."""
    if len(named := named_in(path.stem)) == 1:
        return {named[0]: [None]}
    pieces: dict[str, list[str | None]] = {}
    file = read.read(path)
    candidates = {name: catalog.contracts()[name] for name in named} or catalog.contracts()
    unknown = []
    for name in (n for n in file.sheet_names if n not in file.hidden):
        sheet = file.sheet(name)
        fitting = _fitting(sheet, candidates)
        for dataset in fitting[:1]:
            pieces.setdefault(dataset, []).append(name)
        if len(fitting) > 1:
            findings.add(problem("ambiguous_file", datasets=_labels(fitting)), Place(path.name, name))
        elif not fitting and any(sheet.rows):
            unknown.append(name or path.name)
    if unknown or not pieces:
        findings.add(_not_told(unknown if pieces else []), Place(path.name))
    return pieces


def _not_told(sheets: list[str]) -> Problem:
    if sheets:
        return problem("sheets_not_read", sheets=Label(", ".join(sheets), "、".join(sheets)))
    return problem("unknown_file", datasets=_labels(c.id for c in _by_district()))


def _by_district() -> list[Contract]:
    return [c for c in catalog.contracts().values() if "district_code" in c.fields and c.id != "submissions"]


def _labels(datasets: Iterable[str]) -> Label:
    labels = [catalog.contracts()[dataset].label for dataset in datasets]
    return Label(", ".join(w.en for w in labels), "、".join(w.zh for w in labels))


def _fitting(sheet: Sheet, candidates: Contracts) -> list[str]:
    """The dataset that the sheet's name or else its header tells; several when they fit alike."""
    named = [name for name in named_in(sheet.name or "") if name in candidates]
    if len(named) == 1:
        return named
    scores = {name: score for name, contract in candidates.items() if (score := _score(sheet, contract))}
    best = max(scores.values(), default=None)
    return [name for name, score in scores.items() if score == best]


def _score(sheet: Sheet, contract: Contract) -> tuple[bool, int] | None:
    """Whether all that is required is there, and how many columns are known; None when most are not."""
    header = headers.find(sheet.rows, contract, ColumnMap())
    if header is None:
        return None
    written = [values.text_of(cell) for cell in sheet.rows[header.row] if cell is not None]
    if 2 * len(header.named) < len(written):
        return None
    # The district may be left out: it is told by who submits.
    by_who = ColumnMap(constants={"district_code": ""})
    return not list(headers.missing_columns(header, contract, by_who, written)), len(header.named)
