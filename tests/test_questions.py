"""The catalogue of questions: complete, found by what people type, each opening a page that answers it."""

import re

import pytest

from dashboard import catalog, explorer, pivot, pivot_cells, questions
from dashboard.catalog import ROOT
from dashboard.scope import LINK_WORDS, from_link

CATALOGUE = {q.id: q for q in questions.questions()}
ADDRESSES = set(re.findall(r'": \("(\w*)", Label', (ROOT / "app.py").read_text("utf-8")))
# Addresses of pages that do not stand in app.py yet; their questions are not offered until they do.
AWAITED: set[str] = set()


@pytest.fixture(scope="module")
def shelf(demo_root):
    return catalog.shelf(demo_root / "snapshots")


def test_there_are_thirty_questions_or_more_each_in_both_languages_and_under_a_theme():
    assert len(questions.questions()) == len(CATALOGUE) >= 30
    assert {q.theme for q in CATALOGUE.values()} == set(questions.THEMES)
    for question in CATALOGUE.values():
        assert question.label.zh.endswith("？") and question.label.en.endswith("?")


def test_every_question_leads_to_a_page_and_every_page_answers_one():
    asked = {q.page for q in CATALOGUE.values()}
    assert asked <= ADDRESSES | AWAITED
    profiles = {"organisation", "lender", "station", "indication", "district"}
    presenting = {"decks", "meeting", "wall"}
    assert ADDRESSES - profiles - presenting <= asked


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_link_says_nothing_that_its_page_would_ignore(shelf, name):
    words = questions.link(CATALOGUE[name], shelf, shelf.in_force, "zh")
    _, notices = from_link({w: v for w, v in words.items() if w in LINK_WORDS}, shelf)
    assert notices == []
    if CATALOGUE[name].page == "explorer":
        assert pivot.from_link(words)[1] == []


@pytest.mark.parametrize("name", [q.id for q in CATALOGUE.values() if q.page == "explorer"])
def test_a_question_to_the_explorer_has_an_answer_in_its_first_line(shelf, name):
    words = questions.link(CATALOGUE[name], shelf, shelf.in_force, "zh")
    scope, _ = from_link(words, shelf)
    answer = explorer.evaluate(shelf.in_force, pivot.from_link(words)[0], scope)
    assert None not in [cell.value for cell in answer.cells[0]]
    told = {note.reason for note in answer.notes}
    assert told <= {pivot_cells.NO_PRIOR, pivot_cells.NO_PLACE, pivot_cells.OVER_TIME}


def test_links_are_relative_to_the_snapshot(shelf):
    older = shelf.find("2024-09-30")

    def link(name, snapshot):
        return questions.link(CATALOGUE[name], shelf, snapshot, "en")

    assert link("inventions_fastest", shelf.in_force) == {
        "snapshot": ["2024-12-31"], "lang": ["en"], "metric": ["valid_invention_patents"], "show": ["change"],
        "sort": ["-valid_invention_patents"],
    }  # fmt: skip
    assert link("longmatan_inventions", shelf.in_force)["since"] == ["2023-01"]
    assert link("longmatan_inventions", older)["since"] == ["2022-10"]
    assert link("restated", shelf.in_force)["versus"] == ["2024-09-30"]
    assert "versus" not in link("restated", shelf.sound[-1])
    assert "date '2024-09-30' + interval 2 year" in link("marks_expiring", older)["sql"][0]


def test_a_snapshot_in_the_past_gives_its_own_answer(shelf):
    question = CATALOGUE["pledge_by_district"]
    totals = {}
    for snapshot in shelf.sound:
        words = questions.link(question, shelf, snapshot, "zh")
        answer = explorer.evaluate(snapshot, pivot.from_link(words)[0], from_link(words, shelf)[0])
        totals[snapshot.id] = answer.cells[-1][0].value
    assert totals["2024-12-31"] == 197_000_000
    assert len(set(totals.values())) == 3
