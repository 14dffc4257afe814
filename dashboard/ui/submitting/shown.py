"""A draft as a steward sees it: its files, its findings cell by cell, and what publishing it would change."""

import pandas as pd
import streamlit as st

from dashboard import captions, catalog, text
from dashboard.catalog import CITY
from dashboard.punctuation import chinese
from dashboard.ui.frame import language, say
from dashboard.ui.submitting.draft import Draft
from intake.findings import Finding
from intake.preview import Moved, Preview


def draft(held: Draft) -> None:
    """All of it, top to bottom: verdict, files, findings, changes."""
    _verdict(held)
    _files(held)
    _findings(held)
    if held.preview:
        _changes(held, held.preview)


def step(told: str) -> str:
    """The step that work is at, in words: a dataset, a field of a file, or a part of publishing."""
    known = {
        "": say("Reading files …"),
        "derive": say("Deriving …"),
        "check": say("Checking …"),
        "checks": say("Checking across datasets …"),
        "rollups": say("Counting metrics …"),
        "compare": say("Comparing with the snapshot in force …"),
    }
    contract = catalog.contracts().get(told)
    named = say("Merging {dataset} …", dataset=contract.label(language())) if contract else None
    return known.get(told) or named or say("Checking {step} …", step=told)


def _verdict(held: Draft) -> None:
    counts, submission = held.examined.findings, held.submission
    facts = {"district": submission.district.label(language()), "as_of": submission.as_of.isoformat()}
    if held.refusal:
        st.error(f"✕ {chinese(held.refusal(language()))}", icon=None)
    elif counts.errors:
        said = say("✕ {district}, as of {as_of}: {errors} errors, {warnings} warnings. It cannot be published; nothing has "
                   "changed. Mend what the findings file marks and send the files again.",
                   errors=f"{counts.errors:,}", warnings=f"{counts.warnings:,}", **facts)  # fmt: skip
        st.error(said, icon=None)
    else:
        said = say("✓ {district}, as of {as_of}: no errors, {warnings} warnings. Nothing has changed yet: look at what "
                   "would, then publish or discard.", warnings=f"{counts.warnings:,}", **facts)  # fmt: skip
        st.success(said, icon=None)


def _files(held: Draft) -> None:
    known = catalog.contracts()
    rows = [
        {
            say("File"): report.name,
            say("Sheet"): report.sheet,
            say("Dataset"): known[dataset].label(language()),
            say("Rows in"): report.rows_in,
            say("Sound"): report.sound,
            say("Rejected"): report.rejected,
        }
        for dataset, examination in held.examined.examinations.items()
        for report in examination.files
    ]
    if rows:
        counts = {name: st.column_config.NumberColumn(format="localized") for name in list(rows[0])[3:]}
        st.dataframe(pd.DataFrame(rows), hide_index=True, placeholder="—", height="content", column_config=counts)


# --- findings ---------------------------------------------------------------------------------


def _findings(held: Draft) -> None:
    found = held.examined.findings
    counted = found.errors + found.warnings
    if not counted:
        st.caption(say("No findings."))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{say('Findings')}**", width="stretch")
        reader = language()
        st.download_button(
            say("Download findings file"), lambda: held.findings_file(reader), on_click="ignore",
            file_name=f"{held.submission.district.label(reader)}_{say('Findings')}_{held.submission.as_of}.xlsx",
            key="submitting.findings",
        )  # fmt: skip
    rows = pd.DataFrame([_finding(each) for each in found.listed])
    st.dataframe(
        rows,
        hide_index=True,
        placeholder="—",
        height="content" if len(rows) <= 7 else 420,
        row_height=54,  # Two lines of words.
        column_config={
            say("What is wrong"): st.column_config.TextColumn(width=330),
            say("What to do"): st.column_config.TextColumn(width=290),
        },
    )
    st.caption(say("{listed} of {counted} findings, errors first", listed=f"{len(rows):,}", counted=f"{counted:,}"))


def _finding(told: Finding) -> dict[str, object]:
    place, (wrong, remedy) = told.place, told.written(language())
    severity = say("✕ Error") if told.severity == "error" else say("△ Warning")
    return {
        say("Severity"): severity,
        say("File"): place.file,
        say("Sheet"): place.sheet,
        say("Row"): str(place.row) if place.row else None,
        say("Column"): place.column,
        say("Value"): place.value,
        say("What is wrong"): wrong,
        say("What to do"): remedy,
        say("Rule"): told.rule,
    }


# --- changes ----------------------------------------------------------------------------------


def _changes(held: Draft, preview: Preview) -> None:
    base = held.submission.base
    st.markdown(f"**{say('What would change')}**")
    known = catalog.contracts()
    rows = [
        {
            say("Dataset"): known[name].label(language()),
            say("Rows now"): change.rows[0],
            say("Rows then"): change.rows[1],
            say("Added"): change.added,
            say("Changed"): change.changed,
            say("Removed"): change.removed,
        }
        for name, change in preview.datasets.items()
    ]
    numbers = {name: st.column_config.NumberColumn(format="localized") for name in list(rows[0])[1:]} if rows else {}
    st.dataframe(pd.DataFrame(rows), hide_index=True, height="content", column_config=numbers)
    others = text.number(preview.others_rows, language())
    against = say("against snapshot {id}", id=base.id) if base else say("There is no snapshot yet: everything is new.")
    st.caption(" · ".join([against, say("{rows} rows of other districts stay as they are", rows=others)]))
    if preview.scope:
        _moved(preview, base)


def _moved(preview: Preview, base: catalog.Snapshot) -> None:
    period = text.period(preview.scope.since, preview.scope.until, language())
    if not preview.moved:
        st.caption(say("No signed metric of {period} moves.", period=period))
        return
    places = {CITY: say("Whole city"), **{c.code: c.label(language()) for c in catalog.code_list("districts")}}
    rows = [
        {
            say("Metric"): each.metric.title(language()),
            say("District"): places[each.place],
            say("As served now"): captions.value_words(each.was, base, each.metric.unit, language()),
            say("If published"): _became(each),
            say("Change"): _difference(each),
        }
        for each in preview.moved
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height="content" if len(rows) <= 12 else 420)
    st.caption(
        say("Signed metrics of {period} that move; later months count once the datasets are complete for the city.",
            period=period)
    )  # fmt: skip


def _became(each: Moved) -> str:
    if each.became.value is None:
        return "—"
    return captions.counted_words(each.became, each.metric.unit, language())


def _difference(each: Moved) -> str:
    if each.was.value is None or each.became.value is None:
        return "—"
    return text.signed_number(each.became.value - each.was.value, language(), compact=True)
