"""What a bulletin says, in order, before it is set: headings, paragraphs, items, tables. It knows nothing of Word.

`trace` is the footnote of a block: where its numbers come from. FIELD (see elements) in words is for people to fill in.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """`level` 1 is 一、, 2 is （一）."""

    level: int
    words: str


@dataclass(frozen=True)
class Text:
    """A paragraph in a style."""

    words: str
    trace: str = ""
    style: str = "BodyText"


@dataclass(frozen=True)
class Item:
    """A numbered point (1.): what it is about in bold, then what is said of it."""

    lead: str
    words: str
    trace: str = ""


@dataclass(frozen=True)
class Column:
    """A column's head, and the `group` that it shares with its neighbours; numbers stand on the right. `room` are the
    ems that people need to write into it."""

    heading: str
    is_number: bool = False
    group: str = ""
    room: float = 0


@dataclass(frozen=True)
class Table:
    """Rows of words under heads; `note` stands below: window, units, what marks mean."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    trace: str
    note: str = ""


@dataclass(frozen=True)
class Annex:
    """The beginning of an annex, on a page of its own."""

    mark: str
    title: str


Block = Heading | Text | Item | Table | Annex
