"""A plot as a native chart that can be edited, drawn from cells of the same sheet; or as a grid of coloured cells."""

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from dashboard.catalog import Label
from dashboard.charts.axes import LEVEL_FROM
from dashboard.outputs.workbook.plots import Plot, Series
from dashboard.outputs.workbook.styles import FONT, Styles, width_of
from dashboard.outputs.workbook.tables import Cell
from dashboard.palette import LIGHT, SEQUENTIAL

WIDTH, HEIGHT, FLAT_LINE = 768, 390, 25
# Columns of the default width under a chart.
COLUMNS = 12
# A column of a stacked chart stands on others: only so many places leave room for a value over each.
LABELLED = 12
MARKERS = ("circle", "square", "diamond", "triangle", "x", "star", "plus")
TYPES = {
    "line": {"type": "line"},
    "area": {"type": "area", "subtype": "stacked"},
    "column": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
    "share": {"type": "column", "subtype": "percent_stacked"},
    "bar": {"type": "bar"},
    "stacked_bar": {"type": "bar", "subtype": "stacked"},
}
# What an axis counts by, from which size on; Excel writes the name of it beside the axis.
DISPLAY_UNITS = {
    "zh": ((10**8, "hundred_millions"), (10**4, "ten_thousands")),
    "en": ((10**9, "billions"), (10**6, "millions"), (10**4, "thousands")),
}
# The same in words at the end of a bar, in number formats that all spreadsheet programs know.
SHORT = {
    "zh": '[>=100000000]0\\.00,,"亿";[>=10000]0\\.0,"万";',
    "en": '[>=1000000]0.0,,"M";[>=10000]0.0,"K";',
}
CHART_DATA = Label("Data of the chart", "图表数据")


def block(page: Worksheet, styles: Styles, plot: Plot, row: int, column: int) -> None:
    """The chart's own data: headings in `row`, a place in each row below."""
    heads = (plot.corner, *(s.name for s in plot.series))
    for offset, head in enumerate(heads):
        page.write_string(row, column + offset, head, styles.head(number=offset > 0))
    for down, place in enumerate(plot.places, 1):
        cell = Cell(place)
        page.write_string(row + down, column, place, styles.cell(cell))
        for offset, series in enumerate(plot.series, 1):
            cell = Cell(series.values[down - 1], plot.form)
            if cell.value is None:
                page.write_blank(row + down, column + offset, None, styles.cell(cell))
            else:
                page.write_number(row + down, column + offset, cell.value, styles.cell(cell))
    page.set_column(column, column, width_of(map(Cell, plot.places), plot.corner))
    for offset, series in enumerate(plot.series, 1):
        cells = (Cell(value, plot.form) for value in series.values)
        page.set_column(column + offset, column + offset, width_of(cells, series.name))


def colour_grid(page: Worksheet, plot: Plot, row: int, column: int) -> None:
    """Little is pale and much is deep; a missing cell keeps no colour."""
    last = row + len(plot.places), column + len(plot.series)
    scale = {
        "type": "3_color_scale",
        **{"min_color": SEQUENTIAL[0], "mid_color": SEQUENTIAL[3], "max_color": SEQUENTIAL[5]},
        **{"min_type": "num", "min_value": 0, "mid_type": "percent", "mid_value": 50},
    }
    page.conditional_format(row + 1, column + 1, *last, scale)


def chart(book: Workbook, plot: Plot, sheet: str, row: int, column: int, *, title: str, language: str) -> Chart:
    """The chart of the block whose headings stand in that row and column of the sheet."""
    drawn = book.add_chart(TYPES[plot.shape])
    over = book.add_chart(TYPES["line"]) if plot.shape in ("column", "stacked") else drawn
    for place, series in enumerate(plot.series):
        on = over if series.role == "prior" else drawn
        on.add_series(_series(plot, series, place, language) | _ranges(plot, sheet, row, column, place))
    if over is not drawn and any(s.role == "prior" for s in plot.series):
        drawn.combine(over)
    drawn.set_title({"name": title, "name_font": _font(11, bold=True, color=LIGHT.text), "overlay": False})
    places, quantity = _places(plot), _quantity(plot, language)
    # The x axis is the one that lies, whatever it tells.
    drawn.set_x_axis(quantity if plot.is_flat else places)
    drawn.set_y_axis(places if plot.is_flat else quantity)
    drawn.set_legend(_legend(plot))
    drawn.set_size({"width": WIDTH, "height": height(plot)})
    drawn.set_chartarea({"border": {"color": LIGHT.border}, "fill": {"color": LIGHT.background}})
    drawn.set_plotarea({"fill": {"none": True}})
    # Rows that a filter of the table hides keep their points, and a missing value is a gap.
    drawn.show_hidden_data()
    drawn.show_blanks_as("gap")
    return drawn


def _ranges(plot: Plot, sheet: str, row: int, column: int, place: int) -> dict:
    first, last, at = row + 1, row + len(plot.places), column + 1 + place
    return {
        "name": [sheet, row, at],
        "categories": [sheet, first, column, last, column],
        "values": [sheet, first, at, last, at],
    }


def _series(plot: Plot, series: Series, place: int, language: str) -> dict:
    if series.role == "base":
        return {"fill": {"none": True}, "border": {"none": True}, "gap": 45}
    if plot.shape == "line" or (series.role == "prior" and not plot.is_flat):
        return _stroke(plot, series, place)
    drawn: dict = {"fill": {"color": series.colour}, "border": {"color": LIGHT.background, "width": 0.75}, "gap": 55}
    if plot.shape in ("stacked", "share", "stacked_bar"):
        drawn["overlap"] = 100
    if points := _points(plot, series):
        drawn["points"] = points
    if _is_labelled(plot):
        drawn["data_labels"] = {"value": True, "num_format": SHORT[language] + plot.form, "font": _font(9)}
    return drawn


def _is_labelled(plot: Plot) -> bool:
    """Whether each bar says its own value."""
    single = sum(s.role == "value" for s in plot.series) == 1
    return plot.shape == "bar" or (plot.shape == "column" and single and len(plot.places) <= LABELLED)


def _stroke(plot: Plot, series: Series, place: int) -> dict:
    """A line; what is compared with is dotted and has no markers; periods that are not complete are dashed."""
    prior = series.role == "prior"
    line = {"color": series.colour, "width": 1.5 if prior else 2.25} | ({"dash_type": "round_dot"} if prior else {})
    marker = {"type": MARKERS[place % len(MARKERS)], "size": 5}
    marker |= {"fill": {"color": series.colour}, "border": {"color": series.colour}}
    drawn = {"line": line, "marker": {"type": "none"} if prior else marker}
    if not prior and any(plot.late):
        dashed = {"line": {"color": series.colour, "width": 1.5, "dash_type": "dash"}}
        drawn["points"] = [dashed if late else None for late in plot.late]
    return drawn


def _points(plot: Plot, series: Series) -> list[dict | None]:
    """Points that look otherwise than their series: shades of a ladder, periods that are not complete."""
    if series.shades:
        return [{"fill": {"color": shade}} for shade in series.shades]
    if any(plot.late) and plot.shape != "area":
        hatched = {
            "pattern": {"pattern": "wide_upward_diagonal", "fg_color": series.colour, "bg_color": LIGHT.background}
        }
        return [hatched if late else None for late in plot.late]
    return []


def _places(plot: Plot) -> dict:
    axis: dict = {
        "num_font": _font(9),
        "line": {"color": LIGHT.border},
        "major_tick_mark": "none",
        "label_position": "low",
        "text_axis": True,
    }
    if plot.is_flat:
        # The first of the ranking stands on top.
        axis |= {"reverse": True}
    if plot.note:
        axis |= {"name": plot.note, "name_font": _font(9)}
    return axis


def _quantity(plot: Plot, language: str) -> dict:
    """Its unit in the title; bars that lie tell their values at their ends instead of on the axis."""
    axis: dict = {
        "name": "%" if plot.shape == "share" else plot.axis,
        "name_font": _font(9),
        "num_font": _font(9),
        "num_format": "0%" if plot.shape == "share" else plot.form,
        "line": {"none": True},
        "major_tick_mark": "none",
        "major_gridlines": {"visible": True, "line": {"color": LIGHT.grid, "width": 0.75}},
    }
    known = plot.known or [0.0]
    if not (plot.shape == "line" and LEVEL_FROM * max(known) < min(known)) and min(known) >= 0:
        axis["min"] = 0
    if plot.shape == "share":
        return axis | {"max": 1}
    if plot.shape == "bar":
        return axis | {"major_gridlines": {"visible": False}, "label_position": "none"}
    return axis | _display_units(plot, language)


def _display_units(plot: Plot, language: str) -> dict:
    """Units of the axis, as Excel has them; they scale labels too, so an axis beside labels writes its own."""
    if _is_labelled(plot):
        return {"num_format": SHORT[language] + plot.form}
    top = max(map(abs, plot.known), default=0)
    unit = next((name for size, name in DISPLAY_UNITS[language] if top >= size), None)
    return {"display_units": unit, "display_units_visible": True, "num_format": "#,##0.##"} if unit else {}


def _legend(plot: Plot) -> dict:
    hidden = [place for place, series in enumerate(plot.series) if series.role == "base"]
    if len(plot.series) - len(hidden) < 2:
        return {"none": True}
    return {"position": "top", "font": _font(9)} | ({"delete_series": hidden} if hidden else {})


def height(plot: Plot) -> int:
    """In pixels: bars that lie take a line each."""
    each = FLAT_LINE if sum(s.role != "base" for s in plot.series) == 1 else FLAT_LINE + 8
    return max(HEIGHT - 90, 110 + each * len(plot.places)) if plot.is_flat else HEIGHT


def _font(size: int, *, bold: bool = False, color: str = LIGHT.muted) -> dict:
    return {"name": FONT, "size": size, "bold": bold, "color": color}
