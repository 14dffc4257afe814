"""The workbook inside a chart: what is drawn on one sheet, the query's rows in full on another."""

from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard import answers, text
from dashboard.charts.canvas import plain
from dashboard.outputs.slides.plans import Chart
from dashboard.outputs.slides.words import printable
from dashboard.queries import Column


class Native:
    """What python-pptx asks of a chart's data: the chart's XML and its workbook."""

    def __init__(self, chart_xml: bytes, workbook: bytes) -> None:
        self._chart_xml, self.xlsx_blob = chart_xml, workbook

    def xml_bytes(self, _chart_type: object) -> bytes:
        return self._chart_xml


def sheet_names(language: str) -> tuple[str, str]:
    return text.say("Chart", language), text.say("Query rows", language)


def workbook(
    chart: Chart, rows: pd.DataFrame, columns: Mapping[str, Column], language: str, created: datetime
) -> bytes:
    """Both sheets; the same numbers as the chart's own XML and as the screen's figure."""
    made = BytesIO()
    book = Workbook(made, {"in_memory": True, "nan_inf_to_errors": True})
    book.set_properties({"created": created})
    drawn, full = (book.add_worksheet(name) for name in sheet_names(language))
    bold, dated = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    _drawn(drawn, chart, bold, dated)
    shown = answers.labelled(rows, columns, language)
    for place, name in enumerate(n for n in shown if n in columns):
        full.set_column(place, place, 18)
        full.write_string(0, place, answers.heading(columns[name], language), bold)
        for line, value in enumerate(plain(shown[name]), 1):
            _cell(full, line, place, value, dated)
    book.close()
    return made.getvalue()


def _drawn(sheet: Worksheet, chart: Chart, bold: Format, dated: Format) -> None:
    """Years and periods, or days, or names, then a column a series: as `chart_xml.Refs` refers to them."""
    places, levels = chart.places, 2 if chart.places.groups else 1
    sheet.set_column(0, levels - 1, 24 // levels)
    sheet.set_column(levels, levels + len(chart.all_series), 16)
    for line, name in enumerate(places.names, 1):
        if places.days:
            sheet.write_datetime(line, 0, places.days[line - 1], dated)
        else:
            sheet.write_string(line, levels - 1, printable(name))
        if places.groups and places.groups[line - 1]:
            sheet.write_string(line, 0, places.groups[line - 1])
    for place, series in enumerate(chart.all_series, levels):
        sheet.write_string(0, place, printable(series.name), bold)
        for line, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(line, place, value)


def _cell(sheet: Worksheet, line: int, place: int, value: object, dated: Format) -> None:
    """A number as a number, a date as a date, anything else as text: nothing is a formula."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, dated)
    elif isinstance(value, int | float):
        sheet.write_number(line, place, value)
    else:
        sheet.write_string(line, place, printable(str(value)))
