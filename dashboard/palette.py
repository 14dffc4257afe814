"""Colours by meaning, said once: surfaces, scales, and one fixed colour for every code.

A category keeps its colour whatever is filtered, because the colour depends on the code and never on the rows.
It knows nothing of plotly or Streamlit; `.streamlit/config.toml` repeats its values and a test compares them.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Surface:
    """What a figure stands on, and the inks that are read on it."""

    background: str
    panel: str
    text: str
    muted: str
    grid: str
    border: str
    primary: str
    accent: str
    band: str


LIGHT = Surface(
    background="#ffffff",
    panel="#f2f5f8",
    text="#1b2a38",
    muted="#55677a",
    grid="#e4eaef",
    border="#d2dbe3",
    primary="#1f4e79",
    accent="#c0402a",
    band="rgba(85,103,122,0.09)",
)
DARK = Surface(
    background="#101b27",
    panel="#182635",
    text="#e6edf3",
    muted="#a3b3c2",
    grid="#263747",
    border="#354a5d",
    primary="#3a7ab0",
    accent="#f2836b",
    band="rgba(163,179,194,0.12)",
)

# Each tone on the light and on the dark surface; the order is that of series without a meaning of their own.
TONES = {
    "navy": ("#1f4e79", "#5b9bd9"),
    "teal": ("#12858a", "#4cc4bf"),
    "ochre": ("#c08318", "#e8b95c"),
    "vermilion": ("#c0402a", "#f2836b"),
    "moss": ("#5f8a35", "#a4c96e"),
    "plum": ("#7b5294", "#bd9ad6"),
    "sky": ("#5396cd", "#a8d1f7"),
    "brown": ("#8a5a3b", "#cfa184"),
    "rose": ("#c0628a", "#e59bb8"),
    "slate": ("#6b7a89", "#a3b1bf"),
}
CATEGORICAL = tuple(light for light, _ in TONES.values())
CATEGORICAL_DARK = tuple(dark for _, dark in TONES.values())

# From little to much. On the dark surface much is bright, so that little recedes on both.
SEQUENTIAL = (
    *("#e3eff4", "#cce2eb", "#b0d2e0", "#90bfd3", "#6fa9c5"),
    *("#5093b4", "#377ba2", "#27648e", "#1d4e78", "#143a5c"),
)
SEQUENTIAL_DARK = (
    *("#1c3f5b", "#204f6f", "#266083", "#307296", "#3e85a8"),
    *("#5299b8", "#6dadc7", "#8dc2d6", "#b0d7e5", "#d6ebf3"),
)
# From below to above a meaningful middle.
DIVERGING = (
    *("#8a2a18", "#b3432d", "#cf6b53", "#e29b87", "#f1cfc5"),
    *("#cfe3ec", "#90bfd3", "#5093b4", "#27648e", "#143a5c"),
)
DIVERGING_DARK = (
    *("#f7b8a8", "#f2957f", "#d8715b", "#a95340", "#613d37"),
    *("#284b61", "#307296", "#5299b8", "#8dc2d6", "#c6e2ee"),
)

NOT_STATED = ("#8895a1", "#6d7c8a")

# Codes that mean the same thing on every page. Codes not named here take their place in the contract's list.
TONE_OF_CODE = {
    # patents
    "invention": "navy",
    "utility_model": "teal",
    "design": "ochre",
    # districts
    "510500": "slate",
    "510502": "navy",
    "510503": "teal",
    "510504": "ochre",
    "510521": "vermilion",
    "510522": "moss",
    "510524": "plum",
    "510525": "sky",
    # industrial chains
    "baijiu": "vermilion",
    "energy": "ochre",
    "chemicals": "teal",
    "medicine": "moss",
    "nuclear_medicine": "plum",
    "equipment": "navy",
    "building": "brown",
    "food": "rose",
    "electronics": "sky",
    "digital": "slate",
    # expo
    "on_site": "navy",
    "online": "teal",
    "contract": "ochre",
    "general": "navy",
    "trade": "teal",
    "exhibitor": "ochre",
    "guest": "plum",
    # financing
    "pledge": "navy",
    "equity": "ochre",
    "patent": "navy",
    "trademark": "teal",
    "gi": "vermilion",
    "mixed": "slate",
    # protection: disputes and passing off are both about patents
    "patent_infringement": "navy",
    "patent_passing_off": "sky",
    # stations
    "ip_service": "navy",
    "trademark_brand": "vermilion",
}


def surface(dark: bool) -> Surface:
    return DARK if dark else LIGHT


def tone(name: str, dark: bool) -> str:
    return TONES[name][dark]


def nth(place: int, dark: bool) -> str:
    """The colour of the series at that place of a fixed list; comes round after ten."""
    return (CATEGORICAL_DARK if dark else CATEGORICAL)[place % len(CATEGORICAL)]


def colour(code: str | None, known: Sequence[str] = (), dark: bool = False) -> str:
    """The colour of a code: by its meaning, else its place among the known codes, its number, or its hash."""
    return NOT_STATED[dark] if code is None else nth(_place(code, known), dark)


def colours(codes: Iterable[str | None], known: Sequence[str] = (), dark: bool = False) -> dict[str | None, str]:
    """Colours for the series of one figure: as `colour` says, but names by hash give way to each other."""
    given = {code: colour(code, known, dark) for code in codes}
    taken: set[str] = {given[code] for code in given if not _is_hashed(code, known)}
    for code in filter(lambda code: _is_hashed(code, known), given):
        places = (nth(_place(code, known) + step, dark) for step in range(len(TONES)))
        given[code] = next((shade for shade in places if shade not in taken), given[code])
        taken.add(given[code])
    return given


def _is_hashed(code: str | None, known: Sequence[str]) -> bool:
    return not (code is None or code in TONE_OF_CODE or code in known or code.isdecimal())


def _place(code: str, known: Sequence[str]) -> int:
    if code in TONE_OF_CODE:
        return list(TONES).index(TONE_OF_CODE[code])
    if code in known:
        return list(known).index(code)
    # Editions and years are consecutive numbers: neighbours differ.
    return int(code) - 1 if code.isdecimal() else zlib.crc32(code.encode())


def sequential(dark: bool) -> tuple[str, ...]:
    return SEQUENTIAL_DARK if dark else SEQUENTIAL


def steps(count: int, dark: bool) -> list[str]:
    """That many colours from little to much, spread over the sequential scale."""
    scale = sequential(dark)
    last = len(scale) - 1
    return [scale[round(last * (0.5 + i) / count)] for i in range(count)]


def blend(scale: Sequence[str], part: float) -> str:
    """The colour at that part of a scale, 0 to 1, between its steps as plotly draws it."""
    place = min(max(part, 0), 1) * (len(scale) - 1)
    step = min(int(place), len(scale) - 2)
    low, high = (_parts(shade) for shade in scale[step : step + 2])
    return "#" + "".join(f"{round(a + (b - a) * (place - step)):02x}" for a, b in zip(low, high, strict=True))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two `#rrggbb` colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(fill: str) -> str:
    """The text colour that reads better on a filled area."""
    return max((LIGHT.text, LIGHT.background), key=lambda ink: contrast(ink, fill))


def _luminance(colour: str) -> float:
    parts = (part / 255 for part in _parts(colour))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
