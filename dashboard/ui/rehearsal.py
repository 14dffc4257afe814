"""The rehearsal of a deck on the page: a button, and the findings in a panel at the side."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from dashboard.catalog import Snapshot
from dashboard.decks import rehearsal
from dashboard.decks.deck import Deck
from dashboard.decks.rehearsal import SEVERITIES, SEVERITY_NAMES, Finding
from dashboard.outputs.problem import Problem
from dashboard.ui.frame import language, say, view
from dashboard.ui.linking import plain


def rehearse_button(deck: Deck, *, since: Snapshot | None = None) -> None:
    """Rehearse the deck on the snapshot shown, against `since` or what the last meeting saw."""
    if st.button(say("Rehearse"), key=f"rehearse.{deck.id}", help=say("What to look at before the meeting")):
        title = say("Rehearsal: {deck}", deck=deck.title(language()))
        st.dialog(title, position="right", width="large")(_panel)(deck, since)


def _panel(deck: Deck, since: Snapshot | None) -> None:
    shelf, snapshot = view().shelf, view().snapshot
    since = since or rehearsal.last_seen(deck, shelf, snapshot)
    against = say("against {id}", id=since.id) if since else say("There is no earlier snapshot to compare with.")
    st.caption(f"{say('Snapshot {id}', id=snapshot.id)} · {against}")
    with st.spinner(say("Showing every slide, writing the file and reading it back …")):
        try:
            found = rehearsal.in_full(deck, shelf, snapshot, language(), since=since)
        except Problem as problem:
            st.warning(plain(problem.told(language())))
            return
    rehearsal_findings(deck, found)


def rehearsal_findings(deck: Deck, found: Sequence[Finding]) -> None:
    """Findings, gravest first: on which slide, what, and what to do."""
    if not found:
        st.success(say("Nothing to correct, nothing changed."), icon=None)
        return
    counts = Counter(finding.severity for finding in found)
    st.markdown(" · ".join(f"{SEVERITY_NAMES[s](language())} **{counts[s]}**" for s in SEVERITIES))
    for severity in filter(counts.get, SEVERITIES):
        st.markdown(f"**{SEVERITY_NAMES[severity](language())}**")
        for finding in found:
            if finding.severity == severity:
                _finding(deck, finding)


def _finding(deck: Deck, finding: Finding) -> None:
    with st.container(border=True, gap="xxsmall"):
        place = rehearsal.place_of(finding, deck, language())
        st.markdown(f"**{finding.title(language())}** · {plain(place)}")
        st.markdown("  \n".join(plain(line) for line in finding.told(language()).splitlines()))
        st.caption(finding.remedy(language()))
