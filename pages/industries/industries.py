"""Industry navigation: one chain's technology over the years, who leads and enters it, its open fields and its end."""

from dataclasses import replace

import streamlit as st

from dashboard import ui

scope = ui.scope("period", "grain", "compare", "district", of=("patents",))
chosen = ui.chain_choice()
chain = chosen.code
own = replace(scope, industries=(chain,))

ui.missing_datasets("patents", "industry_classes")
[told] = ui.rows("industries/facts", scope, chain=chain, months=24).to_dict("records")
ui.sentence(
    ui.say(
        "{chain}: {filed:,} patents filed, {in_force:,} in force, {ending:,} with terms ending within 24 months;"
        " {entered:,} applicants new in the last 24 months.",
        chain=chosen.label(scope.language), **told,
    )
)  # fmt: skip
ui.note(
    ui.say(
        "{derived:,} of {filed:,} state no chain and are counted by their class (IPC or Locarno). The cards below are signed"
        " metrics: they count stated chains only.",
        **told,
    )
)
ui.headline(own, "patents_granted", "patents_filed", "valid_invention_patents", "high_value_share")

counted = {"filed": ui.say("Filed"), "granted": ui.say("Granted")}
by = st.segmented_control(
    ui.say("Counted by"), list(counted), default="filed", format_func=counted.get, key="industries.by", required=True
)
years, leaders = st.columns([3, 2])
with years:
    ui.figure(f"industries/subclasses_{by}", scope, chain=chain, height=500)
with leaders:
    ui.figure("industries/leaders", scope, chain=chain, height=500)

for column, name in zip(st.columns(2), ("basis", "concentration"), strict=True):
    with column:
        ui.figure(f"industries/{name}", scope, chain=chain, height=300)

ui.figure("industries/white_space", scope, chain=chain)
entering, marks = st.columns(2)
with entering:
    ui.figure("industries/newcomers", scope, chain=chain, height=420)
with marks:
    ui.figure("industries/marks", scope, chain=chain)

ahead = {number: ui.say("Next {number} months", number=number) for number in (12, 24)}
months = st.segmented_control(
    ui.say("Terms ending"), list(ahead), default=24, format_func=ahead.get, key="industries.months", required=True
)
ending = ui.rows("industries/facts", scope, chain=chain, months=months)["ending"].sum()
ui.records("industries/terms_ending", scope, total=ending, chain=chain, months=months)
ui.sources(scope, "patents", "trademarks", "industry_classes")
