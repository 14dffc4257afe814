"""A citation leads back to exactly the number it was made of, and says why when it does not."""

import json
from dataclasses import replace
from datetime import date

import pytest

from dashboard import catalog, citation, numbers, passport, queries, warehouse
from dashboard.__main__ import main
from dashboard.numbers import Number
from dashboard.scope import Pick, default_scope
from tests.test_drill import options_of, pages
from tests.test_pages import opened, words_of

SCOPES = {
    "the year": {},
    "two counties and a chain": {"districts": ("510521", "510525"), "industries": ("baijiu",)},
    "a brushed window": {"since": date(2023, 2, 1), "until": date(2024, 5, 31), "within": (date(2023, 1, 1), date(2024, 12, 31))},
    "inventions of a firm": {"picks": (Pick("patent_type", "invention"), Pick("organisation", "示例,企业 & 子公司#1"))},
}  # fmt: skip
FIGURES = [name for name in queries.query_names() if any(f'"{name}"' in source for source in pages().values())]
# Lists of names, or asked with what only the page knows.
WITHOUT_NUMBERS = {"expo/editions_side_by_side", "indications/list", "trademarks/well_known", "expo/editions"}


@pytest.fixture(scope="module")
def shelf(demo_root):
    return catalog.shelf(demo_root / "snapshots")


def cited(shelf, metric="patents_granted", **scope):
    number = Number(queries.metrics()[metric], replace(default_scope(shelf.in_force), **scope))
    return citation.line(number, numbers.in_snapshot(number, shelf.in_force), shelf.in_force)


@pytest.mark.parametrize("metric", queries.metrics())
@pytest.mark.parametrize("chosen", SCOPES)
def test_the_citation_of_a_metric_resolves_to_it(shelf, metric, chosen):
    found = citation.resolve(f"见{cited(shelf, metric, **SCOPES[chosen])}。", shelf)
    assert (found.status, found.reason) == ("matches", None)
    for part in ("since", "until", "districts", "industries", "picks"):
        asked = SCOPES[chosen].get(part, getattr(default_scope(shelf.in_force), part))
        assert getattr(found.number.scope, part) == asked


@pytest.mark.parametrize("name", sorted(set(FIGURES) - WITHOUT_NUMBERS))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_citation_of_a_figures_first_value_resolves_to_it(shelf, name, language):
    query, snapshot = queries.load_query(name), shelf.in_force
    options = options_of(warehouse.open_snapshot(snapshot), query)
    scope = replace(default_scope(snapshot), language=language)
    rows = numbers.rows_of(Number(query, scope, options=numbers.options_of(options)), snapshot)
    number = numbers.first(query, rows, scope, options)
    if number is None:
        assert rows.empty or not numbers.measured(query, rows)
        return
    value = numbers.in_snapshot(number, snapshot)
    assert value.value == rows[number.column].dropna().iloc[0]
    found = citation.resolve(citation.line(number, value, snapshot), shelf)
    assert found.status == "matches"
    assert found.now == value


def test_a_line_reads_as_a_sentence_and_ends_in_what_a_program_reads(shelf):
    line = cited(shelf, districts=("510502",))
    words, _, reference = line.partition(" · lzip:")
    assert words == "专利授权量 894件(2024年、江阳区)· 快照 2024-12-31"
    assert reference.startswith("patents_granted@2024-12-31?since=2024-01&until=2024-12&district=510502&value=894#")


@pytest.mark.parametrize("change", [("value=2610", "value=2611"), ("2024-01", "2023-01"), ("granted", "filed")])
def test_an_altered_citation_is_refused(shelf, change):
    found = citation.resolve(cited(shelf).rpartition(" ")[2].replace(*change), shelf)
    assert found.status == "unresolved"
    assert "altered" in found.reason.en


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("专利授权量 2,610件", "it is no citation"),
        ("lzip:patents_granted@2024-12-31?since=2024-01", "it is no citation"),
        ("lzip:patents_lost@2024-12-31?value=1#aaaaaa-bbbbbb", "no metric or query 'patents_lost'"),
        ("lzip:patents_granted@2019-12-31?value=1#aaaaaa-bbbbbb", "snapshot 2019-12-31 is not here"),
        ("lzip:patents_granted@2024-12-31?value=1#aaaaaa-bbbbbb", "names no period"),
        ("lzip:patents_granted@2024-12-31?since=2024-01&until=2024-12&district=9&value=1#aaaaaa-bbbbbb", "district=9"),
        ("lzip:patents_granted@2024-12-31?since=2024-01&until=2024-12&colour=red&value=1#aaaaaa-bbbbbb", "'colour'"),
    ],
)
def test_a_citation_that_leads_nowhere_says_why(shelf, line, reason):
    found = citation.resolve(line, shelf)
    assert found.status == "unresolved"
    assert reason in found.reason.en


def test_another_snapshot_under_the_same_id_is_noticed(shelf):
    other = replace(shelf.in_force, resources={k: v for k, v in shelf.in_force.resources.items() if k != "targets"})
    changed = replace(shelf, sound=(other, *shelf.sound[1:]), in_force=other)
    found = citation.resolve(cited(shelf), changed)
    assert found.status == "differs"
    assert "another one than cited" in found.reason.en


def test_a_changed_definition_is_noticed(shelf, monkeypatch):
    line = cited(shelf)
    honest = numbers.in_snapshot
    monkeypatch.setattr(numbers, "in_snapshot", lambda *asked: replace(honest(*asked), value=2600.0))
    found = citation.resolve(line, shelf)
    assert (found.status, found.cited, found.now.value) == ("differs", "2610", 2600)
    assert "definition has changed" in found.reason.en


def test_a_passport_tells_what_each_older_snapshot_reported_and_what_it_did_not_know_yet(shelf):
    scope = replace(default_scope(shelf.in_force), until=date(2024, 5, 31))
    found = passport.of(Number(queries.metrics()["patents_granted"], scope), shelf)
    assert [(p.snapshot, p.value.state) for p in found.history] == [
        ("2024-12-31", "reported"), ("2024-09-30", "reported"), ("2024-06-30", "not_yet_known"),
    ]  # fmt: skip
    older = shelf.find("2024-09-30")
    assert found.history[1].value.value == numbers.in_snapshot(found.number, older).value
    assert found.complete_through == {"patents": date(2024, 12, 31)}
    assert [s.rows_published for s in found.supplies[0].resource.sources] == [found.supplies[0].resource.rows]
    assert found.target.target == 2500


def test_the_checks_of_a_passport_are_those_over_its_datasets(shelf):
    found = passport.of(Number(queries.metrics()["pledge_loans"], default_scope(shelf.in_force)), shelf)
    rules = {c.rule for c in found.checks}
    assert "loans_overdue" in rules
    assert "visits_outside_edition_days" not in rules
    assert [c.rows for c in found.checks] == sorted((c.rows for c in found.checks), reverse=True)


# --- the command line -----------------------------------------------------------------------------


@pytest.fixture
def over_the_demonstration(demo_root, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(demo_root))


def test_the_command_line_cites_and_resolves(over_the_demonstration, capsys):
    assert main(["cite", "patents_granted", "--district", "510502"]) == 0
    line = capsys.readouterr().out.strip()
    assert main(["cite", line]) == 0
    assert capsys.readouterr().out.splitlines() == ["专利授权量  894件", "2024年、江阳区 · 快照 2024-12-31", "matches"]
    assert main(["cite", line, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["status"], told["value"], told["unit"], told["cited"]) == ("matches", 894, "件", "894")


def test_the_command_line_cites_a_value_of_a_figure(over_the_demonstration, capsys):
    asked = ["cite", "patents/granted_trend", "--row", "period=2024-03", "--row", "patent_type=invention"]
    assert main(asked) == 0
    assert "row.period=2024-03&row.patent_type=invention&column=granted&value=30#" in capsys.readouterr().out


def test_the_command_line_tells_a_citation_that_does_not_hold(over_the_demonstration, shelf, capsys):
    assert main(["cite", cited(shelf).replace("value=2610", "value=2611")]) == 1
    assert "cannot be resolved: it was altered" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["patents_lost"], "there is no metric or query"),
        (["patents_granted", "--district", "999999"], "--district 999999"),
        (["patents/granted_trend"], "name it by --row"),
        (["patents/granted_trend", "--column", "patent_type"], "are granted, prior"),
    ],
)
def test_a_request_to_cite_that_makes_no_sense_is_refused(over_the_demonstration, capsys, asked, told):
    assert main(["cite", *asked]) == 2
    assert told in capsys.readouterr().err


# --- the page -------------------------------------------------------------------------------------


def test_a_cited_link_opened_cold_lands_on_its_page_and_scope_with_the_passport_open(demo_root, shelf, monkeypatch):
    app = opened("", demo_root, monkeypatch, cite=cited(shelf, districts=("510502",)).rpartition(" ")[2])
    assert not app.exception
    assert app.session_state["scope"].districts == ("510502",)
    assert "**专利授权量** 894件" in words_of(app)
    assert any("value=894#" in block.value for block in app.code)


def test_a_link_with_an_altered_citation_says_so(demo_root, shelf, monkeypatch):
    app = opened("", demo_root, monkeypatch, cite=cited(shelf).rpartition(" ")[2].replace("2610", "2611"))
    assert not app.exception
    assert any("改动" in block.value for block in app.info)


def test_every_card_leads_to_its_passport(demo_root, monkeypatch):
    app = opened("financing", demo_root, monkeypatch, lang="en")
    app.button(key="passport.pledge_loans").click().run()
    assert not app.exception
    assert "Citation" in words_of(app)
