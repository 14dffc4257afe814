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
    "industries": "pages/industries/industries.py",
    "expo": "pages/expo/expo.py",
    "financing": "pages/financing/financing.py",
    "commercialisation": "pages/commercialisation/commercialisation.py",
    "stations": "pages/stations/stations.py",
    "protection": "pages/protection/protection.py",
    "services": "pages/services/services.py",
    "preexamination": "pages/preexamination/preexamination.py",
    "cultivation": "pages/cultivation/cultivation.py",
    "matching": "pages/matching/matching.py",
    "decks": "pages/presenting/decks.py",
    "meeting": "pages/presenting/meeting.py",
    "explorer": "pages/analysis/explorer.py",
    "why": "pages/analysis/why.py",
    "compare": "pages/analysis/compare.py",
    "changes": "pages/analysis/changes.py",
    "submissions": "pages/submissions/submissions.py",
    "quality": "pages/data/quality.py",
    "figures": "pages/data/figures.py",
    "sql": "pages/analysis/sql.py",
    "about": "pages/data/about.py",
    "wall": "pages/presenting/wall.py",
    "organisation": "pages/profiles/organisation.py",
    "lender": "pages/profiles/lender.py",
    "station": "pages/profiles/station.py",
    "indication": "pages/profiles/indication.py",
    "district": "pages/profiles/district.py",
}


# A metric of every kind and shape: money, a stock, a share, a rate of two datasets, a distinct count, one without codes.
EXPLAINED = (
    "pledge_financing_amount", "valid_trademarks", "high_value_share", "residents_per_station", "ip_equity_firms",
    "expo_products", "expo_visitors",
)  # fmt: skip


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
    if address in ("trademarks", "expo", "financing", "commercialisation", "stations"):
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
        "metric": "patents_granted", "geo_code": "510500", "value": 2610, "state": "reported", "gaps": 0, "unit": "件",
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


# --- the explorer and the questions -------------------------------------------------------------


def explorer_table(app):
    """The pivot table on the page: its lines as lists, row words first."""
    shown = app.dataframe[0].value
    return [[*(line if isinstance(line, tuple) else (line,)), *values] for line, values in zip(
        shown.index, shown.to_numpy().tolist(), strict=True)]  # fmt: skip


@pytest.mark.parametrize(("language", "fastest"), [("zh", "古蔺县"), ("en", "Gulin")])
def test_an_explorer_link_opened_cold_shows_its_answer(demo_root, monkeypatch, language, fastest):
    app = opened("explorer", demo_root, monkeypatch, lang=language, metric="valid_invention_patents", show="change",
                 sort="-valid_invention_patents")  # fmt: skip
    assert not app.exception
    assert explorer_table(app)[0] == [fastest, 80, 33.3333]
    assert explorer_table(app)[-1][1] == 1605
    assert "sort=-valid_invention_patents&show=change" in app.code[0].value


def test_a_filter_by_measure_is_said_and_can_be_taken_back(demo_root, monkeypatch):
    app = opened("explorer", demo_root, monkeypatch, metric="pledge_financing_amount", row="lender",
                 having="pledge_financing_amount>20000000")  # fmt: skip
    assert "仅含知识产权质押融资金额大于2,000万元的行" in words_of(app)
    assert all(line[1] > 20_000_000 for line in explorer_table(app))
    before = len(explorer_table(app))
    app.button(key="pivot.remove.0").click().run()
    assert len(explorer_table(app)) > before


def test_a_filter_by_measure_is_added_as_people_write_amounts(demo_root, monkeypatch):
    app = opened("explorer", demo_root, monkeypatch, metric="pledge_financing_amount", row="lender")
    for amount, told in (("much", "数额写法如"), ("20 million", "大于2,000万元"), ("0.3亿", "大于3,000万元")):
        app.text_input(key="pivot.bound.low").set_value(amount)
        app.button(key="FormSubmitter:pivot.bound-添加筛选").click().run()
        assert not app.exception
        assert told in words_of(app)
    assert "having=pledge_financing_amount%3E20000000" in app.code[0].value


def test_what_is_asked_stays_while_the_reader_looks_at_another_page(demo_root, monkeypatch):
    app = opened("explorer", demo_root, monkeypatch)
    app.multiselect(key="pivot.metrics").set_value(["trademarks_new"]).run()
    app.selectbox(key="pivot.column").set_value("owner_class").run()
    app.switch_page(ADDRESSES["patents"]).run()
    app.switch_page(ADDRESSES["explorer"]).run()
    assert app.multiselect(key="pivot.metrics").value == ["trademarks_new"]
    assert app.selectbox(key="pivot.column").value == "owner_class"
    assert explorer_table(app)[-1][-1] == 7708


def test_a_metric_that_cannot_follow_the_rows_says_so_on_the_page(demo_root, monkeypatch):
    app = opened("explorer", demo_root, monkeypatch, metric="patents_granted,expo_visitors", row="industry")
    assert "地博会展馆人流量: 不区分产业链" in words_of(app)


def test_an_unknown_metric_in_an_explorer_link_is_told(demo_root, monkeypatch):
    app = opened("explorer", demo_root, monkeypatch, metric="profit")
    assert not app.exception
    assert any("profit" in block.value for block in app.info)


def test_an_exploration_is_saved_opened_and_deleted(demo_root, monkeypatch, tmp_path):
    root = tmp_path / "root"
    root.mkdir()
    (root / "snapshots").symlink_to(demo_root / "snapshots")
    app = opened("explorer", root, monkeypatch, metric="pledge_loans", row="lender", district="510502")
    app.text_input(key="pivot.name").set_value("江阳区各行放款")
    app.button(key="FormSubmitter:pivot.save-保存").click().run()
    assert "江阳区各行放款" in words_of(app)
    app.text_input(key="pivot.name").set_value("江阳区各行放款")
    app.button(key="FormSubmitter:pivot.save-保存").click().run()
    assert "请换一个名称" in app.warning[0].value
    app.multiselect(key="pivot.metrics").set_value(["trademarks_new"]).run()
    app.button(key="bar.clear").click().run()
    app.button(key="pivot.open.江阳区各行放款").click().run()
    assert app.session_state["pivot"].metrics == ("pledge_loans",)
    assert app.session_state["scope"].districts == ("510502",)
    app.button(key="pivot.delete.江阳区各行放款").click().run()
    assert "江阳区各行放款" not in words_of(app)


def test_choosing_a_question_opens_its_page_filtered(demo_root, monkeypatch):
    app = opened("explorer", demo_root, monkeypatch)
    app.button(key="question.longmatan_inventions").click().run()
    assert not app.exception
    scope = app.session_state["scope"]
    assert (scope.since, scope.districts) == (date(2023, 1, 1), ("510504",))
    assert [str(pick) for pick in scope.picks] == ["patent_type:invention"]
    assert "专利" in [block.value for block in app.header]


def found(app, kind, name, *, passport=False):
    """What the box in the frame does when something found is chosen."""
    app.session_state["find.chosen"] = {"kind": kind, "id": name, "passport": passport}
    return app.run()


def test_a_question_that_was_found_opens_its_page_filtered(demo_root, monkeypatch):
    app = found(opened("", demo_root, monkeypatch, lang="en"), "question", "firms_over_5m")
    assert not app.exception
    assert "only rows with IP pledge financing disbursed over CNY 5M" in words_of(app)
    assert app.session_state["scope"].language == "en"


@pytest.mark.parametrize(
    ("kind", "name", "page", "told"),
    [
        ("page", "expo", "地博会", "2023年"),
        ("metric", "pledge_loans", "知识产权金融", "2023年"),
        ("metric", "inventions_granted", "自助分析", "按区县分的发明专利授权量"),
        ("district", "510521", "区县", "泸县"),
        ("town", "510521/玉蟾街道", "区县", "泸县"),
        ("organisation", "示例企业0001", "单位", "示例企业0001"),
        ("lender", "示例银行01", "贷款机构", "示例银行01"),
        ("station", "S001", "站点", "示例服务站001"),
        ("indication", "合江荔枝", "地理标志", "合江荔枝"),
        ("chain", "energy", "产业导航", "能源"),
    ],
)
def test_what_was_found_opens_its_page_and_keeps_what_the_reader_looks_at(
    demo_root, monkeypatch, kind, name, page, told
):
    app = found(opened("patents", demo_root, monkeypatch, since="2023-01", until="2023-12"), kind, name)
    assert not app.exception
    assert [block.value for block in app.header] == [page]
    assert told in words_of(app)
    assert (app.session_state["scope"].since, app.session_state["scope"].until) == (
        date(2023, 1, 1),
        date(2023, 12, 31),
    )


def test_a_metric_that_was_found_can_open_its_passport(demo_root, monkeypatch):
    app = found(opened("", demo_root, monkeypatch), "metric", "patents_granted", passport=True)
    assert not app.exception
    assert [block.value for block in app.header] == ["专利"]
    assert "lzip:patents_granted@2024-12-31" in "\n".join(block.value for block in app.code)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_but_those_that_fill_a_screen_has_the_box_to_find_with(demo_root, monkeypatch, address):
    app = opened(address, demo_root, monkeypatch)
    boxes = [e for e in app.get("bidi_component") if "luzhou_find" in e.proto.component_name]
    assert len(boxes) == (0 if address in ("meeting", "wall") else 1)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("metric_id", EXPLAINED)
def test_why_every_kind_of_metric_moved_is_told_or_it_is_said_why_not(demo_root, monkeypatch, metric_id, language):
    app = opened("why", demo_root, monkeypatch, lang=language, metric=metric_id)
    assert not app.exception
    told = words_of(app)
    adds_up = {"zh": "分项合计核对", "en": "Parts add up"}[language]
    assert adds_up in told or app.info


def test_the_parts_of_a_change_are_read_out_and_add_up(demo_root, monkeypatch):
    told = words_of(opened("why", demo_root, monkeypatch))
    assert "2024年全市专利授权量2,610件，同比下降11.8%。按区县分解，江阳区减少122件、下拉4.1个百分点" in told
    assert "分项合计核对：−350 = −122 − 103 − 59 − 41 − 19 − 13 + 8 − 1" in told


def test_a_link_restores_the_metric_and_the_order_of_its_dimensions(demo_root, monkeypatch):
    app = opened("why", demo_root, monkeypatch, metric="patents_filed", by="ipc_section,district")
    assert app.selectbox(key="why.metric").value == "patents_filed"
    assert app.multiselect(key="why.order").value == ["ipc_section", "district"]
    assert app.query_params["by"] == "ipc_section,district"
    app.selectbox(key="why.metric").select("high_value_share").run()
    assert not app.exception
    assert app.query_params["metric"] == "high_value_share"
    assert "by" not in app.query_params


def test_an_unknown_metric_or_dimension_in_the_link_is_left_out(demo_root, monkeypatch):
    app = opened("why", demo_root, monkeypatch, metric="no_such", by="no_such,district")
    assert not app.exception
    assert "no_such" in app.info[0].value
    assert app.selectbox(key="why.metric").value == "patents_granted"


def test_a_district_that_is_selected_is_explained_by_the_next_dimension(demo_root, monkeypatch):
    told = words_of(opened("why", demo_root, monkeypatch, district="510521", lang="en"))
    assert "In 2024 Luxian recorded 265 patents granted" in told
    assert "By type: " in told
    # Its siblings stay in sight.
    assert "Parts add up: −350 = −122 − 103" in told


def test_without_a_comparison_the_page_asks_for_one(demo_root, monkeypatch):
    app = opened("why", demo_root, monkeypatch, compare="none")
    assert "对比方式" in app.info[0].value


def test_a_card_leads_to_the_page_that_says_why_it_moved_with_the_scope_kept(demo_root, monkeypatch):
    app = opened("", demo_root, monkeypatch, district="510521")
    app.button(key="card.trademarks_new").click().run()
    [link] = [link for link in app.get("page_link") if link.proto.page == "why"]
    assert link.proto.page == "why"
    assert link.proto.query_string == "snapshot=2024-12-31&district=510521&metric=trademarks_new"


def test_nothing_moved_is_no_sentence_of_parts(demo_root, monkeypatch):
    told = words_of(opened("why", demo_root, monkeypatch, metric="geographical_indications"))
    assert "同比持平" in told
    assert "分解，。" not in told


# --- two snapshots ------------------------------------------------------------------------------


def test_with_a_snapshot_to_compare_with_cards_tell_both_and_the_sentence_names_it(demo_root, monkeypatch):
    app = opened("patents", demo_root, monkeypatch, versus="2024-09-30")
    assert not app.exception
    assert "对比 2024-09-30" in words_of(app)
    assert "○ 截至2024年7月：2024-09-30快照为1,412件，现为1,417件" in words_of(app)
    assert app.selectbox(key="bar.versus").value == "2024-09-30"


def test_figures_as_reported_then_turn_the_two_snapshots_round(demo_root, monkeypatch):
    app = opened("patents", demo_root, monkeypatch, versus="2024-06-30")
    app.segmented_control(key="bar.basis").set_value("then").run()
    scope = app.session_state["scope"]
    assert (scope.snapshot, scope.versus) == ("2024-06-30", "2024-12-31")
    assert scope.until == date(2024, 6, 30)
    app.segmented_control(key="bar.basis").set_value("now").run()
    scope = app.session_state["scope"]
    assert (scope.snapshot, scope.versus, scope.until) == ("2024-12-31", "2024-06-30", date(2024, 12, 31))


def test_choosing_the_snapshot_compared_with_ends_the_comparison(demo_root, monkeypatch):
    app = opened("", demo_root, monkeypatch, versus="2024-09-30")
    app.selectbox(key="bar.snapshot").select("2024-09-30").run()
    assert app.session_state["scope"].versus is None


def test_the_page_of_changes_says_what_was_restated_and_compares_with_the_snapshot_before(demo_root, monkeypatch):
    app = opened("changes", demo_root, monkeypatch)
    assert "从2024-09-30快照到2024-12-31快照" in words_of(app)
    restated, counts, changes = (block.value for block in app.dataframe)
    assert {"知识产权质押融资金额", "专利授权量"} <= set(restated["指标"])
    assert list(counts[counts["数据集"] == "知识产权金融"].iloc[0])[1:6] == [245, 275, 33, 15, 3]
    assert set(changes["变化"]) <= {"新增", "变更", "撤除"}


def test_the_page_of_changes_follows_its_filters(demo_root, monkeypatch):
    app = opened("changes", demo_root, monkeypatch, snapshot="2024-09-30", versus="2024-06-30", lang="en")
    app.selectbox(key="changes.metric").select("patents_granted")
    app.selectbox(key="changes.place").select("510502")
    app.selectbox(key="changes.dataset").select("financing")
    app.selectbox(key="changes.change").select("added").run()
    restated, *_, changes = (block.value for block in app.dataframe)
    assert set(restated["Metric"]) == {"Patents granted"} and set(restated["District"]) == {"Jiangyang"}
    assert set(changes["Change"]) == {"Added"} and len(changes) == 24


def test_a_restatement_that_is_selected_shows_the_records_that_caused_it(demo_root, monkeypatch):
    app = opened("changes", demo_root, monkeypatch)
    app.selectbox(key="changes.metric").select("pledge_financing_amount").run()
    app.session_state["changes.restatements"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    assert not app.exception
    caused = app.dataframe[1].value
    assert list(caused["变化"]) == ["变更"]
    assert "实际放款金额：5,100,000 → 4,010,000；贷款余额：" in caused["变更内容"].iloc[0]


def test_with_one_snapshot_the_page_of_changes_says_so(partial_root, monkeypatch):
    app = opened("changes", partial_root, monkeypatch)
    assert "目前只有一个快照：2024-06-30。" in words_of(app)
    assert not app.dataframe


def test_a_dataset_that_one_snapshot_lacks_is_named(tmp_path, monkeypatch):
    loan = {"contract_no": "a", "kind": "pledge", "firm": "甲", "signed_on": date(2024, 3, 1)}
    publish({"patents": delivery("patents", patent("1"))}, as_of=date(2024, 6, 30), folder=tmp_path / "snapshots")
    later = {"patents": delivery("patents", patent("1"), patent("2")), "financing": delivery("financing", loan)}
    publish(later, as_of=date(2024, 9, 30), folder=tmp_path / "snapshots")
    app = opened("changes", tmp_path, monkeypatch)
    assert not app.exception
    [counts] = [b.value for b in app.dataframe if "备注" in b.value]
    assert counts.set_index("数据集")["备注"]["知识产权金融"] == "前一快照无此数据集"


def test_the_rows_behind_a_figure_tell_what_the_snapshot_compared_with_told(demo_root, monkeypatch):
    app = opened("trademarks", demo_root, monkeypatch, versus="2024-06-30", lang="en")
    app.button(key="data.trademarks/registered_trend").click().run()
    assert not app.exception
    [rows] = [b.value for b in app.dataframe if "elsewhere" in b.value]
    april = rows[rows["period"] == "2024-04-01"].iloc[0]
    assert (april["registered"], april["elsewhere"]) == (678, 658)


# --- two scopes ---------------------------------------------------------------------------------


def test_a_link_to_a_comparison_shows_both_sides_and_the_most_telling_difference(demo_root, monkeypatch):
    year = "2024-01..2024-12/2024-12-31"
    app = opened("compare", demo_root, monkeypatch, a=f"510502/{year}", b=f"510521/{year}", lang="en")
    assert not app.exception
    told = words_of(app)
    assert "**A** · Jiangyang · 2024" in told and "**B** · Luxian · 2024" in told
    assert "A (Jiangyang)" in told
    rows = app.dataframe[0].value.set_index("Metric")
    assert list(rows.loc["Patents granted"][["A · Jiangyang", "B · Luxian", "A against B"]]) == [
        "894",
        "265",
        "+237.4%",
    ]


def test_gdp_that_is_not_published_is_said_not_to_be(demo_root, monkeypatch):
    year = "2024-01..2024-12/2024-12-31"
    app = opened("compare", demo_root, monkeypatch, a=f"510502/{year}", b=f"city/{year}", per="gdp", mode="difference")
    rows = app.dataframe[0].value.set_index("指标")
    assert list(rows.loc["专利授权量"])[:4] == ["未公布基数", "0.92", "—", "—"]


def test_a_row_of_a_comparison_shortens_both_sides_or_neither(demo_root, monkeypatch):
    app = opened("compare", demo_root, monkeypatch, mode="difference", lang="en")
    row = app.dataframe[0].value.set_index("Metric").loc["IP pledge financing disbursed"]
    assert list(row.iloc[:3]) == ["1M", "461K", "+540K"]


def test_a_link_that_names_no_sides_still_says_how_they_are_compared(demo_root, monkeypatch):
    app = opened("compare", demo_root, monkeypatch, per="gdp", mode="index")
    assert (app.query_params["per"], app.query_params["mode"]) == ("gdp", "index")


def test_a_usual_comparison_takes_one_click_and_stands_in_the_address(demo_root, monkeypatch):
    app = opened("compare", demo_root, monkeypatch)
    app.button(key="compare.preset.snapshot").click().run()
    assert not app.exception
    assert app.query_params["b"] == "city/2024-01..2024-09/2024-09-30"


def test_a_side_that_means_nothing_is_told(demo_root, monkeypatch):
    app = opened("compare", demo_root, monkeypatch, a="somewhere")
    assert not app.exception
    assert "somewhere" in app.info[0].value


def test_a_link_names_the_chain_and_an_unknown_one_falls_back_to_the_first(demo_root, monkeypatch):
    for asked, chosen in (("digital", "digital"), ("nowhere", "baijiu")):
        app = opened("industries", demo_root, monkeypatch, chain=asked)
        assert not app.exception
        assert app.session_state["industries.chain"] == chosen


def test_a_metric_chosen_on_a_page_stays_chosen_in_the_other_language_and_is_told_in_it(demo_root, monkeypatch):
    app = opened("", demo_root, monkeypatch)
    app.selectbox(key="overview.metric").set_value("trademarks_new").run()
    app.segmented_control(key="bar.language").set_value("en").run()
    chosen = app.selectbox(key="overview.metric")
    assert chosen.value == "trademarks_new"
    assert "Trademarks registered" in chosen.options
    # Without being said anew the box would keep the words of the language before.
    assert chosen.proto.set_value
