"""Overview: where the city stands, within ten seconds."""

import streamlit as st

from dashboard import ui

SIGNED = (
    "patents_granted",
    "valid_invention_patents",
    "high_value_invention_patents",
    "trademarks_new",
    "valid_trademarks",
    "geographical_indications",
    "pledge_financing_amount",
    "expo_visitors",
)

scope = ui.scope("period", "compare", "district", "industry")

ui.lead(scope, "patents_granted", "valid_invention_patents", "trademarks_new", "pledge_financing_amount", over=SIGNED)
ui.headline(scope, *SIGNED, columns=4)

places, moved = st.columns([2, 1])
with places:
    ui.districts(scope, *SIGNED[:7], "pledge_financing_firms", "stations_open", key="overview.metric", height=184)
with moved:
    ui.movers(scope, *SIGNED, "pledge_financing_firms", "station_services_delivered", limit=4)
    ui.differences(scope)

ui.systems(scope)
ui.targets(scope)
ui.freshness()
