"""The GI expo: how many came, when and to which hall, who exhibited and sold, beside the other editions."""

from dataclasses import replace

import streamlit as st

from dashboard import catalog, text, ui

CARDS = ("expo_visitors", "expo_enterprises", "expo_countries", "expo_products")
SALES = ("expo_onsite_sales", "expo_online_sales")
# An edition is its own period; counts outside any edition follow the reader's where it holds some of them.
editions = {row.choice: row for row in ui.rows("expo/editions", ui.view().scope).itertuples()}
first = next((choice for choice, row in editions.items() if row.is_default), None)
with st.container(horizontal=True, vertical_alignment="center"):
    st.markdown(f"**{ui.say('Edition')}**", width="content")
    said = {"default": first, "required": True, "label_visibility": "collapsed"}
    choice = st.segmented_control(ui.say("Edition"), list(editions), key="edition", bind="query-params", **said)
    chosen = editions.get(choice)
    edition = int(chosen.edition) if chosen and not text.is_missing(chosen.edition) else None
    scope = ui.scope(*(() if edition else ("period",)), of=("expo_visits", "expo_exhibitors", "expo_sales"))
scope = replace(scope, since=chosen.since.date(), until=chosen.until.date()) if chosen else scope

ui.missing_datasets("expo_editions", "expo_visits", "expo_exhibitors", "expo_sales")
if edition:
    ui.lead(scope, *CARDS[:3], *SALES)
    ui.headline(scope, *CARDS, *SALES)
halls = catalog.code_list("expo_halls")
for peak in ui.rows("expo/peak", scope, edition=edition).itertuples():
    hall, top = (catalog.word_of(halls, name, scope.language) for name in (peak.peak_hall, peak.hall))
    busiest = text.peak_sentence(peak.peak_hour, hall, peak.peak_visits, scope.language, on=peak.peak_on)
    share = text.percent(peak.hall_share, scope.language)
    ui.sentence(busiest, ui.say("{hall} drew {share} of all visits.", hall=top, share=share))

hours, days = st.columns([3, 2])
with hours:
    ui.figure("expo/visits_by_hour", scope, edition=edition)
with days:
    ui.figure("expo/visits_by_day", scope, edition=edition, height=304)

if edition:
    several = ui.rows("expo/days_aligned", scope)["edition_name"].nunique() > 1  # one alone is drawn above
    with (shown := st.columns([3, 2] if several else 1))[0]:
        ui.figure("expo/visitor_classes", scope, edition=edition, height=260)
    if several:
        with shown[1]:
            ui.figure("expo/days_aligned", scope, height=260)
    ui.figure("expo/editions_side_by_side", scope)
    countries, halls = st.columns(2)
    with countries:
        ui.figure("expo/exhibitors_by_country", scope, edition=edition, height=640)
    with halls:
        ui.figure("expo/exhibitors_by_hall", scope, edition=edition, height=260)
        ui.figure("expo/editions_compared", scope, height=252)
    daily, products = st.columns([2, 3])
    with daily:
        ui.figure("expo/sales_by_day", scope, edition=edition)
    with products:
        ui.figure("expo/sales_by_product", scope, edition=edition)

ui.sources(scope, "expo_editions", "expo_visits", "expo_exhibitors", "expo_sales", "published_figures")
