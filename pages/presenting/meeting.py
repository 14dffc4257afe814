"""Meeting mode: a deck on the whole screen, on one snapshot until it ends."""

from dashboard import ui

ui.meeting()
