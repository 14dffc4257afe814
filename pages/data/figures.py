"""Figures and sources: every published figure beside the one counted from records, and a draft's numbers checked."""

from dashboard import ui

scope = ui.scope("period")

ui.reconciled_lead(scope)
if ui.reconciled_parts(scope) == "all":
    ui.figure("about/published_figures", scope, height=460)
ui.sources(scope, "published_figures", "expo_editions", "targets")
