"""What pages are written in: scope, headline, figures, records, sources. The only shared code that imports Streamlit."""

from dashboard.ui import changes, record_changes
from dashboard.ui.about import checks, datasets, fields, freshness, metric_definitions, snapshot_facts, value
from dashboard.ui.asked import questions_listed
from dashboard.ui.bar import clear, scope
from dashboard.ui.blocks import figure, missing_datasets, note, records, rows, sentence, sources
from dashboard.ui.cards import headline
from dashboard.ui.chains import chain_choice
from dashboard.ui.cited import follow_citation
from dashboard.ui.compare import compare_lead, compare_notes, compare_table, compare_trend
from dashboard.ui.compare_choice import compare_choice
from dashboard.ui.coverage import station_reach, stations_coverage
from dashboard.ui.decks import decks
from dashboard.ui.decks.basket import basket
from dashboard.ui.district import district_map, district_profile, standing_table, towns_table
from dashboard.ui.drawer import show as show_drawer
from dashboard.ui.explorer import datasets_of, explorations_kept, explore, explorer_controls, explorer_question
from dashboard.ui.find import find
from dashboard.ui.findings import lead
from dashboard.ui.frame import ICON, begin, menu, page_title, say, view
from dashboard.ui.linking import profile_link, profile_links, to_profile
from dashboard.ui.matching import matching
from dashboard.ui.meeting import meeting
from dashboard.ui.places import districts, metric_choice, movers, ranking
from dashboard.ui.plot import escape
from dashboard.ui.printing import take_page
from dashboard.ui.profiles import around, facts, linked_list, peers, place, profile, records_of, section, theme_links
from dashboard.ui.quality import parts as quality_parts
from dashboard.ui.quality import verdict as quality_verdict
from dashboard.ui.reconciled import differences
from dashboard.ui.reconciled import lead as reconciled_lead
from dashboard.ui.reconciled import parts as reconciled_parts
from dashboard.ui.saving import saved_queries
from dashboard.ui.sql import sql_answer, sql_editor, sql_tables
from dashboard.ui.states import states_legend
from dashboard.ui.station_map import stations_map
from dashboard.ui.submissions import submissions_matrix, submissions_received, submissions_remedy
from dashboard.ui.submitting import submitting
from dashboard.ui.systems import systems
from dashboard.ui.targets import targets
from dashboard.ui.wall import wall_boards
from dashboard.ui.why import why_choice, why_lead
from dashboard.ui.why_link import why
from dashboard.ui.why_tables import why_further, why_parts, why_singles

__all__ = [
    "ICON",
    "around",
    "basket",
    "begin",
    "chain_choice",
    "changes",
    "checks",
    "clear",
    "compare_choice",
    "compare_lead",
    "compare_notes",
    "compare_table",
    "compare_trend",
    "datasets",
    "datasets_of",
    "decks",
    "differences",
    "district_map",
    "district_profile",
    "districts",
    "escape",
    "explorations_kept",
    "explore",
    "explorer_controls",
    "explorer_question",
    "facts",
    "fields",
    "figure",
    "find",
    "follow_citation",
    "freshness",
    "headline",
    "lead",
    "linked_list",
    "matching",
    "meeting",
    "menu",
    "metric_choice",
    "metric_definitions",
    "missing_datasets",
    "movers",
    "note",
    "page_title",
    "peers",
    "place",
    "profile",
    "profile_link",
    "profile_links",
    "quality_parts",
    "quality_verdict",
    "questions_listed",
    "ranking",
    "reconciled_lead",
    "reconciled_parts",
    "record_changes",
    "records",
    "records_of",
    "rows",
    "saved_queries",
    "say",
    "scope",
    "section",
    "sentence",
    "show_drawer",
    "snapshot_facts",
    "sources",
    "sql_answer",
    "sql_editor",
    "sql_tables",
    "standing_table",
    "states_legend",
    "station_reach",
    "stations_coverage",
    "stations_map",
    "submissions_matrix",
    "submissions_received",
    "submissions_remedy",
    "submitting",
    "systems",
    "take_page",
    "targets",
    "theme_links",
    "to_profile",
    "towns_table",
    "value",
    "view",
    "wall_boards",
    "why",
    "why_choice",
    "why_further",
    "why_lead",
    "why_parts",
    "why_singles",
]
