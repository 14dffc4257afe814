"""A shown deck as a bulletin (简报) in Word, laid out after GB/T 9704-2012; every number traced by a footnote."""

from collections.abc import Callable

from dashboard.decks.shown import ShownDeck
from dashboard.outputs.bulletin import masthead, package, sections, setting
from dashboard.outputs.bulletin.words import told_numbers
from dashboard.text import say

__all__ = ["told_numbers", "write"]


def write(shown: ShownDeck, *, progress: Callable[[int, int], None] | None = None) -> bytes:
    """The bulletin as a .docx. `progress` is told (parts done, parts in all)."""
    said = [*masthead.masthead(shown), *sections.blocks(shown)]
    document = setting.blank(masthead.footer(shown), shown.language)
    setter = setting.Setter(shown.language)
    for done, block in enumerate(said, 1):
        setting.put(document, setter.set(block))
        if progress:
            progress(done, len(said))
    setter.footnotes.attach(document)
    package.describe(document, shown, say("Luzhou IP dashboard", shown.language))
    return package.packed(document)
