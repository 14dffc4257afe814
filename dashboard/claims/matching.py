"""Which quantity, place and period a stated number is about: what is named nearest, with a unit that fits."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.catalog import CITY, Snapshot
from dashboard.claims import naming, reading, respective
from dashboard.claims.naming import Subject
from dashboard.claims.reading import MEASURES, Stated
from dashboard.reconcile.published import Span, figures

# What a name loses by standing farther from its number, in letters: per clause between, per other number between,
# behind it instead of before, with another unit of counting. Beyond FARTHEST it names something else.
CLAUSE, NUMBER, BEHIND, OTHER_UNIT, FARTHEST = 14, 18, 6, 15, 60
# A candidate this close to the best is as likely to be meant.
AS_LIKELY = 8
SAME_COUNT = ({"家", "户", "所"}, {"件", "个", "项", "条", "款", "类", "份", "单", "笔", "次"})
# Units that count bodies, and units that count what is no body: neither tells a number of the other.
BODIES, THINGS = {"家", "户", "所"}, {"件", "款", "条", "份", "单", "笔", "次"}
# What is counted of a whole, and what a number that only names its place or period goes on with.
_OF_WHICH = re.compile(r"其中|\bof (?:which|them|these)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"[\s,，、:：]*(?:和|与|及|为|是|达|共|则|and|in|had)?[\s,，:：]*", re.IGNORECASE)
_IN_ITS_YEAR = re.compile(r"[^\d,;，、。；]{0,30}?\b(?:in|during|at|by)\s+(?:the\s+)?(?:end\s+of\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Meant:
    """A stated number with what it is about; `subjects` are those as likely to be meant, the likeliest first.

    `spans` are the periods that may be meant: the one that its sentence names (then it `is_dated`), else the one named
    before, its year and the snapshot's.
    """

    stated: Stated
    subjects: tuple[Subject, ...]
    place: str
    spans: tuple[Span, ...]
    edition: str = ""
    is_dated: bool = False

    @property
    def span(self) -> Span:
        return self.spans[0]


@dataclass(frozen=True)
class Draft:
    """A text with all that is named in it."""

    text: str
    snapshot: Snapshot

    @cached_property
    def even(self) -> str:
        return reading.even(self.text)

    @cached_property
    def numbers(self) -> tuple[Stated, ...]:
        return reading.stated(self.text)

    @cached_property
    def named(self) -> tuple[naming.Named, ...]:
        return naming.named(self.even, self.snapshot)

    @cached_property
    def placed(self) -> tuple[naming.Placed, ...]:
        inside = [(n.start, n.end) for n in self.named]
        return tuple(p for p in naming.placed(self.even) if not any(s <= p.start and p.end <= e for s, e in inside))

    @cached_property
    def timed(self) -> tuple[naming.Timed, ...]:
        return naming.timed(self.even, self.snapshot)


def meant(text: str, snapshot: Snapshot) -> tuple[Meant, ...]:
    """Every number of the text with what it is about."""
    draft, found = Draft(text, snapshot), []
    for number in draft.numbers:
        before = found[-1] if found else None
        found.append(_meant(draft, number, before))
    return tuple(found)


def _meant(draft: Draft, number: Stated, before: Meant | None) -> Meant:
    sentence = reading.sentence_of(draft.even, number.start)
    spans, edition, is_dated = _when(draft, number, sentence)
    before = before if before and before.stated.start >= sentence[0] else None
    if number.change and before and _can_follow(draft, number, before):
        # "…, up 5.3%" speaks of the number before it.
        return Meant(number, before.subjects, before.place, before.spans, before.edition, is_dated)
    own = respective.owner(draft.even, sentence, number, draft.numbers, draft.placed, draft.timed, draft.named)
    if isinstance(own, naming.Timed):
        spans, edition, is_dated = (own.span,), own.edition, True
    subjects = _subjects(draft, number, sentence, own if isinstance(own, naming.Named) else None)
    if not subjects and before and _goes_on(draft, number, before):
        subjects = before.subjects
    place = own.code if isinstance(own, naming.Placed) else _where(draft, number, sentence, subjects)
    return Meant(number, subjects, place, spans, edition, is_dated)


def _can_follow(draft: Draft, number: Stated, before: Meant) -> bool:
    """Whether a growth can be that of the number before: any in per cent, else one of the same unit."""
    return bool(before.subjects) and (
        number.unit == "%" or number.unit == {"%": "pp"}.get(before.stated.unit, before.stated.unit)
    )


def _goes_on(draft: Draft, number: Stated, before: Meant) -> bool:
    """上半年1200件，三季度700件: only a place or a period stands between two numbers of one unit."""
    if number.unit != before.stated.unit:
        return False
    between = list(draft.even[before.stated.end : number.start])
    for told in (*draft.placed, *draft.timed):
        if before.stated.end <= told.start and told.end <= number.start:
            first = told.start - before.stated.end
            between[first : first + told.end - told.start] = " " * (told.end - told.start)
    return bool(_GOES_ON.fullmatch("".join(between)))


def _subjects(draft: Draft, number: Stated, sentence: tuple[int, int], own: naming.Named | None) -> tuple[Subject, ...]:
    if own:
        return tuple(s for s in own.subjects if _unfit(number, naming.unit_of(s, draft.snapshot)) is not None)
    scored: dict[Subject, float] = {}
    for score, subject in _scored(draft, number, (_part_from(draft, number, sentence), sentence[1])):
        scored[subject] = min(score, scored.get(subject, score))
    ranked = sorted(scored.items(), key=lambda item: item[1])
    return tuple(subject for subject, score in ranked if score <= min(FARTHEST, ranked[0][1] + AS_LIKELY))


def _part_from(draft: Draft, number: Stated, sentence: tuple[int, int]) -> int:
    """Where the names begin that a number can have: behind 其中, if what is counted there is a part that is named by
    nothing that we know, and not a place or a period of the whole."""
    said = [found.end() for found in _OF_WHICH.finditer(draft.even, sentence[0], number.start)]
    if not said or any(said[-1] <= n.start < number.start for n in draft.numbers):
        return sentence[0]
    narrowed = any(said[-1] <= told.start < number.start for told in (*draft.placed, *draft.timed))
    return sentence[0] if narrowed else said[-1]


def _scored(draft: Draft, number: Stated, sentence: tuple[int, int]) -> Iterator[tuple[float, Subject]]:
    counted = _counted_here(draft, number)
    for name in draft.named:
        if not sentence[0] <= name.start < sentence[1] or (counted and not counted[0] <= name.start <= counted[1]):
            continue
        is_behind = name.start >= number.start
        first, last = (number.end, name.start) if is_behind else (name.end, number.start)
        between = sum(
            first <= other.start < last for other in draft.numbers if other is not number and other.unit != "%"
        )
        distance = max(0, last - first) / (1 if ord(draft.even[name.start]) > 0x2E80 else 4)
        clauses = reading.clauses_between(draft.even, first, max(first, last))
        score = distance + CLAUSE * clauses + NUMBER * between + BEHIND * is_behind
        score -= min(6, (name.end - name.start) / 2)
        for subject in name.subjects:
            unfit = _unfit(number, naming.unit_of(subject, draft.snapshot))
            if unfit is not None:
                yield score + unfit, subject


def _counted_here(draft: Draft, number: Stated) -> tuple[int, int] | None:
    """Where what is counted must be named, if its noun follows a number that says nothing more than 个: 126个镇街."""
    if not re.search(r"个(?:余|多)?$", number.words):
        return None
    noun = re.match(r"(?!左右|上下|以上|以下|和|与|及|的|在|为|、)[\u4e00-\u9fff]+", draft.even[number.end :])
    return (number.end - 1, number.end + len(noun[0])) if noun else None


def _unfit(number: Stated, unit: str) -> float | None:
    """How badly units go together; None where they cannot."""
    if number.change and number.unit in ("%", "pp"):
        return 0.0 if number.unit == "%" or unit == "%" else None
    if unit == number.unit or not unit:
        return 0.0
    if not number.unit:
        return OTHER_UNIT / 3 if unit not in ("元", "%") else float(OTHER_UNIT)
    if number.unit == "件" and unit == "件/万人":
        return OTHER_UNIT / 3
    if unit in MEASURES or number.unit in MEASURES:
        return None
    if (unit in BODIES and number.unit in THINGS) or (unit in THINGS and number.unit in BODIES):
        return None
    return OTHER_UNIT / 3 if any({unit, number.unit} <= alike for alike in SAME_COUNT) else float(OTHER_UNIT)


def _where(draft: Draft, number: Stated, sentence: tuple[int, int], subjects: Sequence[Subject]) -> str:
    """The place named last before the number in its sentence, else the next one in its clause; another city only where
    it has published the quantity."""
    said = [p for p in draft.placed if sentence[0] <= p.start < number.start]
    near = [
        p
        for p in draft.placed
        if number.end <= p.start < min(sentence[1], number.end + 40)
        and not reading.clauses_between(draft.even, number.end, p.start)
        and naming.is_district(p.code)
    ]
    code = said[-1].code if said else near[0].code if near else CITY
    told = {f.geo_code for f in figures(draft.snapshot) if naming.subject_of(f) in subjects}
    return code if code == CITY or naming.is_district(code) or code in told else CITY


def _when(draft: Draft, number: Stated, sentence: tuple[int, int]) -> tuple[tuple[Span, ...], str, bool]:
    """The period named last before the number in its sentence, or right behind it; an edition lasts one sentence. A
    period named further up is likely to last, and may not."""
    told = [t for t in draft.timed if not t.edition or sentence[0] <= t.start < sentence[1]]
    place = bisect_right([t.start for t in told], number.start)
    own = [t for t in told[:place] if t.start >= sentence[0]][-1:]
    behind = [
        t for t in told[place:] if t.start < sentence[1] and _IN_ITS_YEAR.fullmatch(draft.even[number.end : t.start])
    ]
    own = behind[:1] or own or [t for t in told[place:] if t.start < sentence[1] and _is_own(draft, number, t)][:1]
    if own:
        return (own[0].span,), own[0].edition, True
    usual = naming.year_to_date(draft.snapshot)
    if not place:
        return (usual,), "", False
    last = told[place - 1].span
    return tuple(dict.fromkeys((last, naming.year_of(last), usual))), "", False


def _is_own(draft: Draft, number: Stated, told: naming.Timed) -> bool:
    """Whether a period behind a number is its own and not that of the next number."""
    return not any(number.end <= other.start < told.start for other in draft.numbers)
