"""Maps: what is drawn where, in which words, and nothing that would be fetched."""

import base64
import json
import re

import pandas as pd
import pytest

from dashboard import boundaries, maps, palette

JIANGYANG, NAXI, HEJIANG = "510502", "510503", "510522"
# The seat of Jiangyang; a point 2 km outside Hejiang's edge; a point in Gulin.
STATIONS = pd.DataFrame(
    [
        ("S2", "江阳示例服务站", "ip_service", JIANGYANG, "南城街道", 105.43138, 28.88182, False),
        ("S1", "@@=alert({title})", "ip_service", HEJIANG, None, 105.92, 28.75, False),
        ("T1", "示例指导站", "trademark_brand", JIANGYANG, "北城街道", 105.93, 27.98, True),
        ("T2", "无坐标站", "trademark_brand", NAXI, "安富街道", None, None, False),
    ],
    columns=["station_id", "name", "kind", "district_code", "town", "lon", "lat", "is_outside"],
)
DISTRICTS = pd.DataFrame(
    {"district_code": [HEJIANG, JIANGYANG, NAXI], "value": [24.0, 23.0, None], "text": ["24", "23", "—"]}
)


def drawn(**said: object) -> dict:
    options = {"language": "zh", "metric_label": "服务站点"} | said
    return json.loads(maps.stations_map(STATIONS, DISTRICTS, **options).to_json())


def layer(deck: dict, name: str) -> dict:
    return next(found for found in deck["layers"] if found["id"] == name)


def test_layers_are_stacked_from_ground_to_names_under_stable_ids():
    assert [found["id"] for found in drawn()["layers"]] == [
        "neighbours",
        "neighbour-names",
        "districts",
        "city-outline",
        "selected-outline",
        "ip_service",
        "trademark_brand",
        "chosen-station",
        "district-names",
    ]


def test_only_districts_and_stations_can_be_clicked():
    clickable = [found["id"] for found in drawn()["layers"] if found.get("pickable")]
    assert clickable == ["districts", "ip_service", "trademark_brand"]


def test_nothing_on_a_map_has_an_address_outside():
    said = maps.stations_map(STATIONS, DISTRICTS, language="zh", metric_label="").to_json()
    deck = json.loads(said)
    assert not re.search(r"https?://", said)
    # A style of None or of a provider would make Streamlit fetch a base map.
    assert deck["mapStyle"] == "__MAP_STYLE__"
    assert "mapProvider" not in deck


def test_a_map_travels_without_blanks():
    assert len(maps.stations_map(STATIONS, DISTRICTS, language="zh", metric_label="").to_json()) < 110_000


def test_every_district_is_drawn_in_code_order_whatever_rows_there_are():
    codes = [f["district_code"] for f in layer(drawn(), "districts")["data"]]
    assert codes == ["510502", "510503", "510504", "510521", "510522", "510524", "510525"]


def test_a_district_says_its_name_and_value():
    found = {f["district_code"]: f for f in layer(drawn(), "districts")["data"]}
    assert (found[HEJIANG]["title"], found[HEJIANG]["detail"]) == ("合江县", "服务站点：24")
    assert (found[NAXI]["name"], found["510525"]["name"]) == ("纳溪区 —", "古蔺县 —")
    english = layer(drawn(language="en", metric_label="Stations"), "districts")["data"]
    assert english[0]["detail"] == "Stations: 23"


def test_stations_of_a_kind_are_in_the_order_of_their_ids_and_those_without_a_point_are_left_out():
    assert [f["station_id"] for f in layer(drawn(), "ip_service")["data"]] == ["S1", "S2"]
    assert [f["station_id"] for f in layer(drawn(), "trademark_brand")["data"]] == ["T1"]


def test_a_station_outside_the_district_it_names_is_ringed_and_says_so():
    [station] = layer(drawn(), "trademark_brand")["data"]
    assert station["icon"] == "trademark_brand_outside"
    assert station["detail"].splitlines() == [
        "商标品牌指导服务站",
        "江阳区 · 北城街道",
        "坐标点不在所填区县范围内，请核对",
    ]


def test_a_name_from_a_file_is_never_read_as_an_expression():
    assert layer(drawn(), "ip_service")["data"][0]["title"] == "=alert({title})"
    assert "html" not in maps.stations_map(STATIONS, DISTRICTS, language="zh", metric_label="")._tooltip


def test_clicked_objects_are_the_same_whatever_is_selected():
    plain, narrowed = drawn(), drawn(selected=frozenset({HEJIANG}), selected_station="S1")
    for name in ("districts", "ip_service", "trademark_brand"):
        assert layer(plain, name)["data"] == layer(narrowed, name)["data"]


def test_streamlit_finds_no_colour_of_ours_to_dim():
    for found in drawn(selected=frozenset({HEJIANG}))["layers"]:
        assert found["@@type"] == "GeoJsonLayer"
        assert "getFillColor" not in found


def test_a_selected_district_is_outlined_and_the_others_are_dimmed():
    deck = drawn(selected=frozenset({HEJIANG}))
    assert [f["district_code"] for f in layer(deck, "selected-outline")["data"]] == [HEJIANG]
    fill = layer(deck, "districts")["_subLayerProps"]["polygons-fill"]["getFillColor"]
    alphas = dict(re.findall(r"== '(\d+)' \? \[\d+, \d+, \d+, (\d+)\]", fill))
    assert alphas == dict.fromkeys(boundaries.districts(), "70") | {HEJIANG: "255"}
    assert layer(deck, "ip_service")["getIconColor"] == (
        "@@=district_code == '510522' ? [0, 0, 0, 255] : [0, 0, 0, 70]"
    )


def test_a_chosen_station_is_ringed():
    assert layer(drawn(), "chosen-station")["data"] == []
    [ring] = layer(drawn(selected_station="S2"), "chosen-station")["data"]
    assert ring["geometry"]["coordinates"] == [105.43138, 28.88182]


def test_the_two_kinds_differ_in_shape_and_a_flagged_one_carries_a_ring_and_a_mark():
    atlas = layer(drawn(), "ip_service")["iconAtlas"]
    drawing = base64.b64decode(atlas.removeprefix("data:image/svg+xml;base64,")).decode()
    disc, diamond, flagged_disc, flagged_diamond = drawing.split("<g ")[1:]
    assert ("<circle" in disc, "<path" in disc) == (True, False)
    assert ("<circle" in diamond, "<path" in diamond) == (False, True)
    assert flagged_disc.count("<circle") == 4
    assert flagged_diamond.count("<circle") == 3


def test_a_map_without_rows_is_still_a_map():
    deck = maps.stations_map(STATIONS[:0], DISTRICTS[:0], language="en", metric_label="Stations")
    assert [f["name"] for f in layer(json.loads(deck.to_json()), "district-names")["data"]][:2] == [
        "Jiangyang —",
        "Naxi —",
    ]


@pytest.mark.parametrize(("width", "height"), [(720, 560), (358, 560), (1200, 400)])
def test_the_first_view_holds_the_whole_city(width, height):
    west, south, east, north = boundaries.city().bounds
    view = maps.fit((west, south, east, north), width, height)
    pixels_per_degree = 512 * 2**view.zoom / 360
    assert (east - west) * pixels_per_degree <= width - 32 + 0.01
    # A degree of latitude is 1.13 to 1.15 times as long on the map as one of longitude here.
    assert (north - south) * 1.13 * pixels_per_degree <= height - 32
    assert view.longitude == pytest.approx((west + east) / 2)
    assert south < view.latitude < north
    assert view.min_zoom < view.zoom < view.max_zoom


def test_a_map_is_never_tilted_and_a_still_one_never_moved():
    [view] = drawn()["views"]
    assert (view["controller"]["dragRotate"], view["controller"]["touchRotate"]) == (False, False)
    assert drawn(still=True)["views"][0]["controller"] is False


def test_dark_maps_have_their_own_colours():
    fill = layer(drawn(dark=True), "neighbours")["_subLayerProps"]["polygons-fill"]["getFillColor"]
    assert fill == [0x18, 0x26, 0x35, 255]


# --- selections -------------------------------------------------------------------------------


def event(name: str, **facts: object) -> dict:
    return {"selection": {"indices": {name: [0]}, "objects": {name: [facts]}}}


def test_a_click_names_a_district_or_a_station_with_its_district():
    assert maps.chosen(event("districts", district_code=HEJIANG)) == maps.Choice(HEJIANG)
    clicked = event("ip_service", station_id="S1", district_code=HEJIANG)
    assert maps.chosen(clicked) == maps.Choice(HEJIANG, "S1")


def test_no_click_is_no_choice():
    assert maps.chosen({"selection": {"indices": {}, "objects": {}}}) is None
    assert maps.chosen(None) is None


# --- classes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "breaks"),
    [
        ([23, 17, 15, 22, 24, 25, None], [16, 20, 24, 25]),
        ([761576, 354846, 479697, 764362, 688731, 552979, 651958], [400000, 600000, 670000, 763000]),
        ([0.12, 0.5, 1.31, 2.04, 2.9, 3.76, 9.8], [0.3, 2, 2.5, 7]),
        ([1, 1, 1, 1, 1, 1, 9], [5]),
        ([0, 0, 0], []),
        ([], []),
    ],
)
def test_classes_hold_about_as_many_districts_each_between_round_edges(values, breaks):
    assert maps.class_breaks(values) == pytest.approx(breaks)


def test_the_legend_names_every_class_and_the_missing():
    assert maps.legend([23, 17, 15, 22, 24, 25, None], "zh") == [
        ("#e3eff4", "低于16"),
        ("#b0d2e0", "16—19"),
        ("#6fa9c5", "20—23"),
        ("#5093b4", "24"),
        ("#377ba2", "25及以上"),
        (palette.NOT_STATED[0], "无数据"),
    ]
    assert [words for _, words in maps.legend([0.12, 0.5, 1.31, 2.04, 2.9], "en")] == [
        "under 0.3",
        "0.3–1",
        "1–2",
        "2–2.5",
        "2.5 and over",
    ]


def test_equal_values_are_one_class():
    assert maps.legend([3, 3, 3], "en") == [("#e3eff4", "All equal")]
    assert maps.legend([], "zh") == []


def test_every_class_is_told_apart_from_the_stations_on_it():
    for dark in (False, True):
        disc = palette.colour("ip_service", dark=dark)
        rim = palette.surface(dark).background
        assert palette.contrast(disc, rim) > 4.5


# --- places -----------------------------------------------------------------------------------


def place(code: str | None, lon: float | None, lat: float | None) -> dict:
    return {"district_code": code, "lon": lon, "lat": lat}


def test_a_point_is_flagged_only_when_over_three_km_outside_the_district_it_names():
    east = boundaries.districts()[HEJIANG].bounds[2]
    latitude = max(y for x, y in boundaries.districts()[HEJIANG].exterior.coords if x == east)
    km = 1 / 97.8  # degrees of longitude in a km at that latitude
    rows = pd.DataFrame(
        [
            place(HEJIANG, 105.92, 28.75),
            place(HEJIANG, east + 2.7 * km, latitude),
            place(HEJIANG, east + 3.3 * km, latitude),
            place("510525", 105.92, 28.75),
            place(HEJIANG, None, None),
            place(None, 105.92, 28.75),
            place("000000", 105.92, 28.75),
        ],
        index=[10, 11, 12, 13, 14, 15, 16],
    )
    flagged = maps.outside_district(rows)
    assert list(flagged[flagged].index) == [12, 13]
    assert flagged.dtype == bool


def test_names_of_neighbours_are_read_outside_the_city():
    for neighbour in boundaries.neighbours():
        if neighbour.name_at is not None:
            assert neighbour.area.contains(neighbour.name_at)
            assert not boundaries.city().contains(neighbour.name_at)
    assert len(boundaries.neighbours()) == 14


def test_the_source_of_the_boundaries_is_named():
    assert maps.BOUNDARY_SOURCE("zh") == "边界来源：天地图 GS(2024)0650号"
