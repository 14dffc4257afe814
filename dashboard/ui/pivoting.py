"""What the reader asks the explorer: held in one place of the session, shown by controls, written into the address.

As with the scope, widgets show the pivot and their callbacks replace it; the address holds codes and ids.
"""

from dataclasses import replace

import streamlit as st

from dashboard import pivot as pivots
from dashboard import queries
from dashboard.pivot import BY_LABEL, CHARTS, MOST_METRICS, MOST_ROWS, OPERATORS, SHOWN, TIMES, Bound, Pivot
from dashboard.text import phrase
from dashboard.ui.frame import language, say

SHOWN_NAMES = {
    "value": phrase("Value"),
    "change": phrase("Change"),
    "share": phrase("Share of total"),
}
CHART_NAMES = {
    "auto": phrase("Automatic"),
    "rank": phrase("Ranking"),
    "bar": phrase("Bars"),
    "line": phrase("Lines"),
    "heat": phrase("Heat map"),
    "none": phrase("No chart"),
}


def held() -> Pivot:
    return st.session_state["pivot"]


def begin() -> Pivot:
    """Settle the pivot by the address, and write the address back."""
    state = st.session_state
    asked = {word: st.query_params.get_all(word) for word in pivots.LINK_WORDS if word in st.query_params}
    if "pivot" not in state or (asked and asked != state.get("pivot.address")):
        state["pivot"], notices = pivots.from_link(asked)
        for notice in notices:
            said = {"word": notice.word, "value": notice.value, "reason": notice.reason(language())}
            st.info(say("The link's “{word}={value}” was ignored: {reason}.", **said))
    _write_address(state["pivot"].link())
    return state["pivot"]


def _write_address(words: dict[str, list[str]]) -> None:
    for word in pivots.LINK_WORDS:
        if word in words and st.query_params.get_all(word) != words[word]:
            st.query_params[word] = words[word]
        elif word not in words and word in st.query_params:
            del st.query_params[word]
    st.session_state["pivot.address"] = words


def choose(**chosen: object) -> None:
    """Replace parts of the pivot; what no longer makes sense together is dropped as in a link."""
    asked = replace(held(), **chosen)
    st.session_state["pivot"], _ = pivots.from_link(asked.link())


# --- controls ---------------------------------------------------------------------------------


def controls() -> None:
    """Metrics, rows, columns, what is shown, filters by measure, order, number of rows, chart."""
    with st.container(border=True, key="pivot-controls", gap="small"):
        metrics, rows, column = st.columns([5, 4, 3], vertical_alignment="bottom")
        with metrics:
            _metrics()
        with rows:
            _rows()
        with column:
            _column()
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            _one_of("show", say("Show"), SHOWN, SHOWN_NAMES)
            _bounds()
            _order()
            _top()
            _one_of("chart", say("Chart"), CHARTS, CHART_NAMES)


def _metrics() -> None:
    known = queries.metrics()
    st.session_state["pivot.metrics"] = list(held().metrics)
    st.multiselect(
        say("Metrics"),
        list(known),
        format_func=lambda name: known[name].title(language()),
        key="pivot.metrics",
        placeholder=say("Metrics"),
        max_selections=MOST_METRICS,
        on_change=lambda: choose(metrics=tuple(st.session_state["pivot.metrics"]) or held().metrics),
    )


def _offered(also: tuple[str, ...] = ()) -> list[str]:
    """The dimensions that any of the metrics follows, and those that are chosen already."""
    metrics = [queries.metrics()[name] for name in held().metrics]
    return [
        name for name in pivots.dimensions() if name in also or any(pivots.follows(metric, name) for metric in metrics)
    ]


def _word(dimension: str) -> str:
    return pivots.dimensions()[dimension].label(language()) if dimension else say("None")


def _rows() -> None:
    pivot = held()
    taken = [name for name in (pivot.column,) if name]
    if pivot.column in TIMES:
        taken += TIMES
    st.session_state["pivot.rows"] = list(pivot.rows)
    st.multiselect(
        say("Row dimensions"),
        [name for name in _offered(pivot.rows) if name not in taken],
        format_func=_word,
        key="pivot.rows",
        placeholder=say("None"),
        max_selections=MOST_ROWS,
        on_change=lambda: choose(rows=tuple(st.session_state["pivot.rows"]), sort=None),
    )


def _column() -> None:
    pivot = held()
    taken = [*pivot.rows, *(TIMES if set(TIMES) & set(pivot.rows) else ())]
    offered = _offered((pivot.column,) if pivot.column else ())
    st.session_state["pivot.column"] = pivot.column or ""
    st.selectbox(
        say("Column dimension"),
        ["", *(name for name in offered if name not in taken and not pivots.is_free(name))],
        format_func=_word,
        key="pivot.column",
        on_change=lambda: choose(column=st.session_state["pivot.column"] or None, sort=None),
    )


def _one_of(name: str, label: str, values: tuple[str, ...], names: dict[str, str]) -> None:
    was = getattr(held(), name)
    st.session_state[f"pivot.{name}"] = was
    st.selectbox(
        label,
        values,
        format_func=lambda value: say(names[value]),
        key=f"pivot.{name}",
        width=150,
        on_change=lambda: choose(**{name: st.session_state[f"pivot.{name}"]}),
    )


def _order() -> None:
    pivot = held()
    known = queries.metrics()
    names = {BY_LABEL: say("Rows in their own order")} | {
        f"-{name}": say("{metric}, largest first", metric=known[name].title(language())) for name in pivot.metrics
    }
    names |= {name: say("{metric}, smallest first", metric=known[name].title(language())) for name in pivot.metrics}
    if str(pivot.order) not in names:
        # A column was clicked.
        names[str(pivot.order)] = say("By a column")
    st.session_state["pivot.sort"] = str(pivot.order)
    st.selectbox(
        say("Sort by"),
        list(names),
        format_func=names.get,
        key="pivot.sort",
        width=230,
        on_change=lambda: choose(sort=st.session_state["pivot.sort"]),
    )


def _top() -> None:
    st.session_state["pivot.top"] = held().top
    st.number_input(
        say("Rows shown"),
        min_value=1,
        max_value=pivots.MOST_TOP,
        step=5,
        key="pivot.top",
        placeholder=say("All") if held().limit == pivots.MOST_TOP else str(held().limit),
        width=130,
        on_change=lambda: choose(top=st.session_state["pivot.top"]),
    )


def _bounds() -> None:
    """Filters by measure: those that hold, each to take back, and a form for another one."""
    bounds = held().bounds
    label = say("Filter by measure ({number})", number=len(bounds)) if bounds else say("Filter by measure")
    with st.popover(label, width="content"):
        for place, bound in enumerate(bounds):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(pivots.bound_words(bound, language()), width="stretch")
                left = (*bounds[:place], *bounds[place + 1 :])
                st.button(say("Remove"), key=f"pivot.remove.{place}", on_click=choose, kwargs={"bounds": left})
        _new_bound()


def _new_bound() -> None:
    known = queries.metrics()
    words = {"between": say("between")}
    with st.form("pivot.bound", border=False, clear_on_submit=True):
        name = st.selectbox(
            say("Metric"),
            list(dict.fromkeys((*held().metrics, *known))),
            format_func=lambda name: f"{known[name].title(language())} ({known[name].unit(language())})",
            key="pivot.bound.metric",
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            operator = st.selectbox(
                say("Is"), OPERATORS, format_func=lambda o: words.get(o, o), key="pivot.bound.is", width=110
            )
            low = st.text_input(say("Amount"), placeholder=say("e.g. 5 million"), key="pivot.bound.low", width=150)
            high = st.text_input(say("Up to (between only)"), key="pivot.bound.high", width=150)
        if st.form_submit_button(say("Add the filter")):
            ends = [pivots.amount(low), pivots.amount(high)]
            if ends[0] is None or (operator == "between" and ends[1] is None):
                st.error(say("Amounts read like 5000000, 5 million or 500万."))
            else:
                low_end, high_end = sorted(ends) if operator == "between" else (ends[0], None)
                added = Bound(name, operator, low_end, high_end)
                choose(bounds=tuple(dict.fromkeys((*held().bounds, added))))
                st.rerun()
