"""A district: where it stands by every signed metric, who and what is in it, and what is published about it."""

import streamlit as st

from dashboard import ui

OF = (
    "patents", "trademarks", "financing", "geographical_indications", "stations", "station_services", "preexaminations",
    "patent_transactions", "recognitions", "ip_cases", "service_requests",
)  # fmt: skip
CREATED = ("patents_granted", "valid_invention_patents", "trademarks_new", "valid_trademarks")
USED = ("pledge_financing_amount", "residents_per_station")
WORK = (
    "patent_prereviews_accepted", "patents_transferred", "cultivated_innovative_firms", "ip_cases_handled",
    "service_requests_received", "service_on_time_share",
)  # fmt: skip
THEMES = ("patents", "trademarks", "preexamination", "financing", "commercialisation", "cultivation", "protection",
          "services", "stations")  # fmt: skip

scope, own, code = ui.district_profile("period", "grain", "compare", "industry", of=OF)
ui.facts("profiles/district_facts", scope, if_known=("gdp_period",), district=code)
ui.theme_links("district", code, *THEMES)
ui.missing_datasets(*OF)
ui.lead(own, "patents_granted", "valid_invention_patents", "trademarks_new", "pledge_financing_amount")
ui.headline(own, *CREATED, *USED, *WORK, columns=6)

standing, where = st.columns([2, 1])
with standing:
    ui.standing_table(scope, code)
with where:
    ui.district_map(scope, code, *CREATED, *USED, *WORK)
    ui.towns_table(scope, code)

ui.figure("profiles/district_timeline", scope, district=code, height=330)
due = ("patents/terms_ending", "trademarks/renewals_due", "financing/maturity_ladder")
work = ("commercialisation/by_kind", "protection/accepted_by_kind", "services/requests_by_period")
for figures in (due, work, ("preexamination/funnel", "cultivation/ladder", "patents/industry_mix")):
    for column, name in zip(st.columns(3), figures, strict=True):
        with column:
            ui.figure(name, own, height=300)

for column, name in zip(st.columns(3), ("organisations_largest", "district_titles", "lenders_largest"), strict=True):
    with column:
        ui.linked_list(f"profiles/{name}", scope, district=code)
indications, stations, published = st.columns(3)
with indications:
    ui.linked_list("profiles/indications_near", scope, district=code)
with stations:
    ui.linked_list("profiles/stations_in_district", scope, district=code)
with published:
    ui.figure("profiles/district_published", scope, district=code)
ui.sources(own, *OF, "published_figures")
