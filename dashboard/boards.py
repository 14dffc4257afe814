"""Boards of the wall as they are written down: data/boards/*.toml, checked against the metrics and queries there are.

A board that names something unknown is shown without it, and says so: nobody stands beside a wall to repair it.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dashboard import catalog, queries
from dashboard.catalog import Label

PERIODS = ("year_to_date", "expo")
KEYS = ("order", "title", "metrics", "map", "points", "ranking", "ranking_title", "trend", "says", "period")
MOST_METRICS = 8


@dataclass(frozen=True)
class Plan:
    """What a board shows: up to eight metrics, one of them by district on the map (with the `points` of a query on it),
    a ranking query (under a title of the board's own, where it has one), a trend (a metric, or a query over time), and
    the metrics that its sentence speaks of."""

    id: str
    title: Label
    metrics: tuple[str, ...]
    map: str | None = None
    points: str | None = None
    ranking: str | None = None
    ranking_title: Label | None = None
    trend: str | None = None
    says: tuple[str, ...] = ()
    period: str = "year_to_date"


@dataclass(frozen=True)
class Fault:
    """Something in a board's file that cannot be shown, and why."""

    file: str
    reason: Label


def folder() -> Path:
    return catalog.ROOT / "data" / "boards"


def plans(asked: Sequence[str] = (), place: Path | None = None) -> tuple[tuple[Plan, ...], tuple[Fault, ...]]:
    """The boards asked for by name, in that order (all in their own order, when none is), and what is wrong."""
    found, faults = {}, []
    for path in _ordered(place or folder()):
        plan, wrong = _read(path, path.stat().st_mtime_ns)
        faults += wrong
        if plan:
            found[plan.id] = plan
    faults += [Fault(name, _unknown("board", "看板", name)) for name in asked if name not in found]
    chosen = [found[name] for name in dict.fromkeys(asked) if name in found]
    return tuple(chosen or found.values()), tuple(faults)


def _ordered(place: Path) -> list[Path]:
    """The files by their `order`, those without one by name at the end."""
    return sorted(place.glob("*.toml"), key=lambda path: (_order(_raw(path, path.stat().st_mtime_ns)), path.name))


def _order(raw: Mapping | str) -> float:
    order = raw.get("order") if isinstance(raw, dict) else None
    return order if isinstance(order, int | float) else float("inf")


@lru_cache(maxsize=64)
def _raw(path: Path, _written_ns: int) -> Mapping | str:
    """The file's content, or why it cannot be read."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return str(error)


@lru_cache(maxsize=64)
def _read(path: Path, written_ns: int) -> tuple[Plan | None, tuple[Fault, ...]]:
    raw = _raw(path, written_ns)
    if isinstance(raw, str):
        return None, (Fault(path.name, Label(f"it is not TOML: {raw}", f"不是有效的 TOML：{raw}")),)
    checked = _Checked(path.name, raw)
    title = checked.label("title")
    if title is None:
        return None, (Fault(path.name, Label("it has no title in both languages", "缺少中英文标题")),)
    plan = Plan(
        id=path.stem,
        title=title,
        metrics=checked.metrics("metrics")[:MOST_METRICS],
        map=checked.one("map", _by_district),
        points=checked.one("points", _has_points),
        ranking=checked.one("ranking", _ranks),
        ranking_title=checked.label("ranking_title"),
        trend=checked.one("trend", _runs_over_time),
        says=checked.metrics("says"),
        period=checked.one("period", _is_period) or PERIODS[0],
    )
    return plan, tuple(checked.faults)


class _Checked:
    """A board's file read key by key; what cannot be shown gathers in `faults`."""

    def __init__(self, file: str, raw: Mapping) -> None:
        self.file, self.raw = file, raw
        self.faults = [Fault(file, _unknown("key", "键", key)) for key in raw if key not in KEYS]

    def label(self, key: str) -> Label | None:
        """A wording in both languages, or None."""
        said = self.raw.get(key)
        return Label(str(said["en"]), str(said["zh"])) if isinstance(said, dict) and {"en", "zh"} <= set(said) else None

    def metrics(self, key: str) -> tuple[str, ...]:
        asked = self.raw.get(key, [])
        names = asked if isinstance(asked, list) else [asked]
        unknown = [name for name in names if name not in queries.metrics()]
        self.faults += [Fault(self.file, _unknown("metric", "指标", name)) for name in unknown]
        return tuple(name for name in names if name not in unknown)

    def one(self, key: str, refused: Callable[[str], Label | None]) -> str | None:
        """The value of a key that is allowed, or None."""
        value = self.raw.get(key)
        reason = refused(value) if value is not None else None
        if reason:
            self.faults.append(Fault(self.file, reason))
        return None if reason else value


def _unknown(en: str, zh: str, name: object) -> Label:
    return Label(f"there is no {en} “{name}”", f"没有名为“{name}”的{zh}")


def _by_district(name: str) -> Label | None:
    metric = queries.metrics().get(name)
    if metric is None:
        return _unknown("metric", "指标", name)
    return None if "district" in metric.by else Label(f"{name} does not tell districts apart", f"{name} 不分区县")


def _query(name: str) -> Label | None:
    return None if name in queries.query_names() else _unknown("query", "查询", name)


def _has_points(name: str) -> Label | None:
    if reason := _query(name):
        return reason
    needed = {"lon", "lat", "kind"} - set(queries.load_query(name).columns)
    return Label(f"{name} has no column lon, lat and kind", f"{name} 没有 lon、lat 和 kind 列") if needed else None


def _ranks(name: str) -> Label | None:
    return _query(name) or _drawn(name, ("rank",))


def _runs_over_time(name: str) -> Label | None:
    return None if name in queries.metrics() else _query(name) or _drawn(name, ("bar", "line"))


def _drawn(name: str, kinds: tuple[str, ...]) -> Label | None:
    draw = queries.load_query(name).draw
    if draw and draw.kind in kinds and "by" not in draw.options:
        return None
    asked = "/".join(kinds)
    return Label(f"{name} is not drawn as one series of kind {asked}", f"{name} 不是单一序列的 {asked} 图")


def _is_period(name: str) -> Label | None:
    return None if name in PERIODS else _unknown("period", "期间", name)
