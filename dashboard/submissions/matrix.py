"""The standings of one month as a table of words: a line a dataset, a column a district. Pure.

On a narrow screen the table's style (`dashboard/ui/submissions.css`) leaves the glyphs and what is behind them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from dashboard import catalog, text
from dashboard.catalog import Label
from dashboard.queries import Column
from dashboard.submissions.duties import duties

NOT_OWED = "·"
HALF = "◐"
_INCOMPLETE = Label("incomplete", "不完整")


@dataclass(frozen=True)
class Cell:
    """How one district stands with one dataset; `standing` is empty where nothing is owed."""

    standing: str = ""
    glyph: str = NOT_OWED
    word: str = ""
    is_incomplete: bool = False
    findings: int = 0
    days: str = ""

    def remarks(self, language: str) -> str:
        """What else there is to say: `不完整 · 问题3`."""
        told = [_INCOMPLETE(language)] if self.is_incomplete else []
        if self.findings:
            told.append(findings_word(self.findings, language))
        return " · ".join(told)

    @property
    def brief(self) -> str:
        """The same in signs: `◐ 3`."""
        return " ".join([*([HALF] if self.is_incomplete else []), *([str(self.findings)] if self.findings else [])])


def findings_word(findings: int, language: str) -> str:
    """`问题3`, `3 findings`."""
    count = text.number(int(findings), language)
    return Label(f"{count} finding{'' if int(findings) == 1 else 's'}", f"问题{count}")(language)


Grid = dict[str, dict[str, Cell]]


def grid(rows: pd.DataFrame, columns: Mapping[str, Column], language: str) -> Grid:
    """{dataset's name: {district's name: cell}}, both in the order of their lists."""
    cells = {(row.dataset, row.district_code): _cell(row, columns, language) for row in rows.itertuples()}
    places = {code for _, code in cells}
    districts = [c for c in catalog.code_list("districts") if c.code in places]
    owed = [d.dataset for d in duties() if any(dataset == d.dataset for dataset, _ in cells)]
    known = catalog.contracts()
    return {
        known[dataset].label(language): {c.label(language): cells.get((dataset, c.code), Cell()) for c in districts}
        for dataset in owed
    }


def _cell(row: object, columns: Mapping[str, Column], language: str) -> Cell:
    glyph, _, word = catalog.word_of(columns["standing"].codes, row.standing, language).partition(" ")
    dates = {columns[name].label(language): getattr(row, name) for name in ("due_on", "received_on")}
    return Cell(
        standing=row.standing,
        glyph=glyph,
        word=word,
        is_incomplete=row.completeness == "incomplete",
        findings=0 if text.is_missing(row.findings) else int(row.findings),
        days=" · ".join(f"{name} {day:%Y-%m-%d}" for name, day in dates.items() if not text.is_missing(day)),
    )


def html(cells: Grid, language: str, tints: Mapping[str, str]) -> str:
    """The grid as a table; `tints` are backgrounds by standing, behind words that say the same."""
    heads = "".join(f'<th scope="col"><span>{escape(name)}</span></th>' for name in next(iter(cells.values())))
    return (
        f'<table class="submissions-matrix"><thead><tr><td></td>{heads}</tr></thead>'
        f"<tbody>{''.join(_lines(cells, language, tints))}</tbody></table>"
    )


def _lines(cells: Grid, language: str, tints: Mapping[str, str]) -> Iterator[str]:
    for dataset, line in cells.items():
        told = "".join(_data(cell, language, tints.get(cell.standing, "")) for cell in line.values())
        yield f'<tr><th scope="row">{escape(dataset)}</th>{told}</tr>'


def _data(cell: Cell, language: str, tint: str) -> str:
    style = f' style="background-color: {tint}"' if tint else ""
    remarks = cell.remarks(language).replace(" finding", "\u00a0finding")
    remarks = f'<small class="told">{escape(remarks)}</small>' if remarks else ""
    brief = f'<small class="brief">{cell.brief}</small>' if cell.brief else ""
    return (
        f'<td{style} title="{escape(cell.days)}">{cell.glyph} <span class="told">{escape(cell.word)}</span>'
        f"{remarks}{brief}</td>"
    )
