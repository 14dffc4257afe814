"""Figures of the explorer on slides: kept by their link, answered anew on every snapshot, written in every format."""

from dataclasses import replace

import pytest

from dashboard import catalog, pivot
from dashboard.decks import collecting, explored, showing, written
from dashboard.decks.deck import Deck, View
from dashboard.decks.shown import Broken, Figure, numbers
from dashboard.outputs import files
from dashboard.pivot import Pivot
from dashboard.scope import default_scope
from tests.test_pages import opened

ASKED = Pivot(("patents_granted", "pledge_financing_amount"), ("district",), "year")


@pytest.fixture(scope="module")
def shelf(demo_root):
    return catalog.shelf(demo_root / "snapshots")


def slide_of(shelf, asked=ASKED, metric="patents_granted", **narrowed):
    scope = replace(default_scope(shelf.in_force), **narrowed)
    return collecting.slide_of(View(explore=explored.words_of(asked, metric)), scope, shelf.in_force)


def shown(shelf, slide, snapshot="2024-12-31", language="zh"):
    deck = Deck("mine", slide.title, (slide,))
    return showing.show(deck, shelf, shelf.find(snapshot), language)


def test_a_figure_of_the_explorer_is_a_slide_with_its_metric_first(shelf):
    slide = slide_of(shelf, metric="pledge_financing_amount")
    assert slide.title.zh == "按区县和年份分的知识产权质押融资金额"
    assert slide.finding == ("pledge_financing_amount",)
    [view] = shown(shelf, slide).slides[0].views
    assert isinstance(view, Figure)
    assert {datum.unit for datum in numbers(view, "zh")} == {"元"}


def test_its_page_is_the_explorer_that_asks_the_same(shelf):
    told = shown(shelf, slide_of(shelf)).slides[0]
    assert told.page == "explorer"
    assert pivot.from_link(told.link) == (ASKED, [])


def test_it_tells_what_the_snapshot_knows(shelf):
    by_district = slide_of(shelf, Pivot(("patents_granted",), ("district",)))
    told = {}
    for snapshot in ("2024-12-31", "2024-09-30"):
        [view] = shown(shelf, by_district, snapshot).slides[0].views
        told[snapshot] = [datum.value for datum in numbers(view, "zh")]
    assert sum(told["2024-12-31"]) == 2610
    assert sum(told["2024-09-30"]) < 2610


def test_a_deck_keeps_it_in_its_file(shelf):
    deck = Deck("mine", slide_of(shelf).title, (slide_of(shelf),))
    assert written.parse(written.to_toml(deck), "mine") == deck


def test_a_metric_that_is_gone_is_told_in_its_place(shelf):
    view = View(explore="metric=no_such")
    assert isinstance(explored.figure(view.explore, shelf.in_force, default_scope(shelf.in_force)), Broken)
    with pytest.raises(KeyError):
        collecting.title_of(view)


@pytest.mark.parametrize("form", ["pptx", "docx", "xlsx", "html"])
def test_it_is_written_in_every_format(shelf, form):
    made = files.write(shown(shelf, slide_of(shelf), language="en"), form)
    assert made.content


def test_the_explorer_puts_its_figure_into_a_deck(demo_root, monkeypatch):
    app = opened("explorer", demo_root, monkeypatch, metric="patents_granted", column="patent_type")
    app.button(key="deck.add.patents_granted").click().run()
    assert not app.exception
    [slide] = app.session_state["deck.basket"].slides
    assert pivot.from_link({"metric": ["patents_granted"], "column": ["patent_type"]})[0].link() == {
        word: [value] for word, value in (pair.split("=") for pair in slide.views[0].explore.split("&"))
    }
    assert app.toast[0].value.startswith("已加入汇报：按区县和专利类型分的专利授权量。")
