"""The one box in the frame of every page in which anything is found by typing; choosing it opens its page.

What there is to be found comes to the browser as a file, once for a snapshot, when the box is first opened.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit import runtime

from dashboard import captions, finding, metrics, queries, questions
from dashboard.catalog import Snapshot
from dashboard.numbers import Number
from dashboard.sentences import links
from dashboard.ui import drawer, linking
from dashboard.ui.chains import WORD as CHAIN
from dashboard.ui.frame import language, listed, page_address, pages, say, view

KEY, ASKED, CHOSEN = "find", "find.asked", "find.chosen"
# What fills a screen by itself has no frame.
FULL_SCREEN = ("meeting", "wall")
Words = Mapping[str, list[str]]


def find() -> None:
    """The box; what was chosen in it, or among the questions of a page, is opened."""
    if page_address() not in FULL_SCREEN:
        with st.container(key=KEY, width="content"):
            _box()


def choose(kind: str, id: str, *, passport: bool = False) -> None:
    """Open it in the run that follows: for callbacks."""
    st.session_state[CHOSEN] = {"kind": kind, "id": id, "passport": passport}


@st.fragment
def _box() -> None:
    """A run of its own brings the index and the values of the metrics when the box is opened."""
    if chosen := st.session_state.pop(CHOSEN, None):
        _open(**chosen)
    snapshot, scope = view().snapshot, view().scope
    data = {
        "language": language(),
        "words": _words(),
        "index": f"{snapshot.identity} {len(listed())}",
        "scope": repr(scope),
    }
    if st.session_state.pop(ASKED, False):
        data |= {"file": _file(snapshot), "values": _values(snapshot)}
    said = {"on_opened_change": _asks, "on_chosen_change": _chooses}
    _component()(key=f"{KEY}.box", data=data, width="content", **said)


def _asks() -> None:
    st.session_state[ASKED] = True


def _chooses() -> None:
    choose(**st.session_state[f"{KEY}.box"]["chosen"])


def _words() -> dict[str, str]:
    return {
        "find": say("Find"),
        "keys": say("Find anything: / or Ctrl+K"),
        "placeholder": say("Page, metric, district, firm or question"),
        "coming": say("The index is on its way."),
        "nothing": say("Nothing like that; fewer letters find more."),
        "results": say("{number} found"),
        "more": say("{number} more"),
        "passport": say("Passport"),
        "close": say("Close"),
    }


def _file(snapshot: Snapshot) -> str:
    """The address of the index on this server; it names the content, so browsers may keep what lies there."""
    content = finding.index(snapshot, listed())
    return runtime.get_instance().media_file_mgr.add(content, "application/json", f"{KEY}.index")


def _values(snapshot: Snapshot) -> dict[str, str]:
    """Each metric in the scope, in words; without those that cannot follow all that the scope is narrowed to."""
    readings = metrics.read(snapshot, queries.metrics(), view().scope, in_full=False)
    return {
        name: captions.value_words(reading, snapshot, reading.metric.unit, language())
        for name, reading in readings.items()
        if reading.value is not None and not reading.ignores
    }


# --- where it leads -----------------------------------------------------------------------------


def _open(kind: str, id: str, passport: bool) -> None:
    if passport:
        drawer.ask_for_passport(Number(queries.metrics()[id], view().scope))
    address, words = destination(kind, id)
    st.switch_page(pages()[address], query_params=words)


def destination(kind: str, id: str) -> tuple[str, Words]:
    """The address of the page that opens, and what its link says: what the reader looks at, and what was chosen."""
    shown = view()
    if kind == "page":
        return id, links.words_to(id, shown.scope, shown.snapshot)
    if kind == "metric":
        return _of_metric(id)
    if kind == "question":
        [asked] = [q for q in questions.questions() if q.id == id]
        return asked.page, questions.link(asked, shown.shelf, shown.snapshot, language())
    if kind == "chain":
        whole = replace(shown.scope, industries=())
        return finding.OPENED_ON[kind], {**links.words_to("", whole, shown.snapshot), CHAIN: [id]}
    address, subject = finding.OPENED_ON[kind], id.partition("/")[0] if kind == "town" else id
    return address, _listed(linking.words_to(address, subject))


def _of_metric(metric: str) -> tuple[str, Words]:
    shown, script = view(), finding.page_showing(metric)
    address = next((page.address for page in listed() if page.path == script), None)
    if address is not None:
        return address, links.words_to(address, shown.scope, shown.snapshot)
    return finding.EXPLORER, {**links.words_to("", shown.scope, shown.snapshot), "metric": [metric]}


def _listed(words: linking.Words) -> Words:
    found: dict[str, list[str]] = {}
    for word, value in words:
        found.setdefault(word, []).append(value)
    return found


@cache
def _component() -> Callable:
    folder = Path(__file__).parent
    html, css, rank, box = (
        (folder / name).read_text("utf-8") for name in ("find.html", "find.css", "rank.js", "find.js")
    )
    return st.components.v2.component("luzhou_find", html=html, css=css, js=f"{rank}\n{box}")
