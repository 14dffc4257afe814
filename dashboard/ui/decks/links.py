"""Addresses of decks: the page of one, and where it is presented."""

from urllib.parse import urlencode

import streamlit as st

from dashboard.scope import default_scope
from dashboard.ui.frame import language, pages, say, view

ADDRESS, WORD = "decks", "deck"


def asked() -> str | None:
    """The deck that the address names."""
    return st.query_params.get(WORD) or None


def deck_link(deck_id: str | None, label: str) -> None:
    """A link to a deck's page, or to all of them; the snapshot and the language looked at are kept."""
    st.page_link(pages()[ADDRESS], label=label, query_params=_words(deck_id))


def open_deck(deck_id: str | None) -> None:
    """Go to a deck's page, or to all of them."""
    st.switch_page(pages()[ADDRESS], query_params=_words(deck_id))


def _words(deck_id: str | None) -> list[tuple[str, str]]:
    scope = st.session_state["scope"]
    held = scope.link(default_scope(view().snapshot))
    words = [(word, value) for word, values in held.items() for value in values]
    return [(WORD, deck_id), *words] if deck_id else words


def present(address: str, deck_id: str, label: str, **look: str) -> None:
    """A button to a way of presenting, where there is one."""
    if address in pages() and st.button(label, key=f"deck.{address}", **look):
        words = {WORD: deck_id, "snapshot": view().snapshot.id, "lang": language()}
        st.switch_page(pages()[address], query_params=words)


def present_link(deck_id: str) -> None:
    """The same as a link, where there is one."""
    if "meeting" in pages():
        words = {WORD: deck_id, "snapshot": view().snapshot.id, "lang": language()}
        st.page_link(pages()["meeting"], label=say("Present"), query_params=words, width="content")


def to_wall() -> None:
    """A button to the wall: without a snapshot, for it follows the data."""
    if "wall" in pages() and st.button(say("Wall"), key="deck.wall"):
        st.switch_page(pages()["wall"])


def shared(deck_id: str, *, snapshot: str | None = None) -> str:
    """The whole address of a deck, to be sent; with a snapshot it shows the same numbers for ever."""
    root = (st.context.url or "").partition("?")[0].rstrip("/").removesuffix(f"/{ADDRESS}")
    words = {WORD: deck_id} | ({"snapshot": snapshot} if snapshot else {})
    return f"{root}/{ADDRESS}?{urlencode(words)}"
