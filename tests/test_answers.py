"""The analyst section of the README: each link opened cold gives the answer that is written beside it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard import catalog, explorer, pivot, sandbox, text
from dashboard.catalog import ROOT
from dashboard.scope import LINK_WORDS, from_link
from tests.test_pages import opened

README = (ROOT / "README.md").read_text("utf-8")
ASKED = re.findall(r"^\| ([^|]+\?) \| \[/(\w+)\]\((\S+)\) \| \*\*(.+)\*\* \|$", README, re.M)
TO_THE_EXPLORER = [(question, link, told) for question, page, link, told in ASKED if page == "explorer"]
TO_SQL = [(question, link, told) for question, page, link, told in ASKED if page == "sql"]


def first_line(answer):
    """The first line of an answer as the README writes it."""
    words = [word for word in explorer.words_of(answer.rows[0], answer.pivot, "en", "Others", "Total") if word]
    for heading, cell in zip(answer.headings, answer.cells[0], strict=True):
        told = text.signed_percent if heading.shown == "change" else text.number
        words.append(told(cell.value, "en"))
    return " · ".join(words)


def test_the_readme_answers_questions_from_the_explorer():
    assert len(TO_THE_EXPLORER) >= 5


@pytest.mark.parametrize(("question", "link", "told"), TO_THE_EXPLORER)
def test_a_link_opened_cold_gives_the_answer_beside_it(demo_root, monkeypatch, question, link, told):
    words = parse_qs(urlsplit(link).query)
    shelf = catalog.shelf(demo_root / "snapshots")
    scope, ignored = from_link({w: v for w, v in words.items() if w in LINK_WORDS}, shelf)
    asked, notices = pivot.from_link(words)
    assert [*ignored, *notices] == []
    assert first_line(explorer.evaluate(shelf.find(scope.snapshot), asked, scope)) == told


@pytest.mark.parametrize(("question", "link", "told"), TO_THE_EXPLORER)
def test_the_page_at_a_link_shows_the_line_on_top(demo_root, monkeypatch, question, link, told):
    app = opened("explorer", demo_root, monkeypatch, **parse_qs(urlsplit(link).query))
    assert not app.exception
    shown = app.dataframe[0].value
    index = shown.index[0]
    assert told.startswith(" · ".join(index if isinstance(index, tuple) else (index,)))
    assert text.number(shown.iloc[0, 0], "en") in told.split(" · ")


def test_the_readme_answers_questions_from_the_sql_workspace():
    assert len(TO_SQL) >= 5


def in_words(column, value):
    """A value as the README writes it: districts by name, years without a comma."""
    if column == "district_code":
        return next(c.label.en for c in catalog.code_list("districts") if c.code == value)
    return str(value) if isinstance(value, str) or column in ("year", "nice_class") else text.number(value, "en")


@pytest.mark.parametrize(("question", "link", "told"), TO_SQL)
def test_sql_opened_cold_gives_the_answer_beside_it(demo_root, monkeypatch, question, link, told):
    words = parse_qs(urlsplit(link).query)
    snapshot = catalog.shelf(demo_root / "snapshots").find(words["snapshot"][0])
    rows = sandbox.ask(snapshot, words["sql"][0]).rows
    assert " · ".join(in_words(name, rows[name].iloc[0]) for name in rows.columns) == told
    app = opened("sql", demo_root, monkeypatch, **words)
    assert not app.exception
    assert len(app.dataframe[0].value) == len(rows)
