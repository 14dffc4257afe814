"""Fields that follow from other fields of the same record, by law or by the register's own rules. Nothing is guessed.

patent_type   from the application number.
granted_on    utility models and designs are published only by their grant, so it is the day of announcement once
              their status shows a grant; for inventions it is the status day, while that status is the grant.
ended_on      the status day when the status is lapse, expiry or invalidation.
expires_on    filing day + 20 years for inventions, 10 for utility models, 15 for designs filed since 2021-06-01
              and 10 before (Patent Law, fourth amendment).
register      of a geographical indication: `unstated` where the file names none.

A value that the file does carry is never replaced.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from dashboard.catalog import Contract
from intake import datum, patent_numbers
from intake.wording import Problem, problem

Columns = dict[str, list]
_SEPARATORS = re.compile(r"\s*[;;、\n]\s*")
_LONGER_DESIGNS = date(2021, 6, 1)
_AFTER_GRANT = frozenset({"granted", "lapsed", "expired", "invalidated", "change_recorded"})
_ENDS = frozenset({"lapsed", "expired", "invalidated"})


def fill(contract: Contract, columns: Columns) -> None:
    """Fill the missing cells of every field that has a `derive` rule, in the contract's order."""
    for of in contract.fields.values():
        if rule := of.rules.get("derive"):
            derived = _DERIVED[rule](columns)
            columns[of.name] = [
                d if value is None else value for value, d in zip(columns[of.name], derived, strict=True)
            ]


def _patent_type(columns: Columns) -> Iterator[str | None]:
    return (number and patent_numbers.patent_type(number) for number in columns["application_no"])


def _granted_on(columns: Columns) -> Iterator[date | None]:
    for kind, status, since, announced in _each(
        columns, "patent_type", "legal_status", "legal_status_on", "announced_on"
    ):
        if kind == "invention":
            yield since if status == "granted" else None
        else:
            yield announced if kind and status in _AFTER_GRANT else None


def _ended_on(columns: Columns) -> Iterator[date | None]:
    return (since if status in _ENDS else None for status, since in _each(columns, "legal_status", "legal_status_on"))


def _expires_on(columns: Columns) -> Iterator[date | None]:
    for kind, filed in _each(columns, "patent_type", "filed_on"):
        yield _years_later(filed, _term(kind, filed)) if kind and filed else None


def _term(kind: str, filed: date) -> int:
    return {"invention": 20, "utility_model": 10, "design": 15 if filed >= _LONGER_DESIGNS else 10}[kind]


def _years_later(day: date, years: int) -> date:
    """The same day years later; the last day of February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _unstated(columns: Columns) -> Iterator[str]:
    return ("unstated" for _ in columns["register"])


_DERIVED: dict[str, Callable[[Columns], Iterator]] = {
    "patent_type": _patent_type,
    "granted_on": _granted_on,
    "ended_on": _ended_on,
    "expires_on": _expires_on,
    "unstated": _unstated,
}


def contradictions(contract: Contract, columns: Columns) -> Iterator[tuple[int, str, Problem]]:
    """Rows that are said to be of another type than their number tells: (row, field, problem). Before `fill`."""
    if not {"application_no", "patent_type"} <= set(contract.fields):
        return
    for row, (number, said) in enumerate(_each(columns, "application_no", "patent_type")):
        told = patent_numbers.patent_type(number) if number else None
        if said and told and said != told:
            facts = {"said": patent_numbers.label(said), "told": patent_numbers.label(told)}
            yield row, "patent_type", problem("type_contradicts_number", **facts)


def split_names(contract: Contract, columns: Columns) -> dict[str, list[int]]:
    """Keep the first of several names; the rest goes to the field that declares `split_rest_of`.

    Returns the rows, by field, whose other names have nowhere to go.
    """
    homeless: dict[str, list[int]] = {}
    rest_of = {f.rules["split_rest_of"]: f.name for f in contract.fields.values() if "split_rest_of" in f.rules}
    for of in contract.fields.values():
        if of.rules.get("split") != "first":
            continue
        names = [_names(value) for value in columns[of.name]]
        columns[of.name] = [n[0] if n else None for n in names]
        if home := rest_of.get(of.name):
            columns[home] = [_with_rest(n, given) for n, given in zip(names, columns[home], strict=True)]
        else:
            homeless[of.name] = [row for row, n in enumerate(names) if len(n) > 1]
    return homeless


def _names(value: str | None) -> list[str]:
    return [name for name in _SEPARATORS.split(value) if name] if value else []


def _with_rest(names: list[str], given: str | None) -> str | None:
    return "; ".join([*names[1:], *_names(given)]) or None


def to_wgs84(columns: Columns) -> int:
    """Convert points in other datums in place; the number of points that were moved."""
    moved = 0
    for row, (lon, lat, named) in enumerate(_each(columns, "lon", "lat", "datum")):
        if named in ("gcj02", "bd09") and lon is not None and lat is not None:
            columns["lon"][row], columns["lat"][row] = datum.wgs84((lon, lat), named)
            columns["datum"][row] = "wgs84"
            moved += 1
    return moved


def _each(columns: Columns, *names: str) -> Iterator[Sequence]:
    return zip(*(columns[name] for name in names), strict=True)
