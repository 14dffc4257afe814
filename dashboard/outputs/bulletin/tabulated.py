"""Views of a deck as tables: cards, a figure's rows, districts by their metrics. Words only; fitting is tables' business."""

from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from dashboard import answers, captions, catalog, numbers, queries, text
from dashboard.decks.shown import Cards, DistrictMap, Figure
from dashboard.metrics import Reading
from dashboard.outputs.bulletin import words
from dashboard.outputs.bulletin.blocks import Column, Table
from dashboard.text import say

# A second dimension with more values than this is told in a column of its own, not across.
WIDEST_ACROSS = 12
METRICS_ABREAST = 4
DEMONSTRATION = "*"


# --- cards ------------------------------------------------------------------------------------


def of_cards(view: Cards, title: str, trace: str, language: str) -> Table:
    """Metric, value, unit, change and, where a target runs, what is reached of it."""
    compared = view.scope.compare != "none"
    targeted = any(reading.progress for reading in view.readings)
    heads = [Column(say("Metric", language)), Column(say("Value", language), True), Column(say("Unit", language))]
    if compared:
        heads.append(Column(text.comparison_name(view.scope.compare, language).capitalize(), True))
    if targeted:
        heads += [
            Column(say("Target", language), True),
            Column(say("Done", language), True),
            Column(say("Pace", language)),
        ]
    rows = tuple(
        (*_value(reading, told, language), *_change(reading, compared, language), *_pace(reading, targeted, language))
        for reading, told in zip(view.readings, view.told, strict=True)
    )
    return Table(title, tuple(heads), rows, trace, _card_note(view, language))


def _value(reading: Reading, told: str, language: str) -> tuple[str, str, str]:
    metric = reading.metric
    beside = captions.ignored(reading.ignores, language) if reading.ignores else ""
    name = say("{name} ({beside})", language, name=metric.title(language), beside=beside) if beside else None
    return name or metric.title(language), words.amount(reading, told, language), metric.unit(language)


def _change(reading: Reading, compared: bool, language: str) -> tuple[str, ...]:
    return (text.signed_percent(reading.change, language),) if compared else ()


def _pace(reading: Reading, targeted: bool, language: str) -> tuple[str, ...]:
    progress = reading.progress
    if not targeted:
        return ()
    if progress is None:
        return (text.MISSING,) * 3
    target = captions.in_words(progress.target, None, language) + DEMONSTRATION * progress.is_demonstration
    done = text.percent(progress.done, language)
    return target, text.at_least(done) if progress.gaps else done, say(words.VERDICTS[progress.verdict], language)


def _card_note(view: Cards, language: str) -> str:
    """The caption, and what the readings cannot say for themselves: an earlier end, gaps, whose target it is."""
    parts = [view.caption]
    early = [r for r in view.readings if r.value is not None and r.through < view.scope.until]
    if early:
        parts.append(say("complete through {day}", language, day=text.day(min(r.through for r in early), language)))
    parts += [
        f"{r.metric.title(language)} {captions.gap_words(r.lacking, language)}" for r in view.readings if r.lacking
    ]
    if any(r.progress and r.progress.is_demonstration for r in view.readings):
        parts.append(f"{DEMONSTRATION} {say('demonstration target', language)}")
    return " · ".join(parts)


# --- figures ----------------------------------------------------------------------------------


def of_figure(view: Figure, trace: str, language: str) -> Table:
    """The rows of a figure: crossed where they have two dimensions, else one under another."""
    note = " · ".join(filter(None, [view.caption, view.note]))
    columns, rows = _crossed(view, language) or _listed(view, language)
    return Table(view.title, columns, rows, trace, note)


def _listed(view: Figure, language: str) -> tuple[tuple[Column, ...], tuple[tuple[str, ...], ...]]:
    shown = [column for name, column in view.query.columns.items() if name in view.rows]
    heads = tuple(Column(answers.heading(c, language), _is_number(view, c.name)) for c in shown)
    rows = tuple(
        tuple(words.cell(view, column, row[column.name], language) for column in shown)
        for row in view.rows.to_dict("records")
    )
    return heads, rows


def _is_number(view: Figure, name: str) -> bool:
    values, column = view.rows[name], view.query.columns[name]
    measured = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    return measured and not column.codes and name not in words.NAMES


def _crossed(view: Figure, language: str) -> tuple[tuple[Column, ...], tuple[tuple[str, ...], ...]] | None:
    """The dimension with fewer values across, the other down; None where rows have another form or it grows too wide."""
    query, rows = view.query, view.rows
    places = [name for name in dict.fromkeys(numbers.placing(query)) if name in rows and not _is_number(view, name)]
    measures = [name for name in query.columns if name in rows and name not in places]
    if len(places) != 2 or not all(_is_number(view, name) for name in measures) or rows.duplicated(places).any():
        return None
    across, down = sorted(places, key=lambda name: rows[name].nunique())
    held = {
        tuple(words.cell(view, query.columns[name], row[name], language) for name in (down, across)): row
        for row in rows.to_dict("records")
    }
    kinds = list(dict.fromkeys(kind for _, kind in held))
    if not 0 < len(kinds) * len(measures) <= WIDEST_ACROSS:
        return None
    cells = [(kind, query.columns[measure]) for kind in kinds for measure in measures]
    heads = [_cross_head(kind, column, len(measures), language) for kind, column in cells]
    body = tuple(
        (place, *(_crossing(view, held.get((place, kind)), column, language) for kind, column in cells))
        for place in dict.fromkeys(place for place, _ in held)
    )
    return (Column(query.columns[down].label(language)), *heads), body


def _crossing(view: Figure, row: dict | None, column: queries.Column, language: str) -> str:
    return words.cell(view, column, row[column.name], language) if row else text.MISSING


def _cross_head(kind: str, column: queries.Column, measures: int, language: str) -> Column:
    """One measure stands over all its kinds; of several, each kind over all its measures."""
    heading = answers.heading(column, language)
    return Column(kind, True, heading) if measures == 1 else Column(heading, True, kind)


# --- districts --------------------------------------------------------------------------------


def of_districts(
    views: Sequence[DistrictMap], title: str, trace: Callable[[Sequence[DistrictMap]], str], language: str
) -> Iterable[Table]:
    """Districts in code order, for each metric its value and rank; as many metrics abreast as the page holds."""
    for start in range(0, len(views), METRICS_ABREAST):
        abreast = views[start : start + METRICS_ABREAST]
        heads = [Column(say("District", language))]
        for view in abreast:
            group = f"{view.metric.title(language)} ({view.metric.unit(language)})"
            heads += [Column(say("Value", language), True, group), Column(say("Rank", language), True, group)]
        codes = catalog.code_list("districts")
        held = [{row.district_code: row for row in view.rows.itertuples(index=False)} for view in abreast]
        ranks = [_ranks(view) for view in abreast]
        rows = tuple(
            (
                code.label(language),
                *(w for rows, rank in zip(held, ranks, strict=True) for w in _placed(rows, rank, code.code, language)),
            )
            for code in codes
            if any(code.code in rows for rows in held)
        )
        yield Table(title, tuple(heads), rows, trace(abreast), _district_note(abreast))


def _district_note(views: Sequence[DistrictMap]) -> str:
    """Each part of the captions once: units stand in the heads, periods and sources may differ."""
    parts = (part for view in views for part in view.caption.split(" · "))
    return " · ".join(dict.fromkeys(parts))


def _placed(rows: dict, ranks: dict[str, int], code: str, language: str) -> tuple[str, str]:
    row = rows.get(code)
    if row is None:
        return text.MISSING, text.MISSING
    value = words.district_value(row.value, row.gaps, row.state, language)
    return value, str(ranks.get(code, text.MISSING))


def _ranks(view: DistrictMap) -> dict[str, int]:
    """Ranks in the good direction; equals share one. Where a value is a lower bound nobody knows the order."""
    known = view.rows[view.rows["value"].notna()]
    if known["gaps"].any():
        return {}
    places = known["value"].rank(method="min", ascending=view.metric.better == "down")
    return dict(zip(known["district_code"], places.astype(int), strict=True))
