"""Questions that a leader asks, each with the page that answers it: a link relative to the snapshot.

The catalogue is `data/reference/questions.toml`; what a link's words mean is the business of the page that it opens.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from dashboard import catalog
from dashboard.catalog import Label, Shelf, Snapshot
from dashboard.scope import LINK_WORDS, Scope, default_scope, first_month, from_link, month_end, months_later

THEMES = {
    "overview": Label("The whole city", "全市总体"),
    "patents": Label("Patents", "专利"),
    "trademarks": Label("Trademarks and GIs", "商标与地标"),
    "expo": Label("GI expo", "地博会"),
    "cultivation": Label("Cultivation", "企业培育"),
    "commercialisation": Label("Commercialisation and matching", "转化与对接"),
    "financing": Label("IP financing", "知识产权金融"),
    "protection": Label("Protection and services", "保护与服务"),
    "stations": Label("Service stations", "服务站点"),
    "trust": Label("Comparing and trusting", "对比与可信"),
}


@dataclass(frozen=True)
class Question:
    """A question in both languages, further words that find it, and the page (its address) and link that answer it."""

    id: str
    theme: str
    label: Label
    words: str
    page: str
    link: Mapping[str, str | list[str]]


@cache
def questions() -> tuple[Question, ...]:
    """The catalogue, in its own order."""
    told = tomllib.loads(catalog.reference("questions.toml").read_text("utf-8"))["question"]
    return tuple(Question(q["id"], q["theme"], Label(q["en"], q["zh"]), q["words"], q["page"], q["link"]) for q in told)


def link(question: Question, shelf: Shelf, snapshot: Snapshot, language: str) -> dict[str, list[str]]:
    """The words of the address that answers it over a snapshot: the scope in full, and what else the page takes."""
    said = {word: _listed(told) for word, told in question.link.items()}
    since, until = period(snapshot, said.pop("period", ["year"])[0])
    words = {"snapshot": [snapshot.id], "since": [f"{since:%Y-%m}"], "until": [f"{until:%Y-%m}"], "lang": [language]}
    if said.get("versus") == ["previous"]:
        said["versus"] = _before(shelf, snapshot)
    own = {word: [told.replace("{as_of}", f"{snapshot.as_of}") for told in values] for word, values in said.items()}
    scope, _ = from_link({w: v for w, v in {**words, **own}.items() if w in LINK_WORDS}, shelf)
    return _address(scope, snapshot) | {word: told for word, told in own.items() if word not in LINK_WORDS}


def period(snapshot: Snapshot, name: str) -> tuple[date, date]:
    """`year` to date, `all` since records begin, or the `last_24` months, ended with the snapshot."""
    default = default_scope(snapshot)
    if name == "year":
        return default.since, default.until
    if name == "all":
        return first_month(snapshot), default.until
    months = int(name.removeprefix("last_"))
    return months_later(snapshot.as_of, 1 - months), month_end(snapshot.as_of)


def _address(scope: Scope, snapshot: Snapshot) -> dict[str, list[str]]:
    return scope.link(default_scope(snapshot))


def _before(shelf: Shelf, snapshot: Snapshot) -> list[str]:
    """The snapshot published before this one, if there is any; the shelf is newest first."""
    older = [s.id for s in shelf.sound if catalog.snapshot_order(s.id) < catalog.snapshot_order(snapshot.id)]
    return older[:1]


def _listed(told: str | list[str]) -> list[str]:
    return list(told) if isinstance(told, list) else [told]
