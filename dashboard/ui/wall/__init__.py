"""The wall on its page: boards for a large screen, sent to a script that turns them without asking the server.

The server is asked at intervals for the snapshot in force; it is also how the browser knows that the server is there.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import streamlit as st

from dashboard import boundaries, catalog, palette, wall, wall_map
from dashboard.catalog import Snapshot
from dashboard.ui.frame import is_pinned, language, say, view

SCRIPTS = ("board", "wall")
# Seconds: the least, what holds when nothing is said, the most.
EVERY = (5.0, 20.0, 300.0)
REFRESH = (1.0, 60.0, 3600.0)


def wall_boards() -> None:
    """The boards that the address asks for (`boards=patents,stations`), each for `every` seconds.

    With `snapshot=` they stay on it; without, they follow the one in force, asked for every `refresh` seconds.
    """
    asked = tuple(name for name in st.query_params.get("boards", "").split(",") if name)
    pinned = view().snapshot if is_pinned() else None
    words = st.query_params
    every, refresh = wall.seconds(words.get("every", ""), EVERY), wall.seconds(words.get("refresh", ""), REFRESH)
    st.fragment(lambda: _feed(pinned, asked, every, refresh), run_every=refresh)()


def _feed(pinned: Snapshot | None, asked: tuple[str, ...], every: float, refresh: float) -> None:
    snapshot = pinned or catalog.shelf().in_force or view().snapshot
    state = st.session_state
    # A number that is new each time: what does not change is not sent.
    state["wall.beat"] = state.get("wall.beat", 0) + 1
    data = {
        "beat": state["wall.beat"],
        "every": every,
        "refresh": refresh,
        "shown": wall.as_data(wall.wall(snapshot, language(), asked)),
        "map": _map(language()),
        "colours": _colours(),
        "words": {
            "name": say("Wall"),
            "paused": say("Paused: space goes on"),
            "lost": say("Data of snapshot {snapshot}; not connected since {time}"),
        },
    }
    _element()(key="wall", data=data, height=1)


@cache
def _map(spoken: str) -> dict[str, object]:
    outlines = [{"code": o.code, "path": o.path, "at": o.at, "anchor": o.anchor} for o in wall_map.outlines()]
    size = {"width": wall_map.WIDTH, "height": wall_map.HEIGHT}
    return size | {"outlines": outlines, "source": boundaries.SOURCE(spoken)}


@cache
def _colours() -> dict[str, str]:
    dark = palette.DARK
    return {
        "ground": dark.background,
        "panel": dark.panel,
        "text": dark.text,
        "soft": palette.blend((dark.muted, dark.text), 0.5),
        "muted": dark.muted,
        "line": dark.grid,
        "accent": palette.tone("navy", True),
        "good": palette.tone("moss", True),
        "bad": palette.tone("vermilion", True),
        "warn": palette.tone("ochre", True),
        "first": palette.tone("ochre", True),
        "second": palette.tone("vermilion", True),
    }


@cache
def _element() -> Callable:
    folder = Path(__file__).parent
    style = f"const STYLE = `{(folder / 'wall.css').read_text('utf-8')}`;"
    script = "\n".join([style, *((folder / f"{name}.js").read_text("utf-8") for name in SCRIPTS)])
    return st.components.v2.component("luzhou_wall", js=script)
