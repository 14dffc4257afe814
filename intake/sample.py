"""A district's demonstration records as its clerks would send them: two workbooks and a CSV, in messy real-life form.

Made from a demonstration snapshot only, so that nobody takes them for the city's records. So that submitting them shows
something, one loan is entered that the snapshot does not have, and one service request is left out.
"""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import duckdb
import xlsxwriter

from dashboard import catalog
from dashboard.catalog import Code, Contract, Field, Snapshot

Row = dict[str, object]
# File → the datasets in it; a workbook has a sheet for each.
WORKBOOKS = {"质押融资与转化台账": ("financing", "patent_transactions"), "维权保护台账": ("ip_cases",)}
TEXT = "service_requests"
NEW_LOAN = "-补录"


def archive(snapshot: Snapshot, district: Code) -> bytes:
    """The folder as a ZIP archive. Raises ValueError for a snapshot of real records."""
    if not snapshot.is_demonstration:
        raise ValueError(f"{snapshot.id} holds real records: no sample is made of it")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files(snapshot, district).items():
            archive.writestr(name, content)
    return packed.getvalue()


def files(snapshot: Snapshot, district: Code) -> dict[str, bytes]:
    """{name: content} of the folder's files."""
    held = {
        name: list(_rows(snapshot, name, district)) for name in ("financing", "patent_transactions", "ip_cases", TEXT)
    }
    held["financing"] = [*held["financing"], *_another(held["financing"])]
    held[TEXT] = held[TEXT][:-1]
    place = district.label.zh
    books = {f"{place}{name}.xlsx": _workbook({d: held[d] for d in of}, place) for name, of in WORKBOOKS.items()}
    return books | {f"{place}办件明细.csv": _csv(catalog.contracts()[TEXT], held[TEXT])}


def table(snapshot: Snapshot, dataset: str, district: Code, until: date) -> list[list[object]]:
    """Headings and the district's records dated until then, oldest first, as a clerk would write them."""
    contract = catalog.contracts()[dataset]
    day = contract.dated
    rows = [r for r in _rows(snapshot, dataset, district) if not (day and r.get(day)) or r[day] <= until]
    return list(_table(contract, sorted(rows, key=lambda r: str(r.get(day) or "")), _dotted))


def _rows(snapshot: Snapshot, dataset: str, district: Code) -> Iterator[Row]:
    stored = snapshot.resources.get(dataset)
    if stored is None:
        return
    contract = catalog.contracts()[dataset]
    gaps = _gaps(snapshot, contract)
    with duckdb.connect(":memory:") as con:
        found = con.execute(
            f"select {contract.key_sql} as _key, {', '.join(contract.fields)} from read_parquet($paths)"
            f" where district_code = $district order by {', '.join(contract.sort)}",
            {"paths": [str(snapshot.folder / f.path) for f in stored.files], "district": district.code},
        ).fetchall()
    for key, *cells in found:
        row = dict(zip(contract.fields, cells, strict=True))
        yield row | {name: given for (of, name), given in gaps.items() if of == key}


def _gaps(snapshot: Snapshot, contract: Contract) -> dict[tuple[str, str], str]:
    """{(record, field): what its cell said}: withheld and illegible values stay what they are."""
    stored = snapshot.resources.get("gaps")
    if stored is None:
        return {}
    with duckdb.connect(":memory:") as con:
        rows = con.execute(
            "select key, field, given from read_parquet($paths) where dataset = $dataset",
            {"paths": [str(snapshot.folder / f.path) for f in stored.files], "dataset": contract.id},
        ).fetchall()
    return {(key, field): given for key, field, given in rows}


def _another(loans: Sequence[Row]) -> list[Row]:
    """The newest loan once more under another number."""
    pledged = [loan for loan in loans if loan["kind"] == "pledge" and isinstance(loan["disbursed_amount_cny"], float)]
    return [loan | {"contract_no": f"{loan['contract_no']}{NEW_LOAN}"} for loan in pledged[-1:]]


# --- the forms --------------------------------------------------------------------------------


def _workbook(held: dict[str, list[Row]], place: str) -> bytes:
    """Sheets with a title above the headings and a total below the rows."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for dataset, rows in held.items():
            contract = catalog.contracts()[dataset]
            sheet = book.add_worksheet(contract.sheet)
            sheet.write(0, 0, f"{place}{contract.label.zh}登记表（演示数据）")
            for number, cells in enumerate(_table(contract, rows, _dotted), 1):
                sheet.write_row(number, 0, cells)
            sheet.write_row(len(rows) + 2, 0, ["合计", f"{len(rows)}条"])
    return made.getvalue()


def _csv(contract: Contract, rows: list[Row]) -> bytes:
    lines = (",".join(_quoted(cell) for cell in cells) for cells in _table(contract, rows, _in_words))
    return ("\r\n".join(lines) + "\r\n").encode("gb18030")


def _quoted(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(c in text for c in ',"\n') else text


def _table(contract: Contract, rows: list[Row], day: Callable[[date], str]) -> Iterator[list[object]]:
    yield [field.label.zh for field in contract.fields.values()]
    for row in rows:
        yield [_cell(field, row[field.name], day) for field in contract.fields.values()]


def _cell(field: Field, value: object, day: Callable[[date], str]) -> object:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return catalog.word_of(field.codes, value, "zh")


def _dotted(day: date) -> str:
    return f"{day:%Y.%m.%d}"


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
