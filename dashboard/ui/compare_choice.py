"""What two scopes are compared, and how: from the address, from before, or as chosen now.

Both sides stand in the address (`?a=510502/2024-01..2024-12/2024-12-31&b=city/…`), with how they are compared.
"""

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from dashboard import catalog, compare, queries, text
from dashboard.scope import Scope, first_month, month_end, months_later
from dashboard.ui.frame import language, say, view

MODES = ("sides", "difference", "index")
FIRST_METRIC = "patents_granted"
HELD = "compare.asked"


@dataclass(frozen=True)
class Asked:
    """What is compared and how; `metric` is the one drawn over time, `base` the month that is 100 there."""

    a: Scope
    b: Scope
    mode: str = "sides"
    per: str = "none"
    metric: str = FIRST_METRIC
    base: int = 0


WORDS = ("a", "b", "mode", "per")


def compare_choice() -> Asked:
    """Both sides and how they are compared, from the address, from before, or as chosen now."""
    asked = _from_address() if set(WORDS) & set(st.query_params) else st.session_state.get(HELD) or _first()
    shelf, spoken = view().shelf, language()
    if shelf.find(asked.a.snapshot) is None or shelf.find(asked.b.snapshot) is None:
        asked = _first()
    asked = replace(asked, a=replace(asked.a, language=spoken), b=replace(asked.b, language=spoken))
    _hold(asked)
    _presets()
    for column, name in zip(st.columns(2), ("a", "b"), strict=True):
        with column:
            _side(name, getattr(asked, name))
    _ways(asked)
    _write(asked)
    return asked


def _first() -> Asked:
    scope = view().scope
    plain = replace(scope, picks=(), industries=(), within=None, versus=None)
    a, b = compare.preset("district", view().shelf, plain)
    return Asked(a, b, per=compare.RESIDENTS)


def _from_address() -> Asked:
    """The comparison of the link; what it cannot honour is told, and the usual one stands in its place."""
    told, found = st.query_params, _first()
    for name in ("a", "b"):
        said = told.get(name, "")
        side = compare.side_of(said, view().shelf, getattr(found, name))
        if said and side is None:
            reason = say("it names no place, period and sound snapshot")
            st.info(say("The link's “{word}={value}” was ignored: {reason}.", word=name, value=said, reason=reason))
        found = replace(found, **{name: side or getattr(found, name)})
    allowed = {"mode": MODES, "per": compare.PER, "metric": tuple(queries.metrics())}
    for name, values in allowed.items():
        # Without its sides a link is about the usual ones, which are told per resident.
        default = {"mode": "sides", "per": "none" if "a" in told else found.per, "metric": FIRST_METRIC}[name]
        found = replace(found, **{name: told.get(name) if told.get(name) in values else default})
    base = told.get("base", "")
    return replace(found, base=int(base) if base.isdigit() and int(base) < found.a.months else 0)


def _hold(asked: Asked) -> None:
    st.session_state[HELD] = asked


def _write(asked: Asked) -> None:
    words = {"a": compare.word(asked.a), "b": compare.word(asked.b), "mode": asked.mode, "per": asked.per}
    words |= {"metric": asked.metric, "base": f"{asked.base}"}
    plain = {"mode": "sides", "per": "none", "metric": FIRST_METRIC, "base": "0"}
    for name, word in words.items():
        if plain.get(name) != word:
            st.query_params[name] = word
        elif name in st.query_params:
            del st.query_params[name]


def change(**chosen: object) -> None:
    """Replace parts of what is compared; the run that follows shows and writes it."""
    asked = replace(st.session_state[HELD], **chosen)
    _hold(replace(asked, base=min(asked.base, asked.a.months - 1)))
    _write(st.session_state[HELD])


def _presets() -> None:
    names = {
        "district": say("District against city"),
        "year": say("This year against last"),
        "snapshot": say("Snapshot against snapshot"),
    }
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for name in compare.PRESETS:
            st.button(names[name], key=f"compare.preset.{name}", on_click=_preset, args=(name,))


def _preset(name: str) -> None:
    asked: Asked = st.session_state[HELD]
    start = replace(asked.a, districts=asked.a.districts if name == "district" else ())
    a, b = compare.preset(name, view().shelf, start)
    change(a=a, b=b, per=compare.RESIDENTS if name == "district" else "none")


def _side(name: str, scope: Scope) -> None:
    with st.container(border=True, gap="small"):
        st.markdown(f"**{name.upper()}** · {_named(scope)}")
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            _places(name, scope)
            _months(name, scope)
            _snapshot(name, scope)


def _places(name: str, scope: Scope) -> None:
    key = f"compare.{name}.districts"
    st.session_state[key] = list(scope.districts)
    known = {c.code: c.label(language()) for c in catalog.code_list("districts")}

    def take() -> None:
        held = st.session_state[key]
        change(**{name: replace(scope, districts=tuple(code for code in known if code in held))})

    st.multiselect(
        say("Districts"), list(known), format_func=known.get, key=key, placeholder=say("Whole city"), on_change=take,
        width=150,
    )  # fmt: skip


def _months(name: str, scope: Scope) -> None:
    snapshot = view().shelf.find(scope.snapshot)
    first, last = first_month(snapshot), months_later(snapshot.as_of, 0)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    months = [months_later(first, n) for n in range(count)]
    ends = {"since": (say("From"), scope.since), "until": (say("To"), scope.until.replace(day=1))}
    for end, (label, held) in ends.items():
        key = f"compare.{name}.{end}"
        st.session_state[key] = min(max(held, first), last)
        st.selectbox(
            label, months, format_func=lambda m: text.month(m, language()), key=key, on_change=_take_month,
            args=(name, end), width=119,
        )  # fmt: skip


def _take_month(name: str, end: str) -> None:
    scope: Scope = getattr(st.session_state[HELD], name)
    month: date = st.session_state[f"compare.{name}.{end}"]
    if end == "since":
        scope = replace(scope, since=month, until=max(scope.until, month_end(month)))
    else:
        scope = replace(scope, until=month_end(month), since=min(scope.since, month))
    change(**{name: scope})


def _snapshot(name: str, scope: Scope) -> None:
    key, ids = f"compare.{name}.snapshot", [s.id for s in view().shelf.sound]
    st.session_state[key] = scope.snapshot

    def take() -> None:
        chosen = view().shelf.find(st.session_state[key])
        until = min(scope.until, month_end(chosen.as_of))
        since = min(scope.since, until.replace(day=1))
        change(**{name: replace(scope, snapshot=chosen.id, since=since, until=until)})

    st.selectbox(say("Snapshot"), ids, key=key, on_change=take, width=126)


def _ways(asked: Asked) -> None:
    modes = {"sides": say("Side by side"), "difference": say("Difference"), "index": say("Index, B = 100")}
    bases = {
        "none": say("As counted"),
        compare.RESIDENTS: say("Per 10,000 residents"),
        compare.GDP: say("Per 100 million CNY of GDP"),
    }
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for part, names in (("mode", modes), ("per", bases)):
            key = f"compare.{part}"
            st.session_state[key] = getattr(asked, part)
            st.segmented_control(
                part, list(names), format_func=names.get, key=key, label_visibility="collapsed", required=True,
                on_change=lambda part=part: change(**{part: st.session_state[f"compare.{part}"]}),
            )  # fmt: skip


def _named(scope: Scope) -> str:
    return " · ".join(
        [
            place(scope),
            text.period(scope.since, scope.until, language()),
            say("Snapshot {id}", id=scope.snapshot),
        ]
    )


def place(scope: Scope) -> str:
    chosen = [c.label(language()) for c in catalog.code_list("districts") if c.code in scope.districts]
    return text.listing(chosen, language()) if chosen else say("Whole city")
