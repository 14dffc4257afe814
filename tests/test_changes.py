"""A deck on two snapshots: which numbers, sentences and views differ, slide by slide, and in which words."""

from dataclasses import replace

import pandas as pd
import pytest

from dashboard.catalog import Label
from dashboard.decks.changes import NumberChange, changes, told
from dashboard.decks.deck import View
from dashboard.decks.shown import Datum, DistrictMap
from dashboard.queries import metrics
from dashboard.sentences.sentence import Sentence
from tests.test_workbook import SCOPE, by_month, card, cards, deck, figure, slide


def shown(*views, id="one", number=1, findings=(), names=None):
    made = slide(*views, number=number)
    written = replace(made.slide, id=id, views=tuple(View(query=name) for name in names or [v.title for v in views]))
    return replace(made, slide=written, findings=tuple(Sentence(words, "level") for words in findings))


def change(before, now):
    [found] = changes(deck(before), deck(now))
    return found


def districts(*values):
    rows = pd.DataFrame({"district_code": ["510502", "510503"], "value": values})
    return DistrictMap(metrics()["patents_granted"], rows, SCOPE, "各区县专利授权量", "")


def test_a_deck_on_the_same_numbers_says_nothing():
    found = change(shown(by_month([1.0, None]), findings=["持平。"]), shown(by_month([1.0, None]), findings=["持平。"]))
    assert found.is_none and told(found, "zh") == []
    assert found.kept == 2


def test_a_number_that_changed_is_told_with_its_place_and_by_how_much():
    found = change(shown(by_month([100.0, 200.0])), shown(by_month([100.0, 250.0])))
    [number] = found.numbers
    assert (number.before.value, number.now.value, number.place) == (200.0, 250.0, "2024年2月")
    assert (number.difference, number.relative) == (50.0, 0.25)
    assert told(found, "zh") == ["放款金额（2024年2月）：200元 → 250元，+50元（+25.0%）"]


def test_the_words_of_a_place_are_those_of_the_figure():
    rows = {"period": pd.to_datetime(["2024-04-01"] * 2), "collateral_kind": ["patent", None]}
    draw = "bar x=period y=disbursed_cny by=collateral_kind grain=quarter"
    before, now = (figure(draw, disbursed_cny=values, **rows) for values in ([1.0, 2.0], [3.0, 1.0]))
    found = change(shown(before), shown(now))
    assert [n.place for n in found.numbers] == ["2024年第2季度 · 专利", "2024年第2季度 · 未载明"]


def test_districts_and_cards_are_compared_by_metric_and_place():
    found = change(
        shown(districts(894.0, 245.0), cards(card(value=1.0))), shown(districts(901.0, 245.0), cards(card()))
    )
    assert [(n.now.name, n.place) for n in found.numbers] == [("知识产权质押融资金额", ""), ("专利授权量", "江阳区")]
    assert told(found, "zh")[1] == "专利授权量（江阳区）：894件 → 901件，+7件（+0.8%）"


def test_what_a_figure_only_compares_with_is_told_last():
    draw = "bar x=period y=disbursed_cny prior=prior_cny"
    month = pd.to_datetime(["2024-01-01"])
    before, now = (
        figure(draw, period=month, disbursed_cny=[value], prior_cny=[prior]) for value, prior in ((10, 1), (11, 9))
    )
    assert [n.now.name for n in change(shown(before), shown(now)).numbers] == ["放款金额", "对比期"]


def test_a_value_that_appears_or_vanishes_is_a_change_without_an_amount():
    found = change(shown(by_month([None, 5.0])), shown(by_month([7.0, None])))
    assert {(n.before.value, n.now.value, n.difference) for n in found.numbers} == {
        (None, 7.0, None),
        (5.0, None, None),
    }
    assert told(found, "zh")[0] == "放款金额（2024年1月）：— → 7元"


def test_the_order_of_adding_up_is_no_change():
    assert change(shown(by_month([0.1 + 0.2])), shown(by_month([0.3]))).is_none


def test_a_percentage_moves_by_points():
    share = [Datum(("share",), "高价值占比", value, "%") for value in (39.79, 39.94)]
    moved = NumberChange(*share)
    assert moved.relative is None
    found = change(shown(by_month([1.0])), shown(by_month([2.0])))
    assert told(replace(found, numbers=(moved,)), "zh") == ["高价值占比：39.8% → 39.9%，+0.15个百分点"]


def test_numbers_of_a_period_that_moved_on_are_counted_and_not_listed():
    found = change(shown(by_month([1.0, 2.0])), shown(by_month([1.0, 2.0, 3.0, 4.0])))
    assert (found.numbers, found.new, found.gone) == ((), 2, 0)
    assert told(found, "zh") == ["因时段推移或名次变动，新增2个数，退出0个数。"]


def test_only_the_largest_changes_are_told_and_the_others_counted():
    found = change(shown(by_month([10.0] * 6)), shown(by_month([11.0, 12.0, 13.0, 14.0, 15.0, 16.0])))
    lines = told(found, "zh", most=2)
    assert lines[0].startswith("放款金额（2024年6月）：10元 → 16元") and lines[2] == "另有4个数变化。"
    assert len(lines) == 3


def test_one_query_twice_on_a_slide_is_told_apart():
    found = change(shown(by_month([1.0]), by_month([5.0])), shown(by_month([1.0]), by_month([6.0])))
    assert [(n.before.value, n.now.value) for n in found.numbers] == [(5.0, 6.0)]


def test_sentences_are_told_before_and_now():
    found = change(shown(findings=["授权下降。"]), shown(findings=["授权增长。", "达到目标。"]))
    assert [(s.before, s.now) for s in found.sentences] == [("授权下降。", "授权增长。"), (None, "达到目标。")]
    assert told(found, "zh") == ["原表述：授权下降。现表述：授权增长。", "新增表述：达到目标。"]


def test_views_that_came_and_went_are_named():
    before = shown(by_month([1.0]), names=["financing/disbursed"])
    now = shown(replace(by_month([1.0]), title="贷款机构"), names=["financing/lenders"])
    found = change(before, now)
    assert (found.views_added, found.views_removed) == (("贷款机构",), ("发放贷款",))
    assert told(found, "zh")[-2:] == ["新增：贷款机构", "移除：发放贷款"]


def test_slides_are_the_same_by_their_id_wherever_they_stand():
    before = deck(shown(by_month([1.0]), id="a"), shown(id="b", number=2))
    now = deck(shown(id="c"), shown(by_month([1.0]), id="a", number=2))
    found = changes(before, now)
    assert [(c.slide_id, c.number, c.state, c.is_none) for c in found] == [
        ("c", 1, "added", False),
        ("a", 2, "kept", True),
        ("b", 2, "removed", False),
    ]
    assert [told(c, "zh") for c in found] == [["本页为新增。"], [], ["本页已删除。"]]


@pytest.mark.parametrize(("language", "words"), [("en", "+CNY 50 (+25.0%)"), ("zh", "+50元（+25.0%）")])
def test_changes_are_told_in_both_languages(language, words):
    before, now = (deck(shown(by_month([v])), language=language) for v in (200.0, 250.0))
    [found] = changes(before, now)
    assert told(found, language)[0].endswith(words)
    assert Label("Jan 2024", "2024年1月")(language) in told(found, language)[0]
