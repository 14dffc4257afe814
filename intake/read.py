"""Files → raw cells: workbooks (.xls, .xlsx) and delimited text in any of five encodings.

What a file is, is told by its content, not by its name. Refuses to know what the cells mean.
"""

import csv
import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

import python_calamine

from dashboard.catalog import Label
from intake.encoding import Undecodable, decoded
from intake.wording import Problem, problem

Cell = object  # str, float, int, date, datetime, time, or None where the cell is empty
DELIMITERS = ",;\t|"
# A dense range beyond this would not fit into memory; real tables of this size are delivered as text.
MOST_CELLS = 60_000_000
# More line breaks than any address or remark has: a quotation mark was left open.
MOST_LINES_IN_A_CELL = 50

_WORKBOOK, _OLD_WORKBOOK = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_OTHERS = (
    (b"\xff\xd8\xff", Label("a JPEG picture", "JPEG图片")),
    (b"\x89PNG", Label("a PNG picture", "PNG图片")),
    (b"GIF8", Label("a GIF picture", "GIF图片")),
    (b"%PDF", Label("a PDF document", "PDF文档")),
    (b"Rar!", Label("a RAR archive", "RAR压缩包")),
    (b"7z\xbc\xaf", Label("a 7z archive", "7z压缩包")),
    (b"\x1f\x8b", Label("a gzip archive", "gzip压缩包")),
)
_WEB_PAGE = re.compile(rb"^\s*(<!doctype html|<html|<table|<\?xml|<head|<meta)", re.IGNORECASE)


class Unreadable(Exception):
    """The file yields no cells; `problem` says why and what to do."""

    def __init__(self, what: Problem) -> None:
        super().__init__(what.message.en)
        self.problem = what


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet from its first row on; `None` for empty cells. A text file is one sheet without a name."""

    name: str | None
    rows: list[list[Cell]]
    error_cells: tuple[tuple[int, int, str], ...] = ()  # (row, column, #REF! …), both counted from 0
    hidden: bool = False


@dataclass(frozen=True)
class RawFile:
    """A delivered file: its name, the hash of its content, how it was read, and its sheets (read when asked for)."""

    name: str
    sha256: str
    form: str
    sheet_names: tuple[str | None, ...]
    content: bytes
    hidden: frozenset[str] = frozenset()

    def sheet(self, name: str | None) -> Sheet:
        """The cells of that sheet. Raises Unreadable."""
        if self.form in ("xlsx", "xls"):
            return _workbook_sheet(self, name)
        return Sheet(None, _text_rows(self.content.decode(self.form)))


def read(path: Path) -> RawFile:
    """The file at that path. Raises Unreadable with the reason and the remedy."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if not content.strip():
        raise Unreadable(problem("empty_file"))
    _refuse_others(content)
    if content.startswith((_WORKBOOK, _OLD_WORKBOOK)):
        names, hidden = _sheet_names(content)
        return RawFile(path.name, digest, "xlsx" if content.startswith(_WORKBOOK) else "xls", names, content, hidden)
    try:
        text, encoding = decoded(content)
    except Undecodable as error:
        _refuse_binary(content[:4000].decode("latin-1"))
        raise Unreadable(error.problem) from error
    _refuse_binary(text)
    if not text.strip("\ufeff \t\r\n\x00"):
        raise Unreadable(problem("empty_file"))
    return RawFile(path.name, digest, "utf-8-sig" if encoding == "utf-8" else encoding, (None,), content)


def _refuse_others(content: bytes) -> None:
    for magic, what in _OTHERS:
        if content.startswith(magic):
            raise Unreadable(problem("wrong_file", what=what))
    if _WEB_PAGE.match(content.removeprefix(b"\xef\xbb\xbf")[:200]):
        raise Unreadable(problem("wrong_file", what=Label("a web page or XML document", "网页或XML文档")))


def _refuse_binary(text: str) -> None:
    """Text has no control characters besides tabs and line ends."""
    sample = text[:4000]
    strange = sum(1 for c in sample if c < " " and c not in "\t\r\n\x0b\x0c\x1a\x00")
    if strange > len(sample) / 100 or sample.count("\x00") > 0:
        raise Unreadable(problem("wrong_file", what=Label("binary data", "二进制数据")))


# --- workbooks --------------------------------------------------------------------------------


def _open(content: bytes) -> python_calamine.CalamineWorkbook:
    # An encrypted .xlsx is wrapped into the container of the old format.
    if content.startswith(_OLD_WORKBOOK) and "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable(problem("password"))
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except python_calamine.PasswordError as error:
        raise Unreadable(problem("password")) from error
    except python_calamine.CalamineError as error:
        _refuse_other_archive(content)
        # The library's words are English.
        reason = Label(str(error), "文件内容不完整或不是工作簿")
        raise Unreadable(problem("damaged_workbook", reason=reason)) from error


def _refuse_other_archive(content: bytes) -> None:
    """A Word file or a plain archive begins like a workbook and is none."""
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, OSError):
        return
    if any(name.startswith("word/") for name in names):
        raise Unreadable(problem("wrong_file", what=Label("a Word document", "Word文档")))
    if not any(name.startswith("xl/") for name in names):
        raise Unreadable(problem("wrong_file", what=Label("a ZIP archive", "ZIP压缩包")))


def _sheet_names(content: bytes) -> tuple[tuple[str, ...], frozenset[str]]:
    book = _open(content)
    sheets = [m for m in book.sheets_metadata if m.typ == python_calamine.SheetTypeEnum.WorkSheet]
    hidden = [m.name for m in sheets if m.visible != python_calamine.SheetVisibleEnum.Visible]
    return tuple(m.name for m in sheets), frozenset(hidden)


def _workbook_sheet(file: RawFile, name: str) -> Sheet:
    errors: tuple[tuple[int, int, str], ...] = ()
    if file.form == "xlsx":
        errors = _scan(file.content, name)
    try:
        cells = _open(file.content).get_sheet_by_name(name)
        if cells.end and (cells.end[0] + 1) * (cells.end[1] + 1) > MOST_CELLS:
            raise Unreadable(_vast(name, cells.end[0] + 1, cells.end[1] + 1))
        rows = [[_cell(c) for c in row] for row in _padded(cells)]
    except python_calamine.CalamineError as error:
        raise Unreadable(problem("damaged_workbook", reason=error)) from error
    return Sheet(name, rows, errors, name in file.hidden)


def _padded(cells: python_calamine.CalamineSheet) -> Iterator[list[Cell]]:
    """Rows from the sheet's first row on, so that positions are those the reader sees; long empty rows stay short."""
    if cells.start is None:
        return
    top, left = cells.start
    yield from ([] for _ in range(top))
    margin = [None] * left
    for row in islice(cells.iter_rows(), top, None):
        yield margin + row if any(c != "" for c in row) else []


def _cell(value: Cell) -> Cell:
    """Empty text is no cell; yes/no cells become words, because True would equal the number 1."""
    if value == "" and isinstance(value, str):
        return None
    return str(value).upper() if isinstance(value, bool) else value


_DIMENSION = re.compile(rb'<dimension[^>]* ref="([A-Z]+\d+):([A-Z]+)(\d+)"')
_FILLED = re.compile(rb'<c r="([A-Z]+)(\d+)"(?:[^>]*[^/])?>')
_ERROR_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]* t="e"[^>]*>.{0,400}?<v>([^<]*)</v>', re.DOTALL)


def _scan(content: bytes, sheet: str) -> tuple[tuple[int, int, str], ...]:
    """Look at a sheet's XML first: calamine reads error values as empty, and one far cell would fill the memory."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = _part_of(archive, sheet)
        if part is None:
            return ()
        far, errors, kept = (0, 0), [], b""
        with archive.open(part) as stream:
            head = stream.read(4096)
            vast = _declares_too_much(head)
            chunk = head
            while chunk:
                window = kept + chunk
                errors += _ERROR_CELL.findall(window) if b't="e"' in window else []
                if vast:
                    far = (
                        max([far[0], *(int(r) for _, r in _FILLED.findall(window))]),
                        max([far[1], *(column_number(c.decode()) for c in {c for c, _ in _FILLED.findall(window)})]),
                    )
                kept, chunk = window[-600:], stream.read(1 << 20)
    if far[0] * far[1] > MOST_CELLS:
        raise Unreadable(_vast(sheet, *far))
    places = {(int(r) - 1, column_number(c.decode()) - 1, v.decode()) for c, r, v in errors}
    return tuple(sorted(places))


def _declares_too_much(head: bytes) -> bool:
    said = _DIMENSION.search(head)
    return bool(said) and int(said[3]) * column_number(said[2].decode()) > MOST_CELLS


def _vast(sheet: str, height: int, width: int) -> Problem:
    return problem("vast_sheet", sheet=sheet, cell=f"{column_letter(width)}{height}", cells=f"{height * width:,}")


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The archive's member that holds a sheet, through the workbook's relations; None when it is laid out otherwise."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ElementTree.ParseError):
        return None
    wanted = next((s.get(_RELATION) for s in book.iter(f"{_MAIN}sheet") if s.get("name") == sheet), None)
    target = next((r.get("Target") for r in relations if r.get("Id") == wanted), None)
    if target is None:
        return None
    part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return part if part in archive.namelist() else None


def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letter(number: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


# --- delimited text ---------------------------------------------------------------------------


def _text_rows(text: str) -> list[list[Cell]]:
    text = text.removeprefix("\ufeff").rstrip("\x1a")
    delimiter = delimiter_of(text)
    csv.field_size_limit(max(len(text), 131_072))
    rows = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        for cell in row:
            if cell.count("\n") > MOST_LINES_IN_A_CELL:
                raise Unreadable(problem("open_quote", row=len(rows) + 1))
        rows.append([cell or None for cell in row])
    return rows


def delimiter_of(text: str) -> str:
    """The delimiter that cuts most of the first lines into the same number of cells; a comma when none does."""
    sample = [line for line in text[:200_000].splitlines()[:60] if line.strip()]
    return max(DELIMITERS, key=lambda delimiter: _regularity(sample, delimiter))


def _regularity(lines: list[str], delimiter: str) -> tuple[int, int]:
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
    if not widths:
        return 0, 0
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]))
    return rows, width
