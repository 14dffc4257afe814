"""A deck's file, both ways: TOML → Deck, with every fault named and how to mend it, and Deck → TOML.

Only its form is judged here. Whether a query or a snapshot is still there is seen when the deck is shown.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

import tomli_w

from dashboard.catalog import Label
from dashboard.decks.deck import PERIODS, Deck, ScopeWords, Slide, View

MOST_VIEWS = 4
SCOPE_WORDS = ("period", "since", "until", "grain", "compare", "district", "industry", "pick")
SHOWS = ("query", "metrics", "map", "explore")
VIEW_WORDS = (*SHOWS, "options")
SLIDE_WORDS = tuple(f.name for f in fields(Slide))
DECK_WORDS = tuple(f.name for f in fields(Deck) if f.name not in ("id", "is_standing"))


@dataclass(frozen=True)
class Fault:
    """What is wrong in a deck's file: where (slide by number and id, then the view), the value, the rule."""

    file: str
    slide: str
    word: str
    value: str
    rule: Label

    def told(self, language: str) -> str:
        """`monthly.toml, slide 2 (patents), views: “…”: exactly one of query, metrics, map.`"""
        place = f"第{self.slide}页" if language == "zh" else f"slide {self.slide}"
        where = [self.file, *([place] if self.slide else []), *([self.word] if self.word else [])]
        comma, colon = (",", ":") if language == "zh" else (", ", ": ")
        value = f" “{self.value}”" if self.value else ""
        return f"{comma.join(where)}{value}{colon}{self.rule(language)}"


class DeckError(Exception):
    """A file that is not a deck, with everything that is wrong in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.told("en") for fault in self.faults))


def parse(text: str, deck_id: str, *, file: str = "") -> Deck:
    """The deck that a text says. Raises DeckError with every fault in it."""
    file = file or f"{deck_id}.toml"
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        rule = Label("it is not TOML; mend the line or export the deck anew", "不是有效的 TOML，请修正该行或重新导出")
        raise DeckError([Fault(file, "", "", f"{error}", rule)]) from None
    reader = _Reader(file)
    deck = reader.deck(raw, deck_id)
    if reader.faults:
        raise DeckError(reader.faults)
    return deck


class _Reader:
    """Reads a deck one part at a time; what is wrong gathers in `faults`."""

    def __init__(self, file: str) -> None:
        self.file, self.slide, self.faults = file, "", []

    def fault(self, word: str, value: object, en: str, zh: str) -> None:
        told = "" if value is None else str(value)[:80]
        self.faults.append(Fault(self.file, self.slide, word, told, Label(en, zh)))

    def known(self, raw: Mapping, allowed: Sequence[str], prefix: str = "") -> None:
        for word in raw:
            if word not in allowed:
                self.fault(
                    f"{prefix}{word}",
                    None,
                    f"the words here are {', '.join(allowed)}",
                    f"可用词为 {'、'.join(allowed)}",
                )

    def deck(self, raw: Mapping, deck_id: str) -> Deck:
        self.known(raw, DECK_WORDS)
        slides = raw.get("slides", [])
        if not isinstance(slides, list) or not slides:
            self.fault("slides", None, "a deck has one [[slides]] or more", "至少要有一个 [[slides]]")
            slides = []
        read = [self.numbered(number, one) for number, one in enumerate(slides, 1)]
        self.slide = ""
        ids = [slide.id for slide in read]
        for twice in dict.fromkeys(i for i in ids if ids.count(i) > 1):
            self.fault(
                "id", twice, "two slides have this id; minutes are kept under it", "两页的 id 相同，会议记录按 id 保存"
            )
        return Deck(
            id=deck_id,
            title=self.label(raw, "title") or Label(deck_id, deck_id),
            slides=tuple(read),
            about=self.label(raw, "about", needed=False),
            scope=self.scope(raw.get("scope", {})),
            snapshot=raw.get("snapshot"),
        )

    def numbered(self, number: int, raw: object) -> Slide:
        raw = raw if isinstance(raw, Mapping) else {}
        slide_id = str(raw.get("id", ""))
        self.slide = f"{number} ({slide_id})" if slide_id else f"{number}"
        if not re.fullmatch(r"[\w-]{1,40}", slide_id):
            self.fault("id", slide_id, "an id of letters, digits and hyphens", "id 由字母、数字和连字符组成")
        self.known(raw, SLIDE_WORDS)
        views = self.tables(raw, "views")
        if len(views) > MOST_VIEWS:
            self.fault("views", len(views), f"a slide has at most {MOST_VIEWS} views", f"每页至多 {MOST_VIEWS} 个视图")
        return Slide(
            id=slide_id,
            title=self.label(raw, "title") or Label(slide_id, slide_id),
            views=tuple(self.view(one) for one in views),
            finding=self.words(raw, "finding"),
            says=self.label(raw, "says", needed=False),
            scope=self.scope(raw.get("scope", {})),
            notes=self.label(raw, "notes", needed=False),
            questions=tuple(filter(None, (self.as_label("questions", one) for one in raw.get("questions", [])))),
        )

    def tables(self, raw: Mapping, word: str) -> list[Mapping]:
        found = raw.get(word, [])
        if isinstance(found, list) and all(isinstance(one, Mapping) for one in found):
            return found
        self.fault(word, found, "a list of tables", "应为表的列表")
        return []

    def view(self, raw: Mapping) -> View:
        self.known(raw, VIEW_WORDS, "views.")
        if len([word for word in SHOWS if word in raw]) != 1:
            said = ", ".join(word for word in SHOWS if word in raw)
            self.fault(
                "views",
                said,
                "a view has exactly one of query, metrics, map, explore",
                "视图须且只须写 query、metrics、map、explore 之一",
            )
        options = raw.get("options", {})
        if not isinstance(options, Mapping):
            self.fault("views.options", options, "a table of values for the query", "应为查询参数的表")
            options = {}
        named = (self.text(raw, "query"), self.words(raw, "metrics"), self.text(raw, "map"))
        return View(*named, dict(options), self.text(raw, "explore"))

    def text(self, raw: Mapping, word: str) -> str | None:
        found = raw.get(word)
        if found is None or isinstance(found, str):
            return found
        self.fault(f"views.{word}", found, "one name in quotes", "应为带引号的一个名称")
        return None

    def words(self, raw: Mapping, word: str) -> tuple[str, ...]:
        found = raw.get(word, [])
        if isinstance(found, list) and all(isinstance(one, str) for one in found):
            return tuple(found)
        self.fault(word, found, "a list of metrics", "应为指标名称的列表")
        return ()

    def label(self, raw: Mapping, word: str, *, needed: bool = True) -> Label | None:
        return self.as_label(word, raw[word]) if word in raw else self.as_label(word, None) if needed else None

    def as_label(self, word: str, found: object) -> Label | None:
        """`{ zh = "…", en = "…" }`; one language stands for both."""
        told = found if isinstance(found, Mapping) else {"zh": found} if isinstance(found, str) else {}
        zh, en = (str(told.get(spoken, "")).strip() for spoken in ("zh", "en"))
        if not (zh or en) or set(told) - {"zh", "en"}:
            self.fault(word, found, 'written as { zh = "…", en = "…" }', '应写作 { zh = "…", en = "…" }')
            return None
        return Label(en or zh, zh or en)

    def scope(self, raw: object) -> ScopeWords:
        if not isinstance(raw, Mapping):
            self.fault("scope", raw, "a table of words", "应为表")
            return {}
        self.known(raw, SCOPE_WORDS, "scope.")
        period = raw.get("period")
        if period is not None and period not in PERIODS:
            self.fault("scope.period", period, f"it is one of {', '.join(PERIODS)}", f"可选值为 {'、'.join(PERIODS)}")
        return {word: tuple(map(str, told if isinstance(told, list) else [told])) for word, told in raw.items()}


# --- writing ----------------------------------------------------------------------------------


def to_toml(deck: Deck) -> str:
    """The file of a deck; `parse` reads it back to an equal one."""
    raw = {
        "title": _label(deck.title),
        "about": _label(deck.about),
        "snapshot": deck.snapshot,
        "scope": _scope(deck.scope),
        "slides": [_slide(slide) for slide in deck.slides],
    }
    return tomli_w.dumps(_said(raw))


def _slide(slide: Slide) -> dict:
    return _said(
        {
            "id": slide.id,
            "title": _label(slide.title),
            "finding": list(slide.finding),
            "says": _label(slide.says),
            "notes": _label(slide.notes),
            "questions": [_label(question) for question in slide.questions],
            "scope": _scope(slide.scope),
            "views": [_view(view) for view in slide.views],
        }
    )


def _view(view: View) -> dict:
    named = {"query": view.query, "metrics": list(view.metrics), "map": view.map, "explore": view.explore}
    return _said(named | {"options": dict(view.options)})


def _scope(words: ScopeWords) -> dict:
    return {word: told[0] if len(told) == 1 else list(told) for word, told in words.items()}


def _label(label: Label | None) -> dict | None:
    return {"zh": label.zh, "en": label.en} if label else None


def _said(raw: dict) -> dict:
    """Without what says nothing."""
    return {word: told for word, told in raw.items() if told not in (None, [], {}, "")}
