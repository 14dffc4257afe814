"""What pages are written in: scope, headline, figures, records, sources. The only shared code that imports Streamlit."""

from dashboard.ui.blocks import figure, figure_of, missing_datasets, note, records, rows, sentence, sources
from dashboard.ui.cards import headline, ranking
from dashboard.ui.data import drawer
from dashboard.ui.frame import ICON, begin, menu, page_title, say, scope

__all__ = [
    "ICON",
    "begin",
    "drawer",
    "figure",
    "figure_of",
    "headline",
    "menu",
    "missing_datasets",
    "note",
    "page_title",
    "ranking",
    "records",
    "rows",
    "say",
    "scope",
    "sentence",
    "sources",
]
