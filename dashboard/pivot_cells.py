"""The cells of a pivot: each metric read by groups, periods and columns, or the reason why it has no value there.

A total is read like any other cell, over more: it is never the sum of what it stands under.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from dashboard import grouped, metrics, narrowing, queries
from dashboard.catalog import Label, Snapshot
from dashboard.grouped import MONTHS, Key, Part, Within
from dashboard.pivot import PLACES, TIMES, VALUE, Order, Pivot, dimensions, follows, is_free
from dashboard.queries import Metric
from dashboard.scope import Scope, month_end, months_later
from dashboard.warehouse import Connection

# Stands in the key of the row that sums up what is not shown; no code of any list is called so.
OTHERS = "*"

NOT_YET_DUE = Label("the data do not reach so far yet", "数据尚未到期")
NO_RECORDS = Label("no records reach back so far", "当时尚无记录")
OVER_TIME = Label("a stock does not add over time", "时点数不可按时间相加")
NO_DIVISOR = Label("there is nothing to divide by", "分母为零或缺失")
NO_PLACE = Label("residents without a district are not known", "未载明区县的常住人口不可知")
NO_PART = Label("residents of a part of the rows are not known", "部分行对应的常住人口不可知")
NO_PRIOR = Label("there is nothing to compare with", "没有可比数据")
NO_COMPARISON = Label("no comparison is chosen", "未选择对比方式")
NO_SHARE = Label("shares need numbers that add", "不可相加的指标没有占比")
ABSENT = Label("the snapshot does not hold its data", "快照没有该项数据")


@dataclass(frozen=True)
class Cell:
    """A value, or the reason why there is none."""

    value: float | None
    reason: Label | None = None


Table = Callable[[Key], Cell]


@dataclass(frozen=True)
class Row:
    """A line of the answer: `kind` is row, others or total; `key` its codes in the order of the pivot's rows."""

    kind: str
    key: Key


@dataclass(frozen=True)
class Heading:
    """A column of the answer: a metric, what is shown of it, and the code of the pivot's column (None: over all)."""

    metric: str
    shown: str
    code: str | None = None


@dataclass(frozen=True)
class Reader:
    """Reads the cells of a pivot in a scope."""

    con: Connection
    snapshot: Snapshot
    pivot: Pivot
    scope: Scope
    tables: dict[tuple, Table] = field(default_factory=dict, compare=False)

    @property
    def row_time(self) -> str | None:
        return next((name for name in self.pivot.rows if name in TIMES), None)

    @property
    def units(self) -> tuple[str, ...]:
        """The dimensions of a group: the rows without their time, or time where there is nothing else."""
        return tuple(name for name in self.pivot.rows if name not in TIMES) or self.pivot.rows

    @property
    def periods(self) -> tuple[str, ...]:
        return grouped.buckets(self.pivot.time, self.scope.since, self.scope.until)

    def codes(self, place: str) -> tuple[str, ...]:
        """The districts or chains of the scope; all of them when none is chosen."""
        chosen = self.scope.districts if place == "district" else self.scope.industries
        return chosen or tuple(code.code for code in dimensions()[place].codes)

    def columns(self) -> list[str]:
        """The codes of the pivot's column that hold anything, in the order of their words."""
        column = self.pivot.column
        if column in TIMES:
            return list(self.periods)
        seen = [key for name in self.pivot.metrics for key in self.seen(queries.metrics()[name], (column,))]
        return [code for (code,) in sorted(dict.fromkeys(seen), key=lambda key: place_of((column,), key))]

    def seen(self, metric: Metric, dims: tuple[str, ...]) -> list[Key]:
        """The groups of a metric that hold anything in the window."""
        if self.refusal(metric, dims) is not None:
            return []
        if metric.kind == "ratio":
            # Where there is nothing of the numerator the ratio is zero, not absent.
            parts = (queries.metrics()[name] for name in (metric.numerator, metric.denominator))
            return list(dict.fromkeys(key for part in parts for key in self.seen(part, dims)))
        within = self.within(metric, 0)
        return [key for key, value in grouped.grouped(self.con, metric, Part(dims), within).items() if value]

    # --- what may be asked ---

    def refusal(self, metric: Metric, dims: Iterable[str]) -> Label | None:
        """Why a metric has no value by these dimensions within the scope's filters."""
        if any(name not in self.snapshot.resources for name in metric.reads):
            return ABSENT
        leading = queries.metrics()[metric.numerator] if metric.kind == "ratio" else metric
        filters = [name for name in PLACES if getattr(self.scope, {"district": "districts"}.get(name, "industries"))]
        picked = narrowing.ignored(leading.reads, narrowing.picks_of(self.scope.picks))
        lacking = [*(d for d in (*dims, *filters) if not follows(metric, d)), *picked]
        if not lacking:
            return None
        labels = [dimensions()[name].label for name in dict.fromkeys(lacking)]
        en, zh = ", ".join(label.en.lower() for label in labels), "、".join(label.zh for label in labels)
        return Label(f"does not follow {en}", f"不区分{zh}")

    def within(self, metric: Metric, back: int, of: Metric | None = None) -> Within:
        """The months counted, so many months back, with the filters that the metric follows. Both parts `of` a ratio
        are counted up to where both are complete."""
        counted = self.counted(of or metric)
        since, until = months_later(counted.since, -back), month_end(months_later(counted.until, -back))
        districts = counted.districts if "district" in metric.by else ()
        industries = counted.industries if "industry" in metric.by else ()
        return Within(since, until, districts, industries, narrowing.picks_of(counted.picks))

    def counted(self, metric: Metric) -> Scope:
        return self.scope.through(metrics.complete_through(self.snapshot, metric))

    def back(self, metric: Metric) -> int | None:
        """How many months back the period compared with lies."""
        if self.scope.compare == "none":
            return None
        if self.scope.compare == "yoy":
            return 12
        return MONTHS[self.pivot.time] if self.pivot.time else self.counted(metric).months

    # --- reading ---

    def column(
        self, heading: Heading, rows: Iterable[Row], shown: tuple[Key, ...], only: tuple[Key, ...] | None
    ) -> list[Cell]:
        """The cells under a heading. `shown` are the groups with lines of their own; the total is of `only` some
        groups, or of everything in the scope."""
        metric = queries.metrics()[heading.metric]
        refused = self.refusal(metric, self.pivot.dimensions)
        if refused:
            return [Cell(None, refused) for _ in rows]
        beside, code = ((), ()) if heading.code is None else ((self.pivot.column,), (heading.code,))
        times = tuple(name for name in self.pivot.rows if name in TIMES and name not in self.units)
        parts = {
            "row": Part((*self.pivot.rows, *beside), *self._kept(shown)),
            "others": Part((*times, *beside), self.units, shown, besides=True),
            "total": Part(beside, self.units, only),
        }
        found = []
        for row in rows:
            key = row.key if row.kind == "row" else tuple(c for c in row.key if c != OTHERS)
            found.append(self._shown(heading, metric, parts[row.kind])((*key, *code)))
        return found

    def _kept(self, shown: tuple[Key, ...]) -> tuple[tuple[str, ...], tuple[Key, ...] | None]:
        """Of names, thousands, only those with a line are asked for."""
        return (self.units, shown) if any(is_free(name) for name in self.units) else ((), None)

    def _shown(self, heading: Heading, metric: Metric, part: Part) -> Table:
        if heading.shown == "value":
            return self.table(metric, part)
        if heading.shown == "change":
            return self.changes(metric, part)
        return self._shares(heading, metric, part)

    def _shares(self, heading: Heading, metric: Metric, part: Part) -> Table:
        """Each value as a share of everything in the scope, of the same column."""
        beside, code = ((), ()) if heading.code is None else ((self.pivot.column,), (heading.code,))
        adds = metric.kind in ("flow", "stock")
        whole = self.table(metric, Part(beside))(code) if adds else Cell(None, NO_SHARE)
        values = self.table(metric, part)

        def read(key: Key) -> Cell:
            found = values(key)
            if found.value is None or not whole.value:
                return Cell(None, found.reason or whole.reason or NO_DIVISOR)
            return Cell(found.value / whole.value)

        return read

    def changes(self, metric: Metric, part: Part, *, adds: bool = True) -> Table:
        """Each value's relative change against the period compared with."""
        back = self.back(metric)
        if back is None:
            return lambda key: Cell(None, NO_COMPARISON)
        now, before = self.table(metric, part, adds=adds), self.table(metric, part, back, adds=adds)

        def read(key: Key) -> Cell:
            value, prior = now(key), before(key)
            if value.value is None:
                return value
            return Cell(value.value / prior.value - 1) if prior.value else Cell(None, prior.reason or NO_PRIOR)

        return read

    def of_groups(self, name: str) -> Table:
        """Groups over the whole period, of a stock at its end: what order and filters by measure go by."""
        metric = queries.metrics()[name]
        if refused := self.refusal(metric, self.units):
            return lambda key: Cell(None, refused)
        return self.table(metric, Part(self.units), adds=False)

    def measure(self, order: Order) -> Table:
        """What groups are ordered by: a metric as it is shown, over all columns or in one."""
        metric = queries.metrics()[order.name]
        whole = order.code in (None, VALUE)
        dims, code = ((), ()) if whole else ((self.pivot.column,), (order.code,))
        if refused := self.refusal(metric, (*self.units, *dims)):
            return lambda group: Cell(None, refused)
        read = self.changes if self.pivot.show == "change" and order.code != VALUE else self.table
        table = read(metric, Part((*self.units, *dims)), adds=False)
        return lambda group: table((*group, *code))

    def table(self, metric: Metric, part: Part, back: int = 0, *, adds: bool = True) -> Table:
        """A metric by groups, so many months back. `adds` refuses a stock over the periods of the pivot's time."""
        asked = (metric.id, part, back, adds)
        if asked not in self.tables:
            make = self._ratios if metric.kind == "ratio" else self._values
            self.tables[asked] = make(metric, part, back, adds=adds)
        return self.tables[asked]

    def _values(self, metric: Metric, part: Part, back: int, *, adds: bool, of: Metric | None = None) -> Table:
        within, first = self.within(metric, back, of), grouped.first_months(self.con).get(metric.id)
        time = next((name for name in part.dims if name in TIMES), None)
        if within.until < within.since:
            return lambda key: Cell(None, NOT_YET_DUE)
        if metric.kind == "stock" and self.pivot.time and not time and adds:
            return lambda key: Cell(None, OVER_TIME)
        if first is None or within.until < first:
            return lambda key: Cell(None, NO_RECORDS)
        values = grouped.grouped(self.con, metric, part, within)
        place = part.dims.index(time) if time else 0
        unplaced = "district" in part.dims and metric.records == "published_figures"

        def read(key: Key) -> Cell:
            if unplaced and ("district", "") in zip(part.dims, key, strict=True):
                return Cell(None, NO_PLACE)
            if time:
                since = months_later(date.fromisoformat(key[place]), -back)
                if since > within.until:
                    return Cell(None, NOT_YET_DUE)
                if month_end(months_later(since, MONTHS[time] - 1)) < first:
                    return Cell(None, NO_RECORDS)
                key = (*key[:place], f"{since}", *key[place + 1 :])
            return Cell(values.get(key, 0.0))

        return read

    def _ratios(self, metric: Metric, part: Part, back: int, *, adds: bool) -> Table:
        over, under = (queries.metrics()[name] for name in (metric.numerator, metric.denominator))
        divisor = _followed(under, part)
        if divisor is None:
            return lambda key: Cell(None, NO_PART)
        above = self._values(over, part, back, adds=adds, of=metric)
        below = self._values(under, divisor, back, adds=adds, of=metric)
        places = [part.dims.index(name) for name in divisor.dims]

        def read(key: Key) -> Cell:
            value, by = above(key), below(tuple(key[place] for place in places))
            if value.value is None or by.value is None:
                return Cell(None, value.reason or by.reason)
            return Cell(value.value / by.value * metric.per) if by.value else Cell(None, NO_DIVISOR)

        return read


def _followed(metric: Metric, part: Part) -> Part | None:
    """The part by the dimensions that a divisor has: residents have no kinds of applicants. None where it is asked for
    some groups and cannot tell them apart."""
    dims = tuple(name for name in part.dims if follows(metric, name))
    among = tuple(name for name in part.among if follows(metric, name))
    if part.keys is None or not among:
        return Part(dims)
    return replace(part, dims=dims) if among == part.among else None


def place_of(dims: tuple[str, ...], key: Key) -> tuple:
    """Where a key stands by its own words: codes as the contract lists them, what is not stated last."""
    return tuple(_rank(dimension, code) for dimension, code in zip(dims, key, strict=True))


def _rank(dimension: str, code: str) -> tuple:
    listed = [c.code for c in dimensions()[dimension].codes]
    return (code == "", listed.index(code) if code in listed else len(listed), code)
