"""Decks: standing and saved ones; one opened with its slides, what changed in it, and the ways out of the room."""

from dashboard import ui

ui.scope()

ui.decks()
