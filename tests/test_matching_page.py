"""The block of matching on its page: what fits, why, and a push recorded with one click."""

from datetime import date

import pytest

from dashboard.matching import pushes
from intake.publish import publish
from tests.test_pages import opened
from tests.test_publish import delivery, patent

DECEMBER = date(2024, 12, 31)
LISTED = {"right_kind": "invention", "holder": "示例大学01", "listed_on": date(2024, 3, 1), "status": "listed", "district_code": "510502"}  # fmt: skip
IN_FORCE = {"granted_on": date(2023, 1, 1), "patent_type": "invention", "filed_on": date(2021, 1, 1)}
SOUGHT = {"demander": "示例企业0001", "published_on": date(2024, 5, 1), "status": "open", "industry_code": "baijiu"}


def others(count):
    """Patents that have nothing to do with what is sought."""
    return [patent(f"2023{n}", title=f"检测{'电路焊点光伏电池'[n % 8]}板{n}", **IN_FORCE) for n in range(count)]


def with_patents(root, *titles):
    """A month later these patents are in force as well."""
    more = [patent(f"2024{n}", title=title, **IN_FORCE) for n, title in enumerate(titles)]
    publish({"patents": delivery("patents", *others(60), *more)}, as_of=date(2025, 1, 31), folder=root / "snapshots")


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    publish(
        {
            "listings": delivery("listings", {
                **LISTED, "listing_no": "L1", "title": "窖泥复壮菌剂", "abstract": "以己酸菌扩大培养，修复板结窖泥。",
                "ipc": "C12N1/20", "industry_code": "baijiu", "offer": "open_licence", "asking_price_wan": 8.0,
            }),
            "demands": delivery(
                "demands",
                {**SOUGHT, "demand_no": "D1", "title": "窖泥板结", "description": "寻求修复窖泥的己酸菌。", "ipc": "C12N", "budget_wan": 10.0},
                {**SOUGHT, "demand_no": "D2", "title": "景区客流预警", "published_on": date(2024, 2, 1)},
            ),
            "patents": delivery("patents", *others(20)),
        },
        as_of=DECEMBER,
        folder=tmp_path / "snapshots",
    )  # fmt: skip
    return tmp_path


def words(app):
    return "\n".join(str(element.value) for element in [*app.markdown, *app.caption])


def buttons(app, label):
    return [button for button in app.button if button.label == label]


def test_a_demand_shows_the_offer_that_fits_and_why(root, monkeypatch):
    app = opened("matching", root, monkeypatch, demand="D1", lang="en")
    told = words(app)
    assert ":primary-background[窖泥]复壮菌剂" in told
    assert "same IPC subclass C12N" in told and "same chain Baijiu" in told
    assert "open licence, for anyone" in told and "price within the budget of CNY 100,000" in told


def test_the_newest_open_demand_is_shown_first_and_another_by_its_number(root, monkeypatch):
    assert opened("matching", root, monkeypatch).selectbox(key="matching.demand").value == "D1"
    app = opened("matching", root, monkeypatch, demand="D2", lang="en")
    assert app.selectbox(key="matching.demand").value == "D2"
    assert "No good match: nothing shares enough with it." in words(app)


def test_an_offer_shows_the_demands_that_it_fits(root, monkeypatch):
    app = opened("matching", root, monkeypatch, offer="L1", lang="en")
    assert "1. **:primary-background[窖泥]:primary-background[板结]**" in words(app)


def test_words_of_ones_own_find_offers(root, monkeypatch):
    app = opened("matching", root, monkeypatch, words="窖泥修复", lang="en")
    assert app.text_area(key="matching.words").value == "窖泥修复"
    assert "复壮菌剂" in words(app)
    assert not buttons(app, "Record push")


def test_an_offer_much_like_a_better_one_stands_beneath_it_and_can_be_pushed(root, monkeypatch):
    with_patents(root, "窖泥板结修复菌剂及其用法", "窖泥板结修复菌剂")
    app = opened("matching", root, monkeypatch, demand="D1", lang="en")
    told = words(app)
    assert "2. **" in told and "3. **" not in told
    app.text_input(key="pushing.by").set_value("张三").run()
    assert {button.key for button in buttons(app, "Record push") if not button.disabled} == {
        f"pushing.push.D1.{no}" for no in ("L1", "20240", "20241")
    }


def test_of_many_different_offers_the_best_stand_first_and_the_rest_on_demand(root, monkeypatch):
    ways = [
        "红外扫描成像",
        "微波灭菌腔体",
        "电渗脱水极片",
        "超声破碎探针",
        "真空冷冻托盘",
        "膜法浓缩组件",
        "臭氧氧化塔",
        "磁力搅拌桨",
    ]
    with_patents(root, *(f"窖泥板结修复{way}" for way in ways))
    app = opened("matching", root, monkeypatch, demand="D1", lang="en")
    assert "6. **" in words(app) and "7. **" not in words(app)
    [more] = buttons(app, "Show 3 more")
    more.click().run()
    assert "9. **" in words(app) and not buttons(app, "Show 3 more") and not app.exception


def test_one_click_records_a_push_twice_asks_and_its_author_takes_it_back(root, monkeypatch):
    app = opened("matching", root, monkeypatch, demand="D1", lang="en")
    assert buttons(app, "Record push")[0].disabled
    app.text_input(key="pushing.by").set_value("张三").run()
    buttons(app, "Record push")[0].click().run()
    [push] = pushes.read().standing
    assert (push.demand_no, push.offer_no, push.by, push.channel) == ("D1", "L1", "张三", "platform")
    buttons(app, "Record push")[0].click().run()
    assert "already recorded" in app.warning[0].value and len(pushes.read().standing) == 1
    app.selectbox(key=f"pushing.outcome.{push.push_no}").set_value("contacted").run()
    assert pushes.read().standing[0].outcome == "contacted"
    buttons(app, "Undo")[0].click().run()
    assert pushes.read().standing == ()
    assert not app.exception


def test_a_snapshot_without_offers_and_demands_says_so(tmp_path, monkeypatch):
    publish({"targets": delivery("targets")}, as_of=DECEMBER, folder=tmp_path / "snapshots")
    app = opened("matching", tmp_path, monkeypatch, lang="en")
    assert not app.exception and "What fits" not in words(app)
