"""Explorations are kept under names of their own, wholly or not at all."""

from datetime import date

import pytest

from dashboard import explorations
from dashboard.explorations import NameTaken, Saved

WORDS = {"snapshot": ["2024-12-31"], "metric": ["patents_granted"], "having": ["pledge_loans>3"]}
DAY, LATER = date(2026, 11, 24), date(2026, 11, 25)


@pytest.fixture(autouse=True)
def root(monkeypatch, tmp_path):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    return tmp_path


def test_what_is_saved_is_listed_newest_first_until_it_is_deleted():
    assert explorations.saved() == ()
    explorations.save("质押 大户", WORDS, on=DAY)
    explorations.save("Second/one?", {"metric": ["pledge_loans"]}, on=LATER)
    assert explorations.saved() == (
        Saved("Second/one?", {"metric": ["pledge_loans"]}, LATER),
        Saved("质押 大户", WORDS, DAY),
    )
    explorations.delete("Second/one?")
    explorations.delete("Second/one?")
    assert [told.name for told in explorations.saved()] == ["质押 大户"]


@pytest.mark.parametrize("again", ["Loans by Bank", " loans  by bank "])
def test_a_name_is_given_once_and_the_first_stays(again):
    explorations.save("Loans by bank", WORDS, on=DAY)
    with pytest.raises(NameTaken):
        explorations.save(again, {"metric": ["pledge_loans"]}, on=LATER)
    assert explorations.saved() == (Saved("Loans by bank", WORDS, DAY),)


@pytest.mark.parametrize("name", ["", "  ", "字" * 61])
def test_a_name_says_something_and_not_too_much(name):
    with pytest.raises(ValueError, match="1 to 60"):
        explorations.save(name, WORDS, on=DAY)


def test_a_broken_file_is_left_out_and_no_draft_stays(root):
    explorations.save("one", WORDS, on=DAY)
    (root / "explorations" / "broken.json").write_text("{", "utf-8")
    assert [told.name for told in explorations.saved()] == ["one"]
    assert sorted(path.suffix for path in (root / "explorations").iterdir()) == [".json", ".json"]


def test_its_link_stays_readable():
    told = Saved("one", {"metric": ["a,b"], "pick": ["lender:农行"], "having": ["a>5"]}, DAY)
    assert told.query == "metric=a,b&pick=lender:%E5%86%9C%E8%A1%8C&having=a%3E5"
