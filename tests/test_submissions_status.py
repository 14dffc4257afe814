"""What is owed, what came, and how each stands: late is late, missing is not zero, and a rehearsal is no real receipt."""

import json
from datetime import date

import pytest

from dashboard import catalog
from dashboard.catalog import ROOT
from dashboard.queries import load_query
from dashboard.submissions import Duty, Quality, Receipt, duties, matrix, receipts, standings, state_of
from dashboard.warehouse import open_snapshot, over, run
from intake import submission_rows
from tests.test_pages import opened

JIANGYANG, HEJIANG = "510502", "510522"
NOVEMBER, DECEMBER, DUE = date(2024, 11, 30), date(2024, 12, 31), date(2025, 1, 10)


def receipt(as_of, received_on, *, accepted=True, district=JIANGYANG, dataset="financing", **held):
    return Receipt(district, as_of, received_on, accepted, {dataset: Quality(**held)}, entry=f"{received_on}")


def stands(found, *received, as_of=DECEMBER, on=date(2025, 1, 31), dataset="financing"):
    """{(district, period end): standing} of one dataset."""
    rows = standings(received, as_of, on)
    return {(r.district, r.period_end): r for r in rows if r.dataset == dataset}[found]


def test_the_calendar_names_datasets_that_districts_keep_and_asks_before_the_city_promises():
    known = catalog.contracts()
    for duty, code in zip(duties(), catalog.code_list("submission_calendar"), strict=True):
        contract = known[duty.dataset]
        assert "district_code" in contract.fields
        assert (code.code, code.label) == (contract.id, contract.label)
        assert duty.cadence == contract.promised.cadence
        assert duty.due_days < contract.promised.due_days


def test_periods_end_with_months_or_quarters_and_none_is_owed_before_it_is_over():
    monthly = Duty("financing", "monthly", 10, date(2024, 1, 31))
    assert list(monthly.period_ends(date(2024, 3, 30))) == [date(2024, 1, 31), date(2024, 2, 29)]
    quarterly = Duty("stations", "quarterly", 20, date(2024, 3, 31))
    assert list(quarterly.period_ends(date(2024, 9, 30)))[1:] == [date(2024, 6, 30), date(2024, 9, 30)]


@pytest.mark.parametrize(
    ("accepted_on", "rejected_on", "on", "state"),
    [
        (None, None, DUE, "not_due"),
        (None, None, date(2025, 1, 11), "missing"),
        (DUE, None, DUE, "on_time"),
        (date(2025, 1, 11), None, date(2025, 2, 1), "late"),
        (None, date(2025, 1, 8), date(2025, 1, 9), "rejected"),
        (date(2025, 1, 12), date(2025, 1, 8), date(2025, 2, 1), "late"),
    ],
)
def test_a_submission_stands_as_its_days_say(accepted_on, rejected_on, on, state):
    assert state_of(DUE, accepted_on, rejected_on, on) == state


def test_a_submission_covers_every_period_that_was_over_on_its_day_and_no_other_district():
    came = receipt(DECEMBER, date(2025, 1, 5), rows=12)
    assert stands((JIANGYANG, DECEMBER), came).state == "on_time"
    assert stands((JIANGYANG, NOVEMBER), came).state == "late"
    assert stands((HEJIANG, DECEMBER), came).state == "missing"
    assert stands((JIANGYANG, DECEMBER), receipt(date(2024, 12, 30), date(2024, 12, 30))).state == "missing"


def test_a_mended_submission_keeps_its_day_and_improves_what_it_held():
    first = receipt(NOVEMBER, date(2024, 12, 9), rows=5, findings=4)
    mended = receipt(NOVEMBER, date(2024, 12, 20), rows=6, findings=0)
    told = stands((JIANGYANG, NOVEMBER), first, mended)
    assert (told.state, told.received_on, told.quality) == ("on_time", date(2024, 12, 9), Quality(6, findings=0))


def test_what_came_after_the_day_is_not_known_on_it():
    assert stands((JIANGYANG, DECEMBER), receipt(DECEMBER, DUE), on=date(2025, 1, 9)).state == "not_due"


def test_the_log_is_read_and_what_is_unsettled_or_damaged_hides_nothing(tmp_path):
    papers = {
        "district": JIANGYANG,
        "datasets": ["financing"],
        "as_of": "2024-12-31",
        "received_at": "2025-01-10T17:30:00+00:00",
        "is_demonstration": False,
        "quality": {"financing": {"rows": 3, "expected": 30, "filled": 30, "errors": 0, "findings": 1}},
        "findings": {"errors": 0, "warnings": 1},
        "snapshot": "2024-12-31.1",
    }
    for name, outcome in (("1", "accepted"), ("2", "received")):
        (tmp_path / f"{name}.json").write_text(json.dumps(papers | {"outcome": outcome}), "utf-8")
    (tmp_path / "3.json").write_text("", "utf-8")
    [found] = receipts(tmp_path)
    # Half past one in the night of Luzhou: the next day.
    assert (found.received_on, found.is_accepted, found.entry) == (date(2025, 1, 11), True, "1")
    assert found.datasets == {"financing": Quality(3, 30, 30, 0, 1)}


def test_nothing_is_published_of_submissions_where_none_was_ever_made(tmp_path, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    assert submission_rows.delivery(DECEMBER, None, is_demonstration=False) is None


def test_months_are_complete_once_nothing_of_them_can_come_in_time_any_more():
    # November's patents are due on 25 December.
    assert submission_rows.complete_through(DECEMBER, date(2024, 12, 25)) == date(2024, 10, 31)
    assert submission_rows.complete_through(DECEMBER, date(2024, 12, 26)) == NOVEMBER


def test_the_matrix_says_in_words_how_each_stands_and_a_dot_where_nothing_is_owed():
    rows = submission_rows.table(
        s
        for s in standings(
            [receipt(NOVEMBER, date(2024, 12, 9), rows=1, expected=10, filled=9, findings=3)],
            NOVEMBER,
            date(2024, 12, 12),
        )
        if s.district in (JIANGYANG, HEJIANG) and s.dataset in ("financing", "stations", "patents")
    )
    query = load_query("submissions/matrix")
    found = run(over({"submissions": rows.to_pandas()}), query, month=NOVEMBER)
    cells = matrix.grid(found, query.columns, "zh")
    told = {of: {place: (c.glyph, c.word, c.remarks("zh")) for place, c in line.items()} for of, line in cells.items()}
    assert told == {
        "专利": {"江阳区": ("◇", "未到期", ""), "合江县": ("◇", "未到期", "")},
        "知识产权金融": {"江阳区": ("✓", "按时", "不完整 · 问题3"), "合江县": ("—", "未报", "")},
    }
    page = matrix.html(cells, "zh", {"on_time": "#e6f0dc"})
    assert '<th scope="row">知识产权金融</th><td style="background-color: #e6f0dc" title="报送期限 2024-12-10' in page
    assert '<small class="brief">◐ 3</small>' in page


def test_one_districts_submission_leaves_the_standing_of_the_others_as_it_was(demo_root, monkeypatch):
    """The demonstration has months that a district skipped; they stay missing when another one submits."""
    monkeypatch.setenv("DASHBOARD_DATA", str(demo_root))
    base = catalog.shelf().in_force
    also = receipt(base.as_of, base.as_of, rows=1, expected=10, filled=10, findings=0)
    rows = submission_rows.delivery(base.as_of, base, True, [also]).rows
    asked = (
        "select submission_id, standing from submissions where district_code <> $d or dataset <> 'financing' order by 1"
    )
    before = open_snapshot(base).execute(asked, {"d": JIANGYANG}).fetchall()
    after = over({"submissions": rows.to_pandas()}).execute(asked, {"d": JIANGYANG}).fetchall()
    assert after == before


def test_standing_is_pure_of_the_page():
    for path in (ROOT / "dashboard" / "submissions").glob("*.py"):
        assert "streamlit" not in path.read_text("utf-8")


def test_the_page_offers_the_findings_file_of_each_submission_that_has_findings(demo_root, monkeypatch):
    app = opened("submissions", demo_root, monkeypatch, lang="zh")
    assert not app.exception
    [chosen] = [box for box in app.selectbox if box.label == "问题清单"]
    assert chosen.options[0] == "纳溪区 · 专利转化 · 问题5"
    assert any("下载问题清单（演示）" in str(button) for button in app.get("download_button"))
