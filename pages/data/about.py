"""About the data: the snapshot in force, its datasets, checks, metrics and sources. Generated, not written."""

from dashboard import ui

scope = ui.scope()

ui.snapshot_facts()
ui.datasets()
ui.states_legend()
ui.checks()
ui.figure("about/completeness", scope)
ui.metric_definitions()
ui.fields()
ui.sources(scope)
