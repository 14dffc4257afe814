"""An organisation: its rights, money, contracts, titles and services, what falls due, and who stands beside it."""

import streamlit as st

from dashboard import profiles, ui

THEMES = (
    "patents",
    "trademarks",
    "preexamination",
    "financing",
    "commercialisation",
    "matching",
    "cultivation",
    "services",
)

scope, own, name = ui.profile("organisation", "period", "grain", "compare")
told = ui.facts("profiles/organisation_facts", scope, if_known=("rung",), organisation=name)
district, industry = told["district_code"], told["industry_code"]
ui.theme_links("organisation", name, *THEMES)
ui.headline(
    own, "patents_granted", "valid_invention_patents", "high_value_invention_patents", "trademarks_new",
    "valid_trademarks", "pledge_financing_amount",
)  # fmt: skip

years, due = st.columns([3, 2])
with years:
    ui.figure("profiles/organisation_timeline", scope, organisation=name, height=330)
    ui.figure("profiles/organisation_services", scope, organisation=name, height=300)
with due:
    ui.figure("profiles/organisation_due", scope, organisation=name, height=330)
    ui.figure("profiles/organisation_ladder", scope, organisation=name, height=180)

figures = ("patents/granted_trend", "patents/sections") if told["patents"] else ("trademarks/registered_trend",)
for column, figure in zip(st.columns(len(figures) + 1), (*figures, "trademarks/classes"), strict=True):
    with column:
        ui.figure(figure, own, height=300)

ranked = "profiles/patent_peers" if told["patents"] else "profiles/trademark_peers"
places, chains, partners, counterparts = st.columns(4)
with places:
    ui.peers(ranked, scope, about=name, by="district", code=district, organisation=name)
with chains:
    ui.peers(ranked, scope, about=name, by="industry", code=industry, organisation=name)
with partners:
    ui.linked_list("profiles/organisation_partners", scope, organisation=name)
with counterparts:
    ui.linked_list("profiles/organisation_counterparts", scope, organisation=name)

lenders, indications, stations = st.columns(3)
with lenders:
    ui.linked_list("profiles/organisation_lenders", scope, organisation=name)
with indications:
    ui.linked_list("profiles/indications_near", scope, district=district, industry=industry)
with stations:
    ui.linked_list("profiles/stations_in_district", scope, title=ui.place(district), district=district, number=7)

ui.records_of(scope, profiles.records_held(told), organisation=name)
ui.sources(scope, *profiles.NAMING)
