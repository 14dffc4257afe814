"""A deck's minutes outside the meeting: all that was written on its slides, as a table and as a file."""

import csv
import io

import streamlit as st

from dashboard.decks import minutes
from dashboard.decks.deck import Deck
from dashboard.decks.minutes import Refused
from dashboard.ui.frame import language, say


def minutes_kept(deck: Deck) -> None:
    """The button that opens a deck's minutes, where there are any; or why they cannot be read."""
    try:
        entries = minutes.of_deck(deck.id)
    except Refused as refused:
        st.warning(refused.reason(language()))
        return
    if not entries:
        return
    titles = {slide.id: slide.title(language()) for slide in deck.slides}
    rows = minutes.rows(entries, titles, language())
    with st.popover(say("Minutes ({number})", number=len(rows))):
        st.dataframe(rows, hide_index=True, width="content")
        name = f"{deck.title(language())}_{say('Minutes')}.csv"
        st.download_button(say("Download CSV"), csv_of(rows), file_name=name, mime="text/csv", on_click="ignore")


def csv_of(rows: list[dict[str, str]]) -> bytes:
    """For a spreadsheet in Chinese; what people typed is never a formula there."""
    page = io.StringIO()
    writer = csv.DictWriter(page, list(rows[0]))
    writer.writeheader()
    writer.writerows(
        {name: f"'{cell}" if cell.startswith(tuple("=+-@")) else cell for name, cell in row.items()} for row in rows
    )
    return page.getvalue().encode("utf-8-sig")
