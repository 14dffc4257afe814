"""What the reader has chosen, as a frozen record, and its form in a link.

A scope is valid by construction: `from_link` drops what the snapshot cannot honour and says so.
"""

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dashboard import catalog
from dashboard.catalog import Label, Shelf

GRAINS = ("month", "quarter", "year")
COMPARISONS = ("yoy", "previous", "none")
LINK_WORDS = (
    "snapshot",
    "versus",
    "since",
    "until",
    "within",
    "grain",
    "compare",
    "district",
    "industry",
    "pick",
    "lang",
)
# Records begin here, whatever older stock they carry.
FIRST_YEAR = 2015


def month_start(day: date) -> date:
    return day.replace(day=1)


def month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_later(day: date, months: int) -> date:
    """First day of the month that lies so many months after the day's own."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def last_complete_month(day: date) -> date:
    """Last day of the last month that is over on that day."""
    return day if day == month_end(day) else month_end(months_later(day, -1))


@dataclass(frozen=True, order=True)
class Pick:
    """One value of a dimension (see catalog.dimensions) that the reader has selected; empty means not stated."""

    dimension: str
    value: str

    def __str__(self) -> str:
        return f"{self.dimension}:{self.value}"


@dataclass(frozen=True)
class Scope:
    """Snapshot, period (whole months), grain, comparison, places, industries, language, and what was selected.

    `picks` are selections by any other dimension: values of one dimension widen, dimensions narrow each other.
    `within` is the window that time axes keep showing when the period was brushed out of it; `versus` is an earlier
    snapshot to compare with.
    """

    snapshot: str
    since: date
    until: date
    grain: str = "month"
    compare: str = "yoy"
    districts: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    language: str = "zh"
    picks: tuple[Pick, ...] = ()
    within: tuple[date, date] | None = None
    versus: str | None = None

    def picked(self, dimension: str) -> tuple[str, ...]:
        """The values selected of a dimension."""
        return tuple(p.value for p in self.picks if p.dimension == dimension)

    @property
    def picked_dimensions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(p.dimension for p in self.picks))

    def without(self, dimension: str) -> "Scope":
        """The same scope without the selection by one dimension."""
        return replace(self, picks=tuple(p for p in self.picks if p.dimension != dimension))

    @property
    def months(self) -> int:
        return (self.until.year - self.since.year) * 12 + self.until.month - self.since.month + 1

    def through(self, complete: date) -> "Scope":
        """The same scope, ended where the data are complete."""
        return replace(self, until=min(self.until, last_complete_month(complete)))

    @property
    def is_empty(self) -> bool:
        return self.until < self.since

    def before(self) -> "Scope | None":
        """The period compared with: the same months a year earlier, or as many months just before."""
        if self.compare == "none":
            return None
        back = -12 if self.compare == "yoy" else -self.months
        return replace(self, since=months_later(self.since, back), until=month_end(months_later(self.until, back)))

    def params(self, complete: date) -> dict[str, object]:
        """The values a query's standard params are bound to."""
        return {
            "since": self.since,
            "until": self.until,
            "grain": self.grain,
            "compare": self.compare,
            "districts": self.districts,
            "industries": self.industries,
            "lang": self.language,
            "complete": complete,
        }

    def link(self, default: "Scope") -> dict[str, list[str]]:
        """The query string that reproduces this scope; what equals the default is left out.

        The snapshot always stands in it: a link must show the same numbers next month.
        """
        mine, theirs = self._words(), default._words()
        return {w: v for w, v in mine.items() if w == "snapshot" or (v != theirs[w] and any(v))}

    def _words(self) -> dict[str, list[str]]:
        return {
            "snapshot": [self.snapshot],
            "versus": [self.versus or ""],
            "since": [f"{self.since:%Y-%m}"],
            "until": [f"{self.until:%Y-%m}"],
            "within": ["{:%Y-%m}..{:%Y-%m}".format(*self.within)] if self.within else [],
            "grain": [self.grain],
            "compare": [self.compare],
            "district": [",".join(self.districts)],
            "industry": [",".join(self.industries)],
            # One a value: names of firms hold commas.
            "pick": [str(pick) for pick in self.picks],
            "lang": [self.language],
        }


def default_scope(snapshot: catalog.Snapshot) -> Scope:
    """The year to date on the snapshot's day."""
    return Scope(snapshot.id, date(snapshot.as_of.year, 1, 1), month_end(snapshot.as_of))


def first_month(snapshot: catalog.Snapshot) -> date:
    """The first month that can be chosen: January 2015, or three years before an older snapshot."""
    return date(min(FIRST_YEAR, snapshot.as_of.year - 3), 1, 1)


def parse_month(text: str) -> date | None:
    """`2024-03` or any day of that month → its first day; None when it is neither."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", text.strip())
    try:
        return date(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Notice:
    """Something in a link that was ignored, with the reason."""

    word: str
    value: str
    reason: Label


def from_link(words: Mapping[str, Iterable[str]], shelf: Shelf) -> tuple[Scope, list[Notice]]:
    """The scope that a link asks for. `words` maps each query parameter to its values.

    What cannot be honoured is replaced by the default and told in a notice; unknown words are not ours to judge.
    """
    link = _Link(words, shelf)
    default = default_scope(link.snapshot)
    since, until = link.period(default)
    scope = replace(
        default,
        since=since,
        until=until,
        grain=link.one_of("grain", GRAINS, default.grain),
        compare=link.one_of("compare", COMPARISONS, default.compare),
        districts=link.codes("district", catalog.code_list("districts")),
        industries=link.codes("industry", catalog.code_list("industries")),
        language=link.one_of("lang", ("zh", "en"), default.language),
        picks=link.picks(),
        within=link.within(since, until),
        versus=link.versus(),
    )
    return scope, link.notices


class _Link:
    """The words of a link, read one part of the scope at a time; what is not honoured gathers in `notices`."""

    def __init__(self, words: Mapping[str, Iterable[str]], shelf: Shelf) -> None:
        self.words, self.shelf = words, shelf
        self.said = {w: [part for v in values for part in str(v).split(",") if part] for w, values in words.items()}
        self.notices: list[Notice] = []
        self.snapshot = self._snapshot()

    def first(self, word: str) -> str | None:
        return next(iter(self.said.get(word, [])), None)

    def ignore(self, word: str, value: str, en: str, zh: str) -> None:
        self.notices.append(Notice(word, value, Label(en, zh)))

    def _snapshot(self) -> catalog.Snapshot:
        asked = self.first("snapshot")
        found = self.shelf.find(asked) if asked else self.shelf.in_force
        if found is None:
            self.ignore("snapshot", asked, "there is no such sound snapshot here", "没有这一快照或该快照已损坏")
        return found or self.shelf.in_force

    def one_of(self, word: str, allowed: tuple[str, ...], otherwise: str) -> str:
        value = self.first(word)
        if value is None or value in allowed:
            return value or otherwise
        self.ignore(word, value, f"it is one of {', '.join(allowed)}", f"可选值为 {'、'.join(allowed)}")
        return otherwise

    def codes(self, word: str, known: tuple[catalog.Code, ...]) -> tuple[str, ...]:
        allowed, said = {c.code for c in known}, self.said.get(word, [])
        for value in said:
            if value not in allowed:
                self.ignore(word, value, "there is no such code", "没有这一代码")
        return tuple(c.code for c in known if c.code in said)

    def month(self, word: str) -> date | None:
        value = self.first(word)
        found = parse_month(value) if value else None
        earliest, latest = first_month(self.snapshot), months_later(self.snapshot.as_of, 0)
        if value and (found is None or not earliest <= found <= latest):
            span = f"{earliest:%Y-%m} … {latest:%Y-%m}"
            self.ignore(word, value, f"it is a month between {span}", f"应为 {span} 之间的月份")
            return None
        return found

    def period(self, default: Scope) -> tuple[date, date]:
        since, until = self.month("since"), self.month("until")
        until = month_end(until) if until else default.until
        since = since or min(default.since, months_later(until, 1 - until.month))
        if since > until:
            self.ignore("since", f"{since:%Y-%m}", "it lies after the end of the period", "起始月份晚于截止月份")
            return default.since, default.until
        return since, until

    def picks(self) -> tuple[Pick, ...]:
        found = []
        for told in map(str, self.words.get("pick", [])):
            dimension, colon, value = told.partition(":")
            known = catalog.dimensions().get(dimension)
            if not colon or known is None:
                self.ignore("pick", told, "there is no such dimension", "没有这一维度")
            elif value and known.codes and value not in {c.code for c in known.codes}:
                self.ignore("pick", told, "there is no such code", "没有这一代码")
            else:
                found.append(Pick(dimension, value))
        return tuple(dict.fromkeys(found))

    def within(self, since: date, until: date) -> tuple[date, date] | None:
        told = self.first("within")
        ends = [parse_month(part) for part in told.split("..")] if told else []
        if not ends:
            return None
        if len(ends) != 2 or None in ends or not ends[0] <= since <= until <= month_end(ends[1]):
            self.ignore("within", told, "it is a window around the period", "应为包含所选时期的时间窗")
            return None
        return ends[0], month_end(ends[1])

    def versus(self) -> str | None:
        told = self.first("versus")
        if told and (told == self.snapshot.id or not self.shelf.find(told)):
            self.ignore("versus", told, "there is no other sound snapshot of that id", "没有这一可供对比的快照")
            return None
        return told
