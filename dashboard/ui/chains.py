"""The industrial chain that a page is about: one of ten, told by its code in the address, the same in both languages."""

import streamlit as st

from dashboard import catalog
from dashboard.ui.frame import language, say

WORD, KEY = "chain", "industries.chain"


def chain_choice() -> catalog.Code:
    """A control over the chains; the one chosen. The first stands where the address names none that exists."""
    chains = {code.code: code for code in catalog.code_list("industries")}
    asked = st.query_params.get(WORD)
    st.session_state[KEY] = asked if asked in chains else next(iter(chains))
    chosen = st.segmented_control(
        say("Industrial chain"),
        list(chains),
        format_func=lambda code: chains[code].label(language()),
        key=KEY,
        required=True,
        on_change=_keep_in_the_address,
    )
    return chains[chosen]


def _keep_in_the_address() -> None:
    st.query_params[WORD] = st.session_state[KEY]
