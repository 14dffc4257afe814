"""Patents: how many, what is in force and worth keeping, where and in which technology, who stands behind them."""

import streamlit as st

from dashboard import ui

scope = ui.scope("period", "grain", "compare", "district", "industry", of=("patents",))

ui.lead(scope, "patents_granted", "valid_invention_patents", "high_value_invention_patents")
ui.headline(
    scope, "patents_granted", "patents_filed", "valid_invention_patents", "high_value_invention_patents",
    "valid_inventions_per_10k", "high_value_share",
)  # fmt: skip
ui.missing_datasets("patents")

trend, places = st.columns([3, 2])
with trend:
    ui.figure("patents/granted_trend", scope, height=340)
with places:
    ui.ranking(scope, "patents_granted", height=340)

filed, in_force = st.columns(2)
with filed:
    ui.figure("patents/filed_and_granted", scope)
with in_force:
    ui.figure("patents/inventions_in_force", scope)

share, reasons, ending = st.columns(3)
with share:
    ui.figure("patents/high_value_share", scope, height=300)
with reasons:
    ui.figure("patents/high_value_by_reason", scope, height=300)
with ending:
    ui.figure("patents/terms_ending", scope, height=300)

chains, technology = st.columns(2)
with chains:
    ui.figure("patents/industry_mix", scope, height=400)
with technology:
    ui.figure("patents/sections", scope, height=400)

years, applicants = st.columns([3, 2])
with years:
    ui.figure("patents/granted_by_district_and_year", scope, height=500)
with applicants:
    ui.figure("patents/top_applicants", scope, height=500)

names = {"granted": ui.say("Granted in the period"), "filed": ui.say("Filed in the period")}
dated = st.segmented_control(
    ui.say("Records"), list(names), default="granted", format_func=names.get, key="patents.dated", required=True
)
total = ui.rows("patents/record_count", scope, dated=dated)["records"].sum()
ui.records("patents/records", scope, total=total, dated=dated)
ui.sources(scope, "patents", "published_figures")
