"""The SQL workspace on a page: editor, values, answer, figure, history, browser, saved queries.

Everything that is asked runs in dashboard.sandbox; what is asked stands in the address.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import catalog, charts, queries, sandbox, text, workspace
from dashboard.catalog import Label
from dashboard.queries import Draw
from dashboard.sandbox import Answer, Refused
from dashboard.scope import Scope
from dashboard.ui import data
from dashboard.ui.blocks import is_dark
from dashboard.ui.editor import editor, text_in
from dashboard.ui.frame import language, say, view
from dashboard.ui.plot import plot
from dashboard.ui.saving import save_button

EDITOR = "sql.editor"
HISTORY = 20
FIRST = """select
    district_code,
    count(*) as granted
from patents
where granted_on between $since and $until
group by all
order by granted desc"""


@dataclass(frozen=True)
class Asked:
    """What the reader has run: the statement, and the values of its $names."""

    sql: str
    values: Mapping[str, object] = field(hash=False)


@dataclass(frozen=True)
class Step:
    """A statement that ran in this session."""

    sql: str
    said: str = ""


def sql_editor(scope: Scope) -> Asked | None:
    """The editor with its values and buttons; returns what was run last, here or by whoever sent the link."""
    _read_address()
    state, tables = st.session_state, workspace.schema(view().snapshot)
    words = workspace.completions(tables, language())
    editor(state["sql.text"], state["sql.version"], words, key=EDITOR, height=230, on_text=_typed, on_run=_run)
    # Right below the editor, where nothing that comes and goes with the text moves the button away from the mouse.
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(say("Run"), key="sql.run", type="primary", on_click=_run)
        _history()
        st.caption(
            _plain(
                say("Ctrl+Enter runs it. One select over the tables listed here; $name is a value, $day::date a day.")
            )
        )
    values = _values(scope, state["sql.now"])
    asked = state["sql.asked"]
    if asked is None:
        return None
    _write_address(asked)
    return Asked(asked, {name: values.get(name) for name in sandbox.parameters(asked)})


def sql_answer(asked: Asked | None, scope: Scope) -> None:
    """The rows of what was run, as a table and as a figure; or why there are none."""
    if asked is None:
        st.caption(say("Run the statement to see its rows here."))
        return
    answer = sandbox.ask(view().snapshot, asked.sql, asked.values, nulls=True)
    sandbox.warm()
    if isinstance(answer, Refused):
        _remember(asked.sql, say("refused"))
        st.error(_plain(answer.reason(language())))
        if answer.excerpt:
            st.code(answer.excerpt, language=None)
        return
    _remember(asked.sql, _counted(answer))
    _told(answer)
    columns = workspace.columns_of(answer)
    table, figure = st.tabs([say("Table"), say("Figure")])
    with table:
        _table(answer, columns, scope)
    with figure:
        draw = _figure(answer, columns, scope)
    save_button(asked.sql, answer, columns, draw)


# --- the text ---------------------------------------------------------------------------------


def _read_address() -> None:
    """Take the statement from the address when it is opened, and when the reader goes back or forward."""
    state = st.session_state
    told = st.query_params.get("sql")
    if "sql.text" not in state:
        state.update({"sql.text": FIRST, "sql.now": FIRST, "sql.version": 0, "sql.asked": None, "sql.history": []})
        state["sql.address"], state["sql.told"] = None, {}
    if told is None or told == state["sql.address"]:
        return
    sql = workspace.from_link(told)
    if sql is None:
        st.info(say("The link's statement cannot be read; it was ignored."))
        return
    put(sql)
    _remember(sql)
    state["sql.asked"], state["sql.address"] = sql, told
    state["sql.told"] = workspace.values_from_link(st.query_params.get_all("value"))


def _write_address(sql: str) -> None:
    told = workspace.to_link(sql)
    names = set(sandbox.parameters(sql)) - set(workspace.FROM_SCOPE)
    pairs = sorted(f"{name}:{value}" for name, value in st.session_state["sql.told"].items() if name in names and value)
    if st.query_params.get("sql") != told:
        st.query_params["sql"] = told
    if st.query_params.get_all("value") != pairs:
        st.query_params["value"] = pairs
    st.session_state["sql.address"] = told


def put(sql: str) -> None:
    """Put a statement into the editor; the editor can take it back."""
    state = st.session_state
    state["sql.text"], state["sql.now"], state["sql.version"] = sql, sql, state["sql.version"] + 1


def _typed() -> None:
    typed = text_in(EDITOR)
    if typed is not None:
        st.session_state["sql.now"] = typed


def _run() -> None:
    _typed()
    st.session_state["sql.asked"] = st.session_state["sql.now"]
    _remember(st.session_state["sql.now"])


def _plain(words: str) -> str:
    """Words in which Markdown finds nothing but code: a $ is no formula, a * no emphasis."""
    return re.sub(r"([\\*_\[\]<>$~#|])", r"\\\1", words)


# --- values -----------------------------------------------------------------------------------


def _values(scope: Scope, sql: str) -> dict[str, object]:
    """A widget for every $name; those that the filters set are told below."""
    found, bound = {}, scope.params(_complete(workspace.named_tables(sql)))
    names = sandbox.parameters(sql)
    own = [name for name in names if name not in workspace.FROM_SCOPE]
    if own:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for name in own:
                found[name] = _value(name, workspace.kind_of(name, sql))
    told = st.session_state["sql.told"]
    told.update({name: workspace.text_of(value) for name, value in found.items()})
    taken = [f"${name} = {_shown(bound[name])}" for name in names if name in workspace.FROM_SCOPE]
    if taken:
        st.caption(_plain(say("From the filters: {values}", values=" · ".join(taken))))
    return {**bound, **found}


def _complete(reads: Iterable[str]) -> date:
    """The day up to which everything behind these tables is complete."""
    return view().snapshot.complete_through(queries.datasets_behind(tuple(reads)))


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "null"
    return str(value)


def _value(name: str, kind: str) -> object:
    """The widget of one value, empty at first unless the link names it."""
    key, label = f"sql.value.{kind}.{name}", f"\\${name}"
    if key not in st.session_state:
        st.session_state[key] = _from_link(name, kind)
    if "district" in name and kind in ("list", "text"):
        return _district(key, label, kind)
    if kind == "date":
        earliest, latest = date(1980, 1, 1), date(view().snapshot.as_of.year + 30, 12, 31)
        return st.date_input(label, key=key, min_value=earliest, max_value=latest, format="YYYY-MM-DD", width=170)
    if kind == "number":
        found = st.number_input(label, key=key, step=None, width=170)
        return int(found) if found is not None and float(found).is_integer() else found
    said = st.text_input(label, key=key, width=220, placeholder=say("a, b, c") if kind == "list" else None)
    parts = [part.strip() for part in (said or "").split(",") if part.strip()]
    return (parts or None) if kind == "list" else (said or None)


def _from_link(name: str, kind: str) -> object:
    told = st.session_state["sql.told"].get(name, "")
    try:
        value = workspace.value_of(kind, told)
    except ValueError:
        return None if kind in ("date", "number") else ""
    if "district" in name and kind in ("list", "text"):
        known = {c.code for c in catalog.code_list("districts")}
        codes = [code for code in told.split(",") if code in known]
        return codes if kind == "list" else (codes[0] if codes else None)
    return float(value) if kind == "number" and value is not None else told if kind in ("text", "list") else value


def _district(key: str, label: str, kind: str) -> object:
    names = {c.code: c.label(language()) for c in catalog.code_list("districts")}
    if kind == "list":
        chosen = st.multiselect(
            label, list(names), format_func=names.get, key=key, width=260, placeholder=say("All districts")
        )
        return chosen or None
    return st.selectbox(label, list(names), format_func=names.get, key=key, index=None, width=200)


# --- the answer -------------------------------------------------------------------------------


def _counted(answer: Answer) -> str:
    return text.quantity(len(answer.rows), Label("rows", "行"), language())


def _told(answer: Answer) -> None:
    parts = [
        _counted(answer),
        say("{seconds} s", seconds=text.number(answer.took_s, language(), digits=2)),
        say("Snapshot {id}", id=view().snapshot.id),
    ]
    if view().snapshot.is_demonstration:
        parts.append(say("Demonstration data"))
    st.caption(" · ".join(parts))
    if answer.truncated:
        shown = text.number(len(answer.rows), language())
        st.warning(say("Only the first {rows} rows are shown; there are more. Filter, or group first.", rows=shown))


def _height(rows: pd.DataFrame) -> int | str:
    """No empty lines under a short answer."""
    return "content" if len(rows) <= 9 else 360


def _table(answer: Answer, columns: dict, scope: Scope) -> None:
    if answer.rows.empty:
        st.caption(say("The statement returns no rows."))
        return
    worded = st.toggle(say("Words for codes and columns"), key="sql.words", value=True)
    if worded:
        data.table(answer.rows, columns, height=_height(answer.rows))
    else:
        st.dataframe(answer.rows, hide_index=True, placeholder="—", height=_height(answer.rows))
    content = (lambda: data.csv(answer.rows, columns)) if worded else (lambda: _plain_csv(answer.rows))
    data.download("sql", say("SQL answer"), content, scope)


def _plain_csv(rows: pd.DataFrame) -> bytes:
    return rows.to_csv(index=False, date_format="%Y-%m-%d").encode("utf-8-sig")


def _figure(answer: Answer, columns: dict, scope: Scope) -> Draw | None:
    """A figure of the answer by the grammar of draw lines; returns that line."""
    parts = workspace.drawable(answer)
    if answer.rows.empty or not parts.kinds:
        st.caption(say("A figure needs a column of numbers and one of dates or words."))
        return None
    with st.container(horizontal=True):
        kind = _choice("kind", say("Figure"), parts.kinds, _kinds().get)
        names = {name: column.label(language()) for name, column in columns.items()}
        along = _choice("along", say("Along"), parts.along(kind), names.get)
        value = _choice("value", say("Value"), parts.values, names.get)
        others = [c for c in parts.times + parts.groups if c != along]
        by = _split(kind, along, others, answer, names)
    if along is None or (kind in workspace.NEEDS_BY and by is None):
        st.caption(say("A figure needs a column of numbers and one of dates or words."))
        return None
    grain = workspace.grain_of(answer.rows[along].dropna()) if along in parts.times else ""
    draw = workspace.draw_of(kind, along, value, by, grain)
    most = workspace.MOST_MARKS.get(kind, len(answer.rows))
    drawn = charts.figure(
        answer.rows.head(most), draw, columns, language=language(), grain=scope.grain, dark=is_dark(),
        complete_through=_complete(answer.reads),
    )  # fmt: skip
    plot(drawn, key="sql.figure", alt=say("Figure of the answer"))
    if len(answer.rows) > most:
        st.caption(say("The first {rows} rows are drawn.", rows=most))
    return draw


def _split(kind: str, along: str | None, others: list[str], answer: Answer, names: Mapping[str, str]) -> str | None:
    """What splits the values: something at first where several of them share a place."""
    if kind == "grouped" or along is None:
        return None
    options = others if kind in workspace.NEEDS_BY else [None, *others]
    several = len(options) > 1 and options[0] is None and answer.rows[along].duplicated().any()
    return st.selectbox(
        say("Split by"), options, index=int(several) if options else None, key=f"sql.draw.by.{kind}.{along}", width=180,
        format_func={**names, None: say("Nothing")}.get,
    )  # fmt: skip


def _kinds() -> dict[str, str]:
    return {
        "line": say("Lines"),
        "area": say("Areas"),
        "bar": say("Columns"),
        "grouped": say("Grouped columns"),
        "rank": say("Ranked bars"),
        "share": say("Shares"),
        "heat": say("Heat map"),
    }


def _choice(key: str, label: str, options, names) -> str | None:  # noqa: ANN001 - options and their wording
    return st.selectbox(label, options, format_func=names, key=f"sql.draw.{key}", width=180)


# --- history and browser ----------------------------------------------------------------------


def _remember(sql: str, said: str = "") -> None:
    history = st.session_state["sql.history"]
    history[:] = [Step(sql, said), *(step for step in history if step.sql != sql)][:HISTORY]


def _history() -> None:
    with st.popover(say("History"), width="content"):
        steps = st.session_state["sql.history"]
        if not steps:
            st.caption(say("What you run is listed here until the page is closed."))
        for number, step in enumerate(steps):
            line = " ".join(step.sql.split())
            shown = " · ".join(filter(None, [f"{line[:70]}…" if len(line) > 70 else line, step.said]))
            st.button(shown, key=f"sql.step.{number}", type="tertiary", on_click=put, args=(step.sql,))


def sql_tables() -> None:
    """The tables of the snapshot: what a row is, and the columns with their meanings, units and codes."""
    tables = {table.name: table for table in workspace.schema(view().snapshot)}
    names = {name: f"{name} · {table.label(language())}" for name, table in tables.items()}
    kinds = {"dataset": say("Dataset"), "rollup": say("Aggregate"), "metrics": say("Metric tables")}
    with st.container(border=True):
        st.markdown(f"**{say('Tables')}**")
        name = st.selectbox(
            say("Tables"), list(tables), index=list(tables).index("patents"), key="sql.table", format_func=names.get,
            label_visibility="collapsed",
        )  # fmt: skip
        table = tables[name]
        st.caption(f"{kinds[table.kind]} · {table.about(language())}")
        st.button(say("Put an example into the editor"), key="sql.example", on_click=put, args=(table.example,))
        _columns(table)


def _columns(table: workspace.Table) -> None:
    rows = [
        {
            say("Column"): column.name,
            say("Meaning"): " · ".join(
                filter(None, [column.label(language()), column.meaning and column.meaning(language())])
            ),
            say("Unit"): column.unit(language()) if column.unit else None,
            say("Codes"): _codes(column),
            say("Type"): column.type.lower(),
        }
        for column in table.columns
    ]
    shown = st.dataframe(
        pd.DataFrame(rows), hide_index=True, placeholder="—", height="content" if len(rows) < 14 else 460,
        key=f"sql.columns.{table.name}", on_select="rerun", selection_mode="single-row",
    )  # fmt: skip
    for number in shown["selection"]["rows"]:
        _column(table.columns[number])


def _column(column: workspace.Field) -> None:
    """All that is said of the chosen column."""
    unit = f" ({column.unit(language())})" if column.unit else ""
    meaning = column.meaning(language()) if column.meaning else ""
    st.markdown(f"`{column.name}` {column.label(language())}{unit}  \n{meaning}")
    st.caption(_codes(column) or "")


def _codes(column: workspace.Field) -> str | None:
    """Codes with their words."""
    return "；".join(f"{code.code} {code.label(language())}" for code in column.codes) or None
