"""The layers hold: who may import whom, and what no page may contain."""

import ast
import subprocess
import sys
from functools import cache

import pytest

from dashboard.catalog import ROOT

SOURCES = [p for folder in ("dashboard", "intake", "pages") for p in sorted((ROOT / folder).rglob("*.py"))]
SOURCES.append(ROOT / "app.py")


@cache
def imports(path):
    """Every module that a file imports, `from x import y` told as x and x.y."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def importers(package):
    return {
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if any(name == package or name.startswith(package + ".") for name in imports(path))
    }


def test_streamlit_is_imported_by_app_pages_and_ui_only():
    assert all(p == "app.py" or p.startswith(("pages/", "dashboard/ui")) for p in importers("streamlit"))


def test_duckdb_is_imported_by_warehouse_the_confined_process_and_intake_only():
    allowed = ("dashboard/warehouse.py", "dashboard/confined/worker.py", "intake/")
    assert all(p.startswith(allowed) for p in importers("duckdb"))


def test_the_confined_process_loads_neither_pandas_nor_the_warehouse():
    """It starts anew for each statement."""
    script = "import sys, dashboard.confined.worker; print({'pandas', 'dashboard.warehouse'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "set()", done.stderr


def test_plotly_is_imported_by_charts_only():
    assert all(p.startswith("dashboard/charts") for p in importers("plotly"))


def test_pydeck_is_imported_by_maps_only():
    assert importers("pydeck") <= {"dashboard/maps.py"}


@pytest.mark.parametrize("package", ["pptx", "docx", "playwright"])
def test_what_writes_files_is_imported_by_outputs_only(package):
    assert importers(package)
    assert all(p.startswith("dashboard/outputs/") for p in importers(package))


def test_workbooks_are_written_by_outputs_and_intake_only():
    assert all(p.startswith(("dashboard/outputs/", "intake/")) for p in importers("xlsxwriter"))


def test_intake_is_known_to_the_submission_in_the_browser_only():
    known = {p for p in importers("intake") if not p.startswith("intake/")}
    assert known and all(p.startswith("dashboard/ui/submitting/") for p in known)


def test_nothing_imports_pages():
    assert importers("pages") == set()


def test_the_catalog_is_a_leaf():
    modules = sorted((ROOT / "dashboard/catalog").glob("*.py"))
    ours = [n for m in modules for n in imports(m) if n.startswith(("dashboard", "intake", "pages"))]
    assert ours and all(n.startswith("dashboard.catalog") for n in ours)


@pytest.mark.parametrize(
    "module",
    [
        "queries",
        "warehouse",
        "sandbox",
        "confined",
        "query_contract",
        "saved",
        "workspace",
        "scope",
        "metrics",
        "decompose",
        "reasons",
        "text",
        "charts",
        "maps",
        "records",
        "drill",
        "answers",
        "captions",
        "decks",
        "sentences",
        "outputs",
        "drawing",
        "narrowing",
        "finding",
        "submissions",
    ],
)
def test_what_lies_below_the_pages_does_not_import_ui(module):
    place = ROOT / "dashboard" / module
    for path in [*place.rglob("*.py")] if place.is_dir() else [place.with_suffix(".py")]:
        assert not any(name.startswith("dashboard.ui") for name in imports(path)), path


def test_no_script_lies_directly_in_pages():
    assert not list((ROOT / "pages").glob("*.py"))


@pytest.mark.parametrize("path", sorted((ROOT / "pages").rglob("*.py")), ids=lambda p: p.stem)
def test_a_page_is_a_short_script_without_wrappers_or_caught_errors(path):
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 60
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.Try)]
    assert not [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name in ("render", "main")]


@pytest.mark.parametrize("word", ["use_container_width", "unsafe_allow_html", "st.map(", "plotly.express"])
def test_no_source_contains(word):
    assert not [p for p in SOURCES if word in p.read_text("utf-8")]


def test_the_server_asks_no_outside_host_for_its_own_address():
    """Streamlit's banner would; `dashboard.ui.serve` answers for it."""
    script = """
import runpy, sys
from streamlit import net_util
from streamlit.web import cli
cli.main = lambda: print(net_util.get_external_ip())
sys.argv = ["serve"]
runpy.run_module("dashboard.ui.serve", run_name="__main__")
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "None", done.stderr


def test_app_is_a_router_and_a_frame():
    assert len((ROOT / "app.py").read_text("utf-8").splitlines()) <= 60


def test_importing_everything_below_ui_starts_no_streamlit_and_reads_no_file():
    """Modules are imported in a fresh interpreter whose `open` refuses the project's data and queries."""
    script = """
import sys
def hook(event, args):
    if event == "open" and isinstance(args[0], str) and any(w in args[0] for w in ("/data/", "/queries/", ".po")):
        raise RuntimeError(f"read {args[0]} on import")
sys.addaudithook(hook)
import dashboard.catalog, dashboard.queries, dashboard.warehouse, dashboard.scope, dashboard.metrics
import dashboard.text, dashboard.charts, dashboard.maps, dashboard.sandbox, dashboard.saved, dashboard.workspace, intake.publish
assert "streamlit" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
