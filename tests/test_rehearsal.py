"""The rehearsal: what is found on slides and in the PowerPoint file, how grave it is, and what the command prints."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.util import Inches, Pt

from dashboard import catalog
from dashboard.__main__ import main
from dashboard.catalog import Label
from dashboard.decks import rehearsal, store
from dashboard.decks.shown import Broken
from dashboard.outputs import inspection
from tests.test_changes import shown
from tests.test_workbook import by_month, deck

BROKEN = Broken("patents/gone", Label("there is no query", "已没有查询"))


def file_of(*boxes, slides=1, tune=lambda deck: None):
    """A PowerPoint file with text boxes (name, text, points, width and height in inches) on its last slide."""
    made = Presentation()
    for _ in range(slides):
        slide = made.slides.add_slide(made.slide_layouts[6])
    for name, words, points, width, height in boxes:
        box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(width), Inches(height))
        box.name, box.text_frame.word_wrap, box.text_frame.text = name, True, words
        box.text_frame.paragraphs[0].runs[0].font.size = Pt(points)
    tune(made)
    saved = BytesIO()
    made.save(saved)
    return saved.getvalue()


def kinds(found):
    return [(f.slide_number, f.kind, f.severity) for f in found if f.kind != "font"]


# --- slides -----------------------------------------------------------------------------------


def test_a_sound_deck_has_no_findings():
    assert rehearsal.rehearse(deck(shown(by_month([1.0]))), None) == ()


def test_a_view_that_cannot_be_shown_is_to_be_corrected_and_comes_first():
    late = replace(shown(by_month([1.0])), incomplete=date(2024, 5, 31))
    found = rehearsal.rehearse(deck(late, shown(BROKEN, number=2)), None)
    assert kinds(found) == [(2, "broken", "error"), (1, "incomplete", "warning")]
    assert found[0].told.zh == "patents/gone: 已没有查询"
    assert found[1].told.zh == "数据完整至2024年5月31日，本页时段截至2024年6月30日。"
    assert found[1].told.en == "Data are complete to 31 May 2024; the slide's period ends 30 Jun 2024."
    assert found[0].remedy.zh == "打开对应页面排除原因，或从本页移除。"


def test_numbers_without_a_source_are_found_and_a_slide_without_numbers_needs_none():
    without = [replace(shown(*views, number=n), sources=()) for n, views in ((1, (by_month([1.0]),)), (2, ()))]
    assert kinds(rehearsal.rehearse(deck(*without), None)) == [(1, "source", "warning")]


def test_a_view_that_takes_longer_than_half_a_second_is_slow():
    found = rehearsal.rehearse(deck(shown(by_month([1.0]), by_month([2.0]))), None, timings={(1, 1): 0.5, (1, 2): 0.73})
    assert kinds(found) == [(1, "slow", "warning")]
    assert found[0].told.zh == "“发放贷款”需0.7秒。"


def test_what_changed_since_the_last_meeting_is_noted_slide_by_slide():
    before = deck(shown(by_month([1.0]), findings=["下降。"]))
    now = deck(shown(by_month([2.0]), findings=["增长。"]), shown(id="new", number=2))
    found = rehearsal.rehearse(now, before)
    assert kinds(found) == [(1, "numbers", "note"), (1, "sentences", "note"), (2, "views", "note")]
    assert found[0].told.zh == "放款金额（2024年1月）：1元 → 2元，+1元（+100.0%）"
    assert found[2].told.zh == "本页为新增。"


def test_a_slide_that_is_gone_is_told_of_the_whole_deck():
    found = rehearsal.rehearse(deck(shown(id="a")), deck(shown(id="a"), shown(id="b", number=2)))
    assert kinds(found) == [(0, "views", "note")]
    assert found[0].told.zh == "质押融资 · 本页已删除。"
    assert rehearsal.place_of(found[0], deck(shown(id="a")).deck, "zh") == "整份材料"


# --- the file -----------------------------------------------------------------------------------


def test_text_that_does_not_fit_its_box_overflows():
    content = file_of(("Finding", "知识产权质押融资金额增长" * 10, 20, 4, 0.5), ("Title", "专利", 28, 4, 0.6))
    found = rehearsal.rehearse(deck(shown(by_month([1.0]))), None, slides=content)
    assert kinds(found) == [(1, "overflow", "error")]
    assert "知识产权质押融资" in found[0].told.zh


@pytest.mark.parametrize(
    ("words", "fits"),
    # 4 in are 288 pt, less 14.4 of margins: 13 Chinese characters of 20 pt, 24 others, on each of two lines.
    [("知" * 26, True), ("知" * 27, False), ("n" * 48, True), ("n" * 52, False), ("patent " * 13, False)],
)
def test_a_chinese_character_is_as_wide_as_high_and_a_latin_one_about_half(words, fits):
    [one] = inspection.read(file_of(("Finding", words, 20, 4, 0.8)))
    assert one.overflows is not fits


def test_a_box_over_the_edge_of_the_slide_overflows():
    [one] = inspection.read(file_of(("Finding", "专利", 20, 30, 1)))
    assert one.is_outside and one.overflows


def test_small_text_is_counted_by_slide_and_small_print_is_let_pass():
    boxes = [
        ("Label 1", "其一", 12, 4, 1),
        ("Label 2", "其二", 10, 4, 1),
        ("Caption 3", "说明", 10, 4, 1),
        ("Footer", "页脚", 9, 4, 1),
    ]
    content = file_of(*boxes)
    found = [f for f in rehearsal.rehearse(deck(shown(by_month([1.0]))), None, slides=content) if f.kind != "font"]
    assert kinds(found) == [(1, "small", "warning")]
    assert found[0].told.zh == "小于14磅的文字2处，最小10磅：其二"


def test_a_cover_is_no_slide_of_the_deck():
    content = file_of(("Label", "其一", 12, 4, 1), slides=2)
    assert kinds(rehearsal.rehearse(deck(shown(by_month([1.0]))), None, slides=content)) == [(1, "small", "warning")]


def test_a_placeholder_takes_its_size_from_the_layout():
    def titled(made):
        made.slides.add_slide(made.slide_layouts[0]).shapes.title.text = "标题"

    [title] = inspection.read(file_of(tune=titled, slides=0))
    assert title.points == 44


def test_a_table_that_grows_over_the_foot_of_the_slide_overflows():
    def tabled(made):
        frame = made.slides[0].shapes.add_table(20, 1, Inches(1), Inches(1), Inches(2), Inches(1))
        for row in frame.table.rows:
            row.cells[0].text = "江阳区"

    [table] = inspection.read(file_of(tune=tabled))
    assert table.points == 18 and table.overflows


def test_fonts_that_not_every_computer_has_are_named():
    def exotic(made):
        run = made.slides[0].shapes[0].text_frame.paragraphs[0].runs[0]
        run.font.name = "方正小标宋简体"

    content = file_of(("Finding", "专利", 20, 4, 1), tune=exotic)
    found = [f for f in rehearsal.rehearse(deck(shown(by_month([1.0]))), None, slides=content) if f.kind == "font"]
    assert [f.told.zh for f in found] == ["文件使用了方正小标宋简体，并非所有电脑都安装。", "模板未指定中文字体。"]


# --- a deck in full -------------------------------------------------------------------------------


@pytest.fixture
def shelf(demo_root, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(demo_root))
    return catalog.shelf()


def test_every_view_is_timed(shelf):
    ticks = iter(range(1000))
    monthly = store.find("monthly")
    seconds = rehearsal.timed(monthly, shelf, shelf.in_force, "zh", clock=lambda: next(ticks))
    assert set(seconds) == {(n, p) for n, s in enumerate(monthly.slides, 1) for p in range(1, len(s.views) + 1)}
    assert set(seconds.values()) == {1}


def test_the_last_meeting_saw_the_snapshot_of_the_saved_deck_or_the_one_before(shelf):
    monthly = store.find("monthly")
    assert rehearsal.last_seen(monthly, shelf, shelf.in_force).id == "2024-09-30"
    assert rehearsal.last_seen(replace(monthly, snapshot="2024-06-30"), shelf, shelf.in_force).id == "2024-06-30"
    assert rehearsal.last_seen(monthly, shelf, shelf.sound[-1]) is None


def test_the_command_tells_what_to_look_at_and_fails_on_errors_only(shelf, capsys):
    code = main(["rehearse", "monthly", "--since-snapshot", "2024-09-30"])
    told = capsys.readouterr().out
    assert told.startswith("知识产权工作月度简报 · 快照 2024-12-31 · 对比 2024-09-30\n■ 须改正 ")
    assert "数据变化" in told
    assert code == int("■ 须改正 0" not in told)


def test_an_unknown_deck_or_snapshot_is_a_misuse(shelf, capsys):
    assert main(["rehearse", "weekly"]) == 2
    assert main(["rehearse", "monthly", "--snapshot", "1999-01-01"]) == 2
    assert "2024-12-31" in capsys.readouterr().err
