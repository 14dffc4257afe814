"""Published figures beside what the records count: the page's parts, and the line about differences on the overview."""

from collections.abc import Iterable
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import queries, text
from dashboard.catalog import CITY, Label
from dashboard.queries import Column
from dashboard.reconcile import homes
from dashboard.reconcile.homes import Comparison
from dashboard.reconcile.published import BEGINNING, Figure
from dashboard.scope import Scope, default_scope
from dashboard.sentences import links
from dashboard.ui import beside, claims, data
from dashboard.ui.compared import STANDINGS, comparison_rows, period_words, quantity, value_words
from dashboard.ui.evidence import choice
from dashboard.ui.frame import language, say, view
from dashboard.ui.linking import plain

PLACES = {
    "city": text.phrase("The city"),
    "districts": text.phrase("Districts"),
    "elsewhere": text.phrase("Other places"),
}
PARTS = {
    "all": text.phrase("Every figure"),
    "wholes": text.phrase("Parts and wholes"),
    "places": text.phrase("City and districts"),
    "conflicts": text.phrase("Conflicting sources"),
    "claims": text.phrase("Claim checker"),
}
PAGE = "figures"


# --- the lead -----------------------------------------------------------------------------------


def lead(scope: Scope) -> None:
    """How many figures of the city are reproduced, and which are not: the sentence, and the counts below it."""
    ours = [c for c in homes.comparisons(view().snapshot) if c.figure.geo_code == CITY]
    counted, differ = [c for c in ours if c.is_counted], [c for c in ours if c.standing == "differs"]
    said = {"counted": len(counted), "agree": len(counted) - len(differ), "differ": len(differ)}
    if not ours:
        st.markdown(f"### {say('This snapshot holds no published figures.')}")
        return
    sentence = (
        say("The records reproduce {agree} of {counted} published figures of the city; {differ} differ.", **said)
        if differ
        else say("The records reproduce all {counted} published figures of the city that they can count.", **said)
    )
    st.markdown(f"### {sentence}")
    counts = [(label, sum(c.standing == name for c in ours)) for name, label in STANDINGS.items()]
    shown = [f"{label(language())} {count}" for label, count in counts if count]
    st.caption(" · ".join([*shown, say("Snapshot {id}", id=scope.snapshot)]))


def differences(scope: Scope) -> None:
    """The line on the overview: what differs between what is published and what is counted, with the way to it."""
    found = homes.comparisons(view().snapshot)
    counted = [c for c in found if c.is_counted]
    if not counted:
        return
    differ = [c for c in counted if c.standing == "differs"]
    words = scope.link(default_scope(view().snapshot))
    link = f"[{say('Figures and sources')}\u2009›]({PAGE}?{urlencode(words, doseq=True)})"
    with st.container(border=True):
        head = say("{differ} of {counted} differ", differ=len(differ), counted=len(counted)) if differ else "✓"
        st.markdown(f"**{say('Published and counted')}** · {'△ ' if differ else ''}{head} · {link}")
        told = [_told(c) for c in differ[:2]] or [say("All {counted} published figures agree.", counted=len(counted))]
        st.caption("  \n".join(map(plain, told)))


def _told(found: Comparison) -> str:
    figure = found.figure
    return say(
        "{name} ({place}, {period}): published {published}, counted {counted}",
        name=figure.name,
        place=figure.place,
        period=period_words(figure),
        published=value_words(figure),
        counted=quantity(found.counted, figure),
    )


# --- the parts ----------------------------------------------------------------------------------


def parts(scope: Scope) -> str:
    """A part of the reader's choice, kept in the address; returns which."""
    asked = st.query_params.get("part", "all")
    st.session_state.setdefault("figures.part", asked if asked in PARTS else "all")

    def kept() -> None:
        st.query_params["part"] = st.session_state["figures.part"] or "all"

    part = st.segmented_control(
        say("Part"), list(PARTS), format_func=lambda name: say(PARTS[name]), key="figures.part", required=True,
        on_change=kept, label_visibility="collapsed",
    )  # fmt: skip
    _SHOWN[part](scope)
    return part


def _all(scope: Scope) -> None:
    found = _filtered(homes.comparisons(view().snapshot))
    if not found:
        st.caption(say("No published figure is like that."))
        return
    rows, columns = comparison_rows(found)
    st.caption(say("Select a row to see the words of its source."))
    place = choice(rows, columns, "figures.all", wide="reason")
    data.download("figures.all", say("Figures and sources"), lambda: data.csv(*_with_sources(found)), scope)
    statement(found[place], scope)


def _filtered(found: Iterable[Comparison]) -> list[Comparison]:
    with st.container(horizontal=True):
        place = st.segmented_control(
            say("Place"), list(PLACES), format_func=lambda name: say(PLACES[name]), key="figures.place",
            default="city", required=True, label_visibility="collapsed",
        )  # fmt: skip
        standing = st.pills(
            say("Standing"), [s for s in STANDINGS if s != "homeless"], format_func=lambda s: STANDINGS[s](language()),
            key="figures.standing", label_visibility="collapsed", wrap=True,
        )  # fmt: skip
    return [c for c in found if _kind(c.figure) == place and standing in (None, c.standing)]


def _kind(figure: Figure) -> str:
    return "city" if figure.geo_code == CITY else "districts" if figure.is_ours else "elsewhere"


def _with_sources(found: list[Comparison]) -> tuple[pd.DataFrame, dict[str, Column]]:
    """The table to take away: numbers as numbers, with the words and the address of each source."""
    rows, columns = comparison_rows(found)
    more = {
        "published_value": ("Published value", "公开数值（数）", [c.figure.value for c in found]),
        "counted_value": ("Counted value", "统计数值（数）", [c.counted for c in found]),
        "unit": ("Unit", "单位", [c.figure.unit(language()) if c.figure.unit else None for c in found]),
        "quote": ("The words of the source", "原文", [c.figure.quote for c in found]),
        "source": ("Source", "来源", [c.figure.source_title for c in found]),
        "address": ("Address", "网址", [c.figure.source_url for c in found]),
    }
    for name, (en, zh, values) in more.items():
        rows[name], columns[name] = values, Column(name, Label(en, zh))
    return rows, columns


def statement(found: Comparison, scope: Scope) -> None:
    """The words of the source, how sure they are, and how the count beside them came about."""
    figure = found.figure
    with st.container(border=True):
        st.markdown(f"**{plain(figure.name(language()))}** · {plain(value_words(figure))}")
        st.markdown(f"> {plain(figure.quote)}")
        sure = {"high": say("high confidence"), "medium": say("medium confidence"), "low": say("low confidence")}
        address = figure.source_url if figure.source_url.startswith("http") else ""
        title = plain(figure.source_title)
        shown = [f"[{title}]({address})" if address else title, sure.get(figure.confidence, "")]
        st.caption(" · ".join(filter(None, shown)))
        if found.counted is not None:
            st.caption(_how(found, scope))
        for reason in found.reasons:
            st.caption(plain(reason(language())))


def _how(found: Comparison, scope: Scope) -> str:
    """What counted it over which days, with a link to the page that shows it."""
    metric = queries.metrics().get(found.counted_by) or queries.measures().get(found.counted_by)
    counted = plain(quantity(found.counted, found.figure))
    if metric is None:
        return say("Counted from the records: {counted}.", counted=counted)
    since, until = found.span.since, found.span.until
    days = text.day(until, language()) if since == BEGINNING else text.period(since, until, language())
    address = _page_of(found, scope)
    title = f"[{plain(metric.title(language()))}]({address})" if address else plain(metric.title(language()))
    return say("Counted by {metric}, {days}: {counted}.", metric=title, days=days, counted=counted)


def _page_of(found: Comparison, scope: Scope) -> str:
    metric = queries.metrics().get(found.counted_by)
    if metric is None:
        return ""
    since = max(found.span.since, found.span.until.replace(month=1, day=1))
    places = () if found.figure.geo_code == CITY else (found.figure.geo_code,)
    asked = Scope(scope.snapshot, since, found.span.until, districts=places, language=scope.language)
    page = links.page_of(metric)
    return f"{page or '.'}?{urlencode(links.words_to(page, asked, view().snapshot), doseq=True)}"


_SHOWN = {
    "all": _all,
    "wholes": beside.parts_and_wholes,
    "places": beside.city_and_districts,
    "conflicts": beside.conflicts,
    "claims": claims.checker,
}
