"""Every field of the bureau's work on the overview: its page, and its one most important number."""

from dataclasses import replace
from pathlib import Path

import streamlit as st

from dashboard import captions, catalog, metrics, standing
from dashboard.metrics import Reading
from dashboard.scope import Scope
from dashboard.ui import cards
from dashboard.ui.frame import language, pages, say, view

STYLES = Path(__file__).with_suffix(".css")
# {address of a page: the number that stands for it}
LEADING = {
    "patents": "patents_granted",
    "trademarks": "trademarks_new",
    "preexamination": "patent_prereviews_accepted",
    "cultivation": "national_ip_advantage_firms",
    "commercialisation": "patents_transferred",
    "matching": "matched_info_pushes",
    "industries": "patents_filed",
    "financing": "pledge_financing_amount",
    "expo": "expo_visitors",
    "protection": "ip_cases_handled",
    "services": "service_requests_received",
    "stations": "stations_open",
    "submissions": "submissions_on_time_share",
}
# A page about one chain at a time is led to by the number of the chain that it opens with.
BY_CHAIN = "industries"


def systems(scope: Scope) -> None:
    """A link to each page with its number; the page keeps the reader's scope."""
    readings = metrics.read(view().snapshot, LEADING.values(), scope, in_full=False)
    chain = catalog.code_list("industries")[0]
    of_chain = metrics.read(
        view().snapshot, [LEADING[BY_CHAIN]], replace(scope, industries=(chain.code,)), in_full=False
    )
    st.html(STYLES)
    with st.container(border=True, gap="xsmall", key="fields-of-work"):
        st.markdown(f"**{say('All fields of work')}**")
        with st.grid(5, min_column_width=150, gap="small"):
            for address, metric in LEADING.items():
                is_one_chain = address == BY_CHAIN
                reading = of_chain[metric] if is_one_chain else readings[metric]
                with st.container(gap=None):
                    st.page_link(pages()[address], label=f":primary[{pages()[address].title}]")
                    st.markdown(_told(reading, scope))
                    named = [chain.label(language())] if is_one_chain else []
                    st.caption(" · ".join([*named, reading.metric.title(language())]))


def _told(reading: Reading, scope: Scope) -> str:
    """`2,610件 同比 −11.8%`."""
    value = captions.value_words(reading, view().snapshot, reading.metric.unit, language())
    moved = standing.change(reading, language())
    if moved is None:
        return f"**{value}**"
    return f"**{value}** :gray[:small[{cards.BESIDE_CHANGE[scope.compare](language())} {moved.words}]]"
