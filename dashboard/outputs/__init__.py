"""Files that leave the room: each a rendering of the same shown deck."""
