"""IP financing: what was lent on IP, by whom and to whom, what falls due, and how far the city's target is."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import ui

LOANS = ("pledge_financing_amount", "pledge_financing_firms", "pledge_loans", "pledge_outstanding_amount")
EQUITY = ("ip_equity_firms", "ip_equity_amount")

scope = ui.scope("period", "grain", "compare", "district", "industry", of=("financing",))
# Years stand beside four others at least, whatever the period.
years = replace(scope, since=min(scope.since, date(scope.until.year - 4, 1, 1)))

ui.missing_datasets("financing")
ui.lead(scope, LOANS[0], LOANS[1], LOANS[3], EQUITY[0])
ui.headline(scope, *LOANS, *EQUITY)

trend, progress = st.columns([3, 2])
with trend:
    ui.figure("financing/disbursed", scope)
with progress:
    ui.figure("financing/progress", scope)

amounts, ladder = st.columns([3, 2])
with amounts:
    ui.figure("financing/amounts_by_year", years)
with ladder:
    ui.figure("financing/maturity_ladder", scope)

places, chains = st.columns(2)
with places:
    ui.ranking(scope, LOANS[0], height=400)
with chains:
    ui.figure("financing/by_industry", scope, height=400)

for column, name in zip(st.columns(3), ("lenders", "lenders_by_loans", "collateral"), strict=True):
    with column:
        ui.figure(f"financing/{name}", scope, height=380)

equity, rates = st.columns([3, 2])
with equity:
    ui.figure("financing/equity", scope)
with rates:
    ui.figure("financing/rates", years)

ui.records("financing/records", scope, total=ui.rows("financing/contracts_counted", scope)["contracts"].iloc[0])
ui.sources(scope, "financing", "targets")
