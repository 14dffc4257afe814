"""What a text speaks of at each place: quantities by their titles and synonyms, places, periods. It judges nothing."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from dashboard import catalog, queries
from dashboard.catalog import CITY, Label, Snapshot
from dashboard.reconcile import published
from dashboard.reconcile.published import Figure, Span, editions, figures, places
from dashboard.scope import month_end, months_later

WORDS = "claim_words.toml"
# Names too short or too common to tell a quantity.
SHORTEST = 2


@dataclass(frozen=True)
class Subject:
    """A quantity: the id of a metric or published figure; `period` names the event of one that belongs to an event."""

    metric_id: str
    period: str = ""


@dataclass(frozen=True)
class Named:
    """A quantity named at text[start:end]; one wording can name several, told apart by their units."""

    start: int
    end: int
    subjects: tuple[Subject, ...]


@dataclass(frozen=True)
class Placed:
    start: int
    end: int
    code: str


@dataclass(frozen=True)
class Timed:
    """Days named at text[start:end]; `edition` where an edition of the expo is (it ends with its sentence)."""

    start: int
    end: int
    span: Span
    edition: str = ""


# --- quantities -----------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def vocabulary(snapshot: Snapshot) -> dict[str, tuple[Subject, ...]]:
    """{wording in small letters: what it can name}."""
    found: dict[str, dict[Subject, None]] = {}
    for subject, words in _wordings(snapshot):
        if len(words.strip()) >= SHORTEST:
            found.setdefault(words.strip().lower(), {})[subject] = None
    return {words: tuple(subjects) for words, subjects in found.items()}


def _wordings(snapshot: Snapshot) -> Iterator[tuple[Subject, str]]:
    for metric in queries.metrics().values():
        yield from ((Subject(metric.id), words) for words in (metric.title.zh, metric.title.en))
    for key, words in _synonyms().items():
        yield from ((Subject(*key.split("@")), word) for word in words)
    for figure in figures(snapshot):
        if figure.is_ours:
            subject = subject_of(figure)
            yield from ((subject, bare) for name in (figure.name.zh, figure.name.en) for bare in _bare(name))


def subject_of(figure: Figure) -> Subject:
    """A published figure as a quantity; those of single cases are quantities of their own."""
    return Subject(figure.metric_id, figure.period if figure.period.startswith("case-") else "")


def _bare(name: str) -> tuple[str, ...]:
    """A published name as a speech says it: without what stands in brackets."""
    return name, re.sub(r"[((].*?[))]", "", name)


@cache
def _synonyms() -> dict[str, list[str]]:
    return tomllib.loads(catalog.reference(WORDS).read_text("utf-8"))


def named(text: str, snapshot: Snapshot) -> tuple[Named, ...]:
    """Every quantity that the text names; of wordings one within the other only the longer."""
    small, found = text.lower(), []
    words = vocabulary(snapshot)
    for word in sorted(words, key=len, reverse=True):
        for place in _places_of(word, small):
            if not any(n.start <= place and place + len(word) <= n.end for n in found):
                found.append(Named(place, place + len(word), words[word]))
    return tuple(sorted(found, key=lambda n: n.start))


def _places_of(word: str, text: str) -> Iterator[int]:
    edge = r"(?<![a-z])" if word[0].isascii() and word[0].isalpha() else ""
    end = r"(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return (found.start() for found in re.finditer(edge + re.escape(word) + end, text))


@lru_cache(maxsize=16)
def units(snapshot: Snapshot) -> dict[Subject, str]:
    """{quantity: its unit, in Chinese as sources write it}."""
    told = {subject_of(f): f.unit_zh for f in figures(snapshot)}
    return told | {Subject(m.id): m.unit.zh for m in queries.metrics().values()}


def unit_of(subject: Subject, snapshot: Snapshot) -> str:
    return units(snapshot).get(subject, "")


def title_of(subject: Subject, snapshot: Snapshot) -> Label:
    """What the quantity is called: a metric's title, else the published name."""
    metric = queries.metrics().get(subject.metric_id)
    if metric:
        return metric.title
    return next(
        (f.name for f in figures(snapshot) if subject_of(f) == subject), Label(subject.metric_id, subject.metric_id)
    )


def unit_label(subject: Subject, snapshot: Snapshot) -> Label:
    metric = queries.metrics().get(subject.metric_id)
    unit = unit_of(subject, snapshot)
    return metric.unit if metric else published.unit_label(unit) or Label(unit, unit)


# --- places ---------------------------------------------------------------------------------------


def placed(text: str) -> tuple[Placed, ...]:
    """Every place that the text names, the longest wording first where two overlap."""
    small, found = text.lower(), []
    spellings = {word.lower(): c.code for c in places() for word in (c.label.zh, c.label.en, *c.spellings)}
    for word in sorted(spellings, key=len, reverse=True):
        for place in _places_of(word, small):
            if not any(p.start < place + len(word) and place < p.end for p in found):
                found.append(Placed(place, place + len(word), spellings[word]))
    return tuple(sorted(found, key=lambda p: p.start))


def is_district(code: str) -> bool:
    return code != CITY and any(c.code == code for c in catalog.code_list("districts"))


# --- periods --------------------------------------------------------------------------------------

_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "首": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_YEAR = r"(?:(?P<year>(?:19|20)\d{2})\s*年?|(?P<now>今年|本年|去年|上年|前年))?"
_PERIODS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _YEAR + r"\s*(?P<first>\d{1,2})\s*月?\s*[—–~至到-]\s*(?P<last>\d{1,2})\s*月",
        _YEAR + r"\s*(?P<part>上半年|下半年|前三季度)",
        _YEAR + r"\s*第?(?P<quarter>[一二三四1-4])季度",
        r"(?P<through>截至|截止|至)?\s*"
        + _YEAR
        + r"\s*(?P<month>\d{1,2})\s*月(?P<day>\s*\d{1,2}\s*日)?(?P<ends>底|末)?",
        r"(?P<part>first half|second half) of (?P<year>20\d{2})|\bH(?P<half>[12]) (?:of )?(?P<year2>20\d{2})",
        r"\bQ(?P<quarter>[1-4])(?: of)? (?P<year>20\d{2})",
        r"(?:by the )?(?P<ends>end of )?(?P<named>" + "|".join(_MONTHS) + r")[a-z]* (?P<year>20\d{2})",
        r"第(?P<edition>[一二三四五])届|(?P<edition2>首)届|(?P<edition3>first|second|third|fourth) (?:\w+ ){0,2}(?:expo|edition)"
        r"|\b(?P<edition4>[1-9])(?:st|nd|rd|th) (?:\w+ ){0,2}(?:expo|edition)",
        r"(?P<year>(?:19|20)\d{2})\s*年",
        r"(?P<now>今年|本年度?|去年|上年|前年|截至目前|目前|this year|so far|last year)",
        r"(?<![\d,.])(?P<year>(?:19|20)\d{2})(?![\d,.]*\d)(?!\s*(?:[余多万亿%件家个]|patents|inventions|firms|marks|trade))",
    )
)
# "than in 2022" names what is compared with, not the period that is spoken of.
_COMPARED = re.compile(r"(?:较|比|相比|than|against|from|compared with|vs\.?|[〔(])\s*(?:in |the )?$", re.IGNORECASE)


def timed(text: str, snapshot: Snapshot) -> tuple[Timed, ...]:
    """Every period that the text names; a single day is an event and names none."""
    found: list[Timed] = []
    taken: list[tuple[int, int]] = []
    for pattern in _PERIODS:
        for one in pattern.finditer(text):
            if not one[0].strip() or any(start < one.end() and one.start() < end for start, end in taken):
                continue
            taken.append((one.start(), one.end()))
            told = None if _COMPARED.search(text[: one.start()]) else _period(one, snapshot, found)
            if told:
                found.append(told)
    return tuple(sorted(found, key=lambda t: t.start))


def _period(one: re.Match[str], snapshot: Snapshot, before: list[Timed]) -> Timed | None:
    told = {name: word for name, word in one.groupdict().items() if word}
    if edition := next((told[name] for name in told if name.startswith("edition")), None):
        key = f"expo-{_ORDINALS.get(edition.lower(), edition)}"
        span = editions(snapshot).get(key)
        return Timed(one.start(), one.end(), span, key) if span else None
    if "day" in told and "through" not in told:
        return None
    year = _year(told, snapshot, one.start(), before)
    return Timed(one.start(), one.end(), _span(told, year, snapshot))


def _year(told: dict[str, str], snapshot: Snapshot, place: int, before: list[Timed]) -> int:
    """The year that is named, else that of the period named last before, else the snapshot's."""
    if year := told.get("year") or told.get("year2"):
        return int(year)
    back = {"去年": 1, "上年": 1, "last year": 1, "前年": 2}
    if word := told.get("now"):
        return snapshot.as_of.year - back.get(word.lower(), 0)
    earlier = [t.span.until.year for t in before if t.start < place and not t.edition]
    return earlier[-1] if earlier else snapshot.as_of.year


def _span(told: dict[str, str], year: int, snapshot: Snapshot) -> Span:
    """The days from what a pattern found; "by the end of September" counts from January on."""
    part = told.get("part", "").lower() or {"1": "上半年", "2": "下半年"}.get(told.get("half", ""), "")
    first, last = 1, 12
    if part:
        first, last = {"上半年": (1, 6), "first half": (1, 6), "前三季度": (1, 9)}.get(part, (7, 12))
    elif "quarter" in told:
        last = 3 * _QUARTERS[told["quarter"]]
        first = last - 2
    elif "last" in told:
        first, last = int(told["first"]), int(told["last"])
    elif "month" in told or "named" in told:
        last = int(told["month"]) if "month" in told else _MONTHS.index(told["named"].lower()) + 1
        first = 1 if "through" in told or "ends" in told else last
    if not 1 <= first <= last <= 12:
        first, last = 1, 12
    until = month_end(date(year, last, 1))
    return Span(date(year, first, 1), until)


def year_to_date(snapshot: Snapshot) -> Span:
    """What a text without a period speaks of: the snapshot's year."""
    return Span(date(snapshot.as_of.year, 1, 1), month_end(snapshot.as_of))


def year_of(span: Span) -> Span:
    """The whole year in which a period ends."""
    return Span(date(span.until.year, 1, 1), date(span.until.year, 12, 31))


def earlier(span: Span, years: int) -> Span:
    """The same months so many years before."""
    return Span(months_later(span.since, -12 * years), month_end(months_later(span.until, -12 * years)))
