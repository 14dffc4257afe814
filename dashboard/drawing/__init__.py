"""Figures of dashboard.charts drawn as SVG by a script of our own, wherever there is a browser: pages, slides, files.

It hands out the script's parts as text. It knows neither Streamlit nor decks: what holds a figure adds its own part.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
# Parts of one script, in the order in which they build on each other.
SCRIPTS = ("words", "axes", "frame", "marks", "drawing", "reading", "acting")
STYLES = {"STYLE": "figure.css", "TIP_STYLE": "tip.css"}


def parts() -> list[str]:
    """The parts of the script, its styles first; names in them are shared by all that is written after them."""
    return [
        *(constant(name, (FOLDER / file).read_text("utf-8")) for name, file in STYLES.items()),
        *((FOLDER / f"{name}.js").read_text("utf-8") for name in SCRIPTS),
    ]


def constant(name: str, text: str) -> str:
    """A text as a constant of the script."""
    return f"const {name} = `{text}`;"
