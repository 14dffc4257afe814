"""Profile pages: with a subject, without one, with an unknown one; names lead to them and they lead back."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, unquote

import pandas as pd
import pytest

from dashboard import catalog, metrics, profiles, queries
from dashboard.scope import default_scope
from dashboard.ui import linking
from tests.test_pages import opened, partial_root, words_of  # noqa: F401 - a fixture

SUBJECTS = {
    "organisation": ("name", "示例企业0001"),
    "lender": ("name", "示例银行01"),
    "station": ("id", "S001"),
    "indication": ("name", "合江荔枝"),
    "district": ("id", "510521"),
}
UNKNOWN = {
    "organisation": "没有名为“无此”的单位",
    "lender": "没有名为“无此”的贷款机构",
    "station": "没有站点“无此”",
    "indication": "没有地理标志“无此”",
    "district": "“无此”不是本市区县的代码",
}


def links_of(app):
    """{(page, parameters of the address)} of every link on the page."""
    protos = [element.proto for element in app.get("page_link")]
    return [(p.page, {k: v[0] for k, v in parse_qs(p.query_string).items()}) for p in protos]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", SUBJECTS)
def test_a_profile_shows_its_subject_says_that_it_is_demonstration_and_links_what_is_around(
    demo_root, monkeypatch, kind, language
):
    word, value = SUBJECTS[kind]
    app = opened(kind, demo_root, monkeypatch, lang=language, **{word: value})
    assert not app.exception
    assert not app.warning
    assert {"zh": "演示数据", "en": "Demonstration data"}[language] in words_of(app)
    pages = {page for page, _ in links_of(app)}
    assert {"organisation": "district", "lender": "district", "station": "organisation", "indication": "lender",
            "district": "station"}[kind] in pages  # fmt: skip
    assert all(words["snapshot"] == "2024-12-31" for _, words in links_of(app))
    assert all((words.get("lang") == "en") == (language == "en") for _, words in links_of(app))


@pytest.mark.parametrize("kind", SUBJECTS)
def test_without_a_subject_the_page_offers_the_largest(demo_root, monkeypatch, kind):
    app = opened(kind, demo_root, monkeypatch)
    assert not app.exception
    offered = [words[linking.PROFILES[kind]] for page, words in links_of(app) if page == kind]
    assert len(offered) == (7 if kind == "district" else 10)


@pytest.mark.parametrize("kind", SUBJECTS)
def test_an_unknown_subject_is_told_and_the_largest_are_offered(demo_root, monkeypatch, kind):
    app = opened(kind, demo_root, monkeypatch, **{SUBJECTS[kind][0]: "无此"})
    assert not app.exception
    assert UNKNOWN[kind] in app.warning[0].value
    assert [page for page, _ in links_of(app) if page == kind]


def test_part_of_a_name_offers_the_names_that_hold_it(demo_root, monkeypatch):
    app = opened("organisation", demo_root, monkeypatch, name="企业000")
    assert "名称中含该字样的有" in app.info[0].value
    assert {"示例企业0001", "示例企业0009"} <= {words["name"] for page, words in links_of(app)}


@pytest.mark.parametrize("kind", SUBJECTS)
def test_a_profile_on_a_snapshot_with_patents_only_names_what_is_missing(partial_root, monkeypatch, kind):  # noqa: F811
    app = opened(kind, partial_root, monkeypatch, **{SUBJECTS[kind][0]: SUBJECTS[kind][1]})
    assert not app.exception
    assert "没有" in words_of(app)


def test_the_box_opens_another_subject_and_forgets_the_page_of_the_records(demo_root, monkeypatch):
    app = opened("organisation", demo_root, monkeypatch, name="示例企业0001")
    app.number_input(key="page.profiles/organisation_patents").set_value(3).run()
    app.selectbox(key="profile.organisation").select("示例大学06").run()
    assert "示例大学06" in app.query_params["name"]
    assert app.subheader[0].value == "示例大学06"
    assert app.number_input(key="page.profiles/organisation_patents").value == 1


def test_a_profile_counts_what_the_page_narrowed_to_it_counts(demo_root, monkeypatch):
    profile = opened("organisation", demo_root, monkeypatch, name="示例企业0001", since="2023-01", until="2023-12")
    page = opened("patents", demo_root, monkeypatch, pick="organisation:示例企业0001", since="2023-01", until="2023-12")
    shown = {m.label: m.value for m in page.metric}
    for card in profile.metric:
        assert card.value == shown.get(card.label, card.value)
    assert {"专利授权量", "有效发明专利拥有量"} <= {m.label for m in profile.metric}


def test_a_filter_of_the_page_before_does_not_narrow_a_profile(demo_root, monkeypatch):
    app = opened("organisation", demo_root, monkeypatch, name="示例企业0001", pick="organisation:示例大学06")
    assert app.subheader[0].value == "示例企业0001"
    assert "示例大学06" not in " ".join(c.value for c in app.caption[:3])


# --- links --------------------------------------------------------------------------------------


def test_a_theme_page_is_reached_narrowed_to_the_subject_with_the_period_kept(demo_root, monkeypatch):
    app = opened(
        "lender", demo_root, monkeypatch, name="示例银行01", since="2023-01", until="2023-12", district="510502"
    )
    [(_, words)] = [link for link in links_of(app) if link[0] == "financing"]
    assert words == {"snapshot": "2024-12-31", "since": "2023-01", "until": "2023-12", "pick": "lender:示例银行01"}


def test_a_table_links_every_name_that_has_a_profile(demo_root, monkeypatch):
    app = opened("financing", demo_root, monkeypatch, lang="en")
    [table] = [t.value for t in app.dataframe if "contract_no" in t.value]
    row = table.iloc[0]
    assert row["firm"].startswith("organisation?name=%E7%A4%BA%E4%BE%8B")
    assert row["firm"].split("#")[1] == row["firm"].split("?name=")[1].split("&")[0]
    assert "lang=en" in row["firm"] and "snapshot=2024-12-31" in row["firm"]
    assert row["district_code"].startswith("district?id=5105")
    assert unquote(row["district_code"].split("#")[1]) in {
        c.label.en for c in catalog.code_list("districts")
    }  # fmt: skip
    assert "/" not in row["firm"].split("?")[0], "relative: it holds behind any proxy path"


def test_a_name_is_told_by_what_stands_beside_it():
    assert linking.kinds_of(["name", "register", "district_code"]) == {
        "name": "indication",
        "district_code": "district",
    }
    assert linking.kinds_of(["station_id", "name"]) == {"station_id": "station", "name": "station"}
    assert linking.kinds_of(["name", "value"]) == {}


def test_a_source_links_to_its_address_which_needs_no_column_of_its_own():
    rows = pd.DataFrame(
        {"source_title": ["甲报道", "乙报道", None], "source_url": ["http://a/#x", "(无网址)", "http://c"]}
    )
    columns = {name: queries.Column(name, catalog.Label(name, name)) for name in rows}
    configs = {name: {"label": name} for name in rows}
    shown = linking.linked(rows, rows.copy(), columns, configs)
    addresses = [None if pd.isna(cell) else unquote(cell) for cell in shown["source_title"]]
    assert addresses == ["http://a/#甲报道", "#乙报道", None]
    assert configs["source_url"] is None


def test_words_of_a_name_are_not_read_as_markdown():
    assert linking.plain("甲*[乙]_:red[丙]") == r"甲\*\[乙\]\_\:red\[丙\]"


# --- a district ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def snapshot(demo_root):
    return catalog.shelf(demo_root / "snapshots").in_force


def test_a_district_stands_by_every_signed_metric_that_follows_districts(snapshot):
    scope = default_scope(snapshot)
    found = {s.reading.metric.id: s for s in profiles.standings(snapshot, "510521", scope)}
    assert set(found) == {m.id for m in queries.metrics().values() if "district" in m.by}
    granted = found["patents_granted"]
    order = list(metrics.ranking(snapshot, "patents_granted", scope)["district_code"])
    assert granted.rank == order.index("510521") + 1
    assert granted.among == 7
    city = metrics.read(snapshot, ["patents_granted"], scope)["patents_granted"].value
    assert granted.share == pytest.approx(granted.reading.value / city)
    assert found["residents_per_station"].share is None


def test_fewer_residents_per_station_rank_better(snapshot):
    scope = default_scope(snapshot)
    code = metrics.ranking(snapshot, "residents_per_station", scope)["value"].idxmin()
    best = metrics.ranking(snapshot, "residents_per_station", scope)["district_code"][code]
    found = {s.reading.metric.id: s for s in profiles.standings(snapshot, best, scope)}
    assert found["residents_per_station"].rank == 1


def test_before_anything_was_recorded_a_district_has_no_rank(snapshot):
    early = replace(default_scope(snapshot), since=date(1950, 1, 1), until=date(1950, 12, 31))
    found = {s.reading.metric.id: s for s in profiles.standings(snapshot, "510521", early)}
    assert (found["patents_granted"].rank, found["patents_granted"].reading.value) == (None, None)


def test_towns_without_a_station_are_listed_and_unknown_ones_come_last():
    rows = pd.DataFrame({"town": ["旧镇", "南城街道"], "stations": [1, 2], "services": [4.0, None]})
    found = profiles.with_every_town(rows, "510502")
    assert found["town"].iloc[0] == "南城街道"
    assert found["town"].iloc[-1] == "旧镇"
    assert list(found["stations"])[:2] == [2, 0]
    assert len(found) == 16


def test_a_card_of_a_profile_opens_the_records_of_its_subject(demo_root, monkeypatch):
    app = opened("organisation", demo_root, monkeypatch, name="示例企业0001")
    [card] = [m for m in app.metric if m.label == "专利授权量"]
    app.button(key="card.patents_granted").click().run()
    assert not app.exception
    assert f"**{card.value}**" in words_of(app)
