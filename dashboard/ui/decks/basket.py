"""The deck that a reader builds from the pages: `+` beside figures and cards, what is in it, and its saving.

It lives in the session until it is saved under a name. While there is none, pages carry nothing of it but the button
in a figure's drawer: a page costs what it did.
"""

from dataclasses import replace

import streamlit as st

from dashboard import captions
from dashboard.catalog import Label
from dashboard.decks import collecting, editing, store
from dashboard.decks.deck import Deck, Slide, View
from dashboard.decks.showing import scope_of
from dashboard.scope import Scope
from dashboard.ui.decks.links import open_deck
from dashboard.ui.frame import language, say, view

HELD, TOLD, OPENED = "deck.basket", "deck.told", "deck.opened"


def held() -> Deck | None:
    """The deck being built, or None."""
    return st.session_state.get(HELD)


def begin() -> None:
    """Start a deck: from now on figures and cards carry their `+`."""
    st.session_state[HELD] = held() or Deck("basket", Label("", ""))


def put(shown: View, scope: Scope) -> None:
    """Add what a figure or a card shows, in the scope that it shows it in."""
    begin()
    slide = collecting.slide_of(shown, scope, view().snapshot)
    st.session_state[HELD] = collecting.added(held(), slide)
    title, period = slide.title(language()), period_told(slide)
    st.session_state[TOLD] = say("Added to the deck: {title}. {period}", title=title, period=period)


def period_told(slide: Slide) -> str:
    """Whether the slide's period follows the snapshot, and which it is."""
    if follows := next(iter(slide.scope.get("period", ())), None):
        name = collecting.PERIOD_NAMES[follows](language())
        return say("Its period follows the snapshot: {period}.", period=name)
    since, until = slide.scope["since"][0], slide.scope["until"][0]
    return say("Its period stays: {since} to {until}.", since=since, until=until)


def plus(shown: View, scope: Scope, key: str) -> None:
    """The `+` beside a figure or a card, there while a deck is being built."""
    if held() is not None:
        st.button(
            "＋", key=f"deck.add.{key}", type="tertiary", help=say("Add to deck"), on_click=put, args=(shown, scope)
        )


def offer(shown: View, scope: Scope, key: str) -> bool:
    """The same in words, always there; whether it was pressed."""
    told = period_told(collecting.slide_of(shown, scope, view().snapshot))
    return st.button(say("Add to deck"), key=key, type="tertiary", help=told, on_click=put, args=(shown, scope))


def add_button(shown: View, scope: Scope) -> None:
    """The same in a drawer; it closes the drawer."""
    if offer(shown, scope, "deck.add"):
        st.rerun()


# --- the title bar ------------------------------------------------------------------------------


def basket() -> None:
    """The deck being built in the title bar of every page, and what has just been put into it."""
    deck = held()
    if deck is None:
        return
    if told := st.session_state.pop(TOLD, None):
        st.toast(told)
    told = say("Deck ({number})", number=len(deck.slides))
    st.button(told, key="deck.open", type="primary", on_click=_opens, args=(True,))
    if st.session_state.get(OPENED):
        sheet = st.dialog(
            say("Deck being built"), position="right", width="large", on_dismiss=lambda: _opens(False)
        )  # fmt: skip
        sheet(_contents)()


def _opens(is_open: bool) -> None:
    st.session_state[OPENED] = is_open


def _contents() -> None:
    deck = held()
    if deck is None or not st.session_state.get(OPENED):
        st.rerun()
    if not deck.slides:
        st.markdown(say("Nothing in it yet. Go to a page, narrow it, and press ＋ beside a figure or a card."))
    for place, slide in enumerate(deck.slides):
        _line(deck, slide, place)
    if deck.slides:
        _saving(deck)
    if st.button(say("Discard this deck"), key="deck.discard", type="tertiary"):
        _end()
        st.rerun()


def _line(deck: Deck, slide: Slide, place: int) -> None:
    """A slide of the deck being built: what it shows, in which scope, and what can be done with it."""
    shown = view()
    scope = scope_of(deck, slide, shown.shelf, shown.snapshot, language())
    with st.container(horizontal=True, vertical_alignment="top", gap="xsmall", wrap=False):
        with st.container(width="stretch", gap="xxsmall"):
            st.markdown(f"**{place + 1}** · {slide.title(language())}")
            st.caption(f"{captions.scope_sentence(scope)}  \n{period_told(slide)}")
        acts = {
            "↑": (say("Move up"), lambda: editing.moved(deck, slide.id, -1), place == 0),
            "↓": (say("Move down"), lambda: editing.moved(deck, slide.id, 1), place == len(deck.slides) - 1),
            "×": (say("Take out"), lambda: editing.without(deck, slide.id), False),
        }
        for sign, (meaning, change, is_off) in acts.items():
            st.button(
                sign, key=f"deck.line.{sign}.{slide.id}", type="tertiary", help=meaning, disabled=is_off,
                on_click=_keep, args=(change,),
            )  # fmt: skip


def _keep(change) -> None:  # noqa: ANN001 - a function without arguments that returns a deck
    st.session_state[HELD] = change()


def _saving(deck: Deck) -> None:
    """Under a name of its own, or at the end of a deck that is there."""
    with st.form("deck.save", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(say("Name of the deck"), key="deck.name", max_chars=store.LONGEST_NAME, width="stretch")
        asked = st.form_submit_button(say("Save deck"), type="primary")
    if asked:
        _save_new(deck, name)
    saved = {found.id: found for found in store.saved()}
    if not saved:
        return
    with st.form("deck.append", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        names = {deck_id: found.title(language()) for deck_id, found in saved.items()}
        chosen = st.selectbox(say("Or at the end of"), list(names), format_func=names.get, key="deck.to")
        asked = st.form_submit_button(say("Add to it"))
    if asked:
        _append(deck, chosen)


def _save_new(deck: Deck, name: str) -> None:
    if not name.strip():
        st.warning(say("Give it a name first."))
        return
    try:
        kept = store.save_new(replace(deck, snapshot=view().snapshot.id), name)
    except store.NameTaken:
        st.warning(say("There is a deck called “{name}” already; choose another name.", name=name.strip()))
        return
    _go(kept.id)


def _append(deck: Deck, deck_id: str) -> None:
    read_as = store.version(deck_id)
    try:
        store.save(collecting.added_to(store.find(deck_id), deck.slides), read_as=read_as)
    except (store.SavedMeanwhile, store.UnknownDeck):
        st.warning(say("Somebody else has changed that deck this moment. Nothing is lost: press again."))
        return
    _go(deck_id)


def _go(deck_id: str) -> None:
    _end()
    open_deck(deck_id)


def _end() -> None:
    st.session_state[HELD] = None
    _opens(False)
