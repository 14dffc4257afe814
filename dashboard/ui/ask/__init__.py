"""The questions of a leader on a page: found by typing, or listed by theme; choosing one opens its page, filtered."""

from collections.abc import Callable
from functools import cache
from itertools import groupby
from pathlib import Path

import streamlit as st

from dashboard import questions
from dashboard.questions import THEMES, Question
from dashboard.ui.frame import language, pages, say, view

# Pages that have the box in their title bar, by address.
ASKED_ON = ("", "explorer")
BOX = """
<input role="combobox" type="search" autocomplete="off" spellcheck="false" aria-autocomplete="list"
  aria-expanded="false" aria-controls="questions">
<div role="listbox" id="questions" popover="manual"></div>
<div role="status"></div>
"""


def ask() -> None:
    """The box in which a question is typed; a question that was chosen is opened."""
    offered = _offered()
    chosen = st.session_state.pop("ask.chosen", None)
    if chosen in offered:
        st.switch_page(pages()[offered[chosen].page], query_params=_link(offered[chosen]))
    data = {
        "placeholder": say("Ask: type a question or a word of it"),
        "nothing": say("No question like that; the explorer answers others."),
        "questions": [
            {"id": q.id, "label": q.label(language()), "theme": THEMES[q.theme](language()), "found_by": q.found_by}
            for q in offered.values()
        ],
    }
    _box()(key="ask", data=data, width=300, on_chosen_change=lambda: _ask(st.session_state["ask"]["chosen"]))


def questions_listed() -> None:
    """All questions by theme, each opening its page."""
    with st.container(border=True):
        st.markdown(f"**{say('Questions that are asked often')}**")
        # Each theme under what is shortest so far.
        columns, lengths = st.columns(3), [0, 0, 0]
        for theme, group in groupby(_offered().values(), key=lambda q: q.theme):
            found, place = list(group), lengths.index(min(lengths))
            lengths[place] += len(found) + 1
            with columns[place], st.container(gap="xxsmall"):
                st.markdown(f":gray[{THEMES[theme](language())}]")
                for question in found:
                    said = {"key": f"question.{question.id}", "type": "tertiary"}
                    st.button(question.label(language()), on_click=_ask, args=(question.id,), **said)


def _offered() -> dict[str, Question]:
    """The questions whose pages there are."""
    return {q.id: q for q in questions.questions() if q.page in pages()}


def _link(question: Question) -> dict[str, list[str]]:
    shown = view()
    return questions.link(question, shown.shelf, shown.snapshot, language())


def _ask(question: str) -> None:
    st.session_state["ask.chosen"] = question


@cache
def _box() -> Callable:
    folder = Path(__file__).parent
    css, js = ((folder / name).read_text("utf-8") for name in ("ask.css", "ask.js"))
    return st.components.v2.component("luzhou_ask", html=BOX, css=css, js=js)
