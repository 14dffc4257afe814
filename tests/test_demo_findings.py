"""The findings files of the demonstration's submissions: as many findings as the log says, the same each time."""

import io
from datetime import date

import pytest
import python_calamine

from dashboard import catalog, warehouse
from intake.demo import findings


@pytest.fixture(scope="module")
def last(demo_root):
    return catalog.shelf(demo_root / "snapshots").in_force


def sheets(content):
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_every_dataset_that_is_owed_has_a_file_with_the_findings_of_its_row(last):
    asked = (
        "select district_code, dataset, period_end, errors, findings from submissions where findings > 0"
        " qualify row_number() over (partition by dataset order by errors desc, submission_id) = 1"
    )
    rows = warehouse.select(warehouse.open_snapshot(last), asked)
    assert len(rows) == 11
    places = {c.code: c for c in catalog.code_list("districts")}
    for row in rows.itertuples():
        content = findings.workbook(
            last, places[row.district_code], row.dataset, row.period_end.date(), row.errors, row.findings - row.errors,
            "zh",
        )  # fmt: skip
        listed, *copies = sheets(content).values()
        assert [line[0] for line in listed[2:]].count("错误") == row.errors, row.dataset
        assert len(listed) - 2 == row.findings
        assert len(copies) == 1
        for severity, file, sheet, line, column, _, message, remedy, rule in listed[2:]:
            assert all((severity, file, sheet, column, message, remedy, rule)) and line > 2
        assert "演示数据" in copies[0][0][0]


def test_the_file_is_the_same_each_time_and_marks_the_cells_it_names(last):
    [place] = [c for c in catalog.code_list("districts") if c.code == "510503"]
    told = (last, place, "patent_transactions", date(2024, 11, 30), 3, 2, "zh")
    listed, copy = sheets(findings.workbook(*told)).values()
    assert (listed, copy) == tuple(sheets(findings.workbook(*told)).values())
    headings = copy[1]
    for _, _, _, line, column, value, *_ in listed[2:]:
        assert copy[int(line) - 1][headings.index(column)] == value


def test_no_findings_are_made_up_for_real_records(last):
    from dataclasses import replace

    [place] = [c for c in catalog.code_list("districts") if c.code == "510503"]
    with pytest.raises(ValueError, match="real records"):
        findings.workbook(replace(last, is_demonstration=False), place, "financing", date(2024, 11, 30), 1, 0, "zh")
