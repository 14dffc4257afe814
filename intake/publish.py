"""From typed rows to a served snapshot: build aside, check, then one atomic rename.

A reader sees the old snapshot or the new one, never half. Killed at any instant, publishing leaves the
served snapshot as it was: the only write that readers can see is the rename at the end.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
from filelock import FileLock, Timeout

from dashboard import catalog, queries, warehouse
from dashboard.catalog import Check, Label, Snapshot, Source
from dashboard.matching import index, source
from dashboard.matching.pushes import Push
from dashboard.states import Gap
from intake import gap_table, papers, push_rows

# A dataset with more rows is cut into one file a year, so that a page of records opens few files.
ROWS_IN_ONE_FILE = 2_000_000
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Delivery:
    """Rows for one dataset: exactly the contract's fields, typed, with where they came from.

    `mode` is what they replace: the whole dataset, rows of the same key (merge), or all rows of `district`.
    """

    rows: pa.Table
    sources: tuple[Source, ...]
    complete_through: date | None = None
    mode: str = "replace"
    district: str | None = None
    findings: Mapping[str, int] = field(default_factory=dict, hash=False)
    gaps: tuple[Gap, ...] = ()


class Refused(Exception):
    """Publishing did not happen; the served snapshot is as it was. The message says why and what to do."""

    def __init__(self, message: Label) -> None:
        super().__init__(message.en)
        self.message = message


def publish(
    deliveries: Mapping[str, Delivery],
    *,
    as_of: date,
    is_demonstration: bool = False,
    folder: Path | None = None,
    progress: Progress = lambda step: None,
    onto: str | None = None,
) -> Snapshot:
    """Publish deliveries, with every other dataset carried forward from the snapshot before; `onto` names it where it
    must be no other.

    Raises Refused when another publish is running or has come between, when rows do not fit their contract, or when
    a check across tables fails.
    """
    folder = folder or catalog.snapshots_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        _sweep(folder)
        parent = parent_of(folder, as_of)
        _refuse_overtaken(parent, onto)
        if parent and parent.is_demonstration != is_demonstration:
            parent = None  # Demonstration and real records never stand in one snapshot.
        snapshot_id = _free_id(folder, as_of)
        staging = folder / f".staging-{snapshot_id}-{os.getpid()}"
        staging.mkdir()
        try:
            recorded = push_rows.due(folder.parent, as_of, is_demonstration=is_demonstration)
            deliveries = push_rows.with_ledger(deliveries, recorded, parent)
            resources, checks = _build(staging, deliveries, parent, as_of, recorded, progress)
            facts = {"id": snapshot_id, "parent": parent.id if parent else None, "is_demonstration": is_demonstration}
            papers.write(staging, {**facts, "checks": [papers.of_check(c) for c in checks]}, resources)
            staging.rename(folder / snapshot_id)
            papers.sync(folder)
            (folder / "in-force").unlink(missing_ok=True)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
    progress(f"{snapshot_id}")
    return catalog.read_snapshot(folder / snapshot_id)


def _refuse_overtaken(parent: Snapshot | None, onto: str | None) -> None:
    found = parent.id if parent else None
    if onto and found != onto:
        raise Refused(
            Label(
                f"snapshot {found} has come since the changes were compared with {onto}; examine the files again",
                f"对照快照 {onto} 预览后已有新快照 {found}；请重新检查文件",
            )
        )


def rollback(folder: Path, snapshot_id: str) -> Snapshot:
    """Put an earlier snapshot in force until the next one is published. Raises Refused when it is not sound."""
    chosen = catalog.shelf(folder).find(snapshot_id)
    if chosen is None:
        raise Refused(
            Label(
                f"{snapshot_id} is not a sound snapshot; `python -m intake list` shows those that are",
                f"{snapshot_id} 不是完好的快照；可用 `python -m intake list` 查看",
            )
        )
    aside = folder / ".in-force"
    aside.write_text(snapshot_id + "\n", "utf-8")
    aside.replace(folder / "in-force")
    return chosen


# --- one at a time ----------------------------------------------------------------------------


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the system releases it even when the holder is killed."""
    lock = FileLock(folder / ".publishing.lock", timeout=float(os.environ.get("DASHBOARD_PUBLISH_WAIT", "30")))
    try:
        with lock:
            yield
    except Timeout as error:
        raise Refused(
            Label(
                f"another publish is running in {folder}; wait until it ends and run the command again",
                f"{folder} 中另有发布正在进行；请待其结束后重新执行",
            )
        ) from error


def _sweep(folder: Path) -> None:
    """Remove what a killed publish has left behind; under the lock nobody else is building."""
    for left in folder.glob(".staging-*"):
        shutil.rmtree(left, ignore_errors=True)


def parent_of(folder: Path, as_of: date) -> Snapshot | None:
    """The newest sound snapshot not after that day; a pinned one comes first."""
    shelf = catalog.shelf(folder)
    if shelf.in_force and shelf.in_force.as_of <= as_of:
        return shelf.in_force
    return next((s for s in shelf.sound if s.as_of <= as_of), None)


def _free_id(folder: Path, as_of: date) -> str:
    """The day, or the day with the next correction number: a snapshot is never edited."""
    taken = [s for s in catalog.snapshot_ids(folder) if s.startswith(as_of.isoformat())]
    return as_of.isoformat() if not taken else f"{as_of}.{catalog.snapshot_order(taken[0])[1] + 1}"


# --- building ---------------------------------------------------------------------------------


def _build(
    staging: Path,
    deliveries: Mapping[str, Delivery],
    parent: Snapshot | None,
    as_of: date,
    recorded: Sequence[Push],
    progress: Progress,
) -> tuple[list[dict], list[Check]]:
    resources, files = [], {}
    for contract in catalog.contracts().values():
        delivery = deliveries.get(contract.id)
        carried = parent.resources.get(contract.id) if parent else None
        if delivery is not None:
            progress(contract.id)
            rows = _merged(contract, delivery, parent)
            if contract.id == push_rows.DATASET:
                rows, delivery = push_rows.fold(rows, delivery, recorded, root=staging.parent.parent)
            paths = _write_rows(staging, contract, rows)
            resources.append(papers.of_dataset(staging, contract, paths, delivery, carried, as_of))
        elif carried:
            paths = _carry(staging, parent, carried)
            resources.append(papers.carried(parent, carried.name))
        else:
            continue
        files[contract.id] = paths
    if gap_table.write(staging / f"{queries.GAPS}.parquet", deliveries, parent):
        resources.append(papers.of_file(staging, queries.GAPS, "gaps", [staging / f"{queries.GAPS}.parquet"]))
    con = warehouse.connection_over_files(files)
    try:
        progress("rollups")
        warehouse.derive(con)
        progress("checks")
        findings = check(con, as_of)
        _refuse_broken([b for b in findings if b.severity == "error"])
        derived = (*queries.rollups(), *map(queries.cells_of, queries.cell_datasets()), *queries.METRIC_TABLES)
        resources += [_derived(staging, con, name) for name in derived]
        progress("matching")
        resources += _index(staging, con, as_of)
    finally:
        con.close()
    return resources, findings


def _merged(contract: catalog.Contract, delivery: Delivery, parent: Snapshot | None) -> pa.Table:
    """The delivered rows, with those of the parent that they do not replace: see Delivery."""
    _fit(contract, delivery.rows)
    carried = parent.resources.get(contract.id) if parent else None
    if delivery.mode == "replace" or not carried:
        return delivery.rows
    paths = [parent.folder / f.path for f in carried.files]
    same = " and ".join(f"old.{k} is not distinct from new.{k}" for k in contract.key)
    columns = ", ".join(contract.fields)
    kept, chosen = f"not exists (select 1 from new where {same})", {}
    if delivery.mode == "district":
        kept, chosen = "district_code is distinct from $district", {"district": delivery.district}
    with duckdb.connect(":memory:") as con:
        con.register("new", delivery.rows)
        rows = con.sql(
            f"select {columns} from new"
            f" union all select {columns} from {warehouse.stored_rows(contract, paths)} as old where {kept}",
            params=chosen,
        ).to_arrow_table()
    if delivery.mode == "district":
        _refuse_taken(contract, rows)
    return rows


def _refuse_taken(contract: catalog.Contract, rows: pa.Table) -> None:
    """Another publish may have come after the examination and given a record to another district."""
    if rows.group_by(list(contract.key)).aggregate([]).num_rows < rows.num_rows:
        raise Refused(
            Label(
                f"{contract.id}: records delivered are under another district by now; submit again",
                f"{contract.id}：部分记录已归属其他区县，请重新报送",
            )
        )


def _fit(contract: catalog.Contract, rows: pa.Table) -> None:
    if rows.column_names == list(contract.fields):
        return
    missing = [n for n in contract.fields if n not in rows.column_names]
    extra = [n for n in rows.column_names if n not in contract.fields]
    raise Refused(
        Label(
            f"{contract.id}: the rows do not fit the contract (missing {missing}, not known {extra}, or out of order)",
            f"{contract.id}：数据列与数据约定不符（缺 {missing}，多 {extra}，或顺序不同）",
        )
    )


def _write_rows(staging: Path, contract: catalog.Contract, rows: pa.Table) -> list[Path]:
    """Sorted, compressed Parquet; one file a year when there are many rows and the sort begins with a date."""
    columns = ", ".join(f"{f.name}::{f.sql_type} as {f.name}" for f in contract.fields.values())
    order = ", ".join(f"{name} nulls last" for name in contract.sort)
    first = contract.fields[contract.sort[0]]
    by_year = rows.num_rows > ROWS_IN_ONE_FILE and first.sql_type == "date"
    with duckdb.connect(":memory:") as con:
        con.register("delivered", rows)
        years = (
            con.execute(f"select distinct year({first.name}) from delivered order by 1").fetchall() if by_year else []
        )
        parts = [(f"{contract.id}/{y or 'undated'}.parquet", f"year({first.name}) is not distinct from {y or 'null'}")
                 for (y,) in years] or [(f"{contract.id}.parquet", "true")]  # fmt: skip
        for name, where in parts:
            path = staging / name
            path.parent.mkdir(exist_ok=True)
            con.execute(
                f"copy (select {columns} from delivered where {where} order by {order})"
                f" to '{_quoted(path)}' (format parquet, compression zstd)"
            )
    return [staging / name for name, _ in parts]


def _carry(staging: Path, parent: Snapshot, resource: catalog.Resource) -> list[Path]:
    """An unchanged dataset is linked, not rewritten; copied where the file system has no links."""
    paths = []
    for stored in resource.files:
        path = staging / stored.path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(parent.folder / stored.path, path)
        except OSError:
            shutil.copy2(parent.folder / stored.path, path)
        paths.append(path)
    return paths


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


# --- checks across tables ---------------------------------------------------------------------


def check(con: duckdb.DuckDBPyConnection, as_of: date) -> list[Check]:
    """Run every rule across tables; a rule without rows is kept too, with 0, so that a page can list it."""
    return [_broken(con, rule, header, as_of) for rule, header in queries.checks().items()]


def _broken(con: duckdb.DuckDBPyConnection, rule: str, header: queries.Header, as_of: date) -> Check:
    values = {"as_of": as_of} if "$as_of" in header.sql else {}
    rows = con.execute(header.sql, values).fetchall()
    sample = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in rows[:20])
    return Check(rule, header.one("severity"), header.label("title"), len(rows), sample)


def _refuse_broken(broken: list[Check]) -> None:
    failed = [b for b in broken if b.rows]
    if failed:
        en = "; ".join(f"{b.meaning.en} ({b.rows} rows, e.g. {', '.join(b.sample[0])})" for b in failed)
        zh = "；".join(f"{b.meaning.zh}（{b.rows}行，如 {'、'.join(b.sample[0])}）" for b in failed)
        raise Refused(
            Label(
                f"checks across tables failed, nothing was published: {en}. Correct the rows and import again",
                f"跨表检查未通过，未发布：{zh}。请更正后重新导入",
            )
        )


# --- what is derived ---------------------------------------------------------------------------


def _derived(staging: Path, con: duckdb.DuckDBPyConnection, name: str) -> dict:
    path = staging / f"{name}.parquet"
    con.execute(f"copy (select * from {name} order by all) to '{_quoted(path)}' (format parquet, compression zstd)")
    kind = "rollup" if name in queries.rollups() else "metrics"
    return papers.of_file(staging, name, kind, [path])


def _index(staging: Path, con: duckdb.DuckDBPyConnection, as_of: date) -> list[dict]:
    """The index that demands and offers are matched by; none where there is nothing to match."""
    texts = source.texts(con, as_of)
    paths = index.write(index.build(texts), staging) if texts else {}
    return [papers.of_file(staging, name, "index", [path]) for name, path in paths.items()]
