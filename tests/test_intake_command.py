"""`python -m intake`: what it prints, what it leaves behind, and its exit codes."""

import json
import zipfile
from pathlib import Path

import pytest
import python_calamine

from dashboard import catalog
from intake.__main__ import main

DATA = Path(__file__).parent / "data"
PATENTS = str(DATA / "intake_patents.csv")


@pytest.fixture(autouse=True)
def root(tmp_path, monkeypatch):
    """A data root of its own for every test."""
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def run(capsys):
    """Run a command: (exit code, lines on stdout, stderr)."""

    def runner(*arguments):
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as stopped:
            code = stopped.code
        said = capsys.readouterr()
        return code, said.out.splitlines(), said.err

    return runner


@pytest.fixture
def faulty(tmp_path):
    """Two rows, one with a wrong check digit, with an inventor's name beside it."""
    path = tmp_path / "有误.csv"
    path.write_text("申请号,申请日,发明人\n201710106452.1,2017-02-27,张某\n201710106452.2,2017-02-27,李某\n", "utf-8")
    return path


def imported(run, file=PATENTS, as_of="2024-12-31", *more):
    return run("import", "patents", file, "--as-of", as_of, *more)


def test_an_import_prints_what_became_of_every_row_and_publishes(run):
    code, lines, _ = imported(run)
    assert code == 0
    assert lines[0] == "intake_patents.csv：UTF-8，表头第3行；读入 3 = 发布 3 + 拒绝 0；空行 0"
    assert "区县：3 行中缺 3 行" in lines
    assert lines[-2:] == ["错误 0 个，警告 0 个", "已发布快照 2024-12-31：专利共 3 行"]
    snapshot = catalog.shelf().in_force
    assert (snapshot.id, snapshot.is_demonstration) == ("2024-12-31", False)
    assert snapshot.resources["patents"].rows == 3


def test_an_import_speaks_english_when_asked(run):
    code, lines, _ = imported(run, PATENTS, "2024-12-31", "--lang", "en")
    assert code == 0
    assert lines[0] == "intake_patents.csv: UTF-8, header in row 3; rows in 3 = published 3 + rejected 0; empty rows 0"
    assert lines[-1] == "published snapshot 2024-12-31: Patents, 3 rows"


def test_a_dry_run_publishes_nothing(run, root):
    code, lines, _ = imported(run, PATENTS, "2024-12-31", "--dry-run")
    assert (code, lines[-1]) == (0, "检查通过，未发布（--dry-run）")
    assert not (root / "snapshots").exists()


def test_errors_block_publishing_and_exit_with_1(run, faulty, root):
    code, lines, _ = imported(run, faulty)
    assert code == 1
    assert lines[0] == (
        "错误 [check_digit] 有误.csv 第3行 “申请号”列 = “201710106452.2”：申请号校验位应为 1。处理：请对照证书或登记簿核对申请号"
    )
    assert "有误.csv：UTF-8，表头第1行；读入 2 = 合格 1 + 拒绝 1；空行 0" in lines
    assert lines[-1] == "有错误，未发布；现行快照不变"
    assert not (root / "snapshots").exists()


def test_the_findings_file_lists_findings_and_marks_the_cells(run, faulty, tmp_path):
    report = tmp_path / "问题.xlsx"
    imported(run, faulty, "2024-12-31", "--report", report)
    book = python_calamine.CalamineWorkbook.from_path(str(report))
    assert book.sheet_names == ["问题清单", "1 有误.csv"]
    listed = book.get_sheet_by_name("问题清单").to_python()
    assert listed[0][0] == "错误 1 个，警告 0 个；列出 1 个（共 1 个）"
    assert listed[2][:6] == ["错误", "有误.csv", "", 3.0, "申请号", "201710106452.2"]
    copy = book.get_sheet_by_name("1 有误.csv").to_python()
    with zipfile.ZipFile(report) as parts:
        assert "申请号校验位应为 1" in parts.read("xl/comments1.xml").decode()
    # Names of persons are not kept, not even in the copy.
    assert copy == [["申请号", "申请日"], ["201710106452.1", "2017-02-27"], ["201710106452.2", "2017-02-27"]]


def test_merge_replaces_rows_of_the_same_key_and_keeps_the_others(run, tmp_path):
    imported(run)
    update = tmp_path / "更新.csv"
    update.write_text("申请号,申请日,名称\n85100001,1985-04-01,改名\n93100001.7,1993-01-04,新增\n", "utf-8")
    code, lines, _ = imported(run, update, "2025-01-31", "--mode", "merge")
    assert (code, lines[-1]) == (0, "已发布快照 2025-01-31：专利共 4 行")


def test_complete_through_is_kept_with_the_dataset(run):
    imported(run, PATENTS, "2024-12-31", "--complete-through", "2024-10-31")
    assert str(catalog.shelf().in_force.resources["patents"].complete_through) == "2024-10-31"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("import", "patent", PATENTS, "--as-of", "2024-12-31"), "用法错误：没有数据集 patent；可用：demands、"),
        (("import", "patents", "没有.csv", "--as-of", "2024-12-31"), "用法错误：没有文件 没有.csv"),
        (("import", "patents", PATENTS, "--as-of", "去年"), "去年 不是日期，应写作 2024-12-31"),
        (("import", "patents", PATENTS), "--as-of"),
        (("import", "patents", PATENTS, "--as-of", "2024-12-31", "--map", "x=y"), "“专利”没有字段 y；可用字段："),
        (("import", "patents", PATENTS, "--as-of", "2024-12-31", "--lookup", "x=y"), "--lookup x=y：应写作 字段=文件"),
        (("show", "2024-12-31"), "用法错误：没有快照 2024-12-31；现有：无"),
        (("rollback", "2024-12-31"), "用法错误：没有快照 2024-12-31；现有：无"),
        (("fly",), "invalid choice"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_is_known(run, arguments, message):
    code, _, errors = run(*arguments)
    assert code == 2
    assert message in errors


def test_list_and_show_tell_what_is_there(run):
    imported(run)
    imported(run, PATENTS, "2025-01-31")
    _, lines, _ = run("list")
    assert [line.split("\t")[0] for line in lines] == ["2025-01-31", "2024-12-31"]
    assert lines[0].endswith("现行")
    code, lines, _ = run("show", "2024-12-31")
    assert code == 0
    assert "patents 专利：3 行，完整至 2024-12-31" in lines
    assert any("intake_patents.csv  3 = 3 + 0" in line for line in lines)


def test_rollback_puts_an_earlier_snapshot_in_force_until_the_next_publish(run):
    imported(run)
    imported(run, PATENTS, "2025-01-31")
    assert run("rollback", "2024-12-31")[:2] == (0, ["现行快照：2024-12-31"])
    assert catalog.shelf().in_force.id == "2024-12-31"
    imported(run, PATENTS, "2025-02-28")
    assert catalog.shelf().in_force.id == "2025-02-28"


def test_verify_finds_a_changed_byte_and_exits_with_1(run, root):
    imported(run)
    assert run("verify")[:2] == (0, ["1 个快照完好"])
    stored = root / "snapshots" / "2024-12-31" / "patents.parquet"
    content = bytearray(stored.read_bytes())
    content[100] ^= 1
    stored.unlink()  # Files may be linked between snapshots.
    stored.write_bytes(content)
    assert run("verify")[:2] == (1, ["2024-12-31: patents.parquet: 与发布时的哈希值不符"])


def test_demonstration_data_is_left_alone_where_there_are_snapshots(run):
    imported(run)
    assert run("demo", "--if-none") == (0, [], "")


def test_a_findings_file_in_no_folder_is_refused_before_the_work(run):
    code, _, errors = imported(run, PATENTS, "2024-12-31", "--report", "没有/问题.xlsx")
    assert code == 2
    assert "--report 没有/问题.xlsx：应以 .xlsx 结尾，且所在文件夹须已存在" in errors


def test_two_snapshots_are_compared_in_any_order(run, tmp_path):
    smaller = tmp_path / "早.csv"
    smaller.write_text("\n".join(Path(PATENTS).read_text("utf-8-sig").splitlines()[:5]) + "\n", "utf-8")
    assert imported(run, str(smaller), "2024-09-30")[0] == 0
    assert imported(run)[0] == 0
    code, lines, _ = run("diff", "2024-12-31", "2024-09-30", "--lang", "en")
    assert code == 0
    assert lines[0] == "2024-09-30 → 2024-12-31"
    [patents] = [line for line in lines if line.startswith("patents\t")]
    assert patents.split("\t")[1:4] == ["Patents", "compared", "+1 −0 ~0"]


def test_the_json_form_of_a_comparison_is_stable(run, tmp_path):
    assert imported(run, PATENTS, "2024-09-30")[0] == 0
    assert imported(run)[0] == 0
    told = json.loads("".join(run("diff", "2024-09-30", "2024-12-31", "--format", "json")[1]))
    assert (told["then"], told["now"], told["restatements"]) == ("2024-09-30", "2024-12-31", [])
    [patents] = [one for one in told["datasets"] if one["dataset"] == "patents"]
    assert patents == {
        "dataset": "patents", "state": "unchanged", "records": [3, 3], "added": 0, "removed": 0, "changed": 0,
        "fields": {}, "only_then": [], "only_now": [],
    }  # fmt: skip
    of_one = json.loads("".join(run("diff", "2024-09-30", "2024-12-31", "--dataset", "patents", "--format", "json")[1]))
    assert of_one["rows"] == []


def test_a_comparison_with_a_snapshot_that_is_not_there_is_a_usage_error(run):
    assert imported(run)[0] == 0
    code, _, error = run("diff", "2024-12-31", "2020-01-01")
    assert code == 2 and "2020-01-01" in error
    assert run("diff", "2024-12-31", "2024-12-31")[0] == 2
