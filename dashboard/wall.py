"""What the boards of the wall show: plans (boards.py) answered on one snapshot, in words and places ready to be drawn.

Everything that a board says is decided here; whoever draws it lays out and colours. It knows no Streamlit.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache

import pandas as pd

from dashboard import answers, boards, captions, catalog, metrics, palette, queries, standing, text
from dashboard.boards import Fault, Plan
from dashboard.catalog import Snapshot
from dashboard.charts.districts import Class, classes
from dashboard.metrics import Reading
from dashboard.queries import Metric
from dashboard.scope import Scope, default_scope, months_later
from dashboard.sentences import telling
from dashboard.sentences.sentence import Sentence
from dashboard.states import STATES
from dashboard.text import say
from dashboard.wall_map import spots
from dashboard.wall_shown import Board, Map, Missing, Place, Point, Ranking, Row, Shade, Tile, Trend, Wall

RANKED = 5
# A trend of fewer months says nothing.
FEWEST_MONTHS = 12
# Rules of sentences that a board leaves to pages: too long to be read in passing, or told by a tile beside them.
LENGTHY = ("contribution", "target", "incomplete")


def wall(snapshot: Snapshot, language: str, asked: Sequence[str] = ()) -> Wall:
    """The boards asked for by name (all, when none is) on a snapshot."""
    plans, faults = boards.plans(asked)
    return Wall(
        snapshot=snapshot.id,
        language=language,
        footer=say("Snapshot {id}", language, id=snapshot.id),
        demonstration=say("Demonstration data", language) if snapshot.is_demonstration else "",
        boards=tuple(_board(snapshot, plan, language) for plan in plans),
        faults=tuple(_told(fault, language) for fault in faults),
    )


def seconds(said: str, bounds: tuple[float, float, float]) -> float:
    """A number of seconds as an address says it, held between the least and the most; the usual where it says none."""
    least, usual, most = bounds
    try:
        return min(max(least, float(said)), most)
    except ValueError:
        return usual


def as_data(shown: Wall) -> dict[str, object]:
    """The wall as JSON has it."""
    return asdict(shown)


def _told(fault: Fault, language: str) -> str:
    return say("{file}: {reason}; left out", language, file=fault.file, reason=fault.reason)


@lru_cache(maxsize=48)
def _board(snapshot: Snapshot, plan: Plan, language: str) -> Board:
    """Kept: a wall asks again every minute, and on one snapshot the answer never changes."""
    asked = _Asked(snapshot, plan, *_scope(snapshot, plan.period, language))
    readings = metrics.read(snapshot, plan.metrics, asked.scope)
    return Board(
        id=plan.id,
        title=plan.title(language),
        period=_period(asked),
        sentence=_sentence(asked),
        tiles=tuple(_tile(reading, asked) for reading in readings.values()),
        map=_map(asked, queries.metrics()[plan.map]) if plan.map else None,
        ranking=_ranking(asked, plan.ranking) if plan.ranking else None,
        trend=_trend(asked, plan.trend) if plan.trend else None,
    )


@dataclass(frozen=True)
class _Asked:
    """A plan in the scope of a snapshot; `edition` is the expo's, for queries that ask for one."""

    snapshot: Snapshot
    plan: Plan
    scope: Scope
    edition: int | None = None

    @property
    def language(self) -> str:
        return self.scope.language

    def rows(self, query: str) -> pd.DataFrame:
        return answers.rows(self.snapshot, query, self.scope, edition=self.edition)

    def lacking(self, datasets: Sequence[str]) -> str | None:
        """Names of the datasets that the snapshot lacks, as a reason."""
        names = [catalog.contracts()[d].label(self.language) for d in datasets if d not in self.snapshot.resources]
        told = text.listing(names, self.language)
        return say("Not in this snapshot: {datasets}", self.language, datasets=told) if names else None


def _scope(snapshot: Snapshot, period: str, language: str) -> tuple[Scope, int | None]:
    """The year to date; or the edition of the expo that is shown first, with its number."""
    scope = replace(default_scope(snapshot), language=language)
    if period == "expo":
        for row in answers.rows(snapshot, "expo/editions", scope).itertuples(index=False):
            if row.is_default and not text.is_missing(row.edition):
                return replace(scope, since=row.since.date(), until=row.until.date()), int(row.edition)
    return scope, None


def _period(asked: _Asked) -> str:
    """What the board counts, and what its changes are against."""
    spoken = asked.language
    against = say("changes {comparison}", spoken, comparison=text.comparison_name(asked.scope.compare, spoken))
    return f"{text.period(asked.scope.since, asked.scope.until, spoken)} · {against}"


# --- metrics and the sentence -----------------------------------------------------------------


def _tile(reading: Reading, asked: _Asked) -> Tile:
    before, number, unit = _parts(reading, asked)
    moved = standing.change(reading, asked.language)
    below, verdict, done = _standing(reading, asked)
    return Tile(
        title=reading.metric.title(asked.language),
        window=_window(reading, asked),
        before=before,
        number=number,
        unit=unit,
        change=f"{moved.mark} {moved.words}".strip() if moved else "",
        tone=(moved.sense if moved else "") or "even",
        standing=below,
        verdict=verdict,
        done=done,
        state=reading.state,
    )


def _parts(reading: Reading, asked: _Asked) -> tuple[str, str, str]:
    """What leads the number (CNY, ≥), the number, its unit; or the word for why there is none."""
    unit, spoken = reading.metric.unit, asked.language
    if reading.value is None:
        return "", captions.value_words(reading, asked.snapshot, unit, spoken), ""
    number = captions.counted_words(reading, None, spoken)
    whole = captions.in_words(reading.value, unit, spoken)
    bare = captions.in_words(reading.value, None, spoken)
    before, _, after = whole.partition(bare)
    return before.strip(), number, _brief(after.strip(), reading.metric.title(spoken))


def _brief(unit: str, title: str) -> str:
    """The unit without what the title above it says already: patents, per 10,000 residents."""
    counted, per, base = unit.partition(" per ")
    return counted if per and f"per {base}" in title else unit


def _standing(reading: Reading, asked: _Asked) -> tuple[str, str, float | None]:
    """The line under a number, the verdict on its target, and how much of that is done."""
    spoken, pace = asked.language, standing.pace(reading, asked.language, None)
    if reading.value is None or pace is None:
        return captions.gap_words(reading.lacking, spoken) if reading.lacking else "", "", None
    kind = say("Demo target", spoken) if pace.is_demonstration else say("Target", spoken)
    return f"{kind} {pace.target} · {pace.done}", f"{pace.mark} {pace.verdict}", reading.progress.done


def _window(reading: Reading, asked: _Asked) -> str:
    """To when it was counted, where that is before the board's period ends or there is no value yet."""
    if reading.state == "not_yet_due" or (reading.value is not None and reading.through < asked.scope.until):
        return say("to {month}", asked.language, month=text.month(reading.through, asked.language))
    return ""


def _sentence(asked: _Asked) -> str:
    """What a leader reads out, as far as it is read in passing."""
    told = telling.finding(asked.snapshot, asked.plan.says, asked.scope)
    return Sentence.joined([s for s in told if s.rule not in LENGTHY], asked.language)


# --- the map ----------------------------------------------------------------------------------


def _map(asked: _Asked, metric: Metric) -> Map | Missing:
    title = say("{metric} by district", asked.language, metric=metric.title(asked.language))
    if reason := asked.lacking(metric.reads):
        return Missing(title, reason)
    rows = metrics.ranking(asked.snapshot, metric.id, asked.scope)
    values = [None if pd.isna(v) else float(v) for v in rows["value"]]
    shades = classes(values, dark=True)
    names = {c.code: c.label(asked.language) for c in catalog.code_list("districts")}
    return Map(
        title=title,
        caption=_counted_when(asked, metric),
        places=tuple(
            _place(row, value, names, shades, asked.language)
            for row, value in zip(rows.itertuples(index=False), values, strict=True)
        ),
        legend=_legend(shades, None in values, asked.language),
        **_points(asked),
    )


def _counted_when(asked: _Asked, metric: Metric) -> str:
    counted = asked.scope.through(metrics.complete_through(asked.snapshot, metric))
    when = captions.counted_when(metric, counted, asked.language)
    return f"{when} · {metric.unit(asked.language)}"


def _place(row, value: float | None, names: dict, shades: Sequence[Class], language: str) -> Place:  # noqa: ANN001 - a row of metrics.ranking
    shade = next((s for s in shades if value is not None and s.low <= value <= s.high), None)
    shown = _short(value, language) if value is not None else STATES[row.state](language)
    return Place(
        code=row.district_code,
        name=names[row.district_code],
        value=text.at_least(shown) if row.gaps and value is not None else shown,
        fill=shade.fill if shade else None,
        ink=palette.ink_on(shade.fill) if shade else palette.DARK.text,
    )


def _short(value: float, language: str) -> str:
    return captions.in_words(value, None, language)


def _legend(shades: Sequence[Class], some_missing: bool, language: str) -> tuple[Shade, ...]:
    ranges = [_short(s.low, language) + (f"–{_short(s.high, language)}" if s.high > s.low else "") for s in shades]
    found = [Shade(s.fill, words) for s, words in zip(shades, ranges, strict=True)]
    return (*found, *([Shade(None, say("No data", language))] if some_missing else []))


def _points(asked: _Asked) -> dict[str, object]:
    """What lies on the map, the names of its kinds with how many there are, and how many have no place on it."""
    if not asked.plan.points:
        return {}
    query = queries.load_query(asked.plan.points)
    rows = asked.rows(query.name)
    counts = rows["kind"].value_counts()
    named = [
        (code.code, f"{code.label(asked.language)} {text.number(int(counts[code.code]), asked.language)}")
        for code in query.columns["kind"].codes
        if code.code in counts
    ]
    placed = spots(rows)
    unplaced = say("{count} without coordinates", asked.language, count=len(rows) - len(placed))
    return {"spots": placed, "kinds": tuple(named), "unplaced": unplaced if len(placed) < len(rows) else ""}


# --- the ranking and the trend ----------------------------------------------------------------


def _ranking(asked: _Asked, name: str) -> Ranking | Missing:
    query, spoken = queries.load_query(name), asked.language
    title = (asked.plan.ranking_title or query.title)(spoken)
    if reason := asked.lacking(query.datasets):
        return Missing(title, reason)
    subject, measure = query.columns[query.draw.options["y"]], query.columns[query.draw.options["x"]]
    rows = asked.rows(name)
    rows = rows[rows[measure.name].notna()].sort_values(measure.name, ascending=False, kind="stable").head(RANKED)
    if rows.empty or not rows[measure.name].iloc[0] > 0:
        return Missing(title, say("No rows in this scope.", spoken))
    most = float(rows[measure.name].iloc[0])
    found = [
        Row(answers.word_of(subject, key, spoken), _short(float(value), spoken), float(value) / most)
        for key, value in zip(rows[subject.name], rows[measure.name], strict=True)
    ]
    return Ranking(title, answers.heading(measure, spoken), tuple(found))


def _trend(asked: _Asked, name: str) -> Trend | Missing:
    return _of_metric(asked, queries.metrics()[name]) if name in queries.metrics() else _of_query(asked, name)


def _of_metric(asked: _Asked, metric: Metric) -> Trend | Missing:
    """The last twelve months of a flow beside those a year before; the last 24 month ends of anything else."""
    spoken = asked.language
    title = metric.title(spoken)
    if reason := asked.lacking(metric.reads):
        return Missing(title, reason)
    [reading] = metrics.read(asked.snapshot, [metric.id], asked.scope).values()
    values = reading.trend
    if len(values) < FEWEST_MONTHS:
        return Missing(title, say("No rows in this scope.", spoken))
    months = [months_later(reading.through, -back) for back in range(len(values) - 1, -1, -1)]
    is_flow = metric.kind == "flow"
    shown = range(len(values))[-12:] if is_flow else range(len(values))
    points = [
        Point(
            _month(months[i], spoken) if is_flow else text.month(months[i], spoken),
            values[i],
            _short(values[i], spoken),
            values[i - 12] if is_flow and i >= 12 else None,
        )
        for i in shown
    ]
    period = text.period(months[shown[0]], months[-1], spoken)
    prior = say("A year before", spoken) if is_flow and len(values) > FEWEST_MONTHS else ""
    return Trend(title, f"{period} · {metric.unit(spoken)}", "bars" if is_flow else "line", tuple(points), prior)


def _of_query(asked: _Asked, name: str) -> Trend | Missing:
    query, spoken = queries.load_query(name), asked.language
    title = query.title(spoken)
    if reason := asked.lacking(query.datasets):
        return Missing(title, reason)
    options = query.draw.options
    measure = query.columns[options["y"].split(",")[0]]
    rows = asked.rows(name)
    known = [
        (when.date(), float(value))
        for when, value in zip(rows[options["x"]], rows[measure.name], strict=True)
        if not pd.isna(value) and when.date() <= answers.complete(query, asked.snapshot)
    ]
    if not known:
        return Missing(title, say("No rows in this scope.", spoken))
    by_day = options.get("grain") == "day"
    points = [Point(_day(d, spoken) if by_day else _month(d, spoken), v, _short(v, spoken)) for d, v in known]
    kind = "bars" if query.draw.kind == "bar" else "line"
    return Trend(title, answers.heading(measure, spoken), kind, tuple(points))


def _month(when: date, language: str) -> str:
    return f"{when.month}月" if language == "zh" else f"{when:%b}"


def _day(when: date, language: str) -> str:
    return f"{when.month}月{when.day}日" if language == "zh" else f"{when.day} {when:%b}"
