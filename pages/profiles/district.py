"""A district: where it stands by every signed metric, who and what is in it, and what is published about it."""

import streamlit as st

from dashboard import ui

OF = ("patents", "trademarks", "financing", "geographical_indications", "stations", "station_services")
scope, own, code = ui.district_profile("period", "grain", "compare", "industry", of=OF)
ui.facts("profiles/district_facts", scope, district=code)
ui.theme_links("district", code, "patents", "trademarks", "financing", "stations")
ui.missing_datasets(*OF)
ui.lead(own, "patents_granted", "valid_invention_patents", "trademarks_new", "pledge_financing_amount")
ui.headline(
    own, "patents_granted", "valid_invention_patents", "trademarks_new", "valid_trademarks", "pledge_financing_amount",
    "residents_per_station",
)  # fmt: skip

standing, where = st.columns([3, 2])
with standing:
    ui.standing_table(scope, code)
with where:
    ui.district_map(
        scope, code, "patents_granted", "valid_invention_patents", "valid_trademarks", "pledge_financing_amount",
        "residents_per_station",
    )  # fmt: skip
    ui.towns_table(scope, code)

ui.figure("profiles/district_timeline", scope, district=code, height=260)
due = ("patents/terms_ending", "trademarks/renewals_due", "financing/maturity_ladder")
for column, name in zip(st.columns(3), due, strict=True):
    with column:
        ui.figure(name, own, height=280)

organisations, lenders, indications, stations = st.columns(4)
with organisations:
    ui.linked_list("profiles/organisations_largest", scope, district=code)
with lenders:
    ui.linked_list("profiles/lenders_largest", scope, district=code)
with indications:
    ui.linked_list("profiles/indications_near", scope, district=code)
with stations:
    ui.linked_list("profiles/stations_in_district", scope, district=code)

chains, published = st.columns(2)
with chains:
    ui.figure("patents/industry_mix", own, height=420)
with published:
    ui.figure("profiles/district_published", scope, district=code)
ui.sources(own, *OF, "published_figures")
