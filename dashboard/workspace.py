"""What the SQL workspace knows: the tables with their meanings, what completion offers, links, kinds of values.

Pure: it reads contracts and headers, and leaves running to the sandbox and showing to ui.
"""

import base64
import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from pandas.api.types import is_numeric_dtype

from dashboard import catalog, queries, query_contract, sandbox, warehouse
from dashboard.catalog import Code, Label, Snapshot
from dashboard.confined.functions import CALLABLE
from dashboard.queries import Column, Draw
from dashboard.sandbox import Answer

# Parameters of these names are bound from the scope, on pages as here.
FROM_SCOPE = ("since", "until", "grain", "compare", "districts", "industries", "complete", "lang")
MEANINGS = {
    "since": "first day counted",
    "until": "last day counted",
    "grain": "month, quarter or year",
    "compare": "yoy, previous or none",
    "districts": "list of district codes; null means all",
    "industries": "list of industry codes; null means all",
    "complete": "day up to which the data are complete",
    "lang": "zh or en",
}
NUMBERS = (
    "int",
    "integer",
    "bigint",
    "smallint",
    "tinyint",
    "hugeint",
    "double",
    "float",
    "real",
    "decimal",
    "numeric",
)
LONGEST_PLAIN = 400
STARTS = {
    "metrics": Label("Monthly values of every signed metric that adds up.", "可累加的各项指标逐月数值。"),
    "metric_entities": Label("Who is counted in metrics that count distinct firms.", "去重计数类指标所计入的主体。"),
}

# Columns of aggregates that no contract words, or that several word differently.
WORDED = {
    "has": Column("has", Label("Has", "现有")),
    "lacking": Column("lacking", Label("Lacking", "尚差")),
    "year": Column("year", Label("Year", "年份")),
    "quarter": Column("quarter", Label("Quarter", "季度")),
    "month": Column("month", Label("Month", "月份")),
    "period": Column("period", Label("Period", "时期")),
    "metric": Column("metric", Label("Metric", "指标")),
    "breakdown": Column("breakdown", Label("Breakdown", "细分")),
    "entity": Column("entity", Label("Counted entity", "计入主体")),
    "value": Column("value", Label("Value", "数值")),
    "patents": Column("patents", Label("Patents", "专利数"), Label("patents", "件")),
    "marks": Column("marks", Label("Trademarks", "商标数"), Label("trademarks", "件")),
    "loans": Column("loans", Label("Loans", "贷款笔数"), Label("loans", "笔")),
    "contracts": Column("contracts", Label("Contracts", "合同数"), Label("contracts", "笔")),
    "exhibitors": Column("exhibitors", Label("Exhibitors", "展商"), Label("exhibitors", "家")),
    "records": Column("records", Label("Records", "记录数"), Label("records", "条")),
    "role": Column("role", Label("Part it plays", "所任角色")),
    "first_on": Column("first_on", Label("First record", "首次记录")),
    "counted_on": Column("counted_on", Label("Day or month counted", "计数日或月")),
    "outstanding_cny": Column("outstanding_cny", Label("Outstanding", "贷款余额"), Label("CNY", "元")),
    "rated_cny": Column("rated_cny", Label("Amount with a known rate", "载明利率的金额"), Label("CNY", "元")),
    "rate_weight": Column("rate_weight", Label("Rate times amount", "利率乘金额")),
    "lowest_pct": Column("lowest_pct", Label("Lowest rate", "最低利率"), Label("%", "%")),
    "highest_pct": Column("highest_pct", Label("Highest rate", "最高利率"), Label("%", "%")),
}


@dataclass(frozen=True)
class Table:
    """A table of the snapshot as the browser shows it. `kind` is dataset, rollup or metrics."""

    name: str
    kind: str
    label: Label
    about: Label
    columns: tuple["Field", ...]

    @property
    def example(self) -> str:
        """A first statement to change."""
        shown = [column.name for column in self.columns][:6]
        return "select\n    " + ",\n    ".join(shown) + f"\nfrom {self.name}\norder by {shown[0]}\nlimit 100"


@dataclass(frozen=True)
class Field:
    """A column of a table: its type in DuckDB, and what a contract or a query's header says about it."""

    name: str
    type: str
    label: Label
    meaning: Label | None = None
    unit: Label | None = None
    codes: tuple[Code, ...] = field(default=(), hash=False)


# --- tables -----------------------------------------------------------------------------------


def schema(snapshot: Snapshot) -> tuple[Table, ...]:
    """Every table of a snapshot with the meanings of its columns."""
    con = warehouse.open_snapshot(snapshot)
    types: dict[str, list[tuple[str, str]]] = {}
    asked = "select table_name, column_name, data_type from duckdb_columns() where not internal order by column_index"
    for table, column, kind in warehouse.tuples(con, asked):
        types.setdefault(table, []).append((column, kind))
    return tuple(_table(name, types[name]) for name in sandbox.tables(snapshot) if name in types)


def _table(name: str, columns: list[tuple[str, str]]) -> Table:
    contract, rollup = catalog.contracts().get(name), queries.rollups().get(name)
    behind = queries.datasets_behind((name,)) or tuple({name.removesuffix("_cells")} & catalog.contracts().keys())
    if contract:
        kind, label, about = "dataset", contract.label, contract.grain
    elif rollup:
        sources = [catalog.contracts()[d].label for d in behind]
        kind, label = "rollup", _joined(sources)
        about = Label(rollup.summary, f"由{label.zh}预先汇总。")
    else:
        kind, label = "metrics", Label("Metrics", "指标")
        about = STARTS.get(name) or Label(
            f"Metrics on {catalog.contracts()[behind[0]].label.en}, by every dimension with few values.",
            f"{catalog.contracts()[behind[0]].label.zh}相关指标，按各分类维度细分。",
        )
    return Table(name, kind, label, about, tuple(_field(column, told, behind) for column, told in columns))


def _joined(labels: list[Label]) -> Label:
    return Label(", ".join(label.en for label in labels), "、".join(label.zh for label in labels))


def _field(name: str, kind: str, datasets: tuple[str, ...]) -> Field:
    for dataset in datasets:
        contract = catalog.contracts()[dataset]
        told = contract.fields.get(name) or contract.derived.get(name)
        if told:
            unit = getattr(told, "unit", None)
            return Field(name, kind, told.label, told.meaning, unit, contract.codes(name))
    column = column_of(name, datasets)
    codes = tuple(Code(m.id, m.title) for m in queries.metrics().values()) if name == "metric" else column.codes
    return Field(name, kind, column.label, None, column.unit, codes)


def column_of(name: str, datasets: tuple[str, ...]) -> Column:
    """A column of a result, worded as the contract of these datasets or, failing that, as a query of ours words it."""
    for dataset in datasets:
        contract = catalog.contracts()[dataset]
        told = contract.fields.get(name) or contract.derived.get(name)
        if told:
            return Column(name, told.label, getattr(told, "unit", None), contract.codes(name))
    return WORDED.get(name) or _worded().get(name) or Column(name, Label(name, name))


@cache
def _worded() -> dict[str, Column]:
    """Fields of all contracts and columns of our own queries, by name, as most of them word it."""
    found: dict[str, list[Column]] = {}
    for contract in catalog.contracts().values():
        for name, told in contract.fields.items():
            found.setdefault(name, []).append(Column(name, told.label, told.unit, contract.codes(name)))
    for query in map(queries.load_query, queries.own_names()):
        for name, column in query.columns.items():
            found.setdefault(name, []).append(column)
    return {name: _usual(columns) for name, columns in found.items()}


def _usual(columns: list[Column]) -> Column:
    [(usual, _)] = Counter((c.label, c.unit) for c in columns).most_common(1)
    return next(c for c in columns if (c.label, c.unit) == usual)


def named_tables(sql: str) -> tuple[str, ...]:
    """The tables that a statement names, before it has run."""
    return tuple(sorted(set(re.findall(r"\w+", sql)) & query_contract.known_tables()))


def columns_of(answer: Answer) -> dict[str, Column]:
    """How the columns of an answer are headed and which codes they hold."""
    datasets = queries.datasets_behind(answer.reads)
    return {name: column_of(name, datasets) for name in answer.columns}


def completions(tables: tuple[Table, ...], language: str) -> dict[str, list]:
    """What the editor offers: tables with their columns, functions, metric ids, each with its meaning."""
    return {
        "tables": [
            {
                "name": table.name,
                "detail": table.label(language),
                "info": table.about(language),
                "columns": [
                    {"name": c.name, "detail": c.label(language), "info": c.meaning(language) if c.meaning else ""}
                    for c in table.columns
                ],
            }
            for table in tables
        ],
        "functions": sorted(name for name in CALLABLE if name.isidentifier()),
        "metrics": [
            {"name": m.id, "detail": m.title(language)} for m in queries.metrics().values() if m.kind != "ratio"
        ],
    }


# --- values -----------------------------------------------------------------------------------


def kind_of(name: str, sql: str) -> str:
    """The kind of a parameter's value: from the scope, or date, number, list, text as `$name::type` casts it."""
    if name in FROM_SCOPE:
        return "scope"
    cast = re.search(rf"\${name}\s*::\s*(\w+)\s*(\[\])?", sql)
    if cast is None:
        return "text"
    if cast[2]:
        return "list"
    if cast[1].lower() in ("date", "timestamp"):
        return "date"
    return "number" if cast[1].lower() in NUMBERS else "text"


def value_of(kind: str, told: str) -> object:
    """A value from its text, as a link and the command line write it; empty means missing. Raises ValueError."""
    if not told:
        return None
    if kind == "date":
        return date.fromisoformat(told)
    if kind == "list":
        return told.split(",")
    if kind == "number":
        return int(told) if re.fullmatch(r"[+-]?\d+", told) else float(told)
    return told


def text_of(value: object) -> str:
    """The reverse: a value as a link writes it."""
    if value is None:
        return ""
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


# --- links ------------------------------------------------------------------------------------


def to_link(sql: str) -> str:
    """A statement as it stands in an address: plain, or packed after a ~ where it is long."""
    if len(sql) <= LONGEST_PLAIN and not sql.startswith("~"):
        return sql
    return "~" + base64.urlsafe_b64encode(zlib.compress(sql.encode(), 9)).decode().rstrip("=")


def from_link(told: str) -> str | None:
    """The statement of an address; None when it cannot be read."""
    if not told.startswith("~"):
        return told
    try:
        packed = base64.urlsafe_b64decode(told[1:] + "=" * (-len(told[1:]) % 4))
        return zlib.decompressobj().decompress(packed, 4 * 20_000).decode()
    except (ValueError, zlib.error):
        return None


def values_from_link(told: Iterable[str]) -> dict[str, str]:
    """`name:value` pairs of an address."""
    return {name: value for name, colon, value in (pair.partition(":") for pair in told) if colon}


# --- figures ----------------------------------------------------------------------------------

# The kinds that a quick figure offers; an area map and days aligned need columns of a special make.
OVER_TIME = ("line", "area")
FIGURES = (*OVER_TIME, "bar", "grouped", "rank", "share", "heat")
NEEDS_BY = ("share", "heat")
# More marks than this are a blot; the table has them all.
MOST_MARKS = {"rank": 40, "bar": 400, "grouped": 120}


@dataclass(frozen=True)
class Drawable:
    """Which columns of an answer can play which part of a figure."""

    times: tuple[str, ...]
    groups: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that these columns can be drawn as, the most fitting first."""
        if not self.values or not (self.times or self.groups):
            return ()
        fitting = FIGURES if self.times else ("rank", "bar", "grouped")
        others = tuple(k for k in FIGURES if k not in fitting and k not in OVER_TIME)
        enough = len(self.times) + len(self.groups) > 1
        return tuple(k for k in (*fitting, *others) if enough or k not in NEEDS_BY)

    def along(self, kind: str) -> tuple[str, ...]:
        """The columns that can stand on the axis of this kind of figure."""
        return (
            self.times
            if kind in OVER_TIME
            else self.groups + self.times
            if kind == "rank"
            else self.times + self.groups
        )


def drawable(answer: Answer) -> Drawable:
    """The columns of an answer by the parts that they can play."""
    kinds = dict(zip(answer.columns, answer.types, strict=True))
    numeric = {name for name in answer.columns if is_numeric_dtype(answer.rows[name]) and kinds[name] != "BOOLEAN"}
    times = tuple(name for name, kind in kinds.items() if kind == "DATE" or kind.startswith("TIMESTAMP"))
    whole = {
        name for name in numeric if "INT" in kinds[name] and name in ("year", "month", "quarter", "edition", "hour")
    }
    groups = tuple(name for name in answer.columns if name not in times and (name not in numeric or name in whole))
    return Drawable(times, groups, tuple(name for name in answer.columns if name in numeric - whole))


def draw_of(kind: str, along: str, value: str, by: str | None, grain: str) -> Draw:
    """The draw line of a quick figure: what stands along its axis, its value, and what splits it."""
    if kind == "rank":
        options = {"x": value, "y": along, **({"by": by} if by else {})}
    elif kind == "heat":
        options = {"x": along, "y": by, "z": value}
    else:
        options = {"x": along, "y": value, **({"by": by} if by and kind != "grouped" else {})}
    return Draw(kind, options | ({"grain": grain} if grain else {}))


def grain_of(days: Iterable[date]) -> str:
    """Whether dates begin years, quarters or months; anything else is days."""
    found = {(day.month, day.day) for day in days}
    if any(day != 1 for _, day in found):
        return "day"
    months = {month for month, _ in found}
    return "year" if months <= {1} else "quarter" if months <= {1, 4, 7, 10} else "month"
