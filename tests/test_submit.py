"""`python -m intake submit`: a district replaces its own rows and nobody else's, or nothing at all."""

import hashlib
import json
import zipfile
from datetime import date
from types import SimpleNamespace

import pytest
import python_calamine
import xlsxwriter

from dashboard import catalog, warehouse
from intake.__main__ import main
from intake.folder import named_in
from intake.publish import publish
from tests.test_publish import delivery, patent

JIANGYANG, HEJIANG = "510502", "510522"
FIRST, SECOND = date(2024, 12, 31), date(2025, 1, 31)
LOAN = {"kind": "pledge", "signed_on": date(2024, 3, 1)}


@pytest.fixture(autouse=True)
def base(tmp_path, monkeypatch):
    """A city database of two districts and one patent of none."""
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    patents = (
        patent("85100001", title="旧", district_code=JIANGYANG),
        patent("93100001.7", title="甲", district_code=HEJIANG),
        patent("201710106452.1", title="乙"),
    )
    loans = (
        {"contract_no": "Y1", "firm": "示例企业0001", "district_code": JIANGYANG, **LOAN},
        {"contract_no": "Y2", "firm": "示例企业0002", "district_code": HEJIANG, **LOAN},
    )
    return publish({"patents": delivery("patents", *patents), "financing": delivery("financing", *loans)}, as_of=FIRST)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "江阳区报送"
    made.mkdir()
    return made


@pytest.fixture
def submit(folder, capsys):
    """Submit the folder: exit code, lines, stderr and what the log has of it."""

    def submitter(*more, district=JIANGYANG):
        arguments = ["submit", "--district", district, folder, "--as-of", SECOND, *more]
        code = main([str(a) for a in arguments])
        said = capsys.readouterr()
        logs = sorted((catalog.data_root() / "submissions").glob("*.json"))
        log = json.loads(logs[-1].read_text("utf-8")) if logs else None
        return SimpleNamespace(code=code, lines=said.out.splitlines(), errors=said.err, log=log, logs=logs)

    return submitter


def workbook(path, **sheets):
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


def rows_of(dataset, fields):
    con = warehouse.open_snapshot(catalog.shelf().in_force)
    found = warehouse.select(con, f"select {fields} from {dataset} order by all")
    return [tuple(None if v != v else v for v in row) for row in found.itertuples(index=False)]


def digests():
    """Every file below the snapshots, by content."""
    root = catalog.snapshots_folder()
    return {p.relative_to(root): hashlib.sha256(p.read_bytes()).hexdigest() for p in root.rglob("*") if p.is_file()}


def messy(folder):
    workbook(
        folder / "江阳区专利(2025年1月).xlsx",
        Sheet1=[
            ["江阳区专利登记一览表"],
            ["申请号", "名称", "申请日期", "所属区县"],
            ["ZL 85100001", "新", "1985.04.01", "江阳"],
            ["CN202010000001.1", "增", "2020年1月2日", ""],
            ["合计", "2件"],
        ],
    )
    workbook(
        folder / "汇总.xlsx",
        台账=[
            ["合同号", "融资类型", "企业名称", "区(县)", "签订日"],
            ["Y9", "质押", "示例企业0009", "江阳区", "2025/1/6"],
        ],
    )
    lines = "注册号,商标名称,国际分类,区县\n80000001,示例,33,江阳区\n"
    (folder / "商标清单.csv").write_bytes(lines.encode("gb18030"))
    (folder / "~$汇总.xlsx").write_bytes(b"open in Excel")


def test_messy_files_of_a_district_go_through_and_the_others_stay_as_they_are(folder, submit, base):
    messy(folder)
    done = submit()
    assert done.code == 0, done.lines
    assert done.lines[-1] == "已接收江阳区报送，发布快照 2025-01-31"
    assert rows_of("patents", "application_no, title, district_code") == [
        ("201710106452.1", "乙", None),
        ("202010000001.1", "增", JIANGYANG),
        ("85100001", "新", JIANGYANG),
        ("93100001.7", "甲", HEJIANG),
    ]
    assert rows_of("financing", "contract_no, firm, district_code") == [
        ("Y2", "示例企业0002", HEJIANG),
        ("Y9", "示例企业0009", JIANGYANG),
    ]
    assert rows_of("trademarks", "registration_no, district_code") == [("80000001", JIANGYANG)]
    # The other districts may still be due: January is not complete for the city.
    assert catalog.shelf().in_force.resources["patents"].complete_through == base.resources["patents"].complete_through


def test_every_field_of_other_districts_rows_is_identical(folder, submit):
    others = f"select * from patents where district_code is distinct from '{JIANGYANG}' order by all"
    before = warehouse.select(warehouse.open_snapshot(catalog.shelf().in_force), others)
    messy(folder)
    assert submit().code == 0
    after = warehouse.select(warehouse.open_snapshot(catalog.shelf().in_force), others)
    assert len(before) == 2
    assert after.to_csv() == before.to_csv()


def test_the_log_keeps_every_submission_with_its_findings_file(folder, submit):
    messy(folder)
    submit()
    done = submit()
    assert len(done.logs) == 2
    assert all(log.with_suffix(".xlsx").is_file() for log in done.logs)
    assert {k: done.log[k] for k in ("district", "as_of", "rows", "outcome", "snapshot")} == {
        "district": JIANGYANG,
        "as_of": "2025-01-31",
        "rows": {"patents": 2, "financing": 1, "trademarks": 1},
        "outcome": "accepted",
        "snapshot": "2025-01-31.1",
    }
    # A total that was left out, and a row without its district.
    assert done.log["findings"] == {"errors": 0, "warnings": 2}


def test_a_wrong_submission_changes_nothing_and_returns_a_file_that_says_what_to_mend(folder, submit):
    messy(folder)
    wrong = "申请号,名称,申请日,区县\n85100001,新,1985-04-01,江阳区\n202010000001.5,错,2020-01-02,合江县\n"
    for old in folder.glob("*专利*"):
        old.unlink()
    (folder / "专利.csv").write_text(wrong, "utf-8")
    before = digests()
    done = submit()
    assert (done.code, done.lines[-1]) == (1, "报送被退回；现行快照不变")
    assert digests() == before
    assert (done.log["outcome"], done.log["snapshot"], done.log["findings"]["errors"]) == ("rejected", None, 2)
    listed = python_calamine.CalamineWorkbook.from_path(str(done.logs[0].with_suffix(".xlsx"))).get_sheet_by_index(0)
    [other] = [row for row in listed.to_python() if row[-1] == "other_district"]
    assert other == [
        "错误", "专利.csv", "", 3.0, "区县", "合江县", "该行属于合江县，而本次报送单位是江阳区",
        "请更正区县；如确属合江县，请删除该行并由其报送", "other_district",
    ]  # fmt: skip


@pytest.mark.parametrize(("number", "holder"), [("93100001.7", "合江县"), ("201710106452.1", "未载明区县")])
def test_a_record_that_stands_elsewhere_is_not_taken_twice(folder, submit, number, holder):
    (folder / "专利.csv").write_text(f"申请号,名称,申请日,区县\n{number},新,2017-02-27,江阳区\n", "utf-8")
    before = digests()
    done = submit()
    assert done.code == 1
    assert any("[held_elsewhere]" in line and f"总库中该记录归属“{holder}”" in line for line in done.lines)
    assert digests() == before


def test_findings_are_marked_in_the_sheet_they_are_in(folder, submit):
    workbook(
        folder / "报送.xlsx",
        专利=[["申请号", "申请日"], ["85100001", "1985-04-01"]],
        商标=[["注册号", "国际分类"], ["80000001", 99]],
    )
    done = submit()
    assert done.code == 1
    book = python_calamine.CalamineWorkbook.from_path(str(done.logs[0].with_suffix(".xlsx")))
    assert len(book.sheet_names) == 2
    assert book.get_sheet_by_index(1).to_python() == [["注册号", "国际分类"], ["80000001", 99.0]]


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("值班表.csv", "姓名,电话\n张某,1\n", "unknown_file"),
        ("说明.pdf", "%PDF-1.4", "wrong_file"),
        ("地博会交易.csv", "届,日期\n1,2024-01-01\n", "city_dataset"),
        ("targets.csv", "指标,目标值\npatents,1\n", "city_dataset"),
    ],
)
def test_a_file_that_does_not_belong_is_named_and_blocks(folder, submit, name, text, rule):
    messy(folder)
    (folder / name).write_text(text, "utf-8")
    done = submit()
    assert done.code == 1
    assert any(f"[{rule}] {name}" in line for line in done.lines), done.lines
    assert catalog.shelf().in_force.id == "2024-12-31"


def test_a_part_much_smaller_than_before_is_taken_only_where_it_is_said_to_be_whole(folder, submit):
    loans = [{"contract_no": f"Y{n}", "firm": "示例企业0001", "district_code": JIANGYANG, **LOAN} for n in range(3, 6)]
    publish({"financing": delivery("financing", *loans)}, as_of=FIRST)
    messy(folder)
    before = digests()
    refused = submit()
    assert (refused.code, refused.logs) == (1, [])
    assert "整体替换会丢失其余记录" in refused.lines[-1]
    assert digests() == before
    done = submit("--whole")
    assert done.code == 0
    assert [line for line in done.lines if "part_shrinks" in line] == [
        "警告 [part_shrinks] 汇总.xlsx：“知识产权金融”：总库中江阳区原有3行，本次仅1行，将整体替换。"
        "处理：请确认报送的是本区县全部记录，而非仅新增部分"
    ]


def test_an_archive_in_the_folder_is_unpacked(folder, submit):
    messy(folder)
    with zipfile.ZipFile(folder / "江阳区.zip", "w") as archive:
        for path in [*folder.glob("*.csv"), *folder.glob("汇总.xlsx")]:
            archive.write(path, f"江阳区报送/{path.name}")
            path.unlink()
    done = submit()
    assert done.code == 0, done.lines
    assert done.log["rows"] == {"patents": 2, "financing": 1, "trademarks": 1}
    assert (folder / "江阳区.zip").is_file() and len(list(folder.iterdir())) == 3


def test_the_files_of_another_district_are_told_as_a_whole_first(folder, submit):
    (folder / "专利.csv").write_text(
        "申请号,申请日,区县\n85100001,1985-04-01,泸县\n85100002,1985-04-01,泸县\n", "utf-8"
    )
    done = submit()
    assert done.code == 1
    assert (
        "[whole_other_district] 专利.csv 第2行 “区县”列 = “泸县”：全部2行都属于泸县，而本次报送单位是江阳区"
        in done.lines[0]
    )
    assert done.log["findings"]["errors"] == 2


def test_a_clerk_is_told_what_to_do_in_the_file_and_no_option_of_a_command(folder, submit):
    lines = "申请号,申请日,工号\n85100001,2031-04-01,A1\n"
    (folder / "专利.csv").write_text(lines, "utf-8")
    workbook(
        folder / "知识产权金融.xlsx",
        Sheet1=[["融资类型", "企业名称", "签订日"], ["质押", "示例企业0001", "2025-01-02"]],
    )
    done = submit()
    assert done.code == 1
    assert {rule for rule in ("unknown_column", "after_as_of", "missing_column") if f"[{rule}]" in str(done.lines)} == {
        "unknown_column", "after_as_of", "missing_column",
    }  # fmt: skip
    assert "--" not in "".join(done.lines)


def test_a_dry_run_leaves_no_trace(folder, submit, tmp_path):
    messy(folder)
    before = digests()
    done = submit("--dry-run", "--report", tmp_path / "清单.xlsx")
    assert (done.code, done.lines[-1], done.logs) == (0, "检查通过，未报送（--dry-run）", [])
    assert digests() == before
    assert (tmp_path / "清单.xlsx").is_file()


def test_an_unknown_district_is_wrong_usage(folder, submit):
    messy(folder)
    done = submit(district="510599")
    assert done.code == 2
    assert "没有区县 510599；可用：510502 江阳区" in done.errors


def test_an_empty_folder_is_wrong_usage(submit):
    assert submit().code == 2


def test_fictitious_and_real_records_never_meet(folder, submit):
    messy(folder)
    done = submit("--demonstration")
    assert done.code == 2
    assert "快照 2024-12-31 是真实数据" in done.errors
    assert done.logs == []


def test_names_of_files_tell_the_longest_dataset():
    assert named_in("江阳区专利转化台账") == ("patent_transactions",)
    assert named_in("patents-2024") == ("patents",)
    assert named_in("商标和专利") == ("patents", "trademarks")
    assert named_in("汇总") == ()
