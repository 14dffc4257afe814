"""SQL workspace: ask the snapshot what no page shows, see the rows, draw them, save the question."""

import streamlit as st

from dashboard import ui

scope = ui.scope("period", "grain", "compare", "district", "industry")

asking, tables = st.columns([7, 4])
with asking:
    asked = ui.sql_editor(scope)
    ui.sql_answer(asked, scope)
with tables:
    ui.sql_tables()

ui.saved_queries(scope)
