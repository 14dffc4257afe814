"""Data quality: what speaks against the snapshot in force, which rows it stands on, and whether it can be shown."""

from dashboard import ui

scope = ui.scope()

ui.quality_verdict(scope)
ui.quality_parts(scope)
ui.states_legend()
ui.sources(scope)
