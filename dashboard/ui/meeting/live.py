"""What changes while a meeting goes on: answers to the floor, minutes, a newer snapshot. A fragment: the deck stays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

import streamlit as st

from dashboard import catalog
from dashboard.decks import meeting as meetings
from dashboard.decks import minutes
from dashboard.decks.minutes import Entry, Refused
from dashboard.outputs import stage
from dashboard.scope import default_scope
from dashboard.ui.frame import choose, language, pages, say
from dashboard.ui.meeting import words

KEY = "meeting.live"
HELD = "meeting"
TOLD = "meeting.told"
ENDED = "meeting.ended"
# Seconds until a snapshot that was published meanwhile is noticed.
LOOKS = 20
SCRIPT = """
export default function ({ data, setTriggerValue }) {
  const hub = (globalThis.luzhouMeeting ??= {})
  hub.emit = (event) => setTriggerValue("event", event)
  hub.live = data
  hub.hear?.(data)
}
"""


@dataclass(frozen=True)
class Told:
    """What was last answered and said to the presenter; `sent` in them is the event that it answers."""

    answer: Mapping[str, object] | None = None
    said: Mapping[str, object] | None = None


@st.fragment(run_every=LOOKS)
def live() -> None:
    """The part that hears what the presenter does, and answers."""
    held, told = st.session_state.get(HELD), st.session_state[TOLD]
    if held is None:
        _leave()
    kept, fault = _minutes(held.meeting)
    data = {
        "answer": told.answer,
        "said": told.said,
        "fault": fault,
        "minutes": kept,
        "newer": meetings.newer(held.meeting, catalog.shelf()) or "",
    }
    _component()(key=KEY, data=data, height=1, on_event_change=_heard)


def _minutes(begun: meetings.Meeting) -> tuple[dict[str, dict], str]:
    """{slide: what earlier meetings left and this one wrote}, or why the minutes cannot be read."""
    try:
        entries = minutes.of_deck(begun.deck.id)
    except Refused as refused:
        return {}, refused.reason(language())
    found = {}
    for slide in begun.deck.slides:
        former = minutes.of_slide(entries, slide.id, before=begun.began_at)
        now = minutes.of_meeting(entries, slide.id, since=begun.began_at)
        if former or now:
            found[slide.id] = {"former": [words.recalled(r) for r in former], "now": [words.written(e) for e in now]}
    return found, ""


# --- what the presenter does --------------------------------------------------------------------


def _heard() -> None:
    event = st.session_state.get(KEY, {}).get("event")
    if event:
        _ACTS[event["act"]](event)


def _ask(event: Mapping) -> None:
    held, number = st.session_state[HELD], int(event["number"])
    shown = meetings.answer(held.meeting, number, event["question"], catalog.shelf(), language())
    _tell(
        answer={
            "sent": event["sent"],
            "number": number,
            "slide": stage.slide(shown, language()),
            "sentence": shown.scope_sentence,
        }
    )


def _add(event: Mapping) -> None:
    """Keep what was written; what is refused, and what should be noticed, is told beside the form."""
    try:
        made = minutes.add(_entry(event))
    except Refused as refused:
        _say(event, refused.reason(language()), is_refused=True)
        return
    noticed = minutes.warning(made)
    _say(event, noticed(language()) if noticed else say("Saved."))


def _entry(event: Mapping) -> Entry:
    begun = st.session_state[HELD].meeting
    return minutes.entry(
        begun.deck.id,
        begun.deck.slides[int(event["number"]) - 1].id,
        str(event["kind"]),
        str(event["text"]),
        owner=str(event["owner"]),
        due_on=str(event["due"]),
        snapshot=begun.snapshot.id,
        written_at=_now(),
    )


def _settle(event: Mapping) -> None:
    day = _now().date() if event["act"] == "complete" else None
    _change(event, lambda deck: minutes.complete(deck, event["id"], on=day))


def _remove(event: Mapping) -> None:
    _change(event, lambda deck: minutes.remove(deck, event["id"]))


def _change(event: Mapping, act: Callable[[str], None]) -> None:
    try:
        act(st.session_state[HELD].meeting.deck.id)
    except Refused as refused:
        _say(event, refused.reason(language()), is_refused=True)


def _end(event: Mapping) -> None:
    """Let go of the snapshot: what came into force meanwhile is what pages show from now on."""
    begun = st.session_state.pop(HELD).meeting
    st.session_state[ENDED] = begun.deck.id
    newest = catalog.shelf().find(meetings.newer(begun, catalog.shelf()))
    if newest and begun.is_on_newest:
        scope = default_scope(newest)
        choose(snapshot=newest.id, since=scope.since, until=scope.until, within=None, versus=None)


def _leave() -> None:
    """Back to the deck, or to the overview where there is no page of decks."""
    target = pages().get("decks")
    if target:
        st.switch_page(target, query_params={"deck": st.session_state.pop(ENDED, "")})
    st.switch_page(pages()[""])


_ACTS = {"ask": _ask, "add": _add, "complete": _settle, "reopen": _settle, "remove": _remove, "end": _end}


def _say(event: Mapping, said: str, *, is_refused: bool = False) -> None:
    _tell(said={"sent": event["sent"], "text": said, "isRefused": is_refused})


def _tell(**told: object) -> None:
    st.session_state[TOLD] = replace(st.session_state[TOLD], **told)


def _now() -> datetime:
    return datetime.now().astimezone().replace(microsecond=0)


@cache
def _component() -> Callable:
    return st.components.v2.component("luzhou_meeting_live", js=SCRIPT)
