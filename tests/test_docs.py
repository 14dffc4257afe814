"""The README keeps up: every page, dataset, command and kind of figure stands in it."""

import re
import subprocess
import sys

import pytest

from dashboard import catalog, charts, queries
from dashboard.catalog import ROOT

README = (ROOT / "README.md").read_text("utf-8")
APP = (ROOT / "app.py").read_text("utf-8")
PAGES = re.findall(r'"(\w+/\w+)": \("(\w*)", Label\("([^"]+)", "([^"]+)"\)\)', APP)


def test_app_lists_every_script_under_pages_once():
    scripts = {p.relative_to(ROOT / "pages").with_suffix("").as_posix() for p in (ROOT / "pages").rglob("*.py")}
    assert sorted(path for path, *_ in PAGES) == sorted(scripts)
    assert len({address for _, address, _, _ in PAGES}) == len(PAGES)


@pytest.mark.parametrize(("path", "address", "en", "zh"), PAGES)
def test_the_readme_names_every_page_by_both_titles_and_its_address(path, address, en, zh):
    assert f"| {en} · {zh} | `/{address}` |" in README
    assert (ROOT / "pages" / f"{path}.py").is_file()


@pytest.mark.parametrize("dataset", catalog.contracts())
def test_the_readme_names_every_dataset(dataset):
    assert f"| `{dataset}` |" in README


@pytest.mark.parametrize("kind", [k for k in charts.GRAMMAR if k != "lines_by_day"])
def test_the_readme_names_every_way_to_draw(kind):
    assert f"`{kind}`" in README


@pytest.mark.parametrize("module", ["intake", "dashboard"])
def test_the_commands_in_the_readme_exist(module):
    done = subprocess.run([sys.executable, "-m", module, "--help"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0
    for command in set(re.findall(rf"python -m {module} (\w+)", README)):
        assert command in done.stdout


def test_every_query_that_the_readme_runs_exists():
    asked = re.findall(r"python -m dashboard query ([\w/]+)", README)
    assert asked
    assert set(asked) <= set(queries.query_names())


def test_the_example_query_in_the_readme_runs(empty, tmp_path):
    path = tmp_path / "granted_by_year.sql"
    path.write_text(re.search(r"```sql\n(.+?)```", README, re.S).group(1), "utf-8")
    header = queries.read_header(path)
    rows = empty.execute(header.sql, {"districts": None}).df()
    assert list(rows.columns) == [text.split()[0] for text in header.all("column")]


def test_the_requirements_are_pinned():
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text("utf-8").splitlines():
            assert re.match(r"#|-r |[\w.-]+==[\w.]+(\s+#.+)?$", line), line


def test_the_changelog_is_dated():
    assert re.search(r"^## \d{4}-\d{2}-\d{2}$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
