"""Submissions: which district has sent which dataset for which month, what is missing, and the way to send it."""

import streamlit as st

from dashboard import ui

scope = ui.scope("period", "grain", "district", of=("submissions",))

ui.missing_datasets("submissions")
ui.lead(scope, "submissions_on_time_share", "submissions_complete_share", "submissions_missing")
ui.headline(
    scope, "submissions_on_time_share", "submissions_complete_share", "submissions_due", "submissions_missing",
    "submission_findings",
)  # fmt: skip

ui.submissions_matrix(scope)

on_time, complete = st.columns(2)
with on_time:
    ui.ranking(scope, "submissions_on_time_share", height=300)
with complete:
    ui.ranking(scope, "submissions_complete_share", height=300)

trend, datasets, found = st.columns([5, 4, 4])
with trend:
    ui.figure("submissions/by_period", scope, height=340)
with datasets:
    ui.figure("submissions/on_time_by_dataset", scope, height=340)
with found:
    ui.figure("submissions/findings", scope, height=340)

ui.figure("submissions/missing", scope)
ui.figure("submissions/missing_now", scope, as_of=ui.view().snapshot.as_of)
ui.submissions_remedy()

ui.submitting()
ui.submissions_received(scope)

ui.records("submissions/records", scope, total=ui.value(scope, "submissions_due"))
ui.sources(scope, "submissions")
