"""Protection: cases by kind, how they ended and how long they took, what is open, and what firms are advised."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import ui

CASES = ("ip_cases_handled", "patent_infringement_disputes", "ip_cases_open", "days_to_close_case", "ip_case_value")
ADVICE = ("infringement_opinions", "judicial_confirmations", "ip_arbitrations", "ip_joint_cases",
          "ip_legal_checkups_smes", "ip_protection_advice_letters")  # fmt: skip

scope = ui.scope("period", "grain", "compare", "district", "industry", of=("ip_cases", "legal_services"))
# Quartiles need some periods beside each other to show a trend.
years = replace(scope, since=min(scope.since, date(scope.until.year - 3, 1, 1)), grain="quarter")

ui.missing_datasets("ip_cases", "legal_services")
ui.lead(scope, CASES[0], CASES[1], CASES[2], ADVICE[4])
ui.headline(scope, *CASES)
ui.headline(scope, *ADVICE)

trend, flow = st.columns([3, 2])
with trend:
    ui.figure("protection/accepted_by_kind", scope)
with flow:
    ui.figure("protection/accepted_and_closed", scope)

for widths, names in (((1, 1), ("outcomes", "duration_bands")), ((3, 2), ("duration_by_procedure", "open_by_age"))):
    for column, name in zip(st.columns(widths), names, strict=True):
        with column:
            ui.figure(f"protection/{name}", scope)

quartiles, regions = st.columns([3, 2])
with quartiles:
    ui.figure("protection/duration_quartiles", years, height=400)
with regions:
    ui.figure("protection/regions", scope, height=400)

value, goods = st.columns(2)
with value:
    ui.figure("protection/value_by_kind", scope)
with goods:
    ui.figure("protection/goods", scope)

places, chains = st.columns(2)
with places:
    ui.ranking(scope, CASES[0], height=400)
with chains:
    ui.figure("protection/by_industry", scope, height=400)

ui.figure("protection/legal_services", scope)
ui.figure("protection/published", scope)
ui.records("protection/records", scope, total=ui.value(scope, CASES[0]))
ui.sources(scope, "ip_cases", "legal_services", "published_figures")
