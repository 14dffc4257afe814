"""Files from a browser: stored flat and small, tried out beside what is served, published by the command's own way."""

import io
import struct
import zipfile
from datetime import date

import pytest

from dashboard import catalog, warehouse
from dashboard.ui.submitting import draft as drafts
from intake import sample, upload
from intake.publish import Refused, publish
from tests.test_publish import delivery, patent
from tests.test_submit import JIANGYANG, LOAN, digests

FIRST, SECOND = date(2024, 12, 31), date(2025, 1, 31)
PLACE = catalog.code_list("districts")[0]
GOOD = "申请号,名称,申请日,区县\n85100001,新,1985-04-01,江阳区\n202010000001.1,增,2020-01-02,\n".encode("gb18030")
WRONG = "申请号,名称,申请日,区县\n202010000001.5,错,2020-01-02,合江县\n".encode("gb18030")


@pytest.fixture
def base(tmp_path, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    patents = (patent("85100001", title="旧", district_code=JIANGYANG), patent("93100001.7", district_code="510522"))
    loan = {"contract_no": "Y1", "firm": "示例企业0001", "district_code": JIANGYANG, **LOAN}
    return publish({"patents": delivery("patents", *patents), "financing": delivery("financing", loan)}, as_of=FIRST)


def examined(*files, as_of=SECOND, fictitious=False):
    return drafts.examine(files, PLACE, as_of, fictitious, lambda step: None)


def packed(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def named(*names):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\报送\\专利.csv", "专利.csv"),
        ("/", ""),
        ("..", ""),
        ("a:b?.csv", "a_b_.csv"),
        ("x" * 300 + ".csv", "x" * 120 + ".csv"),
    ],
)
def test_a_name_loses_every_path(name, kept):
    assert upload.base_name(name) == kept


def test_files_of_an_archive_are_laid_flat_and_never_outside(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    content = named("../../../out.csv", "江阳/专利.csv", "泸县/专利.csv", "__MACOSX/._专利.csv", "空/")
    stored = upload.store([("报送.zip", content)], folder)
    assert [p.name for p in stored] == ["out.csv", "专利.csv", "专利 (2).csv"]
    assert {p.parent for p in stored} == {folder}
    assert list(tmp_path.iterdir()) == [folder]


def test_chinese_names_of_windows_archives_are_read():
    info = zipfile.ZipInfo("专利.csv".encode("gb18030").decode("cp437"))
    assert upload._name_of(info) == "专利.csv"


def test_what_unpacks_to_too_much_is_refused_even_where_its_directory_lies(tmp_path, monkeypatch):
    monkeypatch.setattr(upload, "MOST_UNPACKED", 1 << 20)
    bomb = bytearray(packed(**{"xl/sheet.xml": b"0" * (8 << 20)}))
    # The directory at the end of the archive claims ten bytes.
    at = bomb.index(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = struct.pack("<I", 10)
    for name, content in (("a.xlsx", bytes(bomb)), ("a.zip", packed(**{"a.csv": b"0" * (8 << 20)}))):
        with pytest.raises(upload.NotTaken, match="unpacks to more than"):
            upload.store([(name, content)], tmp_path)
    assert not list(tmp_path.iterdir())


def test_too_many_files_are_refused(tmp_path):
    with pytest.raises(upload.NotTaken, match="more than 200 files"):
        upload.store([("a.zip", named(*(f"{n}.csv" for n in range(250))))], tmp_path)


def test_a_preview_counts_what_would_change_and_changes_nothing(base):
    before = digests()
    draft = examined(("专利.csv", GOOD))
    assert draft.is_sound
    change = draft.preview.datasets["patents"]
    assert (change.rows, change.added, change.changed, change.removed) == ((2, 3), 1, 1, 0)
    assert draft.preview.others_rows == 1
    assert digests() == before
    assert not (catalog.data_root() / "submissions").exists()
    folder = draft.submission.folder
    draft.discard()
    assert not folder.exists()


def test_publishing_a_draft_is_what_the_command_does(base):
    draft = examined(("专利.csv", GOOD))
    made = drafts.publish(draft, "zh", lambda step: None).snapshot
    assert made.id == "2025-01-31" and catalog.shelf().in_force == made
    con = warehouse.open_snapshot(made)
    told = "select standing, submitted_rows from submissions where dataset = 'patents' and district_code = $place"
    rows = warehouse.tuples(con, f"{told} and period_end = date '2025-01-31'", {"place": JIANGYANG})
    # The clock of the test is the machine's: in time or late, but here, with its two rows.
    assert [(state in ("on_time", "late"), count) for state, count in rows] == [(True, 2)]


def test_a_wrong_draft_has_no_preview_and_says_cell_by_cell_what_to_mend(base):
    before = digests()
    draft = examined(("专利.csv", WRONG))
    assert not draft.is_sound and draft.preview is None
    [error] = [f for f in draft.examined.findings.listed if f.severity == "error" and f.rule == "other_district"]
    assert (error.place.file, error.place.row, error.place.column, error.place.value) == (
        "专利.csv",
        2,
        "区县",
        "合江县",
    )
    assert draft.findings_file("zh").startswith(b"PK")
    outcome = drafts.publish(draft, "zh", lambda step: None)
    assert outcome.snapshot is None and digests() == before
    assert outcome.findings_file.is_file()


def test_a_draft_is_not_published_onto_a_snapshot_that_came_after_its_preview(base):
    draft = examined(("专利.csv", GOOD))
    publish({}, as_of=FIRST)
    outcome = drafts.publish(draft, "zh", lambda step: None)
    assert outcome.snapshot is None
    assert "2024-12-31.1" in outcome.findings.listed[0].problem.message("zh")
    assert catalog.shelf().in_force.id == "2024-12-31.1"


def test_a_failing_check_across_tables_is_told_in_the_preview(base, monkeypatch):
    def fails(*_args, **_options):
        raise Refused(catalog.Label("a check failed", "检查未通过"))

    monkeypatch.setattr("intake.preview.publish", fails)
    draft = examined(("专利.csv", GOOD))
    assert not draft.is_sound and draft.refusal.zh == "检查未通过"


def test_demonstration_files_of_a_district_go_through_with_one_loan_more_and_one_request_less(demo_root, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(demo_root))
    snapshot = catalog.shelf().in_force
    files = sample.files(snapshot, PLACE)
    assert sorted(name.rpartition(".")[2] for name in files) == ["csv", "xlsx", "xlsx"]
    draft = examined(("示例.zip", sample.archive(snapshot, PLACE)), as_of=FIRST, fictitious=True)
    assert draft.is_sound, [f.sentence("zh") for f in draft.examined.findings.listed]
    counts = {n: (c.added, c.changed, c.removed) for n, c in draft.preview.datasets.items()}
    assert counts == {
        "financing": (1, 0, 0), "patent_transactions": (0, 0, 0), "ip_cases": (0, 0, 0), "service_requests": (0, 0, 1),
    }  # fmt: skip
    assert {("pledge_loans", catalog.CITY), ("pledge_loans", JIANGYANG)} <= {
        (m.metric.id, m.place) for m in draft.preview.moved
    }
    assert all(c.id != "2024-12-31.1" for c in catalog.shelf().sound)


def test_no_sample_is_made_of_real_records(base):
    with pytest.raises(ValueError, match="real records"):
        sample.archive(base, PLACE)
