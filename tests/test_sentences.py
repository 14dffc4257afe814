"""What is told of metrics: each rule in both languages, every number exact, every link open.

`GOLDEN=write .venv/bin/python -m pytest tests/test_sentences.py -k golden` writes the golden files anew: read the
difference before you commit it.
"""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard import catalog, decompose, metrics, queries
from dashboard.catalog import Label, Resource, Snapshot
from dashboard.metrics import Progress, Reading
from dashboard.scope import Pick, Scope, from_link
from dashboard.sentences import rules, telling
from dashboard.sentences.facts import Cell, Facts, Leader, Mix, OneOff
from dashboard.sentences.links import PAGES
from dashboard.text import CITY

GOLDEN = Path(__file__).parent / "golden"
YEAR = Scope("2024-12-31", date(2024, 1, 1), date(2024, 12, 31))
SCOPES = {
    "the city, 2024, year on year": YEAR,
    "Longmatan, July to December, on the six months before": replace(
        YEAR, since=date(2024, 7, 1), compare="previous", districts=("510504",)
    ),
    "baijiu, December, year on year": replace(YEAR, since=date(2024, 12, 1), industries=("baijiu",)),
}
LEADS = (
    ("patents_granted", "valid_invention_patents", "trademarks_new", "pledge_financing_amount"),
    ("pledge_financing_amount", "high_value_share", "ip_equity_amount", "station_services_delivered"),
    ("station_services_delivered", "stations_open", "expo_visitors"),
    ("expo_visitors", "expo_enterprises", "expo_onsite_sales"),
    ("ip_equity_amount", "ip_equity_firms"),
    ("high_value_share", "residents_per_station"),
)
JIANGYANG, APPLICANT = Label("Jiangyang", "江阳区"), Label("Applicant", "申请人")


# --- facts written by hand ----------------------------------------------------------------------


@pytest.fixture
def snapshot(tmp_path):
    """A snapshot in name, which holds patents and financing."""
    held = {name: Resource(name, "dataset", (), 1, date(2024, 12, 31), 1) for name in ("patents", "financing")}
    return Snapshot("2024-12-31", tmp_path, None, "", True, held)


@pytest.fixture
def facts(snapshot):
    def of(metric_id="patents_granted", value=2610.0, prior=2960.0, *, language="zh", scope=YEAR, found=(), **known):
        told = {"state": "reported", "through": scope.until} | known
        state, through = told.pop("state"), told.pop("through")
        reading = Reading(queries.metrics()[metric_id], state, value, scope.since, through, prior, **told)
        return Facts(reading, replace(scope, language=language), snapshot, CITY, **dict(found))

    return of


def told(facts, rule):
    """What one rule tells of the facts; nothing where it does not hold."""
    return "".join(sentence.text for sentence in rules.following(facts) if sentence.rule == rule)


def in_both(facts, rule, *given, **known):
    return [told(facts(*given, language=language, **known), rule) for language in ("zh", "en")]


def test_a_level_is_told_with_its_change_against_the_comparison_named(facts):
    assert in_both(facts, "level") == [
        "2024年全市专利授权量2,610件，同比下降11.8%。",
        "In 2024 the city recorded 2,610 patents granted, down 11.8% year on year.",
    ]
    previous = replace(YEAR, since=date(2024, 7, 1), compare="previous")
    assert told(facts(scope=previous), "level") == "2024年7—12月全市专利授权量2,610件，环比下降11.8%。"
    assert told(facts(scope=replace(YEAR, compare="none"), prior=None), "level") == "2024年全市专利授权量2,610件。"


def test_a_flat_change_is_told_as_none_and_explained_by_nothing(facts):
    flat = facts(value=10_001.0, prior=10_000.0)
    assert told(flat, "level") == "2024年全市专利授权量10,001件，同比持平。"
    assert flat.is_flat


def test_what_was_none_has_no_rate(facts):
    assert in_both(facts, "level", value=12.0, prior=0.0) == [
        "2024年全市专利授权量12件，上年同期为0。",
        "In 2024 the city recorded 12 patents granted, against none a year earlier.",
    ]


def test_zero_is_told_as_zero(facts):
    assert in_both(facts, "level", value=0.0, prior=48.0, state="zero") == [
        "2024年全市专利授权量0件，同比下降100.0%。",
        "In 2024 the city recorded 0 patents granted, down 100.0% year on year.",
    ]
    assert told(facts(value=0.0, prior=0.0, state="zero"), "level") == "2024年全市专利授权量0件，同比持平。"


def test_a_ratio_moves_in_its_own_unit_and_a_share_by_points(facts):
    assert in_both(facts, "level", "high_value_share", 39.94, 39.79) == [
        "截至2024年末，全市高价值发明专利占比39.9%，同比提高0.15个百分点。",
        "At the end of 2024, high-value share of inventions in force in the city came to 39.9%, "
        "up by 0.15 points year on year.",
    ]
    assert told(facts("valid_inventions_per_10k", 3.758, 3.075), "level").endswith("3.76件/万人，同比提高0.68件/万人。")
    assert told(facts("high_value_share", 39.9401, 39.94), "level").endswith("同比持平。")


def test_a_lower_bound_tells_no_change_and_says_why(facts):
    amount = {"metric_id": "ip_equity_amount", "value": 63_520_000.0, "prior": 51_320_000.0}
    withheld = amount | {"lacking": (("withheld", 1),)}
    assert in_both(facts, "level", **withheld) == [
        "2024年全市知识产权作价入股金额≥ 6,352万元。",
        "In 2024 IP equity contributions in the city came to ≥ CNY 63.5M.",
    ]
    assert in_both(facts, "lower_bound", **withheld) == [
        "1条记录缺数值：■ 不予公开 1；所列数值为下限，不计算变化。",
        "1 record lacks the value: ■ Withheld 1; what is told is a lower bound, and no change is told of it.",
    ]
    before = facts(**amount, prior_gaps=2)
    assert told(before, "level") == "2024年全市知识产权作价入股金额6,352万元。"
    assert told(before, "lower_bound") == "对比期有2条记录缺数值，不计算变化。"


@pytest.mark.parametrize(
    ("state", "zh", "en"),
    [
        ("not_yet_due", "未到报送期", "not yet due"),
        ("missing", "缺失", "missing"),
        ("withheld", "不予公开", "withheld"),
        ("illegible", "原文字迹不清", "illegible in the source"),
    ],
)
def test_a_figure_that_is_not_there_is_told_with_its_state(facts, state, zh, en):
    assert in_both(facts, "absent", value=None, prior=None, state=state) == [
        f"2024年全市专利授权量暂无数据（{zh}）。",
        f"No figure for patents granted in the city (2024): {en}.",
    ]


def test_what_the_snapshot_does_not_hold_is_named(facts):
    assert in_both(facts, "absent", "stations_open", None, None, state="missing") == [
        "2024年末全市服务站点总数暂无数据（未导入服务站点）。",
        "No figure for stations of both kinds in the city (the end of 2024): stations not imported.",
    ]


def test_a_period_before_the_records_is_not_compared(facts):
    assert told(facts(prior=None), "nothing_before") == "对比期尚无记录。"
    assert told(facts(prior=None, scope=replace(YEAR, compare="none")), "nothing_before") == ""


def test_incomplete_periods_are_told(facts):
    assert in_both(facts, "incomplete", through=date(2024, 10, 31)) == [
        "数据截至2024年10月，之后月份未齐。",
        "Data are complete to Oct 2024; later months are not.",
    ]


def test_contributions_are_told_with_the_others_and_add_up(facts):
    cells = (
        Cell("510502/design", Label("Jiangyang (design)", "江阳区外观设计"), -220.0, YEAR),
        Cell("510504/invention", Label("Longmatan (invention)", "龙马潭区发明"), 43.0, YEAR),
        Cell("@others", Label("", ""), -173.0, YEAR, stands_for=20),
    )
    assert in_both(facts, "contribution", found={"cells": cells}) == [
        "其中，江阳区外观设计减少220件、下拉7.4个百分点；龙马潭区发明增加43件、拉动1.4个百分点；"
        "其余20项合计减少173件、下拉5.8个百分点。",
        "Behind the fall: Jiangyang (design) took away 220 patents (−7.4 points); Longmatan (invention) added "
        "43 patents (1.4 points); the other 20 together took away 173 patents (−5.8 points).",
    ]


def test_one_applicants_filings_are_told_as_the_work_of_one(facts):
    one = {"one_off": OneOff("甲公司", APPLICANT, 180.0, YEAR)}
    assert in_both(facts, "one_off", "patents_filed", 553.0, 300.0, found=one) == [
        "增量的71.1%来自单一申请人：甲公司增加180件。",
        "One applicant explains 71.1% of the rise: 甲公司 alone added 180 patents.",
    ]


def test_a_distinct_count_is_explained_by_who_came_and_left(facts):
    assert in_both(facts, "turnover", "pledge_financing_firms", 19.0, 15.0, found={"turnover": (12, 7, 8)}) == [
        "新增12家，退出8家，两期均有7家。",
        "12 firms entered, 8 left, 7 stayed.",
    ]


def test_a_ratio_is_explained_by_its_rates_and_its_mix(facts):
    mix = {"mix": Mix(Label("District", "区县"), 0.16, -0.01)}
    assert in_both(facts, "mix", "high_value_share", 39.94, 39.79, found=mix) == [
        "按区县分解，自身水平变化影响+0.16个百分点，构成变化影响−0.01个百分点。",
        "By district: their own rates moved it by +0.16 points, the mix between them by −0.01 points.",
    ]


def test_the_leading_district_has_a_share_where_shares_have_a_meaning(facts):
    assert told(facts(found={"leader": Leader("510502", JIANGYANG, 0.343)}), "leader") == "其中江阳区占34.3%，居首。"
    assert told(facts(found={"leader": Leader("510502", JIANGYANG, None)}), "leader") == "其中江阳区居首。"


# --- targets ------------------------------------------------------------------------------------


def goal(value, expected_on=None, **known):
    due_on = known.pop("due_on", date(2025, 12, 31))
    return Progress(value, 200e6, date(2024, 1, 1), due_on, value / 200e6, known.pop("due", 0.5), False, "",
                    expected_on=expected_on, **known)  # fmt: skip


PACES = [
    (
        goal(197e6, date(2025, 1, 6)),
        "目标（2亿元）完成98.5%，尚差300万元，快于时序进度48.5个百分点；按目前进度，预计2025年1月完成，早于2025年12月的期限。",
        "98.5% of the target of CNY 200M is reached, CNY 3M short and 48.5 points ahead of pace; "
        "at this pace it is met in Jan 2025, before its date of Dec 2025.",
    ),
    (
        goal(60e6, date(2027, 5, 3)),
        "目标（2亿元）完成30.0%，尚差1.4亿元，慢于时序进度20.0个百分点；按目前进度，预计2027年5月完成，晚于2025年12月的期限。",
        "30.0% of the target of CNY 200M is reached, CNY 140M short and 20.0 points behind pace; "
        "at this pace it is met in May 2027, after its date of Dec 2025.",
    ),
    (
        goal(100e6, date(2025, 12, 30)),
        "目标（2亿元）完成50.0%，尚差1亿元，与时序进度持平；按目前进度，预计2025年12月如期完成。",
        "50.0% of the target of CNY 200M is reached, CNY 100M short and on pace; "
        "at this pace it is met on time in Dec 2025.",
    ),
    (
        goal(100e6, start=100e6),
        "目标（2亿元）完成50.0%，尚差1亿元，与时序进度持平；目前尚无进展。",
        "50.0% of the target of CNY 200M is reached, CNY 100M short and on pace; it has not moved towards it so far.",
    ),
    (
        goal(2e6),
        "目标（2亿元）完成1.0%，尚差1.98亿元，慢于时序进度49.0个百分点；按目前进度，期限后十年内难以完成。",
        "1.0% of the target of CNY 200M is reached, CNY 198M short and 49.0 points behind pace; "
        "at this pace it is not met within ten years of its date.",
    ),
    (
        goal(206e6),
        "目标（2亿元）已完成，完成率103.0%。",
        "The target of CNY 200M is met, at 103.0% of it.",
    ),
    (
        goal(100e6, gaps=1),
        "目标（2亿元）至少完成50.0%，部分记录缺数值，实际进度不明。",
        "At least 50.0% of the target of CNY 200M is reached; some records lack their value.",
    ),
    (
        goal(197e6, date(2025, 1, 6), due_on=date(2024, 12, 31), due=1.0),
        "至2024年12月期限，目标（2亿元）完成98.5%，尚差300万元。",
        "By its date, Dec 2024, 98.5% of the target of CNY 200M was reached, CNY 3M short.",
    ),
]


@pytest.mark.parametrize(("progress", "zh", "en"), PACES, ids=[en[:40] for *_, en in PACES])
def test_the_pace_to_a_target_is_told_with_the_month_in_which_it_is_met(facts, progress, zh, en):
    assert in_both(facts, "target", "pledge_financing_amount", 197e6, 128e6, progress=progress) == [zh, en]


def test_a_demonstration_target_is_named_as_such(facts):
    progress = replace(goal(206e6), is_demonstration=True)
    assert told(facts("pledge_financing_amount", 206e6, 128e6, progress=progress), "target").startswith("演示目标")


def test_a_target_to_be_stayed_under_has_no_pace(facts):
    assert told(facts("residents_per_station", 29_253.0, 35_264.0, progress=goal(1.0)), "target") == ""


# --- the demonstration data ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def shelf(demo_root):
    return catalog.shelf(demo_root / "snapshots")


@pytest.fixture(scope="module")
def demo(shelf):
    return shelf.find("2024-12-31")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_told_of_the_demonstration_data_is_golden(demo, language):
    lines = []
    for name, scope in SCOPES.items():
        scope = replace(scope, language=language)
        lines.append(f"# {name}\n")
        for metric_id in queries.metrics():
            lines.append(f"{metric_id}")
            lines += [f"  {s.rule:<14} {s.text}" for s in telling.of_metric(demo, metric_id, scope)]
        for ids in LEADS:
            lines.append(f"\n{', '.join(ids)}")
            lines += [f"  {s.rule:<14} {s.text}" for s in telling.finding(demo, ids, scope)]
        lines.append("")
    path, found = GOLDEN / f"sentences_{language}.txt", "\n".join(lines)
    if os.environ.get("GOLDEN") == "write":
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


def all_told(demo):
    for scope in SCOPES.values():
        for metric_id in queries.metrics():
            for sentence in telling.of_metric(demo, metric_id, scope):
                yield metric_id, scope, sentence


def test_every_link_opens_and_its_page_exists(demo, shelf):
    pages = {"", "why", *PAGES.values()}
    for metric_id, _, sentence in all_told(demo):
        scope, notices = from_link(sentence.link, shelf)
        assert (notices, scope.snapshot) == ([], demo.id), metric_id
        assert sentence.page in pages


def test_every_number_told_is_that_of_the_metric(demo):
    for metric_id, scope, sentence in all_told(demo):
        reading = metrics.read(demo, [metric_id], scope)[metric_id]
        if sentence.rule == "level":
            assert sentence.values[metric_id] == reading.value
            in_unit = reading.metric.kind == "ratio" and reading.prior is not None
            change = reading.value - reading.prior if in_unit else reading.change
            assert sentence.values.get(f"{metric_id}.change") == change
        elif sentence.rule == "target":
            assert sentence.values == {"target": reading.progress.target, "done": reading.progress.done}
        elif sentence.rule == "turnover":
            assert sentence.values["entered"] - sentence.values["left"] == reading.value - reading.prior
            assert sentence.values["entered"] + sentence.values["stayed"] == reading.value


def test_parts_told_add_up_to_the_change(demo):
    found = [(m, scope, s.values) for m, scope, s in all_told(demo) if s.rule in ("contribution", "mix")]
    assert len(found) > 30
    for metric_id, scope, values in found:
        change = decompose.compared(demo, metric_id, scope).change
        assert sum(values.values()) == pytest.approx(change, abs=1e-9), metric_id


def test_the_view_behind_a_contribution_shows_what_was_told(demo, shelf):
    for metric_id, _, sentence in all_told(demo):
        if sentence.rule in ("contribution", "one_off"):
            scope, _ = from_link(sentence.link, shelf)
            reading = metrics.read(demo, [metric_id], scope, in_full=False)[metric_id]
            assert reading.value - reading.prior == pytest.approx(next(iter(sentence.values.values()))), metric_id


def test_a_finding_leads_with_one_metric_and_stays_short(demo):
    found = telling.finding(demo, LEADS[1], YEAR)
    assert [s.rule for s in found] == ["level", "one_off", "target", "others", "incomplete"]
    assert all(len(telling.finding(demo, ids, scope)) <= 5 for ids in LEADS for scope in SCOPES.values())


def test_a_demonstration_target_stays_out_of_a_finding(demo):
    assert "target" not in [s.rule for s in telling.finding(demo, ["patents_granted"], YEAR)]
    assert "target" in [s.rule for s in telling.of_metric(demo, "patents_granted", YEAR)]


def test_without_a_comparison_the_leading_district_is_told(demo):
    found = telling.finding(demo, ["patents_granted"], replace(YEAR, compare="none"))
    assert [s.text for s in found] == ["2024年全市专利授权量2,610件。", "其中江阳区占34.3%，居首。"]


def test_a_metric_that_cannot_follow_the_district_says_that_it_is_the_citys(demo):
    found = telling.finding(demo, ["patents_granted", "expo_enterprises"], replace(YEAR, districts=("510502",)))
    assert found[0].text == "2024年江阳区专利授权量894件，同比下降12.0%。"
    assert found[-1].text == "地博会参展企业（全市）900家，同比增长12.5%。"


def test_what_else_narrows_the_figures_stands_beside_the_place(demo):
    scope = replace(YEAR, industries=("baijiu",), picks=(Pick("patent_type", "design"),), language="en")
    [level, *_] = telling.of_metric(demo, "patents_granted", scope)
    assert level.text.startswith("In 2024 the city (baijiu, design) recorded ")


def test_the_first_metric_with_a_figure_leads_and_the_others_without_are_named(demo):
    december = replace(YEAR, since=date(2024, 12, 1), language="en")
    found = telling.finding(demo, ["station_services_delivered", "pledge_loans"], december)
    assert [s.rule for s in found] == ["level", "contribution", "others", "incomplete"]
    assert found[2].text == "No figure for station services delivered (not yet due)."
    assert found[3].text == "Data of station services delivered are complete to Nov 2024; later months are not."


def test_where_no_metric_has_a_figure_each_is_named_with_its_state(demo):
    years_ago = replace(YEAR, since=date(2015, 1, 1), until=date(2015, 12, 31))
    found = telling.finding(demo, ["station_services_delivered", "expo_visitors"], years_ago)
    assert [s.text for s in found] == ["暂无数据的指标：站点服务量（缺失）和地博会展馆人流量（缺失）。"]


def test_of_no_metric_nothing_is_told(demo):
    assert telling.finding(demo, (), YEAR) == ()
