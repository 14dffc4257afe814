"""What records leave out: by field, by district and month, and the records themselves.

A field is expected where its contract says so (`expected_where`); an empty cell elsewhere says something, as that a
patent has not ended, and is no gap.
"""

from datetime import date

import pandas as pd

from dashboard import queries, warehouse
from dashboard.catalog import CITY, Contract
from dashboard.quality import evidence
from dashboard.quality.evidence import Evidence
from dashboard.scope import month_end, month_start, months_later
from dashboard.warehouse import Connection

MONTHS_SHOWN = 24


def fields(con: Connection, contract: Contract) -> pd.DataFrame:
    """Each field that is expected anywhere: field, required, expected, lacking, stated (gaps with a reason), filled (%).

    Those that lack most come first.
    """
    asked = [f for f in contract.fields.values() if f.expected_where != "false"]
    counts = ", ".join(
        f"count(*) filter (where {f.expected_where}), {_lacking(f.name, f.expected_where)}" for f in asked
    )
    counted = warehouse.tuples(con, f"select {counts} from {contract.id}")[0]
    stated = dict(
        warehouse.tuples(
            con,
            f"select field, count(*) from {queries.GAPS} where dataset = $dataset group by all",
            {"dataset": contract.id},
        )
    )
    rows = [
        (f.name, f.required, counted[2 * i], counted[2 * i + 1], stated.get(f.name, 0)) for i, f in enumerate(asked)
    ]
    found = pd.DataFrame(rows, columns=["field", "required", "expected", "lacking", "stated"])
    found["filled"] = (100 * (1 - found["lacking"] / found["expected"].where(found["expected"] > 0))).round(2)
    return found.sort_values(["lacking", "field"], ascending=[False, True], ignore_index=True)


def by_month(con: Connection, contract: Contract, through: date, field: str | None = None) -> pd.DataFrame:
    """Of the last 24 months, by district: month, district_code, records, lacking, share (% of what is expected).

    Without a field all of them count. Empty for a dataset whose records have no day.
    """
    columns = ["month", "district_code", "records", "lacking", "share"]
    if not contract.dated:
        return pd.DataFrame(columns=columns)
    asked = [f for f in contract.fields.values() if f.expected_where != "false" and f.name in (field or f.name,)]
    expected = " + ".join(f"count(*) filter (where {f.expected_where})" for f in asked)
    lacking = " + ".join(_lacking(f.name, f.expected_where) for f in asked)
    rows = warehouse.select(
        con,
        f"select date_trunc('month', {contract.dated})::date as month, {district(contract)} as district_code,"
        f" count(*) as records, {lacking} as lacking, round(100.0 * ({lacking}) / nullif({expected}, 0), 2) as share"
        f" from {contract.id} where {contract.dated} between $since and $until group by all order by all",
        {"since": months_later(through, 1 - MONTHS_SHOWN), "until": through},
    )
    return rows[columns]


def district(contract: Contract) -> str:
    """A record's district; the city where records have none, or name none."""
    return f"coalesce(district_code, '{CITY}')" if "district_code" in contract.fields else f"'{CITY}'"


def lacking(contract: Contract, field: str | None, code: str | None = None, month: date | None = None) -> Evidence:
    """The records that lack a field (or any), of one district and month where these are named."""
    asked = [f for f in contract.fields.values() if f.expected_where != "false" and f.name in (field or f.name,)]
    condition = " or ".join(f"(({f.expected_where}) and {f.name} is null)" for f in asked)
    values: dict[str, object] = {}
    if code is not None:
        condition, values = f"({condition}) and {district(contract)} = $code", {"code": code}
    if month is not None:
        condition = f"({condition}) and {contract.dated} between $since and $until"
        values |= {"since": month_start(month), "until": month_end(month)}
    return evidence.of_dataset(contract, condition, **values)


def _lacking(field: str, expected: str) -> str:
    return f"count(*) filter (where ({expected}) and {field} is null)"
