"""Views of a deck as tables: cards, a figure's rows, districts by their metrics. Words only; fitting is tables' business."""

from collections.abc import Callable, Iterable, Sequence

from dashboard import answers, captions, catalog, numbers, queries, standing, text
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
    if not compared:
        return ()
    moved = standing.change(reading, language)
    return (moved.words if moved else text.MISSING,)


def _pace(reading: Reading, targeted: bool, language: str) -> tuple[str, ...]:
    if not targeted:
        return ()
    pace = standing.pace(reading, language, None)
    if pace is None:
        return (text.MISSING,) * 3
    return pace.target + DEMONSTRATION * pace.is_demonstration, pace.done, pace.verdict


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
    tell = {column.name: words.teller(view, column.name, language) for column in shown}
    rows = tuple(tuple(tell[name](row[name]) for name in tell) for row in view.rows.to_dict("records"))
    return heads, rows


def _is_number(view: Figure, name: str) -> bool:
    measured = words.is_measured(view.rows[name])
    return measured and not view.query.columns[name].codes and name not in words.NAMES


def _crossed(view: Figure, language: str) -> tuple[tuple[Column, ...], tuple[tuple[str, ...], ...]] | None:
    """The dimension with fewer values across, the other down, followed by what depends on it; None where rows have
    another form or it grows too wide."""
    query, rows = view.query, view.rows
    places = [name for name in dict.fromkeys(numbers.placing(query)) if name in rows and not _is_number(view, name)]
    if len(places) != 2 or rows.duplicated(places).any():
        return None
    across, down = sorted(reversed(places), key=lambda name: rows[name].nunique())
    measures = [name for name in query.columns if name in rows and _is_number(view, name)]
    beside = [name for name in query.columns if name in rows and name not in (*places, *measures)]
    tell = {name: words.teller(view, name, language) for name in (*places, *measures, *beside)}
    kinds = list(dict.fromkeys(tell[across](kind) for kind in rows[across]))
    fits = 0 < len(kinds) * len(measures) <= WIDEST_ACROSS
    if not fits or any(rows.groupby(down)[name].nunique().max() > 1 for name in beside):
        return None
    cells = [(kind, measure) for kind in kinds for measure in measures]
    body: dict[str, list[str]] = {}
    for row in rows.to_dict("records"):
        place = tell[down](row[down])
        line = body.setdefault(place, [place, *(tell[n](row[n]) for n in beside), *[text.MISSING] * len(cells)])
        for measure in measures:
            line[1 + len(beside) + cells.index((tell[across](row[across]), measure))] = tell[measure](row[measure])
    heads = [Column(query.columns[name].label(language)) for name in (down, *beside)]
    heads += [_cross_head(kind, query.columns[measure], len(measures), language) for kind, measure in cells]
    return tuple(heads), tuple(map(tuple, body.values()))


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
            group = text.with_unit(view.metric.title(language), view.metric.unit(language), language)
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
