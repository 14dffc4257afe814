"""The page of submissions: the matrix of who has submitted what, and the log of what was received."""

from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import catalog, text
from dashboard.queries import Query, load_query
from dashboard.scope import Scope, month_end
from dashboard.submissions import Receipt, matrix, receipts
from dashboard.submissions.receipts import HERE
from dashboard.ui import data, submitting
from dashboard.ui.blocks import is_dark
from dashboard.ui.frame import language, say, view

MATRIX, MONTHS = "submissions/matrix", "submissions/months"
# Tints behind words and glyphs, which alone say what a cell is: (light, dark).
TINTS = {
    "on_time": ("#e6f0dc", "#22351a"),
    "late": ("#fbeccb", "#43351a"),
    "rejected": ("#f8d5cd", "#4d271f"),
    "missing": ("#f8d5cd", "#4d271f"),
    "not_due": ("#eef1f4", "#1e2b38"),
}
STYLES = Path(__file__).with_suffix(".css")
LISTED = 50


def submissions_matrix(scope: Scope) -> None:
    """District by dataset for one month of the reader's choice, in words and glyphs."""
    query = load_query(MATRIX)
    months = [m.date() for m in data.fetch(MONTHS, scope)["month"]]
    st.html(STYLES)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{query.title(language())}**", width="stretch")
            month = _month_choice(months, min(scope.until, data.complete(query))) if months else None
        if month is None:
            st.caption(say("Nothing is owed yet: the first submission, or the submission calendar, fills this table."))
            return
        found = data.fetch(MATRIX, scope, month=month)
        cells = matrix.grid(found, query.columns, language())
        st.html(matrix.html(cells, language(), {standing: tint[is_dark()] for standing, tint in TINTS.items()}))
        st.caption(_legend(query, scope))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            data.download(MATRIX, query.title(language()), lambda: data.csv(found, dict(query.columns)), scope)
            _findings_of(found[found["findings"].fillna(0) > 0], month)


def _month_choice(months: list[date], until: date) -> date:
    """A select box over the months reported on; first chosen is the latest by then, which is no longer open."""
    shown = next((m for m in months if m <= until), months[0])
    return st.selectbox(
        say("Month reported on"),
        months,
        index=months.index(shown),
        format_func=lambda m: text.month(m, language()),
        label_visibility="collapsed",
        width=180,
        key=f"submissions.month.{until}",
    )


def _legend(query: Query, scope: Scope) -> str:
    known = " · ".join(code.label(language()) for code in query.columns["standing"].codes)
    return " · ".join(
        [
            known,
            say("{half} incomplete; a number: findings", half=matrix.HALF),
            say("a dot: nothing is owed for that month"),
            say("as of snapshot {id}", id=scope.snapshot),
        ]
    )


def _findings_of(found: pd.DataFrame, month: date) -> None:
    """The findings file of one submission of the month, chosen by district and dataset."""
    if found.empty:
        return
    order = found.sort_values("errors", ascending=False, kind="stable")
    rows = {f"{row.district_code}-{row.dataset}": row for row in order.itertuples()}
    chosen = st.selectbox(
        say("Findings of"), list(rows), format_func=lambda key: _submission_name(rows[key]), width=360,
        key=f"submissions.findings.{month}",
    )  # fmt: skip
    row, name = rows[chosen], _submission_name(rows[chosen])
    kept = next((r.findings_file for r in receipts() if r.entry == row.entry), None) if row.entry else None
    if kept is None and (row.entry or not view().snapshot.is_demonstration):
        st.caption(say("The findings file is no longer beside the log."))
        return
    shown, reader = view().snapshot, language()
    place = next(c for c in catalog.code_list("districts") if c.code == row.district_code)
    counts = int(row.errors or 0), int(row.findings - (row.errors or 0))
    st.download_button(
        say("Download findings file") if kept else say("Download findings file (demonstration)"),
        kept.read_bytes if kept else lambda: submitting.demonstration_findings(
            shown, place, row.dataset, month_end(month), *counts, reader
        ),
        file_name=f"{text.month(month, reader)}_{name}.xlsx".replace(" · ", "_"),
        on_click="ignore", key="submissions.findings_file",
    )  # fmt: skip


def _submission_name(row: object) -> str:
    places = {c.code: c.label(language()) for c in catalog.code_list("districts")}
    return " · ".join(
        [
            places[row.district_code],
            catalog.contracts()[row.dataset].label(language()),
            matrix.findings_word(row.findings, language()),
        ]
    )


# --- the log ----------------------------------------------------------------------------------


def submissions_remedy() -> None:
    """What to do about what is missing, and what the score means."""
    st.caption(
        say(
            "— Missing: [submit the district's files](#submit) below, or with `python -m intake submit`. ✕ Rejected: mend "
            "the marked cells of the findings file and submit again. Until then these records are unknown, not zero."
        )
    )
    st.caption(
        say(
            "Completeness score: accepted submissions with at least 95 % of the values that their contracts expect, as a "
            "share of the submissions due. Late ones count; missing and rejected ones count as due and never as zero "
            "records; what is not due yet is left out."
        )
    )


def submissions_received(scope: Scope) -> None:
    """What the log of this data root has received, the latest first, each with its findings file."""
    found = [r for r in reversed(receipts()) if not scope.districts or r.district in scope.districts]
    with st.container(border=True):
        st.markdown(f"**{say('Received')}**")
        if not found:
            st.caption(say("No files have been submitted on this server yet."))
            return
        shown = found[:LISTED]
        chosen = st.dataframe(
            _in_words(shown),
            hide_index=True,
            placeholder="—",
            height="content" if len(shown) <= 8 else 330,
            on_select="rerun",
            selection_mode="single-row",
            key="submissions.received",
        ).selection.rows
        st.caption(
            say("{shown} of {total} submissions, latest first · select one for its findings file",
                shown=len(shown), total=len(found))
        )  # fmt: skip
        if chosen and chosen[0] < len(shown):
            _findings_file(shown[chosen[0]])


def _findings_file(receipt: Receipt) -> None:
    path = receipt.findings_file
    if path is None:
        st.caption(say("The findings file is no longer beside the log."))
        return
    st.download_button(
        say("Download findings file"),
        path.read_bytes,
        file_name=path.name,
        key=f"findings.{receipt.entry}",
        on_click="ignore",
    )


def _in_words(found: list[Receipt]) -> pd.DataFrame:
    places = {c.code: c.label(language()) for c in catalog.code_list("districts")}
    known = catalog.contracts()
    return pd.DataFrame(
        {
            say("Received at"): [f"{r.received_at.astimezone(HERE):%Y-%m-%d %H:%M}" for r in found],
            say("District"): [places.get(r.district, r.district) for r in found],
            say("As of"): [r.as_of for r in found],
            say("Datasets"): [
                text.listing([known[n].label(language()) for n in r.datasets if n in known], language()) for r in found
            ],
            say("Outcome"): [say("✓ Accepted") if r.is_accepted else say("✕ Rejected") for r in found],
            say("Errors"): [r.errors for r in found],
            say("Warnings"): [r.warnings for r in found],
            say("Snapshot"): [r.snapshot for r in found],
            say("Kind"): [say("Rehearsal") if r.is_demonstration else say("Real records") for r in found],
        }
    )
