"""Recording of pushes beside what fits: one click keeps it; what was recorded can be taken back and told its outcome."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard import catalog, text, warehouse
from dashboard.matching import pushes, source
from dashboard.matching.pushes import Push, Refused, Repeated
from dashboard.matching.source import Demand, Offer
from dashboard.ui.frame import language, say, view
from dashboard.ui.linking import plain

KEY = "pushing"
CITY_TIME = ZoneInfo("Asia/Shanghai")
FINAL = ("contracted", "declined")
SHOWN = 20


class Recorder(NamedTuple):
    """Who records, how offers reach the demander, and what was recorded so far."""

    by: str
    channel: str
    held: tuple[Push, ...]


def recorder() -> Recorder:
    """Said once, kept for the session: then a push is one click."""
    codes = {c.code: c.label(language()) for c in catalog.contracts()["pushes"].fields["channel"].codes}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = st.text_input(
            say("Recorded by"), key=f"{KEY}.by", max_chars=pushes.LONGEST_NAME, width=200, persist_state="session",
            placeholder=say("Name or office"),
        )  # fmt: skip
        channel = st.segmented_control(
            say("Channel"), list(codes), format_func=codes.get, key=f"{KEY}.channel", default=next(iter(codes)),
            required=True, width="content", persist_state="session",
        )  # fmt: skip
        st.text_input(
            say("Note for the next push"), key=f"{KEY}.note", max_chars=pushes.LONGEST_NOTE, width="stretch",
            placeholder=say("optional"),
        )  # fmt: skip
    if not by.strip():
        # Said in sight: a row of pale buttons alone looks broken.
        st.caption(say("Say who records it: then each push is one click."))
    _told()
    return Recorder(by.strip(), channel, tuple(_mine()))


def _told() -> None:
    """What became of the last click."""
    if refused := st.session_state.pop(f"{KEY}.refused", None):
        reason, again = refused
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(reason(language()))
            if again:
                st.button(say("Record it again"), key=f"{KEY}.again", on_click=_record, args=(again, True))
    if done := st.session_state.pop(f"{KEY}.done", None):
        st.toast(done)


def button(recorder: Recorder, demand: Demand, offer: Offer, before: str | None) -> None:
    """The one click; and what was pushed before."""
    key = f"{KEY}.push.{demand.no}.{offer.no}"
    st.button(
        say("Record push"), key=key, on_click=_pushed, args=(recorder, demand, offer), width="stretch",
        disabled=not recorder.by, help=None if recorder.by else say("Say first who records it."),
    )  # fmt: skip
    held = [p.pushed_on.isoformat() for p in recorder.held if (p.demand_no, p.offer_no) == (demand.no, offer.no)]
    if last := max([*held, *([before] if before else [])], default=None):
        st.caption(say("✓ pushed on {day}", day=last))


def _pushed(recorder: Recorder, demand: Demand, offer: Offer) -> None:
    push = pushes.new(
        demand.no,
        offer.no,
        offer.kind,
        channel=recorder.channel,
        by=recorder.by,
        at=datetime.now(CITY_TIME),
        note=st.session_state.get(f"{KEY}.note", ""),
        district_code=demand.district,
        industry_code=demand.chain,
        is_demonstration=view().snapshot.is_demonstration,
    )
    _record(push)


def _record(push: Push, again: bool = False) -> None:
    try:
        pushes.record(push, again=again)
    except Repeated as error:
        st.session_state[f"{KEY}.refused"] = error.reason, push
    except Refused as error:
        st.session_state[f"{KEY}.refused"] = error.reason, None
    else:
        st.session_state[f"{KEY}.note"] = ""
        st.session_state[f"{KEY}.done"] = say("Push {no} recorded.", no=push.push_no)


# --- what was recorded --------------------------------------------------------------------------


def _mine() -> list[Push]:
    """The standing pushes of the ledger that belong beside this snapshot: demonstration and real ones never mix."""
    is_demonstration = view().snapshot.is_demonstration
    return [p for p in pushes.read().standing if p.is_demonstration == is_demonstration]


def recorded(con: warehouse.Connection) -> None:
    """Pushes recorded since the snapshot, and earlier ones whose outcome is open; newest first."""
    within = source.pushes_within(con)
    shown = [p for p in _mine() if not _is_within(p, within) or p.outcome not in FINAL][::-1]
    unreadable = pushes.read().unreadable
    with st.container(border=True, gap="small"):
        st.markdown(f"**{say('Recorded since this snapshot')}**")
        label = [say("Demonstration data")] if view().snapshot.is_demonstration else []
        st.caption(" · ".join([say("They become records with the next publish."), *label]))
        if unreadable:
            st.warning(say("{count} lines of the ledger cannot be read and are left as they are.", count=unreadable))
        if not shown:
            st.caption(say("No push recorded yet: “Record push” beside a match keeps one here."))
        for push in shown[:SHOWN]:
            _line(con, push, _is_within(push, within))
        if len(shown) > SHOWN:
            st.caption(say("The newest {shown} of {count}.", shown=SHOWN, count=text.number(len(shown), language())))


def _is_within(push: Push, within: set[tuple]) -> bool:
    return (push.push_no,) in within or push.what in within


def _line(con: warehouse.Connection, push: Push, is_within: bool) -> None:
    told, answer, back = st.columns([6.4, 1.8, 1.2], vertical_alignment="center")
    with told, st.container(gap=None):
        offer = source.offers(con, [(push.offer_kind, push.offer_no)]).get((push.offer_kind, push.offer_no))
        demand = next(iter(source.demands(con, [push.demand_no])), None)
        names = [offer.title if offer else push.offer_no, demand.title if demand else push.demand_no]
        st.markdown(" → ".join(plain(name) for name in names))
        state = say("in this snapshot") if is_within else say("not in a snapshot yet")
        channel = _coded("channel", push.channel)
        facts = [text.day(push.pushed_on, language()), channel, push.by, push.note, state, push.push_no]
        st.caption(" · ".join(plain(fact) for fact in facts if fact))
    with answer:
        _outcome(push)
    with back:
        by = st.session_state.get(f"{KEY}.by", "").strip()
        st.button(
            say("Undo"), key=f"{KEY}.undo.{push.push_no}", type="tertiary", on_click=_undo, args=(push, by),
            disabled=" ".join(by.split()) != push.by, help=say("Whoever recorded a push can take it back; the ledger keeps both."),
        )  # fmt: skip


def _outcome(push: Push) -> None:
    codes = {c.code: c.label(language()) for c in catalog.contracts()["pushes"].fields["outcome"].codes}
    key = f"{KEY}.outcome.{push.push_no}"
    st.session_state[key] = push.outcome
    st.selectbox(
        say("Outcome"), list(codes), format_func=codes.get, key=key, label_visibility="collapsed",
        on_change=_tell_outcome, args=(push, key),
    )  # fmt: skip


def _tell_outcome(push: Push, key: str) -> None:
    now = datetime.now(CITY_TIME)
    by = st.session_state.get(f"{KEY}.by", "").strip() or push.by
    _tried(lambda: pushes.tell_outcome(push.push_no, st.session_state[key], on=now.date(), by=by, at=now))


def _undo(push: Push, by: str) -> None:
    _tried(lambda: pushes.undo(push.push_no, by=by, at=datetime.now(CITY_TIME)))


def _tried(act: Callable[[], None]) -> None:
    try:
        act()
    except Refused as error:
        st.session_state[f"{KEY}.refused"] = error.reason, None


def _coded(field: str, code: str) -> str:
    return catalog.word_of(catalog.contracts()["pushes"].fields[field].codes, code, language())
