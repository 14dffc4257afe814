"""The sections of a bulletin, from what a deck shows: overall, by district, problems, next steps, and the annexes.

Nothing is written that the deck does not hold: what people decide are fields for people to fill in.
"""

from collections.abc import Iterator
from itertools import groupby

from dashboard import captions, numbers, text
from dashboard.decks.shown import Cards, Definition, DistrictMap, Figure, ShownDeck, ShownSlide
from dashboard.outputs.bulletin import facts, tabulated, tracing, words
from dashboard.outputs.bulletin.blocks import Annex, Block, Column, Heading, Item, Table, Text
from dashboard.outputs.bulletin.elements import FIELD
from dashboard.sentences.sentence import Sentence
from dashboard.text import say


def blocks(shown: ShownDeck) -> Iterator[Block]:
    """The whole bulletin below its masthead."""
    points = facts.of_deck(shown)
    yield from overall(shown)
    yield from by_district(shown)
    yield from problems(shown, points)
    yield from next_steps(shown, points)
    yield from annexes(shown)


# --- 一、总体情况 ------------------------------------------------------------------------------


def overall(shown: ShownDeck) -> Iterator[Block]:
    """A part for each slide: its finding, its cards, and where its figures are. A sentence that two slides share is
    read once."""
    spoken = shown.language
    yield Heading(1, say("Overall", spoken))
    if not shown.slides:
        yield Text(say("The deck has no slides.", spoken))
    told: set[str] = set()
    for slide in shown.slides:
        yield Heading(2, slide.title)
        new = [sentence for sentence in slide.findings if sentence.text not in told]
        told |= {sentence.text for sentence in new}
        if new:
            yield Text(Sentence.joined(new, spoken), tracing.of_sentences(new, slide, shown.snapshot, spoken))
        for view in slide.views:
            if isinstance(view, Cards):
                title = say("{name}: {view}", spoken, name=slide.title, view=view.title)
                yield tabulated.of_cards(view, title, tracing.of_cards(view, shown.snapshot, spoken), spoken)
        yield from _elsewhere(slide, shown)


def _elsewhere(slide: ShownSlide, shown: ShownDeck) -> Iterator[Text]:
    """Where the rest of a slide is told; what cannot be shown is named in its place."""
    spoken = shown.language
    for fault in slide.faults:
        told = say("“{view}” cannot be shown: {reason}.", spoken, view=fault.title, reason=_bare(fault.reason(spoken)))
        yield Text(told, style="Pointer")
    annexed = [view.title for view in slide.views if isinstance(view, Figure) and not is_by_district(view)]
    placed = [view.title for view in slide.views if isinstance(view, DistrictMap) or is_by_district(view)]
    parts = []
    if annexed:
        parts.append(say("Annex 1: {views}", spoken, views=text.listing(annexed, spoken)))
    if placed:
        parts.append(say("Section 2: {views}", spoken, views=text.listing(placed, spoken)))
    if parts:
        yield Text(say("See {places}.", spoken, places=say("; ", spoken).join(parts)), style="Pointer")
    if not slide.finding and not slide.views:
        yield Text(say("The slide holds no figures.", spoken))


def _bare(reason: str) -> str:
    return reason.rstrip(".。")


# --- 二、区县情况 ------------------------------------------------------------------------------


def is_by_district(view: object) -> bool:
    """Whether a figure's rows are told apart by district."""
    if not isinstance(view, Figure) or "district_code" not in view.rows:
        return False
    first = next((name for name in view.query.columns if name in view.rows), None)
    return "district_code" in (first, *numbers.placing(view.query))


def by_district(shown: ShownDeck) -> Iterator[Block]:
    spoken = shown.language
    views = [view for slide in shown.slides for view in slide.views]
    maps = list({(v.metric.id, v.scope): v for v in views if isinstance(v, DistrictMap)}.values())
    figures = [view for view in views if is_by_district(view)]
    yield Heading(1, say("The districts", spoken))
    if not maps and not figures:
        yield Text(say("The deck shows nothing by district.", spoken))
    if maps:
        yield Heading(2, say("Metrics and ranks of the districts", spoken))
        for view in maps:
            if words_of := _first_and_last(view, spoken):
                yield Text(words_of, tracing.of_districts([view], shown.snapshot, spoken))
        title = say("Metrics and ranks of the districts", spoken)
        for _, group in groupby(maps, key=lambda view: (view.scope.since, view.scope.until)):
            yield from tabulated.of_districts(
                list(group), title, lambda told: tracing.of_districts(told, shown.snapshot, spoken), spoken
            )
    for view in figures:
        yield Heading(2, view.title)
        yield tabulated.of_figure(view, tracing.of_figure(view, shown.snapshot, spoken), spoken)


def _first_and_last(view: DistrictMap, language: str) -> str:
    """Which districts come first and last; nothing where that is not known, or where several share the place."""
    known = view.rows[view.rows["value"].notna()]
    if len(known) < 2 or known["gaps"].any():
        return ""
    first, last = known.iloc[0], known.iloc[-1]
    if (known["value"] == first["value"]).sum() > 1 or (known["value"] == last["value"]).sum() > 1:
        return ""
    told = {"metric": view.metric.title(language)}
    for place, row in (("first", first), ("last", last)):
        told[place] = words.district_name(row["district_code"], language)
        told[f"{place}_value"] = captions.in_words(row["value"], view.metric.unit, language)
    return say("{metric}: {first} comes first with {first_value}, {last} last with {last_value}.", language, **told)


# --- 三、存在问题 ------------------------------------------------------------------------------


def problems(shown: ShownDeck, points: tuple[facts.Fact, ...]) -> Iterator[Block]:
    spoken = shown.language
    yield Heading(1, say("Problems", spoken))
    yield Text(say("The following points are drawn from the figures by rule; causes are not judged.", spoken)
               if points else say("By rule the figures show no lag, no decline and no gap.", spoken))  # fmt: skip
    for kind, group in groupby(points, key=lambda fact: fact.kind):
        yield Heading(2, say(facts.KINDS[kind], spoken))
        yield from (fact.item for fact in group)


# --- 四、下一步工作 ----------------------------------------------------------------------------


def next_steps(shown: ShownDeck, points: tuple[facts.Fact, ...]) -> Iterator[Block]:
    """Questions and notes of the deck as they are; measures, units and dates are for people to write."""
    spoken = shown.language
    yield Heading(1, say("Next steps", spoken))
    asked = [(slide.title, question) for slide in shown.slides for question in slide.questions]
    noted = [(slide.title, slide.notes) for slide in shown.slides if slide.notes]
    for title, told in ((text.phrase("Questions to look into"), asked), (text.phrase("Notes on the slides"), noted)):
        if told:
            yield Heading(2, say(title, spoken))
            yield from (Item(lead, said) for lead, said in told)
    yield Heading(2, say("Work to be arranged", spoken))
    yield Text(say("To be written by the units in charge; the dashboard makes no plans.", spoken), style="TableLead")
    yield _plan(points, spoken)


def _plan(points: tuple[facts.Fact, ...], language: str) -> Table:
    """A line for each lag and decline, and one more; all but its subject open."""
    subjects = dict.fromkeys(fact.lead for fact in points if fact.kind in ("pace", "change"))
    heads = (
        Column(say("No.", language)),
        Column(say("Subject", language), room=9),
        Column(say("Measure", language), room=18),
        Column(say("Unit in charge", language), room=7),
        Column(say("Due by", language), room=6),
    )
    rows = tuple((str(n), subject, FIELD, FIELD, FIELD) for n, subject in enumerate([*subjects, FIELD], 1))
    return Table(say("Work to be arranged", language), heads, rows, trace="")


# --- 附件 -------------------------------------------------------------------------------------


def annexes(shown: ShownDeck) -> Iterator[Block]:
    spoken = shown.language
    figures = [v for slide in shown.slides for v in slide.views if isinstance(v, Figure) and not is_by_district(v)]
    yield Text(say("Annexes: 1. Tables of the figures; 2. Definitions and sources", spoken), style="AnnexList")
    yield Annex(say("Annex 1", spoken), say("Tables of the figures", spoken))
    if not figures:
        yield Text(say("The deck holds no other figures.", spoken))
    for view in figures:
        yield tabulated.of_figure(view, tracing.of_figure(view, shown.snapshot, spoken), spoken)
    yield Annex(say("Annex 2", spoken), say("Definitions and sources", spoken))
    yield from _definitions(shown)
    lines = dict.fromkeys(line for slide in shown.slides for line in slide.sources)
    yield Text(say("Sources", spoken), style="Caption")
    yield from (Text(line, style="SourceLine") for line in lines)
    yield from _citations(shown)


def _citations(shown: ShownDeck) -> Iterator[Text]:
    """A line for each card: the dashboard leads back from it to the number, and tells whether it still holds."""
    spoken = shown.language
    cards = [view for slide in shown.slides for view in slide.views if isinstance(view, Cards)]
    lines = dict.fromkeys(line for view in cards for line in tracing.citations(view, shown.snapshot))
    if lines:
        yield Text(say("Citations", spoken), style="Caption")
        yield Text(
            say("Each line stands for one number: the dashboard opens it and tells whether it still holds.", spoken),
            style="SourceLine",
        )
        yield from (Text(line, style="SourceLine") for line in lines)


def _definitions(shown: ShownDeck) -> Iterator[Table]:
    spoken = shown.language
    known: dict[Definition, None] = dict.fromkeys(d for slide in shown.slides for d in slide.definitions)
    if not known:
        return
    heads = tuple(
        Column(say(head, spoken))
        for head in (
            text.phrase("Metric or figure"),
            text.phrase("Unit"),
            text.phrase("Meaning"),
            text.phrase("Caveat"),
        )
    )
    rows = tuple((d.name, d.unit or text.MISSING, d.about, d.caveat or text.MISSING) for d in known)
    yield Table(say("Definitions", spoken), heads, rows, trace="")
