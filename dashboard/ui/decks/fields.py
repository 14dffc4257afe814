"""What can be typed and chosen of a deck and of a slide: words in both languages, the order of views, the scope."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import zip_longest

import streamlit as st

from dashboard import captions, catalog, queries, text
from dashboard.catalog import Label
from dashboard.decks import collecting, editing
from dashboard.decks.deck import PERIODS, Deck, Slide, View
from dashboard.decks.showing import scope_of
from dashboard.scope import first_month, month_end, months_later
from dashboard.ui.frame import language, say, view

# Takes a changed slide.
Keep = Callable[[Slide], None]
STAYS, AS_DECK = "stays", "deck"


def deck_fields(deck: Deck) -> Deck:
    """The deck with the title and the purpose that are typed."""
    key = f"deck.field.{deck.id}"
    _label(say("Title"), deck.title, f"{key}.title")
    _label(say("Purpose"), deck.about, f"{key}.about")
    return replace(deck, title=_said(deck.title, f"{key}.title") or deck.title, about=_said(deck.about, f"{key}.about"))


def slide_fields(slide: Slide, deck: Deck, keep: Keep) -> Slide:
    """The slide with what is typed and chosen; what is pressed is kept at once."""
    key = key_of(slide, deck.id)
    _label(say("Title"), slide.title, f"{key}.title")
    finding = _finding(slide, key)
    _label(say("Own words in its place"), slide.says, f"{key}.says", tall=True)
    scope = _scope(slide, deck, key, keep)
    _views(slide, keep)
    _label(say("Notes for the presenter"), slide.notes, f"{key}.notes", tall=True)
    _label(say("Likely questions, one a line"), _lines(slide.questions), f"{key}.questions", tall=True)
    return replace(typed(slide, deck.id), finding=finding, scope=scope)


def typed(slide: Slide, deck_id: str) -> Slide:
    """The slide with what stands in the text boxes by now, be their sheet closed already."""
    key = key_of(slide, deck_id)
    return replace(
        slide,
        title=_said(slide.title, f"{key}.title") or slide.title,
        says=_said(slide.says, f"{key}.says"),
        notes=_said(slide.notes, f"{key}.notes"),
        questions=_questions(_said(_lines(slide.questions), f"{key}.questions")),
    )


def key_of(slide: Slide, deck_id: str) -> str:
    return f"deck.field.{deck_id}.{slide.id}"


def _label(name: str, held: Label | None, key: str, *, tall: bool = False) -> None:
    """Boxes for a wording in both languages; one of them is enough and stands for both."""
    zh, en = _pair(held)
    left, right = st.columns(2)
    box = "text_area" if tall else "text_input"
    getattr(left, box)(f"{name} · 中文", value=zh, key=f"{key}.zh")
    getattr(right, box)(f"{name} · English", value=en, key=f"{key}.en", placeholder=zh or None)


def _pair(held: Label | None) -> tuple[str, str]:
    return (held.zh, held.en if held.en != held.zh else "") if held else ("", "")


def _said(held: Label | None, key: str) -> Label | None:
    """What stands in the two boxes, else what was held."""
    zh, en = _pair(held)
    zh, en = (st.session_state.get(f"{key}.{spoken}", said).strip() for spoken, said in (("zh", zh), ("en", en)))
    return Label(en or zh, zh or en) if zh or en else None


def _finding(slide: Slide, key: str) -> tuple[str, ...]:
    """Which metrics the sentence is made of."""
    known = {name: metric.title(language()) for name, metric in queries.metrics().items()}
    chosen = st.multiselect(
        say("The finding is told of"), list(known), default=[n for n in slide.finding if n in known],
        format_func=known.get, key=f"{key}.finding", placeholder=say("Metrics"),
    )  # fmt: skip
    return (*chosen, *(name for name in slide.finding if name not in known))


def _lines(questions: tuple[Label, ...]) -> Label | None:
    """One a line, the languages side by side."""
    en, zh = ("\n".join(question(spoken) for question in questions) for spoken in ("en", "zh"))
    return Label(en, zh) if questions else None


def _questions(lines: Label | None) -> tuple[Label, ...]:
    if lines is None:
        return ()
    pairs = zip_longest(lines.en.splitlines(), lines.zh.splitlines(), fillvalue="")
    return tuple(Label(en.strip() or zh.strip(), zh.strip() or en.strip()) for en, zh in pairs if (en + zh).strip())


# --- views ----------------------------------------------------------------------------------------


def name_of(shown: View) -> str:
    """A view as a reader knows it; one whose query is gone by its file's name."""
    try:
        return collecting.title_of(shown)(language())
    except (FileNotFoundError, KeyError, queries.HeaderError):
        return shown.name


def _views(slide: Slide, keep: Keep) -> None:
    """The order of the views, and what is taken off."""
    st.caption(say("Views"))
    for place, shown in enumerate(slide.views):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False):
            st.markdown(f"{place + 1} · {name_of(shown)}", width="stretch")
            acts = {
                "↑": (say("Move up"), lambda p: editing.view_moved(slide, p, -1), place == 0),
                "↓": (say("Move down"), lambda p: editing.view_moved(slide, p, 1), place == len(slide.views) - 1),
                "×": (say("Take off"), lambda p: editing.view_removed(slide, p), len(slide.views) == 1),
            }
            for sign, (meaning, change, is_off) in acts.items():
                st.button(
                    sign, key=f"deck.views.{sign}.{slide.id}.{place}", type="tertiary", help=meaning, disabled=is_off,
                    on_click=lambda change=change, place=place: keep(change(place)),
                )  # fmt: skip


# --- scope ----------------------------------------------------------------------------------------


def _scope(slide: Slide, deck: Deck, key: str, keep: Keep) -> dict[str, tuple[str, ...]]:
    """The scope of the slide: a period that follows the snapshot or stays, districts, or that of the pages."""
    shown = view()
    held = scope_of(deck, slide, shown.shelf, shown.snapshot, language())
    st.caption(f"{say('Scope')} · {captions.scope_sentence(held)}")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        said = _period(slide, held.since, held.until, key)
        names = {c.code: c.label(language()) for c in catalog.code_list("districts")}
        districts = st.multiselect(
            say("Districts"), list(names), default=list(held.districts), format_func=names.get, key=f"{key}.district",
            placeholder=say("Whole city"), width=260,
        )  # fmt: skip
        page = st.session_state["scope"]
        st.button(
            say("Take the scope of the pages"), key=f"{key}.take", on_click=_take, args=(slide, key, keep),
            help=captions.scope_sentence(page),
        )  # fmt: skip
    rest = {w: v for w, v in slide.scope.items() if w not in ("period", "since", "until", "district")}
    if districts:
        rest["district"] = (",".join(districts),)
    elif "district" in deck.scope:
        rest["district"] = ("",)
    return rest | said


def _period(slide: Slide, since: date, until: date, key: str) -> dict[str, tuple[str, ...]]:
    names = {AS_DECK: say("As in the whole deck"), STAYS: say("Stays as it is")}
    names |= {period: collecting.PERIOD_NAMES[period](language()) for period in PERIODS}
    held = slide.scope.get("period", (STAYS if "until" in slide.scope else AS_DECK,))[0]
    chosen = st.selectbox(
        say("Period"), list(names), index=list(names).index(held), format_func=names.get, key=f"{key}.period", width=220
    )
    if chosen == AS_DECK:
        return {}
    if chosen != STAYS:
        return {"period": (chosen,)}
    return collecting.period_words(None, *_months(since, until, key))


def _months(since: date, until: date, key: str) -> tuple[date, date]:
    """Two months of one's own."""
    snapshot = view().snapshot
    last = months_later(snapshot.as_of, 0)
    months = [last]
    while months[-1] > first_month(snapshot):
        months.append(months_later(months[-1], -1))
    shown = language()
    chosen = [
        st.selectbox(
            label,
            months,
            index=months.index(months_later(held, 0)),
            key=f"{key}.{label}",
            width=150,
            format_func=lambda m: text.month(m, shown),
        )
        for label, held in ((say("From"), since), (say("To"), until))
    ]
    return min(chosen), month_end(max(chosen))


def _take(slide: Slide, key: str, keep: Keep) -> None:
    """The scope that the pages are in now; the widgets begin anew from it."""
    keep(replace(slide, scope=collecting.words_of(st.session_state["scope"], view().snapshot)))
    for name in [n for n in st.session_state if str(n).startswith(key)]:
        del st.session_state[name]
