"""The frame around every page: which snapshot and scope are in force, the scope bar, the address.

The scope lives in one place of the session, `state["scope"]`. Widgets show it and their callbacks replace it;
the address is written from it. The address holds codes, so a link means the same in both languages: that is
why widgets are not bound to it (a bound select box writes the label that it shows).
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from dashboard import catalog, finding, text
from dashboard.catalog import Label, Shelf, Snapshot
from dashboard.scope import (
    LINK_WORDS,
    Scope,
    default_scope,
    from_link,
)

LANGUAGE_NAMES = {"zh": "中文", "en": "English"}
ICON = str(Path(__file__).resolve().parent.parent / "icon.svg")


@dataclass(frozen=True)
class View:
    """What this run shows: the shelf, the snapshot chosen, the scope."""

    shelf: Shelf
    snapshot: Snapshot | None
    scope: Scope | None


# The language of what is made outside the reader's session: a file that is asked for later knows none.
_SPOKEN: ContextVar[str | None] = ContextVar("spoken", default=None)


def later(made: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same, to be called when the session is out of reach, in the language that the reader has now."""
    spoken = language()

    def speaking() -> bytes:
        before = _SPOKEN.set(spoken)
        try:
            return made()
        finally:
            _SPOKEN.reset(before)

    return speaking


def view() -> View:
    return st.session_state["view"]


def versus() -> Snapshot | None:
    """The snapshot that the reader compares with, or None."""
    shown = view()
    return shown.shelf.find(shown.scope.versus) if shown.scope and shown.scope.versus else None


def say(message: str, **values: object) -> str:
    """A wording of the interface in the reader's language; messages are the keys of dashboard/locale/zh.po."""
    return text.say(message, language(), **values)


def language() -> str:
    if spoken := _SPOKEN.get():
        return spoken
    scope = st.session_state.get("scope")
    return scope.language if scope else "zh"


# --- the address ------------------------------------------------------------------------------


def begin() -> str:
    """Read the address and settle the scope; returns the reader's language. First call of a run."""
    state = st.session_state
    shelf = catalog.shelf()
    asked = {word: st.query_params.get_all(word) for word in LINK_WORDS if word in st.query_params}
    if shelf.in_force is None:
        state["view"] = View(shelf, None, None)
        return language()
    state["is_pinned"] = "snapshot" in asked
    held = state.get("scope")
    if held is None or shelf.find(held.snapshot) is None:
        state["scope"], state["notices"] = from_link(asked, shelf)
    elif asked and asked != state["address"]:
        # The reader went back, or changed the address by hand. It is left as it is: writing it anew would
        # make another step of history, and the back button a trap.
        state["scope"], state["notices"] = from_link(asked, shelf)
        state["address"], state["told"] = asked, state["scope"]
    snapshot = shelf.find(state["scope"].snapshot)
    state["view"] = View(shelf, snapshot, state["scope"])
    return language()


def is_pinned() -> bool:
    """Whether the address named a snapshot before the frame wrote it there."""
    return st.session_state.get("is_pinned", False)


def _settle_address() -> None:
    """Put the scope into the page's address; after a change of page it is empty and the scope stays."""
    state, shown = st.session_state, view()
    scope, is_said = shown.scope, any(word in st.query_params for word in LINK_WORDS)
    if scope is None or (is_said and scope == state.get("told")):
        return
    words = scope.link(default_scope(shown.snapshot))
    if page_address() in FOLLOWING and not is_pinned():
        del words["snapshot"]
    for word in LINK_WORDS:
        if word in words and st.query_params.get_all(word) != words[word]:
            st.query_params[word] = words[word]
        elif word not in words and word in st.query_params:
            del st.query_params[word]
    state["address"], state["told"] = words, scope


def choose(**chosen: object) -> None:
    """Replace parts of the scope. Callbacks call it; the run that follows shows the result."""
    scope = replace(st.session_state["scope"], **chosen)
    if scope.since > scope.until:
        scope = replace(scope, since=scope.until.replace(day=1))
    st.session_state["scope"] = scope
    st.session_state["notices"] = []


# --- the frame --------------------------------------------------------------------------------

# {folder of pages/: the drop-down of the menu that its pages stand in}; pages of others stand in it by themselves.
CREATION, USE = text.phrase("Creation"), text.phrase("Use")
CARE, DATA = text.phrase("Protection and services"), text.phrase("Data and trust")
SECTIONS = {
    "patents": CREATION,
    "trademarks": CREATION,
    "preexamination": CREATION,
    "cultivation": CREATION,
    "commercialisation": USE,
    "matching": USE,
    "industries": USE,
    "financing": USE,
    "expo": USE,
    "protection": CARE,
    "services": CARE,
    "stations": CARE,
    "presenting": text.phrase("Presenting"),
    "analysis": text.phrase("Analysis"),
    "data": DATA,
    "submissions": DATA,
}
# Opened anew from their addresses they show the data then in force; others go on showing what they showed.
FOLLOWING = ("wall",)
# Reached from the names, numbers and decks that they are about; nobody sits at a wall.
UNLISTED = ("profiles/", "presenting/meeting", "presenting/wall")


def menu(pages: Mapping[str, tuple[str, Label]]) -> st.Page:
    """The menu on top, from {path under pages/: (address, title)}; returns the page asked for."""
    sections: dict[str, list] = {}
    known = st.session_state["pages"] = {}
    for path, (address, title) in pages.items():
        folder = path.partition("/")[0]
        page = st.Page(
            f"pages/{path}.py",
            title=title(language()),
            url_path=address or None,
            default=not address,
            visibility="hidden" if path.startswith(UNLISTED) else "visible",
        )
        known[address] = page
        sections.setdefault(say(SECTIONS[folder]) if folder in SECTIONS else "", []).append(page)
    st.session_state["listed"] = tuple(
        finding.Page(path, address, title, _section(path)) for path, (address, title) in pages.items()
    )
    page = st.navigation(sections, position="top")
    st.session_state["address_of_page"] = page.url_path
    # Only now is the page the one asked for: written before, the words would be a step of history on the page left.
    _settle_address()
    return page


def _section(path: str) -> Label:
    wording = SECTIONS.get(path.partition("/")[0], "")
    return Label(wording, text.say(wording, "zh") if wording else "")


def page_address() -> str:
    """The address of the page that is shown; empty for the overview."""
    return st.session_state["address_of_page"]


def pages() -> Mapping[str, st.Page]:
    """Every page by its address."""
    return st.session_state["pages"]


def listed() -> tuple[finding.Page, ...]:
    """Every page as the menu has it, those included that stand in no drop-down."""
    return st.session_state["listed"]


def page_title(title: str, *beside: Callable[[], None]) -> None:
    """The page's name with what it stands on: snapshot, whether it is demonstration data, the language; and what the
    page has beside it."""
    shown = view()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="title-bar"):
        st.header(title, anchor=False, width="stretch")
        for part in beside if shown.snapshot else ():
            part()
        if shown.snapshot and shown.snapshot.is_demonstration:
            st.badge(say("Demonstration data"), color="orange")
        if shown.snapshot:
            st.badge(say("Snapshot {id}", id=shown.snapshot.id), color="gray")
        _language_switch()
    _warnings()


def _language_switch() -> None:
    st.session_state["bar.language"] = language()
    st.segmented_control(
        "Language / 语言",
        list(LANGUAGE_NAMES),
        format_func=LANGUAGE_NAMES.get,
        key="bar.language",
        label_visibility="collapsed",
        on_change=lambda: choose(language=st.session_state["bar.language"] or language()),
    )


def _warnings() -> None:
    """What was wrong with the link or with a snapshot; never a stack trace."""
    shown = view()
    for notice in st.session_state.get("notices", []):
        reason = notice.reason(language())
        said = {"word": notice.word, "value": notice.value, "reason": reason}
        st.info(say("The link's “{word}={value}” was ignored: {reason}.", **said))
    for damage in shown.shelf.damaged:
        said = {"id": damage.snapshot, "file": damage.file, "reason": damage.reason(language())}
        st.error(say("Snapshot {id} is damaged and not served: {file} {reason}.", **said))
    if shown.snapshot is None:
        st.warning(say("There is no sound snapshot. Import data or publish the demonstration data: `make demo`."))
        st.stop()
