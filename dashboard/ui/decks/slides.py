"""A deck's slides listed as a reader goes through them: number, title, finding, views, scope, notes, questions."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.decks.changes import SlideChange
from dashboard.decks.shown import ShownDeck, ShownSlide
from dashboard.ui.decks import marks
from dashboard.ui.decks.views import views
from dashboard.ui.frame import pages, say
from dashboard.ui.linking import plain

# What stands in a slide's head beside its title: the editor's buttons.
Beside = Callable[[ShownSlide], None]


def listed(deck: ShownDeck, changed: Mapping[str, SlideChange], beside: Beside | None = None) -> None:
    """Every slide; `changed` is what is different now, by the slide's id."""
    for slide in deck.slides:
        with st.container(border=True):
            _slide(slide, changed.get(slide.slide.id), beside)


def _slide(slide: ShownSlide, change: SlideChange | None, beside: Beside | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"##### :gray[{slide.number}] {plain(slide.title)}", width="stretch")
        if beside:
            beside(slide)
    said, shown = st.columns([1, 2], gap="medium")
    with said:
        _said(slide)
    with shown:
        views(slide, f"deck.view.{slide.slide.id}")
    if change:
        marks.below(change)


def _said(slide: ShownSlide) -> None:
    """What is said on the slide: the finding, the scope with its page, and what only the presenter sees."""
    if slide.finding:
        st.markdown(plain(slide.finding))
    st.caption(slide.scope_sentence)
    if slide.page in pages() and slide.link:
        words = [(word, value) for word, values in slide.link.items() for value in values]
        st.page_link(pages()[slide.page], label=f":primary[{say('The page that shows it')}]", query_params=words)
    if slide.notes:
        st.caption(f"**{say('Notes')}**  \n{plain(slide.notes)}")
    if slide.questions:
        lines = "\n".join(f"- {plain(question)}" for question in slide.questions)
        st.caption(f"**{say('Likely questions')}**\n{lines}")
