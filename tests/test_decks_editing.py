"""Slides are moved, joined and added, and take the scope of the page: periods that end with the snapshot follow it."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from dashboard import catalog
from dashboard.catalog import Label
from dashboard.decks import collecting, editing, showing, store, written
from dashboard.decks.deck import Deck, Slide, View
from dashboard.scope import Pick, default_scope

NAME = Label("Name", "名称")


def slide(name, *views, **scope):
    return Slide(name, NAME, views or (View(query="patents/sections"),), scope=scope)


def deck(*slides):
    return Deck("new", NAME, slides)


def ids(found):
    return [one.id for one in found.slides]


@pytest.fixture(scope="module")
def shelf(demo_root):
    return catalog.shelf(demo_root / "snapshots")


@pytest.fixture(scope="module")
def september(shelf):
    return shelf.find("2024-09-30")


# --- moved, joined, added -------------------------------------------------------------------------


@pytest.mark.parametrize(("by", "order"), [(-1, ["b", "a", "c"]), (1, ["a", "c", "b"]), (-9, ["b", "a", "c"])])
def test_a_slide_moves_and_stays_within_the_deck(by, order):
    assert ids(editing.moved(deck(slide("a"), slide("b"), slide("c")), "b", by)) == order


def test_an_id_that_is_taken_gets_a_number():
    assert ids(editing.added(deck(slide("a"), slide("a-2")), [slide("a"), slide("b")])) == ["a", "a-2", "a-3", "b"]


def test_slides_join_in_one_scope_only_and_cards_in_one_row():
    cards = slide("cards", View(metrics=("patents_granted",)))
    more = slide("more", View(metrics=("valid_trademarks", "patents_granted")), View(map="patents_granted"))
    [one] = editing.joined(deck(cards, more), "more").slides
    assert one.views == (View(metrics=("patents_granted", "valid_trademarks")), View(map="patents_granted"))
    assert not editing.can_join(deck(cards, replace(more, scope={"district": ("510502",)})), "more")
    assert not editing.can_join(deck(cards, more), "cards")


def test_a_slide_has_room_for_four_views():
    four = slide("four", *(View(query=f"patents/{n}") for n in range(4)))
    assert not editing.can_join(deck(four, slide("fifth")), "fifth")


def test_a_slide_added_to_a_deck_of_one_district_keeps_to_the_whole_city(shelf, september):
    narrowed = Deck("d", NAME, (slide("a"),), scope={"district": ("510521",)})
    city = collecting.slide_of(View(query="patents/sections"), default_scope(september), september)
    both = collecting.added_to(narrowed, [city])
    scopes = [showing.scope_of(both, one, shelf, september, "zh").districts for one in both.slides]
    assert scopes == [("510521",), ()]


# --- the scope of the page ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2024, 1, 1), date(2024, 9, 30), {"period": ("year_to_date",)}),
        (date(2024, 9, 1), date(2024, 9, 30), {"period": ("last_month",)}),
        (date(2024, 7, 1), date(2024, 9, 30), {"period": ("last_quarter",)}),
        (date(2023, 10, 1), date(2024, 9, 30), {"period": ("last_12_months",)}),
        (date(2024, 2, 1), date(2024, 9, 30), {"since": ("2024-02",), "until": ("2024-09",)}),
        (date(2023, 1, 1), date(2023, 12, 31), {"since": ("2023-01",), "until": ("2023-12",)}),
    ],
)
def test_a_period_that_ends_with_the_snapshot_follows_it_and_any_other_stays(september, since, until, words):
    scope = replace(default_scope(september), since=since, until=until)
    assert collecting.words_of(scope, september) == words


def test_the_scope_of_a_slide_is_that_of_the_page_again(shelf, september):
    scope = replace(
        default_scope(september), grain="quarter", compare="previous", districts=("510502", "510521"),
        picks=(Pick("organisation", "某公司,二厂"), Pick("patent_type", "invention")),
    )  # fmt: skip
    one = collecting.slide_of(View(query="patents/sections"), scope, september)
    assert showing.scope_of(deck(one), one, shelf, september, "zh") == scope


def test_next_months_snapshot_moves_a_period_that_follows(shelf, september):
    one = collecting.slide_of(View(query="patents/sections"), default_scope(september), september)
    later = showing.scope_of(deck(one), one, shelf, shelf.find("2024-12-31"), "zh")
    assert (later.since, later.until) == (date(2024, 1, 1), date(2024, 12, 31))


def test_an_earlier_edition_of_the_expo_stays(september):
    earlier = replace(default_scope(september), since=date(2022, 11, 3), until=date(2022, 11, 6))
    one = collecting.slide_of(View(query="expo/visits_by_hour", options={"edition": np.int64(2)}), earlier, september)
    assert one.views[0].options == {"edition": 2}
    assert written.parse(written.to_toml(deck(one)), "new").slides == (one,)


def test_cards_beside_each_other_are_one_slide_named_after_all_of_them(september):
    found = deck()
    for name in ("patents_granted", "valid_trademarks", "high_value_share"):
        card = collecting.slide_of(View(metrics=(name,)), default_scope(september), september)
        found = collecting.added(found, card)
    [one] = found.slides
    assert one.title == Label("Patents granted and 2 more", "专利授权量等3项指标")
    assert one.finding == ("patents_granted", "valid_trademarks", "high_value_share")


def test_a_title_in_two_languages_stays_whole_when_the_deck_is_kept_under_one_of_them(tmp_path, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    assert store.save_new(deck(slide("a")), "名称").title == Label("Name", "名称")
