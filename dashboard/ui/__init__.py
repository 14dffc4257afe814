"""What pages are written in: scope, headline, figures, records, sources. The only shared code that imports Streamlit."""

from dashboard.ui.about import checks, datasets, fields, freshness, metric_definitions, snapshot_facts, value
from dashboard.ui.blocks import figure, missing_datasets, note, records, rows, sentence, sources
from dashboard.ui.cards import headline, lead
from dashboard.ui.drawer import show as show_drawer
from dashboard.ui.frame import ICON, begin, clear, menu, page_title, say, scope, view
from dashboard.ui.places import districts, metric_choice, movers, ranking
from dashboard.ui.plot import escape
from dashboard.ui.station_map import stations_map

__all__ = [
    "ICON",
    "begin",
    "checks",
    "clear",
    "datasets",
    "districts",
    "escape",
    "fields",
    "figure",
    "freshness",
    "headline",
    "lead",
    "menu",
    "metric_choice",
    "metric_definitions",
    "missing_datasets",
    "movers",
    "note",
    "page_title",
    "ranking",
    "records",
    "rows",
    "say",
    "scope",
    "sentence",
    "show_drawer",
    "snapshot_facts",
    "sources",
    "stations_map",
    "value",
    "view",
]
