"""Coverage: distances written out, what is near, and places that no greedy choice finds."""

from datetime import date
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from dashboard import coverage, coverage_map, warehouse
from dashboard.coverage import Coverage, Station, Town
from tests.test_pages import opened, words_of

# One degree along the equator or a meridian.
DEGREE_KM = 111.195


def town(code, lon, lat=0.0, weight=1.0, district="510502"):
    return Town(code, f"示例镇{code}", district, lon, lat, weight)


def station(name, lon, lat=0.0):
    return Station(name, f"示例站{name}", lon, lat)


def names(places):
    return [(place.town.code, place.gain) for place in places]


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0.0, 0.0), (1.0, 0.0), 111.195),
        ((0.0, 0.0), (0.0, 2.0), 222.390),
        # At 60° north a degree of longitude is half as long, less what the great circle saves.
        ((0.0, 60.0), (1.0, 60.0), 55.597),
        # From Jiangyang to Gulin.
        ((105.43138, 28.88182), (105.81300, 28.03860), 100.911),
        ((105.4, 28.9), (105.4, 28.9), 0.0),
        ((0.0, 0.0), (180.0, 0.0), 20015.115),
    ],
)
def test_distances_run_along_the_great_circle(one, other, km):
    [[found]] = coverage.distances([town("a", *one)], [station("s", *other)])
    assert found == pytest.approx(km, abs=0.002)


# Towns A, B and C in a line, one degree apart, one station in A.
LINE = Coverage((town("A", 0), town("B", 1), town("C", 2)), (station("S1", 0),))


def test_every_town_has_its_nearest_station():
    two = Coverage(LINE.towns, (station("S2", 1.9), station("S1", 0)))
    assert [(r.town.code, r.station.id, round(r.km, 1)) for r in two.reaches] == [
        ("A", "S1", 0.0),
        ("B", "S2", 100.1),
        ("C", "S2", 11.1),
    ]
    assert two.load() == {"S2": 2, "S1": 1}


def test_of_stations_equally_near_the_first_id_is_named():
    even = Coverage((town("B", 1),), (station("S2", 2), station("S1", 0)))
    assert even.reaches[0].station.id == "S1"
    assert even.load() == {"S2": 0, "S1": 1}


def test_the_share_within_a_radius_and_the_farthest_town():
    assert LINE.share(10) == pytest.approx(1 / 3)
    assert LINE.share(112) == pytest.approx(2 / 3)
    assert [t.code for t in LINE.beyond(112)] == ["C"]
    assert (LINE.farthest.town.code, round(LINE.farthest.km, 1)) == ("C", 222.4)


def test_a_town_exactly_on_the_radius_is_within_it():
    assert LINE.share(LINE.reaches[1].km) == pytest.approx(2 / 3)


def test_towns_count_by_their_weight():
    heavy = Coverage((town("A", 0, weight=1), town("B", 5, weight=3)), (station("S1", 0),))
    assert heavy.share(10) == 0.25


def test_without_stations_or_towns_nothing_is_claimed():
    assert Coverage(LINE.towns, ()).farthest is None
    assert Coverage(LINE.towns, ()).share(10) == 0
    assert Coverage((), (station("S1", 0),)).share(10) is None
    assert Coverage((), ()).best_places(3, 10) == ()


def test_a_station_added_changes_what_is_near_and_leaves_the_first_as_it_was():
    more = LINE.with_station(LINE.towns[2])
    assert (more.share(10), LINE.share(10)) == (pytest.approx(2 / 3), pytest.approx(1 / 3))
    assert more.farthest.town.code == "B"
    assert more.reaches[2].station.id == "+C"


# Far from every station, along the equator: b reaches a and the two c, e reaches the two d and f, and M in the middle
# reaches all that have two. M alone is the best, and no pair with M is.
REACH = 1.0 * DEGREE_KM + 0.1
CHAIN = Coverage(
    (
        town("a", 0), town("b", 1), town("c1", 1.9), town("c2", 1.95), town("M", 2.6),
        town("d1", 3.25), town("d2", 3.3), town("e", 4.2), town("f", 5.2),
    ),
    (station("S", 60),),
)  # fmt: skip


def greedy(network, k, km):
    for _ in range(k):
        network = network.with_station(network.best_places(1, km)[0].town)
    return len(network.within(km))


def test_the_best_two_places_are_found_where_the_best_one_misleads():
    assert names(CHAIN.best_places(1, REACH)) == [("M", 5)]
    assert greedy(CHAIN, 2, REACH) == 7
    assert names(CHAIN.best_places(2, REACH)) == [("b", 4), ("d1", 4)]


def test_each_place_names_what_it_adds_to_those_before():
    three = CHAIN.best_places(3, REACH)
    assert [(p.town.code, [t.code for t in p.gains]) for p in three] == [
        ("b", ["a", "b", "c1", "c2"]),
        ("e", ["d1", "d2", "e", "f"]),
        ("c1", ["M"]),
    ]


def test_fewer_places_are_named_when_they_suffice():
    assert len(CHAIN.best_places(5, REACH)) == 3
    assert CHAIN.best_places(5, 7000) == ()


def test_a_town_that_has_a_station_near_is_no_gain():
    assert names(LINE.best_places(2, 10)) == [("B", 1), ("C", 1)]
    # B would reach C as well, but has a station near itself.
    assert names(LINE.best_places(1, 112)) == [("C", 1)]


def test_of_equally_good_places_the_nearest_to_what_they_reach_and_then_the_first_is_named():
    level = Coverage((town("A", 0), town("B", 0.5), town("C", 1)), (station("S", 60),))
    assert names(level.best_places(1, 112)) == [("B", 3)]
    assert names(level.best_places(1, 1)) == [("A", 1)]


def test_a_heavy_town_is_worth_more_than_two_light_ones():
    heavy = Coverage((town("A", 0), town("B", 0.1), town("C", 9, weight=2.5)), (station("S", 60),))
    assert names(heavy.best_places(1, 50)) == [("C", 2.5)]


@pytest.mark.parametrize("seed", range(4))
def test_no_other_places_gain_more(seed):
    """Every choice of three among fourteen towns is tried."""
    draw = np.random.default_rng(seed)
    towns = tuple(town(f"{i:02d}", *at, weight=w) for i, (*at, w) in enumerate(draw.integers(1, 9, (14, 3))))
    network, km = Coverage(towns, (station("S", 60),)), 1.5 * DEGREE_KM
    near = coverage.distances(towns, towns) <= km
    weights = np.array([t.weight for t in towns])
    best = max(coverage.covered_weight(near, weights, three) for three in combinations(range(14), 3))
    assert sum(place.gain for place in network.best_places(3, km)) == best


# --- what is read -----------------------------------------------------------------------------


def test_towns_without_coordinates_are_told_and_left_out():
    known = coverage.gazetteer()
    assert (len(known.towns), len(known.unplaced), known.worst_km) == (95, 31, 8.7)
    assert not {name for _, name in known.unplaced} & {t.name for t in known.towns if t.district_code == "510504"}


def test_a_district_has_its_own_towns():
    naxi = coverage.gazetteer().of(["510503"])
    assert (len(naxi.towns), len(naxi.unplaced)) == (9, 4)
    assert coverage.gazetteer().of([]) == coverage.gazetteer()


def test_towns_share_what_their_district_has_and_those_without_a_point_take_their_part():
    known = coverage.Gazetteer(
        towns=(town("A", 0), town("B", 1), town("C", 2, district="510503")),
        unplaced=(("510502", "无坐标镇"), ("510502", "又一镇")),
        worst_km=2.0,
    )
    shared = known.sharing({"510502": 1000.0})
    assert [(t.code, t.weight) for t in shared] == [("A", 250.0), ("B", 250.0), ("C", 0.0)]
    assert Coverage(shared, (station("S1", 0),)).weight_beyond(50) == 250.0


def test_stations_without_a_point_are_left_out():
    rows = pd.DataFrame(
        [("S1", "示例站", 105.4, 28.9), ("S2", "无坐标站", None, None)], columns=["station_id", "name", "lon", "lat"]
    )
    assert coverage.stations(rows) == (Station("S1", "示例站", 105.4, 28.9),)


# --- the map ----------------------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True])
def test_the_map_tells_near_from_far_by_shape_and_numbers_the_places(dark):
    luzhou = Coverage(
        (town("A", 105.43, 28.88), town("B", 105.81, 28.04), town("C", 105.44, 28.16)), (station("S", 105.43, 28.89),)
    )
    places = luzhou.best_places(2, 10)
    drawn = coverage_map.drawn(luzhou, 10, places, language="zh", added=luzhou.towns[2], dark=dark)
    counts = {name: drawn.count(f'class="{name}"') for name in ("near", "far", "station", "place", "radius", "added")}
    assert counts == {"near": 1, "far": 2, "station": 1, "place": 2, "radius": 2, "added": 1}
    assert ">2</text>" in drawn
    assert "江阳区" in drawn
    assert "http" not in drawn.replace('xmlns="http://www.w3.org/2000/svg"', "")


# --- the page ---------------------------------------------------------------------------------


def test_a_station_added_on_the_page_recalculates_the_sentence(demo_root, monkeypatch):
    app = opened("stations", demo_root, monkeypatch, lang="en")
    assert "lie within 10 km of a station" in words_of(app)
    assert "towns without coordinates 31; stations without coordinates 37" in words_of(app)
    before = coverage_words(app)
    app.selectbox(key="coverage.town").set_value("510524106").run()
    assert not app.exception
    assert "A station added in" in coverage_words(app)
    assert coverage_words(app) != before


def test_places_are_sought_for_residents_too_and_who_lives_beyond_is_called_an_estimate(demo_root, monkeypatch):
    app = opened("stations", demo_root, monkeypatch, lang="en")
    assert "Beyond 10 km: an estimated" in words_of(app)
    gains = next(table.value for table in app.dataframe if "gained" in table.value)["gain"]
    assert gains.max() < 100
    app.selectbox(key="coverage.measure").set_value("residents").run()
    assert not app.exception
    assert next(table.value for table in app.dataframe if "gained" in table.value)["gain"].min() > 10_000


def test_residents_and_firms_are_told_by_district():
    con = warehouse.over(
        {
            "patents": [
                {"application_no": n, "applicant": a, "applicant_class": c, "district_code": d, "filed_on": day}
                for n, a, c, d, day in [
                    ("1", "甲", "enterprise", "510502", date(2020, 1, 1)),
                    ("2", "甲", "enterprise", "510502", date(2021, 1, 1)),
                    ("3", "乙", "enterprise", "510502", date(2025, 1, 1)),
                    ("4", "丙", "university", "510502", date(2020, 1, 1)),
                    ("5", "丁", "enterprise", "510503", date(2020, 1, 1)),
                ]
            ],
            "published_figures": [
                {"metric_id": "population_resident", "geo_code": "510502", "period_type": "as_of",
                 "period": "2020-11-01", "value": 761576},
            ],
        }
    )  # fmt: skip
    rows = warehouse.run(con, "stations/residents_and_firms", until=date(2024, 12, 31))
    assert rows.astype(object).where(rows.notna(), None).values.tolist() == [["510502", 761576, 1], ["510503", None, 1]]


def test_a_district_is_followed(demo_root, monkeypatch):
    app = opened("stations", demo_root, monkeypatch, lang="zh", district="510503")
    assert "有坐标的9个乡镇" in coverage_words(app)
    load = next(table.value for table in app.dataframe if "towns" in table.value and "services" in table.value)
    assert 0 < len(load) < 40
    # Its stations are the nearest of towns across the border as well.
    assert load["towns"].sum() >= 9


def test_every_town_is_the_load_of_one_station(demo_root, monkeypatch):
    app = opened("stations", demo_root, monkeypatch, lang="zh")
    load = next(table.value for table in app.dataframe if "towns" in table.value and "services" in table.value)
    assert load["towns"].sum() == 95


def test_districts_are_listed_with_who_is_beyond_and_the_least_covered_first(demo_root, monkeypatch):
    app = opened("stations", demo_root, monkeypatch, lang="zh")
    listed = next(table.value for table in app.dataframe if "near" in table.value)
    assert listed["towns"].sum() == 95
    assert f"{listed['near'].sum()}个（" in coverage_words(app)
    assert listed["share_pct"].is_monotonic_increasing
    assert f"企业{listed['firms'].sum()}家" in words_of(app)


@pytest.mark.parametrize(("station", "words"), [("B006", "就近服务"), ("B003", "未计就近乡镇（街道）")])
def test_a_station_names_the_towns_it_is_nearest_to_or_says_why_none(demo_root, monkeypatch, station, words):
    app = opened("station", demo_root, monkeypatch, lang="zh", id=station)
    assert not app.exception
    assert words in words_of(app)


def coverage_words(app):
    return next(m.value for m in app.markdown if "with coordinates," in m.value or "有坐标的" in m.value)
