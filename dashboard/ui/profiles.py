"""Profile pages: finding their subject, its facts, and lists of what is related, linked both ways."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import catalog, profiles, text
from dashboard.queries import Column, Query, load_query
from dashboard.scope import Pick, Scope
from dashboard.text import phrase
from dashboard.ui import bar, blocks, data, linking
from dashboard.ui.frame import language, say

STYLES = Path(__file__).with_suffix(".css")


@dataclass(frozen=True)
class Kind:
    """A kind of subject: where its records stand, the queries that describe, find and rank it, and how it is asked for.

    `found` finds by words; without them it lists all where `lists_all`: organisations are too many.
    """

    datasets: tuple[str, ...]
    facts: str
    found: str
    largest: str
    ask: str
    unknown: str
    similar: str
    lists_all: bool = True


KINDS = {
    "organisation": Kind(
        profiles.NAMING,
        "organisation_facts", "organisations_found", "organisations_largest",
        phrase("Type part of an organisation's name"),
        phrase("Snapshot {snapshot} names no organisation “{name}”."),
        phrase("No organisation is called exactly “{name}”. Names that hold these words:"),
        lists_all=False,
    ),
    "lender": Kind(
        ("financing",), "lender_facts", "lenders_found", "lenders_largest",
        phrase("Choose a lender or type part of its name"),
        phrase("Snapshot {snapshot} names no lender “{name}”."),
        phrase("No lender is called exactly “{name}”. Names that hold these words:"),
    ),
    "station": Kind(
        ("stations", "station_services"), "station_facts", "stations_found", "stations_in_district",
        phrase("Choose a station or type its id, name or town"),
        phrase("Snapshot {snapshot} holds no station “{name}”."),
        phrase("No station has exactly the id “{name}”. Stations that hold these words:"),
    ),
    "indication": Kind(
        ("geographical_indications",), "indication_facts", "indications_found", "indications_found",
        phrase("Choose a geographical indication or type part of its name"),
        phrase("Snapshot {snapshot} holds no geographical indication “{name}”."),
        phrase("No geographical indication is called exactly “{name}”. Names that hold these words:"),
    ),
}  # fmt: skip
# So many subjects are offered for choosing where all are.
LISTED = 400


def profile(kind: str, *filters: str, of: tuple[str, ...] = ()) -> tuple[Scope, Scope, str]:
    """The scope bar and the subject that the address names: (the scope, the scope narrowed to it, the subject).

    Without a subject, or with one that the snapshot does not know, the page says so, offers what it knows, and ends.
    """
    known, asked = KINDS[kind], st.query_params.get(linking.PROFILES[kind], "").strip()
    begin_anew(kind, asked)
    scope = bar.scope(*filters, of=of or known.datasets, about=kind)
    facts = data.fetch(f"profiles/{known.facts}", scope, **{kind: asked}) if asked else pd.DataFrame()
    _box(kind, asked, scope, is_known=not facts.empty)
    blocks.missing_datasets(*known.datasets)
    if facts.empty:
        _offer(kind, asked, scope)
        blocks.sources(scope, *known.datasets)
        st.stop()
    st.subheader(linking.plain(facts["name"].iloc[0] if kind == "station" else asked), anchor=False)
    return scope, replace(scope, picks=(*scope.picks, Pick(kind, asked))), asked


def begin_anew(kind: str, asked: str) -> None:
    """Another subject: what was searched and paged in the records of the one before is forgotten."""
    st.html(STYLES)
    if st.session_state.get("profile.subject") != (kind, asked):
        st.session_state["profile.subject"] = (kind, asked)
        if asked:
            # A link to another subject of the same page leaves the browser's address as it was; this one writes it.
            st.query_params[linking.PROFILES[kind]] = asked
        for key in [k for k in st.session_state if str(k).startswith(("search.profiles/", "page.profiles/"))]:
            del st.session_state[key]


def _box(kind: str, asked: str, scope: Scope, *, is_known: bool) -> None:
    """The search: a list to choose from, and words to type that are looked for in the warehouse."""
    known, key = KINDS[kind], f"profile.{kind}"
    if known.lists_all:
        names = _names(data.fetch(f"profiles/{known.found}", scope, number=LISTED))
    else:
        # A search reads every name: not for one that is known.
        like = data.fetch(f"profiles/{known.found}", scope, search=None if is_known else asked or None)
        names = _names(like) | _names(data.fetch(f"profiles/{known.largest}", scope))
    options = list(dict.fromkeys([*([asked] if asked else []), *names]))
    st.session_state[key] = asked or None
    st.selectbox(
        say(known.ask),
        options,
        format_func=lambda value: names.get(value, value),
        key=key,
        placeholder=say(known.ask),
        label_visibility="collapsed",
        accept_new_options=True,
        on_change=lambda: open_subject(kind, st.session_state[key]),
        width=420,
    )


def open_subject(kind: str, value: str | None) -> None:
    """Make the page about another subject. Callbacks call it; the run that follows shows the result."""
    if value:
        st.query_params[linking.PROFILES[kind]] = value
    else:
        st.query_params.pop(linking.PROFILES[kind], None)


def _names(rows: pd.DataFrame) -> dict[str, str]:
    """{subject: what it is called} of rows that list subjects by their first column."""
    label = "name" if "name" in rows else rows.columns[0]
    return dict(zip(rows.iloc[:, 0].astype(str), rows[label].astype(str), strict=True))


def _offer(kind: str, asked: str, scope: Scope) -> None:
    """What a page without a subject shows: names like the one asked for, and the largest."""
    known, name = KINDS[kind], linking.plain(asked)
    is_found = bool(asked) and not data.fetch(f"profiles/{known.found}", scope, search=asked).empty
    if is_found:
        st.info(say(known.similar, name=name))
    elif asked:
        st.warning(say(known.unknown, name=name, snapshot=scope.snapshot))
    first, second = st.columns(2)
    with first:
        if is_found:
            linked_list(f"profiles/{known.found}", scope, search=asked)
        else:
            linked_list(f"profiles/{known.largest}", scope, number=10)
    with second:
        if is_found:
            linked_list(f"profiles/{known.largest}", scope, number=10)


# --- facts --------------------------------------------------------------------------------------


def facts(
    name: str, scope: Scope, *, leave: tuple[str, ...] = (), if_known: tuple[str, ...] = (), **options: object
) -> dict[str, object]:
    """The first row of a query as facts, each under its label. Returns the row.

    What is missing is said to be, but for the columns that are shown only `if_known`.
    """
    query, row = load_query(name), data.fetch(name, scope, **options).iloc[0]
    kinds = linking.kinds_of(query.columns)
    with st.container(border=True, key=f"links-{name}"), st.grid(8, min_column_width=120, gap="small"):
        for column in query.columns.values():
            # A further district or chain is worth a word only where there is one.
            is_idle = column.name.startswith("other_") and row[column.name] == 0
            is_unknown = column.name in if_known and text.is_missing(row[column.name])
            if column.name not in leave and not is_idle and not is_unknown:
                _fact(column, row[column.name], kinds.get(column.name))
    return {column: None if text.is_missing(value) else value for column, value in row.items()}


# Decimals that say enough, and the sign that stands for the unit.
DIGITS = {"km": (1, ""), "rate_pct": (2, "%"), "lon": (5, "°"), "lat": (5, "°")}


def _fact(column: Column, value: object, kind: str | None) -> None:
    with st.container(gap=None):
        st.caption(column.label(language()))
        if kind and not text.is_missing(value):
            linking.to_profile(kind, str(value), data.word_of(column, value))
        else:
            st.markdown(linking.plain(told(column, value)))


def told(column: Column, value: object) -> str:
    """A value of a column in words, with its unit; a missing one as missing."""
    if text.is_missing(value):
        return say("In use") if column.name == "closed_on" else catalog.NOT_STATED(language())
    if column.codes:
        return data.word_of(column, value)
    if isinstance(value, bool) or str(value) in ("True", "False"):
        return say("Yes") if value else say("No")
    if hasattr(value, "year"):
        return text.month(value, language()) if column.name.endswith("month") else text.day(value, language())
    if isinstance(value, str):
        return value
    if column.name in DIGITS:
        digits, sign = DIGITS[column.name]
        return f"{text.number(value, language(), digits=digits)}{sign or ' ' + column.unit(language())}"
    if column.name == "share":
        return text.percent(value, language())
    return text.quantity(value, column.unit, language(), compact=abs(value) >= 1_000_000)


def theme_links(kind: str, value: str, *pages: str) -> None:
    """The pages that this subject narrows, one click away."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(say("Pages narrowed to it"), width="content")
        for page in pages:
            linking.to_theme(page, kind, value)


# --- lists of links -----------------------------------------------------------------------------

# Columns of a list that are not shown as words beside the name.
SILENT = ("position", "peers", "relation", "name", "town", "industry_code")


def linked_list(name: str, scope: Scope, *, title: str | None = None, about: str = "", **options: object) -> None:
    """A query's rows as links to the profiles of what they name, each with its words and numbers.

    `title` is added to the query's own; `about` is the subject of the page: it stands out among its peers.
    """
    query, rows = load_query(name), data.fetch(name, scope, **options)
    kinds = linking.kinds_of(query.columns)
    # A place is what a list is of only where it names nothing else.
    key = next((c for c, kind in kinds.items() if kind != "district"), "district_code")
    kind = kinds[key]
    with st.container(border=True, height="stretch", gap="xsmall", key=f"links-{name}-{title}-{'search' in options}"):
        st.markdown(f"**{' · '.join(filter(None, [query.title(language()), title]))}**")
        if rows.empty:
            st.caption(_nothing(query))
            return
        # Within a district its name says nothing.
        silent = (*SILENT, "district_code") if options.get("district") and "relation" not in rows else SILENT
        for row in rows.to_dict("records"):
            _linked(query, row, kind, key, silent, is_self=str(row[key]) == about)
        st.caption(" · ".join(filter(None, [_ranked(query, rows, key, about), data.window(query, scope)])))
        if query.note:
            st.caption(query.note(language()))


def _nothing(query: Query) -> str:
    absent = [catalog.contracts()[n].label(language()) for n in data.missing(query)]
    if absent:
        return say("This snapshot holds no {datasets}.", datasets=text.listing(absent, language()))
    return say("Nothing in the period: not ranked.") if "position" in query.columns else say("None in the records.")


def _linked(
    query: Query, row: dict[str, object], kind: str, key: str, silent: tuple[str, ...], *, is_self: bool
) -> None:
    name = str(row["name"]) if "name" in row else linking.name_of(kind, str(row[key]))
    place = f"{row['position']}. " if "position" in row else ""
    shown = [c for c in query.columns.values() if c.name not in (*silent, key)]
    words = _words(shown, row)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        if is_self:
            st.markdown(f"**{place}{linking.plain(name)}**", width="content")
        else:
            linking.to_profile(kind, str(row[key]), f"{place}{name}")
        st.caption(linking.plain(" · ".join(words)), width="content")


def _words(shown: Sequence[Column], row: Mapping[str, object]) -> list[str]:
    """What stands beside a name; of several numbers in the same unit those that count something, with what it is."""
    units = Counter(c.unit for c in shown if c.unit)
    known = [c for c in shown if not text.is_missing(row[c.name])]
    alike = [c for c in known if units[c.unit] > 1]
    return [
        f"{c.label(language())} {told(c, row[c.name])}" if c in alike else told(c, row[c.name])
        for c in known
        if c not in alike or row[c.name]
    ]


def _ranked(query: Query, rows: pd.DataFrame, key: str, about: str) -> str | None:
    """`rank 3 of 120` for the subject of the page."""
    own = rows[rows[key].astype(str) == about]
    if "position" not in rows or own.empty:
        return None
    said = {"position": own["position"].iloc[0], "peers": told(query.columns["peers"], own["peers"].iloc[0])}
    return say("rank {position} of {peers}", **said)


def around(scope: Scope, *, district: str | None, industry: str | None) -> Scope:
    """The scope of a district and a chain, as far as a subject's records state them."""
    places, chains = (tuple(filter(None, [code])) for code in (district, industry))
    return replace(scope, districts=places, industries=chains)


def place(district: str | None) -> str:
    """What a list is limited to: the district, or the whole city where none is stated."""
    return linking.name_of("district", district) if district else say("Whole city")


def section(title: str, *, district: str | None, industry: str | None) -> None:
    """A part of the page that is about a place or a chain, which it names; the place is a link."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{title}**", width="content")
        if district:
            linking.to_profile("district", district, linking.name_of("district", district))
        if industry:
            st.caption(catalog.word_of(catalog.code_list("industries"), industry, language()), width="content")


def peers(name: str, scope: Scope, *, about: str, by: str, code: str | None, **options: object) -> None:
    """A subject among those of its district or chain; nothing to compare with when its records do not state one."""
    query = load_query(name)
    codes = catalog.code_list({"district": "districts", "industry": "industries"}[by])
    if code is None:
        with st.container(border=True, height="stretch"):
            st.markdown(f"**{query.title(language())}**")
            st.caption(say("The records state neither district nor chain to rank it in."))
    else:
        linked_list(
            name,
            scope,
            title=catalog.word_of(codes, code, language()),
            about=about,
            **{by: code},
            **options,
        )


def records_of(scope: Scope, totals: Mapping[str, object], **options: object) -> None:
    """Every record of the subject, of the kind that the reader chooses; `totals` is {query: number of its records}."""
    held = {name: total for name, total in totals.items() if total != 0}
    if held:
        names = {name: load_query(name).title(language()) for name in held}
        said = {"default": next(iter(held)), "format_func": names.get, "required": True}
        chosen = st.segmented_control(say("Records"), list(held), key="profile.records", **said)
        first = {"search": None, "page_size": blocks.ROWS_ON_A_PAGE, "skip": 0}
        if data.fetch(chosen, scope, **first, **options).empty:
            st.caption(_nothing(load_query(chosen)))
        else:
            blocks.records(chosen, scope, total=held[chosen], **options)
