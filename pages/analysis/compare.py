"""Compare: two scopes side by side, as difference or as index; as counted, per resident or per GDP."""

from dashboard import ui

asked = ui.compare_choice()

ui.compare_lead(asked)
ui.compare_table(asked)
ui.compare_trend(asked)
ui.compare_notes(asked)
