"""The six states of a number in words, and their legend."""

import streamlit as st

from dashboard.states import AT_LEAST, STATES
from dashboard.ui.frame import language, say


def states_legend() -> None:
    """Every state with its glyph, its word and what it stands for, and what is written over a total with a gap."""
    with st.container(border=True):
        st.markdown(f"**{say('How values and gaps are shown')}**")
        with st.grid(3, min_column_width=260, gap="small"):
            for state in STATES.values():
                st.markdown(f"{state.glyph} **{state.label(language())}** · {state.meaning(language())}")
        st.caption(
            say(
                "A gap is never added up as 0. A total over records of which some lack their value is a lower bound and "
                "is written with {sign}; no change and no share is told of it.",
                sign=AT_LEAST,
            )
        )
