"""The findings as a workbook that goes back to whoever delivered the files, with the offending cells marked.

First sheet: every listed finding. Then a copy of each sheet that has findings, cells coloured and commented.
Columns that the contract leaves out (personal names) stay out of the copy too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Protocol

import xlsxwriter

from dashboard.catalog import Label
from intake import values
from intake.delivery import Part
from intake.findings import Finding, Findings

# Beyond this many cells only the header and the offending rows are copied.
MOST_COPIED_CELLS = 1_000_000
_COLUMNS = (
    (Label("Severity", "级别"), 8),
    (Label("File", "文件"), 28),
    (Label("Sheet", "工作表"), 14),
    (Label("Row", "行"), 8),
    (Label("Column", "列"), 20),
    (Label("Value", "原值"), 30),
    (Label("What is wrong", "问题"), 60),
    (Label("What to do", "处理办法"), 60),
    (Label("Rule", "规则"), 20),
)
_SEVERITY = {"error": Label("Error", "错误"), "warning": Label("Warning", "警告")}


@dataclass(frozen=True)
class _Formats:
    head: object
    wrapped: object
    error: object
    warning: object

    def of(self, severity: str) -> object:
        return self.error if severity == "error" else self.warning


class Examined(Protocol):
    """What was found, and the sheets it was found in: one dataset's examination, or a submission of several."""

    @property
    def findings(self) -> Findings: ...

    @property
    def parts(self) -> tuple[Part, ...]: ...


def write(path: Path, examination: Examined, language: str) -> None:
    """Write the findings file. Raises OSError when the place cannot be written."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        formats = _Formats(
            head=book.add_format({"bold": True, "bg_color": "#E8EEF7", "text_wrap": True, "valign": "top"}),
            wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
            error=book.add_format({"bg_color": "#F8C9C4"}),
            warning=book.add_format({"bg_color": "#FCE8B2"}),
        )
        _list_findings(book, examination.findings, formats, language)
        for number, (name, sheet, left_out) in enumerate(_sheets_with_findings(examination), 1):
            _copy(book, f"{number} {name}"[:31], name, sheet, left_out, examination.findings, formats, language)


def _list_findings(book: xlsxwriter.Workbook, findings: Findings, formats: _Formats, language: str) -> None:
    page = book.add_worksheet(Label("Findings", "问题清单")(language))
    counted, listed = findings.errors + findings.warnings, findings.listed
    page.write(0, 0, _headline(findings.errors, findings.warnings, len(listed), counted)(language))
    for column, (label, width) in enumerate(_COLUMNS):
        page.set_column(column, column, width)
        page.write(1, column, label(language), formats.head)
    for row, finding in enumerate(listed, 2):
        for column, cell in enumerate(_row(finding, language)):
            page.write(row, column, cell, formats.of(finding.severity) if column == 0 else formats.wrapped)
    page.freeze_panes(2, 0)
    page.autofilter(1, 0, max(2, len(listed) + 1), len(_COLUMNS) - 1)


def _headline(errors: int, warnings: int, listed: int, counted: int) -> Label:
    return Label(
        f"{errors:,} errors, {warnings:,} warnings; {listed:,} of {counted:,} are listed",
        f"错误 {errors:,} 个，警告 {warnings:,} 个；列出 {listed:,} 个（共 {counted:,} 个）",
    )


def _row(finding: Finding, language: str) -> tuple:
    place = finding.place
    return (
        _SEVERITY[finding.severity](language), place.file, place.sheet or "", place.row or "", place.column or "",
        place.value or "", *finding.written(language), finding.rule,
    )  # fmt: skip


def _sheets_with_findings(examination: Examined) -> list[tuple[str, object, frozenset[int]]]:
    """(file name, its sheet, positions left out) of every sheet with a finding that names a row."""
    marked = {(f.place.file, f.place.sheet) for f in examination.findings.listed if f.place.row}
    return [(p.file, p.sheet, p.left_out) for p in examination.parts if (p.file, p.sheet.name) in marked]


def _copy(
    book: xlsxwriter.Workbook,
    title: str,
    file: str,
    sheet: object,
    left_out: frozenset[int],
    findings: Findings,
    formats: _Formats,
    language: str,
) -> None:
    page = book.add_worksheet(_allowed(title))
    here = (file, sheet.name)
    offending = [f for f in findings.listed if (f.place.file, f.place.sheet) == here and f.place.row]
    rows = _rows_to_copy(sheet.rows, {f.place.row - 1 for f in offending})
    at = {number: line for line, number in enumerate(rows)}
    whole = len(rows) == len(sheet.rows)
    shift = 0 if whole else 1  # Numbers of the rows, where not all are copied.
    for number in rows:
        if shift:
            page.write(at[number], 0, number + 1, formats.head)
        for position, cell in enumerate(sheet.rows[number]):
            if cell is not None and position not in left_out:
                page.write(at[number], position + shift, _writable(cell))
    for finding in offending:
        _mark(page, finding, at[finding.place.row - 1], shift, sheet.rows, formats, language)


def _mark(
    page: object,
    finding: Finding,
    line: int,
    shift: int,
    rows: Sequence[Sequence[object]],
    formats: _Formats,
    language: str,
) -> None:
    cells, position = rows[finding.place.row - 1], (finding.place.column_number or 1) - 1
    cell = cells[position] if position < len(cells) else None
    words = f"{finding.problem.message(language)}\n{finding.problem.remedy(language)}"
    page.write(line, position + shift, "" if cell is None else _writable(cell), formats.of(finding.severity))
    page.write_comment(line, position + shift, words, {"x_scale": 2})


def _rows_to_copy(rows: Sequence[Sequence[object]], offending: set[int]) -> list[int]:
    if sum(len(row) for row in rows) <= MOST_COPIED_CELLS:
        return list(range(len(rows)))
    return sorted({*range(min(30, len(rows))), *offending})


def _allowed(title: str) -> str:
    """Excel forbids these in the names of sheets."""
    return "".join("_" if c in "[]:*?/\\'" else c for c in title)


def _writable(cell: object) -> object:
    if isinstance(cell, (date, datetime, time)):
        return values.text_of(cell) if not isinstance(cell, time) else cell.isoformat("minutes")
    return cell
