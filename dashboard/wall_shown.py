"""Boards of the wall as they are shown: words and places, ready to be drawn. It knows nothing of where they come from."""

from dataclasses import dataclass

from dashboard.wall_map import Spot


@dataclass(frozen=True)
class Tile:
    """A signed metric: its value in parts, so that the unit can be set smaller; its change; the target with its verdict.

    `window` says to when it was counted, where that is before the board's period ends; `tone` is good, bad or even;
    `done` the share of the target reached.
    """

    title: str
    window: str
    before: str
    number: str
    unit: str
    change: str
    tone: str
    standing: str
    verdict: str
    done: float | None
    state: str


@dataclass(frozen=True)
class Place:
    """A district on the map."""

    code: str
    name: str
    value: str
    fill: str | None
    ink: str


@dataclass(frozen=True)
class Shade:
    """A colour of the map and the values that have it; without a colour, what is not known."""

    fill: str | None
    words: str


@dataclass(frozen=True)
class Map:
    """A metric by district; `spots` lie on it, of the kinds that `kinds` names; `unplaced` says how many cannot."""

    title: str
    caption: str
    places: tuple[Place, ...]
    legend: tuple[Shade, ...]
    spots: tuple[Spot, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    unplaced: str = ""


@dataclass(frozen=True)
class Row:
    """A line of a ranking; `part` is its share of the first one."""

    name: str
    value: str
    part: float


@dataclass(frozen=True)
class Ranking:
    title: str
    caption: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Point:
    """A value over time, exact and in words, and the one a year before."""

    label: str
    value: float
    told: str
    prior: float | None = None


@dataclass(frozen=True)
class Trend:
    """`kind` is bars, which start at nothing, or line, for what stood at a month's end."""

    title: str
    caption: str
    kind: str
    points: tuple[Point, ...]
    prior: str = ""


@dataclass(frozen=True)
class Missing:
    """What stands in a part's place when there is nothing to show, with the reason."""

    title: str
    reason: str


@dataclass(frozen=True)
class Board:
    id: str
    title: str
    period: str
    sentence: str
    tiles: tuple[Tile, ...]
    map: Map | Missing | None
    ranking: Ranking | Missing | None
    trend: Trend | Missing | None


@dataclass(frozen=True)
class Wall:
    """The boards on one snapshot. `footer` says which, and whether it is a demonstration; `faults` what is wrong with
    the boards' files."""

    snapshot: str
    language: str
    footer: str
    demonstration: str
    boards: tuple[Board, ...]
    faults: tuple[str, ...] = ()
