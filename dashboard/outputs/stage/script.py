"""The stage's script: what draws figures, what makes slides, what moves between them, as one ES module."""

from functools import cache
from pathlib import Path

from dashboard import drawing, palette
from dashboard.charts.axes import FONTS
from dashboard.palette import Surface

FOLDER = Path(__file__).parent
# Parts of one script, in the order in which they build on each other.
SCRIPTS = ("slide", "picture", "panels", "presenter", "stage")
STYLES = ("slide", "stage")


@cache
def script() -> str:
    """The whole module; it exports `stage` and fetches nothing."""
    return "\n".join(
        [
            *drawing.parts(),
            drawing.constant("STAGE_STYLE", style()),
            *((FOLDER / f"{name}.js").read_text("utf-8") for name in SCRIPTS),
        ]
    )


def style() -> str:
    """The stage's style, in the colours of the palette."""
    looks = [
        f".stage {{ font-family: {FONTS}; {_inks(palette.LIGHT, dark=False)} }}",
        f".stage.dark {{ {_inks(palette.DARK, dark=True)} }}",
    ]
    return "\n".join([*looks, *((FOLDER / f"{name}.css").read_text("utf-8") for name in STYLES)])


def _inks(surface: Surface, *, dark: bool) -> str:
    inks = vars(surface) | {
        "good": palette.tone("moss", dark),
        "bad": palette.tone("vermilion", dark),
        "heading": palette.tone("navy", dark),
    }
    return " ".join(f"--{name}: {ink};" for name, ink in inks.items())
