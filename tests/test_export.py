"""A deck leaves the room: one command, a file named after what it holds, faults told, nothing half written."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import catalog
from dashboard.__main__ import main
from dashboard.catalog import Label
from dashboard.decks import showing, written
from dashboard.decks.deck import Deck, Slide, View
from dashboard.outputs import files, jobs

TINY = Deck(
    "tiny",
    Label("Tiny deck", "小材料"),
    (
        Slide("one", Label("Patents", "专利"), (View(metrics=("patents_granted",)),), finding=("patents_granted",)),
        Slide("two", Label("Gone", "已删"), (View(query="patents/gone"), View(query="patents/sections"))),
    ),
)


@pytest.fixture
def root(demo_root, tmp_path, monkeypatch):
    """A data root of the test's own over the demonstration snapshots."""
    (tmp_path / "snapshots").symlink_to(demo_root / "snapshots")
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def shown(root):
    shelf = catalog.shelf()
    return showing.show(TINY, shelf, shelf.in_force, "zh")


def test_a_file_is_named_after_title_period_place_and_snapshot(shown):
    assert files.name_of(shown, files.FORMATS["xlsx"]) == "小材料_2024年_全市_2024-12-31.xlsx"
    named = replace(shown, title="甲/乙: *?")
    assert files.name_of(named, files.FORMATS["png"]) == "甲-乙-_2024年_全市_2024-12-31.zip"


def test_what_could_not_be_shown_is_told_with_its_slide(shown):
    made = files.write(shown, "xlsx")
    assert [caution.en for caution in made.cautions] == [
        "slide 2, patents/gone: there is no query 'patents/gone' any more; take it off the slide or restore its file"
    ]


def test_every_format_is_offered_by_a_function_that_exists():
    assert [callable(made.writes()) for made in files.FORMATS.values()] == [True] * 6


@pytest.mark.parametrize("format_id", ["pptx", "docx", "xlsx"])
def test_office_files_come_out_of_the_command(root, tmp_path, capsys, format_id):
    out = tmp_path / "out"
    out.mkdir()
    assert main(["export", "financing", "--format", format_id, "--out", str(out)]) == 0
    target = Path(capsys.readouterr().out.strip())
    assert target == out / f"知识产权金融专题_2019—2024年_全市_2024-12-31.{format_id}"
    assert zipfile.ZipFile(io.BytesIO(target.read_bytes())).testzip() is None
    assert [path.name for path in out.iterdir()] == [target.name]


def test_a_deck_in_a_file_is_exported_in_a_district_and_in_english(root, tmp_path, capsys):
    own = tmp_path / "own.toml"
    own.write_text(written.to_toml(TINY), "utf-8")
    asked = [
        "export",
        str(own),
        "--format",
        "html",
        "--lang",
        "en",
        "--district",
        "510521",
        "--out",
        f"{tmp_path / 'a.html'}",
    ]
    assert main(asked) == 0
    told = capsys.readouterr()
    assert told.out.strip() == f"{tmp_path / 'a.html'}"
    assert "slide 2, patents/gone: there is no query" in told.err
    assert "Luxian" in (tmp_path / "a.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["nothing"], "没有汇报材料“nothing”；现有：expo、financing、half-year、monthly"),
        (["monthly", "--snapshot", "1999-01-01"], "there is no sound snapshot '1999-01-01'; the sound ones are 2024-12-31"),
        (["missing.toml"], "missing.toml: No such file or directory"),
    ],
)  # fmt: skip
def test_what_cannot_be_exported_is_refused_with_what_there_is(root, capsys, asked, told):
    assert main(["export", *asked]) == 2
    assert told in capsys.readouterr().err


def test_a_deck_file_with_faults_is_refused_with_all_of_them(root, tmp_path, capsys):
    (tmp_path / "bad.toml").write_text('[[slides]]\nid = "a b"\nviews = 3\n', "utf-8")
    assert main(["export", str(tmp_path / "bad.toml"), "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert "slide 1 (a b), id “a b”: an id of letters, digits and hyphens" in told
    assert "slide 1 (a b), views “3”: a list of tables" in told


def test_a_failed_export_leaves_the_earlier_file_as_it_was(root, tmp_path, monkeypatch):
    out = tmp_path / "briefing.xlsx"
    out.write_bytes(b"as it was")
    made = files.File("x", "x", b"new")
    monkeypatch.setattr(Path, "replace", lambda self, target: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        files.save(made, out)
    assert out.read_bytes() == b"as it was"


def test_a_page_lets_a_process_of_its_own_make_the_file(root):
    shelf = catalog.shelf()
    job = jobs.start(TINY, shelf.in_force, "zh", "xlsx")
    assert job.wait(120)
    assert job.failure is None
    assert job.done == 1
    assert job.file.name == "小材料_2024年_全市_2024-12-31.xlsx"
    assert len(job.file.cautions) == 1


def test_a_process_that_fails_tells_why(root):
    gone = replace(catalog.shelf().in_force, id="1999-01-01")
    job = jobs.start(TINY, gone, "zh", "xlsx")
    assert job.wait(120)
    assert job.file is None
    assert "there is no sound snapshot '1999-01-01'" in job.failure.zh
