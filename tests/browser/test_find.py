"""Finding in a real browser: how well what is typed fits, and the box by keys, by mouse and by finger."""

import json
import re
from contextlib import suppress
from urllib.parse import unquote

import pytest
from playwright.sync_api import TimeoutError

from dashboard import finding
from dashboard.catalog import ROOT

pytestmark = pytest.mark.browser

RANK = (ROOT / "dashboard" / "ui" / "find" / "rank.js").read_text("utf-8")
BOX = ".st-key-find"


def index(**entries):
    """An index as the server makes it; entries are [Chinese, hint, English, id, further words], shortened."""
    told = "".join(entry[0] for rows in entries.values() for entry in rows)
    kinds = {kind: [label.zh, label.en] for kind, label in finding.KINDS.items()}
    return {"kinds": kinds, "hints": [["", ""]], "entries": entries, "sounds": finding.sounds(told)}


SMALL = index(
    page=[["专利", 0, "Patents", "patents", "patents"], ["专利预审", 0, "Pre-examination", "preexamination"]],
    metric=[
        ["专利授权量", 0, "Patents granted", "patents_granted", "Granted to applicants in the city."],
        ["有效发明专利拥有量", 0, "Inventions in force", "valid_invention_patents"],
        ["知识产权质押贷款笔数", 0, "IP pledge loans", "pledge_loans"],
    ],
    district=[["泸县", 0, "Luxian", "510521", "510521"], ["叙永县", 0, "Xuyong", "510524", "510524"]],
    organisation=[["泸州老窖股份有限公司", 0], ["重庆银行(泸州)分行", 0], ["泸州ABC科技公司", 0], ["泸县酒厂", 0]],
    station=[["服务站001(玄滩镇)", 0, "服务站001(玄滩镇)", "S001", "S001"]],
    question=[["哪个区县有效发明增长最快？", 0, "Where do inventions grow fastest?", "fastest", "增速 排名"]],
)


@pytest.fixture(scope="module")
def rank(browser):
    """What is found, by what is typed: {kind: [Chinese]} in the order of the groups."""
    page = browser.new_page()
    page.evaluate(f"{RANK}\nglobalThis.find = (told, all) => all.map((typed) => ranked(told, typed))\n0")
    page.evaluate("(told) => { globalThis.small = told }", SMALL)

    def found(typed, *before):
        last = page.evaluate("(all) => find(opened(structuredClone(small)), all).at(-1)", [*before, typed])
        return {group["kind"]: [entry["zh"] for entry in group["entries"]] for group in last}

    yield found
    page.close()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # Exact before the beginning, the beginning before the inside; the kind of the best fit first.
        ("专利", {"page": ["专利", "专利预审"], "metric": ["专利授权量", "有效发明专利拥有量"]}),
        ("泸县", {"district": ["泸县"], "organisation": ["泸县酒厂"]}),
        ("泸州", {"organisation": ["泸州老窖股份有限公司", "泸州ABC科技公司", "重庆银行(泸州)分行"]}),
        ("patents", {"page": ["专利"], "metric": ["专利授权量"]}),
        ("GRANTED", {"metric": ["专利授权量"]}),
        ("loans pledge", {"metric": ["知识产权质押贷款笔数"]}),
        # Pinyin in full, by initials, mixed, with every reading of a sign, signs of pause left out.
        ("luxian", {"district": ["泸县"], "organisation": ["泸县酒厂"]}),
        ("lzlj", {"organisation": ["泸州老窖股份有限公司"]}),
        ("laojiao", {"organisation": ["泸州老窖股份有限公司"]}),
        ("luzlaoj", {"organisation": ["泸州老窖股份有限公司"]}),
        ("cqyhlz", {"organisation": ["重庆银行(泸州)分行"]}),
        ("zqyh", {"organisation": ["重庆银行(泸州)分行"]}),
        ("lzabc", {"organisation": ["泸州ABC科技公司"]}),
        ("xu yong", {"district": ["叙永县"]}),
        ("zhi'ya", {"metric": ["知识产权质押贷款笔数"]}),
        # Ids; signs left out in Chinese; several words, each somewhere.
        ("s001", {"station": ["服务站001(玄滩镇)"]}),
        ("510521", {"district": ["泸县"]}),
        ("有效发明最快", {"question": ["哪个区县有效发明增长最快？"]}),
        ("发明 增速", {"question": ["哪个区县有效发明增长最快？"]}),
        ("重庆银行（泸州）分行", {"organisation": ["重庆银行(泸州)分行"]}),
        ("天气", {}),
        ("  ", {}),
    ],
)
def test_what_is_found_by_what_is_typed(rank, typed, expected):
    assert rank(typed) == expected
    assert list(rank(typed)) == list(expected)


def test_letters_added_and_taken_back_find_the_same_as_typed_at_once(rank):
    assert rank("泸州老", "泸", "泸州") == rank("泸州老")
    assert rank("泸", "泸", "泸州", "泸州老") == rank("泸")


# --- the box ------------------------------------------------------------------------------------


def typed(tab, words, key="/"):
    tab.page.locator(f"{BOX} button.opens").wait_for()
    box = tab.page.get_by_role("combobox", name="查找")
    for _ in range(3):
        tab.page.keyboard.press(key)
        # A key that is struck while the page is drawn anew is lost; who strikes it again finds the box.
        with suppress(TimeoutError):
            box.wait_for(timeout=4000)
            break
    box.press_sequentially(words)
    tab.page.get_by_role("option").first.wait_for()
    return box


def options(tab):
    return tab.page.locator(f"{BOX} [role=option] .label").all_inner_texts()


def arrived(tab, address):
    tab.page.wait_for_url(re.compile(address))
    tab.settle()
    assert tab.exceptions == []
    assert tab.foreign == []


def test_a_firm_is_found_by_initials_and_enter_lands_on_its_profile_with_the_period_kept(tab):
    tab.open("patents?since=2023-01&until=2023-12")
    box = typed(tab, "slqy0001")
    assert options(tab)[0] == "示例企业0001"
    box.press("Enter")
    arrived(tab, r"/organisation\?")
    assert "name=示例企业0001" in unquote(tab.page.url) and "since=2023-01" in tab.page.url
    assert "示例企业0001" in tab.text


def test_arrows_walk_through_the_groups_and_the_value_of_a_metric_stands_beside_it(tab):
    tab.open("trademarks")
    box = typed(tab, "专利授权", key="Control+k")
    first = tab.page.get_by_role("option").first
    first.get_by_text("2,610件").wait_for()
    assert tab.page.get_by_role("group", name="指标").get_by_role("option").first.get_attribute("id") == "found-0"
    assert (first.get_attribute("aria-selected"), box.get_attribute("aria-activedescendant")) == ("true", "found-0")
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "found-1"
    box.press("ArrowUp")
    box.press("ArrowUp")
    last = tab.page.get_by_role("option").count() - 1
    assert box.get_attribute("aria-activedescendant") == f"found-{last}"
    box.press("ArrowDown")
    box.press("Enter")
    arrived(tab, r"/patents\?")


def test_values_are_those_of_the_scope_and_left_out_where_a_metric_cannot_follow_it(tab):
    tab.open("patents?district=510502")
    typed(tab, "人流量")
    assert options(tab)[0] == "地博会展馆人流量"
    tab.page.keyboard.press("Control+a")
    tab.page.keyboard.type("专利授权量")
    tab.page.get_by_role("option").first.get_by_text("894件").wait_for()
    tab.page.keyboard.press("Control+a")
    tab.page.keyboard.type("人流量")
    assert tab.page.locator(f"{BOX} .value").count() == 0


def test_shift_and_enter_open_the_passport_of_a_metric(tab):
    tab.open()
    box = typed(tab, "质押贷款笔数")
    box.press("Shift+Enter")
    arrived(tab, r"/financing\?")
    told = tab.page.get_by_role("dialog").inner_text()
    assert "知识产权质押贷款笔数 26笔" in told and "历次快照中的同一数值" in told


@pytest.mark.parametrize("words", ["有效发明增长最快", "ngqxyxfm", "grow fastest"])
def test_a_question_is_found_by_typing_and_opens_its_page_filtered(tab, words):
    tab.open()
    box = typed(tab, words)
    assert options(tab) == ["哪个区县有效发明增长最快？"]
    box.press("Enter")
    arrived(tab, r"/explorer\?")
    assert "show=change" in tab.page.url and "sort=-valid_invention_patents" in tab.page.url


def test_escape_closes_the_box_and_nothing_else(tab):
    tab.open("patents?district=510521")
    typed(tab, "县").press("Escape")
    assert not tab.page.get_by_role("option").first.is_visible()
    tab.settle()
    assert "district=510521" in tab.page.url
    assert tab.page.locator(f"{BOX} button.opens").evaluate("e => e.getRootNode().activeElement?.open") is not True


def test_a_slash_is_a_slash_where_one_writes(tab):
    tab.open("sql")
    editor = tab.page.locator(".cm-content")
    editor.click()
    tab.page.keyboard.type("/")
    assert not tab.page.get_by_role("combobox", name="查找").is_visible()
    assert "/" in editor.inner_text()


def test_words_that_nothing_has_say_so(tab):
    tab.open()
    tab.page.locator(f"{BOX} button.opens").click()
    tab.page.get_by_role("option").first.wait_for()
    tab.page.get_by_role("combobox", name="查找").press_sequentially("天气预报")
    assert tab.page.get_by_text("没有匹配的内容").first.is_visible()


def test_more_than_fit_are_shown_on_demand(tab):
    tab.open()
    typed(tab, "专利")
    shown = len(options(tab))
    tab.page.get_by_role("option", name=re.compile(r"另有\d+项")).first.click()
    assert len(options(tab)) > shown


def test_a_finger_opens_the_box_finds_and_lands(browser, root):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{root}/patents")
    page.locator(f"{BOX} button.opens").tap()
    page.get_by_role("combobox", name="查找").press_sequentially("luxian")
    option = page.get_by_role("group", name="区县").get_by_role("option").first
    option.wait_for()
    bounds = page.locator(f"{BOX} dialog").bounding_box()
    assert bounds["x"] >= 0 and bounds["x"] + bounds["width"] <= 390
    assert option.bounding_box()["height"] >= 40
    option.tap()
    page.wait_for_url("**/district?id=510521*")
    context.close()


def test_the_index_comes_once_for_all_pages_of_a_snapshot(tab):
    came = []
    tab.page.on("request", lambda request: came.append(request.url) if "/media/" in request.url else None)
    tab.open()
    typed(tab, "金融").press("Enter")
    arrived(tab, r"/financing\?")
    typed(tab, "地博会").press("Enter")
    arrived(tab, r"/expo\?")
    assert len([url for url in came if url.endswith(".json")]) == 1


def test_a_name_among_twenty_thousand_is_found_within_a_tenth_of_a_second(browser):
    """The best of several times: how fast it is, and not how busy the machine."""
    page = browser.new_page()
    page.evaluate(f"{RANK}\nglobalThis.find = ranked; globalThis.hold = opened\n0")
    told = index(organisation=[[f"泸州市示例企业{n:05}有限责任公司", 0] for n in range(20_000)])
    took = page.evaluate(
        """(told) => {
          const held = hold(JSON.parse(told));
          const timed = (typed) => {
            held.before = { words: null, found: held.entries };
            const started = performance.now();
            find(held, typed);
            return performance.now() - started;
          };
          return ["l", "lzsslqy", "泸州", "19999"].map((typed) => Math.min(...Array.from({ length: 7 }, () => timed(typed))));
        }""",
        json.dumps(told),
    )
    assert max(took) < 100, took
    page.close()
