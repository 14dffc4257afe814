"""The top of the first page: the bulletin's name, number and period, who issues it and when, what to know first."""

from collections.abc import Iterator
from datetime import date

from dashboard import text
from dashboard.decks.shown import ShownDeck
from dashboard.outputs.bulletin.blocks import Text
from dashboard.outputs.bulletin.elements import FIELD
from dashboard.text import say


def masthead(shown: ShownDeck) -> Iterator[Text]:
    """Number and issuing unit are for people to fill in: the dashboard knows neither."""
    spoken = shown.language
    yield Text(say("IP Bulletin of Luzhou", spoken), style="BulletinName")
    yield Text(say("No. {number}", spoken, number=FIELD), style="BulletinIssue")
    as_of = say("Data as of {day}", spoken, day=text.day(shown.snapshot.as_of, spoken))
    yield Text(f"{say('Issued by: {unit}', spoken, unit=FIELD)}\t{as_of}", style="BulletinIssuer")
    yield Text(shown.title, style="Title")
    if period := _period(shown):
        yield Text(say("({period})", spoken, period=period), style="Subtitle")
    yield from (Text(notice, style="Notice") for notice in notices(shown))


def _period(shown: ShownDeck) -> str:
    """The months that the slides tell of, where they all tell of the same."""
    spans = {(slide.scope.since, slide.scope.until) for slide in shown.slides}
    return text.period(*spans.pop(), shown.language) if len(spans) == 1 else ""


def notices(shown: ShownDeck) -> Iterator[str]:
    """What every page must say besides its numbers."""
    spoken = shown.language
    if shown.snapshot.is_demonstration:
        yield say("Demonstration data: made to show the dashboard, not to be cited.", spoken)
    if day := incomplete(shown):
        yield text.incomplete_sentence(day, spoken)


def incomplete(shown: ShownDeck) -> date | None:
    """The first day after which any slide lacks data of its period."""
    return min((slide.incomplete for slide in shown.slides if slide.incomplete), default=None)


def footer(shown: ShownDeck) -> str:
    """The line of every page."""
    day = incomplete(shown)
    parts = [
        shown.footer,
        say("complete through {day}", shown.language, day=text.day(day, shown.language)) if day else "",
    ]
    return " · ".join(filter(None, parts))
