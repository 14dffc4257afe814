"""Saving an answer's statement as a query, and the saved queries on the page."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard import saved, workspace
from dashboard.catalog import Label
from dashboard.queries import Column, Draw
from dashboard.sandbox import Answer
from dashboard.saved import Draft
from dashboard.scope import Scope
from dashboard.ui.blocks import figure
from dashboard.ui.frame import language, say, view


def save_button(sql: str, answer: Answer, columns: Mapping[str, Column], draw: Draw | None) -> None:
    """The button that asks for the header and saves the statement under a name."""
    st.button(say("Save as query"), key="sql.save", on_click=_opens, args=(True,))
    if st.session_state.get("sql.saving"):
        # Closing it runs the page again, with the new query in its list.
        st.dialog(say("Save as query"), width="large", on_dismiss=lambda: _opens(False))(_dialog)(
            sql, answer, columns, draw
        )


def _opens(is_open: bool) -> None:
    st.session_state["sql.saving"] = is_open


def _dialog(sql: str, answer: Answer, columns: Mapping[str, Column], draw: Draw | None) -> None:
    st.caption(say("A saved query is a question that pages, links and the command line can ask, with the filters."))
    left, right = st.columns(2)
    with left:
        name = st.text_input(say("Query name"), key="save.name", placeholder="granted_by_year")
        drawn = st.toggle(say("With its figure"), key="save.drawn", value=draw is not None, disabled=draw is None)
    with right:
        zh = st.text_input(say("Title in Chinese"), key="save.zh")
        en = st.text_input(say("Title in English"), key="save.en")
    meanings = {
        param: workspace.MEANINGS.get(param)
        or st.text_input(say("What {name} means", name=f"\\${param}"), key=f"save.param.{param}")
        for param in answer.params
    }
    told = _headings(columns)
    if st.button(say("Check and save"), key="save.go", type="primary"):
        draft = Draft(name.strip(), Label(en, zh), sql, meanings, told, draw if drawn else None)
        found = saved.save(view().snapshot, draft)
        if isinstance(found, list):
            for reason in found:
                st.error(reason(language()))
        else:
            st.success(say("Saved as {name}. Ask it with: python -m dashboard query {name}", name=found.name))
            st.session_state["sql.saved"] = found.name


def _headings(columns: Mapping[str, Column]) -> tuple[Column, ...]:
    """The headings and units of the columns, to be corrected in both languages."""
    rows = pd.DataFrame(
        [
            {"name": c.name, "zh": c.label.zh, "en": c.label.en, "unit_zh": _zh(c.unit), "unit_en": _en(c.unit)}
            for c in columns.values()
        ]
    )
    heads = {
        "name": say("Column"),
        "zh": say("Heading in Chinese"),
        "en": say("Heading in English"),
        "unit_zh": say("Unit in Chinese"),
        "unit_en": say("Unit in English"),
    }
    config = {name: st.column_config.TextColumn(head, disabled=name == "name") for name, head in heads.items()}
    edited = st.data_editor(rows, column_config=config, hide_index=True, key="save.columns", num_rows="fixed")
    return tuple(
        Column(row["name"], Label(row["en"] or row["name"], row["zh"] or row["name"]), _unit(row))
        for row in edited.to_dict("records")
    )


def _unit(row: Mapping[str, str]) -> Label | None:
    return Label(row["unit_en"], row["unit_zh"]) if row["unit_en"] and row["unit_zh"] else None


def _zh(label: Label | None) -> str:
    return label.zh if label else ""


def _en(label: Label | None) -> str:
    return label.en if label else ""


def saved_queries(scope: Scope) -> None:
    """The queries that analysts have saved; the chosen one is drawn with the filters."""
    found = {entry.name: entry for entry in saved.shelf()}
    st.subheader(say("Saved queries"), anchor=False)
    if not found:
        st.caption(say("None yet. Run a statement and save it: it is drawn here with the filters."))
        return
    titles = {n: f"{e.query.title(language())} · {n}" if e.query else n for n, e in found.items()}
    name = st.selectbox(
        say("Saved queries"), list(found), key="sql.saved", label_visibility="collapsed",
        format_func=titles.get,
    )  # fmt: skip
    entry = found[name]
    if entry.query is None:
        st.error(say("{name} cannot be asked: {reason}", name=name, reason=entry.fault))
        return
    if reason := saved.refusal(view().snapshot, entry.query, scope):
        st.error(reason.told(language()))
        return
    figure(name, scope)
