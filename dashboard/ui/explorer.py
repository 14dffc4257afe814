"""The explorer on a page: what is asked in one sentence, the table, the figures, the link, what was saved."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import charts, explorations, explorer, metrics, pivot_charts, queries, text
from dashboard import pivot as pivots
from dashboard.catalog import Label
from dashboard.decks import explored
from dashboard.decks.deck import View
from dashboard.explorer import Answer
from dashboard.pivot import TIMES, VALUE, Pivot
from dashboard.pivot_cells import Heading
from dashboard.scope import Scope, default_scope, from_link
from dashboard.ui import data, drawer, pivoting
from dashboard.ui.blocks import is_dark
from dashboard.ui.decks import basket
from dashboard.ui.frame import language, say, view
from dashboard.ui.plot import event_of, plot

# Columns beside which a figure has room; rows that are shown without scrolling, else so many pixels.
NARROW, HIGHEST, HEIGHT = 3, 30, 1080
UNSEEN = "\u200b"
SHOWN = {"change": Label("change", "变化"), "share": Label("share", "占比")}


def explorer_question() -> Pivot:
    """What the reader asks, from the address or the controls below the scope."""
    return pivoting.begin()


def explorer_controls() -> None:
    pivoting.controls()


def datasets_of(pivot: Pivot) -> tuple[str, ...]:
    """The datasets whose dimensions narrow it."""
    return pivots.datasets_of((*pivot.metrics, *(bound.metric for bound in pivot.bounds)))


def explore(pivot: Pivot, scope: Scope) -> None:
    """The answer: in words, as a table with totals, as figures, with the reasons of what is blank."""
    answer = explorer.evaluate(view().snapshot, pivot, scope)
    st.markdown(f"#### {_sentence(answer)}")
    if not answer.rows or answer.is_empty:
        _empty(answer)
        return
    drawn = pivot_charts.drawings(answer, language())
    if drawn and pivot.column is None and len(answer.headings) <= NARROW:
        table, figures = st.columns([1, 1])
    else:
        table, figures = st.container(), st.container()
    with table, st.container(border=True):
        _table(answer)
        _notes(answer)
    with figures:
        _figures(answer, drawn)


def _sentence(answer: Answer) -> str:
    scope, pivot = answer.scope, answer.pivot
    parts = [text.period(scope.since, scope.until, language()), pivots.words(pivot, language())]
    if pivot.show == "change" and scope.compare != "none":
        parts.append(say("change {comparison}", comparison=text.comparison_name(scope.compare, language())))
    elif pivot.show != "value":
        parts.append(say(pivoting.SHOWN_NAMES[pivot.show]))
    return say(": ").join([parts[0], say("; ").join(parts[1:])])


def _empty(answer: Answer) -> None:
    with st.container(height=160, border=True, horizontal_alignment="center", vertical_alignment="center"):
        st.markdown(say("Nothing to show in this scope."), text_alignment="center")
        if answer.pivot.bounds and answer.all_found:
            told = say("None of {number} rows satisfies the filter by measure.", number=answer.all_found)
            st.caption(told, text_alignment="center")
        _notes(answer)


# --- table ------------------------------------------------------------------------------------


def frame(answer: Answer, *, in_full: bool = False) -> pd.DataFrame:
    """The answer as a table: rows named by their words, headings on as many levels as there are differences, on one
    and `in_full` where no sentence stands above."""
    pivot = answer.pivot
    lines = [explorer.words_of(row, pivot, language(), say("Others"), say("Total")) for row in answer.rows]
    names = [pivots.dimensions()[name].label(language()) for name in pivot.rows]
    if not pivot.rows:
        lines, names = [[say("Total")]], [""]
    index = pd.MultiIndex.from_tuples(list(map(tuple, lines)), names=names)
    index = index if len(names) > 1 else index.get_level_values(0)
    heads = [_head(pivot, heading, in_full) for heading in answer.headings]
    levels = has_levels(pivot) and not in_full
    columns = pd.MultiIndex.from_tuples(heads) if levels else [" ".join(head) for head in heads]
    cells = [[_in_per_cent(c.value, h) for c, h in zip(line, answer.headings, strict=True)] for line in answer.cells]
    return pd.DataFrame(cells, index=index, columns=columns, dtype=float)


def has_levels(pivot: Pivot) -> bool:
    """Whether headings name both a column and a metric; of one metric the sentence above has told."""
    return pivot.column is not None and len(pivot.metrics) > 1


def _in_per_cent(value: float | None, heading: Heading) -> float | None:
    return value if heading.shown == "value" or value is None else round(100 * value, 4)


def _head(pivot: Pivot, heading: Heading, in_full: bool) -> tuple[str, ...]:
    """The column's word, and the metric with its unit; what the table is sorted by carries an arrow."""
    metric, order = queries.metrics()[heading.metric], pivot.order
    alone = len(pivot.metrics) == 1 and not in_full
    unit = metric.unit(language()) if heading.shown == "value" else "%"
    part = "" if heading.shown == "value" else f" · {SHOWN[heading.shown](language())}"
    name = say(pivoting.SHOWN_NAMES[heading.shown]) if alone else f"{metric.title(language())}{part}"
    words = [text.with_unit(name, unit, language())]
    if pivot.column:
        column = say("Total") if heading.code is None else _code_word(pivot.column, heading.code)
        words = [column] if alone else [column, *words]
    if not in_full and (order.name, order.code) == (heading.metric, _sort_code(pivot, heading)):
        words[-1] += " ↓" if order.descending else " ↑"
    return tuple(words)


def _sort_code(pivot: Pivot, heading: Heading) -> str | None:
    """What a click on a heading sorts by: its column, or the value that stands beside a change."""
    return VALUE if heading.shown != pivot.show else heading.code


def _code_word(dimension: str, code: str) -> str:
    if dimension in TIMES:
        return text.bucket(date.fromisoformat(code), dimension, language())
    return pivots.dimensions()[dimension].word(code, language())


def _table(answer: Answer) -> None:
    shown = frame(answer)
    names = _told_apart(shown)
    # Another key after each click: what stays selected could not be clicked again.
    key = f"pivot.table.{st.session_state.get('pivot.clicks', 0)}"
    st.dataframe(
        shown,
        placeholder="—",
        height="content" if len(shown) <= HIGHEST else HEIGHT,
        column_config={place + shown.index.nlevels: _config(h) for place, h in enumerate(answer.headings)},
        key=key,
        on_select=lambda: _clicked(answer, names, key),
        selection_mode=["single-column", "single-cell"],
    )


def _told_apart(shown: pd.DataFrame) -> list[str]:
    """Give every column a last word of its own, by letters unseen: a click is told by that word alone."""
    last = shown.columns.get_level_values(-1)
    names = [f"{word}{UNSEEN * place}" for place, word in enumerate(last)]
    firsts = shown.columns.get_level_values(0)
    shown.columns = names if shown.columns.nlevels == 1 else pd.MultiIndex.from_arrays([firsts, names])
    return names


def _config(heading: Heading):  # noqa: ANN202 - a column configuration of Streamlit
    if heading.shown != "value":
        return st.column_config.NumberColumn(format="%.1f")
    is_ratio = queries.metrics()[heading.metric].kind == "ratio"
    return st.column_config.NumberColumn(format="%.2f" if is_ratio else "localized")


def _clicked(answer: Answer, names: list[str], key: str) -> None:
    """A heading sorts; a number opens the records behind it."""
    chosen = st.session_state[key]["selection"]
    st.session_state["pivot.clicks"] = st.session_state.get("pivot.clicks", 0) + 1
    for name in filter(names.__contains__, chosen["columns"]):
        heading = answer.headings[names.index(name)]
        code = _sort_code(answer.pivot, heading)
        pivoting.choose(sort=answer.pivot.sorted_by(heading.metric, code).sort)
    for row, name in chosen["cells"]:
        if name in names and answer.rows[row].kind != "others":
            heading = answer.headings[names.index(name)]
            scope = explorer.scope_of(answer, answer.rows[row], heading)
            drawer.ask_for_metric(queries.metrics()[heading.metric], scope)


def _notes(answer: Answer) -> None:
    """Why cells are blank, how far the data go, the file to take away."""
    known = queries.metrics()
    units = "%" if answer.pivot.show != "value" else " / ".join(_units(answer))
    told = say("Unit: {units}", units=units)
    parts = [text.period(answer.scope.since, answer.scope.until, language()), told, _snapshot(answer)]
    if answer.through < answer.scope.until:
        parts.append(say("complete through {day}", day=text.day(answer.through, language())))
    if 0 < answer.found < answer.all_found:
        said = {"found": answer.found, "all": answer.all_found}
        parts.append(say("{found} of {all} rows satisfy the filter by measure; totals are of these", **said))
    lines = [" · ".join(parts)]
    for note in answer.notes:
        lines.append(f"— {known[note.metric].title(language())}: {note.reason(language())}")
    for bound in answer.ignored:
        words = pivots.bound_words(bound, language())
        lines.append(say("“{filter}” is not applied: its metric does not follow these rows.", filter=words))
    st.caption("  \n".join(lines))
    if not answer.is_empty:
        data.download("pivot", pivots.words(answer.pivot, language()), lambda: _csv(answer), answer.scope)


def _units(answer: Answer) -> list[str]:
    return list(dict.fromkeys(queries.metrics()[name].unit(language()) for name in answer.pivot.metrics))


def _snapshot(answer: Answer) -> str:
    told = say("Snapshot {id}", id=answer.scope.snapshot)
    return f"{told} · {say('Demonstration data')}" if view().snapshot.is_demonstration else told


def _csv(answer: Answer) -> bytes:
    """One heading line, as spreadsheet programs filter it; UTF-8 with BOM."""
    return frame(answer, in_full=True).to_csv().encode("utf-8-sig")


# --- figures ----------------------------------------------------------------------------------


def _figures(answer: Answer, drawn: Sequence[pivot_charts.Drawing]) -> None:
    for place in range(0, len(drawn), 2):
        pair = drawn[place : place + 2]
        for column, drawing in zip(st.columns(len(pair)), pair, strict=True):
            with column, st.container(border=True, height="stretch"):
                _figure(answer, drawing)


def _figure(answer: Answer, drawing: pivot_charts.Drawing) -> None:
    metric = queries.metrics()[drawing.metric]
    title = drawing.columns["value"].label(language())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{title}**", width="stretch")
        shown = View(explore=explored.words_of(answer.pivot, drawing.metric))
        basket.offer(shown, answer.scope, f"deck.add.{drawing.metric}")
    told = charts.figure(
        drawing.rows,
        drawing.draw,
        drawing.columns,
        language=language(),
        complete_through=metrics.complete_through(view().snapshot, metric),
        grain=answer.pivot.time or "month",
        dark=is_dark(),
    )
    key = f"pivot.figure.{drawing.metric}"

    def happened() -> None:
        codes = pivot_charts.codes_of(drawing, event_of(key) or {})
        if codes is not None:
            drawer.ask_for_metric(metric, explorer.narrowed(answer.scope, codes))

    plot(told, key=key, alt=f"{title} · {_sentence(answer)}", on_event=happened)
    unit = say("Unit: {units}", units=drawing.columns["value"].unit(language()))
    parts = [text.period(answer.scope.since, answer.scope.until, language()), unit, _snapshot(answer)]
    if drawing.drawn < drawing.of:
        parts.append(say("the {drawn} largest of {all}", drawn=drawing.drawn, all=drawing.of))
    st.caption(" · ".join(parts))


# --- kept and shared --------------------------------------------------------------------------


def link_words(pivot: Pivot, scope: Scope) -> dict[str, list[str]]:
    """The words of the address that reproduce what is shown."""
    return scope.link(default_scope(view().snapshot)) | pivot.link()


def explorations_kept(pivot: Pivot) -> None:
    """The link to copy, a name to save it under, and what was saved."""
    words = link_words(pivot, st.session_state["scope"])
    with st.container(border=True):
        st.markdown(f"**{say('Link and saved explorations')}**")
        st.code(f"{_root()}/explorer?{explorations.query_of(words)}", language=None, wrap_lines=True)
        form = st.form("pivot.save", border=False, clear_on_submit=True)
        with form, st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.text_input(
                say("Name to save it under"), key="pivot.name", max_chars=explorations.LONGEST_NAME, width="stretch"
            )
            asked = st.form_submit_button(say("Save"))
        if asked:
            _save(name, words)
        for told in explorations.saved():
            _kept(told)


def _root() -> str:
    address = st.context.url or ""
    return address.split("?")[0].removesuffix("/").removesuffix("/explorer")


def _save(name: str, words: dict[str, list[str]]) -> None:
    if not name.strip():
        st.warning(say("Give it a name first."))
        return
    try:
        explorations.save(name, words, on=date.today())
    except explorations.NameTaken:
        st.warning(say("There is an exploration called “{name}” already; choose another name.", name=name.strip()))


def _kept(told: explorations.Saved) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"{told.name} :gray[· {text.day(told.saved_on, language())}]", width="stretch")
        key = explorations.names_alike(told.name)
        st.button(say("Open"), key=f"pivot.open.{key}", on_click=_reopen, args=(told,))
        st.button(
            say("Delete"), key=f"pivot.delete.{key}", type="tertiary", on_click=explorations.delete, args=(told.name,)
        )


def _reopen(told: explorations.Saved) -> None:
    scope, notices = from_link(dict(told.words) | {"lang": [language()]}, view().shelf)
    st.session_state["scope"], st.session_state["notices"] = scope, notices
    st.session_state["pivot"], _ = pivots.from_link(told.words)
