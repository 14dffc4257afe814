"""One deck opened: what it is, what can be done with it, what has changed, and its slides."""

from dataclasses import replace

import streamlit as st

from dashboard.decks import showing, store, written
from dashboard.decks.deck import Deck
from dashboard.decks.written import DeckError
from dashboard.ui.decks import editor, exports, marks, shelf, slides
from dashboard.ui.decks.links import deck_link, open_deck, present, shared, to_wall
from dashboard.ui.frame import language, say, versus, view
from dashboard.ui.linking import plain
from dashboard.ui.meeting.kept import minutes_kept
from dashboard.ui.rehearsal import rehearse_button


def opened(deck_id: str) -> None:
    """The deck of this id on the snapshot in force, or why there is none."""
    deck_link(None, f":primary[← {say('All decks')}]")
    deck = _found(deck_id)
    if deck is None:
        shelf.shelf()
        return
    draft = editor.draft_of(deck.id)
    shown = showing.show(deck, view().shelf, view().snapshot, language())
    _head(deck)
    _actions(deck)
    if draft:
        editor.bar(draft)
        editor.met(draft)
    found = marks.since_saved(deck, shown)
    marks.told(deck, found, shown)
    beside = (lambda slide: editor.beside(deck, slide)) if draft else None
    slides.listed(shown, found.slides if found else {}, beside)
    if draft:
        editor.bar_below(draft)
    st.caption(shown.footer)


def _found(deck_id: str) -> Deck | None:
    """The draft of the deck where there is one, else the deck as it is saved; or its fault is told."""
    if draft := editor.draft_of(deck_id):
        return draft.deck
    try:
        return store.find(deck_id)
    except store.UnknownDeck as unknown:
        st.warning(plain(unknown.told(language())))
    except DeckError as error:
        st.warning("  \n".join(plain(fault.told(language())) for fault in error.faults))
    return None


def _head(deck: Deck) -> None:
    st.subheader(plain(deck.title(language())), anchor=False)
    kind = say("Standing deck") if deck.is_standing else say("Saved deck")
    said = [plain(deck.about(language()))] if deck.about else []
    st.caption("  \n".join([*said, f"{kind} · {shelf.facts(deck)}"]))


def _actions(deck: Deck) -> None:
    """To present it, to take it away, to pass it on, to change it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="deck-actions"):
        present("meeting", deck.id, say("Present"), type="primary")
        to_wall()
        rehearse_button(deck, since=versus())
        with st.popover(say("Export")):
            exports.export(deck)
        with st.popover(say("Share")):
            _share(deck)
        minutes_kept(deck)
        if deck.is_standing:
            with st.popover(say("Duplicate to edit")):
                _duplicate(deck)
        else:
            held = editor.draft_of(deck.id) is not None
            st.button(say("Edit"), key="deck.begin", on_click=editor.begin, args=(deck,), disabled=held)
            with st.popover(say("More")):
                _duplicate(deck)
                _delete(deck)


def _share(deck: Deck) -> None:
    st.caption(say("Always on the newest snapshot:"))
    st.code(shared(deck.id), language=None, wrap_lines=True)
    st.caption(say("On this snapshot, with the same numbers for ever:"))
    st.code(shared(deck.id, snapshot=view().snapshot.id), language=None, wrap_lines=True)
    st.download_button(
        say("Download TOML"), written.to_toml(deck).encode(), file_name=f"{deck.title(language())}.toml",
        mime="application/toml", key="deck.toml", on_click="ignore",
    )  # fmt: skip
    st.caption(say("The file can be imported on another dashboard, or again here."))


def _duplicate(deck: Deck) -> None:
    title = editor.copy_title(deck)
    with st.form("deck.duplicate", border=False):
        name = st.text_input(
            say("Name of the copy"), value=title(language()), max_chars=store.LONGEST_NAME, key="deck.copy"
        )
        asked = st.form_submit_button(say("Duplicate"))
    copy = replace(deck, title=title, snapshot=deck.snapshot or view().snapshot.id)
    if asked and (kept := shelf.save_new(copy, name)):
        editor.begin(kept)
        open_deck(kept.id)


def _delete(deck: Deck) -> None:
    st.divider()
    st.caption(say("Links to the deck will lead nowhere. It can be taken back from the list of decks."))
    if st.button(say("Delete deck"), key="deck.delete"):
        shelf.delete(deck)
        open_deck(None)
