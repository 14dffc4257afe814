"""A statement, asked of selected records only: what a selection puts in front of the statement's SQL.

Every table that a statement reads and that a selection touches is shadowed by a common table expression of the same
name. A dataset is filtered. A rollup is filtered by the columns that its header allows, else computed anew from the
filtered records. Metrics are summed from cells, the finest grain that they are published at, or from their records
where a dimension has too many values for cells. So every figure follows every selection, and no SQL is written twice.
It builds text and values; running them is warehouse's business.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from dashboard import catalog, queries
from dashboard.queries import METRIC_TABLES, Metric, cells_of

# {dimension: selected values}, as sorted pairs so that it can be a key.
Picks = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Narrowed:
    """A statement with its shadows in front, and the values that they bind."""

    sql: str
    values: Mapping[str, list[str]] = field(default_factory=dict, hash=False)


def picks_of(chosen: Iterable) -> Picks:
    """Picks of a scope, grouped by dimension."""
    found: dict[str, list[str]] = {}
    for pick in chosen:
        found.setdefault(pick.dimension, []).append(pick.value)
    return tuple((dimension, tuple(sorted(values))) for dimension, values in sorted(found.items()))


def followed(dataset: str, picks: Picks) -> dict[str, str]:
    """{field: dimension} of a dataset for the selected dimensions that it has."""
    contract = catalog.contracts()[dataset]
    return {name: dim for dim, _ in picks if (name := contract.field_of(dim))}


def ignored(datasets: Iterable[str], picks: Picks) -> tuple[str, ...]:
    """The selected dimensions that none of these datasets has."""
    datasets = list(datasets)
    return tuple(dim for dim, _ in picks if not any(dim in followed(d, picks).values() for d in datasets))


def narrow(
    sql: str,
    reads: Iterable[str],
    picks: Picks,
    metrics: tuple[str, ...] | None = None,
    *,
    kept: Mapping[str, str] | None = None,
) -> Narrowed:
    """The statement over what is selected.

    `metrics` are the ids of those that it reads, told by its own text by default; `kept` names tables that hold the
    metrics of this selection already.
    """
    return _narrow(sql, tuple(reads), picks, metrics, tuple(sorted((kept or {}).items())))


@lru_cache(maxsize=2048)
def _narrow(
    sql: str, reads: tuple[str, ...], picks: Picks, ids: tuple[str, ...] | None, kept: tuple[tuple[str, str], ...]
) -> Narrowed:
    known = queries.metrics()
    named = queries.metrics_in(sql) if ids is None else tuple(known[name] for name in ids)
    shadows = {table: f"select * from main.{name}" for table, name in kept if table in reads}
    for table in reads:
        _shadow(table, picks, named, shadows)
    if not shadows:
        return Narrowed(sql)
    asked = in_front(shadows, sql)
    used = {f"pick_{dim}": list(values) for dim, values in picks if f"$pick_{dim}::" in asked}
    return Narrowed(asked, used)


def in_front(shadows: Mapping[str, str], sql: str) -> str:
    """The statement with {table: what stands in for it} as common table expressions in front."""
    front = ",\n\n".join(f"{name} as (\n{text}\n)" for name, text in shadows.items())
    return f"with {front},\n\n{sql[5:]}" if sql[:5].lower() == "with " else f"with {front}\n\n{sql}"


def _shadow(table: str, picks: Picks, named: tuple[Metric, ...], shadows: dict[str, str]) -> None:
    """Add what stands in for a table, after what that reads itself; nothing where the selection does not touch it."""
    if table in shadows:
        return
    rollup = queries.rollups().get(table)
    if table in catalog.contracts():
        if fields := followed(table, picks):
            shadows[table] = f"select * from main.{table} where {where(fields)}"
    elif rollup:
        _shadow_rollup(rollup, picks, named, shadows)
    elif table in METRIC_TABLES:
        _shadow_metrics(table, picks, named, shadows)


def is_computed_anew(table: str, picks: Picks) -> bool:
    """Whether a table is a rollup that a selection touches and that its own columns cannot answer."""
    rollup = queries.rollups().get(table)
    return rollup is not None and bool(_touched(rollup, picks)) and not _filters(rollup, picks)


def _touched(rollup: queries.Rollup, picks: Picks) -> dict[str, dict[str, str]]:
    """{dataset behind a rollup: its fields that are selected by}, of those that are."""
    sources = queries.datasets_behind(rollup.reads)
    return {name: fields for name in sources if (fields := followed(name, picks))}


def _filters(rollup: queries.Rollup, picks: Picks) -> dict[str, str]:
    """The fields by which filtering the rollup gives what the selected records would; empty where it does not."""
    fields = next(iter(_touched(rollup, picks).values()), {})
    is_plain = len(queries.datasets_behind(rollup.reads)) == 1
    return fields if is_plain and set(fields) <= set(rollup.by) else {}


def _shadow_rollup(rollup: queries.Rollup, picks: Picks, named: tuple[Metric, ...], shadows: dict[str, str]) -> None:
    if not _touched(rollup, picks):
        return
    if fields := _filters(rollup, picks):
        shadows[rollup.name] = f"select * from main.{rollup.name} where {where(fields)}"
        return
    for name in rollup.reads:
        _shadow(name, picks, named, shadows)
    shadows[rollup.name] = rollup.sql


def _shadow_metrics(table: str, picks: Picks, named: tuple[Metric, ...], shadows: dict[str, str]) -> None:
    wanted = [m for m in named if m.kind != "ratio" and (m.kind == "distinct") == (table == "metric_entities")]
    parts = [_metric(m, table, picks, shadows) for m in wanted]
    if any(part is not None for part in parts):
        kept = [p or f"select * from main.{table} where metric = '{m.id}'" for m, p in zip(wanted, parts, strict=True)]
        shadows[table] = "\nunion all\n".join(kept)


def _metric(metric: Metric, table: str, picks: Picks, shadows: dict[str, str]) -> str | None:
    """A metric's rows over what is selected, or None where the selection does not touch it."""
    fields = followed(metric.records, picks)
    others = [name for name in metric.reads if name != metric.records and followed(name, picks)]
    if not fields and not others:
        return None
    cells = catalog.contracts()[metric.records].cell_fields
    by_cells = table == "metrics" and not others and set(fields) <= set(cells)
    if by_cells and (metric.breakdown is None or metric.breakdown in cells):
        return from_cells(metric, where(fields))
    for name in metric.reads:
        _shadow(name, picks, (), shadows)
    return from_records(metric)


def where(fields: Mapping[str, str]) -> str:
    """The predicate of a selection: {field: dimension}; a record that leaves the field out counts as empty."""
    return " and ".join(
        f"list_contains($pick_{dim}::varchar[], coalesce({name}::varchar, ''))" for name, dim in fields.items()
    )


# --- metrics from what they are made of -----------------------------------------------------------


def from_cells(metric: Metric, condition: str = "true") -> str:
    """Rows of the table `metrics` for one metric, summed from the cells of its dataset."""
    breakdown = metric.breakdown or "null::varchar"
    return (
        f"select metric, month, district_code, industry_code, {breakdown} as breakdown, sum(value) as value"
        f" from {cells_of(metric.records)} where metric = '{metric.id}' and {condition} group by all"
    )


def from_records(metric: Metric) -> str:
    """Rows of `metrics` (or `metric_entities`, for a distinct count) for one metric, from its records."""
    last = "entity" if metric.kind == "distinct" else "sum(value)::double as value"
    breakdown = f"{metric.breakdown}::varchar" if metric.breakdown else "null::varchar"
    return (
        f"select '{metric.id}' as metric, {_month_and_places(metric)}, {breakdown} as breakdown, {last}"
        f" from ({metric.sql}) where {_counted(metric)} group by all"
    )


def cells(metric: Metric) -> str:
    """Rows of the dataset's cell table for one metric, from its records."""
    fields = catalog.contracts()[metric.records].cell_fields
    kept = "".join(f"{name}::varchar as {name}, " for name in fields)
    return (
        f"select '{metric.id}' as metric, {_month_and_places(metric)}, {kept}sum(value)::double as value"
        f" from ({metric.sql}) where {_counted(metric)} group by all"
    )


def _counted(metric: Metric) -> str:
    """Which of a metric's records its tables hold: not those without a value, which are no zeros."""
    return "happened_on is not null and value is not null" if metric.measures else "happened_on is not null"


def place(metric: Metric, name: str) -> str:
    """The column that holds a metric's district or industry; none where it does not follow them."""
    return f"{name}_code" if name in metric.by else "null::varchar"


def _month_and_places(metric: Metric) -> str:
    places = ", ".join(f"{place(metric, name)} as {name}_code" for name in ("district", "industry"))
    return f"date_trunc('month', happened_on)::date as month, {places}"
