"""How rows read as a table: widths that no cell is cut by, words for codes."""

import pandas as pd

from dashboard import answers, catalog, queries
from dashboard.ui import data


def width(*words):
    return data._width("区县", pd.Series(words, dtype="object"))


def test_a_column_is_as_wide_as_a_cell_that_its_own_measuring_does_not_see():
    assert width(*["江阳区"] * 12, "龙马潭区", "江阳区") == round(8 * data.LETTER_PIXELS + data.CELL_PADDING)
    assert width(*["—"] * 11, "2024-12-31", *["—"] * 3) == round(10 * data.LETTER_PIXELS + data.CELL_PADDING)


def test_a_column_that_is_measured_right_and_one_of_sentences_are_left_to_the_table():
    assert width("龙马潭区", "江阳区", "江阳区") is None
    assert width(*["江阳区"] * 12, "一句很长的话" * 6, "江阳区") is None
    assert width() is None


def test_a_value_that_is_no_code_stays_as_it_is():
    column = queries.Column("kind", catalog.Label("Kind", "类别"), None, (catalog.Code("a", catalog.Label("A", "甲")),))
    shown = answers.labelled(pd.DataFrame({"kind": ["a", "○ 尚差2", None]}), {"kind": column}, "zh")
    assert shown["kind"].tolist() == ["甲", "○ 尚差2", "未载明"]
