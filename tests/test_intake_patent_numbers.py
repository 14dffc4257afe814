"""Application numbers of three generations, and the digit that proves them."""

import pytest

from intake.patent_numbers import canonical, check_digit, patent_type


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("CN201710106452.1", "201710106452.1"),
        ("cn2017101064521", "201710106452.1"),
        ("ZL 2017 1 0106452.1", "201710106452.1"),
        ("201610895413.x", "201610895413.X"),
        ("201610895413X", "201610895413.X"),
        ("93100001.7", "93100001.7"),
        ("CN931000017", "93100001.7"),
        ("85100001", "85100001"),
        ("CN85100001", "85100001"),
    ],
)
def test_every_generation_has_one_canonical_form(written, kept):
    assert canonical(written) == kept


def test_the_check_digit_is_the_weighted_sum_modulo_11():
    assert check_digit("201710106452") == "1"
    assert check_digit("201610895413") == "X"
    assert check_digit("201220746928") == "0"


@pytest.mark.parametrize(
    ("written", "rule", "zh"),
    [
        ("CN201710106452.2", "check_digit", "申请号校验位应为 1"),
        ("CN201710106425.1", "check_digit", "申请号校验位应为 4"),
        ("201710106452", "check_digit_missing", "申请号缺少校验位"),
        ("93100001", "check_digit_missing", "申请号缺少校验位"),
        ("201740106452.1", "number_type", "申请号中的“4”不表示任何专利类型"),
        ("199910106452.1", "number_year", "申请号的年份不可能"),
        ("2017101064", "number_form", "不是国家知识产权局申请号"),
        ("US1234567", "number_form", "不是国家知识产权局申请号"),
    ],
)
def test_a_wrong_number_says_what_is_wrong(written, rule, zh):
    refused = canonical(written)
    assert (refused.rule, refused.message.zh) == (rule, zh)


def test_a_number_from_a_year_to_come_is_refused():
    assert canonical("209910106452.1", latest_year=2024).rule == "number_year"


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("201710106452.1", "invention"),
        ("201780106452.1", "invention"),
        ("201220746928.0", "utility_model"),
        ("201290746928.0", "utility_model"),
        ("201230746928.0", "design"),
        ("85100001", "invention"),
        ("93200001.4", "utility_model"),
        ("93300001.4", "design"),
    ],
)
def test_the_number_tells_the_type(number, kind):
    assert patent_type(number) == kind
