"""A shown deck as plain data: all that a browser needs to show every slide, in light and dark, without asking again.

Pure: the same deck makes the same scene. Exact numbers travel beside their words, so that a rendering can be proved.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

import pandas as pd

from dashboard import answers, charts, standing, text
from dashboard.by_district import MAP, columns_of
from dashboard.charts.sparks import sparkline
from dashboard.decks.shown import Broken, Cards, DistrictMap, Figure, ShownDeck, ShownSlide, ShownView, is_measure
from dashboard.metrics import Reading
from dashboard.outputs.files import Progress
from dashboard.outputs.stage.words import words
from dashboard.queries import Column, Draw
from dashboard.scope import Scope
from dashboard.sentences.sentence import Sentence
from dashboard.text import say

# Months that a sparkline needs to say something.
LEAST_TREND = 12


def scene(shown: ShownDeck, *, progress: Progress | None = None) -> dict:
    """The deck with all its slides and the words of the stage around them."""
    slides = []
    for done, one in enumerate(shown.slides, 1):
        slides.append(slide(one, shown.language))
        if progress:
            progress(done, len(shown.slides))
    return {
        "id": shown.deck.id,
        "title": shown.title,
        "language": shown.language,
        "snapshot": shown.snapshot.id,
        "demonstration": say("Demonstration data", shown.language) if shown.snapshot.is_demonstration else "",
        "footer": shown.footer,
        "words": words(shown.language),
        "slides": slides,
    }


def slide(shown: ShownSlide, language: str) -> dict:
    """One slide, also for `setSlide`."""
    return {
        "id": shown.slide.id,
        "number": shown.number,
        "title": shown.title,
        "lead": shown.findings[0].text if shown.findings else "",
        "further": Sentence.joined(shown.findings[1:], language),
        "scope": shown.scope_sentence,
        "incomplete": text.incomplete_sentence(shown.incomplete, language) if shown.incomplete else "",
        "views": [_view(view, language) for view in shown.views],
        "notes": shown.notes,
        "questions": list(shown.questions),
        "definitions": [
            {"name": d.name, "unit": d.unit, "about": d.about, "caveat": d.caveat or ""} for d in shown.definitions
        ],
        "sources": list(shown.sources),
    }


def _view(view: ShownView, language: str) -> dict:
    match view:
        case Cards():
            return _cards(view, language)
        case Figure():
            return _figure(view, language)
        case DistrictMap():
            return _map(view, language)
        case Broken():
            return {"kind": "broken", "title": view.title, "reason": view.reason(language)}


# --- cards ------------------------------------------------------------------------------------


def _cards(view: Cards, language: str) -> dict:
    told = zip(view.readings, view.told, strict=True)
    return {
        "kind": "cards",
        "title": view.title,
        "caption": view.caption,
        "cards": [_card(reading, words, view.scope, language) for reading, words in told],
    }


def _card(reading: Reading, told: str, scope: Scope, language: str) -> dict:
    metric = reading.metric
    return {
        "id": metric.id,
        "title": metric.title(language),
        "told": told,
        "value": reading.value,
        "unit": metric.unit(language),
        "change": _change(reading, scope, language),
        "standing": _standing(reading, language),
        "trend": _trend(reading),
    }


def _change(reading: Reading, scope: Scope, language: str) -> dict | None:
    """The change with its comparison; whether it is good is told by colour and by a mark that shows the direction."""
    moved = standing.change(reading, language)
    return {**asdict(moved), "against": text.comparison_name(scope.compare, language)} if moved else None


def _standing(reading: Reading, language: str) -> str:
    """Where it stands against its target, or when it was counted."""
    pace = standing.pace(reading, language, reading.metric.unit)
    if pace is None:
        return standing.when(reading, language)
    return f"{pace.mark} {pace.verdict} · {pace.kind(language)} {pace.target} · {pace.done}"


def _trend(reading: Reading) -> str:
    """The last two years as a small drawing in the ink around it; empty where months say nothing."""
    flowing = reading.metric.kind == "flow"
    if reading.metric.kind == "distinct" or sum(map(bool, reading.trend)) < LEAST_TREND:
        return ""
    return sparkline(reading.trend, bars=flowing, ink="currentColor")


# --- figures, maps, tables --------------------------------------------------------------------


def _figure(view: Figure, language: str) -> dict:
    draw, columns = view.query.draw, view.query.columns
    told = {
        "title": view.title,
        "caption": view.caption,
        "note": view.note or "",
        "table": _table(view.rows, columns, language, _grain(view)),
    }
    if draw is None or draw.kind == "table":
        return {"kind": "table", **told}
    options = {"language": language, "complete_through": view.complete_through, "grain": view.scope.grain}
    return {"kind": "figure", "draw": draw.kind, **told, **_looks(view.rows, draw, columns, options)}


def _map(view: DistrictMap, language: str) -> dict:
    columns = columns_of(view.metric)
    rows = view.rows.sort_values("district_code")[["district_code", "value"]]
    looks = _looks(view.rows, MAP, columns, {"language": language})
    for look in looks.values():
        # The slide names the metric over the map.
        look["layout"]["legend"]["title"]["text"] = say("Unit: {units}", language, units=view.metric.unit(language))
    return {
        "kind": "figure",
        "draw": "area_map",
        "title": view.title,
        "caption": view.caption,
        "note": "",
        "table": _table(rows, columns, language),
        **looks,
    }


def _looks(rows: pd.DataFrame, draw: Draw, columns: Mapping[str, Column], options: Mapping[str, object]) -> dict:
    """The drawing on light and on dark ground."""
    grounds = {"light": False, "dark": True}
    return {name: _plain(charts.spec(rows, draw, columns, dark=dark, **options)) for name, dark in grounds.items()}


def _plain(spec: dict) -> dict:
    """Only what JSON has: days as text. A number that is none is a mistake, not a gap."""
    return json.loads(json.dumps(spec, default=str, allow_nan=False))


def _grain(view: Figure) -> tuple[str, str] | None:
    """The column of periods and how long they are, in a figure over time."""
    draw, query = view.query.draw, view.query
    column = draw.options.get("x") if draw else None
    return (column, draw.options.get("grain", view.scope.grain)) if column and "grain" in query.params else None


def _table(
    rows: pd.DataFrame, columns: Mapping[str, Column], language: str, periods: tuple[str, str] | None = None
) -> dict:
    """The rows in words; a cell with a number is [words, exact value]."""
    shown = [columns[name] for name in rows if name in columns]
    measured = {c.name for c in shown if not c.codes and is_measure(rows[c.name])}
    return {
        "columns": [{"name": answers.heading(c, language), "number": c.name in measured} for c in shown],
        "rows": [
            [_cell(c, row[c.name], c.name in measured, language, periods) for c in shown]
            for row in rows.to_dict("records")
        ],
    }


def _cell(
    column: Column, value: object, measured: bool, language: str, periods: tuple[str, str] | None
) -> str | list[object]:
    if measured:
        return [text.number(value, language), None if text.is_missing(value) else float(value)]
    if text.is_missing(value):
        return text.MISSING
    if isinstance(value, date):
        if periods and column.name == periods[0]:
            return text.bucket(value, periods[1], language)
        return text.day(value, language)
    if isinstance(value, bool):
        return say("Yes", language) if value else say("No", language)
    return answers.word_of(column, value, language)
