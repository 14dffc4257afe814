"""Boards of the wall: what each says on a snapshot, and what is said of a board whose file is wrong."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard import boards, catalog, wall, wall_map, warehouse
from dashboard.boards import Plan
from dashboard.catalog import Label, Resource, Snapshot
from dashboard.states import Gap
from dashboard.wall_shown import Missing, Point, Row, Shade

TITLE = Label("Board", "看板")
PLAN = Plan(
    id="board",
    title=TITLE,
    metrics=("patents_granted", "pledge_financing_amount"),
    map="patents_granted",
    ranking="patents/top_applicants",
    trend="patents_granted",
    says=("patents_granted",),
)


def patent(number, granted, district="510502", applicant="示例大学01"):
    return {"application_no": number, "patent_type": "design", "filed_on": date(2022, 1, 5), "granted_on": granted,
            "district_code": district, "applicant": applicant}  # fmt: skip


PATENTS = [
    patent("1", date(2023, 2, 1)),
    patent("2", date(2023, 3, 1)),
    patent("3", date(2024, 2, 1)),
    patent("4", date(2024, 3, 1)),
    patent("5", date(2024, 3, 1), "510521", "示例企业0001"),
]
LOANS = [
    {"contract_no": n, "kind": "pledge", "firm": "甲", "signed_on": date(2024, 2, 1), "disbursed_amount_cny": amount}
    for n, amount in (("a", 2_000_000.0), ("b", None))
]
TARGET = {
    "metric_id": "patents_granted", "geo_code": "510500", "starts_on": date(2024, 1, 1), "due_on": date(2024, 12, 31),
    "value": 12.0, "is_demonstration": True, "source_title": "示例",
}  # fmt: skip
WITHHELD = Gap("financing", "b", "disbursed_amount_cny", "withheld", "保密")


@pytest.fixture
def snapshot(monkeypatch, tmp_path):
    """Five patents, two loans of which one is withheld, a target; complete through March 2024."""
    rows = {"patents": PATENTS, "financing": LOANS, "targets": [TARGET]}
    con = warehouse.over({**rows, "gaps": [WITHHELD]})
    monkeypatch.setattr(warehouse, "open_snapshot", lambda _: con)
    held = {name: Resource(name, "dataset", (), len(r), date(2024, 3, 31), 1) for name, r in rows.items()}
    return Snapshot("2024-03-31", tmp_path, None, "", True, held)


@pytest.fixture
def shown(monkeypatch):
    """The one board of a plan on a snapshot."""

    def show(snapshot, plan=PLAN, language="zh"):
        monkeypatch.setattr(boards, "plans", lambda asked: ((plan,), ()))
        [board] = wall.wall(snapshot, language).boards
        return board

    return show


def test_a_tile_tells_value_change_target_and_pace(snapshot, shown):
    tile = shown(snapshot).tiles[0]
    assert (tile.title, tile.before, tile.number, tile.unit) == ("专利授权量", "", "3", "件")
    assert (tile.change, tile.tone) == ("▲ +50.0%", "good")
    assert (tile.verdict, tile.standing, tile.done) == ("● 符合进度", "演示目标 12 · 25.0%", 0.25)
    assert tile.window == ""


def test_an_english_amount_leads_with_its_currency(snapshot, shown):
    tile = shown(snapshot, language="en").tiles[1]
    assert (tile.before, tile.number, tile.unit) == ("CNY", "≥ 2M", "")


def test_a_unit_does_not_repeat_what_its_title_says(demo_root):
    [board] = wall.wall(catalog.shelf(demo_root / "snapshots").find("2024-12-31"), "en", ("patents",)).boards
    tile = next(t for t in board.tiles if t.title == "Inventions in force per 10,000 residents")
    assert (tile.number, tile.unit) == ("3.76", "patents")


def test_a_total_with_a_withheld_amount_is_a_lower_bound_without_a_change(snapshot, shown):
    tile = shown(snapshot).tiles[1]
    assert (tile.number, tile.unit, tile.change) == ("≥ 200万", "元", "")
    assert tile.standing == "1条记录缺数值：■ 不予公开 1"


def test_what_was_not_delivered_is_no_zero_and_named(snapshot, shown):
    plan = replace(PLAN, metrics=("trademarks_new",), map="valid_trademarks", ranking="trademarks/classes",
                   trend="trademarks_new", says=("trademarks_new",))  # fmt: skip
    board = shown(snapshot, plan)
    assert (board.tiles[0].number, board.tiles[0].state) == ("未导入", "missing")
    assert board.map == Missing("各区县有效注册商标", "本快照未收录：商标")
    assert board.trend == Missing("新增注册商标", "本快照未收录：商标")
    assert board.ranking.reason == "本快照未收录：商标"
    assert board.sentence == "2024年1—3月全市新增注册商标暂无数据（未导入商标）。"


def test_a_period_that_is_not_yet_due_says_so_and_to_when_the_data_go(snapshot, shown):
    late = {name: replace(r, complete_through=date(2023, 12, 31)) for name, r in snapshot.resources.items()}
    tile = shown(replace(snapshot, resources=late)).tiles[0]
    assert (tile.number, tile.state, tile.window) == ("◇ 未到报送期", "not_yet_due", "截至2023年12月")
    assert (tile.change, tile.done) == ("", None)


def test_a_metric_that_ends_before_the_board_does_tells_its_month(snapshot, shown):
    late = dict(snapshot.resources) | {
        "patents": replace(snapshot.resources["patents"], complete_through=date(2024, 2, 29))
    }
    board = shown(replace(snapshot, resources=late))
    assert [(t.number, t.window) for t in board.tiles] == [("1", "截至2024年2月"), ("≥ 200万", "")]
    assert board.sentence == "2024年1—2月全市专利授权量1件，同比持平。其中江阳区占100.0%，居首。"


def test_the_map_has_every_district_with_its_value_its_colour_and_its_class(snapshot, shown):
    drawn = shown(snapshot).map
    values = {place.name: place.value for place in drawn.places}
    assert values == {
        "江阳区": "2",
        "泸县": "1",
        "纳溪区": "0",
        "龙马潭区": "0",
        "合江县": "0",
        "叙永县": "0",
        "古蔺县": "0",
    }
    fills = {place.value: place.fill for place in drawn.places}
    assert drawn.legend == (Shade(fills["0"], "0"), Shade(fills["1"], "1"), Shade(fills["2"], "2"))
    assert drawn.caption == "2024年1—3月 · 件"


def test_a_district_that_nobody_knows_of_has_no_colour(snapshot, shown):
    drawn = shown(snapshot, replace(PLAN, map="pledge_financing_amount")).map
    assert {(place.fill, place.value) for place in drawn.places if place.code == "510502"} == {
        (drawn.legend[0].fill, "0")
    }
    missing = shown(snapshot, replace(PLAN, map="stations_open")).map
    assert missing == Missing("各区县服务站点总数", "本快照未收录：服务站点")


def test_a_ranking_tells_its_first_five_and_their_share_of_the_first(snapshot, shown):
    ranked = shown(snapshot, replace(PLAN, ranking_title=Label("Leading", "主要申请人"))).ranking
    assert (ranked.title, ranked.caption) == ("主要申请人", "授权量（件）")
    assert ranked.rows == (Row("示例大学01", "2", 1.0), Row("示例企业0001", "1", 0.5))


def test_a_flow_runs_over_twelve_months_beside_those_a_year_before(snapshot, shown):
    trend = shown(snapshot).trend
    assert (trend.kind, trend.caption, trend.prior) == ("bars", "2023年4月—2024年3月 · 件", "上年同期")
    assert [p.label for p in trend.points] == [*(f"{m}月" for m in range(4, 13)), "1月", "2月", "3月"]
    assert trend.points[-2:] == (Point("2月", 1.0, "1", 1.0), Point("3月", 2.0, "2", 1.0))


def test_the_wall_names_its_snapshot_and_that_the_data_are_a_demonstration(snapshot, monkeypatch):
    monkeypatch.setattr(boards, "plans", lambda asked: ((), ()))
    shown = wall.wall(snapshot, "en")
    assert (shown.snapshot, shown.footer, shown.demonstration) == (
        "2024-03-31",
        "Snapshot 2024-03-31",
        "Demonstration data",
    )
    assert wall.wall(replace(snapshot, is_demonstration=False), "en").demonstration == ""


def test_points_without_coordinates_are_not_drawn_and_counted():
    rows = warehouse.select(warehouse.over({}), """
        select * from (values (105.44, 28.89, 'ip_service'), (null, 28.9, 'ip_service')) as t (lon, lat, kind)
    """)  # fmt: skip
    [spot] = wall_map.spots(rows)
    assert 0 < spot.x < wall_map.WIDTH and 0 < spot.y < wall_map.HEIGHT


def test_every_district_has_an_outline_within_the_frame():
    assert {o.code for o in wall_map.outlines()} == {c.code for c in catalog.code_list("districts")}
    for outline in wall_map.outlines():
        x, y = outline.at
        assert 0 < x < wall_map.WIDTH and 0 < y < wall_map.HEIGHT


# --- the boards' files --------------------------------------------------------------------------

GOOD = 'order = 2\ntitle = { en = "Good", zh = "好" }\nmetrics = ["patents_granted"]\nsays = ["patents_granted"]\n'


def told(faults):
    return [(fault.file, fault.reason.en) for fault in faults]


def test_the_bureaus_own_boards_are_without_a_fault():
    plans, faults = boards.plans()
    assert faults == ()
    assert [plan.id for plan in plans] == [
        "overview", "patents", "preexamination", "trademarks", "cultivation", "commercialisation", "financing", "expo",
        "protection", "services", "stations",
    ]  # fmt: skip
    assert all(6 <= len(p.metrics) <= 8 and p.map and p.ranking and p.trend and p.says for p in plans)


def test_what_a_board_names_and_there_is_not_is_told_and_left_out(tmp_path):
    (tmp_path / "odd.toml").write_text(
        GOOD.replace('"patents_granted"]\nsays', '"patents_granted", "profit"]\nsays')
        + 'map = "expo_visitors"\nranking = "patents/granted_trend"\ntrend = "patents/nothing"\npoints = "patents/sections"\ncolour = "red"\n',
        "utf-8",
    )
    [plan], faults = boards.plans((), tmp_path)
    assert plan == Plan("odd", Label("Good", "好"), ("patents_granted",), says=("patents_granted",))
    assert told(faults) == [
        ("odd.toml", "there is no key “colour”"),
        ("odd.toml", "there is no metric “profit”"),
        ("odd.toml", "expo_visitors does not tell districts apart"),
        ("odd.toml", "patents/sections has no column lon, lat and kind"),
        ("odd.toml", "patents/granted_trend is not drawn as one series of kind rank"),
        ("odd.toml", "there is no query “patents/nothing”"),
    ]


def test_a_board_that_cannot_be_read_does_not_take_the_others_with_it(tmp_path):
    (tmp_path / "a.toml").write_text("title = [", "utf-8")
    (tmp_path / "b.toml").write_text(GOOD, "utf-8")
    (tmp_path / "c.toml").write_text("order = 1\n", "utf-8")
    plans, faults = boards.plans((), tmp_path)
    assert [plan.id for plan in plans] == ["b"]
    assert [fault.file for fault in faults] == ["c.toml", "a.toml"]
    assert faults[0].reason.zh == "缺少中英文标题"


def test_a_board_that_is_changed_on_disk_is_read_anew(tmp_path):
    path = tmp_path / "b.toml"
    path.write_text(GOOD, "utf-8")
    assert boards.plans((), tmp_path)[0][0].title.en == "Good"
    path.write_text(GOOD.replace("Good", "Better"), "utf-8")
    assert boards.plans((), tmp_path)[0][0].title.en == "Better"


def test_boards_are_shown_in_the_order_asked_for_and_an_unknown_one_is_told():
    plans, faults = boards.plans(("stations", "nothing", "patents"))
    assert [plan.id for plan in plans] == ["stations", "patents"]
    assert told(faults) == [("nothing", "there is no board “nothing”")]


def test_with_none_of_the_boards_asked_for_all_are_shown():
    assert len(boards.plans(("nothing",))[0]) == 11


@pytest.mark.parametrize(
    ("said", "seconds"), [("", 20), ("30", 30), ("1", 5), ("1e9", 300), ("soon", 20), ("nan", 5), ("-3", 5)]
)
def test_seconds_in_an_address_are_held_within_bounds(said, seconds):
    assert wall.seconds(said, (5.0, 20.0, 300.0)) == seconds


# --- the demonstration --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_part_of_every_board_has_something_to_show(demo_root, language):
    snapshot = catalog.shelf(demo_root / "snapshots").find("2024-12-31")
    shown = wall.wall(snapshot, language)
    assert shown.faults == ()
    for board in shown.boards:
        assert board.sentence
        assert not [
            part for part in (board.map, board.ranking, board.trend) if part is None or isinstance(part, Missing)
        ]
        assert {tile.state for tile in board.tiles} <= {"reported", "zero"}


def test_the_expo_board_tells_an_edition_and_not_the_year(demo_root):
    [board] = wall.wall(catalog.shelf(demo_root / "snapshots").find("2024-12-31"), "zh", ("expo",)).boards
    assert board.period == "2024年9月 · 增减为同比"
    assert [t.number for t in board.tiles][:2] == ["220,000", "900"]
    assert [p.told for p in board.trend.points] == ["71,938", "94,188", "53,874"]
