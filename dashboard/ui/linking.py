"""Links between names and their profiles, and from a profile to the pages narrowed to it.

A link is relative, so that it holds behind any proxy path, and keeps what the reader looks at: snapshot, period,
comparison, language. A filter is not kept: a profile is about its subject, whatever the page before was narrowed to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote, urlencode

import pandas as pd
import streamlit as st

from dashboard import catalog, text
from dashboard.queries import Column, Query
from dashboard.scope import Pick, Scope, default_scope
from dashboard.ui.frame import language, say, view

# {kind: the word of its address that names the subject}; a kind is also the profile page's address.
PROFILES = {"organisation": "name", "lender": "name", "station": "id", "indication": "name", "district": "id"}
# Pages that a subject narrows, each with its title.
THEMES = {
    "patents": text.phrase("Patents"),
    "trademarks": text.phrase("Trademarks and GIs"),
    "financing": text.phrase("IP financing"),
    "commercialisation": text.phrase("Commercialisation"),
    "matching": text.phrase("Matching"),
    "stations": text.phrase("Service stations"),
    "preexamination": text.phrase("Pre-examination"),
    "cultivation": text.phrase("Cultivation"),
    "protection": text.phrase("Protection"),
    "services": text.phrase("Services and cooperation"),
}
NAMED = {
    "applicant": "organisation",
    "owner": "organisation",
    "firm": "organisation",
    "organisation": "organisation",
    "holder": "organisation",
    "from_holder": "organisation",
    "to_holder": "organisation",
    "institute": "organisation",
    "lender": "lender",
    "station_id": "station",
    "indication": "indication",
    "district_code": "district",
}

Words = list[tuple[str, str]]


def profile_link(kind: str, value: str) -> str:
    """The relative address of a subject's profile."""
    return f"{kind}?{urlencode(words_to(kind, value), quote_via=quote)}"


def words_to(kind: str, value: str) -> Words:
    """What the address of a profile says: its subject, then what the reader looks at."""
    return [(PROFILES[kind], value), *_looked_at()]


def words_narrowed(kind: str, value: str) -> Words:
    """What the address of a page says that is narrowed to a subject."""
    if kind == "district":
        return [*_looked_at(), ("district", value)]
    return [*_looked_at(), ("pick", str(Pick(kind, value)))]


def _looked_at() -> Words:
    """The scope without what narrows it, as words of an address."""
    scope: Scope = st.session_state["scope"]
    kept = replace(scope, districts=(), industries=(), picks=(), within=None)
    words = kept.link(default_scope(view().snapshot))
    return [(word, value) for word, values in words.items() for value in values]


# --- links on the page --------------------------------------------------------------------------


def to_profile(kind: str, value: str, label: str | None = None) -> None:
    """A link to a profile that opens in the same tab."""
    words = f":primary[{plain(label or value)}]"
    st.page_link(f"pages/profiles/{kind}.py", label=words, query_params=words_to(kind, value))


def to_theme(page: str, kind: str, value: str) -> None:
    """A link to a page narrowed to a subject, in the same tab."""
    words = f":primary[{say(THEMES[page])}]"
    st.page_link(f"pages/{page}/{page}.py", label=words, query_params=words_narrowed(kind, value))


def plain(words: str) -> str:
    """Words that stand as they are where Markdown is read."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]$:~<>#|" else letter for letter in words)


def profile_links(kind: str, values: Iterable[object], labels: Iterable[str] | None = None) -> None:
    """The profiles of what a figure shows, one click away from it."""
    values = [str(value) for value in values if not text.is_missing(value)]
    names = list(labels) if labels is not None else [name_of(kind, value) for value in values]
    if values:
        with st.popover(say("Profiles"), type="tertiary"):
            for value, name in dict(zip(values, names, strict=True)).items():
                to_profile(kind, value, name)


def profiles_along(query: Query, rows: pd.DataFrame) -> None:
    """The profiles of the names that a ranking lists; districts have theirs beside their own rankings."""
    along = query.draw.options["y"] if query.draw and query.draw.kind == "rank" else None
    kind = kinds_of(query.columns).get(along)
    if kind == "station":
        profile_links(kind, rows["station_id"], rows[along])
    elif kind and kind != "district":
        profile_links(kind, rows[along])


def district_profiles() -> None:
    """The profiles of all districts."""
    profile_links("district", [c.code for c in catalog.code_list("districts")])


def name_of(kind: str, value: str) -> str:
    """A subject as the reader sees it: districts have codes, the others are called what they are."""
    if kind != "district":
        return value
    return catalog.word_of(catalog.code_list("districts"), value, language())


# --- links in tables ----------------------------------------------------------------------------


def linked(rows: pd.DataFrame, shown: pd.DataFrame, columns: Mapping[str, Column], configs: dict) -> pd.DataFrame:
    """The table with the names that have a profile as links to it, and `configs` told so. Cells open a new tab.

    A source's title links to its address, which then needs no column of its own.
    """
    links = {name: kind for name, kind in kinds_of(columns).items() if name in rows}
    kept = urlencode(_looked_at(), quote_via=quote) if links else ""
    for name, kind in links.items():
        keys = rows["station_id"] if kind == "station" else rows[name]
        shown[name] = [_cell(kind, key, told, kept) for key, told in zip(keys, shown[name], strict=True)]
        configs[name] = _link_column(configs[name])
    if {"source_title", "source_url"} <= set(columns) and {"source_title", "source_url"} <= set(rows):
        pairs = zip(rows["source_url"], shown["source_title"], strict=True)
        shown["source_title"] = [_source(address, title) for address, title in pairs]
        configs["source_title"] = _link_column(configs["source_title"])
        configs["source_url"] = None
    return shown


def _link_column(config: Mapping):  # noqa: ANN202 - Streamlit's own
    """The column as links whose words stand behind the hash."""
    return st.column_config.LinkColumn(
        config["label"], width=config.get("width"), display_text=r"#([^#]*)$", alignment="left"
    )


def _source(address: object, title: object) -> str | None:
    """The address with the title behind the hash; a title without an address links nowhere."""
    if text.is_missing(title):
        return None
    told = quote(str(title), safe="")
    return f"#{told}" if not str(address).startswith("http") else f"{str(address).split('#')[0]}#{told}"


def kinds_of(columns: Iterable[str]) -> dict[str, str]:
    """{column of a table: the kind of profile that its values have}. A column `name` is told by what stands beside."""
    found = {name: NAMED[name] for name in columns if name in NAMED}
    if "name" in columns and "register" in columns:
        found["name"] = "indication"
    elif "name" in columns and "station_id" in columns:
        found["name"] = "station"
    elif "name" in columns and "alike" in columns:
        found |= {"name": "organisation", "alike": "organisation"}
    return found


def _cell(kind: str, key: object, told: object, kept: str) -> str | None:
    """The address with, behind the hash, the words to show."""
    if text.is_missing(key) or not str(key):
        return None
    return f"{kind}?{PROFILES[kind]}={quote(str(key), safe='')}&{kept}#{quote(str(told), safe='')}"
