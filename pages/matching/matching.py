"""Matching: what is offered and what is looked for, where the two do not meet, and what came of pushed matches."""

import streamlit as st

from dashboard import ui

DATASETS = ("listings", "demands", "pushes")
NUMBERS = ("ip_listings", "demand_list_items", "matched_info_pushes", "push_hit_rate")

scope = ui.scope("period", "grain", "compare", "district", "industry", of=DATASETS)

ui.missing_datasets(*DATASETS)
ui.lead(scope, *NUMBERS)
ui.headline(scope, *NUMBERS)

ui.matching(scope)

trend, kinds = st.columns([3, 2])
with trend:
    ui.figure("matching/listed_and_demanded", scope, height=330)
with kinds:
    ui.figure("matching/listings_by_kind", scope, height=330)

ui.figure("matching/by_industry", scope)
for widths, pair in ((2, ("by_district", "price_bands")), ([3, 2], ("unmet_classes", "open_demands_by_age"))):
    for column, name in zip(st.columns(widths), pair, strict=True):
        with column:
            ui.figure(f"matching/{name}", scope)

for column, name in zip(st.columns(3), ("outcomes", "hit_rate_by_channel", "pushes_by_year"), strict=True):
    with column:
        ui.figure(f"matching/{name}", scope, height=300)

ui.records("matching/listing_records", scope, total=ui.value(scope, NUMBERS[0]))
ui.records("matching/demand_records", scope, total=ui.value(scope, NUMBERS[1]))
ui.records("matching/push_records", scope, total=ui.value(scope, NUMBERS[2]))
ui.sources(scope, *DATASETS, "published_figures")
