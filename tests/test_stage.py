"""The stage: what a scene says of a deck, and that its script and its file reach nothing outside."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from dashboard import catalog, palette, queries
from dashboard.catalog import Label, Snapshot
from dashboard.decks import showing, store
from dashboard.decks.deck import Deck, Slide
from dashboard.decks.shown import Broken, Cards, Definition, Figure, ShownDeck, ShownSlide, numbers
from dashboard.metrics import Progress, Reading
from dashboard.outputs import page
from dashboard.outputs.stage import scene, script
from dashboard.outputs.stage.script import style
from dashboard.queries import header_of, query_of
from dashboard.scope import Scope
from dashboard.sentences.sentence import Sentence

SCOPE = Scope("2024-06-30", date(2024, 1, 1), date(2024, 3, 31))
LOANS = """-- Loans per month.
--
-- title   Loans | 贷款
-- reads   financing
-- param   grain   the grain
-- column  period  Month | 月份
-- column  lender  Lender | 贷款机构
-- column  amount  Disbursed [CNY] | 放款金额 [元]
-- draw    bar x=period y=amount

select 1"""
ROWS = pd.DataFrame(
    {
        "period": pd.to_datetime(["2024-01-01", "2024-02-01"]),
        "lender": ["</script><b>示例银行", None],
        "amount": [12_345.5, None],
    }
)


def loans(draw="bar x=period y=amount"):
    query = query_of("financing/loans", header_of(LOANS.replace("bar x=period y=amount", draw), Path("loans.sql")))
    return Figure(query, ROWS, SCOPE, "贷款", "2024年1—3月 · 单位：元", date(2024, 6, 30), note="不含展期。")


def cards(value=2610.0, **more):
    metric = queries.metrics()["patents_granted"]
    reading = Reading(metric, "reported", value, date(2024, 1, 1), date(2024, 3, 31), **more)
    return Cards((reading,), ("2,610件",), SCOPE, "关键指标", "2024年1—3月")


def deck(*views, language="zh", findings=("授权2,610件。", "其中发明占一半。")):
    slide = ShownSlide(
        slide=Slide("one", Label("One", "一")),
        number=1,
        title="专利",
        findings=tuple(Sentence(said, "level") for said in findings),
        views=views,
        scope=SCOPE,
        scope_sentence="2024年1—3月 · 全市",
        notes="先说进度。",
        questions=("为什么下降？",),
        definitions=(Definition("专利授权量", "件", "本市授权的专利。", None),),
        sources=("专利：39,874行",),
        incomplete=None,
        page="patents",
        link={},
    )
    snapshot = Snapshot("2024-06-30", Path(), None, "2024-07-05", True, {})
    return ShownDeck(
        Deck("d", Label("Brief", "简报")), snapshot, language, "简报", (slide,), "快照 2024-06-30 · 演示数据"
    )


def only_view(view):
    return scene(deck(view))["slides"][0]["views"][0]


# --- the scene ------------------------------------------------------------------------------------


def test_a_slide_leads_with_its_first_sentence_and_keeps_what_a_presenter_needs():
    [slide] = scene(deck())["slides"]
    assert (slide["title"], slide["lead"], slide["further"]) == ("专利", "授权2,610件。", "其中发明占一半。")
    assert (slide["notes"], slide["questions"]) == ("先说进度。", ["为什么下降？"])
    assert slide["definitions"] == [{"name": "专利授权量", "unit": "件", "about": "本市授权的专利。", "caveat": ""}]


def test_a_number_stands_beside_its_words_and_a_missing_one_is_no_zero():
    assert only_view(loans())["table"] == {
        "columns": [
            {"name": "月份", "number": False},
            {"name": "贷款机构", "number": False},
            {"name": "放款金额（元）", "number": True},
        ],
        "rows": [
            ["2024年1月", "</script><b>示例银行", ["12,346", 12345.5]],
            ["2024年2月", "—", ["—", None]],
        ],
    }


def test_a_figure_is_drawn_for_light_and_for_dark():
    view = only_view(loans())
    assert (view["kind"], view["draw"]) == ("figure", "bar")
    assert view["light"]["layout"]["font"]["color"] == palette.LIGHT.text
    assert view["dark"]["layout"]["font"]["color"] == palette.DARK.text
    assert [trace["y"] for trace in view["light"]["data"]] == [[12345.5, None]]


def test_a_query_without_a_drawing_is_a_table():
    assert only_view(loans("table"))["kind"] == "table"


def test_a_change_is_told_by_sign_and_shape_and_a_demonstration_target_as_such():
    progress = Progress(2610, 2500, date(2024, 1, 1), date(2024, 12, 31), 1.044, 0.25, True, "demo")
    [card] = only_view(cards(prior=2900.0, progress=progress))["cards"]
    assert card["change"] == {"words": "−10.0%", "against": "同比", "mark": "▼", "sense": "bad"}
    assert card["standing"] == "✓ 已完成目标 · 演示目标 2,500件 · 104.4%"
    [flat] = only_view(cards(prior=2610.0))["cards"]
    assert flat["change"] == {"words": "0.0%", "against": "同比", "mark": "", "sense": ""}


def test_what_cannot_be_shown_is_told_in_the_language_of_the_deck():
    gone = Broken("各月贷款", Label("the query is gone", "查询已删除"))
    assert only_view(gone) == {"kind": "broken", "title": "各月贷款", "reason": "查询已删除"}


def _numbers_of(view):
    """Every number of a scene's view, in its order."""
    match view["kind"]:
        case "cards":
            return [card["value"] for card in view["cards"]]
        case "figure" | "table":
            return [cell[1] for row in view["table"]["rows"] for cell in row if isinstance(cell, list)]
        case "broken":
            return []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["monthly", "expo", "financing", "half-year"])
def test_the_file_holds_exactly_the_numbers_that_the_deck_shows(demo_root, name, language):
    shelf = catalog.shelf(demo_root / "snapshots")
    shown = showing.show(store.find(name), shelf, shelf.in_force, language)
    written = _embedded(page.write(shown))
    pairs = [
        (view, told)
        for slide, told_slide in zip(shown.slides, written["slides"], strict=True)
        for view, told in zip(slide.views, told_slide["views"], strict=True)
    ]
    assert sum(bool(_numbers_of(told)) for _, told in pairs) > 5
    for view, told in pairs:
        assert _numbers_of(told) == [datum.value for datum in numbers(view, language)], view.title


# --- script and file ------------------------------------------------------------------------------


def _embedded(written):
    text = written.decode()
    return json.loads(re.search(r'<script type="application/json" id="scene">(.*?)</script>', text, re.DOTALL)[1])


def test_the_script_is_one_module_that_exports_the_stage_and_fetches_nothing():
    assert re.findall(r"^export .*?\w+ (\w+)\(", script(), re.MULTILINE) == ["stage"]
    assert not re.search(r"^import |https?://|fetch\(|XMLHttpRequest|WebSocket", script(), re.MULTILINE)


def test_the_style_knows_the_colours_of_both_grounds():
    assert f"--background: {palette.LIGHT.background};" in style()
    assert f"--background: {palette.DARK.background};" in style()


def test_data_cannot_end_the_element_that_holds_them():
    written = page.write(deck(loans()))
    assert "</script><b>" not in written.decode()
    assert _embedded(written)["slides"][0]["views"][0]["table"]["rows"][0][1] == "</script><b>示例银行"


def test_a_title_cannot_become_markup():
    assert "<title>&lt;b&gt; · 2024-06-30</title>" in page.write(replace(deck(), title="<b>")).decode()


def test_the_file_names_no_other_address_and_may_reach_none():
    text = page.write(deck(loans(), cards(trend=tuple(range(1, 25))))).decode()
    addresses = set(re.findall(r"https?://[^\"'\s\\]+", text))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert """content="default-src 'none'; script-src 'unsafe-inline'; style-src""" in text
    assert not re.search(r"<(link|img|iframe|script[^>]*) [^>]*(src|href)=", text)


def test_every_slide_is_told_to_whoever_waits():
    told = []
    page.write(deck(loans()), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]
