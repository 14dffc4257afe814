"""A question of the reader's own: which metrics, by what, filtered how, shown how; and its form in a link.

A pivot is valid by construction: `from_link` drops what cannot be honoured and says so. The scope (period, places,
chains, selections) is kept beside it and not repeated here. Evaluating it is explorer's business.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from dashboard import catalog, queries, text
from dashboard.catalog import Dimension, Label
from dashboard.queries import Metric
from dashboard.scope import Notice

LINK_WORDS = ("metric", "row", "column", "having", "sort", "top", "show", "chart")
TIMES = ("year", "quarter", "month")
PLACES = ("district", "industry")
SHOWN = ("value", "change", "share")
CHARTS = ("auto", "rank", "bar", "line", "heat", "none")
# More metrics than that are no comparison, and more row dimensions no table.
MOST_METRICS, MOST_ROWS = 6, 3
MOST_TOP = 500
BY_LABEL = "label"
# In the place of a column's code: the value itself, where its change or share is shown beside it.
VALUE = "value"


@cache
def dimensions() -> dict[str, Dimension]:
    """Everything that rows and columns may be: places, chains, time, and what the datasets are selected by."""
    own = {
        "district": Dimension("district", Label("District", "区县"), catalog.code_list("districts"), {}),
        "industry": Dimension("industry", Label("Industrial chain", "产业链"), catalog.code_list("industries"), {}),
        "year": Dimension("year", Label("Year", "年份"), (), {}),
        "quarter": Dimension("quarter", Label("Quarter", "季度"), (), {}),
        "month": Dimension("month", Label("Month", "月份"), (), {}),
    }
    return own | catalog.dimensions()


def is_free(dimension: str) -> bool:
    """Whether a dimension has too many values to show them all: organisations, lenders, stations."""
    return dimension not in TIMES and not dimensions()[dimension].codes


def follows(metric: Metric, dimension: str) -> bool:
    """Whether the metric's records say where they stand in a dimension. Of a ratio the numerator is what counts:
    marks of a kind per resident, all residents."""
    if dimension in TIMES:
        return True
    if metric.kind == "ratio":
        metric = queries.metrics()[metric.numerator]
    if dimension in PLACES:
        return dimension in metric.by
    return catalog.contracts()[metric.records].field_of(dimension) is not None


def datasets_of(metrics: Iterable[str]) -> tuple[str, ...]:
    """The datasets whose dimensions narrow these metrics."""
    return tuple(dict.fromkeys(dataset for name in metrics for dataset in queries.metrics()[name].reads))


# --- filters by measure -----------------------------------------------------------------------

OPERATORS = (">", ">=", "<", "<=", "=", "between")
SCALES = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9, "万": 10**4, "亿": 10**8}
WORDED = {"thousand": "k", "million": "m", "billion": "b", "千": "k", "元": ""}
_AMOUNT = r"-?[\d,]*\.?\d+\s*[^\d\s.,<>=]*"
_BOUND = re.compile(
    rf"\s*(\w+)\s*(?:(>=|<=|>|<|=)\s*({_AMOUNT}?)\s*(?:\.\.\s*({_AMOUNT}))?"
    rf"|between\s+({_AMOUNT})\s+and\s+({_AMOUNT}))\s*"
)


@dataclass(frozen=True)
class Bound:
    """A filter by measure: only rows whose value of the metric, over the whole period, lies within it.

    `high` is the upper end of "between"; both ends belong to it.
    """

    metric: str
    operator: str
    value: float
    high: float | None = None

    def __str__(self) -> str:
        if self.operator == "between":
            return f"{self.metric}={_plain(self.value)}..{_plain(self.high)}"
        return f"{self.metric}{self.operator}{_plain(self.value)}"

    def holds(self, value: float | None) -> bool:
        """Whether a row of this value stays; what is not known satisfies nothing."""
        if value is None:
            return False
        tests = {
            ">": value > self.value,
            ">=": value >= self.value,
            "<": value < self.value,
            "<=": value <= self.value,
            "=": value == self.value,
            "between": self.high is not None and self.value <= value <= self.high,
        }
        return tests[self.operator]


def _plain(value: float) -> str:
    return f"{value:.0f}" if float(value).is_integer() else f"{value!r}"


def amount(words: str) -> float | None:
    """`5000000`, `5,000,000`, `5 million`, `5m`, `500万`, `0.05亿元` → the number; None when it is none."""
    found = re.fullmatch(r"(-?[\d,]*\.?\d+)\s*(\D*)", words.strip())
    if not found:
        return None
    scale = found[2].strip().lower().removesuffix("元")
    scale = WORDED.get(scale, scale)
    if scale not in SCALES:
        return None
    return round(float(found[1].replace(",", "")) * SCALES[scale], 6)


def parse_bound(words: str) -> Bound | None:
    """`pledge_financing_amount > 5000000`, `… = 1m..5m`, `… between 100万 and 500万`; None when it is none."""
    found = _BOUND.fullmatch(words)
    if not found or found[1] not in queries.metrics():
        return None
    operator, low, high = (found[2], found[3], found[4]) if found[2] else ("between", found[5], found[6])
    ends = [amount(end) for end in (low, high) if end is not None]
    if None in ends or (len(ends) == 2 and operator not in ("=", "between")):
        return None
    if len(ends) == 2:
        return Bound(found[1], "between", min(ends), max(ends))
    return Bound(found[1], operator, ends[0])


# --- the question -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Pivot:
    """Metrics by rows and by a column; without a column the metrics stand side by side.

    `sort` names a metric, with "-" for largest first and "@code" for one column only ("@value" for the value beside a change), or `label` for the order of the
    rows' own words; it follows what is shown, so that a pivot of changes is sorted by change. `top` rows are shown,
    what is left is summed up in one.
    """

    metrics: tuple[str, ...]
    rows: tuple[str, ...] = ("district",)
    column: str | None = None
    bounds: tuple[Bound, ...] = ()
    sort: str | None = None
    top: int | None = None
    show: str = "value"
    chart: str = "auto"

    @property
    def dimensions(self) -> tuple[str, ...]:
        return (*self.rows, *((self.column,) if self.column else ()))

    @property
    def time(self) -> str | None:
        """The dimension of time; there is one at most."""
        return next((name for name in self.dimensions if name in TIMES), None)

    @property
    def order(self) -> "Order":
        """What rows are ordered by: time and codes come in their own order, names by size, unless asked otherwise."""
        if self.sort:
            name, _, code = self.sort.removeprefix("-").partition("@")
            return Order(name, self.sort.startswith("-"), code or None)
        ordered = all(not is_free(name) for name in self.rows)
        return Order(BY_LABEL, False) if ordered else Order(self.metrics[0], True)

    def sorted_by(self, name: str, code: str | None = None) -> "Pivot":
        """The same, ordered by a metric (in one column): largest first, and smallest first when it was so already."""
        asked = Order(name, self.order != Order(name, True, code), code)
        return replace(self, sort=f"{asked}")

    @property
    def limit(self) -> int:
        """How many rows are shown: names of firms are too many to show them all."""
        return self.top or (20 if any(is_free(name) for name in self.rows) else MOST_TOP)

    def link(self) -> dict[str, list[str]]:
        """The words of the address that reproduce it; what says nothing is left out."""
        told = {
            "metric": [",".join(self.metrics)],
            "row": [",".join(self.rows) or "none"] if self.rows != ("district",) else [],
            "column": [self.column] if self.column else [],
            "having": [str(bound) for bound in self.bounds],
            "sort": [self.sort] if self.sort else [],
            "top": [str(self.top)] if self.top else [],
            "show": [self.show] if self.show != "value" else [],
            "chart": [self.chart] if self.chart != "auto" else [],
        }
        return {word: values for word, values in told.items() if values}


@dataclass(frozen=True)
class Order:
    """A metric or `label`, whether the largest comes first, and the code of the one column that counts."""

    name: str
    descending: bool
    code: str | None = None

    def __str__(self) -> str:
        return f"{'-' * self.descending}{self.name}{f'@{self.code}' if self.code else ''}"


FIRST = Pivot(("patents_granted",))


def from_link(words: Mapping[str, Iterable[str]]) -> tuple[Pivot, list[Notice]]:
    """The pivot that a link asks for, and what in it could not be honoured."""
    return _Reader(words).pivot()


class _Reader:
    """Reads the words of a link one by one, and keeps a notice of each that says nothing."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self.said = {word: [str(value) for value in values] for word, values in words.items()}
        self.notices: list[Notice] = []

    def pivot(self) -> tuple[Pivot, list[Notice]]:
        metrics = self.several("metric", queries.metrics(), MOST_METRICS) or FIRST.metrics
        rows = self.rows()
        # Names are rows: too many of them to stand side by side.
        column = self.one("column", tuple(name for name in dimensions() if not is_free(name)))
        found = _with_one_time(Pivot(metrics, rows, None if column in rows else column))
        if found.dimensions != (*rows, *((column,) if column else ())):
            self.ignore(
                "column", column or ",".join(rows), "a dimension or a time stands once", "同一维度或时间只能使用一次"
            )
        found = replace(found, show=self.one("show", SHOWN) or "value", chart=self.one("chart", CHARTS) or "auto")
        return replace(found, bounds=self.bounds(), sort=self.sort(found), top=self.top()), self.notices

    def ignore(self, word: str, value: str, en: str, zh: str) -> None:
        self.notices.append(Notice(word, value, Label(en, zh)))

    def several(self, word: str, known: Iterable[str], most: int) -> tuple[str, ...]:
        asked = list(dict.fromkeys(part for value in self.said.get(word, []) for part in value.split(",") if part))
        for value in asked:
            if value not in known:
                self.ignore(word, value, "there is no such name", "没有这一名称")
        found = [value for value in asked if value in known]
        for value in found[most:]:
            self.ignore(word, value, f"there is room for {most}", f"最多{most}项")
        return tuple(found[:most])

    def one(self, word: str, allowed: tuple[str, ...]) -> str | None:
        value = next(iter(self.said.get(word, [])), None) or None
        if value and value not in allowed:
            self.ignore(word, value, "there is no such name", "没有这一名称")
            return None
        return value

    def rows(self) -> tuple[str, ...]:
        if self.said.get("row", [""]) == [""]:
            return FIRST.rows
        return () if self.said["row"] == ["none"] else self.several("row", dimensions(), MOST_ROWS)

    def bounds(self) -> tuple[Bound, ...]:
        found = [(words, parse_bound(words)) for words in self.said.get("having", [])]
        for words, bound in found:
            if bound is None:
                self.ignore("having", words, "it reads like patents_granted>100", "格式如 patents_granted>100")
        return tuple(dict.fromkeys(bound for _, bound in found if bound))

    def sort(self, pivot: Pivot) -> str | None:
        value = next(iter(self.said.get("sort", [])), "")
        name, _, code = value.removeprefix("-").partition("@")
        if value and (name not in (*pivot.metrics, BY_LABEL) or (code and code != VALUE and not pivot.column)):
            self.ignore("sort", value, "it names a metric of the table", "应为表中的指标")
            return None
        return value or None

    def top(self) -> int | None:
        value = next(iter(self.said.get("top", [])), "")
        if value and not (value.isascii() and value.isdigit() and 1 <= int(value) <= MOST_TOP):
            self.ignore("top", value, f"it is a number up to {MOST_TOP}", f"应为不超过{MOST_TOP}的整数")
            return None
        return int(value) if value else None


def _with_one_time(pivot: Pivot) -> Pivot:
    """Without a second dimension of time: years by months would show most cells empty."""
    times = [name for name in pivot.rows if name in TIMES]
    rows = tuple(name for name in pivot.rows if name not in times[1:])
    column = None if times and pivot.column in TIMES else pivot.column
    return replace(pivot, rows=rows, column=column)


# --- in words ---------------------------------------------------------------------------------

RELATIONS = {
    ">": text.phrase("{metric} over {value}"),
    ">=": text.phrase("{metric} of {value} or more"),
    "<": text.phrase("{metric} under {value}"),
    "<=": text.phrase("{metric} of {value} or less"),
    "=": text.phrase("{metric} of exactly {value}"),
    "between": text.phrase("{metric} from {value} to {high}"),
}


def bound_words(bound: Bound, language: str) -> str:
    """`IP pledge financing disbursed over CNY 5M`, `知识产权质押融资金额大于500万元`."""
    metric = queries.metrics()[bound.metric]
    value, high = (text.quantity(end, metric.unit, language, compact=True) for end in (bound.value, bound.high))
    return text.say(RELATIONS[bound.operator], language, metric=metric.title, value=value, high=high)


def words(pivot: Pivot, language: str) -> str:
    """What is asked, as one sentence without its scope."""
    known, metrics = dimensions(), queries.metrics()
    first, *others = (metrics[name].title(language) for name in pivot.metrics)
    names = text.listing([first, *map(_small, others)], language)
    by = text.listing([_small(known[name].label(language)) for name in pivot.dimensions], language)
    parts = [text.say("{metrics} by {dimensions}", language, metrics=names, dimensions=by) if by else names]
    if pivot.bounds:
        held = text.listing([bound_words(bound, language) for bound in pivot.bounds], language)
        parts.append(text.say("only rows with {bounds}", language, bounds=held))
    if pivot.top:
        parts.append(text.say("the first {number} rows", language, number=pivot.top))
    return text.say("; ", language).join(parts)


def _small(wording: str) -> str:
    """For the middle of a sentence: `District` → `district`; `IP used` stays."""
    return wording if wording[1:2].isupper() else wording[:1].lower() + wording[1:]
