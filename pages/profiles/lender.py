"""A lender: what it lent on IP, to whom and where, what falls due, and its place among lenders."""

import streamlit as st

from dashboard import ui

scope, own, name = ui.profile("lender", "period", "grain", "compare", "district", "industry")
ui.facts("profiles/lender_facts", scope, lender=name)
ui.theme_links("lender", name, "financing")
ui.headline(own, "pledge_financing_amount", "pledge_loans", "pledge_financing_firms", "pledge_outstanding_amount")

years, due = st.columns([3, 2])
with years:
    ui.figure("profiles/lender_timeline", scope, lender=name, height=300)
with due:
    ui.figure("profiles/lender_due", scope, lender=name, height=260)

trend, ladder = st.columns([3, 2])
with trend:
    ui.figure("financing/disbursed", own, height=300)
with ladder:
    ui.figure("financing/maturity_ladder", own, height=300)

places, chains, collateral = st.columns(3)
with places:
    ui.ranking(own, "pledge_financing_amount", height=340)
with chains:
    ui.figure("financing/by_industry", own, height=340)
with collateral:
    ui.figure("financing/collateral", own, height=340)

peers, stations = st.columns(2)
with peers:
    ui.linked_list("profiles/lender_peers", scope, about=name, lender=name)
with stations:
    ui.linked_list("profiles/lender_districts", scope, lender=name)

totals = {"profiles/lender_firms": None, "profiles/contracts": None}
ui.records_of(scope, totals, lender=name)
ui.sources(scope, "financing")
