"""What has changed in a deck since it was saved: one sentence above, lines beside each slide."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from dashboard.decks import changes, showing, store
from dashboard.decks.changes import SentenceChange, SlideChange
from dashboard.decks.deck import Deck
from dashboard.decks.shown import ShownDeck
from dashboard.ui.decks import editor
from dashboard.ui.frame import language, say, versus, view
from dashboard.ui.linking import plain

# Changed numbers told of a slide; the others are counted.
MOST = 6


@dataclass(frozen=True)
class Marks:
    """What is different from the deck on the snapshot `since`, by the slide's id; `is_lost` where that snapshot is not
    here any more."""

    since: str
    slides: Mapping[str, SlideChange] = field(default_factory=dict, hash=False)
    is_lost: bool = False


def since_saved(deck: Deck, shown: ShownDeck) -> Marks | None:
    """Against the snapshot that the reader compares with, else the one that the deck was saved on; None where that is
    the one shown, or none is known."""
    other = versus()
    since = other.id if other else deck.snapshot
    if since is None or since == shown.snapshot.id:
        return None
    before = view().shelf.find(since)
    if before is None:
        return Marks(since, is_lost=True)
    found = changes.changes(showing.show(deck, view().shelf, before, language()), shown)
    return Marks(since, {change.slide_id: change for change in found if not change.is_none})


def told(deck: Deck, found: Marks | None, shown: ShownDeck) -> None:
    """How much has changed, in one sentence; and from when on it is to be told."""
    if found is None:
        return
    said = {"since": found.since, "now": shown.snapshot.id}
    changed = len(found.slides)
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="deck-refreshed"):
        if found.is_lost:
            message = say("Snapshot {since}, on which the deck was saved, is not here: no change can be told.", **said)
        elif changed:
            said |= {"changed": changed, "number": len(shown.slides)}
            message = say(
                "Refreshed from snapshot {since} to {now}: {changed} of {number} slides have changed.", **said
            )
        else:
            message = say("Refreshed from snapshot {since} to {now}: nothing has changed.", **said)
        st.markdown(f"**Δ** {message}", width="stretch")
        if not deck.is_standing and deck.snapshot != shown.snapshot.id and editor.draft_of(deck.id) is None:
            st.button(
                say("Tell changes from {now} on", **said), key="deck.since", on_click=_from_now, args=(deck,),
                help=say("The deck counts as saved on this snapshot; the marks go."),
            )  # fmt: skip


def _from_now(deck: Deck) -> None:
    """Only the snapshot is another, so whatever the deck's file holds by now, that is what is kept."""
    if read_as := store.version(deck.id):
        store.save(replace(store.find(deck.id), snapshot=view().snapshot.id), read_as=read_as)


def below(change: SlideChange) -> None:
    """What changed on one slide: its numbers, beside them the sentences as they were and as they are."""
    numbers = changes.told(replace(change, sentences=()), language(), most=MOST)
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**Δ {say('Changed')}**")
        left, right = st.columns([2, 3], gap="medium") if numbers and change.sentences else (st.container(),) * 2
        with left:
            st.caption("  \n".join(map(plain, numbers)))
        with right:
            for sentence in change.sentences:
                _sentence(sentence)


def _sentence(change: SentenceChange) -> None:
    before = f"{say('Said before')} · ~~{plain(change.before)}~~" if change.before else ""
    now = f"{say('Said now')} · {plain(change.now)}" if change.now else ""
    st.caption("  \n".join(filter(None, [before, now])))
