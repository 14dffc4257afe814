"""A geographical indication: its register entries, the marks and loans around it, and its neighbours."""

import streamlit as st

from dashboard import ui

OF = ("geographical_indications", "trademarks", "financing", "expo_exhibitors")
scope, own, name = ui.profile("indication", "period", "grain", "compare", of=OF)
# Of the registers beside each other, and the country that only a foreign indication has: the entries tell them.
dated = ("country", "register", "registration_no", "registered_on", "first_registered_on", "ended_on", "source")
told = ui.facts("profiles/indication_facts", scope, leave=dated, indication=name)
district, industry = told["district_code"], told["industry_code"]
ui.theme_links("indication", name, "trademarks")
ui.figure("profiles/indication_facts", scope, indication=name)
ui.note(ui.say("An entry in a register has no term: nothing falls due. Marks that bear the name have one, see below."))

near = ui.around(scope, district=district, industry=industry)
ui.section(ui.say("In its district and chain"), district=district, industry=industry)
ui.headline(
    near, "geographical_indications", "valid_trademarks", "trademarks_new", "patents_granted",
    "pledge_financing_amount", "well_known_trademarks",
)  # fmt: skip
trend, exhibitors = st.columns([3, 2])
with trend:
    ui.figure("trademarks/registered_trend", near, height=300)
with exhibitors:
    ui.figure("profiles/gi_exhibitors", scope, district=district, height=300)
ui.figure("profiles/gi_loans", scope, district=district, industry=industry)

indications, organisations, lenders, stations = st.columns([4, 3, 3, 3])
with indications:
    ui.linked_list("profiles/indications_near", scope, district=district, industry=industry, indication=name)
with organisations:
    ui.linked_list(
        "profiles/organisations_largest", scope, title=ui.place(district), district=district, industry=industry
    )
with lenders:
    ui.linked_list("profiles/lenders_largest", scope, title=ui.place(district), district=district, industry=industry)
with stations:
    ui.linked_list("profiles/stations_in_district", scope, title=ui.place(district), district=district)

ui.records_of(scope, {"profiles/indication_marks": None}, indication=name)
ui.sources(scope, *OF)
