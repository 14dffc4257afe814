"""Meeting mode: a deck on the whole screen, pinned to one snapshot; questions from the floor and minutes within it.

The deck is sent once and presented by a script in the browser. What changes during the meeting comes by a small part of
its own, so that no answer and no entry sends the deck anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import streamlit as st

from dashboard.catalog import Snapshot
from dashboard.decks import meeting as meetings
from dashboard.decks import showing, store
from dashboard.decks.deck import Deck
from dashboard.decks.meeting import Meeting
from dashboard.decks.shown import ShownDeck
from dashboard.decks.store import UnknownDeck
from dashboard.decks.written import DeckError
from dashboard.outputs import stage
from dashboard.scope import default_scope
from dashboard.ui.blocks import is_dark
from dashboard.ui.frame import choose, language, pages, say, view
from dashboard.ui.meeting import live
from dashboard.ui.meeting.words import kinds, words

PAGE = "pages/presenting/meeting.py"
SCRIPTS = ("parts", "floor", "minutes", "meeting")
HELD = "meeting"


@dataclass(frozen=True)
class Held:
    """A meeting of this session with the deck as it shows it, in the language of the moment."""

    meeting: Meeting
    shown: ShownDeck
    scene: dict


def meeting_link(deck: Deck, *, primary: bool = False) -> None:
    """The button that begins a meeting on the snapshot that is looked at."""
    words_of_link = {"deck": deck.id, "snapshot": view().snapshot.id, "lang": language()}
    kind = "primary" if primary else "secondary"
    if st.button(say("Begin meeting"), key=f"meeting.begin.{deck.id}", type=kind, icon=":material/slideshow:"):
        st.session_state.pop(HELD, None)
        st.switch_page(PAGE, query_params=words_of_link)


def meeting() -> None:
    """The deck that the address names, over the whole page; or why there is none."""
    held = _held()
    if held is None:
        return
    st.caption(f"{held.shown.title} · {held.shown.footer}")
    live.live()
    _stage(held)


# --- beginning and ending ---------------------------------------------------------------------


def _held() -> Held | None:
    """The meeting that goes on, or the one that begins now."""
    deck_id, state = st.query_params.get("deck"), st.session_state
    gone = next((n.value for n in state.get("notices", []) if n.word == "snapshot"), None)
    held: Held | None = state.get(HELD)
    if held and deck_id and held.meeting.goes_on(deck_id, gone or view().snapshot.id):
        if held.shown.language != language():
            state[HELD] = held = _shown(held.meeting)
        return held
    if gone:
        _gone(gone)
        return None
    deck = _deck(deck_id)
    if deck is None:
        return None
    now = datetime.now().astimezone().replace(microsecond=0)
    state[HELD] = held = _shown(meetings.begin(deck, view().snapshot, view().shelf, at=now))
    state[live.TOLD] = live.Told()
    return held


def _shown(begun: Meeting) -> Held:
    with st.spinner(say("Preparing the slides"), show_time=False):
        shown = showing.show(begun.deck, view().shelf, begun.snapshot, language())
    return Held(begun, shown, stage.scene(shown))


def _deck(deck_id: str | None) -> Deck | None:
    """The deck of that id; else what there is to choose from."""
    if deck_id:
        try:
            return store.find(deck_id)
        except UnknownDeck as unknown:
            st.error(say("The meeting cannot begin: {reason}.", reason=unknown.told(language())))
        except DeckError as error:
            for fault in error.faults:
                st.error(fault.told(language()))
    st.markdown(say("Choose a deck to present:"))
    with st.container(horizontal=True):
        for deck in (*store.standing(), *store.saved()):
            link = {"deck": deck.id, "snapshot": view().snapshot.id, "lang": language()}
            st.page_link(PAGE, label=deck.title(language()), query_params=link)
    return None


def _gone(snapshot: str) -> None:
    """The link's snapshot is not here: another one is taken only when the reader says so."""
    st.error(say("The meeting cannot begin: snapshot {id} is gone or damaged.", id=snapshot))
    label = say("Hold it on snapshot {id}", id=view().snapshot.id)
    st.button(label, type="primary", on_click=lambda: st.session_state.update(notices=[]))


def follow_the_newest(snapshot: Snapshot) -> None:
    """After a meeting that was held on what was in force: look at what is in force now."""
    scope = default_scope(snapshot)
    choose(snapshot=snapshot.id, since=scope.since, until=scope.until, within=None, versus=None)


# --- the stage --------------------------------------------------------------------------------


def _stage(held: Held) -> None:
    begun = held.meeting
    data = {
        "scene": held.scene,
        "dark": is_dark(),
        "began": begun.began_at.isoformat(),
        "words": words(begun.snapshot.id),
        "kinds": kinds(),
        "choices": {
            word: [vars(choice) for choice in found]
            for word, found in meetings.choices(begun.snapshot, language()).items()
        },
        "slides": [
            {
                "id": one.slide.id,
                "title": one.title,
                "own": {"districts": list(one.scope.districts), "industries": list(one.scope.industries)},
            }
            for one in held.shown.slides
        ],
    }
    _component()(key="meeting.stage", data=data, height=1)


@cache
def _component() -> Callable:
    folder = Path(__file__).parent
    parts = [stage.script(), *((folder / f"{name}.js").read_text("utf-8") for name in SCRIPTS)]
    css = (folder / "meeting.css").read_text("utf-8")
    return st.components.v2.component("luzhou_meeting", css=css, js="\n".join(parts))
