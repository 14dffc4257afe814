"""Every page renders on full, on partial and on no data, in both languages; links restore what they say."""

import json
import os
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import catalog, metrics
from dashboard.catalog import ROOT
from intake.publish import publish
from tests.test_publish import delivery, patent

ADDRESSES = {
    "": "pages/overview/overview.py",
    "patents": "pages/patents/patents.py",
    "trademarks": "pages/trademarks/trademarks.py",
    "expo": "pages/expo/expo.py",
    "financing": "pages/financing/financing.py",
    "stations": "pages/stations/stations.py",
    "about": "pages/data/about.py",
}


def opened(address, root, monkeypatch, **words):
    """The page at an address over a data root, as a cold link opens it."""
    monkeypatch.setenv("DASHBOARD_DATA", str(root))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for word, value in words.items():
        app.query_params[word] = value
    app.run()
    if address:
        app.switch_page(ADDRESSES[address])
        app.run()
    return app


def words_of(app):
    """Everything that the page says in text."""
    kinds = (app.markdown, app.caption, app.header, app.info, app.warning, app.error, app.subheader)
    return "\n".join(str(block.value) for kind in kinds for block in kind)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_renders_on_the_demonstration_data_and_says_that_it_is(demo_root, monkeypatch, address, language):
    app = opened(address, demo_root, monkeypatch, lang=language)
    assert not app.exception
    assert not app.error
    assert {"zh": "演示数据", "en": "Demonstration data"}[language] in words_of(app)
    assert "2024-12-31" in words_of(app)


@pytest.fixture(scope="module")
def partial_root(tmp_path_factory):
    """A data root whose only snapshot holds two patents and nothing else."""
    root = tmp_path_factory.mktemp("partial")
    rows = delivery("patents", patent("1", granted_on=date(2024, 3, 1)), patent("2"))
    publish({"patents": rows}, as_of=date(2024, 6, 30), folder=root / "snapshots")
    return root


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_renders_on_a_snapshot_with_patents_only_and_names_what_is_missing(partial_root, monkeypatch, address):
    app = opened(address, partial_root, monkeypatch)
    assert not app.exception
    assert "演示数据" not in words_of(app)
    if address in ("trademarks", "expo", "financing", "stations"):
        assert "没有" in words_of(app) or "无" in words_of(app)


def test_without_any_snapshot_the_page_says_how_to_get_one(tmp_path, monkeypatch):
    app = opened("", tmp_path, monkeypatch)
    assert not app.exception
    assert "make demo" in app.warning[0].value


def test_a_link_restores_every_part_of_the_scope(demo_root, monkeypatch):
    app = opened("", demo_root, monkeypatch, snapshot="2024-09-30", since="2023-01", until="2023-12",
                 compare="previous", district="510502,510521", industry="baijiu", lang="en")  # fmt: skip
    scope = app.session_state["scope"]
    assert (scope.snapshot, scope.since, scope.until) == ("2024-09-30", date(2023, 1, 1), date(2023, 12, 31))
    assert (scope.compare, scope.districts, scope.industries) == ("previous", ("510502", "510521"), ("baijiu",))
    assert scope.language == "en"
    assert app.multiselect(key="bar.district").value == ["510502", "510521"]


def test_a_filter_survives_a_change_of_page(demo_root, monkeypatch):
    app = opened("", demo_root, monkeypatch)
    app.multiselect(key="bar.district").select("510521").run()
    app.switch_page(ADDRESSES["patents"]).run()
    assert app.multiselect(key="bar.district").value == ["510521"]
    assert "泸县" in words_of(app)


def test_unknown_values_in_a_link_are_ignored_with_a_notice(demo_root, monkeypatch):
    app = opened("", demo_root, monkeypatch, district="999999", snapshot="1999-01-01", since="soon")
    assert not app.exception
    told = [block.value for block in app.info]
    assert len(told) == 3
    assert any("999999" in t for t in told)


def test_clearing_the_filters_takes_one_click(demo_root, monkeypatch):
    app = opened("", demo_root, monkeypatch, district="510502", industry="baijiu")
    app.button(key="bar.clear").click().run()
    scope = app.session_state["scope"]
    assert (scope.districts, scope.industries) == ((), ())


def test_a_damaged_snapshot_is_named_and_the_one_before_is_served(demo_root, monkeypatch, tmp_path):
    root = tmp_path / "snapshots"
    root.mkdir()
    for snapshot in (demo_root / "snapshots").iterdir():
        if snapshot.is_dir():
            _copy(snapshot, root / snapshot.name)
    (root / "2024-12-31" / "patents.parquet").unlink()
    app = opened("", tmp_path, monkeypatch)
    assert not app.exception
    assert "2024-12-31" in app.error[0].value and "patents.parquet" in app.error[0].value
    assert app.session_state["scope"].snapshot == "2024-09-30"


def _copy(source, target):
    target.mkdir()
    for path in source.rglob("*"):
        if path.is_file():
            (target / path.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
            os.link(path, target / path.relative_to(source))


def test_the_command_line_prints_what_the_card_shows(demo_root, monkeypatch, capsys):
    from dashboard.__main__ import main

    app = opened("", demo_root, monkeypatch)
    [card] = [m for m in app.metric if m.label == "专利授权量"]
    assert card.value == "2,610件"
    assert main(["metrics", "patents_granted", "--format", "json"]) == 0
    [entry] = json.loads(capsys.readouterr().out)["metrics"]
    assert entry == {
        "metric": "patents_granted", "geo_code": "510500", "value": 2610, "state": "reported", "unit": "件",
        "kind": "flow",
    }  # fmt: skip
    assert catalog.shelf().in_force.id == "2024-12-31"


def test_a_selection_in_the_link_narrows_the_cards_and_stands_in_the_sentence(demo_root, monkeypatch):
    app = opened("patents", demo_root, monkeypatch, pick="patent_type:invention", district="510502")
    assert not app.exception
    [granted] = [m.value for m in app.metric if m.label == "专利授权量"]
    scope = replace(app.session_state["scope"], picks=())
    inventions = metrics.read(catalog.shelf().in_force, ["inventions_granted"], scope)["inventions_granted"]
    assert granted == f"{inventions.value:.0f}件"
    assert "2024年 · 江阳区 · 发明" in words_of(app)
    app.button(key="bar.clear").click().run()
    assert app.session_state["scope"].picks == ()


def test_a_selection_of_another_subject_is_kept_and_not_applied(demo_root, monkeypatch):
    app = opened("trademarks", demo_root, monkeypatch, pick="patent_type:invention")
    assert "发明" not in words_of(app)
    assert [str(p) for p in app.session_state["scope"].picks] == ["patent_type:invention"]


def test_a_card_opens_the_records_that_add_up_to_it(demo_root, monkeypatch):
    app = opened("financing", demo_root, monkeypatch)
    [card] = [m for m in app.metric if m.label == "知识产权质押贷款笔数"]
    app.button(key="card.pledge_loans").click().run()
    assert not app.exception
    assert f"**{card.value}**" in words_of(app)
