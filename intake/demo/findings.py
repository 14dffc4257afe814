"""The findings file of a demonstration submission: as many errors and warnings as its row in the log says.

The sheet is made of the district's demonstration records of that dataset, spoilt in places that are the same each time.
It refuses snapshots of real records.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from dashboard import catalog
from dashboard.catalog import Code, Contract, Field, Label, Snapshot
from intake import findings_file, sample
from intake.delivery import Part
from intake.findings import Findings, Place
from intake.read import Sheet
from intake.wording import Problem, problem

# Title and headings stand above the first record.
HEAD = 2
FEWEST = 24


@dataclass(frozen=True)
class Spoilt:
    """What the findings file is written from: one sheet and what is wrong in it."""

    findings: Findings
    parts: tuple[Part, ...] = field(default=())


def workbook(
    snapshot: Snapshot, district: Code, dataset: str, period_end: date, errors: int, warnings: int, language: str
) -> bytes:
    """The findings file. Raises ValueError for a snapshot of real records."""
    if not snapshot.is_demonstration:
        raise ValueError(f"{snapshot.id} holds real records: no findings are made up for it")
    contract = catalog.contracts()[dataset]
    rng = np.random.default_rng([int(district.code), period_end.toordinal(), len(dataset), *dataset.encode()])
    title = f"{district.label.zh}{contract.label.zh}登记表({period_end.year}年{period_end.month}月，演示数据)"
    headings, *records = sample.table(snapshot, dataset, district, period_end)
    rows = [headings, *records[-max(FEWEST, errors + warnings) :]]
    sheet = Sheet(contract.sheet, [[title], *rows])
    spoilt = _spoilt(contract, sheet, f"{district.label.zh}{contract.label.zh}.xlsx", errors, warnings, rng)
    with TemporaryDirectory() as folder:
        path = Path(folder, "findings.xlsx")
        findings_file.write(path, spoilt, language)
        return path.read_bytes()


def _spoilt(
    contract: Contract, sheet: Sheet, file: str, errors: int, warnings: int, rng: np.random.Generator
) -> Spoilt:
    findings, lines = Findings(), len(sheet.rows) - HEAD
    fields = list(contract.fields.values())
    order = rng.permutation(lines) if lines else np.zeros(0, int)
    for number in range(errors + warnings):
        row = HEAD + int(order[number % lines]) if lines else None
        is_error = number < errors
        column, written, told = _error(fields, number) if is_error else _warning(fields, number)
        if row is None:
            findings.add(told, Place(file, sheet.name))
            continue
        sheet.rows[row][column] = written
        heading = fields[column].label.zh
        findings.add(told, Place(file, sheet.name, row + 1, heading, written or "", column))
    part = Part(HEAD, 0, file, sheet, range(HEAD, HEAD + lines), {})
    return Spoilt(findings, (part,))


def _error(fields: list[Field], number: int) -> tuple[int, str | None, Problem]:
    """A column, what was written there, and what is wrong with it: the kinds that the dataset has, in turn."""
    kinds = []
    for position, each in enumerate(fields):
        if each.name == "district_code":
            continue
        if each.type == "date":
            kinds.append((position, "2024.13.6", problem("not_a_date")))
        elif each.codes:
            words = [c.label for c in each.codes[:6]]
            accepted = Label(", ".join(w.en for w in words), "、".join(w.zh for w in words))
            kinds.append((position, "其它", problem("not_a_code", field=each.label, accepted=accepted)))
        elif each.required:
            kinds.append((position, None, problem("required", field=each.label)))
    return kinds[number % len(kinds)]


def _warning(fields: list[Field], number: int) -> tuple[int, str, Problem]:
    others = [(p, each) for p, each in enumerate(fields) if each.name != "district_code"]
    free = [p for p, each in others if not (each.required or each.codes)] or [p for p, _ in others]
    return free[number % len(free)], "#REF!", problem("error_value")
