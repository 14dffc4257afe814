"""The analyst section of the README: each link opened cold gives the answer that is written beside it."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from dashboard import catalog, explorer, pivot, sandbox, text, workspace
from dashboard.catalog import ROOT
from dashboard.scope import LINK_WORDS, from_link
from tests.test_pages import opened

README = (ROOT / "README.md").read_text("utf-8")
ASKED = re.findall(r"^\| ([^|]+\?) \| \[/(\w+)\]\((\S+)\) \| \*\*(.+)\*\* \|$", README, re.M)
TO_THE_EXPLORER = [(question, link, told) for question, page, link, told in ASKED if page == "explorer"]


def first_line(answer):
    """The first line of an answer as the README writes it."""
    words = [word for word in explorer.words_of(answer.rows[0], answer.pivot, "en", "Others", "Total") if word]
    for heading, cell in zip(answer.headings, answer.cells[0], strict=True):
        told = text.signed_percent if heading.shown == "change" else text.number
        words.append(told(cell.value, "en"))
    return " · ".join(words)


TO_THE_WORKSPACE = [(question, link, told) for question, page, link, told in ASKED if page == "sql"]


def first_row(answer):
    """The first row of an answer in SQL as the README writes it."""
    words = []
    for name, column in workspace.columns_of(answer).items():
        value = answer.rows[name].iloc[0]
        coded = {code.code: code.label("en") for code in column.codes}
        words.append(coded.get(value, value) if isinstance(value, str) else text.number(value, "en"))
    return " · ".join(words)


def test_the_readme_answers_questions_from_the_workspace():
    assert len(TO_THE_WORKSPACE) >= 5


@pytest.mark.parametrize(("question", "link", "told"), TO_THE_WORKSPACE)
def test_a_statement_in_a_link_gives_the_answer_beside_it(demo_root, question, link, told):
    words = parse_qs(urlsplit(link).query)
    shelf = catalog.shelf(demo_root / "snapshots")
    scope, ignored = from_link({w: v for w, v in words.items() if w in LINK_WORDS}, shelf)
    assert ignored == []
    sql = workspace.from_link(words["sql"][0])
    values = scope.params(scope.until)
    answer = sandbox.ask(shelf.find(scope.snapshot), sql, {name: values[name] for name in sandbox.parameters(sql)})
    assert first_row(answer) == told


@pytest.mark.parametrize(("question", "link", "told"), TO_THE_WORKSPACE)
def test_the_workspace_at_a_link_shows_the_row_on_top(demo_root, monkeypatch, question, link, told):
    app = opened("sql", demo_root, monkeypatch, **parse_qs(urlsplit(link).query))
    app.query_params["sql"] = parse_qs(urlsplit(link).query)["sql"]
    app.run()
    assert not app.exception
    first = app.dataframe[0].value.iloc[0]
    # A name that leads to its profile is a link, with what the cell shows after the #.
    shown = [unquote(v.rpartition("#")[2]) if isinstance(v, str) else text.number(v, "en") for v in first]
    assert " · ".join(shown) == told


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
