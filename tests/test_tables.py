"""How rows read as a table: widths that no cell is cut by, words for codes."""

from types import SimpleNamespace

import pandas as pd

from dashboard import answers, catalog, queries
from dashboard.ui import data, frame
from tests.test_pages import opened, words_of


def width(*words):
    return data._width("区县", pd.Series(words, dtype="object"))


def test_a_column_is_as_wide_as_a_cell_that_its_own_measuring_does_not_see():
    assert width(*["江阳区"] * 12, "龙马潭区", "江阳区") == round(8 * data.LETTER_PIXELS + data.CELL_PADDING)
    assert width(*["—"] * 11, "2024-12-31", *["—"] * 3) == round(10 * data.LETTER_PIXELS + data.CELL_PADDING)


def test_a_column_that_is_measured_right_and_one_of_sentences_are_left_to_the_table():
    assert width("龙马潭区", "江阳区", "江阳区") is None
    assert width(*["江阳区"] * 12, "一句很长的话" * 6, "江阳区") is None
    assert width() is None


def test_a_period_is_not_written_as_its_first_day():
    days = pd.Series(pd.to_datetime(["2024-01-01", "2024-02-01"]))
    assert data._day_format("period", days)[1] == "YYYY-MM"
    assert data._day_format("year", days)[1] == "YYYY"
    assert data._day_format("closed_on", days)[1] == "YYYY-MM-DD"
    assert data._day_format("period", days + pd.Timedelta(days=3))[1] == "YYYY-MM-DD"


def test_a_value_that_is_no_code_stays_as_it_is():
    column = queries.Column("kind", catalog.Label("Kind", "类别"), None, (catalog.Code("a", catalog.Label("A", "甲")),))
    shown = answers.labelled(pd.DataFrame({"kind": ["a", "○ 尚差2", None]}), {"kind": column}, "zh")
    assert shown["kind"].tolist() == ["甲", "○ 尚差2", "未载明"]


def test_records_say_whether_words_or_the_page_left_nothing(demo_root, monkeypatch):
    app = opened("protection", demo_root, monkeypatch)
    app.number_input(key="page.protection/records").set_value(99).run()
    assert "第99页已超出末页" in words_of(app)
    app.text_input(key="search.protection/records").set_value("无此*").run()
    assert not app.exception
    assert app.number_input(key="page.protection/records").value == 1
    assert "没有含“无此\\*”的记录" in words_of(app)


def test_the_file_of_records_holds_all_of_them_and_not_the_page(demo_root, monkeypatch):
    taken = {}
    monkeypatch.setattr(data, "download", lambda key, title, content, scope: taken.update({key: content()}))
    opened("protection", demo_root, monkeypatch)
    assert len(taken["protection/records"].decode("utf-8-sig").splitlines()) == 493


def test_a_file_that_is_made_later_speaks_the_language_it_was_asked_in(monkeypatch):
    monkeypatch.setattr(frame.st, "session_state", {"scope": SimpleNamespace(language="en")})
    column = queries.Column("kind", catalog.Label("Kind", "类别"))
    made = frame.later(lambda: data.csv(pd.DataFrame({"kind": ["a"]}), {"kind": column}))
    # A click is answered outside the session, which then holds nothing.
    monkeypatch.setattr(frame.st, "session_state", {})
    assert frame.language() == "zh"
    assert made().decode("utf-8-sig").splitlines() == ["Kind", "a"]
