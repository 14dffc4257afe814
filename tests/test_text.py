"""Numbers, dates and sentences in both languages, and a Chinese wording for every English one."""

import ast
import re
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from babel.messages.pofile import normalize, read_po

from dashboard import text
from dashboard.catalog import ROOT, Label
from intake.wording import RULES

PATENTS = Label("patents", "件")
CNY = Label("CNY", "元")
GRANTED = Label("Patents granted", "专利授权量")
IN_FORCE = Label("Inventions in force", "有效发明专利拥有量")
PLEDGED = Label("IP pledge financing disbursed", "知识产权质押融资金额")
JIANGYANG = Label("Jiangyang", "江阳区")


# --- numbers ----------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [None, float("nan"), np.nan, pd.NA, pd.NaT, float("inf")])
def test_a_missing_number_is_a_dash(value):
    assert text.number(value, "zh") == "—"
    assert text.quantity(value, PATENTS, "en") == "—"
    assert text.signed_percent(value, "zh") == "—"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (1605, "1,605"),
        (1605.0, "1,605"),
        (np.int64(54856), "54,856"),
        (3.7578, "3.76"),
        (3.7, "3.7"),
        (0.0123, "0.012"),
        (12.345, "12.3"),
        (1234.5, "1,235"),
        (0.125, "0.13"),
        (-4, "−4"),
        (-0.001, "−0.001"),
    ],
)
def test_a_number_has_grouped_thousands_and_only_the_decimals_that_say_something(value, shown):
    assert text.number(value, "zh") == shown
    assert text.number(value, "en") == shown


def test_asked_decimals_are_kept():
    assert text.number(3, "en", digits=2) == "3.00"
    assert text.number(-0.04, "en", digits=1) == "0.0"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (9999, "9,999", "9,999"),
        (10_000, "1万", "10K"),
        (54_856, "5.49万", "54.9K"),
        (-54_856, "−5.49万", "−54.9K"),
        (999_950, "100万", "1M"),
        (12_345_678, "1,235万", "12.3M"),
        (99_996_000, "1亿", "100M"),
        (197_000_000, "1.97亿", "197M"),
        (2_345_000_000_000, "23,450亿", "2,345B"),
    ],
)
def test_a_compact_number_counts_as_the_language_counts(value, zh, en):
    assert text.number(value, "zh", compact=True) == zh
    assert text.number(value, "en", compact=True) == en


def test_chinese_units_follow_without_a_space_and_english_ones_with_one():
    assert text.quantity(1605, PATENTS, "zh") == "1,605件"
    assert text.quantity(1605, PATENTS, "en") == "1,605 patents"
    assert text.quantity(197e6, CNY, "zh", compact=True) == "1.97亿元"
    assert text.quantity(197e6, CNY, "en", compact=True) == "CNY 197M"
    assert text.quantity(25.68, Label("%", "%"), "en") == "25.7%"
    assert text.quantity(7, None, "zh") == "7"


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ("patents", "1 patent"),
        ("entries", "1 entry"),
        ("countries and regions", "1 country or region"),
        ("residents per station", "1 resident per station"),
    ],
)
def test_one_is_singular_in_english(unit, shown):
    assert text.quantity(1, Label(unit, ""), "en") == shown


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [(0.123, "+12.3%"), (-0.04, "−4.0%"), (0, "0.0%"), (0.0001, "0.0%"), (-0.0001, "0.0%"), (12.5, "+1,250.0%")],
)
def test_a_change_carries_its_sign_and_a_flat_one_none(ratio, shown):
    assert text.signed_percent(ratio, "zh") == shown


def test_a_signed_number_has_a_true_minus():
    assert [text.signed_number(v, "en") for v in (1234, -5, 0)] == ["+1,234", "−5", "0"]


# --- dates ------------------------------------------------------------------------------------


def test_days_months_and_buckets_in_both_languages():
    when = date(2024, 3, 5)
    assert (text.day(when, "zh"), text.day(when, "en")) == ("2024年3月5日", "5 Mar 2024")
    assert (text.month(when, "zh"), text.month(when, "en")) == ("2024年3月", "Mar 2024")
    assert [text.bucket(when, g, "zh") for g in ("month", "quarter", "year")] == [
        "2024年3月",
        "2024年第1季度",
        "2024年",
    ]
    assert [text.bucket(when, g, "en") for g in ("month", "quarter", "year")] == ["Mar 2024", "Q1 2024", "2024"]
    assert text.day(None, "zh") == "—"
    assert text.month(pd.NaT, "en") == "—"


@pytest.mark.parametrize(
    ("since", "until", "zh", "en"),
    [
        ("2024-01-01", "2024-12-31", "2024年", "2024"),
        ("2022-01-01", "2024-12-31", "2022—2024年", "2022–2024"),
        ("2024-01-01", "2024-10-31", "2024年1—10月", "Jan–Oct 2024"),
        ("2024-03-01", "2024-03-31", "2024年3月", "Mar 2024"),
        ("2023-11-01", "2024-02-29", "2023年11月—2024年2月", "Nov 2023 – Feb 2024"),
    ],
)
def test_a_period_is_said_as_shortly_as_it_can_be(since, until, zh, en):
    since, until = date.fromisoformat(since), date.fromisoformat(until)
    assert text.period(since, until, "zh") == zh
    assert text.period(since, until, "en") == en


def test_a_stock_is_counted_at_the_end_of_a_period():
    assert text.moment(date(2024, 12, 31), "zh") == "2024年末"
    assert text.moment(date(2024, 10, 31), "en") == "the end of Oct 2024"


def test_comparisons_have_official_names():
    assert [text.comparison_name(c, "zh") for c in ("yoy", "previous", "none")] == ["同比", "环比", ""]
    assert text.comparison_name("yoy", "en") == "year on year"
    assert text.comparison_name("previous", "en") == "on the previous period"


@pytest.mark.parametrize(
    ("items", "zh", "en"),
    [
        ([], "", ""),
        (["A"], "A", "A"),
        (["A", "B"], "A和B", "A and B"),
        (["A", "B", "C"], "A、B和C", "A, B and C"),
    ],
)
def test_lists_are_joined_as_the_language_joins_them(items, zh, en):
    assert text.listing(items, "zh") == zh
    assert text.listing(items, "en") == en


# --- sentences --------------------------------------------------------------------------------


def test_the_level_of_a_flow():
    assert (
        text.level_sentence(GRANTED, "2,610件", "2024年", "同比下降12.3%", "zh")
        == "2024年全市专利授权量2,610件，同比下降12.3%。"
    )
    assert (
        text.level_sentence(GRANTED, "2,610 patents", "2024", "down 12.3% year on year", "en")
        == "In 2024 the city recorded 2,610 patents granted, down 12.3% year on year."
    )
    assert (
        text.level_sentence(PLEDGED, "CNY 197M", "2024", "", "en", place=JIANGYANG)
        == "In 2024 IP pledge financing disbursed in Jiangyang came to CNY 197M."
    )


def test_the_level_of_a_stock_is_told_at_a_moment():
    assert (
        text.level_sentence(IN_FORCE, "1,605件", "2024年末", "同比增长51.6%", "zh", kind="stock")
        == "截至2024年末，全市有效发明专利拥有量1,605件，同比增长51.6%。"
    )
    assert (
        text.level_sentence(IN_FORCE, "1,605 patents", "the end of 2024", "unchanged year on year", "en", kind="stock")
        == "At the end of 2024, inventions in force in the city came to 1,605 patents, unchanged year on year."
    )


def test_a_change_is_said_only_against_something():
    assert text.change_phrase(0.5, "none", "zh") == ""
    assert text.change_phrase(None, "yoy", "zh") == ""
    assert text.change_phrase(-0.0001, "previous", "zh") == "环比持平"


def test_the_leading_district():
    assert text.leader_sentence(GRANTED, JIANGYANG, 0.382, "zh") == "其中江阳区占38.2%，居首。"
    assert text.leader_sentence(GRANTED, JIANGYANG, 0.382, "en") == "Jiangyang leads with 38.2% of patents granted."
    assert text.leader_sentence(GRANTED, JIANGYANG, None, "zh") == "其中江阳区居首。"


def test_what_is_incomplete_is_said():
    through = date(2024, 10, 31)
    assert text.incomplete_sentence(through, "zh") == "数据截至2024年10月，之后月份未齐。"
    assert text.incomplete_sentence(through, "en") == "Data are complete to Oct 2024; later months are not."


def test_the_peak_of_an_expo():
    said = text.peak_sentence(10, "白酒馆", 4321, "zh", on=date(2024, 9, 21))
    assert said == "人流高峰为2024年9月21日10:00—11:00，白酒馆入场4,321人次。"
    assert text.peak_sentence(10, "Hall A", 4321, "en") == "The peak was 10:00–11:00 in Hall A, with 4,321 visits."


def test_a_level_stands_in_a_sentence_about_another():
    assert text.clause(IN_FORCE, "1,605件", "同比增长51.6%", "zh") == "有效发明专利拥有量1,605件，同比增长51.6%"
    assert text.clause(PLEDGED, "CNY 197M", "", "en") == "IP pledge financing disbursed came to CNY 197M"


# --- the catalogue ----------------------------------------------------------------------------


def served_files() -> Iterator[Path]:
    yield from filter(Path.is_file, [ROOT / "app.py"])
    for folder in ("dashboard", "pages"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def wordings(path: Path) -> Iterator[str]:
    """Every literal that stands first in a call of `say` or `phrase`, both sides of a conditional included."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args and called(node) in ("say", "phrase"):
            yield from literals(node.args[0])


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def placeholders(wording: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name}


@pytest.fixture(scope="module")
def used() -> dict[str, str]:
    """{wording: the file that says it first}"""
    found: dict[str, str] = {}
    for path in served_files():
        for wording in wordings(path):
            found.setdefault(wording, str(path.relative_to(ROOT)))
    return found


def test_every_wording_has_a_chinese_one(used):
    known = text.translations()
    lacking = [
        f"# {path}\nmsgid {normalize(msgid)}\nmsgstr {normalize(known.get(msgid, ''))}\n"
        for msgid, path in used.items()
        if not known.get(msgid)
    ]
    assert not lacking, "translate these in dashboard/locale/zh.po:\n\n" + "\n".join(lacking)


# A mark of half width beside a Chinese character or a bracket.
HALF = re.compile(r"[\u4e00-\u9fff”》）][,;:!?(]|[,;:!?)][\u4e00-\u9fff“《（]")


def chinese_of_contracts_and_queries() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "data" / "datasets").glob("*.toml")):
        yield from ((path.name, words) for words in re.findall(r'zh = "([^"]*)"', path.read_text("utf-8")))
    for path in sorted((ROOT / "queries").rglob("*.sql")):
        heads = [line for line in path.read_text("utf-8").splitlines() if line.startswith("--") and " | " in line]
        yield from ((path.name, line.rpartition(" | ")[2]) for line in heads)


def test_chinese_wording_has_chinese_punctuation():
    findings = [(rule, words.zh) for rule, (_, *said) in RULES.items() for words in said]
    said = [("zh.po", words) for words in text.translations().values()]
    wrong = [told for told in (*chinese_of_contracts_and_queries(), *findings, *said) if HALF.search(told[1])]
    assert wrong == []


def test_no_chinese_wording_is_left_that_nothing_uses(used):
    left = sorted(set(text.translations()) - set(used))
    assert not left, "delete these from dashboard/locale/zh.po:\n\n" + "\n".join(f"msgid {normalize(m)}" for m in left)


def test_a_translation_fills_only_placeholders_that_are_given():
    strange = {m: s for m, s in text.translations().items() if placeholders(s) - placeholders(m)}
    assert strange == {}


def test_chinese_wordings_have_full_width_punctuation():
    bare = {m: re.sub(r"\{[^{}]*\}", "", s) for m, s in text.translations().items()}
    half = [
        text.translations()[m] for m, s in bare.items() if re.search(r"[\u4e00-\u9fff][,;:?]|[,;:?][\u4e00-\u9fff]", s)
    ]
    assert half == []


def test_no_wording_stands_twice_in_the_catalogue_and_none_is_fuzzy():
    ids = [line for line in text.CATALOGUE.read_text("utf-8").splitlines() if line.startswith("msgid ")]
    with text.CATALOGUE.open("rb") as lines:
        catalogue = read_po(lines)
    assert len(ids) == len([m for m in catalogue if m.id]) + 1  # the header's own empty msgid
    assert not [m.id for m in catalogue if m.id and m.fuzzy]


def test_english_says_the_wording_itself_and_fills_it():
    assert text.say("up {size} {comparison}", "en", size="3%", comparison="year on year") == "up 3% year on year"
    assert text.say("up {size} {comparison}", "zh", size="3%", comparison="同比") == "同比增长3%"


def test_a_label_is_filled_in_in_the_language_spoken():
    said = text.say("{district} ranks first in {label}.", "zh", district=JIANGYANG, label="")
    assert said == "其中江阳区居首。"
