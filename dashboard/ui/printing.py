"""The page that is open, taken away: as PDF or as an image, made beside the server and exactly as its link shows it."""

from urllib.parse import urlencode

import streamlit as st

from dashboard import captions, text
from dashboard.outputs.jobs import Job
from dashboard.ui.blocks import is_dark
from dashboard.ui.frame import language, page_address, pages, say, view
from dashboard.ui.linking import plain

PRINTED = "take.printed"
FULL_SCREEN = ("meeting", "wall")
# One print of one page: its address, its look, its kind.
Asked = tuple[str, bool, str]


def take_page() -> None:
    """A small menu in the title bar; what fills a screen by itself is taken away as a deck."""
    if page_address() not in FULL_SCREEN:
        with st.container(key="take", width="content"):
            _take(pages()[page_address()].title)


@st.fragment
def _take(title: str) -> None:
    """What the menu holds is made when it is opened; nothing of it is seen in a print."""
    menu = st.popover(say("Take this page"), type="tertiary", key="take.menu", on_change="rerun")
    if menu.open:
        with menu:
            _menu(title)


def _menu(title: str) -> None:
    # Only who prints needs what prints.
    from dashboard.outputs import printing

    kinds = {printing.PDF: say("PDF, sheets of A4"), printing.PNG: say("Image of the whole page (PNG)")}
    kind = st.radio(say("Format"), list(kinds), format_func=kinds.get, key="take.kind", label_visibility="collapsed")
    asked = (_address(), is_dark(), kind)
    st.caption(say("As the page's link shows it: with its filters, period and snapshot."))
    job = _job(asked)
    if job is None:
        st.button(say("Make the file"), key="take.make", type="primary", on_click=_start, args=(asked, title))
    elif not job.is_over:
        _waiting(asked)
    elif job.failure:
        st.error(plain(job.failure(language())))
        st.button(say("Try again"), key="take.again", on_click=_start, args=(asked, title))
    else:
        made = {"file_name": job.file.name, "mime": job.file.mime, "key": "take.download", "on_click": "ignore"}
        st.download_button(say("Download"), job.file.content, type="primary", **made)
        st.caption(plain(job.file.name))


@st.fragment(run_every=0.7)
def _waiting(asked: Asked) -> None:
    job = _job(asked)
    if job is None or job.is_over:
        st.rerun()
    st.progress(min(job.done, 1.0), text=say("The file is being made; you can go on reading."))


def _job(asked: Asked) -> Job | None:
    held = st.session_state.get(PRINTED)
    return held[1] if held and held[0] == asked else None


def _start(asked: Asked, title: str) -> None:
    """One at a time for a reader: what was made before is let go."""
    from dashboard.outputs import printing

    address, dark, kind = asked
    snapshot, scope = view().snapshot, view().scope
    period = text.period(scope.since, scope.until, language())
    place = captions.place_of(scope) or text.CITY
    name = "_".join([title, period, place(language()), snapshot.id])
    foot = [say("Luzhou IP dashboard"), title, say("Snapshot {id}", id=snapshot.id)]
    foot += [say("Demonstration data")] if snapshot.is_demonstration else []
    look = printing.Look(language(), dark)
    job = printing.start_page(address, name, kind, look, foot=" · ".join(foot))
    st.session_state[PRINTED] = (asked, job)


def _address() -> str:
    """This very page on this machine's own loopback: nothing else is ever printed."""
    words = [(word, value) for word in st.query_params for value in st.query_params.get_all(word)]
    base = st.get_option("server.baseUrlPath").strip("/")
    path = "/".join(part for part in (base, page_address()) if part)
    return f"http://127.0.0.1:{st.get_option('server.port')}/{path}?{urlencode(words)}"
