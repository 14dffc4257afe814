"""Sentences of a change: what is printed adds up, in both languages, in the wording of an official bulletin."""

from decimal import Decimal

import pytest

from dashboard import reasons
from dashboard.catalog import Label
from dashboard.reasons import Named, Scale

PATENTS, CNY, PERCENT = Label("patents", "件"), Label("CNY", "元"), Label("%", "%")
DISTRICT = Label("District", "区县")
APPLICANT = Label("Applicant", "申请人")
FALL = [Named("江阳区", -122), Named("叙永县", 8), Named("", -236, 6)]


@pytest.mark.parametrize(
    ("values", "digits", "total", "printed"),
    [
        ([1 / 3, 1 / 3, 1 / 3], 1, 1.0, ["0.4", "0.3", "0.3"]),
        ([-122, -98, 30], 0, None, ["-122", "-98", "30"]),
        ([0.05, 0.05, -0.04], 1, None, ["0.1", "0.0", "0.0"]),
        ([-1.25, -1.25, -0.5], 1, None, ["-1.2", "-1.3", "-0.5"]),
        ([0.0, 0.0], 2, None, ["0.00", "0.00"]),
        ([], 0, None, []),
    ],
)
def test_rounded_parts_add_up_to_the_rounded_whole(values, digits, total, printed):
    found = reasons.apportioned(values, digits, total)
    assert found == [Decimal(shown) for shown in printed]
    assert sum(found) == round(Decimal(str(total if total is not None else sum(values))), digits)


def scale(language, *moves, levels=(2960, 2610), unit=PATENTS):
    return reasons.scale_of(levels, moves or [-350], unit, language)


def test_parts_are_told_with_what_they_pulled_up_and_down():
    assert reasons.parts_sentence(DISTRICT, FALL, 2960, scale("zh")) == (
        "按区县分解,江阳区减少122件、下拉4.1个百分点;叙永县增加8件、拉动0.3个百分点;其余6项合计减少236件、下拉8.0个百分点。"
    ).translate(str.maketrans(",;", "，；"))
    assert reasons.parts_sentence(DISTRICT, FALL, 2960, scale("en")) == (
        "By district: 江阳区 took away 122 patents (−4.1 points); 叙永县 added 8 patents (0.3 points); "
        "the other 6 together took away 236 patents (−8.0 points)."
    )


def test_the_points_told_add_up_to_the_change_in_per_cent():
    assert sum(reasons.points([-122, 8, -236], 2960)) == Decimal("-11.8")
    assert round(100 * -350 / 2960, 1) == -11.8


def test_without_a_level_before_there_are_no_points():
    assert reasons.points([3], 0) is None
    assert reasons.parts_sentence(DISTRICT, [Named("泸县", 3)], 0, scale("en", 3, levels=(0, 3))) == (
        "By district: 泸县 added 3 patents."
    )


def test_shares_of_a_change_make_a_hundred_and_a_change_of_zero_has_none():
    assert sum(reasons.shares([-122, 8, -236])) == 100
    assert reasons.shares([5, -5]) is None


def test_the_check_writes_the_sum_out():
    assert reasons.check_line([Decimal(-122), Decimal(8), Decimal(-236)], scale("zh")) == (
        "分项合计核对：−350 = −122 + 8 − 236"
    )
    assert reasons.check_line([Decimal(0)], scale("en")) == "Parts add up: 0 = 0"


def test_money_is_written_at_one_scale_for_all_parts():
    assert scale("zh", 69e6, levels=(128e6, 197e6), unit=CNY) == Scale(CNY, "zh", 10**4, "万", 0)
    in_english = scale("en", 9.59e6, levels=(66.68e6, 76.27e6), unit=CNY)
    assert in_english.moved(in_english.add_up([9.59e6])[0]) == "CNY 9.59M"
    assert scale("zh", 3e9, levels=(10e9, 13e9), unit=CNY).sign == "亿"


def test_before_and_now_are_printed_so_that_the_parts_lead_from_one_to_the_other():
    ratio = scale("zh", 0.6831, levels=(3.0748, 3.7579), unit=Label("patents per 10,000 residents", "件/万人"))
    before, *parts, now = reasons.ledger(3.0748, [0.473, 0.145, 0.0651], 3.7579, ratio)
    assert (sum(parts), now) == (Decimal("0.68"), Decimal("3.76"))
    assert before + sum(parts) == now


def test_one_is_singular_in_english():
    assert scale("en", 1).moved(Decimal(-1)) == "1 patent"


def test_a_share_moves_by_percentage_points():
    share = scale("zh", 0.15, levels=(39.79, 39.94), unit=PERCENT)
    assert reasons.ratio_phrase(0.15, "同比", share) == "同比提高0.15个百分点"
    assert reasons.ratio_phrase(-0.15, "同比", share) == "同比下降0.15个百分点"
    assert reasons.ratio_phrase(0.0, "同比", share) == "同比持平"
    english = scale("en", 0.15, levels=(39.79, 39.94), unit=PERCENT)
    assert reasons.mix_sentence(DISTRICT, -0.01, 0.16, english) == (
        "By district: their own rates moved it by +0.16 points, the mix between them by −0.01 points."
    )


def test_parts_named_in_full_are_told_behind_the_rise_or_fall():
    cells = [Named("江阳区外观设计", -122), Named("叙永县发明", 8), Named("", -236, 6)]
    assert reasons.behind_sentence(cells, -350, 2960, scale("zh")) == (
        "其中，江阳区外观设计减少122件、下拉4.1个百分点；叙永县发明增加8件、拉动0.3个百分点；"
        "其余6项合计减少236件、下拉8.0个百分点。"
    )
    assert reasons.behind_sentence([], 350, 2960, scale("en")) == ""


def test_one_organisation_is_told_where_it_explains_a_part_worth_telling():
    rise = [Named("甲", 80), Named("乙", -20), Named("", 193, 40)]
    english = scale("en", 253, levels=(100, 353))
    assert reasons.single_sentence(rise, 253, english, APPLICANT) == "甲 alone added 80 patents, 31.6% of the rise."
    assert reasons.single_sentence([Named("甲", 18), Named("", 235, 40)], 253, english, APPLICANT) == ""
    assert reasons.single_sentence([Named("甲", -45), Named("", -50, 2)], -95, scale("zh", -95), APPLICANT) == (
        "单项中甲减少最多，减少45件，相当于减量的47.4%。"
    )


def test_the_work_of_one_is_told_as_such():
    assert reasons.single_sentence([Named("甲", 180)], 253, scale("en", 253), APPLICANT) == (
        "One applicant explains 71.1% of the rise: 甲 alone added 180 patents."
    )
    assert reasons.single_sentence([Named("甲", -90)], -95, scale("zh", -95), APPLICANT) == (
        "减量的94.7%来自单一申请人：甲减少90件。"
    )


def test_a_single_contributor_may_outweigh_the_whole_change():
    parts = [Named("甲", 180), Named("", -80, 40)]
    assert reasons.single_sentence(parts, 100, scale("en", 100), APPLICANT) == (
        "甲 alone added 180 patents, more than the whole rise."
    )


def test_who_came_and_left_is_told_with_the_unit():
    firms = Label("firms", "家")
    assert reasons.turnover_sentence(19, 0, 15, firms, "zh") == "新增19家，退出15家，两期均有0家。"
    assert reasons.turnover_sentence(19, 0, 15, firms, "en") == "19 firms entered, 15 left, 0 stayed."
