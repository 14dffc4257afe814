"""A table whose rows lead on, and below it the rows that the chosen one stands on, page by page."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard import text, warehouse
from dashboard.quality import evidence
from dashboard.quality.evidence import PAGE_SIZE, Evidence
from dashboard.queries import Column
from dashboard.scope import Scope
from dashboard.ui import data
from dashboard.ui.frame import language, say, view


def choice(
    rows: pd.DataFrame, columns: Mapping[str, Column], key: str, *, first: int = 0, **options: object
) -> int | None:
    """The table; returns the place of the row that the reader chose, `first` before any choice."""
    if rows.empty:
        return None

    def chosen() -> None:
        st.session_state.pop(f"{key}.page", None)

    height = "content" if len(rows) <= 12 else 420
    marked = {"selection": {"rows": [first], "columns": [], "cells": []}}
    data.table(
        rows, dict(columns), key=key, on_row=chosen, **{"height": height, "selection_default": marked, **options}
    )
    held = st.session_state.get(key, {}).get("selection", {}).get("rows", [])
    return held[0] if held and held[0] < len(rows) else first


def rows_behind(asked: Evidence | None, title: str, key: str, scope: Scope) -> pd.DataFrame:
    """One page of the rows that a finding stands on, with how they were looked for; returns the page."""
    with st.container(border=True):
        if asked is None:
            st.markdown(f"**{title}**")
            st.caption(say("There are no rows to show: the dataset is not here."))
            return pd.DataFrame()
        con = warehouse.open_snapshot(view().snapshot)
        total = evidence.total(con, asked)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{title}**", width="stretch")
            page = _page_of(key, total)
        found = evidence.page(con, asked, skip=(page - 1) * PAGE_SIZE)
        if found.empty:
            st.caption(say("No rows: nothing was found."))
        else:
            _table(found, asked, title, key, scope)
            pages = text.number(-(-total // PAGE_SIZE), language())
            said = {"page": page, "pages": pages, "total": text.number(total, language())}
            st.caption(
                " · ".join(
                    [say("Page {page} of {pages} · {total} records", **said), say("Snapshot {id}", id=scope.snapshot)]
                )
            )
        if asked.note:
            st.caption(asked.note(language()))
        with st.expander(say("How it is computed")):
            st.code(asked.sql, language="sql")
        return found


def _page_of(key: str, total: int) -> int:
    if total <= PAGE_SIZE:
        return 1
    last = -(-total // PAGE_SIZE)
    return st.number_input(
        say("Page"), min_value=1, max_value=last, step=1, key=f"{key}.page", label_visibility="collapsed", width=120
    )


def _table(found: pd.DataFrame, asked: Evidence, title: str, key: str, scope: Scope) -> None:
    columns = {name: asked.columns[name] for name in found.columns}
    data.table(found, columns, height="content" if len(found) <= 8 else 320)
    data.download(f"{key}.rows", title, lambda: data.csv(found, columns), scope)
