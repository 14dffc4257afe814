"""Decks on the pages: added to from any page, saved, edited, conflicts told, exported and imported, refreshed."""

from dataclasses import replace

import pytest

from dashboard.catalog import Label
from dashboard.decks import store, written
from dashboard.decks.deck import Deck, Slide, View
from tests.test_pages import opened, words_of

TREND = Slide("trend", Label("Trend", "走势"), (View(query="patents/granted_trend"),), ("patents_granted",))
TOLD = Slide("told", Label("Told", "结语"), says=Label("As planned.", "按计划推进。"))
CARDS = Slide("cards", Label("Cards", "指标"), (View(metrics=("patents_granted", "valid_trademarks")),))


@pytest.fixture
def root(demo_root, tmp_path, monkeypatch):
    """A data root with the demonstration snapshots and no deck."""
    (tmp_path / "snapshots").symlink_to(demo_root / "snapshots")
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def kept(root):
    """A saved deck of two slides."""
    return store.save_new(Deck("new", Label("", ""), (TREND, CARDS), snapshot="2024-12-31"), "月度会")


def deck_page(root, monkeypatch, **words):
    return opened("decks", root, monkeypatch, **words)


def titles(app):
    """The slides as listed: number and title."""
    heads = [block.value for block in app.markdown if block.value.startswith("##### ")]
    return [head.removeprefix("##### ").replace("\\", "") for head in heads]


# --- added from a page ----------------------------------------------------------------------------


def test_a_figure_is_added_from_its_drawer_in_the_scope_of_the_page(root, monkeypatch):
    app = opened("patents", root, monkeypatch, district="510502", pick="patent_type:invention")
    app.button(key="data.patents/granted_trend").click().run()
    app.button(key="deck.add").click().run()
    assert not app.exception
    [slide] = app.session_state["deck.basket"].slides
    assert slide.views == (View(query="patents/granted_trend"),)
    assert slide.scope == {"district": ("510502",), "period": ("year_to_date",)}
    assert app.button(key="deck.open").label == "汇报（1）"


def test_without_a_deck_being_built_no_figure_carries_a_plus(root, monkeypatch):
    app = opened("patents", root, monkeypatch)
    assert not [button for button in app.button if button.key.startswith("deck.")]


def test_while_a_deck_is_built_cards_and_figures_are_added_by_one_click_and_cards_share_a_row(root, monkeypatch):
    app = deck_page(root, monkeypatch)
    app.button(key="deck.new").click().run()
    app.switch_page("pages/patents/patents.py").run()
    for key in ("card.patents_granted", "card.high_value_share", "ranking.patents_granted", "patents/sections"):
        app.button(key=f"deck.add.{key}").click().run()
    assert not app.exception
    assert [view.name for slide in app.session_state["deck.basket"].slides for view in slide.views] == [
        "patents_granted, high_value_share", "map of patents_granted", "patents/sections",
    ]  # fmt: skip


def test_the_edition_of_the_expo_follows_the_snapshot_where_it_is_the_latest(root, monkeypatch):
    app = opened("expo", root, monkeypatch)
    app.button(key="data.expo/visits_by_hour").click().run()
    app.button(key="deck.add").click().run()
    [slide] = app.session_state["deck.basket"].slides
    assert (slide.scope, slide.views[0].options) == ({"period": ("expo",)}, {})


def test_a_deck_is_saved_under_a_name_and_opened(root, monkeypatch):
    app = opened("patents", root, monkeypatch, district="510502")
    app.button(key="data.patents/granted_trend").click().run()
    app.button(key="deck.add").click().run()
    app.button(key="deck.open").click().run()
    app.text_input(key="deck.name").input("江阳区专利")
    app.button(key="FormSubmitter:deck.save-保存汇报").click().run()
    assert not app.exception
    [deck] = store.saved()
    assert (deck.title, deck.snapshot) == (Label("江阳区专利", "江阳区专利"), "2024-12-31")
    assert app.query_params["deck"] == deck.id
    assert "2024年 · 江阳区" in words_of(app)


def test_a_name_that_is_taken_is_told_and_the_deck_being_built_stays(kept, root, monkeypatch):
    app = opened("patents", root, monkeypatch)
    app.button(key="data.patents/sections").click().run()
    app.button(key="deck.add").click().run()
    app.button(key="deck.open").click().run()
    app.text_input(key="deck.name").input(" 月度会 ")
    app.button(key="FormSubmitter:deck.save-保存汇报").click().run()
    assert "已有名为“月度会”的汇报" in words_of(app)
    assert len(app.session_state["deck.basket"].slides) == 1
    assert store.saved() == (kept,)


# --- opened and edited ----------------------------------------------------------------------------


def test_the_shelf_lists_standing_and_saved_decks(kept, root, monkeypatch):
    app = deck_page(root, monkeypatch)
    links = [link.label for link in app.get("page_link")]
    assert "**知识产权工作月度简报**" in links and "**月度会**" in links
    assert "2页 · 保存于2024-12-31快照" in words_of(app)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("deck", ["monthly", "expo", "financing", "half-year"])
def test_a_standing_deck_opens_with_all_its_slides(root, monkeypatch, deck, language):
    app = deck_page(root, monkeypatch, deck=deck, lang=language)
    assert not app.exception
    slides = store.find(deck).slides
    assert [title.partition("] ")[2] for title in titles(app)] == [slide.title(language) for slide in slides]


def test_slides_are_reordered_and_saved(kept, root, monkeypatch):
    app = deck_page(root, monkeypatch, deck=kept.id)
    app.button(key="deck.begin").click().run()
    app.button(key="deck.act.↓.trend").click().run()
    assert titles(app) == [":gray[1] 指标", ":gray[2] 走势"]
    assert [slide.id for slide in store.find(kept.id).slides] == ["trend", "cards"]
    app.button(key="deck.keep").click().run()
    assert [slide.id for slide in store.find(kept.id).slides] == ["cards", "trend"]


def test_what_is_typed_on_a_slide_goes_into_the_draft_and_is_saved(kept, root, monkeypatch):
    app = deck_page(root, monkeypatch, deck=kept.id)
    app.button(key="deck.begin").click().run()
    app.button(key="deck.edit.trend").click().run()
    field = f"deck.field.{kept.id}.trend"
    app.text_input(key=f"{field}.title.zh").input("授权情况")
    app.text_area(key=f"{field}.says.zh").input("稳中有降。")
    app.text_area(key=f"{field}.questions.zh").input("为何下降？\n何时回升？")
    app.selectbox(key=f"{field}.period").select("last_quarter").run()
    app.button(key="deck.done").click().run()
    app.button(key="deck.keep").click().run()
    assert not app.exception
    assert store.find(kept.id).slides[0] == replace(
        TREND,
        title=Label("Trend", "授权情况"),
        says=Label("稳中有降。", "稳中有降。"),
        questions=(Label("为何下降？", "为何下降？"), Label("何时回升？", "何时回升？")),
        scope={"period": ("last_quarter",)},
    )
    assert "稳中有降。" in words_of(app)


def test_a_deck_that_somebody_else_saved_meanwhile_is_told_and_both_are_there(kept, root, monkeypatch):
    app = deck_page(root, monkeypatch, deck=kept.id)
    app.button(key="deck.begin").click().run()
    app.button(key="deck.act.↓.trend").click().run()
    theirs = replace(kept, about=Label("Theirs", "他人所写"))
    store.save(theirs, read_as=store.version(kept.id))
    app.button(key="deck.keep").click().run()
    assert "他人已保存过这份汇报" in words_of(app)
    assert store.find(kept.id) == theirs
    app.text_input(key="deck.met.name").input("月度会二")
    app.button(key="deck.met.copy").click().run()
    assert not app.exception
    assert {deck.title.zh: [s.id for s in deck.slides] for deck in store.saved()} == {
        "月度会": ["trend", "cards"],
        "月度会二": ["cards", "trend"],
    }


def test_a_standing_deck_is_edited_as_a_copy(root, monkeypatch):
    app = deck_page(root, monkeypatch, deck="monthly")
    app.text_input(key="deck.copy").input("本月例会")
    app.button(key="FormSubmitter:deck.duplicate-复制").click().run()
    [copy] = store.saved()
    assert (copy.title.zh, copy.slides) == ("本月例会", store.find("monthly").slides)
    assert app.query_params["deck"] == copy.id
    assert app.button(key="deck.keep").disabled


def test_a_deleted_deck_can_be_taken_back(kept, root, monkeypatch):
    app = deck_page(root, monkeypatch, deck=kept.id)
    app.button(key="deck.delete").click().run()
    assert store.saved() == ()
    app.button(key="deck.undelete").click().run()
    assert store.saved() == (kept,)


# --- what cannot be shown -------------------------------------------------------------------------


def test_a_slide_whose_query_is_gone_says_so_and_the_others_show(root, monkeypatch):
    gone = Slide("gone", Label("Gone", "已撤"), (View(query="patents/removed"),))
    deck = store.save_new(Deck("new", Label("", ""), (gone, CARDS), snapshot="2024-12-31"), "旧材料")
    app = deck_page(root, monkeypatch, deck=deck.id)
    assert not app.exception
    assert "已没有查询“patents/removed”" in words_of(app)
    assert "**2,610件**" in words_of(app)


def test_every_deck_that_is_listed_is_presented_by_one_click(root, monkeypatch):
    links = [link.proto for link in deck_page(root, monkeypatch).get("page_link") if link.proto.page == "meeting"]
    assert [link.query_string for link in links] == [
        f"deck={deck.id}&snapshot=2024-12-31&lang=zh" for deck in store.standing()
    ]


def test_an_unknown_deck_is_told_with_those_that_there_are(root, monkeypatch):
    app = deck_page(root, monkeypatch, deck="nowhere")
    assert not app.exception
    assert "nowhere" in app.warning[0].value and "monthly" in app.warning[0].value


# --- files ----------------------------------------------------------------------------------------


def brought_in(root, monkeypatch, name, content):
    app = deck_page(root, monkeypatch)
    app.file_uploader(key="deck.file").upload(name, content.encode(), "application/toml").run()
    return app


def test_a_broken_file_is_told_by_slide_and_rule_and_nothing_is_lost(kept, root, monkeypatch):
    broken = written.to_toml(kept).replace('query = "patents/granted_trend"', 'qery = "patents/granted_trend"')
    app = brought_in(root, monkeypatch, "draft.toml", broken)
    assert not app.exception
    assert "未导入" in app.error[0].value
    assert "draft.toml,第1 (trend)页,views" in words_of(app)
    assert store.saved() == (kept,)


def test_a_deck_taken_out_and_brought_in_again_is_equal(kept, root, monkeypatch):
    store.delete(kept.id)
    app = brought_in(root, monkeypatch, "月度会.toml", written.to_toml(kept))
    app.button(key="FormSubmitter:deck.bring-保存汇报").click().run()
    assert not app.exception
    assert store.saved() == (kept,)


def test_a_file_is_made_when_asked_for_and_handed_over(kept, root, monkeypatch):
    app = deck_page(root, monkeypatch, deck=kept.id)
    app.radio(key="deck.format").set_value("xlsx").run()
    app.button(key="deck.make").click().run()
    _, job = app.session_state["deck.jobs"]
    assert job.wait(60) and job.failure is None
    app.run()
    assert not app.exception
    assert "月度会_2024年_全市_2024-12-31.xlsx" in words_of(app).replace("\\", "")
    assert job.file.content.startswith(b"PK")


# --- on another snapshot --------------------------------------------------------------------------


def test_opened_on_a_newer_snapshot_a_deck_marks_what_changed_and_by_how_much(root, monkeypatch):
    deck = store.save_new(Deck("new", Label("", ""), (CARDS, TOLD), snapshot="2024-09-30"), "九月例会")
    app = deck_page(root, monkeypatch, deck=deck.id)
    assert not app.exception
    told = words_of(app).replace("\\", "")
    assert "已由2024-09-30快照更新至2024-12-31快照：2页中有1页发生变化。" in told
    assert "专利授权量：1,412件 → 2,610件，+1,198件（+84.8%）" in told
    app.button(key="deck.since").click().run()
    assert store.find(deck.id).snapshot == "2024-12-31"
    assert "发生变化" not in words_of(app)


def test_the_sentence_before_and_now_stand_beside_each_other(root, monkeypatch):
    told = replace(TREND, views=CARDS.views)
    deck = store.save_new(Deck("new", Label("", ""), (told,), snapshot="2024-09-30"), "九月例会")
    app = deck_page(root, monkeypatch, deck=deck.id)
    before, now = next(block.value.replace("\\", "").split("  \n") for block in app.caption if "原表述" in block.value)
    assert before.startswith("原表述 · ~~2024年1—7月全市专利授权量1,412件")
    assert now.startswith("现表述 · 2024年全市专利授权量2,610件")


def test_a_standing_deck_tells_what_changed_against_a_snapshot_of_the_readers_choice(root, monkeypatch):
    app = deck_page(root, monkeypatch, deck="monthly", versus="2024-09-30")
    assert "已由2024-09-30快照更新至2024-12-31快照：12页中有12页发生变化。" in words_of(app)


def test_a_deck_saved_on_a_snapshot_that_is_gone_says_so_and_shows(root, monkeypatch):
    deck = store.save_new(Deck("new", Label("", ""), (CARDS,), snapshot="2020-01-31"), "旧例会")
    app = deck_page(root, monkeypatch, deck=deck.id)
    assert not app.exception
    assert "2020-01-31快照已不存在" in words_of(app)
    assert "**2,610件**" in words_of(app)
