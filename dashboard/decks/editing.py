"""Changes to a deck as it is written down: slides moved, joined, taken out, added. Each returns another deck."""

from collections.abc import Iterable
from dataclasses import replace

from dashboard.decks.deck import Deck, Slide, View

# What has room on one slide.
MOST_VIEWS = 4


def moved(deck: Deck, slide_id: str, by: int) -> Deck:
    """The slide so many places further down (negative: up); at either end it stays."""
    slides = list(deck.slides)
    place = place_of(deck, slide_id)
    target = min(max(place + by, 0), len(slides) - 1)
    slides.insert(target, slides.pop(place))
    return replace(deck, slides=tuple(slides))


def without(deck: Deck, slide_id: str) -> Deck:
    return replace(deck, slides=tuple(s for s in deck.slides if s.id != slide_id))


def changed(deck: Deck, slide: Slide) -> Deck:
    """The deck with this slide in place of the one with its id."""
    return replace(deck, slides=tuple(slide if s.id == slide.id else s for s in deck.slides))


def added(deck: Deck, slides: Iterable[Slide]) -> Deck:
    """The deck with these slides at its end; an id that is taken gets a number."""
    held = list(deck.slides)
    for slide in slides:
        held.append(replace(slide, id=free_id(slide.id, held)))
    return replace(deck, slides=tuple(held))


def free_id(wanted: str, slides: Iterable[Slide]) -> str:
    """The id, or the first of `id-2`, `id-3`, … that no slide has."""
    taken = {slide.id for slide in slides}
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def can_join(deck: Deck, slide_id: str) -> bool:
    """Whether the slide's views have room on the one above, in the same scope: a slide has one."""
    place = place_of(deck, slide_id)
    if place == 0:
        return False
    above, slide = deck.slides[place - 1 : place + 1]
    return dict(above.scope) == dict(slide.scope) and len(_together(above, slide)) <= MOST_VIEWS


def joined(deck: Deck, slide_id: str) -> Deck:
    """The slide's views put on the one above, with what it says if the one above says nothing."""
    place = place_of(deck, slide_id)
    above, slide = deck.slides[place - 1 : place + 1]
    one = replace(
        above,
        views=_together(above, slide),
        finding=tuple(dict.fromkeys((*above.finding, *slide.finding))),
        says=above.says or slide.says,
        notes=above.notes or slide.notes,
        questions=(*above.questions, *slide.questions),
    )
    return changed(without(deck, slide_id), one)


def _together(above: Slide, slide: Slide) -> tuple[View, ...]:
    """The views of both; cards that follow cards stand in one row."""
    first, *others = slide.views or (None,)
    if first and first.metrics and above.views and above.views[-1].metrics:
        last = above.views[-1]
        row = replace(last, metrics=tuple(dict.fromkeys((*last.metrics, *first.metrics))))
        return (*above.views[:-1], row, *others)
    return (*above.views, *slide.views)


def view_moved(slide: Slide, place: int, by: int) -> Slide:
    views = list(slide.views)
    views.insert(min(max(place + by, 0), len(views) - 1), views.pop(place))
    return replace(slide, views=tuple(views))


def view_removed(slide: Slide, place: int) -> Slide:
    return replace(slide, views=slide.views[:place] + slide.views[place + 1 :])


def place_of(deck: Deck, slide_id: str) -> int:
    """Where in the deck the slide stands, from 0."""
    return next(place for place, slide in enumerate(deck.slides) if slide.id == slide_id)
