"""Whether a query's header tells the truth about its statement: the same rules for our files and for saved ones.

It is told what the statement does (`Seen`), by the warehouse for ours and by the sandbox for an analyst's, and runs
nothing itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard import catalog, charts, queries
from dashboard.catalog import Label
from dashboard.queries import Query

LONGEST = 100
KEYWORDS = re.compile(r"\b(SELECT|FROM|WHERE|GROUP BY|ORDER BY|JOIN)\b")
# What a statement says in quotes or in comments is no keyword.
QUOTED = re.compile(r"'[^']*'|--.*")


@dataclass(frozen=True)
class Seen:
    """What a statement does: the kinds of statements in it, parameters taken, columns returned, tables read."""

    kinds: tuple[str, ...]
    params: frozenset[str]
    columns: tuple[str, ...]
    reads: frozenset[str]


@dataclass(frozen=True)
class Fault:
    """A line of the header that is not true, or a rule of writing that is not kept."""

    rule: str
    reason: Label


def known_tables() -> frozenset[str]:
    """Every table that a query may read."""
    cells = (queries.cells_of(dataset) for dataset in queries.cell_datasets())
    return frozenset((*catalog.contracts(), *queries.rollups(), *queries.METRIC_TABLES, *cells, queries.GAPS))


def faults(query: Query, seen: Seen) -> list[Fault]:
    """Everything that is wrong with a query; nothing when its header is true."""
    checks = (_one_select, _params, _columns, _reads, _draw, _counts, _writing)
    return [Fault(check.__name__.strip("_"), reason) for check in checks for reason in check(query, seen)]


def _one_select(query: Query, seen: Seen) -> Iterator[Label]:
    if seen.kinds != ("SELECT",):
        yield Label("A query is one select.", "一个查询只能是一条 select。")


def _params(query: Query, seen: Seen) -> Iterator[Label]:
    yield from _same("parameters", "参数", list(query.params), seen.params)
    for name, meaning in query.params.items():
        if not meaning:
            yield Label(f"The parameter {name} has no meaning.", f"参数 {name} 缺少含义说明。")


def _columns(query: Query, seen: Seen) -> Iterator[Label]:
    if tuple(query.columns) != seen.columns:
        told, found = ", ".join(query.columns), ", ".join(seen.columns)
        yield Label(
            f"The header names the columns {told}; the statement returns {found}.",
            f"表头写明的列为 {told}，语句返回的列为 {found}。",
        )


def _reads(query: Query, seen: Seen) -> Iterator[Label]:
    yield from _same("tables", "数据表", query.reads, seen.reads & known_tables())


def _same(en: str, zh: str, told: list[str] | tuple[str, ...], found: frozenset[str]) -> Iterator[Label]:
    """What the header names too much and too little."""
    for name in sorted(found - set(told)):
        yield Label(f"The {en} in the header lack {name}.", f"表头的{zh}缺少 {name}。")
    for name in sorted(set(told) - found):
        yield Label(f"The {en} in the header name {name}, which the statement does not.",
                    f"表头的{zh}多写了语句中没有的 {name}。")  # fmt: skip


def _draw(query: Query, seen: Seen) -> Iterator[Label]:
    draw = query.draw
    if draw is None:
        return
    kind = charts.GRAMMAR.get(draw.kind)
    if kind is None and draw.kind != "table":
        known = ", ".join((*charts.GRAMMAR, "table"))
        yield Label(f"There is no figure “{draw.kind}”; there are {known}.", f"没有“{draw.kind}”图，可用：{known}。")
        return
    if kind:
        for part in sorted(set(kind.needs) - set(draw.options)):
            yield Label(f"The figure {draw.kind} needs {part}=….", f"{draw.kind} 图缺少 {part}=…。")
        for part in sorted(set(draw.options) - {*kind.needs, *kind.takes, *charts.WORDS}):
            yield Label(f"The figure {draw.kind} takes no {part}=….", f"{draw.kind} 图不使用 {part}=…。")
    drawn = {c for part, said in draw.options.items() if part not in charts.WORDS for c in said.split(",")}
    for name in sorted(drawn - set(query.columns)):
        yield Label(f"The figure draws {name}, which is no column.", f"图中使用了不存在的列 {name}。")


def _counts(query: Query, seen: Seen) -> Iterator[Label]:
    for name in sorted({*query.counts, *filter(None, [query.row_selects])} - set(query.columns)):
        yield Label(f"The header counts or selects {name}, which is no column.", f"表头所计或所选的 {name} 不是列。")
    for name in sorted(set(query.counts.values()) - {*queries.metrics(), *queries.measures()}):
        yield Label(f"There is no metric or measure {name}.", f"没有指标或计量 {name}。")


def _writing(query: Query, seen: Seen) -> Iterator[Label]:
    if query.sql.count("\n") >= LONGEST:
        yield Label(f"The statement has more than {LONGEST} lines. Split it.", f"语句超过 {LONGEST} 行，请拆分。")
    if found := KEYWORDS.search(QUOTED.sub("", query.sql)):
        yield Label(f"Keywords are written in lower case: {found[0]}.", f"关键字请用小写：{found[0]}。")
    if "order by" not in query.sql:
        yield Label(
            "The rows have no order: end the statement with `order by`.",
            "结果没有排序：请在语句末尾加 order by。",
        )
