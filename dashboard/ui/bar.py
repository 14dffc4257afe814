"""The scope bar: what narrows a page, in widgets that show the scope and replace it, and in one sentence.

The scope itself lives in the frame; this is how a reader changes it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import captions, catalog, text
from dashboard.catalog import Snapshot
from dashboard.scope import (
    COMPARISONS,
    GRAINS,
    Pick,
    Scope,
    first_month,
    month_end,
    months_later,
)
from dashboard.ui.frame import View, choose, language, say, versus, view


def scope(*filters: str, of: tuple[str, ...] = (), about: str = "") -> Scope:
    """The bar with these filters of period, grain, compare, district, industry; returns the scope in force.

    `of` names the datasets that the page is about: what is selected of their dimensions narrows it. Filters and
    selections that a page does not know keep their place in the scope and in the address, and are not applied
    to it: the returned scope leaves them out. `about` is the dimension of the page's own subject: not to be selected.
    """
    shown = view()
    scope = st.session_state["scope"]
    if "district" not in filters:
        scope = replace(scope, districts=())
    if "industry" not in filters:
        scope = replace(scope, industries=())
    own = {dimension for dataset in of for dimension in catalog.contracts()[dataset].dimensions.values()} - {about}
    scope = replace(scope, picks=tuple(pick for pick in scope.picks if pick.dimension in own))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="scope-bar"):
        for name in filters:
            _WIDGETS[name](shown)
        _dimensions([d for d in catalog.dimensions().values() if d.name in own])
        _snapshot_choice(shown)
        _versus_choice(shown)
        if filters:
            _sentence(scope, narrowable="district" in filters)
    return scope


def _sentence(scope: Scope, *, narrowable: bool) -> None:
    """The scope in one sentence, with one gesture to undo what was narrowed."""
    st.caption(captions.scope_sentence(scope, narrowable=narrowable), width="content")
    if is_narrowed(scope):
        st.button(say("Clear filters"), key="bar.clear", type="tertiary", on_click=clear)


def is_narrowed(scope: Scope) -> bool:
    """Whether there is anything to take back: places, chains, selections, a brushed period."""
    return bool(scope.districts or scope.industries or scope.picks or scope.within)


def clear() -> None:
    """Take back everything that narrows; a period that was brushed widens to the window it was brushed out of."""
    held: Scope = st.session_state["scope"]
    since, until = held.within or (held.since, held.until)
    choose(districts=(), industries=(), picks=(), since=since, until=until, within=None)


def _dimensions(known: list[catalog.Dimension]) -> None:
    """Every selection that the page's marks offer, by keyboard: a list a dimension."""
    if not known:
        return
    held: Scope = st.session_state["scope"]
    number = len([p for p in held.picks if p.dimension in {d.name for d in known}])
    label = say("More filters ({number})", number=number) if number else say("More filters")
    with st.popover(label, width="content"):
        for dimension in known:
            _dimension(dimension, held.picked(dimension.name))


def _dimension(dimension: catalog.Dimension, picked: tuple[str, ...]) -> None:
    """One dimension: its codes to choose from, or free text to type where there are too many values."""
    key = f"bar.pick.{dimension.name}"
    st.session_state[key] = list(picked)
    st.multiselect(
        dimension.label(language()),
        list(dict.fromkeys([*(c.code for c in dimension.codes), *picked])),
        format_func=lambda value: dimension.word(value, language()),
        key=key,
        placeholder=say("All") if dimension.codes else say("Type a name"),
        accept_new_options=not dimension.codes,
        on_change=lambda: _pick(dimension.name, st.session_state[key]),
    )


def _pick(dimension: str, values: list[str]) -> None:
    others = st.session_state["scope"].without(dimension).picks
    choose(picks=(*others, *(Pick(dimension, value) for value in values)))


def _period(shown: View) -> None:
    scope, snapshot = shown.scope, shown.snapshot
    first = first_month(snapshot)
    months = [months_later(first, n) for n in range(_months_between(first, snapshot.as_of) + 1)]
    label = text.period(scope.since, scope.until, scope.language)
    with st.popover(label, help=say("Period"), width="content"):
        _years(snapshot)
        since, until = st.columns(2)
        with since:
            _month("since", say("From"), months, scope.since, lambda m: {"since": m, "within": None})
        with until:
            last = scope.until.replace(day=1)
            _month("until", say("To"), months, last, lambda m: {"until": month_end(m), "within": None})


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _years(snapshot: Snapshot) -> None:
    last = month_end(snapshot.as_of)
    first = first_month(snapshot)
    choices = {str(y): (date(y, 1, 1), min(date(y, 12, 31), last)) for y in range(last.year, first.year - 1, -1)}
    choices["12"] = (months_later(last, -11), last)
    choices["all"] = (first, last)
    names = {"12": say("Last 12 months"), "all": say("Since {year}", year=first.year)}
    scope = st.session_state["scope"]
    held = next((name for name, span in choices.items() if span == (scope.since, scope.until)), None)
    st.session_state["bar.year"] = held

    def take() -> None:
        chosen = st.session_state["bar.year"]
        if chosen:
            choose(since=choices[chosen][0], until=choices[chosen][1], within=None)

    st.pills(say("Period"), list(choices), format_func=lambda c: names.get(c, c), key="bar.year", on_change=take)


def _month(key: str, label: str, months: list[date], held: date, change) -> None:  # noqa: ANN001 - a callback
    st.session_state[f"bar.{key}"] = held
    shown = language()
    st.selectbox(
        label,
        months,
        format_func=lambda m: text.month(m, shown),
        key=f"bar.{key}",
        on_change=lambda: choose(**change(st.session_state[f"bar.{key}"])),
    )


def _one_of(name: str, label: str, values: tuple[str, ...], names: Mapping[str, str]) -> None:
    held = getattr(st.session_state["scope"], name)
    st.session_state[f"bar.{name}"] = held
    st.segmented_control(
        label,
        values,
        format_func=names.get,
        key=f"bar.{name}",
        label_visibility="collapsed",
        on_change=lambda: choose(**{name: st.session_state[f"bar.{name}"] or held}),
    )


def _grain(shown: View) -> None:
    _one_of("grain", say("Grain"), GRAINS, {"month": say("Month"), "quarter": say("Quarter"), "year": say("Year")})


def _compare(shown: View) -> None:
    names = {
        "yoy": say("Year on year"),
        "previous": say("Previous period"),
        "none": say("No comparison"),
    }
    _one_of("compare", say("Comparison"), COMPARISONS, names)


def _codes(name: str, part: str, label: str, code_list: str) -> None:
    st.session_state[f"bar.{name}"] = list(getattr(st.session_state["scope"], part))
    names = {c.code: c.label(language()) for c in catalog.code_list(code_list)}
    st.multiselect(
        label,
        list(names),
        format_func=names.get,
        key=f"bar.{name}",
        placeholder=label,
        label_visibility="collapsed",
        width=220,
        on_change=lambda: choose(**{part: tuple(st.session_state[f"bar.{name}"])}),
    )


def _district(shown: View) -> None:
    _codes("district", "districts", say("All districts"), "districts")


def _industry(shown: View) -> None:
    _codes("industry", "industries", say("All industries"), "industries")


def _snapshot_choice(shown: View) -> None:
    ids = [s.id for s in shown.shelf.sound]
    st.session_state["bar.snapshot"] = shown.snapshot.id

    def take() -> None:
        snapshot = catalog.shelf().find(st.session_state["bar.snapshot"])
        if snapshot:
            until = min(shown.scope.until, month_end(snapshot.as_of))
            versus = shown.scope.versus if shown.scope.versus != snapshot.id else None
            choose(snapshot=snapshot.id, until=until, within=None, versus=versus)

    names = {i: say("Snapshot {id}", id=i) for i in ids}
    st.selectbox(
        say("Snapshot"),
        ids,
        format_func=names.get,
        key="bar.snapshot",
        label_visibility="collapsed",
        width=190,
        on_change=take,
    )


def _versus_choice(shown: View) -> None:
    """Another snapshot to compare with, and whose figures come first: as known now, or as reported then."""
    others = [s.id for s in shown.shelf.sound if s.id != shown.snapshot.id]
    if not others:
        return
    other = versus()
    st.session_state["bar.versus"] = other.id if other else ""
    names = {"": f"{say('Compare with')} —"} | {i: say("against {id}", id=i) for i in others}
    st.selectbox(
        say("Compare with"),
        ["", *others],
        format_func=names.get,
        key="bar.versus",
        label_visibility="collapsed",
        width=190,
        on_change=lambda: choose(versus=st.session_state["bar.versus"] or None),
    )
    if other:
        _basis(shown.snapshot, other)


def _basis(snapshot: Snapshot, other: Snapshot) -> None:
    held = "now" if catalog.snapshot_order(snapshot.id) > catalog.snapshot_order(other.id) else "then"
    st.session_state["bar.basis"] = held
    names = {"now": say("As known now"), "then": say("As reported then")}

    def turn() -> None:
        if st.session_state["bar.basis"] in (None, held):
            return
        until, end = st.session_state["scope"].until, month_end(other.as_of)
        # A period that ends with the snapshot keeps doing so.
        until = end if until == month_end(snapshot.as_of) else min(until, end)
        choose(snapshot=other.id, versus=snapshot.id, until=until, within=None)

    st.segmented_control(
        say("Figures as"),
        list(names),
        format_func=names.get,
        key="bar.basis",
        label_visibility="collapsed",
        on_change=turn,
    )


_WIDGETS = {"period": _period, "grain": _grain, "compare": _compare, "district": _district, "industry": _industry}
