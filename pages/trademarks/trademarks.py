"""Trademarks and geographical indications: what is registered and in force, in which classes, and what falls due."""

import streamlit as st

from dashboard import ui

scope = ui.scope("period", "grain", "compare", "district", "industry", of=("trademarks", "geographical_indications"))

ui.lead(scope, "trademarks_new", "valid_trademarks", "geographical_indications")
ui.headline(
    scope, "trademarks_new", "trademarks_filed", "valid_trademarks", "trademarks_per_10k", "well_known_trademarks",
    "geographical_indications",
)  # fmt: skip
ui.missing_datasets("trademarks", "geographical_indications")

trend, in_force = st.columns([3, 2])
with trend:
    ui.figure("trademarks/registered_trend", scope)
with in_force:
    ui.figure("trademarks/in_force", scope)

places, density, chains = st.columns(3)
with places:
    ui.ranking(scope, "trademarks_new", height=400)
with density:
    ui.ranking(scope, "trademarks_per_10k", height=400)
with chains:
    ui.figure("trademarks/industry_mix", scope, height=400)

classes, years = st.columns([2, 3])
with classes:
    ui.figure("trademarks/classes", scope, height=560)
with years:
    ui.figure("trademarks/classes_by_year", scope, height=560)

filed, owners, renewals = st.columns(3)
with filed:
    ui.figure("trademarks/filed_and_registered", scope, height=300)
with owners:
    ui.figure("trademarks/owner_mix", scope, height=300)
with renewals:
    ui.figure("trademarks/renewals_due", scope, height=300)
    for _, due in ui.rows("trademarks/renewals_summary", scope).iterrows():
        ui.note(ui.say("Due in 6 months: {due_in_6:,} · in 24 months: {due_in_24:,} · in grace: {in_grace:,}", **due))

entries, listed = st.columns([2, 3])
with entries:
    ui.figure("indications/by_district", scope, height=400)
with listed:
    ui.figure("indications/list", scope, height=400)
ui.figure("trademarks/well_known", scope)

names = {"registered": ui.say("Registered in the period"), "filed": ui.say("Filed in the period")}
dated = st.segmented_control(
    ui.say("Records"), list(names), default="registered", format_func=names.get, key="trademarks.dated", required=True
)
total = ui.rows("trademarks/record_count", scope, dated=dated)["records"].sum()
ui.records("trademarks/records", scope, total=total, dated=dated)
ui.sources(scope, "trademarks", "geographical_indications", "published_figures")
