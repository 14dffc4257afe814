"""Service stations: where they are, whom they serve, what they deliver."""

import streamlit as st

from dashboard import ui

scope = ui.scope("period", "grain", "compare", "district", of=("stations", "station_services"))

ui.missing_datasets("stations", "station_services")
ui.lead(scope, "stations_open", "station_services_delivered", "residents_per_station")
ui.headline(
    scope, "ip_service_stations", "trademark_guidance_stations", "station_services_delivered", "residents_per_station"
)

chosen = ui.metric_choice("stations_open", "residents_per_station", "station_services_delivered", key="stations.metric")
where, ranked = st.columns([3, 2])
with where:
    station = ui.stations_map(scope, chosen)
with ranked:
    ui.ranking(scope, chosen, height=300)
    ui.figure("stations/by_district", scope)
    if station:
        ui.figure("stations/services_of_station", scope, station=station, height=220)
        ui.profile_links("station", [station])

delivered, busiest = st.columns(2)
with delivered:
    ui.figure("stations/services_by_period", scope)
    ui.figure("stations/open_by_period", scope)
with busiest:
    ui.figure("stations/busiest", scope, height=800)

ui.stations_coverage(scope)

ui.records("stations/records", scope, total=ui.value(scope, "stations_open"))
ui.sources(scope, "stations", "station_services", "published_figures")
