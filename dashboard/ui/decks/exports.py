"""A deck as a file: the format chosen, made beside the server, its progress told, then handed over."""

import streamlit as st

from dashboard.decks.deck import Deck
from dashboard.outputs import jobs
from dashboard.outputs.files import FORMATS
from dashboard.outputs.jobs import Job
from dashboard.ui.frame import language, say, view
from dashboard.ui.linking import plain

JOBS = "deck.jobs"
# One file of one deck: what was asked for, and the making of it.
Asked = tuple[Deck, str, str, str]


def export(deck: Deck) -> None:
    """The popover's content: a format, a button, and what came of it."""
    names = {made.id: made.label(language()) for made in FORMATS.values()}
    chosen = st.radio(
        say("Format"), list(names), format_func=names.get, key="deck.format", label_visibility="collapsed"
    )
    asked = (deck, view().snapshot.id, language(), chosen)
    _made(asked)


@st.fragment
def _made(asked: Asked) -> None:
    job = _job(asked)
    if job is None:
        st.button(say("Make the file"), key="deck.make", type="primary", on_click=_start, args=(asked,))
    elif not job.is_over:
        _waiting(asked)
    elif job.failure:
        st.error(plain(job.failure(language())))
        st.button(say("Try again"), key="deck.again", on_click=_start, args=(asked,))
    else:
        _ready(job)


@st.fragment(run_every=0.7)
def _waiting(asked: Asked) -> None:
    """How far it is; when it is over the popover is drawn anew. Other readers are served meanwhile."""
    job = _job(asked)
    if job is None or job.is_over:
        st.rerun()
    st.progress(min(job.done, 1.0), text=say("The file is being made; you can go on reading."))


def _ready(job: Job) -> None:
    file = job.file
    st.download_button(
        say("Download"), file.content, file_name=file.name, mime=file.mime, key="deck.download", type="primary",
        on_click="ignore",
    )  # fmt: skip
    st.caption(plain(file.name))
    for caution in file.cautions:
        st.caption(f"△ {plain(caution(language()))}")


def _job(asked: Asked) -> Job | None:
    held = st.session_state.get(JOBS)
    return held[1] if held and held[0] == asked else None


def _start(asked: Asked) -> None:
    """One at a time for a reader: what was made before is let go."""
    deck, snapshot, spoken, format_id = asked
    job = jobs.start(deck, view().shelf.find(snapshot), spoken, format_id)
    st.session_state[JOBS] = (asked, job)
