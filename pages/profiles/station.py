"""A service station: where it is, what it delivers, and what lies around it."""

import streamlit as st

from dashboard import ui

scope, own, station = ui.profile("station", "period", "grain", "compare")
told = ui.facts("profiles/station_facts", scope, leave=("name",), station=station)
district = told["district_code"]
ui.theme_links("station", station, "stations")

card, trend, years = st.columns([2, 5, 5])
with card:
    ui.headline(own, "station_services_delivered")
    ui.station_reach(scope, station)
    ui.note(ui.say("Stations have no dates to come: nothing falls due."))
with trend:
    ui.figure("stations/services_by_period", own, height=320)
with years:
    ui.figure("profiles/station_timeline", scope, station=station, height=320)

places, city, closest = st.columns(3)
with places:
    ui.peers("profiles/station_peers", scope, about=station, by="district", code=district, station=station)
with city:
    ui.linked_list("profiles/station_peers", scope, title=ui.say("Whole city"), about=station, station=station)
with closest:
    ui.linked_list("profiles/station_near", scope, station=station)

ui.section(ui.say("In its district"), district=district, industry=None)
near = ui.around(scope, district=district, industry=None)
ui.headline(near, "stations_open", "ip_service_stations", "trademark_guidance_stations", "residents_per_station")
organisations, lenders, indications = st.columns(3)
with organisations:
    ui.linked_list("profiles/organisations_largest", scope, title=ui.place(district), district=district)
with lenders:
    ui.linked_list("profiles/lenders_largest", scope, title=ui.place(district), district=district)
with indications:
    ui.linked_list("profiles/indications_near", scope, district=district)

ui.records_of(scope, {"profiles/station_months": None}, station=station)
ui.sources(scope, "stations", "station_services")
