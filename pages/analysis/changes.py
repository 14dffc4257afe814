"""What changed between snapshots: figures restated, the records behind them, as reported then against as known now."""

from dashboard import ui

ui.scope()
pair = ui.changes.pair()
ui.changes.lead(pair)

chosen = ui.changes.restatements(pair)
ui.changes.caused(pair, chosen)

ui.changes.reported(pair)

ui.record_changes.datasets(pair)
ui.record_changes.records(pair)

ui.changes.source(pair)
