"""The profile of a district: which one, where it stands by every signed metric, where it lies, its towns."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import by_district, captions, catalog, charts, metrics, profiles, queries, standing, text
from dashboard.catalog import Label
from dashboard.queries import Column
from dashboard.scope import Scope
from dashboard.ui import bar, blocks, cards, data, linking, places
from dashboard.ui.frame import language, say, view
from dashboard.ui.plot import event_of, plot
from dashboard.ui.profiles import begin_anew, open_subject

KEY = "profile.district"


def district_profile(*filters: str, of: tuple[str, ...]) -> tuple[Scope, Scope, str]:
    """The scope bar and the district that the address names: (the scope, the scope narrowed to it, its code).

    Without a district, or with a code that is none, the page offers the seven, and ends.
    """
    names = {c.code: c.label(language()) for c in catalog.code_list("districts")}
    asked = st.query_params.get(linking.PROFILES["district"], "").strip()
    begin_anew("district", asked)
    scope = bar.scope(*filters, of=of)
    st.session_state[KEY] = asked if asked in names else None
    st.selectbox(
        say("Choose a district"), list(names), format_func=names.get, key=KEY, index=None, width=420,
        placeholder=say("Choose a district"), label_visibility="collapsed",
        on_change=lambda: open_subject("district", st.session_state[KEY]),
    )  # fmt: skip
    if asked not in names:
        if asked:
            st.warning(say("“{code}” is no code of a district of the city.", code=linking.plain(asked)))
        _offer(scope)
        st.stop()
    st.subheader(names[asked], anchor=False)
    return scope, replace(scope, districts=(asked,)), asked


def _offer(scope: Scope) -> None:
    """The seven by the city's first metric, best first, beside the map."""
    metric = queries.metrics()["patents_granted"]
    title = say("{metric} by district", metric=metric.title(language()))
    listed, where = st.columns(2)
    with where:
        district_map(scope, "", metric.id)
    with listed, st.container(border=True, gap="xsmall", key="links-districts"):
        st.markdown(f"**{title}**")
        for row in metrics.ranking(view().snapshot, metric.id, scope).itertuples():
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                linking.to_profile("district", row.district_code, linking.name_of("district", row.district_code))
                st.caption(text.quantity(row.value, metric.unit, language()), width="content")
        st.caption(_window(metric, scope))


# --- where it stands ----------------------------------------------------------------------------

STANDING = {
    "metric": Label("Metric", "指标"),
    "value": Label("Value", "数值"),
    "change": Label("Change", "变动"),
    "rank": Label("Rank", "名次"),
    "share": Label("Share of the city", "占全市比重"),
    "done": Label("Reached", "完成度"),
    "target": Label("Target", "目标"),
    "counted": Label("Counted", "统计时点"),
}


def standing_table(scope: Scope, district: str, height: int = 700) -> None:
    """A district by every signed metric that can follow one: value, change, rank, share, target."""
    found = profiles.standings(view().snapshot, district, scope)
    rows = pd.DataFrame([_told(standing, scope) for standing in found], columns=list(STANDING))
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{say('Where it stands among the districts')}**")
        data.table(rows, {name: Column(name, label) for name, label in STANDING.items()}, height=height)
        compared = text.comparison_name(scope.compare, language())
        when = text.period(scope.since, scope.until, language())
        st.caption(
            " · ".join(filter(None, [when, compared, say("Snapshot {id}", id=scope.snapshot), _demonstration()]))
        )
        st.caption(
            say(
                "Rank 1 is best by the metric's good direction, and largest where it has none. Shares stand where districts add up to the city."
            )
        )


def _told(told: profiles.Standing, scope: Scope) -> dict[str, str | None]:
    reading, progress = told.reading, told.reading.progress
    rank = say("{rank} of {among}", rank=told.rank, among=told.among) if told.rank else None
    moved = standing.change(reading, language())
    return {
        "metric": reading.metric.title(language()),
        "value": text.quantity(reading.value, reading.metric.unit, language(), compact=(reading.value or 0) >= 1e6)
        if reading.value is not None
        else cards.value_text(reading),
        "change": moved.words if moved else None,
        "rank": rank,
        "share": None if told.share is None else text.percent(told.share, language()),
        "target": _target(reading) if progress else None,
        "done": text.percent(progress.done, language()) if progress else None,
        "counted": _counted(reading),
    }


def _target(reading: metrics.Reading) -> str:
    target = captions.in_words(reading.progress.target, reading.metric.unit, language())
    return f"{target} · {say('demonstration target')}" if reading.progress.is_demonstration else target


def _counted(reading: metrics.Reading) -> str:
    if reading.metric.is_level:
        return say("as of {day}", day=text.day(reading.through, language()))
    return text.period(reading.since, max(reading.through, reading.since), language())


def _demonstration() -> str | None:
    return say("Demonstration data") if view().snapshot.is_demonstration else None


# --- where it lies ------------------------------------------------------------------------------


def district_map(scope: Scope, district: str, *ids: str, height: int = 330) -> None:
    """The seven districts by a metric of the reader's choice, this one outlined; a click on another opens its profile."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{say('By district')}**", width="content")
            metric = queries.metrics()[places.metric_choice(*ids, key="profile.map.metric")]
        rows = metrics.ranking(view().snapshot, metric.id, replace(scope, districts=()))
        if rows["value"].isna().all():
            st.caption(say("No rows in this scope."))
            return
        said = {"language": language(), "selected": frozenset({district}), "dark": blocks.is_dark(), "height": height}
        drawn = charts.figure(rows, by_district.MAP, by_district.columns_of(metric), **said)

        key = f"profile.map.{metric.id}"

        def happened() -> None:
            event = event_of(key)
            if event and event.get("code"):
                open_subject("district", str(event["code"]))

        alt = say("{metric} by district", metric=metric.title(language()))
        plot(drawn, key=key, height=height, selects=True, on_event=happened, alt=alt)
        st.caption(" · ".join([_window(metric, scope), say("Boundaries: Tianditu, map approval GS(2024)0650")]))


def _window(metric: queries.Metric, scope: Scope) -> str:
    parts = [
        text.period(scope.since, scope.until, language()),
        say("Unit: {units}", units=metric.unit(language())),
        say("Snapshot {id}", id=scope.snapshot),
        _demonstration(),
    ]
    return " · ".join(filter(None, parts))


def towns_table(scope: Scope, district: str, height: int = 240) -> None:
    """Every town of the district with its stations and their services; towns without a station included."""
    query = queries.load_query("profiles/stations_by_town")
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{query.title(language())}**")
        if data.missing(query):
            blocks.missing_datasets(*data.missing(query))
            return
        found = data.fetch(query.name, scope, district=district)
        data.table(profiles.with_every_town(found, district), dict(query.columns), height=height)
        st.caption(data.window(query, scope))
        st.caption(say("Towns and subdistricts as of June 2023; names that only the records have come last."))
