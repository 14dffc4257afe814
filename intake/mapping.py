"""What the person who imports says about a delivery: columns renamed, left out or filled in, order of dates.

Given as `--map "源列=field"` or as a documented file such as `data/mappings/footfall_2014.toml`.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dashboard.catalog import Contract, Label
from intake.dates import ORDERS
from intake.values import plain

_KEYS = {"title", "dataset", "source", "licence", "notes", "columns", "left_out", "constants", "values", "date_order", "sheet"}  # fmt: skip
_ON_PURPOSE = Label("left out on purpose", "有意舍弃")


class BadMapping(Exception):
    """The mapping cannot be used; the message says why."""

    def __init__(self, message: Label) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True)
class ColumnMap:
    """Header in the file → field of the contract; headers left out with the reason; constants; more spellings."""

    columns: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, Label] = field(default_factory=dict)
    constants: Mapping[str, object] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    date_order: str | None = None
    sheet: str | None = None

    def named(self, header: str) -> str | None:
        """The field that this header is mapped to, if any."""
        return {plain(h): f for h, f in self.columns.items()}.get(plain(header))


def from_arguments(arguments: Iterable[str], contract: Contract, date_order: str | None = None) -> ColumnMap:
    """The sum of all `--map` arguments, later ones winning. Raises BadMapping."""
    total = ColumnMap()
    for argument in arguments:
        part = _from_file(Path(argument)) if _is_file(argument) else _from_pair(argument)
        total = _joined(total, part)
    if date_order:
        total = replace(total, date_order=date_order)
    _refuse_unknown_fields(total, contract)
    return total


def _is_file(argument: str) -> bool:
    return argument.endswith(".toml")


def _from_pair(argument: str) -> ColumnMap:
    header, equals, name = (part.strip() for part in argument.rpartition("="))
    if not equals or not header:
        raise BadMapping(
            Label(
                f'--map "{argument}" is neither "header=field" nor a .toml file',
                f'--map "{argument}" 既不是“源列=字段”，也不是 .toml 文件',
            )
        )
    return ColumnMap(columns={header: name}) if name else ColumnMap(left_out={header: _ON_PURPOSE})


def _from_file(path: Path) -> ColumnMap:
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadMapping(Label(f"{path}: {error}", f"{path}：无法读取（{error}）")) from error
    if unknown := sorted(set(raw) - _KEYS):
        raise BadMapping(
            Label(
                f"{path}: unknown keys {', '.join(unknown)}; known: {', '.join(sorted(_KEYS))}",
                f"{path}：无法识别的键 {'、'.join(unknown)}；可用：{'、'.join(sorted(_KEYS))}",
            )
        )
    return ColumnMap(
        columns=raw.get("columns", {}),
        left_out={header: Label(reason["en"], reason["zh"]) for header, reason in raw.get("left_out", {}).items()},
        constants=raw.get("constants", {}),
        values=raw.get("values", {}),
        date_order=raw.get("date_order"),
        sheet=raw.get("sheet"),
    )


def _joined(first: ColumnMap, second: ColumnMap) -> ColumnMap:
    return ColumnMap(
        columns={**first.columns, **second.columns},
        left_out={**first.left_out, **second.left_out},
        constants={**first.constants, **second.constants},
        values={**first.values, **second.values},
        date_order=second.date_order or first.date_order,
        sheet=second.sheet or first.sheet,
    )


def _refuse_unknown_fields(mapping: ColumnMap, contract: Contract) -> None:
    named = [*mapping.columns.values(), *mapping.constants, *mapping.values]
    if unknown := sorted({name for name in named if name not in contract.fields}):
        known = list(contract.fields)
        raise BadMapping(
            Label(
                f"{contract.id} has no field {', '.join(unknown)}; it has: {', '.join(known)}",
                f"“{contract.label.zh}”没有字段 {'、'.join(unknown)}；可用字段：{'、'.join(known)}",
            )
        )
    if mapping.date_order not in (None, *ORDERS):
        raise BadMapping(
            Label(
                f'date_order = "{mapping.date_order}" is none of {", ".join(ORDERS)}',
                f'date_order = "{mapping.date_order}" 应为 {"、".join(ORDERS)} 之一',
            )
        )
