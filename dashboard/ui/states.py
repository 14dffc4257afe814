"""The six states of a number in words, and their legend."""

from collections.abc import Iterable

import streamlit as st

from dashboard import metrics, queries, text
from dashboard.queries import Query
from dashboard.scope import Scope
from dashboard.states import AT_LEAST, STATES
from dashboard.ui.frame import language, say, view


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


def gap_words(lacking: Iterable[tuple[str, int]]) -> str:
    """How many records lack their value, and why: `1 record lacks the value: ■ Withheld 1`."""
    lacking = list(lacking)
    records = sum(count for _, count in lacking)
    reasons = text.listing([f"{STATES[state](language())} {count}" for state, count in lacking], language())
    if records == 1:
        return say("1 record lacks the value: {reasons}", reasons=reasons)
    return say("{records} records lack the value: {reasons}", records=text.number(records, language()), reasons=reasons)


def gap_note(query: Query, scope: Scope) -> str | None:
    """What a figure's sums leave out in the scope, or None where they leave out nothing."""
    named = dict.fromkeys([*query.counts.values(), *(m.id for m in queries.metrics_in(query.sql))])
    found = (metrics.lacking(view().snapshot, queries.counted(name), scope) for name in named)
    lacking = next(filter(None, found), None)
    return f"{AT_LEAST} {gap_words(lacking)}" if lacking else None
