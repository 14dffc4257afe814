"""What the stage itself says: its keys, its panels, the presenter's window."""

from dashboard.text import say


def words(language: str) -> dict[str, object]:
    """Wordings by the name that the script calls them by; {braces} are filled there."""
    return {
        "deck": say("Slides", language),
        "slide": say("slide", language),
        "at": say("Slide {number} of {count}", language),
        "rows": say("{shown} of {rows} rows", language),
        "columns": say("Columns not shown here: {count}", language),
        "broken": say("This view cannot be shown", language),
        "next": say("Next", language),
        "end": say("End of the deck", language),
        "notes": say("Speaker notes", language),
        "no_notes": say("No notes for this slide.", language),
        "questions": say("Likely questions", language),
        "definitions": say("Definitions", language),
        "sources": say("Sources", language),
        "elapsed": say("Elapsed", language),
        "clock": say("Time of day", language),
        "again": say("Start again", language),
        "allow": say("The browser has blocked the presenter's window. Allow pop-up windows for this page.", language),
        "to": say("To slide {number}", language),
        "blank": say("The screen is blank. Any key brings it back.", language),
        "close": say("Close", language),
        "back": say("Back to the deck", language),
        "keys": _keys(language),
    }


def _keys(language: str) -> dict[str, str]:
    """What each key does, by the name of the act."""
    return {
        "forth": say("Next slide", language),
        "back": say("Previous slide", language),
        "first": say("First slide", language),
        "last": say("Last slide", language),
        "number": say("Slide by its number", language),
        "overview": say("Overview", language),
        "presenter": say("Presenter view", language),
        "meaning": say("Definitions and sources", language),
        "tables": say("Figures as tables", language),
        "look": say("Dark or light", language),
        "blank": say("Blank screen", language),
        "full": say("Full screen", language),
        "help": say("Keys", language),
    }
