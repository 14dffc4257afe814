"""The table of gaps that is published beside the datasets: which values are not there, and why (see states.Gap).

It is written only where there are any; a dataset that is carried forward brings its gaps along.
"""

from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from dashboard import catalog
from dashboard.catalog import Snapshot
from dashboard.queries import GAPS
from dashboard.states import Gap

if TYPE_CHECKING:
    from intake.publish import Delivery


def write(path: Path, deliveries: "Mapping[str, Delivery]", parent: Snapshot | None) -> bool:
    """Write the gaps of the deliveries, and the parent's of rows that stand in the new snapshot unchanged."""
    with duckdb.connect(":memory:") as con:
        con.execute(f"create table gaps ({', '.join(f'{f.name} varchar' for f in fields(Gap))})")
        _carry(con, parent)
        for dataset, delivery in deliveries.items():
            _make_room(con, dataset, delivery, parent)
            for gap in delivery.gaps:
                con.execute("insert into gaps values ($dataset, $key, $field, $state, $given)", asdict(gap))
        [found] = con.execute("select count(*) from gaps").fetchone()
        if found:
            target = str(path).replace("'", "''")
            con.execute(f"copy (from gaps order by all) to '{target}' (format parquet, compression zstd)")
        return bool(found)


def _carry(con: duckdb.DuckDBPyConnection, parent: Snapshot | None) -> None:
    kept = parent.resources.get(GAPS) if parent else None
    if kept:
        paths = [str(parent.folder / stored.path) for stored in kept.files]
        con.execute("insert into gaps select * from read_parquet($paths)", {"paths": paths})


def _make_room(con: duckdb.DuckDBPyConnection, dataset: str, delivery: "Delivery", parent: Snapshot | None) -> None:
    """Forget the gaps of the rows that a delivery replaces: the dataset's, its own keys' (merge) or its district's."""
    carried = parent.resources.get(dataset) if parent else None
    if delivery.mode == "replace" or not carried:
        con.execute("delete from gaps where dataset = $dataset", {"dataset": dataset})
        return
    key = catalog.contracts()[dataset].key_sql
    values: dict[str, object] = {"dataset": dataset}
    replaced = f"select {key} from delivered"
    if delivery.mode == "district":
        replaced = f"select {key} from read_parquet($paths) where district_code = $district"
        values |= {"paths": [str(parent.folder / f.path) for f in carried.files], "district": delivery.district}
    con.register("delivered", delivery.rows)
    con.execute(f"delete from gaps where dataset = $dataset and key in ({replaced})", values)
    con.unregister("delivered")
