"""A number is the same wherever it stands: card, figure, records, command line, passport, SQL, explorer, citation."""

import json
from datetime import date

import pytest

from dashboard import catalog, citation, drill, explorer, passport, pivot, queries, records, sandbox, warehouse
from dashboard.__main__ import main
from dashboard.numbers import Number
from dashboard.scope import Scope, from_link
from tests.test_pages import opened

DISTRICT, SINCE, UNTIL = "510502", date(2023, 1, 1), date(2023, 12, 31)
LINK = {"district": DISTRICT, "since": "2023-01", "until": "2023-12"}
# Inventions, utility models and designs granted to applicants of Jiangyang in 2023.
GRANTED = 1016


@pytest.fixture
def snapshot(demo_root, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(demo_root))
    return catalog.shelf().in_force


@pytest.fixture
def scope(snapshot):
    return Scope(snapshot.id, SINCE, UNTIL, districts=(DISTRICT,))


def test_on_the_card(demo_root, monkeypatch):
    app = opened("patents", demo_root, monkeypatch, **LINK)
    assert [m.value for m in app.metric if m.label == "专利授权量"] == [f"{GRANTED:,}件"]


def test_in_the_figure(snapshot, scope):
    rows = warehouse.run(
        warehouse.open_snapshot(snapshot),
        "patents/granted_trend",
        **scope.params(snapshot.complete_through(["patents"])),
    )
    assert rows["granted"].sum() == GRANTED


def test_in_the_records(snapshot, scope):
    [behind] = drill.of_metric(snapshot, queries.metrics()["patents_granted"], scope)
    assert records.total(warehouse.open_snapshot(snapshot), behind) == (GRANTED, GRANTED)


def test_on_the_command_line(snapshot, capsys):
    asked = ["metrics", "patents_granted", "--district", DISTRICT, "--since", "2023-01", "--until", "2023-12"]
    assert main([*asked, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["metrics"][0]["value"] == GRANTED


def test_in_the_sandbox(snapshot):
    sql = f"""select count(*) as granted from patents
              where district_code = '{DISTRICT}' and granted_on between date '{SINCE}' and date '{UNTIL}'"""
    assert sandbox.ask(snapshot, sql).rows["granted"].tolist() == [GRANTED]


def test_in_the_explorer(snapshot):
    scope, _ = from_link({word: [value] for word, value in LINK.items()}, catalog.shelf())
    asked, _ = pivot.from_link({"metric": ["patents_granted"], "row": ["quarter"]})
    answer = explorer.evaluate(snapshot, asked, scope)
    *quarters, total = (line[0].value for line in answer.cells)
    assert (sum(quarters), total) == (GRANTED, GRANTED)


def test_in_the_passport_and_back_from_its_citation(snapshot, scope):
    number = Number(queries.metrics()["patents_granted"], scope)
    told = passport.of(number, catalog.shelf())
    assert told.value.value == GRANTED
    cited = citation.resolve(citation.reference(number, told.value, snapshot), catalog.shelf())
    assert (cited.status, cited.now.value) == ("matches", GRANTED)
