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

from dashboard import palette
from dashboard.decks import meeting as meetings
from dashboard.decks import showing, store
from dashboard.decks.deck import Deck
from dashboard.decks.meeting import Meeting
from dashboard.decks.shown import ShownDeck
from dashboard.decks.store import UnknownDeck
from dashboard.decks.written import DeckError
from dashboard.outputs import stage
from dashboard.ui.blocks import is_dark
from dashboard.ui.frame import language, say, view
from dashboard.ui.meeting import live
from dashboard.ui.meeting.words import kinds, words

PAGE = "pages/presenting/meeting.py"
FOLDER = Path(__file__).parent
SCRIPTS = ("parts", "floor", "minutes", "meeting")


@dataclass(frozen=True)
class Held:
    """A meeting of this session with the deck as it shows it, in the language of the moment."""

    meeting: Meeting
    shown: ShownDeck
    scene: dict


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
    held: Held | None = state.get(live.HELD)
    if held and deck_id and held.meeting.goes_on(deck_id, gone or view().snapshot.id):
        if held.shown.language != language():
            state[live.HELD] = held = _shown(held.meeting)
        return held
    if gone:
        _gone()
        return None
    deck = _deck(deck_id)
    if deck is None:
        return None
    now = datetime.now().astimezone().replace(microsecond=0)
    state[live.HELD] = held = _shown(meetings.begin(deck, view().snapshot, view().shelf, at=now))
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


def _gone() -> None:
    """The link's snapshot is not here, as the page's title has told: another is taken only when the reader says so."""
    st.warning(say("The meeting has not begun. On another snapshot its numbers may differ."))
    label = say("Hold it on snapshot {id}", id=view().snapshot.id)
    st.button(label, type="primary", on_click=lambda: st.session_state.update(notices=[]))


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
    css = (FOLDER / "meeting.css").read_text("utf-8")
    return st.components.v2.component("luzhou_meeting", css=f"{_inks()}\n{css}", js=script())


def script() -> str:
    """The stage's script, and ours in a room of its own: both have names that are natural to them."""
    own = "\n".join((FOLDER / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    return f"{stage.script()}\nconst meeting = (() => {{\n{own}\nreturn present;\n}})();\nexport default meeting;\n"


def _inks() -> str:
    """The palette as the names that the style uses."""
    grounds = {".room": palette.LIGHT, ".room.dark": palette.DARK}
    return "\n".join(
        f"{where} {{ {' '.join(f'--{name}: {ink};' for name, ink in vars(surface).items())} }}"
        for where, surface in grounds.items()
    )
