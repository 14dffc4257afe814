"""Figures on a page, drawn by a script of our own: quick to repaint, read and chosen from by mouse, finger and keys.

It takes a figure of dashboard.charts and hands back what the reader did with it. It does not know what a code means.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from dashboard import drawing
from dashboard.ui.frame import say

# Streamlit sends the script of an element with every element on every run, so a figure's own is short:
# until the page's part has come, and if it never does, the figure is its words.
STUB = """
export default function (component) {
  const { data, parentElement } = component
  const page = (globalThis.luzhouFigures ??= {})
  if (page.show) return page.show(component)
  page.coming ??= new Promise((came) => { page.came = came })
  parentElement.replaceChildren(Object.assign(document.createElement("p"), { textContent: data.alt }))
  return page.coming.then(() => page.show(component))
}
"""


def plot(
    figure: object,
    *,
    key: str,
    alt: str,
    height: int | None = None,
    selects: bool = False,
    opens: bool = True,
    brush: bool = False,
    on_event: Callable[[], None] | None = None,
) -> None:
    """Draw a plotly figure, or its dict; in `on_event`, `event_of(key)` is what was done.

    With `selects` a click selects and a double click opens the records; without, a click opens them. `opens` is false
    where there are no records behind the marks, `brush` is for axes of time whose periods can be chosen.
    """
    spec = figure if isinstance(figure, dict) else figure.to_dict()
    layout = spec["layout"] | ({"height": height} if height else {})
    data = {
        "figure": {"data": spec["data"], "layout": layout},
        "alt": alt,
        "selects": selects and on_event is not None,
        "opens": opens and on_event is not None,
        "brush": brush and on_event is not None,
        "words": _words() if on_event else {},
    }
    _figure()(key=key, data=data, height=layout["height"], on_event_change=on_event or _nothing)


def event_of(key: str) -> Mapping[str, object] | None:
    """What the reader did with the figure of this key, while its callback runs.

    `act` is "select", "open" (the records) or "brush"; `part` is the "mark", the "series" whose entry of the legend was
    chosen, or the "range" brushed. A mark has its `code` and `label` (charts: customdata), its place `x` on an axis of
    time or categories, the code of its `series`, and the `column` of its value where a figure has several. `range` are
    the first days of the first and of the last period. `double` marks what a double click opened: its first click has
    selected already.
    """
    return st.session_state.get(key, {}).get("event")


def escape(on_clear: Callable[[], None] | None = None, *, key: str = "figures") -> None:
    """The page's own part, once a page: it brings the script that draws, and calls back when Escape is pressed.

    Not while a list, a dialog or a text box is open: there the key has a meaning already.
    """
    _page()(key=key, data={"clears": on_clear is not None}, height=1, on_clear_change=on_clear or _nothing)


def script() -> str:
    """The whole script, as browsers get it."""
    return "\n".join([*drawing.parts(), (Path(__file__).parent / "element.js").read_text("utf-8")])


@cache
def _figure() -> Callable:
    return st.components.v2.component("luzhou_figure", js=STUB)


@cache
def _page() -> Callable:
    return st.components.v2.component("luzhou_figures", js=script())


def _nothing() -> None:
    """Streamlit hands events over only where there is a callback."""


def _words() -> dict[str, str]:
    return {
        "select": say("Select"),
        "open": say("Records"),
        "click_select": say("Click to select"),
        "click_open": say("Click for the records"),
        "double_open": say("double click for the records"),
        "key_select": say("Enter to select"),
        "key_enter": say("Enter for the records"),
        "key_open": say("O for the records"),
    }
