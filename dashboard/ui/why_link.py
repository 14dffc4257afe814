"""The link behind a number to the page that explains its change. By itself, so that cards and drawers can hold it."""

import streamlit as st

from dashboard.scope import Scope, default_scope
from dashboard.ui.frame import say, view

PAGE = "pages/analysis/why.py"


def why(metric_id: str, scope: Scope) -> None:
    """The link behind a card: to the page that explains the metric's change in this scope."""
    words = scope.link(default_scope(view().snapshot)) | {"metric": [metric_id]}
    st.page_link(PAGE, label=say("Why?"), query_params=words)
