"""The process that runs one analyst's statement: `python -m dashboard.confined.worker`, a request in, an answer out.

A process of its own, because DuckDB's memory limit does not count the strings and lists that functions build, and its
interrupt waits for a function to end: `repeat('x', 1e9)` in the server's process would take the server with it. Here
the system limits memory, no file can be written, and the parent can end it. It starts with the least priority.
"""

import io
import json
import os
import re
import sys
import threading
import time
from datetime import date
from typing import BinaryIO

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.catalog import Label
from dashboard.confined import rules
from dashboard.confined.rules import Broken, Found

try:
    import resource
except ImportError:  # Windows has no such limits; DuckDB's own and the parent's clock remain.
    resource = None

MEGABYTE = 1 << 20
BATCH = 1024


def main() -> None:
    told = sys.stdin.buffer.read()
    if not told:  # the server ended before it had a statement
        return
    request = json.loads(told)
    _confine(request["limits"])
    late = _end_late(request["limits"], sys.stdout.buffer)
    answer = io.BytesIO()
    reply(request, answer)
    late.cancel()
    sys.stdout.buffer.write(answer.getbuffer())
    _end(sys.stdout.buffer)


def _end_late(limits: dict, out: BinaryIO) -> threading.Timer:
    """A function that takes no interrupt ends with the process, a moment after the time is over."""

    def end() -> None:
        _tell(out, refused="time")
        _end(out)

    clock = threading.Timer(limits["seconds"] + limits["grace_s"], end)
    clock.daemon = True
    clock.start()
    return clock


def reply(request: dict, out: BinaryIO) -> None:
    """Write the answer: its head as a line of JSON, then the rows as an Arrow stream; or why there is none."""
    try:
        _answer(request, out)
    except Broken as broken:
        _tell(out, refused=_reason(broken.reason), excerpt=excerpt(request["sql"], broken.at))
    except Exception as error:  # Arrow wraps what DuckDB raises while rows are fetched
        _tell(out, **_failed(error))


def _end(out: BinaryIO) -> None:
    """Neither DuckDB nor Arrow has anything to put away, and an interrupted query may take long to do so."""
    out.flush()
    os._exit(0)


def _confine(limits: dict) -> None:
    """Give way to readers, and let the system hold what DuckDB does not count."""
    if resource is None:
        return
    os.nice(limits["niceness"])
    memory = limits["address_space_mb"] * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    # Ends it where the parent is no longer there to do so.
    seconds = int(limits["seconds"]) + 5
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _answer(request: dict, out: BinaryIO) -> None:
    limits, sql = request["limits"], request["sql"]
    con = _connection(limits)
    found = _judged(con, sql, request["views"])
    missing = [name for name in found.params if name not in request["values"]]
    if missing and not request["nulls"]:
        names = ", ".join(f"${name}" for name in missing)
        raise Broken(f"No value is given for {names}.", f"未给出 {names} 的取值。")
    _open(con, request, found.reads)
    values = {name: _value(request["values"].get(name)) for name in found.params}
    started = time.monotonic()
    clock = threading.Timer(limits["seconds"], con.interrupt)
    clock.daemon = True
    clock.start()
    try:
        rows, types, truncated = _rows(con, sql, values, limits["rows"])
    finally:
        clock.cancel()
    took = time.monotonic() - started
    content = _stream(rows)
    if len(content) > limits["answer_mb"] * MEGABYTE:
        raise Broken(f"The answer is larger than {limits['answer_mb']} MB. Select fewer columns or rows.",
                     f"结果超过 {limits['answer_mb']} MB。请减少列数或行数。")  # fmt: skip
    _tell(out, types=types, truncated=truncated, took_s=took, reads=found.reads, params=found.params)
    out.write(content)


def _connection(limits: dict) -> duckdb.DuckDBPyConnection:
    """A database in memory that keeps nothing on disk."""
    memory = f"{limits['memory_mb']}MB"
    config = {"threads": 1, "memory_limit": memory, "temp_directory": "", "max_temp_directory_size": "0KiB"}
    con = duckdb.connect(":memory:", config=config)
    con.execute("set timezone = 'Asia/Shanghai'")
    con.execute("set enable_progress_bar = false")
    con.execute("set python_enable_replacements = false")
    return con


def _judged(con: duckdb.DuckDBPyConnection, sql: str, known: dict[str, str]) -> Found:
    """What the statement reads and takes, when it is one select that keeps to the rules."""
    if len(sql) > rules.LONGEST:
        raise Broken(*rules.TOO_LONG)
    statements = con.extract_statements(sql)
    if not statements:
        raise Broken(*rules.NOTHING)
    if len(statements) > 1:
        raise Broken(*rules.MANY)
    if (kind := statements[0].type.name) != "SELECT":
        raise rules.not_a_select(kind)
    [(text,)] = con.execute("select json_serialize_sql($1)", [sql]).fetchall()
    tree = json.loads(text)
    if tree["error"]:
        raise Broken(*(f"{words}: {tree['error_message']}" for words in ("Not understood", "无法解析")))
    return rules.judge(tree["statements"][0]["node"], known)


def _open(con: duckdb.DuckDBPyConnection, request: dict, reads: tuple[str, ...]) -> None:
    """Views over the snapshot's files, then the door is locked."""
    views = request["views"]
    for name in needed(reads, views):
        con.execute(f"create view {name} as {views[name]}")
    con.execute("set allowed_paths = [" + ", ".join("'" + p.replace("'", "''") + "'" for p in request["files"]) + "]")
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")


def needed(reads: tuple[str, ...], views: dict[str, str]) -> list[str]:
    """These views and those that they stand on, in the order in which they can be made."""
    found, waiting = set(), list(reads)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(set(re.findall(r"\w+", views[name])) & views.keys())
    return [name for name in views if name in found]


def _value(told: object) -> object:
    """A value as DuckDB binds it; days come as {"day": "2024-03-31"}."""
    if isinstance(told, list):
        return [_value(part) for part in told]
    if isinstance(told, dict):
        return date.fromisoformat(told["day"])
    return told


def _rows(con: duckdb.DuckDBPyConnection, sql: str, values: dict, limit: int) -> tuple[pa.Table, list[str], bool]:
    """At most so many rows, their DuckDB types, and whether there were more."""
    # A relation is read row by row; the result of `execute` would be whole before the first.
    asked = _relation(con, sql, values)
    types = [str(kind) for kind in asked.types]
    reader = asked.to_arrow_reader(BATCH)
    batches, count = [], 0
    while count <= limit and (batch := next(reader, None)) is not None:
        batches.append(batch)
        count += batch.num_rows
    table = pa.Table.from_batches(batches, reader.schema).slice(0, limit)
    columns = [_plain(table.column(i)) for i in range(table.num_columns)]
    return pa.table(columns, names=_distinct(table.column_names)), types, count > limit


def _relation(con: duckdb.DuckDBPyConnection, sql: str, values: dict) -> duckdb.DuckDBPyRelation:
    """The statement, understood but not yet run."""
    try:
        return con.sql(sql, params=values)
    except duckdb.Error:
        # The same error again, this time with the line that it is about.
        con.execute(sql, values)
        raise


def _distinct(names: list[str]) -> list[str]:
    """Column names, a repeated one numbered."""
    found: list[str] = []
    for name in names:
        number, free = 1, name
        while free in found:
            number, free = number + 1, f"{name}_{number}"
        found.append(free)
    return found


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray | pa.Array:
    """A column in the few types that tables, charts and JSON know; what is nested reads as text."""
    kind = column.type
    if pa.types.is_decimal(kind):
        return column.cast(pa.float64())
    if pa.types.is_dictionary(kind):
        return column.cast(pa.string())
    if pa.types.is_timestamp(kind):
        return (pc.local_timestamp(column) if kind.tz else column).cast(pa.timestamp("us"), safe=False)
    if pa.types.is_map(kind):
        return pa.array([None if value is None else _as_text(dict(value)) for value in column.to_pylist()], pa.string())
    simple = (
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind)
        or pa.types.is_string(kind) or pa.types.is_date(kind)
    )  # fmt: skip
    if simple:
        return column
    return pa.array([None if value is None else _as_text(value) for value in column.to_pylist()], pa.string())


def _as_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else str(value)


def _stream(rows: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_table(rows)
    return sink.getvalue().to_pybytes()


def _tell(out: BinaryIO, **head: object) -> None:
    """The head of an answer: one line of JSON; the rows follow it."""
    out.write(json.dumps(head, ensure_ascii=False).encode() + b"\n")


def _reason(reason: Label) -> dict[str, str]:
    return {"en": reason.en, "zh": reason.zh}


# --- what DuckDB says -------------------------------------------------------------------------

OUT_OF_MEMORY = ("Out of Memory", "bad allocation", "bad_alloc", "malloc of size")
# Its kinds of errors that an analyst meets, in Chinese.
KINDS = {
    "Parser Error": "语法错误",
    "Binder Error": "语句有误",
    "Catalog Error": "名称不存在",
    "Conversion Error": "类型无法转换",
    "Invalid Input Error": "输入有误",
    "Out of Range Error": "数值超出范围",
}


def _failed(error: Exception) -> dict[str, object]:
    """What an error tells: that time or memory is over, or DuckDB's own message with its kind translated."""
    said, _, shown = str(error).partition("\n\nLINE ")
    if isinstance(error, duckdb.InterruptException) or "INTERRUPT" in said:
        return {"refused": "time"}
    if isinstance(error, MemoryError) or any(sign in said for sign in OUT_OF_MEMORY):
        return {"refused": "memory"}
    kind, colon, message = said.partition(": ")
    told = {"en": said, "zh": f"{KINDS.get(kind, '执行出错')}：{message if colon else said}"}
    return {"refused": told, "excerpt": f"LINE {shown}" if shown else ""}


def excerpt(sql: str, at: int | None) -> str:
    """The line in which a byte of the statement stands, and a caret below it."""
    if at is None:
        return ""
    before = sql.encode()[:at].decode(errors="ignore")
    line = before.count("\n")
    prefix = f"LINE {line + 1}: "
    start = before.rpartition("\n")[2]
    return f"{prefix}{sql.splitlines()[line]}\n{' ' * len(prefix)}{_blank(start)}^"


def _blank(words: str) -> str:
    """As wide as the words, as DuckDB counts it: a Chinese character takes two places."""
    return "".join("  " if ord(character) > 0x2E7F else " " for character in words)


if __name__ == "__main__":
    main()
