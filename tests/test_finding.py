"""What there is to be found by typing, and the index of it that browsers search."""

import json
from datetime import date

import pytest

from dashboard import catalog, finding, queries, questions
from dashboard.catalog import Label
from dashboard.finding import Entry, Page
from intake.publish import publish
from tests.test_publish import delivery, patent

USE, NO_SECTION = Label("Use", "运用"), Label("", "")
OVERVIEW = Page("overview/overview", "", Label("Overview", "总览"), NO_SECTION)
FINANCING = Page("financing/financing", "financing", Label("IP financing", "知识产权金融"), USE)
EXPLORER = Page("analysis/explorer", "explorer", Label("Explorer", "自助分析"), Label("Analysis", "分析"))
ORGANISATION = Page("profiles/organisation", "organisation", Label("Organisation", "单位"), NO_SECTION)
STATION = Page("profiles/station", "station", Label("Station", "站点"), NO_SECTION)
DISTRICT = Page("profiles/district", "district", Label("District", "区县"), NO_SECTION)


@pytest.fixture(scope="module")
def snapshot(demo_root):
    return catalog.shelf(demo_root / "snapshots").in_force


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A snapshot of three patents of two firms."""
    rows = [
        patent("1", applicant="重庆路一厂", district_code="510502"),
        patent("2", applicant="重庆路一厂", district_code="510502"),
        patent("3", applicant="ABC公司"),
    ]
    folder = tmp_path_factory.mktemp("small")
    return publish({"patents": delivery("patents", *rows)}, as_of=date(2024, 6, 30), folder=folder)


def of(kind, snapshot, *pages):
    return [entry for entry in finding.entries(snapshot, pages) if entry.kind == kind]


def test_pages_are_those_that_the_menu_has_each_with_its_section(snapshot):
    assert of("page", snapshot, OVERVIEW, FINANCING) == [
        Entry("page", "", Label("Overview", "总览"), NO_SECTION, ""),
        Entry("page", "financing", Label("IP financing", "知识产权金融"), USE, "financing 质押 贷款 pledge loans"),
    ]


def test_every_signed_metric_is_found_those_of_the_overview_first_with_the_page_that_shows_it(snapshot):
    found = of("metric", snapshot, OVERVIEW, FINANCING, EXPLORER)
    assert {entry.id for entry in found} == set(queries.metrics())
    assert found[0].id == "patents_granted"
    hints = {entry.id: entry.hint.zh for entry in found}
    assert (hints["pledge_loans"], hints["population_resident"]) == ("知识产权金融", "自助分析")


def test_a_metric_is_shown_by_the_page_about_its_subject_before_others_that_show_it_too():
    assert finding.page_showing("patents_granted") == "patents/patents"
    assert finding.page_showing("ip_equity_firms") == "financing/financing"
    assert finding.page_showing("expo/editions") == "expo/expo"
    assert finding.page_showing("population_resident") is None


def test_places_are_found_where_there_is_a_page_for_them(snapshot):
    assert of("district", snapshot, OVERVIEW) == of("town", snapshot, OVERVIEW) == []
    assert of("district", snapshot, DISTRICT)[0] == Entry(
        "district", "510502", Label("Jiangyang", "江阳区"), NO_SECTION, "510502"
    )
    assert len(of("town", snapshot, DISTRICT)) == 126
    assert of("town", snapshot, DISTRICT)[0] == Entry(
        "town", "510502/南城街道", Label("南城街道", "南城街道"), Label("Jiangyang", "江阳区")
    )


def test_every_name_of_the_snapshot_is_found_those_with_most_records_first(small):
    assert of("organisation", small, ORGANISATION) == [
        Entry("organisation", "重庆路一厂", Label("重庆路一厂", "重庆路一厂"), Label("Jiangyang", "江阳区")),
        Entry("organisation", "ABC公司", Label("ABC公司", "ABC公司"), NO_SECTION),
    ]


def test_a_station_is_found_by_its_name_and_by_its_id(snapshot):
    [first] = [entry for entry in of("station", snapshot, STATION) if entry.id == "S001"]
    assert first.label.zh.startswith("示例") and first.also == "S001"


def test_questions_are_found_whose_pages_there_are(snapshot):
    found = of("question", snapshot, FINANCING)
    assert {entry.id for entry in found} == {q.id for q in questions.questions() if q.page == "financing"}
    assert all(entry.also for entry in found)


def test_the_index_says_each_thing_once(small):
    told = json.loads(finding.index(small, (ORGANISATION,)))
    hints = told["hints"]
    jiangyang, none = hints.index(["江阳区", "Jiangyang"]), hints.index(["", ""])
    assert told["entries"]["organisation"] == [["重庆路一厂", jiangyang], ["ABC公司", none]]
    assert told["entries"]["page"] == [["单位", none, "Organisation", "organisation", "organisation"]]
    assert told["kinds"]["organisation"] == ["单位", "Organisations"]
    assert list(told["kinds"]) == list(finding.KINDS)


def test_a_sign_has_all_its_readings_the_usual_one_first():
    assert finding.sounds("泸A行,酒") == {"泸": "lu", "行": "xing hang heng", "酒": "jiu"}


def test_the_index_of_the_demonstration_names_thousands_and_stays_small(snapshot):
    pages = (OVERVIEW, FINANCING, ORGANISATION, STATION, DISTRICT)
    assert len(of("organisation", snapshot, ORGANISATION)) > 9000
    assert len(finding.index(snapshot, pages)) < 400_000
