"""A delivery examined: files in; typed rows, findings, completeness and sources out.

Reads the files named to it and touches nothing else; publishing is somebody else's business.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path

import pyarrow as pa

from dashboard.catalog import Contract, Label, Source
from dashboard.states import Gap
from intake import check, derive, values
from intake.delivery import FileReport, Gathered, Part, add_file
from intake.findings import Findings, Place
from intake.mapping import ColumnMap
from intake.wording import Problem, problem

Progress = Callable[[str], None]
Rules = Callable[[pa.Table], Iterable[check.Broken]]


@dataclass(frozen=True)
class Missing:
    """How many of the sound rows lack a field."""

    field: str
    missing: int
    rows: int


@dataclass(frozen=True)
class Examination:
    """What a delivery holds. `rows` are the sound ones; publish them only when `findings.errors` is 0."""

    rows: pa.Table
    findings: Findings
    sources: tuple[Source, ...]
    completeness: tuple[Missing, ...]
    files: tuple[FileReport, ...]
    parts: tuple[Part, ...] = ()
    converted_points: int = 0
    supplied: Mapping[str, int] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()

    @property
    def can_be_published(self) -> bool:
        return self.findings.errors == 0


def examine(
    contract: Contract,
    paths: Sequence[Path],
    *,
    as_of: date,
    mapping: ColumnMap | None = None,
    lookups: Mapping[str, Path] | None = None,
    sheet: str | None = None,
    sheets: Mapping[Path, str] | None = None,
    rules: Rules = lambda rows: (),
    progress: Progress = lambda step: None,
) -> Examination:
    """Read, type, derive and check the files as one delivery of a dataset.

    `lookups` names, by key field, files that supply further fields (applicant → district). `sheet` chooses a
    sheet of a workbook, `sheets` one of each file; `rules` are more than the contract's. Never raises for what is in the files: everything wrong is a finding.
    """
    mapping = mapping or ColumnMap()
    findings = Findings()
    gathered = Gathered(contract)
    for path in paths:
        chosen = (sheets or {}).get(path, sheet or mapping.sheet)
        options = {"as_of": as_of, "mapping": mapping, "sheet": chosen, "progress": progress}
        add_file(gathered, path, findings=findings, **options)
    progress("derive")
    _report_homeless_names(gathered, findings)
    supplied = {key: _supply(gathered, key, path, as_of, findings) for key, path in (lookups or {}).items()}
    _report_contradictions(gathered, findings)
    derive.fill(contract, gathered.columns)
    progress("check")
    _check_rules(gathered, as_of, rules, findings)
    points = derive.to_wgs84(gathered.columns) if "datum" in contract.fields else 0
    return _finished(gathered, findings, points, {k: v for part in supplied.values() for k, v in part.items()})


def _report_contradictions(gathered: Gathered, findings: Findings) -> None:
    for row, name, what in derive.contradictions(gathered.contract, gathered.columns):
        gathered.reject(row, name)
        findings.add(what, gathered.place(row, name))


def _report_homeless_names(gathered: Gathered, findings: Findings) -> None:
    for name, rows in derive.split_names(gathered.contract, gathered.columns).items():
        if rows:
            told = problem("co_owners_dropped", field=gathered.contract.fields[name].label, rows=len(rows))
            findings.add(told, gathered.place(rows[0], name))


# --- rules ------------------------------------------------------------------------------------


def _check_rules(gathered: Gathered, as_of: date, rules: Rules, findings: Findings) -> None:
    contract = gathered.contract
    rows = check.table(contract, gathered.columns)
    for broken in chain(check.broken_rules(contract, rows, as_of), rules(rows)):
        _add(gathered, broken.field, broken.problem, broken.rows, findings)
    for name, other, row in check.out_of_order(contract, gathered.columns):
        facts = {
            "field": contract.fields[name].label,
            "other": contract.fields[other].label,
            "value_of_other": gathered.columns[other][row],
        }
        _add(gathered, name, problem("not_before", **facts), [row], findings)
    _check_keys(gathered, rows, findings)
    _check_fractions(gathered, findings)


def _add(gathered: Gathered, name: str, what: Problem, rows: Sequence[int], findings: Findings) -> None:
    """A cell that could not be read is reported once, not again as missing; nor is what was derived from it.

    A number that the source withholds or nobody can read is there, if not for us: it breaks no rule, but in a key.
    """
    derived = name not in gathered.present
    told = gathered.unread if name in gathered.contract.key else gathered.unread | gathered.gaps.keys()
    fresh = [r for r in rows if (r, name) not in told and not (derived and r in gathered.rejected)]
    for row in fresh:
        gathered.reject(row, name)
    findings.add_rows(what, fresh, lambda row: gathered.place(row, name))


def _check_keys(gathered: Gathered, rows: pa.Table, findings: Findings) -> None:
    contract = gathered.contract
    named = [contract.fields[name].label for name in contract.key]
    key = Label(" + ".join(w.en for w in named), "+".join(w.zh for w in named))
    shown = contract.key[0]
    for row, earlier in check.repeated_keys(contract, rows):
        if any((r, name) in gathered.unread for r in (row, earlier) for name in contract.key):
            continue  # The key itself could not be read; that is already a finding.
        if any(contract.fields[n].required and gathered.columns[n][row] is None for n in contract.key):
            continue
        here = gathered.place(row, shown)
        gathered.reject(row, shown)
        there = gathered.place(earlier, shown)
        findings.add(problem("duplicate_key", key=key, other=_where(here, there)), here)


def _where(here: Place, there: Place) -> Label:
    file = "" if here.file == there.file and here.sheet == there.sheet else f"{there.file} "
    return Label(f"{file}row {there.row}", f"{file}第{there.row}行")


def _check_fractions(gathered: Gathered, findings: Findings) -> None:
    """Excel keeps 4.35% as 0.0435; read as a percentage that would be a hundredth of it."""
    for name in gathered.present:
        of = gathered.contract.fields[name]
        known = [v for v in gathered.columns[name] if v] if values.is_percentage(of) else []
        if known and 0 < max(known) < 0.36:
            row = next(r for r, v in enumerate(gathered.columns[name]) if v)
            place = gathered.place(row, name)
            gathered.reject_all()
            findings.add(problem("fractions_for_percent", header=place.column, highest=max(known)), place)


# --- lookups ----------------------------------------------------------------------------------


def _supply(gathered: Gathered, key: str, path: Path, as_of: date, findings: Findings) -> dict[str, int]:
    """Fill missing cells from a lookup file; how many, by field. What the delivery says itself stays."""
    contract = gathered.contract
    other = Gathered(contract)
    add_file(other, path, as_of=as_of, mapping=ColumnMap(), sheet=None, findings=findings, is_lookup=key)
    supplied = {}
    for name in other.present - {key}:
        known = _known_values(other, key, name, findings)
        column, keys = gathered.columns[name], gathered.columns[key]
        filled = [
            known.get(values.plain(k)) if v is None and k is not None else v for v, k in zip(column, keys, strict=True)
        ]
        supplied[name] = sum(1 for old, new in zip(column, filled, strict=True) if old is None and new is not None)
        gathered.columns[name] = filled
        left = [row for row, v in enumerate(filled) if v is None]
        if left:
            told = problem("no_lookup_value", field=contract.fields[name].label, rows=len(left))
            findings.add(told, gathered.place(left[0], key))
    return supplied


def _known_values(other: Gathered, key: str, name: str, findings: Findings) -> dict[str, object]:
    known: dict[str, object] = {}
    for row, (k, value) in enumerate(zip(other.columns[key], other.columns[name], strict=True)):
        if k is None or value is None:
            continue
        if known.setdefault(values.plain(k), value) != value:
            label = other.contract.fields[name].label
            findings.add(problem("lookup_contradicts", value=k, field=label), other.place(row, name))
    return known


# --- the end ----------------------------------------------------------------------------------


def _finished(gathered: Gathered, findings: Findings, points: int, supplied: dict[str, int]) -> Examination:
    sound = [row for row in range(gathered.rows) if row not in gathered.rejected]
    columns = gathered.columns
    if len(sound) < gathered.rows:
        columns = {name: [column[row] for row in sound] for name, column in columns.items()}
    rows = check.table(gathered.contract, columns)
    rejected = Counter(gathered.file_of(row) for row in gathered.rejected)
    reports = tuple(report.counted(rejected[number]) for number, report in enumerate(gathered.reports))
    return Examination(
        rows=rows,
        findings=findings,
        sources=tuple(r.source for r in reports),
        completeness=tuple(
            Missing(name, rows.column(name).null_count, rows.num_rows)
            for name in gathered.contract.fields
            if rows.column(name).null_count
        ),
        files=reports,
        parts=tuple(gathered.parts),
        converted_points=points,
        supplied=supplied,
        gaps=tuple(_gaps(gathered, rows, sound)),
    )


def _gaps(gathered: Gathered, rows: pa.Table, sound: Sequence[int]) -> Iterator[Gap]:
    """The numbers that sound rows lack for a reason that their cells state."""
    contract, places = gathered.contract, {row: place for place, row in enumerate(sound)}
    for (row, name), state in gathered.gaps.items():
        if row in places and gathered.columns[name][row] is None:
            key = contract.key_text([rows.column(part)[places[row]].as_py() for part in contract.key])
            yield Gap(contract.id, key, name, state, gathered.place(row, name).value or "")
