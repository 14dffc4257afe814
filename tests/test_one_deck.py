"""One deck, one set of numbers: screen, PowerPoint, Excel, Word and offline page of every standing deck tell the same.

Each file is read back from its bytes. The numbers are those of `shown.numbers`, which are the rows that pages show.
"""

import html
import io
import json
import re
import zipfile

import docx
import pptx
import pytest
from python_calamine import CalamineWorkbook

from dashboard import answers, catalog, metrics, text
from dashboard.decks import showing, store
from dashboard.decks.shown import Cards, DistrictMap, Figure, numbers
from dashboard.outputs import bulletin, page, slides, workbook
from dashboard.outputs.bulletin.words import told_numbers
from dashboard.outputs.stage.scene import scene

DECKS = ["expo", "financing", "half-year", "monthly"]
# Kinds that PowerPoint has no chart for: they are native tables and shapes.
NOT_CHARTS = ("table", "heat", "area_map")


@pytest.fixture(scope="module", params=DECKS)
def shown(request, demo_root):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(demo_root))
        shelf = catalog.shelf()
        return showing.show(store.find(request.param), shelf, shelf.in_force, "zh")


def views(shown, kind):
    return [(slide, view) for slide in shown.slides for view in slide.views if isinstance(view, kind)]


def exact(view):
    """The view's values in the order of its rows, the missing left out."""
    return [datum.value for datum in numbers(view, "zh") if datum.value is not None]


def about(values):
    """Files keep fifteen digits."""
    return [pytest.approx(value, rel=1e-14, abs=1e-12) for value in values]


def test_the_deck_tells_what_the_pages_tell(shown):
    """Asked anew, as a page asks: the rows of each query, the reading of each metric."""
    written = [view for slide in shown.deck.slides for view in slide.views]
    for asked, view in zip(written, [view for slide in shown.slides for view in slide.views], strict=True):
        if isinstance(view, Figure):
            options = {"edition": showing._edition(shown.snapshot).edition} if "edition" in view.query.params else {}
            options |= asked.options
            assert view.rows.equals(answers.rows(shown.snapshot, view.query.name, view.scope, **options))
    for _, view in views(shown, Cards):
        asked = metrics.read(shown.snapshot, [r.metric.id for r in view.readings], view.scope)
        assert [r.value for r in view.readings] == [r.value for r in asked.values()]


def told_by(scene_of_deck):
    """Every exact number of a scene, slide by slide, view by view; cards by their words."""
    for slide in scene_of_deck["slides"]:
        for view in slide["views"]:
            if view["kind"] == "cards":
                yield view
            else:
                cells = [cell for row in view["table"]["rows"] for cell in row if isinstance(cell, list)]
                yield [value for _, value in cells if value is not None]


def same_scene(found, shown):
    told = list(told_by(found))
    all_views = [view for slide in shown.slides for view in slide.views]
    assert len(told) == len(all_views)
    for view, values in zip(all_views, told, strict=True):
        if isinstance(view, Cards):
            said = json.dumps(values, ensure_ascii=False)
            assert [word for word in view.told if amount(word) not in said] == []
        else:
            assert values == about(exact(view)), view.title


def amount(told):
    """`2,610件` → `2,610`: a card sets its unit apart."""
    return re.search(r"[\d.,]+", told)[0]


def test_the_screen_shows_them(shown):
    same_scene(scene(shown), shown)


def test_the_offline_page_shows_them(shown):
    markup = page.write(shown).decode("utf-8")
    [told] = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', markup, re.S)
    same_scene(json.loads(html.unescape(told)), shown)


def test_the_workbook_holds_them(shown):
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook.write(shown)))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names][1:-2]
    all_views = [view for slide in shown.slides for view in slide.views]
    assert len(sheets) == len(all_views)
    for view, rows in zip(all_views, sheets, strict=True):
        cells = sorted(cell for row in rows for cell in row if isinstance(cell, int | float))
        lacking = [v for v in exact(view) if not any(v == about([cell])[0] for cell in cells)]
        assert lacking == [], view.title


def test_the_bulletin_says_them(shown):
    document = docx.Document(io.BytesIO(bulletin.write(shown)))
    said = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for slide, view in [pair for kind in (Cards, DistrictMap, Figure) for pair in views(shown, kind)]:
        lacking = [words for datum, words in told_numbers(view, "zh") if datum.value is not None and words not in said]
        assert lacking == [], (slide.title, view.title)


# --- PowerPoint -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def presentation(shown):
    return pptx.Presentation(io.BytesIO(slides.write(shown)))


def charts_of(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def words_of(slide):
    """Every text of a slide, tables and groups included."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
        if shape.shape_type == 6:
            found += [inner.text_frame.text for inner in shape.shapes if inner.has_text_frame]
    return found


def plotted(chart):
    """The values in the chart's own XML."""
    return [float(v.text) for v in chart.part._element.xpath("//c:val//c:pt/c:v")]


def rows_behind(chart):
    """The exact rows in the workbook that is embedded in the chart."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    rows = book.get_sheet_by_name(book.sheet_names[1]).to_python()[1:]
    return [cell for row in rows for cell in row if isinstance(cell, int | float) and not isinstance(cell, bool)]


def test_powerpoint_plots_them(shown, presentation):
    """A chart's XML holds nothing that is not in the rows, and its workbook every number of them."""
    for slide, page_ in zip(shown.slides, list(presentation.slides)[1:], strict=True):
        drawn = [
            v for v in slide.views if isinstance(v, Figure) and v.query.draw and v.query.draw.kind not in NOT_CHARTS
        ]
        found = charts_of(page_)
        assert len(found) == len(drawn), slide.title
        for view in drawn:
            [chart] = [one for one in found if same(exact(view), rows_behind(one))]
            told = [*exact(view), *compared_with(view)]
            strangers = [v for v in plotted(chart) if v not in told and not any(v == about([t])[0] for t in told)]
            assert plotted(chart)
            assert strangers == [], view.title


def compared_with(view):
    """Of stacked bars the period compared with is drawn as one value a place: the sum of its parts."""
    parts = view.query.draw.options
    if "by" not in parts or "prior" not in parts:
        return []
    return [float(value) for value in view.rows.groupby(parts["x"])[parts["prior"]].sum()]


def same(values, cells):
    return len(values) == len(cells) and sorted(cells) == about(sorted(values))


def test_powerpoint_says_the_cards_and_the_districts(shown, presentation):
    for slide, page_ in zip(shown.slides, list(presentation.slides)[1:], strict=True):
        said = "\n".join(words_of(page_))
        for view in slide.views:
            if isinstance(view, Cards):
                assert [word for word in view.told if amount(word) not in said] == []
            if isinstance(view, DistrictMap):
                found = [datum.value for datum in numbers(view, "zh") if datum.value is not None]
                told = [text.number(value, "zh", compact=True) for value in found]
                assert [word for word in told if word not in said] == [], view.title


def test_every_file_carries_scope_snapshot_and_demonstration(shown, presentation):
    for slide, page_ in zip(shown.slides, list(presentation.slides)[1:], strict=True):
        said = "\n".join(words_of(page_))
        assert slide.scope_sentence in said
        assert "快照 2024-12-31" in said
        assert "演示数据" in said
    document = zipfile.ZipFile(io.BytesIO(bulletin.write(shown)))
    footers = "".join(document.read(n).decode() for n in document.namelist() if "footer" in n)
    assert "2024-12-31" in footers
    assert "演示数据" in footers
