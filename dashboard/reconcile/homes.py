"""Where every published figure is at home: counted from records, a published fact, or not to be read in its source.

A figure whose metric or measure exists is counted by it, without being listed anywhere. What cannot be derived (why
there are no records, what a difference comes from) stands in `data/reference/published_homes.csv`.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from dashboard import catalog, metrics, queries, warehouse
from dashboard.catalog import CITY, Label, Snapshot
from dashboard.queries import Metric
from dashboard.reconcile.published import BEGINNING, DATASET, Figure, Span, figures, span
from dashboard.scope import Scope, month_end

HOMES = "published_homes.csv"
BESIDE = "figures/beside_metrics"
# By how much "about" may differ, in %.
ABOUT = 5.0
# What came of a comparison, what needs attention first.
STANDINGS = ("differs", "homeless", "agrees", "not_over", "fact", "illegible", "withheld")


@dataclass(frozen=True)
class Home:
    """What the file says of a quantity: `records`, `target` or `fact`, how far a count may differ, and why it is so."""

    kind: str
    counted_as: str
    tolerance_pct: float | None
    reason: Label | None


@dataclass(frozen=True)
class Comparison:
    """A published figure beside what the records count; `standing` is one of STANDINGS.

    `counted_by` names the metric, measure or query; `gaps` are records without a value, with which the count is a
    lower bound. `reasons` say what a difference, or the want of a count, comes from.
    """

    figure: Figure
    standing: str
    counted: float | None = None
    counted_by: str = ""
    span: Span | None = None
    gaps: int = 0
    reasons: tuple[Label, ...] = ()

    @property
    def difference(self) -> float | None:
        return None if self.counted is None else self.counted - self.figure.value

    @property
    def is_counted(self) -> bool:
        return self.standing in ("agrees", "differs")


@cache
def homes() -> Mapping[str, Home]:
    """{quantity: what the file says of it}."""
    with catalog.reference(HOMES).open(encoding="utf-8-sig", newline="") as lines:
        return {row["metric_id"]: _home(row) for row in csv.DictReader(lines)}


def _home(row: Mapping[str, str]) -> Home:
    reason = Label(row["reason_en"], row["reason_zh"]) if row["reason_en"] else None
    return Home(row["home"], row["counted_as"], float(row["tolerance_pct"]) if row["tolerance_pct"] else None, reason)


@lru_cache(maxsize=16)
def comparisons(snapshot: Snapshot) -> tuple[Comparison, ...]:
    """Every published statement with its home, those that differ first."""
    found = (compared(snapshot, figure) for figure in figures(snapshot))
    return tuple(sorted(found, key=lambda c: STANDINGS.index(c.standing)))


def differing(snapshot: Snapshot) -> tuple[Comparison, ...]:
    """The figures that the records do not reproduce."""
    return tuple(c for c in comparisons(snapshot) if c.standing == "differs")


def compared(snapshot: Snapshot, figure: Figure) -> Comparison:
    """One statement beside the records."""
    if figure.is_gap or figure.value is None:
        return Comparison(figure, figure.qualifier if figure.is_gap else "illegible", reasons=_own_reason(figure))
    if not figure.is_ours:
        return Comparison(figure, "fact", reasons=(_ELSEWHERE,))
    if figure.is_announced:
        return Comparison(figure, "fact", reasons=(_ANNOUNCED,))
    found = list(_counts(snapshot, figure))
    if not found:
        return _uncounted(figure)
    # A flow "as of" a year is told since the beginning or for that year; the source does not say which: the nearer one.
    agreeing = [c for c in found if c.standing == "agrees"]
    chosen = min(agreeing, key=lambda c: abs(c.difference), default=found[0])
    return replace(chosen, reasons=tuple(_reasons(chosen, snapshot)))


def _uncounted(figure: Figure) -> Comparison:
    home = homes().get(figure.metric_id)
    if home is None:
        return Comparison(figure, "homeless")
    lacking = (_NO_RECORDS,) if home.kind == "records" else ()
    return Comparison(figure, "fact", reasons=(*_own_reason(figure), *lacking))


# --- counting -----------------------------------------------------------------------------------


def _counts(snapshot: Snapshot, figure: Figure) -> Iterator[Comparison]:
    """The figure as the records count it, once for each window that it may mean; nothing where they cannot."""
    metric = (queries.measures() | queries.metrics()).get(figure.metric_id)
    if metric is None:
        yield from _beside(snapshot, figure)
    # A metric that quotes the published figure is no second count of it.
    elif metric.records != DATASET and (figure.geo_code == CITY or "district" in metric.by):
        found = (_counted(snapshot, figure, metric, window) for window in _windows(figure, metric, snapshot))
        yield from filter(None, found)


def _windows(figure: Figure, metric: Metric, snapshot: Snapshot) -> Iterator[Span]:
    told = span(figure, snapshot)
    if told is None:
        return
    yield told
    if told.since == BEGINNING and metric.kind != "stock":
        yield replace(told, since=date(told.until.year, 1, 1))


def _counted(snapshot: Snapshot, figure: Figure, metric: Metric, window: Span) -> Comparison | None:
    districts = () if figure.geo_code == CITY else (figure.geo_code,)
    count = count_of(snapshot, metric, window, districts)
    if count is None:
        return None
    is_over = window.until <= min(count.through, snapshot.as_of)
    if count.value is None and is_over:
        return None
    standing = _standing(figure, count.value) if is_over else "not_over"
    return Comparison(figure, standing, count.value, metric.id, window, count.gaps)


@dataclass(frozen=True)
class Count:
    """What records add up to through a day; `gaps` are those without a value."""

    value: float | None
    through: date
    gaps: int = 0


def count_of(snapshot: Snapshot, metric: Metric, window: Span, districts: tuple[str, ...] = ()) -> Count | None:
    """A metric or measure over whole months; None where the snapshot has nothing to count."""
    through = min(metrics.complete_through(snapshot, metric), month_end(window.until))
    if any(name not in snapshot.resources for name in metric.reads):
        return None
    if metric.id not in queries.metrics():
        return Count(_of_measure(snapshot, metric, window, districts), through)
    scope = Scope(snapshot.id, window.since, month_end(window.until), compare="none", districts=districts)
    reading = metrics.read(snapshot, [metric.id], scope, in_full=False)[metric.id]
    return None if reading.state == "missing" else Count(reading.value, through, reading.gaps)


def _of_measure(snapshot: Snapshot, measure: Metric, window: Span, districts: tuple[str, ...]) -> float | None:
    """What nobody signs is not kept in the metric tables: counted from its records."""
    counted = "count(distinct entity)" if measure.kind == "distinct" else "sum(value)"
    placed = "list_contains($districts::varchar[], district_code)" if districts else "$districts is null"
    sql = f"select {counted}::double from (\n{measure.sql}\n) where happened_on between $since and $until and {placed}"
    values = {"since": window.since, "until": month_end(window.until), "districts": list(districts) or None}
    return warehouse.tuples(warehouse.open_snapshot(snapshot), sql, values)[0][0]


@lru_cache(maxsize=16)
def _beside_metrics(snapshot: Snapshot) -> Mapping[tuple[str, str], float]:
    rows = warehouse.run(warehouse.open_snapshot(snapshot), BESIDE)
    return {(row.metric_id, row.period): row.value for row in rows.itertuples()}


def _beside(snapshot: Snapshot, figure: Figure) -> Iterator[Comparison]:
    """What a query counts where no metric does; targets under the metric that they set."""
    home = homes().get(figure.metric_id)
    name = f"target_{home.counted_as}" if home and home.kind == "target" else figure.metric_id
    value = _beside_metrics(snapshot).get((name, figure.period)) if figure.geo_code == CITY else None
    if value is not None:
        yield Comparison(figure, _standing(figure, value), value, BESIDE, span(figure, snapshot))


# --- judging ------------------------------------------------------------------------------------


def _standing(figure: Figure, value: float | None) -> str:
    return "agrees" if value is not None and agrees(figure, value) else "differs"


def agrees(figure: Figure, counted: float) -> bool:
    """Whether a count is what the source says, as the source words it."""
    slack = abs(figure.value) * tolerance_pct(figure) / 100
    if figure.qualifier == "at_least":
        return counted >= figure.value - slack - 1e-9
    return abs(counted - figure.value) <= max(slack, _last_digit(figure.value) / 2) + 1e-9


def tolerance_pct(figure: Figure) -> float:
    """By how much a count may differ, in %."""
    home = homes().get(figure.metric_id)
    if home and home.tolerance_pct is not None:
        return home.tolerance_pct
    return ABOUT if figure.qualifier == "about" else 0.0


def _last_digit(value: float) -> float:
    """The weight of the last digit that is printed: 0.1 of 14.9, 1 of 2610."""
    _, _, decimals = f"{value:.10g}".partition(".")
    return 10.0 ** -len(decimals)


_ELSEWHERE = Label("Another place; the records here are the city's.", "为外地数据；此处只有本市记录。")
_ANNOUNCED = Label("Announced before the event: a plan, not a result.", "展前公布，为计划数，不是结果。")
_NO_RECORDS = Label("No records of it in this snapshot.", "本快照中没有相应记录。")
_UNDATED = Label("As of the report, whose day is not stated; counted to the end of the year.",
                 "为报道时点数，报道未写日期；按年末统计。")  # fmt: skip
_MONTH = Label("Counted to the end of the month that holds the day.", "按该日所在月月末统计。")
_NOT_OVER = Label("The period is not over in this snapshot.", "本快照中该期尚未结束。")
_GENERATED = Label("Generated records are fitted to city totals, not to districts.",
                   "演示记录按全市总数生成，未按区县拟合。")  # fmt: skip
_ILLEGIBLE = Label("The text lost digits and words; it is never read as 0.", "原文缺字缺数；绝不按0处理。")


def _own_reason(figure: Figure) -> tuple[Label, ...]:
    if figure.is_gap:
        return (_ILLEGIBLE,) if figure.qualifier == "illegible" else ()
    home = homes().get(figure.metric_id)
    return (home.reason,) if home and home.reason else ()


def _reasons(found: Comparison, snapshot: Snapshot) -> Iterator[Label]:
    """What the two sides may differ by, from the particular to the general."""
    figure, window = found.figure, found.span
    yield from _own_reason(figure)
    if found.standing == "differs" and snapshot.is_demonstration and figure.geo_code != CITY:
        yield _GENERATED
    if found.standing == "not_over":
        yield _NOT_OVER
    elif figure.is_undated:
        yield _UNDATED
    elif window and figure.period_type == "as_of" and window.until != month_end(window.until):
        yield _MONTH
