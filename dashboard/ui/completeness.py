"""Completeness on the page: a dataset's fields, its months by district, and the records that lack something."""

from datetime import date

import streamlit as st

from dashboard import catalog, charts, text, warehouse
from dashboard.catalog import CITY, Code, Contract, Label
from dashboard.quality import completeness as counted
from dashboard.quality import evidence, findings
from dashboard.queries import Column, Draw
from dashboard.scope import Scope, month_end
from dashboard.ui.blocks import is_dark
from dashboard.ui.evidence import choice, rows_behind
from dashboard.ui.frame import language, say, view
from dashboard.ui.plot import event_of, plot

HEAT = Draw("heat", {"x": "month", "y": "district_code", "z": "share"})
CELL = "quality.cell"


def completeness(scope: Scope) -> None:
    """Fields beside the heat map of one of them; below, the records that lack it."""
    known = catalog.contracts()
    held = [name for name in view().snapshot.datasets if name in known]
    names = {name: known[name].label(language()) for name in held}
    first = held.index("financing") if "financing" in held else 0
    with st.container(horizontal=True, vertical_alignment="bottom"):
        dataset = st.selectbox(
            say("Dataset"), held, index=first, format_func=names.get, key="quality.dataset", width=260,
            on_change=lambda: st.session_state.pop(CELL, None),
        )  # fmt: skip
    contract = known[dataset]
    left, right = st.columns([5, 6])
    with left, st.container(border=True, height="stretch"):
        field = _fields(contract)
    with right, st.container(border=True, height="stretch"):
        _heat(contract, field, scope)
    _records(contract, field, scope)
    silent = evidence.of_query(findings.SILENT, complete=view().snapshot.complete_through())
    rows_behind(silent, silent.title(language()), "quality.silent", scope)


def _fields(contract: Contract) -> str:
    st.markdown(f"**{say('What records leave out')}** · {contract.label(language())}")
    rows = counted.fields(warehouse.open_snapshot(view().snapshot), contract)
    codes = tuple(Code(f.name, f.label) for f in contract.fields.values())
    columns = {
        "field": Column("field", Label("Field", "字段"), None, codes),
        "filled": Column("filled", Label("Filled", "填报率"), Label("%", "%")),
        "lacking": Column("lacking", Label("Lacking", "缺失"), Label("rows", "行")),
        "stated": Column("stated", Label("With a reason", "其中载明原因")),
        "expected": Column("expected", Label("Expected in", "应填"), Label("rows", "行")),
        "required": Column("required", Label("Required", "必填")),
    }
    place = choice(rows[list(columns)], columns, "quality.fields", height=390)
    st.caption(say("A field counts where its contract expects it; select one to see its months and records."))
    return rows["field"].iloc[place]


def _heat(contract: Contract, field: str, scope: Scope) -> None:
    label = contract.fields[field].label(language())
    title = say('Without "{field}", by district and month (%)', field=label)
    st.markdown(f"**{title}**")
    through = month_end(view().snapshot.complete_through([contract.id]))
    rows = counted.by_month(warehouse.open_snapshot(view().snapshot), contract, through, field)
    if rows.empty:
        st.caption(say("These records have no month, or none of the last 24 months."))
        return
    drawn = charts.figure(rows, HEAT, _heat_columns(contract), language=language(), dark=is_dark(), height=390)
    key = f"quality.heat.{contract.id}.{field}"

    def happened() -> None:
        event = event_of(key)
        if event and event.get("code") and event.get("x"):
            st.session_state[CELL] = (event["code"], date.fromisoformat(str(event["x"])[:10]))

    plot(drawn, key=key, height=390, selects=True, on_event=happened, alt=label)
    parts = [text.period(rows["month"].min(), through, language()), say("Unit: {units}", units="%")]
    parts += [say("Snapshot {id}", id=scope.snapshot), say("hatched: no record expected")]
    st.caption(" · ".join(parts))


def _heat_columns(contract: Contract) -> dict[str, Column]:
    rest = Label("Not stated", "未载明") if "district_code" in contract.fields else Label("Whole city", "全市")
    districts = (*catalog.code_list("districts"), Code(CITY, rest))
    return {
        "month": Column("month", Label("Month", "月份")),
        "district_code": Column("district_code", Label("District", "区县"), None, districts),
        "share": Column("share", Label("Lacking", "缺失"), Label("%", "%")),
    }


def _records(contract: Contract, field: str, scope: Scope) -> None:
    code, month = st.session_state.get(CELL, (None, None))
    title = say('Records without "{field}"', field=contract.fields[field].label(language()))
    if code is not None:
        district = catalog.word_of(_heat_columns(contract)["district_code"].codes, code, language())
        title = f"{title} · {district} · {text.month(month, language())}"
        st.button(say("All districts and months"), key="quality.all_cells", on_click=lambda: st.session_state.pop(CELL))
    rows_behind(counted.lacking(contract, field, code, month), title, "quality.lacking", scope)
