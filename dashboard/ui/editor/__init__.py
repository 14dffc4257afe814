"""The SQL editor of the workspace: CodeMirror, served from this folder; nothing is fetched from outside.

`editor.min.js` is made of `editor.js` and the packages that `package-lock.json` pins, by `make editor`.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from dashboard.ui.frame import say

FOLDER = Path(__file__).parent
# The script comes once a page; until then the editor waits for it.
STUB = """
export default function (component) {
  const page = (globalThis.luzhouEditor ??= {})
  if (page.show) return page.show(component)
  page.coming ??= new Promise((came) => { page.came = came })
  page.coming.then(() => page.show(component))
}
"""


def editor(
    text: str, version: int, words: Mapping[str, list], *, key: str, height: int, on_text: Callable, on_run: Callable
) -> None:
    """The editor with this text in it. A new `version` replaces what the reader has typed.

    `on_text` is called back when typing pauses, `on_run` at Ctrl+Enter; `text_in(key)` is then the text.
    """
    data = {
        "text": text,
        "version": version,
        "words": words,
        "label": say("SQL editor"),
        "placeholder": say("select … from … ; Ctrl+Enter runs it"),
    }
    _editor()(key=key, data=data, height=height, on_text_change=on_text, on_run_change=on_run)
    _script()(key=f"{key}.script", height=1)


def text_in(key: str) -> str | None:
    """What the editor holds, once the reader has typed."""
    held = st.session_state.get(key) or {}
    return held.get("run") or held.get("text")


@cache
def _editor() -> Callable:
    return st.components.v2.component("luzhou_sql", js=STUB, css=(FOLDER / "editor.css").read_text("utf-8"))


@cache
def _script() -> Callable:
    return st.components.v2.component("luzhou_sql_script", js=(FOLDER / "editor.min.js").read_text("utf-8"))
