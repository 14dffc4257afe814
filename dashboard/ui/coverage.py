"""Coverage on the stations page: how near the towns have a station, and where further ones would bring most near."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import boundaries, catalog, coverage, coverage_map, queries, text
from dashboard.catalog import Label
from dashboard.coverage import Coverage, Gazetteer, Place, Town
from dashboard.queries import Column
from dashboard.scope import Scope
from dashboard.ui import data
from dashboard.ui.blocks import is_dark
from dashboard.ui.frame import language, say, view

QUERY, SHARED = "stations/on_map", "stations/residents_and_firms"
RADII_KM = (5, 10, 15, 20)
MOST_PLACES = 5
KEY = "coverage"
KM = Label("km", "公里")
# What nearness is counted in: places alike, or the residents or firms that towns are estimated to have.
MEASURES = {
    "towns": (Label("Towns", "乡镇（街道）"), Label("towns", "个")),
    "residents": (Label("Residents, estimated", "常住人口（估算）"), Label("residents", "人")),
    "firms": (Label("Firms, estimated", "企业（估算）"), Label("firms", "家")),
}


def stations_coverage(scope: Scope) -> None:
    """The share of towns near a station, as a sentence, a map and lists; with a station added where the reader says."""
    if "stations" not in view().snapshot.resources:
        return
    known = coverage.gazetteer().of(scope.districts)
    # A town's nearest station may lie across the district's border.
    rows = data.fetch(QUERY, replace(scope, districts=()))
    with st.container(border=True):
        st.markdown(f"**{say('How near the towns have a station')}**")
        kind, km, k, measure, code = _controls(known)
        rows = rows[rows["kind"] == kind] if kind else rows
        trusted = rows[~boundaries.outside_district(rows)]
        town = next((town for town in known.towns if town.code == code), None)
        now = Coverage(known.towns, coverage.stations(trusted))
        if not now.reaches:
            st.caption(say("No station with coordinates, or no town with coordinates, in this scope."))
            return
        then = now.with_station(town) if town else now
        weighed = {name: replace(then, towns=towns) for name, towns in _weighed(known, scope).items()}
        places = weighed[measure].best_places(k, km)
        _sentences(now, then, km, town)
        _far_words(weighed, km)
        where, listed = st.columns([2, 3])
        with where:
            _map(then, km, places, town, scope)
        with listed:
            best, towns, load = st.tabs([say("Best new places"), say("Towns"), say("Load per station")])
            with best:
                _best(weighed[measure], km, k, places, measure, scope)
            with towns:
                _table("towns", say("Distance to the nearest station"), _town_rows(then), TOWN_COLUMNS, scope)
                st.caption(say("Farthest first."))
            with load:
                _table("load", say("Load per station"), _load_rows(then, rows, scope), LOAD_COLUMNS, scope)
                st.caption(say("Towns that have no station nearer; services delivered in the period of the page."))
            _by_district(weighed, km, scope)
        _left_out(known, rows, trusted, scope)


def station_reach(scope: Scope, station: str) -> None:
    """The towns that have this station as their nearest, in one sentence; or why none is counted."""
    rows = data.fetch(QUERY, replace(scope, districts=()))
    trusted = rows[~boundaries.outside_district(rows)]
    reaches = Coverage(coverage.gazetteer().towns, coverage.stations(trusted)).reaches
    own = sorted((reach for reach in reaches if reach.station.id == station), key=lambda reach: reach.km)
    if station not in set(trusted.dropna(subset=["lon", "lat"])["station_id"]):
        st.caption(say("No towns are counted as its own: it has no coordinates inside its district, or is closed."))
    elif not own:
        st.caption(say("Every town has another station nearer."))
    else:
        named = [say("{town} ({km} km)", town=reach.town.name, km=_number(reach.km, 1)) for reach in own]
        said = say("Nearest station of {count} towns: {towns}.", count=len(own), towns=text.listing(named, language()))
        st.caption(
            (" " if language() == "en" else "").join([said, say("In a straight line; towns with coordinates only.")])
        )


def _weighed(known: Gazetteer, scope: Scope) -> dict[str, tuple[Town, ...]]:
    """{measure: the towns with their weight in it}; of residents and firms only what the snapshot has."""
    if data.missing(queries.load_query(SHARED)):
        return {"towns": known.towns}
    shared = data.fetch(SHARED, replace(scope, districts=())).set_index("district_code")
    amounts = {name: shared[name].dropna().astype(float).to_dict() for name in ("residents", "firms")}
    return {"towns": known.towns} | {name: known.sharing(amount) for name, amount in amounts.items()}


def _controls(known: Gazetteer) -> tuple[str, int, int, str, str | None]:
    """What the reader asks: stations of which kind, within how many km, how many new places, counted in what, and the
    code of the town that one more station is put in."""
    codes = catalog.contracts()["stations"].fields["kind"].codes
    kinds = {"": say("Both kinds"), **{c.code: c.label(language()) for c in codes}}
    measures = {name: title(language()) for name, (title, _) in MEASURES.items()}
    if data.missing(queries.load_query(SHARED)):
        measures = {"towns": measures["towns"]}
    names = {town.code: f"{_district(town)} {town.name}" for town in known.towns}
    if st.session_state.get(f"{KEY}.town") not in names:
        st.session_state[f"{KEY}.town"] = None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            say("Stations counted"), list(kinds), key=f"{KEY}.kind", width=260, persist_state="session",
            format_func=kinds.get,
        )  # fmt: skip
        km = st.segmented_control(
            say("Within (km)"),
            RADII_KM,
            default=10,
            required=True,
            key=f"{KEY}.km",
            width="content",
            persist_state="session",
        )
        k = st.segmented_control(
            say("New places"),
            range(1, MOST_PLACES + 1),
            default=3,
            required=True,
            key=f"{KEY}.k",
            width="content",
            persist_state="session",
        )
        measure = st.selectbox(
            say("Counted in"), list(measures), key=f"{KEY}.measure", width=180, persist_state="session",
            format_func=measures.get,
        )  # fmt: skip
        code = st.selectbox(
            say("Add a station in"), list(names), index=None, format_func=names.get, key=f"{KEY}.town", width=260,
            placeholder=say("No station added"),
        )  # fmt: skip
    return kind, km, k, measure, code


def _district(town: Town) -> str:
    return catalog.word_of(catalog.code_list("districts"), town.district_code, language())


def _named(town: Town) -> str:
    return f"{_district(town)}{town.name}" if language() == "zh" else f"{town.name} ({_district(town)})"


def _number(value: float, digits: int = 0) -> str:
    return text.number(value, language(), digits=digits)


# --- what is said -----------------------------------------------------------------------------


def _sentences(now: Coverage, then: Coverage, km: int, town: Town | None) -> None:
    near, farthest = then.within(km), then.farthest
    said = [
        say(
            "Of {towns} towns with coordinates, {near} ({share}) lie within {km} km of a station; the farthest is {town}, {away} km from its nearest.",
            towns=_number(len(then.towns)),
            near=_number(len(near)),
            share=text.percent(then.share(km), language()),
            km=km,
            town=_named(farthest.town),
            away=_number(farthest.km, 1),
        )
    ]
    if town:
        said.append(
            say(
                "A station added in {town} brings {count} more within {km} km; without it the share is {share}.",
                town=_named(town),
                count=_number(len(near) - len(now.within(km))),
                km=km,
                share=text.percent(now.share(km), language()),
            )
        )
    st.markdown((" " if language() == "en" else "").join(said))


def _far_words(weighed: dict[str, Coverage], km: int) -> None:
    """Who is estimated to live and work beyond, with the way it is estimated."""
    if "residents" not in weighed:
        return
    far = {name: weighed[name].weight_beyond(km) for name in ("residents", "firms")}
    share = weighed["residents"].share(km)
    if share is None:
        return
    st.markdown(
        say(
            "Beyond {km} km: an estimated {residents} residents ({share}) and {firms} firms that have applied for patents.",
            km=km,
            residents=text.number(far["residents"], language(), compact=True),
            share=text.percent(1 - share, language()),
            firms=_number(far["firms"]),
        )
    )


def _left_out(known: Gazetteer, rows: pd.DataFrame, trusted: pd.DataFrame, scope: Scope) -> None:
    """What the distances do not know, said where they are read."""
    unplaced = _number(rows["lon"].isna().sum())
    doubtful = _number(len(rows) - len(trusted))
    st.caption(
        say(
            "Left out, never placed by guess: towns without coordinates {towns}; stations without coordinates {unplaced}; stations with a point outside the district they name {doubtful}.",
            towns=_number(len(known.unplaced)),
            unplaced=unplaced,
            doubtful=doubtful,
        )
    )
    st.caption(
        say(
            "Distances are straight lines, not roads; a town is a point good to {worst} km at worst. Residents (census of 2020) and firms are published and recorded by district only: they are estimated by sharing each district's number evenly among all its towns.",
            worst=_number(known.worst_km, 1),
        )
    )
    parts = [
        say("as of {day}", day=text.day(scope.until, language())),
        say("Snapshot {id}", id=scope.snapshot),
        say("Demonstration data") if view().snapshot.is_demonstration else None,
        boundaries.SOURCE(language()),
    ]
    st.caption(" · ".join(filter(None, parts)))


# --- what is drawn ----------------------------------------------------------------------------


def _map(then: Coverage, km: int, places: tuple[Place, ...], town: Town | None, scope: Scope) -> None:
    options = {"language": language(), "added": town, "districts": scope.districts, "dark": is_dark()}
    st.image(coverage_map.drawn(then, km, places, **options), width="stretch")
    words = {
        "near": say("town within {km} km", km=km),
        "far": say("town beyond"),
        "station": say("station"),
        "place": say("best new place and its {km} km", km=km),
        "added": say("station added"),
    }
    shown = [name for name in words if (name != "added" or town) and (name != "place" or places)]
    st.caption(" · ".join(f"{coverage_map.SYMBOLS[name]} {words[name]}" for name in shown))


def _best(then: Coverage, km: int, k: int, places: tuple[Place, ...], measure: str, scope: Scope) -> None:
    if not places:
        st.caption(say("Every town with coordinates lies within {km} km already: no new place gains any.", km=km))
        return
    columns = PLACE_COLUMNS | _columns(Column("gain", Label("Gain", "新增覆盖"), MEASURES[measure][1]))
    _table("places", say("Best new places"), _place_rows(then, km, places), columns, scope)
    if len(places) < k:
        st.caption(say("Further places would gain nothing."))
    st.caption(
        say(
            "Places that together bring the most within {km} km, found exactly (maximal covering). Each gain counts what the places before it leave; the best single place need not be among the best several.",
            km=km,
        )
    )


def _by_district(weighed: dict[str, Coverage], km: int, scope: Scope) -> None:
    """Where who is far lives, the least covered district first."""
    title = say("Coverage by district, within {km} km", km=km)
    st.markdown(f"**{title}**")
    rows = _district_rows(weighed, km)
    columns = {name: column for name, column in DISTRICT_COLUMNS.items() if name in rows}
    _table("districts", title, rows, columns, scope)


def _table(name: str, title: str, rows: pd.DataFrame, columns: dict[str, Column], scope: Scope) -> None:
    data.table(rows, columns, height=330 if len(rows) > 8 else "auto")
    data.download(f"{KEY}.{name}", title, lambda: data.csv(rows, columns), scope)


# --- the rows of the lists --------------------------------------------------------------------


def _columns(*columns: Column) -> dict[str, Column]:
    return {column.name: column for column in columns}


TOWN = Column("town", Label("Town", "乡镇（街道）"))
DISTRICT = Column("district", Label("District", "区县"))
STATION = Column("station", Label("Nearest station", "最近站点"))
PLACE_COLUMNS = _columns(
    Column("rank", Label("Rank", "名次")),
    TOWN,
    DISTRICT,
    Column("gain", Label("Gain", "新增覆盖")),
    Column("share", Label("Share then", "届时覆盖率")),
    Column("gained", Label("Towns gained", "新增覆盖的乡镇（街道）")),
)
TOWN_COLUMNS = _columns(TOWN, DISTRICT, Column("km", Label("Distance", "距离"), KM), STATION)
DISTRICT_COLUMNS = _columns(
    DISTRICT,
    Column("towns", Label("Towns", "乡镇（街道）"), MEASURES["towns"][1]),
    Column("near", Label("Within", "覆盖"), MEASURES["towns"][1]),
    Column("share_pct", Label("Share", "覆盖率"), Label("%", "%")),
    Column("km", Label("Farthest", "最远"), KM),
    Column("residents", Label("Residents beyond, est.", "未覆盖人口（估算）"), MEASURES["residents"][1]),
    Column("firms", Label("Firms beyond, est.", "未覆盖企业（估算）"), MEASURES["firms"][1]),
)
LOAD_COLUMNS = _columns(
    Column("station", Label("Station", "站点")),
    Column("towns", Label("Towns nearest to it", "就近乡镇（街道）"), MEASURES["towns"][1]),
    Column("services", Label("Services delivered", "服务次数"), Label("services", "次")),
)


def _place_rows(then: Coverage, km: int, places: tuple[Place, ...]) -> pd.DataFrame:
    shown, grown = [], then
    for rank, place in enumerate(places, start=1):
        grown = grown.with_station(place.town)
        gained = text.listing([town.name for town in place.gains], language())
        share = text.percent(grown.share(km), language())
        shown.append((rank, place.town.name, _district(place.town), round(place.gain), share, gained))
    return pd.DataFrame(shown, columns=list(PLACE_COLUMNS))


def _district_rows(weighed: dict[str, Coverage], km: int) -> pd.DataFrame:
    shown = []
    for code in sorted({town.district_code for town in weighed["towns"].towns}):
        own = {
            name: replace(whole, towns=tuple(town for town in whole.towns if town.district_code == code))
            for name, whole in weighed.items()
        }
        towns = own["towns"]
        told = {
            "district": catalog.word_of(catalog.code_list("districts"), code, language()),
            "towns": len(towns.towns),
        }
        told |= {"near": len(towns.within(km)), "share_pct": round(100 * towns.share(km), 1)}
        told |= {"km": round(towns.farthest.km, 1)}
        told |= {name: round(part.weight_beyond(km)) for name, part in own.items() if name != "towns"}
        shown.append(told)
    return pd.DataFrame(shown).sort_values(["share_pct", "km"], ascending=[True, False], ignore_index=True)


def _town_rows(then: Coverage) -> pd.DataFrame:
    reaches = sorted(then.reaches, key=lambda reach: (-reach.km, reach.town.code))
    shown = [(r.town.name, _district(r.town), round(r.km, 1), _station_name(r.station)) for r in reaches]
    return pd.DataFrame(shown, columns=list(TOWN_COLUMNS))


def _station_name(station: coverage.Station) -> str:
    if station.id.startswith(coverage.IMAGINED):
        return say("Station added in {town}", town=station.name)
    return station.name


def _load_rows(then: Coverage, rows: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The stations of the scope; each is loaded by towns of the whole city, since borders stop nobody."""
    services = dict(zip(rows["station_id"], rows["services"], strict=True))
    elsewhere = set(rows["station_id"][~rows["district_code"].isin(scope.districts)]) if scope.districts else set()
    towns = replace(then, towns=coverage.gazetteer().towns).load()
    stations = [s for s in then.stations if s.id not in elsewhere]
    shown = [(_station_name(s), towns[s.id], services.get(s.id)) for s in stations]
    load = pd.DataFrame(shown, columns=list(LOAD_COLUMNS))
    load["services"] = pd.to_numeric(load["services"])
    return load.sort_values(["towns", "services", "station"], ascending=[False, False, True], ignore_index=True)
