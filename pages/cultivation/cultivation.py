"""Cultivation: who is recognised, who stands on which rung of the ladder, who climbed, and who could qualify next."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import catalog, ui

FIRMS = ("cultivated_innovative_firms", "provincial_ip_strong_firms", "national_ip_advantage_firms")
OTHERS = ("high_value_patent_centres", "trade_secret_bases", "ip_education_pilot_schools")
NEW = ("ip_strong_firms_new", "high_value_patent_centres_new", "china_patent_award_entries")

scope = ui.scope("period", "grain", "compare", "district", "industry", of=("recognitions",))
# Rungs are compared with each other: what is chosen of titles would hide those below and above.
across = replace(scope, picks=tuple(pick for pick in scope.picks if pick.dimension == "organisation"))
# Years stand beside three others at least, whatever the period.
first = min(scope.since, date(scope.until.year - 3, 1, 1))

ui.missing_datasets("recognitions", "ladder")
ui.lead(scope, FIRMS[0], FIRMS[1], FIRMS[2], OTHERS[0])
ui.headline(scope, *FIRMS, *OTHERS)
ui.headline(scope, *NEW)

ladder, climbs = st.columns(2)
with ladder:
    ui.figure("cultivation/ladder", scope, height=300)
with climbs:
    ui.figure("cultivation/climbs", replace(across, since=first), height=300)

following, climbers = st.columns([2, 3])
with following:
    ui.figure("cultivation/next_rungs", across, height=330)
with climbers:
    ui.figure("cultivation/climbers", across, height=330)
ui.figure("cultivation/criteria", across, height=465)
rungs = {code.code: code.label(scope.language) for code in catalog.code_list("ladder_rungs")}
asked = st.segmented_control(
    ui.say("Next rung"), ["", *rungs], default="", required=True, format_func=lambda code: rungs.get(code, ui.say("All")),
    key="cultivation.next",
)  # fmt: skip
counted = ui.rows("cultivation/candidate_count", across, next_rung=asked or None)["firms"].sum()
ui.records("cultivation/candidates", across, total=counted, next_rung=asked or None)

ui.figure("cultivation/published_targets", scope)

kinds, places = st.columns(2)
with kinds:
    ui.figure("cultivation/by_kind", scope, height=440)
with places:
    ui.ranking(scope, *FIRMS, *OTHERS, key="cultivation.metric", height=440)

years, districts = st.columns(2)
with years:
    ui.figure("cultivation/by_year", replace(scope, since=first), height=420)
with districts:
    ui.figure("cultivation/by_district", scope, height=420)

ui.records("cultivation/records", scope, total=ui.rows("cultivation/record_count", scope)["titles"].sum())
ui.sources(scope, "recognitions", "ladder", "targets", "published_figures")
