"""Explorer: any metrics by any dimensions, filtered by measure too, as a pivot table and figures; kept and shared."""

from dashboard import ui

pivot = ui.explorer_question()
scope = ui.scope("period", "compare", "district", "industry", of=ui.datasets_of(pivot))

ui.explorer_controls()

ui.explore(pivot, scope)

ui.explorations_kept(pivot)
ui.questions_listed()
ui.sources(scope, *ui.datasets_of(pivot))
