"""A deck on one snapshot in one language: what screen, slide, sheet, bulletin and file are renderings of.

Frozen: whoever holds a `ShownDeck` shows the same numbers for ever. It knows nothing of any format.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from dashboard import text
from dashboard.catalog import Label, Snapshot
from dashboard.decks.deck import Deck, Slide
from dashboard.metrics import Reading
from dashboard.queries import Metric, Query
from dashboard.scope import Scope
from dashboard.sentences.sentence import Sentence


@dataclass(frozen=True)
class Cards:
    """Signed metrics, each with its value in words (`told`, in the order of the readings)."""

    readings: tuple[Reading, ...]
    told: tuple[str, ...]
    scope: Scope
    title: str
    caption: str


@dataclass(frozen=True)
class Figure:
    """A query's rows, with title and caption as a page shows them. `query.draw` says how they are drawn; None or kind
    `table` is a table. Values are as the query returned them: codes as codes, dates as timestamps."""

    query: Query
    rows: pd.DataFrame = field(hash=False, compare=False)
    scope: Scope
    title: str
    caption: str
    complete_through: date
    note: str | None = None


@dataclass(frozen=True)
class DistrictMap:
    """A metric in each district; `rows` as `metrics.ranking` returns them."""

    metric: Metric
    rows: pd.DataFrame = field(hash=False, compare=False)
    scope: Scope
    title: str
    caption: str


@dataclass(frozen=True)
class Broken:
    """A view that cannot be shown, and why; the rest of the deck still presents."""

    title: str
    reason: Label


ShownView = Cards | Figure | DistrictMap | Broken


@dataclass(frozen=True)
class Definition:
    """What a number on the slide means: its name, unit, meaning and caveat."""

    name: str
    unit: str
    about: str
    caveat: str | None


@dataclass(frozen=True)
class ShownSlide:
    """A slide with its answers. `number` counts from 1; `link` is the query string of the page that shows the same
    (`page` its address); `sources` are lines naming dataset, rows, completeness and files; `incomplete` the day after
    which the period lacks data, or None."""

    slide: Slide
    number: int
    title: str
    findings: tuple[Sentence, ...]
    views: tuple[ShownView, ...]
    scope: Scope
    scope_sentence: str
    notes: str
    questions: tuple[str, ...]
    definitions: tuple[Definition, ...]
    sources: tuple[str, ...]
    incomplete: date | None
    page: str
    link: Mapping[str, list[str]] = field(hash=False)

    @property
    def finding(self) -> str:
        """The finding as one paragraph."""
        return Sentence.joined(self.findings, self.scope.language)

    @property
    def faults(self) -> tuple[Broken, ...]:
        return tuple(v for v in self.views if isinstance(v, Broken))


@dataclass(frozen=True)
class ShownDeck:
    """A deck's slides on `snapshot`; `footer` is the line that every slide, sheet and page of it carries: snapshot,
    and whether the data are a demonstration."""

    deck: Deck
    snapshot: Snapshot
    language: str
    title: str
    slides: tuple[ShownSlide, ...]
    footer: str


@dataclass(frozen=True)
class Datum:
    """One number that a view shows: which (`key`: metric or query, then what picks the row, then the column), what a
    reader calls it, its exact value (None where missing) and its unit."""

    key: tuple[str, ...]
    name: str
    value: float | None
    unit: str


def numbers(view: ShownView, language: str) -> Iterator[Datum]:
    """Every number of a view, in the order shown: what all renderings of it must agree on."""
    match view:
        case Cards():
            for reading in view.readings:
                metric = reading.metric
                yield Datum((metric.id,), metric.title(language), reading.value, metric.unit(language))
        case DistrictMap():
            for row in view.rows.sort_values("district_code").itertuples(index=False):
                key = (view.metric.id, row.district_code)
                yield Datum(key, view.metric.title(language), _plain(row.value), view.metric.unit(language))
        case Figure():
            yield from _of_rows(view, language)


def _of_rows(view: Figure, language: str) -> Iterator[Datum]:
    columns = view.query.columns
    measured = [c for c in view.rows if c in columns and not columns[c].codes and is_measure(view.rows[c])]
    picked = [c for c in view.rows if c in columns and c not in measured]
    for row in view.rows.to_dict("records"):
        place = tuple(_key(row[c]) for c in picked)
        for name in measured:
            unit = columns[name].unit
            key = (view.query.name, *place, name)
            yield Datum(key, columns[name].label(language), _plain(row[name]), unit(language) if unit else "")


def _key(value: object) -> str:
    return "" if text.is_missing(value) else f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


def is_measure(values: pd.Series) -> bool:
    """Whether a column counts or measures: numbers, and not yes or no."""
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def _plain(value: object) -> float | None:
    return None if text.is_missing(value) else float(value)
