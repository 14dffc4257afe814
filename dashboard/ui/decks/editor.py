"""A saved deck being edited: a draft in the session, saved in one step unless somebody else was first.

What is typed goes into the draft at once, so nothing is lost by closing a dialog or leaving the page.
"""

from dataclasses import dataclass, replace

import streamlit as st

from dashboard import text
from dashboard.catalog import LANGUAGES, Label
from dashboard.decks import editing, store
from dashboard.decks.deck import Deck, Slide
from dashboard.decks.shown import ShownSlide
from dashboard.ui.decks import fields
from dashboard.ui.frame import language, say
from dashboard.ui.linking import plain

DRAFTS, MET, OPENED = "deck.drafts", "deck.drafts.met", "deck.edited"


@dataclass(frozen=True)
class Draft:
    """A deck with changes that are not saved, and what it was made of: the deck and the version of its file."""

    deck: Deck
    saved: Deck
    read_as: str | None

    @property
    def is_changed(self) -> bool:
        return self.deck != self.saved


def draft_of(deck_id: str) -> Draft | None:
    return st.session_state.get(DRAFTS, {}).get(deck_id)


def begin(deck: Deck) -> None:
    """Edit a deck as it is saved now."""
    _hold(deck.id, Draft(deck, deck, store.version(deck.id)))


def keep(deck: Deck) -> None:
    """Put a change into the draft."""
    _hold(deck.id, replace(draft_of(deck.id), deck=deck))


def _hold(deck_id: str, draft: Draft | None) -> None:
    held = {**st.session_state.get(DRAFTS, {}), deck_id: draft}
    st.session_state[DRAFTS] = {name: one for name, one in held.items() if one}


def bar(draft: Draft) -> None:
    """What can be done with the draft as a whole."""
    deck = draft.deck
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        told = say("Changes are not saved yet.") if draft.is_changed else say("Editing. Nothing is changed yet.")
        st.markdown(told, width="stretch")
        with st.popover(say("Title")):
            keep(fields.deck_fields(deck))
        st.button(
            say("Discard changes") if draft.is_changed else say("Stop editing"), key="deck.stop", on_click=_hold,
            args=(deck.id, None),
        )  # fmt: skip
        if st.button(say("Save changes"), key="deck.keep", type="primary", disabled=not draft.is_changed):
            save(draft_of(deck.id))


def bar_below(draft: Draft) -> None:
    """The saving once more where a reader of a long deck ends."""
    if draft.is_changed and st.button(say("Save changes"), key="deck.keep.below", type="primary"):
        save(draft)


def save(draft: Draft) -> None:
    """Save the draft, or tell what stands against it; the draft stays until it is saved."""
    deck = draft.deck
    alike = store.id_of(deck.title.zh)
    if any(store.id_of(other.title.zh) == alike for other in store.saved() if other.id != deck.id):
        st.warning(say("There is a deck called “{name}” already; choose another name.", name=plain(deck.title.zh)))
        return
    try:
        store.save(deck, read_as=draft.read_as)
    except store.SavedMeanwhile:
        st.session_state[MET] = deck.id
    else:
        _hold(deck.id, None)
    st.rerun()


def met(draft: Draft) -> None:
    """Somebody else has saved the deck meanwhile: both are there, and the reader says which one stays."""
    if st.session_state.get(MET) != draft.deck.id:
        return
    there = store.version(draft.deck.id)
    with st.container(border=True):
        said = (
            say("Somebody else has saved this deck since you began. Your changes are kept here; nothing is lost.")
            if there
            else say(
                "Somebody else has deleted this deck since you began. Your changes are kept here; nothing is lost."
            )
        )
        st.markdown(f"**{say('Not saved')}** · {said}")
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            name = st.text_input(say("Name of the deck"), value=copy_title(draft.deck)(language()), key="deck.met.name")
            if st.button(say("Save mine under this name"), key="deck.met.copy"):
                _save_beside(draft, name)
            st.button(say("Save mine over theirs"), key="deck.met.over", on_click=_save_over, args=(draft, there))
            if there:
                st.button(say("Take theirs, drop mine"), key="deck.met.drop", on_click=_drop, args=(draft,))


def copy_title(deck: Deck) -> Label:
    """What a copy is called until its author calls it something else."""
    wording = text.phrase("{name} (copy)")
    return Label(*(text.say(wording, spoken, name=deck.title) for spoken in LANGUAGES))


def _save_beside(draft: Draft, name: str) -> None:
    try:
        kept = store.save_new(draft.deck, name)
    except (store.NameTaken, ValueError):
        st.warning(say("There is a deck called “{name}” already; choose another name.", name=plain(name)))
        return
    _drop(draft)
    st.query_params["deck"] = kept.id
    st.rerun()


def _save_over(draft: Draft, there: str | None) -> None:
    store.save(draft.deck, read_as=there)
    _drop(draft)


def _drop(draft: Draft) -> None:
    st.session_state.pop(MET, None)
    _hold(draft.deck.id, None)


# --- one slide ------------------------------------------------------------------------------------


def beside(deck: Deck, slide: ShownSlide) -> None:
    """The buttons in a slide's head while its deck is edited."""
    slide_id, last = slide.slide.id, slide.number == len(deck.slides)
    acts = {
        "↑": (say("Move up"), lambda: editing.moved(deck, slide_id, -1), slide.number == 1),
        "↓": (say("Move down"), lambda: editing.moved(deck, slide_id, 1), last),
        "×": (say("Take out"), lambda: editing.without(deck, slide_id), len(deck.slides) == 1),
    }
    if editing.can_join(deck, slide_id):
        told = say("Its views move to the slide above, which has the same scope and room for them")
        acts = {say("Join above"): (told, lambda: editing.joined(deck, slide_id), False), **acts}
    for sign, (meaning, change, is_off) in acts.items():
        st.button(
            sign, key=f"deck.act.{sign}.{slide_id}", type="tertiary", help=meaning, disabled=is_off,
            on_click=lambda change=change: keep(change()),
        )  # fmt: skip
    st.button(say("Edit"), key=f"deck.edit.{slide_id}", type="tertiary", on_click=_opens, args=(slide_id,))
    if st.session_state.get(OPENED) == slide_id:
        sheet = st.dialog(
            say("Slide {number}", number=slide.number), width="large", position="right",
            on_dismiss=lambda: _dismissed(deck.id, slide_id),
        )  # fmt: skip
        sheet(_dialog)(deck.id, slide_id)


def _opens(slide_id: str | None) -> None:
    st.session_state[OPENED] = slide_id


def _dismissed(deck_id: str, slide_id: str) -> None:
    """What was typed last is kept: the sheet may be gone before its box has told."""
    _opens(None)
    if draft := draft_of(deck_id):
        slide = next(s for s in draft.deck.slides if s.id == slide_id)
        keep(editing.changed(draft.deck, fields.typed(slide, deck_id)))


def _dialog(deck_id: str, slide_id: str) -> None:
    if st.session_state.get(OPENED) != slide_id:
        # Closed in the same moment as its last box was left: Streamlit runs the sheet alone, and the page waits.
        st.rerun()
    draft = draft_of(deck_id)
    slide = next(s for s in draft.deck.slides if s.id == slide_id)

    def put(changed: Slide) -> None:
        keep(editing.changed(draft_of(deck_id).deck, changed))

    put(fields.slide_fields(slide, draft.deck, put))
    if st.button(say("Return to the slides"), key="deck.done", type="primary", on_click=_opens, args=(None,)):
        st.rerun()
