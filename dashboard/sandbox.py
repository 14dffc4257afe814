"""Runs an analyst's SQL on a snapshot, confined: one select, the snapshot's tables, limited memory, time and rows.

`ask` starts a process for each statement (see confined/worker.py), so that nothing a statement does reaches the server or
other readers. It knows nothing of pages; it refuses to know how rows are shown.
"""

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa

from dashboard import catalog, queries, warehouse
from dashboard.catalog import Label, Snapshot
from dashboard.narrowing import Picks, narrow

__all__ = [
    "LIMITS",
    "Answer",
    "Limits",
    "Refusal",
    "Refused",
    "answer_of",
    "ask",
    "json_rows",
    "parameters",
    "request_of",
    "rows",
    "run",
    "tables",
    "warm",
]


@dataclass(frozen=True)
class Limits:
    """What a statement may take. `memory_mb` is what DuckDB counts, `address_space_mb` what the system allows in all.

    `grace_s` passes between DuckDB's interrupt and the end of its process, `queue_s` before a full house is told.
    """

    rows: int = 10_000
    seconds: float = 15
    memory_mb: int = 512
    address_space_mb: int = 2048
    answer_mb: int = 16
    niceness: int = 15
    grace_s: float = 2
    queue_s: float = 20


LIMITS = Limits()
AT_ONCE = 2
_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Answer:
    """The rows of a statement, at most `Limits.rows` of them; `truncated` says that there were more.

    `types` are DuckDB's names of the columns' types, `reads` the tables, `params` the $names that it takes.
    """

    rows: pd.DataFrame = field(hash=False, compare=False)
    columns: tuple[str, ...]
    truncated: bool
    took_s: float
    types: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    params: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """Why a statement did not run: the rule with its remedy, and the line in question with a caret below it."""

    reason: Label
    excerpt: str = ""

    def told(self, language: str) -> str:
        return "\n".join(filter(None, [self.reason(language), self.excerpt]))


class Refusal(Exception):
    """A saved query that the sandbox refuses, where rows are expected."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.told("en"))
        self.refused = refused


def ask(
    snapshot: Snapshot,
    sql: str,
    values: Mapping[str, object] | None = None,
    *,
    limits: Limits = LIMITS,
    nulls: bool = False,
) -> Answer | Refused:
    """Run one select on a snapshot. `values` are bound to its $names: no codes at all is null, as on pages.

    With `nulls` a name without a value is null too.
    """
    request = json.dumps(request_of(snapshot, sql, values, limits=limits, nulls=nulls), ensure_ascii=False)
    try:
        return _answered(request, snapshot.created, limits)
    except Refusal as refusal:
        return refusal.refused


# A snapshot does not change and neither does an answer; a refusal is asked anew, it may be for want of time.
@lru_cache(maxsize=12)
def _answered(request: str, _created: str, limits: Limits) -> Answer:
    if not _places.acquire(timeout=limits.queue_s):
        raise Refusal(
            Refused(
                Label(
                    f"{AT_ONCE} statements are running already. Try again in a moment.",
                    f"已有 {AT_ONCE} 条语句正在运行，请稍后再试。",
                )
            )
        )
    try:
        answer = _ask(request.encode(), limits)
    finally:
        _places.release()
    if isinstance(answer, Refused):
        raise Refusal(answer)
    return answer


def request_of(
    snapshot: Snapshot, sql: str, values: Mapping[str, object] | None, *, limits: Limits, nulls: bool = False
) -> dict[str, object]:
    """What the process is told: it knows nothing of snapshots."""
    return {
        "sql": sql,
        "values": {name: _told(warehouse.bound(value)) for name, value in (values or {}).items()},
        "nulls": nulls,
        "limits": asdict(limits),
        **_tables(str(snapshot.folder), snapshot.created),
    }


def rows(snapshot: Snapshot, query: str | queries.Query, /, picks: Picks = (), **values: object) -> pd.DataFrame:
    """The rows of any query on a snapshot: of ours from the warehouse, of one that an analyst saved from here."""
    query = queries.load_query(query) if isinstance(query, str) else query
    if query.is_saved:
        return run(snapshot, query, picks, **values)
    return warehouse.run(warehouse.open_snapshot(snapshot), query, picks, **values)


def run(snapshot: Snapshot, query: queries.Query, /, picks: Picks = (), **values: object) -> pd.DataFrame:
    """The rows of a query over what is picked, confined, as `warehouse.run` returns them. Raises Refusal."""
    # In parentheses, because an analyst's statement may begin with a comment or `with recursive`.
    asked = narrow(f"from (\n{query.sql}\n)" if picks else query.sql, query.reads, picks)
    bound = {name: warehouse.bound(values.get(name)) for name in query.params} | dict(asked.values)
    answer = ask(snapshot, asked.sql, bound, nulls=True)
    if isinstance(answer, Refused):
        raise Refusal(answer)
    return answer.rows


def json_rows(answer: Answer) -> list[list[object]]:
    """Rows as JSON has them: days as 2024-03-31, times as 2024-03-31T09:30:00, missing as null."""
    plain = answer.rows.copy()
    for name, kind in zip(answer.columns, answer.types, strict=True):
        if pd.api.types.is_datetime64_any_dtype(plain[name].dtype):
            plain[name] = plain[name].dt.strftime("%Y-%m-%d" if kind == "DATE" else "%Y-%m-%dT%H:%M:%S")
    return json.loads(plain.to_json(orient="values", double_precision=10, force_ascii=False))


# --- the process ------------------------------------------------------------------------------


def warm() -> None:
    """Have a process ready, so that the next statement need not wait for one to start."""
    with _hand:
        if not _ready or _ready[-1].poll() is not None:
            _ready[:] = [_start()]


_ready: list[subprocess.Popen] = []
_hand = threading.Lock()


def _process() -> subprocess.Popen:
    with _hand:
        waiting = _ready.pop() if _ready else None
    return waiting if waiting and waiting.poll() is None else _start()


def _start() -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "dashboard.confined.worker"],
        cwd=catalog.ROOT,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1", **_SYSTEM},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _ask(request: bytes, limits: Limits) -> Answer | Refused:
    started = time.monotonic()
    process = _process()
    try:
        # It ends itself; this is for one that cannot. Starting takes longer where readers keep the machine busy.
        out, _ = process.communicate(request, timeout=limits.seconds + limits.grace_s + 10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return _too_long(limits)
    if not out:
        # It died before it could say why: the system ended it, for the memory or for the time that it took.
        return _too_long(limits) if time.monotonic() - started > limits.seconds else _too_much(limits)
    return answer_of(out, limits)


def answer_of(reply: bytes, limits: Limits) -> Answer | Refused:
    """What the process replied, as a record."""
    line, _, content = reply.partition(b"\n")
    head = json.loads(line)
    refused = head.get("refused")
    if refused == "memory":
        return _too_much(limits)
    if refused == "time":
        return _too_long(limits)
    if refused:
        return Refused(Label(refused["en"], refused["zh"]), head.get("excerpt", ""))
    rows = pa.ipc.open_stream(content).read_all().to_pandas(date_as_object=False)
    return Answer(
        rows=rows,
        columns=tuple(rows.columns),
        truncated=head["truncated"],
        took_s=head["took_s"],
        types=tuple(head["types"]),
        reads=tuple(head["reads"]),
        params=tuple(head["params"]),
    )


# What a process of Python needs to start; nothing else of the server's environment reaches it.
_STARTS_WITH = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT", "TEMP", "TMP", "LANG")
_SYSTEM = {name: os.environ[name] for name in _STARTS_WITH if name in os.environ}


@lru_cache(maxsize=12)
def _tables(folder: str, _created: str) -> dict[str, object]:
    """The snapshot's tables as statements over its files, and those files."""
    snapshot = catalog.read_snapshot(Path(folder))
    files = [str(snapshot.folder / f.path) for resource in snapshot.resources.values() for f in resource.files]
    return {"views": warehouse.views(snapshot), "files": files}


def tables(snapshot: Snapshot) -> tuple[str, ...]:
    """The names that a statement may read."""
    return tuple(_tables(str(snapshot.folder), snapshot.created)["views"])


def _told(value: object) -> object:
    """A value as JSON carries it to the process."""
    if isinstance(value, tuple | list | set | frozenset):
        return [_told(part) for part in value]
    if isinstance(value, date):
        return {"day": f"{value:%Y-%m-%d}"}
    return value


def _too_long(limits: Limits) -> Refused:
    return Refused(
        Label(
            f"Stopped after {limits.seconds:g} seconds. Narrow the period, filter before joining, or group first.",
            f"运行超过 {limits.seconds:g} 秒，已停止。请缩小时期、先筛选再连接，或先汇总。",
        )
    )


def _too_much(limits: Limits) -> Refused:
    return Refused(
        Label(
            f"Stopped: it needs more memory than the {limits.memory_mb} MB allowed. Select fewer columns, or group first.",
            f"已停止：所需内存超过 {limits.memory_mb} MB 的上限。请减少列数，或先汇总。",
        )
    )


# --- the names of values ----------------------------------------------------------------------

# What hides a $ that is no parameter: strings, quoted names, comments, $tagged$ text.
_PARTS = re.compile(
    r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|(\$\w*\$).*?\1|\$(?P<name>[A-Za-z_]\w*)", re.S
)


def parameters(sql: str) -> tuple[str, ...]:
    """The $names that a statement takes, in the order in which they first stand in it."""
    return tuple(dict.fromkeys(found["name"] for found in _PARTS.finditer(sql) if found["name"]))
