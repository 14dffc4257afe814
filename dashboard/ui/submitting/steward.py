"""A steward submits a district's files in the browser: drop, findings, what would change, publish or discard.

Nothing reaches the served snapshots before `publish`, and that is the command's own way (intake.submit).
"""

import os
from datetime import date

import streamlit as st

from dashboard import catalog
from dashboard.catalog import Code, Snapshot
from dashboard.punctuation import chinese
from dashboard.scope import month_end
from dashboard.ui.frame import choose, language, say, view
from dashboard.ui.submitting import draft as drafts
from dashboard.ui.submitting import shown
from dashboard.ui.submitting.draft import Draft
from dashboard.ui.submitting.task import Task
from intake import sample, upload
from intake.submit import Outcome

# `off` where the page is open to readers who must not publish; the command stays.
SWITCH = "DASHBOARD_SUBMITTING"
TYPES = ("xlsx", "xls", "csv", "txt", "zip")
DRAFT, TASK, OUTCOME, ROUND = "submitting.draft", "submitting.task", "submitting.outcome", "submitting.round"


def submitting() -> None:
    """The whole way of one submission; where it stands is kept in the session."""
    if os.environ.get(SWITCH) == "off":
        st.caption(say("Submitting in the browser is switched off on this server: use the command."))
        return
    state = st.session_state
    with st.container(border=True, key="submitting"):
        st.subheader(say("Submit a district's files"), anchor="submit")
        _outcome(state.get(OUTCOME))
        if TASK in state:
            _follow(state[TASK])
        elif DRAFT in state:
            shown.draft(state[DRAFT])
            _decide(state[DRAFT])
        else:
            _choose()


def base() -> Snapshot:
    """The snapshot that submissions are merged into: the one in force, whatever the reader looks at."""
    return view().shelf.in_force


# --- choosing ---------------------------------------------------------------------------------


def _choose() -> None:
    into, number = base(), st.session_state.setdefault(ROUND, 0)
    st.caption(
        say(
            "Only the district's rows are replaced, in the datasets that the files hold; nothing changes before you "
            "publish. Files of up to 100 MB each; larger ones by `python -m intake submit`."
        )
    )
    places = {c.code: c for c in catalog.code_list("districts")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            say("District"), list(places), format_func=lambda c: places[c].label(language()), width=200,
            key="submitting.district",
        )  # fmt: skip
        as_of = st.date_input(
            say("Data as of"), into.as_of, min_value=into.as_of,
            max_value=date(into.as_of.year + 20, 12, 31), format="YYYY-MM-DD", width=180, key="submitting.as_of",
        )  # fmt: skip
        if into.is_demonstration:
            _sample(into, places[code])
    fictitious = _rehearsal() if into.is_demonstration else False
    with st.container(key=f"dropzone-{language()}"):
        files = st.file_uploader(
            say("Files of the district: workbooks, CSV or text in any encoding, or a ZIP of them"),
            type=TYPES, accept_multiple_files=True, key=f"submitting.files.{number}",
        )  # fmt: skip
    ready = bool(files) and as_of is not None and (fictitious or not into.is_demonstration)
    if st.button(say("Check files"), type="primary", disabled=not ready, key="submitting.check"):
        st.session_state.pop(OUTCOME, None)
        sent = [(file.name, file.getvalue()) for file in files]
        place = places[code]
        st.session_state[TASK] = Task(lambda tell: drafts.examine(sent, place, as_of, fictitious, tell)).start()
        st.rerun()


def _rehearsal() -> bool:
    """Demonstration and real records never stand in one snapshot: real files are not taken here."""
    st.info(
        say(
            "This server holds demonstration data, with which real records are never mixed: real files are refused "
            "here. To try it out, download the sample files of a district and submit them as a rehearsal."
        ),
        icon=None,
    )
    return st.checkbox(say("A rehearsal: these files are fictitious"), key="submitting.fictitious")


def _sample(into: Snapshot, district: Code) -> None:
    st.download_button(
        say("Sample files of {district}", district=district.label(language())),
        lambda: sample.archive(into, district),
        file_name=f"{district.label.zh}_演示报送_{into.id}.zip",
        mime="application/zip",
        on_click="ignore",
        key="submitting.sample",
    )


# --- following --------------------------------------------------------------------------------


def _follow(task: Task) -> None:
    """The step that the work is at; its result is kept for the run that follows."""
    with st.status(say("Working …"), expanded=False) as status:
        while not task.wait(0.2):
            status.update(label=shown.step(task.step))
    del st.session_state[TASK]
    try:
        result = task.result()
    except upload.NotTaken as error:
        st.session_state[OUTCOME] = error.message
    except OSError as error:
        st.session_state[OUTCOME] = catalog.Label(
            f"it could not be written ({error}); what is served is as it was", f"写入失败（{error}）；现行快照不变"
        )
    else:
        st.session_state[DRAFT if isinstance(result, Draft) else OUTCOME] = result
        if isinstance(result, Outcome):
            _drop()
    st.rerun()


def _decide(draft: Draft) -> None:
    publishes = draft.is_sound
    is_whole = not (publishes and draft.examined.shrinks) or st.checkbox(
        say("These are all of the district's rows, though far fewer than before"), key="submitting.whole"
    )
    with st.container(horizontal=True):
        label = say("Publish") if publishes else say("Record the rejection")
        asked = st.button(label, type="primary" if publishes else "secondary", key="submitting.publish",
                          disabled=not is_whole)  # fmt: skip
        st.button(say("Discard"), on_click=_drop, key="submitting.discard")
        if not publishes:
            st.caption(
                say("Recorded, it stands as rejected from the next snapshot on, until mended files are accepted.")
            )
    if asked:
        reader = language()
        st.session_state[TASK] = Task(lambda tell: drafts.publish(draft, reader, tell)).start()
        st.rerun()


def _drop() -> None:
    """Forget the draft and its files, and give the next one an empty field."""
    draft = st.session_state.pop(DRAFT, None)
    if draft:
        draft.discard()
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _outcome(told: Outcome | catalog.Label | None) -> None:
    """What became of the last one, until the next one is begun."""
    if isinstance(told, catalog.Label):
        st.error(chinese(told(language())), icon=None)
    elif told and told.snapshot:
        _published(told.snapshot)
    elif told:
        reasons = [f.problem.message(language()) for f in told.findings.listed if f.rule == "not_published"]
        said = say("Rejected; what is served is as it was. Its findings file lies in the log of what was received.")
        st.error(" ".join([said, *reasons]), icon=None)


def _published(snapshot: Snapshot) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(say("Accepted and published as snapshot {id}.", id=snapshot.id), icon=None)
        if view().snapshot.id != snapshot.id:
            st.button(
                say("Show this snapshot"), key="submitting.show",
                on_click=lambda: choose(snapshot=snapshot.id, until=month_end(snapshot.as_of), within=None, versus=None),
            )  # fmt: skip
