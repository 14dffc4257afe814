"""Places on a slide, in EMU: what is cut from what. It knows nothing of shapes or text."""

from collections.abc import Sequence
from dataclasses import dataclass

EMU_PER_INCH = 914_400
EMU_PER_POINT = 12_700


def inches(length: float) -> int:
    return round(length * EMU_PER_INCH)


WIDTH, HEIGHT = inches(13.333), inches(7.5)


@dataclass(frozen=True)
class Box:
    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height

    @property
    def place(self) -> tuple[int, int, int, int]:
        return self.left, self.top, self.width, self.height

    def cut_top(self, height: int, gap: int = 0) -> tuple["Box", "Box"]:
        """A strip from the top, and what remains under it and a gap."""
        height = min(height, self.height)
        rest = max(0, self.height - height - gap)
        return Box(self.left, self.top, self.width, height), Box(self.left, self.bottom - rest, self.width, rest)

    def cut_bottom(self, height: int, gap: int = 0) -> tuple["Box", "Box"]:
        """What remains over a gap, and a strip from the bottom."""
        height = min(height, self.height)
        rest = max(0, self.height - height - gap)
        return Box(self.left, self.top, self.width, rest), Box(self.left, self.bottom - height, self.width, height)

    def cut_left(self, width: int, gap: int = 0) -> tuple["Box", "Box"]:
        """A column from the left, and what remains beside it and a gap."""
        width = min(width, self.width)
        rest = max(0, self.width - width - gap)
        return Box(self.left, self.top, width, self.height), Box(self.right - rest, self.top, rest, self.height)

    def columns(self, count: int, gap: int) -> list["Box"]:
        width = (self.width - gap * (count - 1)) // count
        return [Box(self.left + place * (width + gap), self.top, width, self.height) for place in range(count)]

    def rows(self, count: int, gap: int) -> list["Box"]:
        height = (self.height - gap * (count - 1)) // count
        return [Box(self.left, self.top + place * (height + gap), self.width, height) for place in range(count)]

    def grid(self, count: int, gap: int) -> list["Box"]:
        """That many boxes, `across` of them in a row."""
        down = -(-count // across(count))
        return [box for row in self.rows(down, gap) for box in row.columns(across(count), gap)][:count]


def across(count: int) -> int:
    """One to three side by side, four in two rows of two; any more in rows of three."""
    return count if count <= 3 else 2 if count == 4 else 3


def overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def inside(box: Box, outer: Sequence[int] = (0, 0, WIDTH, HEIGHT)) -> bool:
    left, top, width, height = outer
    return left <= box.left and top <= box.top and box.right <= left + width and box.bottom <= top + height
