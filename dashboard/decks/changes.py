"""What differs between a deck on one snapshot and on another: slide by slide, numbers, sentences and views.

Both are shown decks in the same language. It knows nothing of how differences are drawn.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from dashboard import answers, catalog, text
from dashboard.catalog import Label
from dashboard.decks.shown import Broken, Datum, DistrictMap, Figure, ShownDeck, ShownSlide, ShownView, numbers
from dashboard.queries import Column
from dashboard.scope import Scope
from dashboard.sentences.sentence import Sentence
from dashboard.text import say

# Numbers closer than this part of each other are the same number, added up in another order.
SAME = 1e-9
# How many changed numbers of a slide are told in words; the others are counted.
TOLD = 3
ADDED, REMOVED = text.phrase("Added: {views}"), text.phrase("Removed: {views}")


@dataclass(frozen=True)
class NumberChange:
    """One number before and now. `place` is what picks it within its view, in words: `2024年12月 · 发明`; `is_beside`
    when the figure has it beside what it shows: the period compared with, a share."""

    before: Datum
    now: Datum
    place: str = ""
    is_beside: bool = False

    @property
    def difference(self) -> float | None:
        """By how much, in its unit; None where one of the two is missing."""
        if self.before.value is None or self.now.value is None:
            return None
        return self.now.value - self.before.value

    @property
    def relative(self) -> float | None:
        """By which part of the value before; a percentage has none: it moves by points."""
        if self.difference is None or not self.before.value or self.now.unit == "%":
            return None
        return self.difference / abs(self.before.value)


@dataclass(frozen=True)
class SentenceChange:
    """A sentence of the finding before and now; None where there is none."""

    before: str | None
    now: str | None


@dataclass(frozen=True)
class SlideChange:
    """What differs on one slide. `number` counts from 1 in the deck now, or in the one before when the slide is gone.

    Numbers are the same when metric or query, row and column are; `new` and `gone` count those of one side only, as a
    period that follows the snapshot has them; `kept` those that did not change.
    """

    slide_id: str
    number: int
    title: str
    state: str = "kept"
    numbers: tuple[NumberChange, ...] = ()
    kept: int = 0
    new: int = 0
    gone: int = 0
    sentences: tuple[SentenceChange, ...] = ()
    views_added: tuple[str, ...] = ()
    views_removed: tuple[str, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether the slide says now what it said before."""
        told = self.numbers or self.sentences or self.views_added or self.views_removed
        return self.state == "kept" and not (told or self.new or self.gone)


def changes(before: ShownDeck, now: ShownDeck) -> tuple[SlideChange, ...]:
    """A change for every slide of the deck now, in its order, then one for every slide that is gone.

    A slide is the same by its id, wherever it stands.
    """
    then = {slide.slide.id: slide for slide in before.slides}
    here = {slide.slide.id for slide in now.slides}
    found = [_slide(then.get(slide.slide.id), slide, now.language) for slide in now.slides]
    gone = [slide for slide in before.slides if slide.slide.id not in here]
    return (*found, *(SlideChange(s.slide.id, s.number, s.title, "removed") for s in gone))


def _slide(before: ShownSlide | None, now: ShownSlide, language: str) -> SlideChange:
    same = SlideChange(now.slide.id, now.number, now.title)
    if before is None:
        return replace(same, state="added")
    then, here = _by_key(before, language), _by_key(now, language)
    beside = {datum.key for view in now.views if isinstance(view, Figure) for datum in _beside(view, language)}
    pairs = [(key, then[key][0], *here[key]) for key in here if key in then]
    changed = [
        NumberChange(old, new, place, key[:-1] in beside)
        for key, old, new, place in pairs
        if _differ(old.value, new.value)
    ]
    added, removed = _views(before, now)
    return replace(
        same,
        numbers=tuple(sorted(changed, key=_rank)),
        kept=len(pairs) - len(changed),
        new=len(here.keys() - then.keys()),
        gone=len(then.keys() - here.keys()),
        sentences=tuple(_sentences(before.findings, now.findings)),
        views_added=added,
        views_removed=removed,
    )


def _differ(before: float | None, now: float | None) -> bool:
    if before is None or now is None:
        return before is not now
    return abs(now - before) > SAME * max(1.0, abs(before), abs(now))


def _rank(change: NumberChange) -> tuple[bool, bool, bool, float]:
    """What is told first: cards, then what figures show, then what stands beside it; of each, what appeared or
    vanished, then the largest by the part of the value before."""
    part = change.relative if change.relative is not None else (change.difference or 0.0) / 100
    return change.is_beside, bool(change.place), change.difference is not None, -abs(part)


def _beside(view: Figure, language: str) -> Iterator[Datum]:
    options = view.query.draw.options if view.query.draw else {}
    named = {options.get("prior"), options.get("share")}
    return (datum for datum in numbers(view, language) if datum.key[-1] in named)


def _sentences(before: Sequence[Sentence], now: Sequence[Sentence]) -> Iterator[SentenceChange]:
    """The sentences of one rule are held against each other in their order."""
    rules = dict.fromkeys(sentence.rule for sentence in (*now, *before))
    for rule in rules:
        old, new = ([s.text for s in told if s.rule == rule] for told in (before, now))
        yield from (SentenceChange(a, b) for a, b in zip_longest(old, new) if a != b)


def _views(before: ShownSlide, now: ShownSlide) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Titles of views that came and went."""
    old, new = (Counter(view.name for view in slide.slide.views) for slide in (before, now))
    return _titles(now, new - old), _titles(before, old - new)


def _titles(slide: ShownSlide, names: Counter[str]) -> tuple[str, ...]:
    found = zip(slide.slide.views, slide.views, strict=True)
    return tuple(dict.fromkeys(shown.title for view, shown in found if names[view.name]))


# --- numbers and their places ---------------------------------------------------------------------


def _by_key(slide: ShownSlide, language: str) -> Mapping[tuple, tuple[Datum, str]]:
    """Every number of the slide with its place in words; a key that comes again is told apart by its turn."""
    turns: Counter[tuple[str, ...]] = Counter()
    found = {}
    for view in slide.views:
        for datum, place in _placed(view, language):
            found[(*datum.key, turns[datum.key])] = datum, place
            turns[datum.key] += 1
    return found


def _placed(view: ShownView, language: str) -> Iterable[tuple[Datum, str]]:
    if isinstance(view, Broken):
        return ()
    found = list(numbers(view, language))
    return zip(found, _places(view, found, language), strict=True)


def _places(view: ShownView, found: Sequence[Datum], language: str) -> Iterator[str]:
    match view:
        case DistrictMap():
            districts = catalog.code_list("districts")
            yield from (catalog.word_of(districts, datum.key[1], language) for datum in found)
        case Figure():
            measured = {datum.key[-1] for datum in found}
            columns = view.query.columns
            picked = [columns[name] for name in view.rows if name in columns and name not in measured]
            for datum in found:
                words = (_word(c, v, view, language) for c, v in zip(picked, datum.key[1:-1], strict=True))
                yield " · ".join(words)
        case _:
            yield from ("" for _ in found)


def _word(column: Column, value: str, view: Figure, language: str) -> str:
    """What picks a row, as the figure words it."""
    options = view.query.draw.options if view.query.draw else {}
    if value in ("None", "nan", "NaT", "<NA>"):
        return answers.word_of(column, None, language)
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return answers.word_of(column, value, language)
    grain = _grain(options, view.scope) if column.name == options.get("x") else "day"
    return text.day(day, language) if grain == "day" else text.bucket(day, grain, language)


def _grain(options: Mapping[str, str], scope: Scope) -> str:
    return options.get("grain", scope.grain)


# --- in words -------------------------------------------------------------------------------------


def told(change: SlideChange, language: str, *, most: int = TOLD) -> list[str]:
    """The change of a slide, a line a fact; none for a slide that says what it said before."""
    if change.state != "kept":
        return [say("The slide is new.", language) if change.state == "added" else say("The slide is gone.", language)]
    lines = [number_told(number, language) for number in change.numbers[:most]]
    if rest := len(change.numbers) - most:
        lines += [say("{count} further numbers changed.", language, count=rest)] if rest > 0 else []
    if change.new or change.gone:
        said = {"new": change.new, "gone": change.gone}
        lines.append(
            say("{new} numbers are new and {gone} are gone: the period or the ranking has moved.", language, **said)
        )
    lines += [_sentence_told(sentence, language) for sentence in change.sentences]
    for message, titles in ((ADDED, change.views_added), (REMOVED, change.views_removed)):
        lines += [say(message, language, views=text.listing(titles, language))] if titles else []
    return lines


def number_told(change: NumberChange, language: str) -> str:
    """`专利授权量(江阳区)：894件 → 901件，+7件(+0.8%)`."""
    unit = Label(change.now.unit, change.now.unit) if change.now.unit else None
    was, now = (text.quantity(value, unit, language) for value in (change.before.value, change.now.value))
    name = text.say("{name} ({place})", language, name=change.now.name, place=change.place)
    said = {"name": name if change.place else change.now.name, "was": was, "now": now}
    if change.difference is None:
        return say("{name}: {was} → {now}", language, **said)
    return say("{name}: {was} → {now}, {by}", language, by=_by(change, unit, language), **said)


def _by(change: NumberChange, unit: Label | None, language: str) -> str:
    if change.now.unit == "%":
        return say("{points} points", language, points=text.signed_number(change.difference, language, digits=2))
    size = text.quantity(abs(change.difference), unit, language)
    by = f"{'+' if change.difference > 0 else text.MINUS}{size}"
    if change.relative is None:
        return by
    return say("{by} ({part})", language, by=by, part=text.signed_percent(change.relative, language))


def _sentence_told(change: SentenceChange, language: str) -> str:
    if change.before is None:
        return say("New sentence: {sentence}", language, sentence=change.now)
    if change.now is None:
        return say("No longer said: {sentence}", language, sentence=change.before)
    return say("Said before: {before} Now: {now}", language, before=change.before, now=change.now)
