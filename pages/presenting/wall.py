"""Wall: boards on a large screen that turn by themselves, follow the snapshot in force and need nobody."""

from dashboard import ui

ui.wall_boards()
