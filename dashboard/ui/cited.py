"""`?cite=lzip:…`: the page and scope where a cited number is shown, its passport opened."""

import streamlit as st

from dashboard import citation, finding
from dashboard.citation import Resolution
from dashboard.numbers import Number
from dashboard.scope import Notice, first_month, month_end, month_start
from dashboard.ui import drawer, passport
from dashboard.ui.frame import choose, language, say, view

WORD = "cite"


def follow_citation() -> None:
    """Go where the address cites, if it does; a citation that leads nowhere is told as any other word of a link is."""
    cited = st.query_params.get(WORD)
    if not cited or view().snapshot is None:
        return
    del st.query_params[WORD]
    found = citation.resolve(cited, view().shelf, language())
    if found.status == "unresolved":
        st.session_state["notices"] = [Notice(WORD, cited, found.reason)]
        return
    _choose(found.number)
    if found.status == "differs":
        st.session_state[passport.TOLD] = _differs(found)
    drawer.ask_for_passport(found.number)
    st.switch_page(page_of(found.number))


def _choose(number: Number) -> None:
    """The cited scope, as far as the bar can hold it: whole months that can be chosen."""
    scope = number.scope
    snapshot = view().shelf.find(scope.snapshot)
    choose(
        snapshot=scope.snapshot,
        since=max(month_start(scope.since), first_month(snapshot)),
        until=min(month_end(scope.until), month_end(snapshot.as_of)),
        grain=scope.grain,
        compare=scope.compare,
        districts=scope.districts,
        industries=scope.industries,
        picks=scope.picks,
        within=None,
        versus=None,
    )


def _differs(found: Resolution) -> str:
    said = {"cited": found.cited, "now": citation.plain(found.now), "reason": found.reason(language())}
    return say("Cited as {cited}, now {now}: {reason}.", **said)


def page_of(number: Number) -> str:
    """The script of the page that shows a number, else of the one that explains all."""
    return f"pages/{finding.page_showing(number.name) or 'data/about'}.py"
