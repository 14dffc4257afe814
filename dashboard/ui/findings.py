"""The finding above a page's cards: what the numbers say, each sentence with a link to the view that shows it."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from dashboard import metrics
from dashboard.scope import LINK_WORDS, Scope, default_scope
from dashboard.sentences import telling
from dashboard.sentences.overall import overall
from dashboard.sentences.sentence import Sentence
from dashboard.ui.blocks import sentence
from dashboard.ui.frame import page_address, say, view
from dashboard.ui.linking import plain

# Sentences about what is lacking stand below, in small print.
LACKING = ("absent", "incomplete")


def lead(scope: Scope, *ids: str, over: Sequence[str] = ()) -> None:
    """The page's finding: the first metric's level as a headline, why and how fast below it, then the others.

    Where the page stands for all of the metrics `over`, the headline is how these stand together.
    """
    found = telling.finding(view().snapshot, ids, scope)
    headline = [s for s in found if s.rule == "level"]
    if over and (together := overall(view().snapshot, metrics.read(view().snapshot, over, scope).values(), scope)):
        headline = [together]
    rest = [s for s in found if s not in headline and s.rule not in LACKING]
    sentence(*(_linked(each, scope) for each in headline))
    for words in (rest, [s for s in found if s.rule in LACKING]):
        if words:
            (st.markdown if words is rest else st.caption)("  \n".join(_linked(each, scope) for each in words))


def _linked(told: Sentence, scope: Scope) -> str:
    """The sentence, with a link behind it where the view that it speaks of is not the one that is shown."""
    words = plain(told.text)
    asked = {word: said for word, said in told.link.items() if word in LINK_WORDS}
    if told.page == page_address() and asked == scope.link(default_scope(view().snapshot)):
        return words
    address = f"{told.page or '.'}?{urlencode(told.link, doseq=True)}"
    return f'{words}\u2060[\u2009›]({address} "{say("Show this view")}")'
