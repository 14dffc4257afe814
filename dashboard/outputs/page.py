"""A deck as one file that opens from a disk: no server, no network, nothing beside it.

Figures are drawn by the dashboard's own script (dashboard/drawing), which reads the same plotly dicts as plotly.js does,
in a fiftieth of its size, and is what pages draw with: the file shows what the screen showed. It carries no font: like
every page it uses the reader's own, Chinese first (charts.axes.FONTS), which every device that reads Chinese has.
"""

import html
import json

from dashboard import palette
from dashboard.decks.shown import ShownDeck
from dashboard.outputs.files import Progress
from dashboard.outputs.stage import scene, script
from dashboard.text import say

# What is in the file may run and be seen; nothing may be fetched or sent.
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
STYLE = """
html, body { height: 100%; margin: 0; }
body { overflow: hidden; }
#deck { position: fixed; inset: 0; }
noscript { display: block; padding: 2rem; font: 1.2rem/1.6 system-ui, sans-serif; }
@page { size: 13.333in 7.5in; margin: 0; }
@media print {
  html, body { height: auto; overflow: visible; }
  #deck { position: static; }
}
"""
# `#3` opens the third slide, `#dark` the dark look; the address follows the slide, so that a reload stays on it.
START = """
const scene = JSON.parse(document.getElementById("scene").textContent)
const asked = new URLSearchParams(location.hash.slice(1))
const look = (isDark) => { document.body.style.background = isDark ? DARK_GROUND : LIGHT_GROUND }
const dark = asked.has("dark") || (!asked.has("light") && matchMedia("(prefers-color-scheme: dark)").matches)
look(dark)
const slide = Number([...asked.keys()].find((word) => /^[0-9]+$/.test(word)) ?? 1) - 1
globalThis.shown = stage(document.getElementById("deck"), scene, {
  dark,
  start: slide,
  on: (event) => { if (event.act === "look") look(event.dark) },
})
"""


def write(shown: ShownDeck, *, progress: Progress | None = None) -> bytes:
    """The deck as a file."""
    return _page(shown, scene(shown, progress=progress)).encode()


def _page(shown: ShownDeck, told: dict) -> str:
    grounds = f'const LIGHT_GROUND = "{palette.LIGHT.background}"\nconst DARK_GROUND = "{palette.DARK.background}"'
    title = html.escape(f"{shown.title} · {shown.snapshot.id}")
    needs = html.escape(say("This file needs a browser that runs scripts.", shown.language))
    return f"""<!doctype html>
<html lang="{"zh-CN" if shown.language == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{STYLE}</style>
</head>
<body>
<div id="deck"></div>
<noscript>{needs}</noscript>
<script type="application/json" id="scene">{_embedded(told)}</script>
<script type="module">
{script()}
{grounds}
{START}
</script>
</body>
</html>
"""


def _embedded(told: dict) -> str:
    """JSON that cannot end the element that holds it."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
