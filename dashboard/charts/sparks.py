"""A card's sparkline as a few bytes of SVG: eight of them must not cost what eight charts do."""

from collections.abc import Sequence

WIDTH, HEIGHT, PAD = 240, 28, 3


def sparkline(values: Sequence[float], *, bars: bool, ink: str) -> str:
    """Values from left to right, from zero when drawn as bars, between their own bounds when drawn as a line."""
    low = 0.0 if bars else min(values)
    span = (max(values) - low) or 1.0
    heights = [(value - low) / span * (HEIGHT - 2 * PAD) for value in values]
    marks = _bars(heights, ink) if bars else _line(heights, ink)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' preserveAspectRatio="none">{marks}</svg>'
    )


def _bars(heights: Sequence[float], ink: str) -> str:
    step = WIDTH / len(heights)
    path = "".join(f"M{(i + 0.5) * step:.1f} {HEIGHT}v-{max(h, 0.5):.1f}" for i, h in enumerate(heights))
    return f'<path d="{path}" stroke="{ink}" stroke-width="{step * 0.45:.1f}" stroke-opacity=".75"/>'


def _line(heights: Sequence[float], ink: str) -> str:
    step = (WIDTH - 2 * PAD) / max(len(heights) - 1, 1)
    points = [(PAD + i * step, HEIGHT - PAD - h) for i, h in enumerate(heights)]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    last_x, last_y = points[-1]
    return (
        f'<path d="{path}L{last_x:.1f} {HEIGHT}L{PAD} {HEIGHT}Z" fill="{ink}" fill-opacity=".1"/>'
        f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="1.8" vector-effect="non-scaling-stroke"/>'
        f'<circle cx="{last_x:.1f}" cy="{last_y:.1f}" r="2.6" fill="{ink}"/>'
    )
