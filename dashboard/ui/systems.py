"""Every field of the bureau's work on the overview: its page, and its one most important number."""

import streamlit as st

from dashboard import captions, metrics, standing, text
from dashboard.metrics import Reading
from dashboard.scope import Scope
from dashboard.ui.frame import language, pages, say, view

# {address of a page: the number that stands for it}
LEADING = {
    "patents": "patents_granted",
    "trademarks": "trademarks_new",
    "preexamination": "patent_prereviews_accepted",
    "cultivation": "national_ip_advantage_firms",
    "commercialisation": "patents_transferred",
    "matching": "matched_info_pushes",
    "financing": "pledge_financing_amount",
    "expo": "expo_visitors",
    "protection": "ip_cases_handled",
    "services": "service_requests_received",
    "stations": "stations_open",
    "submissions": "submissions_on_time_share",
}


def systems(scope: Scope) -> None:
    """A link to each page with its number; the page keeps the reader's scope."""
    readings = metrics.read(view().snapshot, LEADING.values(), scope, in_full=False)
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{say('All fields of work')}**")
        with st.grid(5, min_column_width=190, gap="small"):
            for address, metric in LEADING.items():
                with st.container(gap=None):
                    st.page_link(pages()[address], label=f":primary[{pages()[address].title}]")
                    st.caption(_told(readings[metric], scope))


def _told(reading: Reading, scope: Scope) -> str:
    """`专利授权量 2,610件 · 同比 −11.8%`."""
    metric = reading.metric
    value = captions.value_words(reading, view().snapshot, metric.unit, language())
    told = [f"{metric.title(language())} **{value}**"]
    if moved := standing.change(reading, language()):
        told.append(f"{text.comparison_name(scope.compare, language())} {moved.words}")
    return " · ".join(told)
