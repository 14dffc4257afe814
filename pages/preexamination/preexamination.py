"""Pre-examination: how far requests come, how long each stage takes, what time to grant it saves, what waits."""

import streamlit as st

from dashboard import ui

scope = ui.scope("period", "grain", "compare", "district", "industry", of=("preexaminations",))

ui.missing_datasets("preexaminations")
ui.lead(
    scope, "patent_prereviews_accepted", "preexamination_pass_share", "preexamination_grants",
    "grant_cycle_reduction_pct",
)  # fmt: skip
ui.headline(
    scope, "patent_prereviews_received", "patent_prereviews_accepted", "patent_prereviews_open",
    "preexamination_pass_share", "preexamination_grants", "grant_cycle_reduction_pct",
)  # fmt: skip

funnel, trend = st.columns([2, 3])
with funnel:
    ui.figure("preexamination/funnel", scope, height=340)
with trend:
    ui.figure("preexamination/by_period", scope, height=340)

stages, waiting = st.columns([3, 2])
with stages:
    ui.figure("preexamination/stage_days", scope, height=280)
with waiting:
    ui.figure("preexamination/open_by_age", scope, height=280)

spread, ordinary, saved = st.columns(3)
with spread:
    ui.figure("preexamination/grant_spread", scope, height=300)
with ordinary:
    ui.figure("preexamination/grant_days", scope, height=300)
with saved:
    ui.figure("preexamination/time_saved", scope, height=300)

fields, reasons = st.columns([3, 2])
with fields:
    ui.figure("preexamination/by_field", scope, height=280)
with reasons:
    ui.figure("preexamination/rejections", scope, height=280)
ui.note(ui.say("Three fields are open; no source names them, so they are numbered here."))

places, applicants = st.columns(2)
with places:
    ui.ranking(
        scope, "patent_prereviews_accepted", "patent_prereviews_received", "patent_prereviews_open",
        "preexamination_pass_share", "preexamination_grants", "grant_cycle_reduction_pct",
        key="preexamination.district", height=500,
    )  # fmt: skip
with applicants:
    ui.figure("preexamination/applicants", scope, height=500)

ui.figure("preexamination/published", scope)
ui.records("preexamination/records", scope, total=ui.value(scope, "patent_prereviews_received"))
ui.sources(scope, "preexaminations", "ordinary_grant_days", "published_figures")
