"""PDF and images that a real Chromium makes: pages in number, words that can be copied, filters in sight."""

import io
import zipfile
from unicodedata import normalize

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from dashboard import catalog
from dashboard.decks import showing, store
from dashboard.outputs import printing
from dashboard.outputs.printing import Look, NoChineseFont
from tests.browser import chromium

pytestmark = pytest.mark.browser

FONTS_WITHOUT_CHINESE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}</cachedir></fontconfig>"""


@pytest.fixture(autouse=True)
def own_browser(tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "LOCK", tmp_path / "lock")
    monkeypatch.setenv("DASHBOARD_CHROMIUM", chromium.find())
    # Test machines do several things at a time.
    monkeypatch.setattr(printing, "SECONDS", 150)


@pytest.fixture(scope="module")
def shown(demo_root):
    shelf = catalog.shelf(demo_root / "snapshots")
    return showing.show(store.find("monthly"), shelf, shelf.in_force, "zh")


def words_of(content):
    """The words of each page of a PDF. Fonts may name a sign by its radical (⽉): it is told as the sign (月)."""
    return [normalize("NFKC", page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def test_a_deck_is_a_page_a_slide_with_words_that_can_be_copied(shown):
    told = []
    content = printing.pdf_of_deck(shown, progress=lambda done, total: told.append((done, total)))
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") == len(shown.slides)
    assert told == [(1, 2), (2, 2)]
    pages = words_of(content)
    for slide, words in zip(shown.slides, pages, strict=True):
        assert slide.title in words
        assert "演示数据" in words


def test_a_deck_is_an_image_a_slide(shown):
    with zipfile.ZipFile(io.BytesIO(printing.images_of_deck(shown, dark=True))) as images:
        assert images.namelist()[0] == "01_总体情况.png"
        made = [images.read(name) for name in images.namelist()]
    assert len(made) == len(shown.slides)
    assert {_size(image) for image in made} == {(1920, 1080)}
    assert min(map(len, made)) > 60_000, "an empty slide weighs a tenth of that"


def test_a_page_is_printed_with_its_filters_and_without_what_is_for_clicking(root):
    url = f"{root}/patents?snapshot=2024-12-31&district=510521&lang=zh"
    pages = words_of(printing.pdf_of_page(url, Look("zh"), foot="泸州市知识产权看板"))
    assert "2024年 · 泸县" in pages[0].replace("\n", " ")
    assert all("泸州市知识产权看板" in words for words in pages)
    assert "导出本页" not in "".join(pages)
    assert 2 <= len(pages) <= 8


def test_a_page_is_one_image_of_its_whole_length(root):
    wide, high = _size(printing.png_of_page(f"{root}/?lang=en", Look("en", dark=True)))
    assert wide == 1366 * 1.5
    assert high > 900 * 1.5


def test_without_a_chinese_font_the_export_is_refused(shown, tmp_path, monkeypatch):
    configured = tmp_path / "fonts.conf"
    configured.write_text(FONTS_WITHOUT_CHINESE.format(folder=tmp_path))
    monkeypatch.setenv("FONTCONFIG_FILE", str(configured))
    with pytest.raises(NoChineseFont):
        printing.pdf_of_deck(shown)


def test_the_page_that_is_open_is_taken_along(tab):
    tab.open("expo?lang=zh")
    tab.page.get_by_role("button", name="导出本页").click()
    tab.page.get_by_role("button", name="生成文件").click()
    ready = tab.page.get_by_role("button", name="下载", exact=True)
    expect(ready).to_be_visible(timeout=160_000)
    with tab.page.expect_download() as taken:
        ready.click()
    assert taken.value.suggested_filename == "地博会_2024年_全市_2024-12-31.pdf"
    assert tab.foreign == []


def _size(image):
    """Width and height as the PNG's own header tells them."""
    assert image.startswith(b"\x89PNG")
    return int.from_bytes(image[16:20]), int.from_bytes(image[20:24])
