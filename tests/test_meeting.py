"""A meeting is on one snapshot until it ends; questions from the floor are asked within it."""

import os
import shutil
from dataclasses import replace
from datetime import date, datetime

import pytest

from dashboard import catalog
from dashboard.catalog import Label, Shelf
from dashboard.decks import meeting, minutes, store
from dashboard.decks.deck import Deck, Slide, View
from dashboard.decks.shown import Broken, Cards
from dashboard.ui.meeting.kept import csv_of
from tests.test_pages import opened, words_of

BEGAN = datetime.fromisoformat("2025-01-08T09:30:00+08:00")
DECK = Deck(
    "weekly",
    Label("Weekly", "周会"),
    slides=(
        Slide("patents", Label("Patents", "专利"), views=(View(metrics=("patents_granted",)),)),
        Slide(
            "stated",
            Label("Stated", "所述"),
            views=(View(query="patents/gone"),),
            says=Label("All well.", "总体良好。"),
        ),
    ),
    scope={"period": ("year_to_date",)},
)


@pytest.fixture
def shelf(demo_root):
    return catalog.shelf(demo_root / "snapshots")


@pytest.fixture
def begun(shelf):
    return meeting.begin(DECK, shelf.in_force, shelf, at=BEGAN)


def answered(begun, shelf, number=1, **question):
    return meeting.answer(begun, number, question, shelf, "zh")


def test_a_question_shows_the_slide_in_another_place_and_period(begun, shelf):
    [cards] = answered(begun, shelf, districts=["510521"], period="2023").views
    assert isinstance(cards, Cards)
    assert (cards.scope.since, cards.scope.until) == (date(2023, 1, 1), date(2023, 12, 31))
    assert (cards.scope.districts, cards.scope.snapshot) == (("510521",), "2024-12-31")
    assert answered(begun, shelf, districts=["510521"]).scope_sentence == "2024年 · 泸县"


def test_a_question_is_answered_from_the_meetings_snapshot_though_another_is_in_force(shelf):
    old = shelf.find("2024-09-30")
    begun = meeting.begin(DECK, old, shelf, at=BEGAN)
    assert answered(begun, shelf, period="own").scope.snapshot == "2024-09-30"
    assert not begun.is_on_newest


def test_what_people_wrote_of_the_whole_city_is_not_said_of_a_district(begun, shelf):
    assert answered(begun, shelf, number=2, districts=["510521"]).findings == ()


def test_codes_that_there_are_not_are_left_out(begun):
    question = {"districts": ["999999", "510502"], "industries": "baijiu", "period": "1900"}
    assert meeting.words_of(question, begun.snapshot) == {"district": ("510502",), "industry": ()}


def test_what_can_be_asked_are_districts_industries_and_the_last_years(begun):
    choices = meeting.choices(begun.snapshot, "zh")
    assert [c.label for c in choices["period"]] == [
        "同本页",
        "2024年12月",
        "2024年10—12月",
        "2024年",
        "2023年",
        "2022年",
    ]
    assert len(choices["districts"]) == 7


def test_only_a_snapshot_that_came_after_the_meeting_began_is_newer(begun, shelf):
    assert meeting.newer(begun, shelf) is None
    published = replace(shelf.in_force, id="2025-01-31")
    assert meeting.newer(begun, Shelf((published, *shelf.sound), published, ())) == "2025-01-31"
    rolled_back = replace(shelf, in_force=shelf.find("2024-09-30"))
    assert meeting.newer(begun, rolled_back) is None


# --- the page -----------------------------------------------------------------------------------


@pytest.fixture
def root(demo_root, tmp_path):
    shutil.copytree(demo_root / "snapshots", tmp_path / "snapshots", copy_function=os.link)
    return tmp_path


def test_a_meeting_stays_on_its_snapshot_when_another_is_published(root, monkeypatch):
    app = opened("meeting", root, monkeypatch, deck="monthly")
    assert not app.exception
    held = app.session_state["meeting"]
    shutil.copytree(root / "snapshots" / "2024-12-31", root / "snapshots" / "2025-01-31", copy_function=os.link)
    app.run()
    assert app.session_state["meeting"] is held
    assert held.meeting.snapshot.id == "2024-12-31"
    assert {slide.scope.snapshot for slide in held.shown.slides} == {"2024-12-31"}
    assert app.query_params["snapshot"] == "2024-12-31"


def test_a_meeting_goes_on_when_its_snapshot_is_taken_away(root, monkeypatch):
    app = opened("meeting", root, monkeypatch, deck="monthly")
    held = app.session_state["meeting"]
    shutil.rmtree(root / "snapshots" / "2024-12-31")
    app.run()
    assert not app.exception
    assert app.session_state["meeting"] is held


def test_an_unknown_deck_is_named_with_those_that_there_are(root, monkeypatch):
    app = opened("meeting", root, monkeypatch, deck="nope")
    assert not app.exception
    assert "会议无法开始：没有汇报材料“nope”" in app.error[0].value
    assert "meeting" not in app.session_state


def test_on_a_snapshot_that_is_gone_no_meeting_begins_until_the_reader_takes_another(root, monkeypatch):
    app = opened("meeting", root, monkeypatch, deck="monthly", snapshot="2020-01-01")
    assert not app.exception
    assert "2020-01-01" in words_of(app) and "会议尚未开始" in words_of(app)
    assert "meeting" not in app.session_state
    [button] = [b for b in app.button if b.label == "改用快照2024-12-31"]
    button.click().run()
    assert app.session_state["meeting"].meeting.snapshot.id == "2024-12-31"


def test_a_deck_with_a_broken_slide_still_presents(root, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(root))
    kept = store.save_new(DECK, "周会")
    app = opened("meeting", root, monkeypatch, deck=kept.id)
    assert not app.exception
    first, second = app.session_state["meeting"].shown.slides
    assert isinstance(first.views[0], Cards) and isinstance(second.views[0], Broken)


def test_the_language_changes_the_words_and_not_the_meeting(root, monkeypatch):
    app = opened("meeting", root, monkeypatch, deck="monthly")
    began = app.session_state["meeting"].meeting
    app.query_params["lang"] = "en"
    app.run()
    held = app.session_state["meeting"]
    assert held.meeting is began
    assert held.shown.title == "Monthly IP briefing"


def test_the_page_of_a_deck_lists_its_minutes_under_the_slides_titles(root, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(root))
    made = minutes.entry("monthly", "patents", "task", "=报告", owner="专利科", snapshot="2024-12-31", written_at=BEGAN)
    minutes.add(made)
    app = opened("decks", root, monkeypatch, deck="monthly")
    assert not app.exception
    [line] = next(d.value for d in app.dataframe if "责任人" in d.value).to_dict("records")
    assert (line["页"], line["类型"], line["内容"], line["责任人"]) == ("专利授权走势", "任务", "=报告", "专利科")


def test_what_people_typed_is_no_formula_in_the_file_of_minutes():
    content = csv_of([{"内容": "=1+1", "责任人": "专利科"}]).decode("utf-8-sig")
    assert content.splitlines() == ["内容,责任人", "'=1+1,专利科"]
