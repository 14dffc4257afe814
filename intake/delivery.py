"""The files of a delivery gathered into columns, and the way back from a value to its cell.

Each file is read, its header found and its columns typed; what cannot be read becomes a finding with its place.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from dashboard import states
from dashboard.catalog import Contract, Label, Source
from intake import dates, headers, read, sheets, values
from intake.findings import Findings, Place
from intake.headers import Header, Named
from intake.mapping import ColumnMap
from intake.wording import ERROR, Problem, problem

UNKNOWN_ORDER = "unknown"
TOTALS = frozenset(
    {"合计", "总计", "小计", "共计", "累计", "总和", "合计:", "total", "totals", "grandtotal", "subtotal", "sum"}
)


@dataclass(frozen=True)
class FileReport:
    """What became of one file: how it was read, and rows in = rows sound + rows rejected."""

    name: str
    sha256: str = ""
    form: str = ""
    sheet: str | None = None
    header_row: int | None = None
    rows_in: int = 0
    rejected: int = 0
    empty_rows: int = 0
    left_out: tuple[tuple[str, Label], ...] = ()
    unknown: tuple[str, ...] = ()
    factors: tuple[tuple[str, int], ...] = ()
    date_orders: tuple[tuple[str, str], ...] = ()

    def counted(self, rejected: int) -> "FileReport":
        return replace(self, rejected=self.rejected + rejected)

    @property
    def sound(self) -> int:
        return self.rows_in - self.rejected

    @property
    def source(self) -> Source:
        return Source(self.name, self.sha256, self.rows_in, self.sound, self.rejected)


@dataclass(frozen=True)
class Part:
    """The rows that one file gave: where they start in the columns, and how to find their cells again."""

    start: int
    report: int
    file: str
    sheet: read.Sheet
    numbers: Sequence[int]  # position in the sheet (from 0) of every data row
    columns: dict[str, Named]
    left_out: frozenset[int] = frozenset()  # positions of columns that are not kept


@dataclass
class Gathered:
    """Columns of a delivery in the making, one list a field."""

    contract: Contract
    columns: dict[str, list] = field(default_factory=dict)
    rows: int = 0
    present: set[str] = field(default_factory=set)
    unread: set[tuple[int, str]] = field(default_factory=set)
    # (row, field): why its number is not there, as the cell says.
    gaps: dict[tuple[int, str], str] = field(default_factory=dict)
    rejected: set[int] = field(default_factory=set)
    reports: list[FileReport] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.columns = {name: [] for name in self.contract.fields}

    def reject(self, row: int, name: str) -> None:
        self.rejected.add(row)
        self.unread.add((row, name))

    def reject_all(self) -> None:
        self.rejected.update(range(self.rows))

    def file_of(self, row: int) -> int:
        """Which report a row belongs to."""
        return self._part(row).report

    def place(self, row: int, name: str) -> Place:
        """The cell that a field of a row was read from; without a column when it was derived or constant."""
        part = self._part(row)
        number = part.numbers[row - part.start]
        column = part.columns.get(name)
        if column is None:
            label = self.contract.fields[name].label.zh
            return Place(part.file, part.sheet.name, number + 1, label, None)
        cells = part.sheet.rows[number]
        cell = cells[column.position] if column.position < len(cells) else None
        return Place(part.file, part.sheet.name, number + 1, column.header, shown(cell), column.position + 1)

    def _part(self, row: int) -> Part:
        return self.parts[bisect_right([p.start for p in self.parts], row) - 1]


def shown(cell: object) -> str:
    """A cell as a finding quotes it."""
    return "" if cell is None else values.text_of(cell) if not isinstance(cell, str) else cell


def add_file(
    gathered: Gathered,
    path: Path,
    *,
    as_of: date,
    mapping: ColumnMap,
    sheet: str | None,
    findings: Findings,
    is_lookup: str | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> None:
    """Read a file into the columns; whatever is wrong with it goes to `findings`.

    `is_lookup` names the field by which a lookup file is looked up; such a file needs no other column.
    """
    report = FileReport(path.name)
    progress(path.name)
    try:
        file = read.read(path)
        report = replace(report, sha256=file.sha256, form=file.form)
        chosen, header = sheets.choose(file, gathered.contract, mapping, sheet, findings)
    except read.Unreadable as error:
        findings.add(error.problem, Place(path.name))
        gathered.reports.append(report)
        return
    _Reader(gathered, path.name, chosen, header, mapping, as_of, findings, is_lookup, progress).add(report)


# --- one sheet into columns -------------------------------------------------------------------


@dataclass
class _Reader:
    """The steps from one sheet to typed columns; they share the sheet, its header and where findings go."""

    gathered: Gathered
    file: str
    sheet: read.Sheet
    header: Header
    mapping: ColumnMap
    as_of: date
    findings: Findings
    is_lookup: str | None
    progress: Callable[[str], None]

    def add(self, report: FileReport) -> None:
        self._report_columns()
        filled, empty = self._filled_rows()
        kept = self._without_footers(filled)
        if not filled:
            self._tell(problem("no_rows"))
        usable = self.header.fields
        self.gathered.parts.append(
            Part(
                self.gathered.rows,
                len(self.gathered.reports),
                self.file,
                self.sheet,
                kept,
                usable,
                frozenset(position for position, _, _ in self.header.left_out),
            )
        )
        orders = self._add_columns(kept, usable)
        self._report_unnamed_columns(kept)
        self._report_error_cells(kept)
        if self._column_errors:
            self.gathered.rejected.update(range(self.gathered.rows - len(kept), self.gathered.rows))
        self.gathered.reports.append(
            replace(
                report,
                sheet=self.sheet.name,
                header_row=self.header.row + 1,
                rows_in=len(filled),
                rejected=len(filled) - len(kept),
                empty_rows=empty,
                left_out=tuple((header, reason) for _, header, reason in self.header.left_out),
                unknown=tuple(header for _, header in self.header.unknown),
                factors=tuple((c.header, c.factor) for c in usable.values() if c.factor != 1),
                date_orders=tuple(orders),
            )
        )

    def _tell(self, what: Problem, **place: object) -> None:
        self.findings.add(what, Place(self.file, self.sheet.name, **place))

    # Columns

    def _report_columns(self) -> None:
        self._column_errors = False
        row = self.header.row + 1
        for position, name in self.header.unknown:
            told = problem("unknown_column", header=name, dataset=self.gathered.contract.label)
            self._tell(told, row=row, column=name, column_number=position + 1)
        problems = [(what, position) for what, position in self.header.problems]
        written = [values.text_of(c) for c in self.sheet.rows[self.header.row] if c is not None]
        if not self.is_lookup:
            missing = headers.missing_columns(self.header, self.gathered.contract, self.mapping, written)
            problems += [(what, None) for what in missing]
        elif self.is_lookup not in self.header.fields:
            problems += [(headers.missing_lookup_key(self.gathered.contract, self.is_lookup, written), None)]
        for what, position in problems:
            self._column_errors |= what.severity == ERROR
            header = values.text_of(self.sheet.rows[self.header.row][position]) if position is not None else None
            self._tell(what, row=row, column=header, column_number=position + 1 if position is not None else None)

    def _report_unnamed_columns(self, kept: Sequence[int]) -> None:
        rows = self.sheet.rows
        head, width = rows[self.header.row], max((len(rows[n]) for n in kept), default=0)
        for position in range(width):
            if position < len(head) and not _is_blank(head[position]):
                continue
            if cells := sum(1 for n in kept if not _is_blank(self._cell(n, position))):
                told = problem("unnamed_column", letter=read.column_letter(position + 1), cells=cells)
                self._tell(told, row=self.header.row + 1, column_number=position + 1)

    def _add_columns(self, kept: Sequence[int], usable: dict[str, Named]) -> list[tuple[str, str]]:
        gathered, orders = self.gathered, []
        for name, of in gathered.contract.fields.items():
            self.progress(f"{self.file} {of.label.zh}")
            column = usable.get(name)
            if column is not None:
                cells = [self._cell(number, column.position) for number in kept]
                order = self._order(column, cells)
                orders += [(column.header, order)] if order else []
                self._add_column(column, cells, order)
                gathered.present.add(name)
            elif name in self.mapping.constants and not self.is_lookup:
                convert = values.converter(values.Column(of, date_order=self.mapping.date_order))
                constant, what = convert(self.mapping.constants[name])
                if what:
                    self._column_errors = True
                    self._tell(what, column=of.label.zh, value=str(self.mapping.constants[name]))
                gathered.columns[name] += [constant] * len(kept)
            else:
                gathered.columns[name] += [None] * len(kept)
        gathered.rows += len(kept)
        return orders

    def _order(self, column: Named, cells: Sequence[object]) -> str | None:
        """The order of day and month in a column; a finding about the column when it cannot be told."""
        if column.field.type not in ("date", "month"):
            return None
        found = dates.order_of(dict.fromkeys(cells), self.as_of, future=bool(column.field.rules.get("future")))
        if found is not None and self.mapping.date_order:
            return self.mapping.date_order
        if isinstance(found, Problem):
            self._column_errors = True
            self._tell(found, row=self.header.row + 1, column=column.header, column_number=column.position + 1)
            return UNKNOWN_ORDER
        return found

    def _add_column(self, column: Named, cells: Sequence[object], order: str | None) -> None:
        gathered, name, start = self.gathered, column.field.name, self.gathered.rows
        if order == UNKNOWN_ORDER:
            gathered.columns[name] += [None] * len(cells)
            gathered.unread.update((start + row, name) for row in range(len(cells)))
            return
        convert = values.converter(
            values.Column(column.field, column.factor, order, self.mapping.values.get(name, {}), self.as_of.year)
        )
        # Each distinct cell is read once: registers repeat themselves.
        readings = {cell: convert(cell) for cell in dict.fromkeys(cells)}
        gathered.columns[name] += [readings[cell][0] for cell in cells]
        wrong = {cell: what for cell, (_, what) in readings.items() if what}
        if wrong:
            self._report_cells(column, cells, wrong)

    def _report_cells(self, column: Named, cells: Sequence[object], wrong: dict[object, Problem]) -> None:
        start, name = self.gathered.rows, column.field.name
        for row, cell in enumerate(cells, start):
            if what := wrong.get(cell):
                if what.severity == ERROR:
                    self.gathered.reject(row, name)
                if what.rule in states.GAPS:
                    self.gathered.gaps[row, name] = what.rule
                # A place is made only for a finding that still gets listed.
                self.findings.add_rows(what, [row], lambda row: self.gathered.place(row, name))

    # Rows

    def _filled_rows(self) -> tuple[list[int], int]:
        """Positions of the rows below the header that hold anything, and how many hold nothing before the last."""
        rows, first = self.sheet.rows, self.header.row + 1
        filled = [n for n in range(first, len(rows)) if any(not _is_blank(c) for c in rows[n])]
        return filled, (filled[-1] + 1 - first - len(filled)) if filled else 0

    def _without_footers(self, filled: Sequence[int]) -> list[int]:
        """Leave out totals, and rows at the end that hold a single cell where the others hold many."""
        totals = {n for n in filled if self._is_total(n)}
        for number in sorted(totals):
            self._tell_row("total_row", number)
        kept = [n for n in filled if n not in totals]
        if len(self.header.named) < 3:
            return kept
        while kept and self._filled_cells(kept[-1]) == 1:
            self._tell_row("footer_row", kept.pop())
        for number in kept:
            if self._filled_cells(number) == 1:
                self._tell_row("lone_cell", number)
        return kept

    def _is_total(self, number: int) -> bool:
        first = next(c for c in self.sheet.rows[number] if not _is_blank(c))
        return isinstance(first, str) and len(first) < 16 and values.plain(first) in TOTALS

    def _filled_cells(self, number: int) -> int:
        cells = self.sheet.rows[number]
        filled = len(cells) - cells.count(None)
        return filled if filled > 4 else sum(1 for c in cells if not _is_blank(c))

    def _tell_row(self, rule: str, number: int) -> None:
        position, cell = next((p, c) for p, c in enumerate(self.sheet.rows[number]) if not _is_blank(c))
        header = self._cell(self.header.row, position)
        column = values.text_of(header) if header is not None else None
        self._tell(problem(rule), row=number + 1, column=column, value=shown(cell), column_number=position + 1)

    def _report_error_cells(self, kept: Sequence[int]) -> None:
        """Excel's error values, which the reader gives as empty cells."""
        rows, columns = set(kept), {c.position: c.header for c in self.header.named}
        for row, position, error in self.sheet.error_cells:
            if row in rows and position in columns:
                self._tell(
                    problem("error_value"),
                    row=row + 1,
                    column=columns[position],
                    value=error,
                    column_number=position + 1,
                )

    def _cell(self, number: int, position: int) -> object:
        cells = self.sheet.rows[number]
        return cells[position] if position < len(cells) else None


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))
