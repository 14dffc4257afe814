"""Why it moved: the change of a signed number as parts that add up to it, by any dimensions and by name."""

from dashboard import ui

asked = ui.why_choice()
scope = ui.scope("period", "compare", "district", "industry", of=asked.datasets)

if ui.why_lead(asked, scope):
    ui.why_parts(asked, scope)
    ui.why_further(asked, scope)
    ui.why_singles(asked, scope)
ui.sources(scope, *asked.datasets)
