"""Which row is the header, and which column is which field of the contract.

A header matches by its wording alone; white space, case, full-width forms, a required-mark * and a unit in
brackets or at the end do not count. The unit is converted: 放款金额(万元) is disbursed_amount_cny × 10,000.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.catalog import Contract, Field, Label
from intake import read, values
from intake.mapping import ColumnMap
from intake.wording import Problem, problem

SEARCHED_ROWS = 30
_BRACKETED = re.compile(r"^(.+?)[(\[【](?:单位:?)?([^()\[\]【】]*)[)\]】]$")
_AT_THE_END = re.compile(r"^(.+?)[/:_,\-—]?((?:亿|千万|百万|万|千|百)?(?:元|人次)|%)$")
_SCALED_UNIT = re.compile(r"^(亿|千万|百万|万|千|百)?(.*)$")
_TITLE_UNIT = re.compile(r"(?:单位:?|\()((?:人民币)?(?:亿|千万|百万|万|千|百)?元)")
# Brackets that say how to fill a form, not what the unit is.
_REMARKS = frozenset({"必填", "选填", "可选", "required", "optional"})


@dataclass(frozen=True)
class Named:
    """A column that is a field: its position (from 0), its header as written, the factor of its unit."""

    field: Field
    position: int
    header: str
    factor: int | Decimal = 1
    has_unit: bool = False


@dataclass(frozen=True)
class Header:
    """The header row (from 0) and what its columns are."""

    row: int
    named: tuple[Named, ...]
    left_out: tuple[tuple[int, str, Label], ...] = ()
    unknown: tuple[tuple[int, str], ...] = ()
    problems: tuple[tuple[Problem, int | None], ...] = ()  # with the column's position, if it is one column's

    @property
    def fields(self) -> dict[str, Named]:
        return {column.field.name: column for column in self.named}


def plain(header: object) -> str:
    """A header for comparing: no spaces, dots, underscores or required-marks."""
    return re.sub(r"[_.*]|[::]$", "", values.plain(header))


def accepted(of: Field) -> tuple[str, ...]:
    """Every spelling of a field's header: its labels, the contract's spellings, its name."""
    spellings: dict[str, str] = {}
    for word in (of.label.zh, of.label.en, *of.headers, of.name):
        spellings.setdefault(plain(word), word)
    return tuple(spellings.values())


def find(rows: Sequence[Sequence[object]], contract: Contract, mapping: ColumnMap) -> Header | None:
    """The first of the rows that name the most fields; None when no row names two (or the only one there is)."""
    known = _known(contract)
    scores = [
        len({_match(c, known, mapping)[0] for c in row if c is not None} - {None}) for row in rows[:SEARCHED_ROWS]
    ]
    best = max(scores, default=0)
    if best < min(2, len(contract.fields)):
        return None
    return _header(rows, scores.index(best), contract, mapping, known)


def _known(contract: Contract) -> dict[str, Field]:
    return {plain(word): f for f in contract.fields.values() for word in accepted(f)}


def _match(cell: object, known: dict[str, Field], mapping: ColumnMap) -> tuple[str | None, str | None]:
    """The name of the field that a header stands for, and the unit it states."""
    if not isinstance(cell, str):
        return None, None
    if (name := mapping.named(cell)) is not None:
        unit = _BRACKETED.match(plain(cell)) or _AT_THE_END.match(plain(cell))
        return name, unit[2] if unit else None
    word = plain(cell)
    if word in known:
        stated = _BRACKETED.match(word) or _AT_THE_END.match(word)
        return known[word].name, stated[2] if stated and _is_scaled(stated[2]) else None
    for pattern in (_BRACKETED, _AT_THE_END):
        if (found := pattern.match(word)) and found[1] in known:
            return known[found[1]].name, found[2]
    return None, None


def _is_scaled(unit: str) -> bool:
    return bool(_SCALED_UNIT.match(unit)[1])


def _header(
    rows: Sequence[Sequence[object]], at: int, contract: Contract, mapping: ColumnMap, known: dict[str, Field]
) -> Header:
    named, left_out, unknown, problems = [], [], [], []
    reasons = {plain(h): reason for h, reason in {**contract.left_out, **mapping.left_out}.items()}
    on_purpose = {plain(h) for h in mapping.left_out}
    for position, cell in enumerate(rows[at]):
        if cell is None or not plain(cell):
            continue
        written = values.text_of(cell)
        name, unit = _match(cell, known, mapping)
        if plain(cell) in on_purpose or (name is None and plain(cell) in reasons):
            left_out.append((position, written, reasons[plain(cell)]))
        elif name is None:
            unknown.append((position, written))
        else:
            column = _with_unit(contract.fields[name], position, written, unit)
            problems += [(column, position)] if isinstance(column, Problem) else []
            named += [column] if isinstance(column, Named) else []
    named, overridden = _preferring_mapped(named, mapping)
    unknown += [(column.position, column.header) for column in overridden]
    named, from_title = _with_title_unit(named, rows[:at])
    problems += from_title + list(_conflicts(named)) + list(_absent(mapping, rows[at]))
    return Header(at, tuple(named), tuple(left_out), tuple(sorted(unknown)), tuple(problems))


def _with_unit(of: Field, position: int, header: str, unit: str | None) -> Named | Problem:
    if not unit or unit in _REMARKS:
        return Named(of, position, header)
    scale, word = _SCALED_UNIT.match(unit).groups()
    if not scale and (of.unit is None or plain(header) in {plain(spelling) for spelling in accepted(of)}):
        return Named(of, position, header)  # A remark in brackets, or part of the name itself.
    is_its_unit = values.unit_fits(word, of) or (word == "%" and values.is_percentage(of))
    if of.type not in ("decimal", "integer") or not is_its_unit:
        return problem("unit_unknown", header=header, unit=unit, expected=of.unit or of.label)
    return Named(of, position, header, values.factor_of(scale, of), has_unit=True)


def _preferring_mapped(named: list[Named], mapping: ColumnMap) -> tuple[list[Named], list[Named]]:
    """A column that --map names wins over one that only looks like the field."""
    mapped = {c.field.name for c in named if mapping.named(c.header)}
    overridden = [c for c in named if c.field.name in mapped and not mapping.named(c.header)]
    return [c for c in named if c not in overridden], overridden


def _with_title_unit(
    named: list[Named], titles: Sequence[Sequence[object]]
) -> tuple[list[Named], list[tuple[Problem, int]]]:
    """单位:万元 or (万元) above the header holds for every amount whose own header names no unit."""
    found = next(_title_units(titles), None)
    if not found:
        return named, []
    unit, cell = found
    scale = _SCALED_UNIT.match(unit.removeprefix("人民币"))[1]
    changed, problems = [], []
    for column in named:
        factor = values.factor_of(scale, column.field)
        if factor != 1 and values.is_money(column.field) and not column.has_unit:
            told = problem("unit_from_title", header=column.header, factor=f"{factor:,}", cell=cell, unit=unit)
            problems.append((told, column.position))
            column = Named(column.field, column.position, column.header, factor, has_unit=True)
        changed.append(column)
    return changed, problems


def _title_units(titles: Sequence[Sequence[object]]) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(titles, 1):
        for position, cell in enumerate(row, 1):
            if isinstance(cell, str) and (found := _TITLE_UNIT.search(values.plain(cell))):
                yield found[1], f"{read.column_letter(position)}{number}"


def _conflicts(named: list[Named]) -> Iterator[tuple[Problem, int]]:
    by_field: dict[str, list[Named]] = {}
    for column in named:
        by_field.setdefault(column.field.name, []).append(column)
    for columns in by_field.values():
        if len(columns) > 1:
            yield (
                problem("two_columns", headers=_listed(c.header for c in columns), field=columns[0].field.label),
                columns[1].position,
            )


def _absent(mapping: ColumnMap, row: Sequence[object]) -> Iterator[tuple[Problem, None]]:
    """Columns that the mapping relies on and the file does not have."""
    present = {values.plain(cell) for cell in row if cell is not None}
    for header in mapping.columns:
        if values.plain(header) not in present:
            headers = _listed(values.text_of(c) for c in row if c is not None)
            yield problem("mapped_column_missing", header=header, headers=headers), None


def missing_columns(
    header: Header, contract: Contract, mapping: ColumnMap, headers: Iterable[str]
) -> Iterator[Problem]:
    """Required fields without a column, a constant or a derivation."""
    for of in contract.fields.values():
        if of.required and "derive" not in of.rules and of.name not in (*header.fields, *mapping.constants):
            yield _missing(of, headers)


def missing_lookup_key(contract: Contract, key: str, headers: Iterable[str]) -> Problem:
    """A lookup file must have a column for the field it is looked up by."""
    return _missing(contract.fields[key], headers)


def _missing(of: Field, headers: Iterable[str]) -> Problem:
    return problem(
        "missing_column", field=of.label, name=of.name, headers=_listed(headers), accepted=_listed(accepted(of))
    )


def _listed(words: Iterable[str]) -> Label:
    words = list(words)
    return Label(", ".join(words), "、".join(words))
