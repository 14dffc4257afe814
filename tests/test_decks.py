"""Decks: a file is read with every fault named, kept safely, and shown on a snapshot with nothing lost."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard import catalog, metrics
from dashboard.catalog import Label
from dashboard.decks import showing, store, written
from dashboard.decks.deck import Deck, Slide, View
from dashboard.decks.shown import Broken, Cards, DistrictMap, Figure, numbers
from dashboard.decks.written import DeckError

TINY = """
title = { zh = "周会", en = "Weekly" }
snapshot = "2024-12-31"

[scope]
period = "year_to_date"

[[slides]]
id = "one"
title = { zh = "专利", en = "Patents" }
finding = ["patents_granted"]
notes = { zh = "先说进度" }
questions = [{ zh = "为什么下降？", en = "Why the fall?" }]
scope = { district = ["510502", "510521"] }
views = [{ metrics = ["patents_granted"] }, { query = "expo/visits_by_day", options = { edition = 4 } }]
"""


@pytest.fixture(scope="module")
def shelf(demo_root):
    return catalog.shelf(demo_root / "snapshots")


@pytest.fixture
def own_root(tmp_path, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    return tmp_path


# --- files ------------------------------------------------------------------------------------


def test_a_deck_is_read_as_it_is_written():
    deck = written.parse(TINY, "weekly")
    [slide] = deck.slides
    assert (deck.id, deck.title, deck.snapshot) == ("weekly", Label("Weekly", "周会"), "2024-12-31")
    assert deck.scope == {"period": ("year_to_date",)}
    assert slide.scope == {"district": ("510502", "510521")}
    assert slide.notes == Label("先说进度", "先说进度")
    assert slide.questions == (Label("Why the fall?", "为什么下降？"),)
    assert slide.views == (View(metrics=("patents_granted",)), View(query="expo/visits_by_day", options={"edition": 4}))


def test_a_deck_survives_being_written_and_read():
    deck = written.parse(TINY, "weekly")
    again = written.parse(written.to_toml(deck), "weekly")
    assert again == deck


@pytest.mark.parametrize(
    ("said", "instead", "told"),
    [
        ("[[slides]]", "[[slide]]", "weekly.toml, slide: the words here are title, slides, about, scope, snapshot"),
        ('id = "one"', 'id = "a b"', "weekly.toml, slide 1 (a b), id “a b”: an id of letters, digits and hyphens"),
        ('title = { zh = "专利", en = "Patents" }', "title = 3", 'slide 1 (one), title “3”: written as { zh = "…", en = "…" }'),
        ('finding = ["patents_granted"]', 'finding = "x"', "slide 1 (one), finding “x”: a list of metrics"),
        ("{ metrics =", '{ map = "x", metrics =', "views “metrics, map”: a view has exactly one of query, metrics, map"),
        ('"year_to_date"', '"always"', "weekly.toml, scope.period “always”: it is one of year_to_date, last_month"),
        ("district =", "town =", "slide 1 (one), scope.town: the words here are period, since"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_told_with_its_place_and_the_rule(said, instead, told):
    with pytest.raises(DeckError) as error:
        written.parse(TINY.replace(said, instead), "weekly")
    assert told in str(error.value)


def test_every_fault_of_a_file_is_told_at_once():
    with pytest.raises(DeckError) as error:
        written.parse(TINY.replace('id = "one"', "").replace("year_to_date", "always"), "weekly")
    assert [fault.word for fault in error.value.faults] == ["id", "scope.period"]
    assert error.value.faults[0].told("zh") == "weekly.toml,第1页,id:id 由字母、数字和连字符组成"


def test_a_file_that_is_not_toml_is_told_with_its_line():
    with pytest.raises(DeckError, match="line 2"):
        written.parse("title = 1\nslides = \nscope = 1", "weekly")


def test_two_slides_with_one_id_are_refused():
    with pytest.raises(DeckError, match="two slides have this id"):
        written.parse(TINY + TINY[TINY.index("[[slides]]") :], "weekly")


# --- keeping ----------------------------------------------------------------------------------


def test_the_standing_decks_can_be_read_and_say_nothing_that_is_gone(shelf):
    assert [deck.id for deck in store.standing()] == ["expo", "financing", "half-year", "monthly"]
    for deck in store.standing():
        assert [slide.faults for slide in showing.show(deck, shelf, shelf.in_force, "zh").slides if slide.faults] == []


def test_a_deck_is_kept_under_a_name_and_found_again(own_root):
    kept = store.save_new(written.parse(TINY, "x"), "  区县  周会 ")
    assert store.find(kept.id).title == Label("区县 周会", "区县 周会")
    assert [deck.id for deck in store.saved()] == [kept.id]
    with pytest.raises(store.NameTaken):
        store.save_new(kept, "区县 周会")
    store.delete(kept.id)
    with pytest.raises(store.UnknownDeck, match="the decks are expo, financing, half-year, monthly"):
        store.find(kept.id)


def test_of_two_who_change_a_deck_the_second_is_told(own_root):
    kept = store.save_new(written.parse(TINY, "x"), "周会")
    seen = store.version(kept.id)
    store.save(replace(kept, snapshot="2024-09-30"), read_as=seen)
    with pytest.raises(store.SavedMeanwhile):
        store.save(replace(kept, snapshot="2024-06-30"), read_as=seen)
    assert store.find(kept.id).snapshot == "2024-09-30"


def test_a_standing_deck_is_not_overwritten(own_root):
    with pytest.raises(ValueError, match="save it under a name of your own"):
        store.save(store.find("monthly"), read_as=None)


def test_a_file_among_the_decks_that_is_none_is_told_and_the_others_still_open(own_root):
    store.saved_folder().mkdir(parents=True)
    (store.saved_folder() / "broken.toml").write_text("title = ", "utf-8")
    assert store.saved() == ()
    assert [error.faults[0].file for error in store.unreadable()] == ["broken.toml"]
    with pytest.raises(DeckError):
        store.find("broken")


@pytest.mark.parametrize("asked", ["../monthly", "/etc/passwd", "", "nothing"])
def test_an_id_from_an_address_never_leaves_the_folder(own_root, asked):
    with pytest.raises(store.UnknownDeck):
        store.find(asked)


# --- showing ----------------------------------------------------------------------------------


def shown_slide(shelf, *views, deck_scope=None, **said):
    slide = Slide("s", Label("Slide", "页"), views, **said)
    deck = Deck("d", Label("Deck", "材料"), (slide,), scope=deck_scope or {})
    return showing.show(deck, shelf, shelf.in_force, "zh").slides[0]


def test_a_slide_shows_the_numbers_that_the_pages_show(shelf):
    slide = shown_slide(
        shelf,
        View(metrics=("patents_granted", "valid_trademarks")),
        View(query="patents/granted_trend"),
        View(map="patents_granted"),
        scope={"district": ("510502",)},
    )
    cards, trend, where = slide.views
    asked = metrics.read(shelf.in_force, ["patents_granted", "valid_trademarks"], slide.scope)
    assert isinstance(cards, Cards)
    assert [datum.value for datum in numbers(cards, "zh")] == [reading.value for reading in asked.values()]
    assert isinstance(trend, Figure)
    assert trend.rows["granted"].sum() == asked["patents_granted"].value
    assert isinstance(where, DistrictMap)
    assert len(where.rows) == 7
    assert {d.key: d.value for d in numbers(where, "zh")}["patents_granted", "510502"] == asked["patents_granted"].value
    assert slide.scope_sentence == "2024年 · 江阳区"
    assert slide.page == "patents"
    assert slide.link == {"snapshot": ["2024-12-31"], "district": ["510502"]}


def test_what_is_gone_is_told_in_its_place_and_the_rest_shows(shelf):
    slide = shown_slide(
        shelf, View(query="patents/gone"), View(metrics=("patents_granted",)), View(map="gone"), finding=("gone",)
    )
    assert [type(view) for view in slide.views] == [Broken, Cards, Broken]
    assert slide.views[0].reason.en == (
        "there is no query 'patents/gone' any more; take it off the slide or restore its file"
    )
    assert slide.views[2].reason.zh == "已没有指标“gone”，请从本页移除或恢复其文件"


def test_a_dataset_that_the_snapshot_lacks_is_named(shelf):
    bare = {n: r for n, r in shelf.in_force.resources.items() if n not in ("financing", "stations")}
    slide = Slide("s", Label("S", "页"), (View(query="financing/disbursed"), View(map="stations_open")))
    lacking = replace(shelf.in_force, resources=bare)
    shown = showing.show_slide(Deck("d", Label("D", "材料"), (slide,)), slide, shelf, lacking, "en")
    assert [view.reason.en for view in shown.views] == [
        "This snapshot holds no IP financing.",
        "This snapshot holds no Stations.",
    ]


@pytest.mark.parametrize(
    ("period", "as_of", "since", "until"),
    [
        ("year_to_date", "2024-08-15", date(2024, 1, 1), date(2024, 8, 31)),
        ("last_month", "2024-08-15", date(2024, 7, 1), date(2024, 7, 31)),
        ("last_month", "2024-08-31", date(2024, 8, 1), date(2024, 8, 31)),
        ("last_quarter", "2024-08-15", date(2024, 4, 1), date(2024, 6, 30)),
        ("last_quarter", "2024-02-29", date(2023, 10, 1), date(2023, 12, 31)),
        ("half_year", "2024-08-15", date(2024, 1, 1), date(2024, 6, 30)),
        ("half_year", "2024-12-31", date(2024, 7, 1), date(2024, 12, 31)),
        ("half_year", "2024-05-31", date(2023, 7, 1), date(2023, 12, 31)),
        ("last_12_months", "2024-08-15", date(2023, 9, 1), date(2024, 8, 31)),
        ("last_year", "2024-08-15", date(2023, 1, 1), date(2023, 12, 31)),
        ("last_year", "2024-12-31", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_relative_period_follows_the_snapshot(shelf, period, as_of, since, until):
    assert showing.span(period, replace(shelf.in_force, id=as_of)) == (since, until)


def test_a_slides_own_period_replaces_the_decks_in_whichever_way_it_is_told(shelf):
    fixed = {"since": ("2023-01",), "until": ("2023-06",)}
    assert shown_slide(shelf, deck_scope={"period": ("year_to_date",)}, scope=fixed).scope.until == date(2023, 6, 30)
    relative = shown_slide(shelf, deck_scope=fixed, scope={"period": ("last_year",)})
    assert (relative.scope.since, relative.scope.until) == (date(2024, 1, 1), date(2024, 12, 31))


def test_a_question_from_the_floor_shows_the_slide_in_another_scope(shelf):
    deck = store.find("monthly")
    slide = showing.show_slide(deck, deck.slides[1], shelf, shelf.in_force, "zh", words={"district": ("510521",)})
    assert slide.scope_sentence == "2024年 · 泸县"
    assert slide.number == 2


def test_an_expo_deck_speaks_of_the_latest_edition_that_was_counted(shelf):
    slides = showing.show(store.find("expo"), shelf, shelf.in_force, "zh").slides
    assert slides[1].scope_sentence == "2024年9月"
    assert len(slides[2].views[0].rows) == 3


def test_the_demonstration_is_named_in_the_footer(shelf):
    assert showing.show(store.find("monthly"), shelf, shelf.in_force, "en").footer == (
        "Luzhou IP dashboard · Snapshot 2024-12-31 · Demonstration data"
    )


def test_a_stated_finding_stands_instead_of_a_generated_one(shelf):
    slide = shown_slide(shelf, finding=("patents_granted",), says=Label("All is well.", "总体平稳。"))
    assert slide.finding == "总体平稳。"
