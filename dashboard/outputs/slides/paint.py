"""Colours as a template can change them: theme colours and their shades, and our own where a theme has none."""

from dataclasses import dataclass, replace

from dashboard import palette

# The theme's accents are the first six tones, in their order.
ACCENTS = {shade: f"accent{place}" for place, shade in enumerate(palette.CATEGORICAL[:6], 1)}
# Where on a scale from little to much a shade of the accent is the accent itself; beyond, it darkens.
FULL_AT = 0.75


@dataclass(frozen=True)
class Paint:
    """A colour of the theme (`accent1`, `tx2`) or `#rrggbb`; `share` 0 to 1 shades it from pale to dark; `hatched` for
    what is not complete, `alpha` below 1 for what is seen through."""

    colour: str
    share: float | None = None
    hatched: bool = False
    alpha: float | None = None

    def hatch(self) -> "Paint":
        return replace(self, hatched=True)

    @property
    def xml(self) -> str:
        """The fill."""
        if not self.hatched:
            return f"<a:solidFill>{self.colour_xml}</a:solidFill>"
        ground = '<a:schemeClr val="bg1"/>'
        return (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr>{self.colour_xml}</a:fgClr><a:bgClr>{ground}</a:bgClr></a:pattFill>'
        )

    @property
    def colour_xml(self) -> str:
        if self.colour.startswith("#"):
            return f'<a:srgbClr val="{self.colour[1:].upper()}"/>'
        seen = "" if self.alpha is None else f'<a:alpha val="{round(100_000 * self.alpha)}"/>'
        return f'<a:schemeClr val="{self.colour}">{self._shade}{seen}</a:schemeClr>'

    @property
    def _shade(self) -> str:
        if self.share is None:
            return ""
        if self.share > FULL_AT:
            return f'<a:lumMod val="{round(100_000 - 40_000 * (self.share - FULL_AT) / (1 - FULL_AT))}"/>'
        kept = round(12_000 + 88_000 * self.share / FULL_AT)
        return f'<a:lumMod val="{kept}"/><a:lumOff val="{100_000 - kept}"/>'

    @property
    def ink(self) -> "Paint":
        """What is read on it."""
        if self.share is not None:
            return BACKGROUND if self.share > 0.45 else TEXT
        if self.colour in ("tx1", "tx2"):
            return BACKGROUND
        shown = next((shade for shade, name in ACCENTS.items() if name == self.colour), self.colour)
        return BACKGROUND if shown.startswith("#") and palette.ink_on(shown) == palette.LIGHT.background else TEXT


TEXT, MUTED, BACKGROUND, PANEL = Paint("tx1"), Paint("tx2"), Paint("bg1"), Paint("bg2")
PRIMARY, ACCENT, GOOD = Paint("accent1"), Paint("accent4"), Paint("accent5")
HAIR = Paint(palette.LIGHT.border)
GRID = Paint(palette.LIGHT.grid)


def series(shade: str) -> Paint:
    """A colour of the palette, as the theme's where it has it."""
    return Paint(ACCENTS.get(shade, shade))


def shade(share: float) -> Paint:
    """From little (0) to much (1)."""
    return Paint("accent1", min(max(share, 0.0), 1.0))


def steps(count: int) -> list[Paint]:
    """That many shades from little to much."""
    return [shade((place + 0.5) / count) for place in range(count)]


def line(paint: Paint | None, points: float = 0.75, dash: str = "") -> str:
    """An outline; None for no outline."""
    if paint is None:
        return "<a:ln><a:noFill/></a:ln>"
    dashed = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="{round(points * 12_700)}" cap="rnd">{paint.xml}{dashed}<a:round/></a:ln>'
