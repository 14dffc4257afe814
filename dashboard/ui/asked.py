"""The questions that leaders ask, by theme, on a page; choosing one opens the page that answers it, filtered."""

from pathlib import Path

import streamlit as st

from dashboard import questions
from dashboard.questions import THEMES
from dashboard.ui.find import choose
from dashboard.ui.frame import language, pages, say

STYLES = Path(__file__).with_suffix(".css")


def questions_listed() -> None:
    """All questions whose pages there are."""
    offered = [question for question in questions.questions() if question.page in pages()]
    st.html(STYLES)
    with st.container(border=True):
        st.markdown(f"**{say('Questions that are asked often')}**")
        # Each theme under what is shortest so far.
        columns, lengths = st.columns(3), [0, 0, 0]
        for theme in THEMES:
            found, place = [q for q in offered if q.theme == theme], lengths.index(min(lengths))
            if not found:
                continue
            lengths[place] += len(found) + 1
            with columns[place], st.container(gap="xxsmall"):
                st.markdown(f":gray[{THEMES[theme](language())}]")
                for question in found:
                    said = {"key": f"question.{question.id}", "type": "tertiary"}
                    st.button(question.label(language()), on_click=choose, args=("question", question.id), **said)
