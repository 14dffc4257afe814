"""A number as a line to copy, and the line back to the number.

    lzip:patents_granted@2024-12-31?since=2024-01&until=2024-12&value=2610#3f9a2c-81d0e7

names the metric or query, the snapshot, the scope, of a figure the row (`row.period=2024-03`) and the column, the value
as it was cited, the beginning of the snapshot's hash, and a seal over all of it. So whoever meets the line can tell
whether the number still stands, whether the line was altered, and whether the snapshot is the one that was cited.
"""

import hashlib
import math
import re
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qsl, quote

from dashboard import catalog, drill, numbers, queries, text
from dashboard.catalog import Label, Shelf, Snapshot
from dashboard.numbers import Number, Value
from dashboard.queries import Metric
from dashboard.scope import Scope, from_link, month_end, month_start
from dashboard.states import STATES

REFERENCE = re.compile(
    r"lzip:(?P<name>[\w/]+)@(?P<snapshot>\d{4}-\d{2}-\d{2}(?:\.\d+)?)\?(?P<words>[^\s#]+)#(?P<hash>[0-9a-f]{6})-(?P<seal>[0-9a-f]{6})"
)
# Scope words that a citation may hold; those that only change how a page looks are left out.
SCOPE_WORDS = ("grain", "compare", "district", "industry", "pick", "lang")
PLACE = Label("Luzhou", "泸州市")
Words = list[tuple[str, str]]


@dataclass(frozen=True)
class Resolution:
    """What became of a citation: `status` is matches, differs or unresolved, `reason` says why it does not match."""

    status: str
    reason: Label | None = None
    number: Number | None = None
    cited: str = ""
    now: Value | None = None


# --- writing --------------------------------------------------------------------------------------


def reference(number: Number, value: Value, snapshot: Snapshot) -> str:
    """The part of a citation that a program reads."""
    words = [*_words(number), ("value", plain(value))]
    asked = "&".join(f"{name}={_escaped(word)}" for name, word in words)
    seal = _seal(number.name, snapshot, words)
    return f"lzip:{number.name}@{snapshot.id}?{asked}#{snapshot.identity[:6]}-{seal}"


def line(number: Number, value: Value, snapshot: Snapshot) -> str:
    """`专利授权量 2,610件(2024年,泸州市)· 快照 2024-12-31 · lzip:…`"""
    language = number.scope.language
    said = {
        "number": f"{heading(number)} {value_words(number, value)}",
        "scope": text.say(", ", language).join(scope_words(number, value)),
        "snapshot": snapshot.id,
        "reference": reference(number, value, snapshot),
    }
    return text.say("{number} ({scope}) · snapshot {snapshot} · {reference}", language, **said)


def link(cited: str) -> str:
    """The query string that opens the page of a citation."""
    return f"?cite={quote(cited, safe='/:@,')}"


def plain(value: Value) -> str:
    """The value as a program reads it; the word for why there is none."""
    if value.value is None:
        return value.state
    return str(int(value.value)) if value.value.is_integer() else f"{value.value:.12g}"


def _words(number: Number) -> Words:
    scope, default = number.scope, Scope("", date.min, date.min)
    found = [("since", _first_day(scope.since)), ("until", _last_day(scope.until))]
    told = {"grain": scope.grain, "compare": scope.compare}
    found += [(name, word) for name, word in told.items() if word != getattr(default, name)]
    if not isinstance(number.subject, Metric) and "lang" in number.subject.params:
        found.append(("lang", scope.language))
    lists = {"district": scope.districts, "industry": scope.industries}
    found += [(name, ",".join(codes)) for name, codes in lists.items() if codes]
    found += [("pick", str(pick)) for pick in scope.picks]
    found += [(f"param.{name}", word) for name, word in number.options]
    found += [(f"row.{name}", word) for name, word in number.row]
    return [*found, *([("column", number.column)] if number.column else [])]


def _first_day(day: date) -> str:
    return f"{day:%Y-%m}" if day == month_start(day) else f"{day}"


def _last_day(day: date) -> str:
    return f"{day:%Y-%m}" if day == month_end(day) else f"{day}"


def _escaped(word: str) -> str:
    """Whatever would end the word or the citation; names stay legible."""
    return re.sub(r"[%&#=+\s]", lambda found: quote(found[0], safe=""), word)


def _seal(name: str, snapshot: Snapshot, words: Words) -> str:
    told = [name, snapshot.identity, *(f"{word}={value}" for word, value in words)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:6]


# --- words ----------------------------------------------------------------------------------------


def heading(number: Number) -> str:
    """The number's name: a metric's title, or a figure's with the column cited."""
    language = number.scope.language
    title = number.subject.title(language)
    if isinstance(number.subject, Metric) or not number.column:
        return title
    return f"{title} · {number.subject.columns[number.column].label(language)}"


def value_words(number: Number, value: Value) -> str:
    """The value in full with its unit, or why there is none."""
    language = number.scope.language
    if value.value is None:
        return state_words(value.state, language)
    shown = text.quantity(value.value, number.unit, language)
    return text.at_least(shown) if value.gaps else shown


def state_words(state: str, language: str) -> str:
    words = {"not_yet_known": text.phrase("Not yet known"), "no_row": text.phrase("No such row")}
    return text.say(words[state], language) if state in words else STATES[state](language)


def scope_words(number: Number, value: Value) -> list[str]:
    """When, where and what of: the row of a figure, the period, places, chains and selections."""
    scope, language = number.scope, number.scope.language
    metric = number.metric
    still = metric is not None and metric.is_level
    row = [_row_word(number, name, word) for name, word in number.row]
    when = []
    if not any(name in drill.TIME_COLUMNS for name, _ in number.row) and value.through and value.since:
        until = max(value.through, value.since)
        when = [text.moment(until, language) if still else text.period(value.since, until, language)]
    places = [label(language) for label in numbers.labels(scope.districts, "districts")] or [PLACE(language)]
    chains = [label(language) for label in numbers.labels(scope.industries, "industries")]
    known = catalog.dimensions()
    picked = [known[p.dimension].word(p.value, language) for p in scope.picks]
    named = {name for name, _ in number.row} & {"district_code", "place"}
    return [*when, *row, *([] if named and not scope.districts else places), *chains, *picked]


def _row_word(number: Number, name: str, word: str) -> str:
    language, query = number.scope.language, number.subject
    day = numbers.day(word) if name in drill.TIME_COLUMNS else None
    if day:
        grain = query.draw.options.get("grain", number.scope.grain) if query.draw else number.scope.grain
        return text.bucket(day, "year" if name == "year" else grain, language)
    column = query.columns[name]
    known = catalog.word_of(column.codes, word, language)
    return f"{column.label(language)} {word}" if known.isdigit() else known or catalog.NOT_STATED(language)


# --- reading --------------------------------------------------------------------------------------


class Unresolved(Exception):
    """A citation that leads to no number; the reason in both languages."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.reason = Label(en, zh)


def resolve(cited: str, shelf: Shelf, language: str = "zh") -> Resolution:
    """The number that a citation names, as it is now, and whether that is what was cited."""
    try:
        found, words, snapshot = _parts(cited, shelf)
        number = _number(found["name"], snapshot, words, shelf, language)
    except Unresolved as error:
        return Resolution("unresolved", error.reason)
    value = dict(words).get("value", "")
    if found["hash"] == snapshot.identity[:6] and found["seal"] != _seal(found["name"], snapshot, words):
        return Resolution("unresolved", _ALTERED, number, value)
    now = numbers.in_snapshot(number, snapshot)
    if now.state == "no_row":
        reason = Label("the figure has no such row", "图表中没有这一行")
        return Resolution("unresolved", reason, number, value, now)
    return _judged(Resolution("matches", None, number, value, now), found["hash"], snapshot)


_ALTERED = Label("it was altered: its words do not fit its seal", "引用文字已被改动，与校验码不符")


def _judged(asked: Resolution, cited_hash: str, snapshot: Snapshot) -> Resolution:
    if cited_hash != snapshot.identity[:6]:
        reason = Label(
            f"snapshot {snapshot.id} here is another one than cited ({snapshot.identity[:6]}, cited {cited_hash})",
            f"此处的快照 {snapshot.id} 与引用时不是同一份（{snapshot.identity[:6]}，引用时为 {cited_hash}）",
        )
        return replace(asked, status="differs", reason=reason)
    if not _same(asked.cited, asked.now):
        reason = Label("its definition has changed since", "引用之后指标定义有变")
        return replace(asked, status="differs", reason=reason)
    return asked


def _same(cited: str, now: Value) -> bool:
    if now.value is None:
        return cited == now.state
    try:
        return math.isclose(float(cited), now.value, rel_tol=1e-9, abs_tol=1e-12)
    except ValueError:
        return False


def _parts(cited: str, shelf: Shelf) -> tuple[re.Match[str], Words, Snapshot]:
    found = REFERENCE.search(cited)
    if not found:
        raise Unresolved(
            "it is no citation: one reads lzip:NAME@SNAPSHOT?WORDS#HASH-SEAL",
            "不是完整的引用：应为 lzip:名称@快照?条件#哈希-校验码",
        )
    words = parse_qsl(found["words"], keep_blank_values=True)
    snapshot = shelf.find(found["snapshot"])
    if snapshot is None:
        raise _gone(found["snapshot"], shelf)
    return found, words, snapshot


def _gone(snapshot_id: str, shelf: Shelf) -> Unresolved:
    damage = next((d for d in shelf.damaged if d.snapshot == snapshot_id), None)
    if damage:
        return Unresolved(
            f"snapshot {snapshot_id} is damaged: {damage.file} {damage.reason.en}",
            f"快照 {snapshot_id} 已损坏：{damage.file} {damage.reason.zh}",
        )
    held = ", ".join(s.id for s in shelf.sound)
    return Unresolved(
        f"snapshot {snapshot_id} is not here; the sound ones are {held or 'none'}",
        f"此处没有快照 {snapshot_id}；现有快照：{held or '无'}",
    )


def _number(name: str, snapshot: Snapshot, words: Words, shelf: Shelf, language: str) -> Number:
    subject = queries.metrics().get(name)
    if subject is None and name in queries.query_names():
        subject = queries.load_query(name)
    if subject is None:
        raise Unresolved(f"there is no metric or query {name!r} any more", f"已没有名为 {name} 的指标或查询")
    held = dict(words)
    unknown = [w for w in held if w not in ("since", "until", "column", "value", *SCOPE_WORDS) and "." not in w]
    column = held.get("column", "")
    if unknown or (not isinstance(subject, Metric) and column not in subject.columns):
        word = unknown[0] if unknown else f"column={column}"
        raise Unresolved(f"{name} knows no {word!r}", f"{name} 没有“{word}”")
    scope = _scope(snapshot, words, shelf, language)
    return Number(subject, scope, column, _under("row.", words), _under("param.", words))


def _under(prefix: str, words: Words) -> tuple[tuple[str, str], ...]:
    return tuple((name.removeprefix(prefix), word) for name, word in words if name.startswith(prefix))


def _scope(snapshot: Snapshot, words: Words, shelf: Shelf, language: str) -> Scope:
    held = dict(words)
    since, until = numbers.day(held.get("since", "")), numbers.day(held.get("until", ""))
    if since is None or until is None or since > until:
        raise Unresolved("it names no period", "没有可识别的时期")
    until = until if len(held["until"]) > 7 else month_end(until)
    asked = {word: [value for name, value in words if name == word] for word in SCOPE_WORDS if word in held}
    found, notices = from_link({"lang": [language], **asked, "snapshot": [snapshot.id]}, shelf)
    if notices:
        told = notices[0]
        raise Unresolved(
            f"{told.word}={told.value}: {told.reason.en}", f"{told.word}={told.value}:{told.reason.zh}"
        )  # fmt: skip
    return replace(found, since=since, until=until)
