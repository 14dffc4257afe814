"""Published figures as statements: what was said, of which place, and which days it speaks of. It counts nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dashboard import catalog, warehouse
from dashboard.catalog import CITY, Code, Label, Snapshot
from dashboard.scope import month_end
from dashboard.states import GAPS

DATASET = "published_figures"
# A figure "so far" counts from the first record on.
BEGINNING = date(1900, 1, 1)
# Announced before the event: a plan, no result that records could show.
ANNOUNCED = "展前"
EVENT = "expo-"


@dataclass(frozen=True)
class Figure:
    """One published statement. `value` is None where the source hides it or nobody can read it."""

    metric_id: str
    name: Label
    geo_code: str
    geo_zh: str
    period_type: str
    period: str
    value: float | None
    unit_zh: str
    qualifier: str
    source_title: str
    source_url: str
    quote: str
    confidence: str

    @property
    def unit(self) -> Label | None:
        return unit_label(self.unit_zh)

    @property
    def place(self) -> Label:
        return place_label(self.geo_code, self.geo_zh)

    @property
    def is_ours(self) -> bool:
        """Whether it speaks of the city or of one of its districts."""
        return self.geo_code == CITY or self.geo_code in {c.code for c in catalog.code_list("districts")}

    @property
    def is_announced(self) -> bool:
        return ANNOUNCED in self.name.zh

    @property
    def is_gap(self) -> bool:
        return self.qualifier in GAPS

    @property
    def is_undated(self) -> bool:
        """Whether it tells how things stand, or what happened so far, without the day on which that was so."""
        return self.period_type in ("as_of", "year_to_date") and len(self.period) == 4


@dataclass(frozen=True)
class Span:
    """The days that a figure speaks of; of a state as on a day, everything up to it."""

    since: date
    until: date


def unit_label(unit_zh: str) -> Label | None:
    """A unit of the sources in both languages; one that nobody has translated stays as it is."""
    known = (c.label for c in catalog.code_list("units") if c.code == unit_zh)
    return next(known, Label(unit_zh, unit_zh)) if unit_zh else None


def places() -> tuple[Code, ...]:
    """Every place that a figure can speak of: districts, the city, and those that it is set beside."""
    return (*catalog.code_list("districts"), *catalog.code_list("places"))


def place_label(code: str, otherwise: str = "") -> Label:
    return next((c.label for c in places() if c.code == code), Label(otherwise or code, otherwise or code))


_COLUMNS = (
    "metric_id", "metric_zh", "metric_en", "geo_code", "geo_zh", "period_type", "period", "value", "unit", "qualifier",
    "source_title", "source_url", "quote", "confidence",
)  # fmt: skip
_SELECT = f"select {', '.join(_COLUMNS)} from {DATASET} order by metric_id, geo_code, period desc, value desc"


@lru_cache(maxsize=16)
def figures(snapshot: Snapshot) -> tuple[Figure, ...]:
    """Every published statement that the snapshot holds."""
    rows = warehouse.tuples(warehouse.open_snapshot(snapshot), _SELECT)
    return tuple(_figure(dict(zip(_COLUMNS, row, strict=True))) for row in rows)


def _figure(row: Mapping[str, object]) -> Figure:
    told = {name: value if value is not None or name == "value" else "" for name, value in row.items()}
    zh, en = told.pop("metric_zh"), told.pop("metric_en")
    return Figure(name=Label(en or zh, zh or en), unit_zh=told.pop("unit"), **told)


# --- when ---------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def editions(snapshot: Snapshot) -> Mapping[str, Span]:
    """{`expo-3`: its days} of the editions that were held."""
    sql = "select edition, starts_on, coalesce(ends_on, starts_on) from expo_editions where status = 'held' order by 1"
    rows = warehouse.tuples(warehouse.open_snapshot(snapshot), sql)
    return {f"{EVENT}{edition}": Span(since, until) for edition, since, until in rows if since}


def span(figure: Figure, snapshot: Snapshot) -> Span | None:
    """The days that the figure speaks of; None where it names none (`2020s`, a single case)."""
    if figure.period_type == "event":
        return editions(snapshot).get(figure.period)
    until = _last_day(figure.period)
    if until is None:
        return None
    return Span(BEGINNING if figure.period_type == "as_of" else date(until.year, 1, 1), until)


def _last_day(period: str) -> date | None:
    """`2024`, `2024-09` and `2024-09-15` → the last day that each means."""
    try:
        if len(period) == 4:
            return date(int(period), 12, 31)
        return month_end(date.fromisoformat(f"{period}-01")) if len(period) == 7 else date.fromisoformat(period)
    except ValueError:
        return None
