"""Commercialisation: patents transferred, licensed and offered, from whom to whom; products and stock patents."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import ui

CONTRACTS = ("patents_transferred", "patent_transaction_amount", "open_licences", "ip_equity_firms")
PRODUCTS = ("patent_intensive_firms", "patent_intensive_products", "patents_linked_to_products")
REVIEWS = ("institutes_reviewing_stock_patents", "stock_patents_reviewed")
DATASETS = ("patent_transactions", "patent_products", "stock_reviews")

scope = ui.scope("period", "grain", "compare", "district", "industry", of=(*DATASETS, "financing"))
# Years stand beside two others at least, whatever the period.
years = replace(scope, since=min(scope.since, date(scope.until.year - 2, 1, 1)), grain="year")

ui.missing_datasets(*DATASETS, "financing")
ui.lead(scope, CONTRACTS[0], CONTRACTS[2], PRODUCTS[1], REVIEWS[1])
ui.headline(scope, *CONTRACTS)
ui.headline(scope, *PRODUCTS, *REVIEWS)

trend, academia = st.columns([3, 2])
with trend:
    ui.figure("commercialisation/by_kind", scope)
with academia:
    ui.figure("commercialisation/academia_to_firms", scope)

for pair in (("flows_by_class", "flows_by_place"), ("top_givers", "top_receivers")):
    for column, name in zip(st.columns(2), pair, strict=True):
        with column:
            ui.figure(f"commercialisation/{name}", scope, height=390)

districts, chains = st.columns(2)
with districts:
    ui.ranking(scope, CONTRACTS[0], height=400)
with chains:
    ui.figure("commercialisation/by_industry", scope, height=400)

amounts, equity = st.columns(2)
with amounts:
    ui.figure("commercialisation/amounts", scope)
with equity:
    ui.figure("financing/equity", scope)

for column, name in zip(st.columns(3), ("products_on_file", "products_by_industry", "product_firms"), strict=True):
    with column:
        ui.figure(f"commercialisation/{name}", years if name == "products_on_file" else scope, height=380)

ui.figure("commercialisation/reviews_by_institute", scope)

put_to_use = ui.rows("commercialisation/contracts_counted", scope)["patents"].iloc[0]
ui.records("commercialisation/records", scope, total=put_to_use)
ui.records("commercialisation/products", scope, total=ui.value(scope, PRODUCTS[1]))
ui.figure("commercialisation/published", scope)
ui.sources(scope, *DATASETS, "financing", "published_figures")
