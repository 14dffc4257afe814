"""Services and cooperation: what is on offer, who asked for it, whether promises were kept, whom the city works with."""

import streamlit as st

from dashboard import ui

scope = ui.scope("period", "grain", "compare", "district", of=("service_requests", "service_items"))

ui.missing_datasets("service_requests", "service_items")
ui.lead(scope, "service_requests_received", "service_on_time_share", "cross_province_requests")
ui.headline(
    scope, "service_requests_received", "service_requests_handled", "service_on_time_share", "service_requests_open",
    "cross_province_requests", "cross_province_services",
)  # fmt: skip

trend, places = st.columns([3, 2])
with trend:
    ui.figure("services/requests_by_period", scope, height=340)
with places:
    ui.ranking(scope, "service_requests_received", height=340)

kept, taken, waiting = st.columns([4, 4, 3])
with kept:
    ui.figure("services/on_time", scope, height=300)
with taken:
    ui.figure("services/durations", scope, height=300)
with waiting:
    ui.figure("services/waiting", scope, height=300)

asked, listed = st.columns([3, 7])
with asked:
    ui.figure("services/by_item", scope, height=697)
with listed:
    ui.figure("services/items", scope, height=697)

partners, across, directions = st.columns(3)
with partners:
    ui.figure("services/partners", scope, height=340)
with across:
    ui.figure("services/across", scope, height=340)
with directions:
    ui.figure("services/directions", scope, height=340)

ui.note(ui.say("What follows is published, with its source: no records of ours, and no filter narrows it."))
ui.figure("services/platform", scope)
ui.figure("services/cooperation", scope)
ui.figure("services/neighbours", scope)

ui.records("services/records", scope, total=ui.value(scope, "service_requests_received"))
ui.sources(scope, "service_requests", "service_items", "published_figures")
