"""A steward drops a district's files in a real browser: previewed, published; or refused with what to mend."""

import json
import shutil

import pytest

from dashboard import catalog
from intake import sample
from tests.browser.conftest import Tab, serve

pytestmark = pytest.mark.browser
DISTRICT = catalog.code_list("districts")[0]  # 江阳区, which the page proposes first
KINDS = {".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".csv": "text/csv"}


@pytest.fixture(scope="module")
def own_root(demo_root, tmp_path_factory):
    """A copy of the newest demonstration snapshot, for a test that publishes."""
    root = tmp_path_factory.mktemp("submitting")
    newest = catalog.shelf(demo_root / "snapshots").in_force.folder
    shutil.copytree(newest, root / "snapshots" / newest.name)
    return root


@pytest.fixture(scope="module")
def address(own_root):
    yield from serve(own_root)


@pytest.fixture
def steward(browser, address):
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN", accept_downloads=True)
    tab = Tab(context.new_page(), address)
    tab.page.set_default_timeout(60_000)
    tab.open("submissions")
    yield tab
    context.close()


def drop(tab, files):
    tab.page.get_by_text("演练：所报文件为虚构数据").click()
    tab.page.locator('[class*="st-key-submitting"] input[type=file]').set_input_files(
        [
            {"name": name, "mimeType": KINDS[name[name.rindex(".") :]], "buffer": content}
            for name, content in files.items()
        ]
    )
    tab.page.get_by_role("button", name="检查文件").click()


def test_two_workbooks_and_a_gb18030_csv_are_previewed_and_published(steward, own_root):
    shelf = catalog.shelf(own_root / "snapshots")
    files = sample.files(shelf.in_force, DISTRICT)
    assert sorted(name[-4:] for name in files) == [".csv", "xlsx", "xlsx"]
    drop(steward, files)
    steward.page.get_by_text("尚未作任何改动").wait_for()
    assert "将发生的变化" in steward.text and "其他区县的" in steward.text
    assert catalog.snapshot_ids(own_root / "snapshots") == ["2024-12-31"]
    assert not (own_root / "submissions").exists()
    steward.page.get_by_role("button", name="发布", exact=True).click()
    steward.page.get_by_text("已接收并发布快照 2024-12-31.1").wait_for()
    steward.page.get_by_role("button", name="查看该快照").click()
    steward.page.wait_for_url("**snapshot=2024-12-31.1*")
    steward.settle()
    made = catalog.shelf(own_root / "snapshots").in_force
    assert made.id == "2024-12-31.1" and made.is_demonstration
    assert made.resources["financing"].rows == shelf.in_force.resources["financing"].rows + 1
    assert not steward.exceptions


def test_a_wrong_submission_is_refused_with_a_findings_file_and_changes_nothing(steward, own_root):
    before = catalog.snapshot_ids(own_root / "snapshots")
    wrong = "合同编号,融资方式,企业,区县,签订日\nY1,质押,示例企业0001,合江县,2024年13月1日\n".encode("gb18030")
    drop(steward, {"融资台账.csv": wrong})
    steward.page.get_by_text("不能发布").wait_for()
    with steward.page.expect_download() as saved:
        steward.page.get_by_role("button", name="下载问题清单", exact=True).click()
    assert saved.value.suggested_filename.endswith(".xlsx")
    steward.page.get_by_role("button", name="登记退回").click()
    steward.page.get_by_text("报送被退回，现行快照不变").wait_for()
    assert catalog.snapshot_ids(own_root / "snapshots") == before
    last = sorted((own_root / "submissions").glob("*.json"))[-1]
    assert json.loads(last.read_text("utf-8"))["outcome"] == "rejected"
    assert not steward.exceptions
