"""The decks that there are: the bureau's standing ones, those that readers have saved, and a file to bring in."""

import streamlit as st

from dashboard.decks import store, written
from dashboard.decks.deck import Deck
from dashboard.decks.written import DeckError
from dashboard.ui.decks import basket, editor
from dashboard.ui.decks.links import deck_link, open_deck, present_link
from dashboard.ui.frame import language, say
from dashboard.ui.linking import plain

DELETED = "deck.deleted"


def shelf() -> None:
    """Standing and saved decks, each one click from being opened; a deck begun; a file brought in."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            say("Ordered slides for a meeting; opened on a newer snapshot, a deck tells what has changed."),
            width="stretch",
        )
        st.button(say("New deck"), key="deck.new", on_click=basket.begin, disabled=basket.held() is not None)
        with st.popover(say("Import TOML")):
            _bring_in()
    _deleted()
    if basket.held() is not None and not basket.held().slides:
        st.info(say("Go to a page, narrow it, and press ＋ beside a figure or a card: it comes into the new deck."))
    st.subheader(say("Standing decks"), anchor=False)
    _cards(store.standing())
    st.subheader(say("Saved decks"), anchor=False)
    saved = store.saved()
    if saved:
        _cards(saved)
    else:
        st.caption(say("None yet. Duplicate a standing deck, or begin a new one and fill it from the pages."))
    _unreadable()


def _cards(decks: tuple[Deck, ...]) -> None:
    with st.grid(2, min_column_width=320, gap="small"):
        for deck in decks:
            with st.container(border=True, height="stretch", gap="xsmall"):
                deck_link(deck.id, f"**{plain(deck.title(language()))}**")
                if deck.about:
                    st.markdown(plain(deck.about(language())))
                with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                    st.caption(facts(deck), width="content")
                    present_link(deck.id)


def facts(deck: Deck) -> str:
    """How long it is, and on which snapshot it was last saved."""
    number = len(deck.slides)
    parts = [say("1 slide") if number == 1 else say("{number} slides", number=number)]
    if deck.snapshot:
        parts.append(say("saved on snapshot {id}", id=deck.snapshot))
    draft = editor.draft_of(deck.id)
    if draft and draft.is_changed:
        parts.append(say("with unsaved changes of yours"))
    return " · ".join(parts)


def _unreadable() -> None:
    """Files among the decks that are none: what is wrong in each, and how it is mended."""
    for error in store.unreadable():
        st.warning("  \n".join(plain(fault.told(language())) for fault in error.faults))


# --- deleted, and taken back ----------------------------------------------------------------------


def delete(deck: Deck) -> None:
    """Forget a deck; until another is deleted it can be taken back."""
    store.delete(deck.id)
    st.session_state[DELETED] = deck


def _deleted() -> None:
    deck: Deck | None = st.session_state.get(DELETED)
    if deck is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(say("“{title}” was deleted.", title=plain(deck.title(language()))), width="stretch")
        st.button(say("Take back"), key="deck.undelete", on_click=_take_back, args=(deck,))


def _take_back(deck: Deck) -> None:
    if store.version(deck.id) is None:
        store.save(deck, read_as=None)
    del st.session_state[DELETED]


# --- a file brought in ----------------------------------------------------------------------------


def _bring_in() -> None:
    """A deck's file: everything that is wrong in it, or a name to keep it under."""
    file = st.file_uploader(say("A deck's TOML file"), type="toml", key="deck.file")
    if file is None:
        return
    try:
        deck = written.parse(file.getvalue().decode("utf-8-sig"), "imported", file=file.name)
    except UnicodeDecodeError:
        st.error(say("{file} is not written in UTF-8; save it as UTF-8 and bring it in again.", file=plain(file.name)))
        return
    except DeckError as error:
        st.error(say("{file} is not brought in; the decks are as they were.", file=plain(file.name)))
        for fault in error.faults:
            st.markdown(f"- {plain(fault.told(language()))}")
        return
    with st.form("deck.bring", border=False):
        st.caption(say("{number} slides", number=len(deck.slides)))
        name = st.text_input(say("Name of the deck"), value=deck.title(language()), max_chars=store.LONGEST_NAME)
        asked = st.form_submit_button(say("Save deck"), type="primary")
    if asked and (kept := save_new(deck, name)):
        open_deck(kept.id)


def save_new(deck: Deck, name: str) -> Deck | None:
    """Keep a deck under a name, or tell why not."""
    if not name.strip():
        st.warning(say("Give it a name first."))
        return None
    try:
        return store.save_new(deck, name)
    except store.NameTaken:
        st.warning(say("There is a deck called “{name}” already; choose another name.", name=plain(name.strip())))
    return None
