"""The published targets on the overview: how far each has come, and which of them nobody delivers records for."""

import streamlit as st

from dashboard import text
from dashboard.reconcile.published import Figure
from dashboard.reconcile.targets import PublishedTarget, published_targets
from dashboard.scope import Scope
from dashboard.ui import cards
from dashboard.ui.frame import language, say, view


def targets(scope: Scope) -> None:
    """Every target that a document has set for the city; nothing where the snapshot holds none."""
    found = published_targets(view().snapshot, scope)
    if not found:
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{say('Published targets')}**")
        with st.grid(5, min_column_width=190, gap="small"):
            for target in found:
                with st.container(gap=None):
                    st.markdown(target.title(language()))
                    st.caption(_told(target))
        documents = dict.fromkeys(target.figure.source_title for target in found)
        st.caption(say("City figures whatever is chosen. Source: {documents}", documents="；".join(documents)))


def _told(target: PublishedTarget) -> str:
    reading = target.reading
    asked = say("target {value}", value=_asked(target.figure))
    if reading is None:
        return f"— {say('No records')} · {asked}"
    if reading.progress is None:
        return f"{cards.value_text(reading)} · {asked}"
    due = say("to be reached by {day}", day=text.day(reading.progress.due_on, language()))
    return f"**{cards.value_text(reading)}** · {cards.progress_words(reading)} · {due}"


def _asked(figure: Figure) -> str:
    """`≥ 400人`: as much as the document asks for."""
    amount = text.quantity(figure.value, figure.unit, language())
    return text.at_least(amount) if figure.qualifier == "at_least" else amount
