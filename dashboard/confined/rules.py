"""What an analyst's statement may be, judged on its syntax tree before it runs; pure, it opens nothing.

The tree is DuckDB's own (`json_serialize_sql`). Everything is refused that is not known to be harmless: kinds of
nodes, functions and tables are whitelists. A statement that DuckDB types as SELECT can still write through a common
table expression, and a name in a from clause can be a file or a system view: so tables are followed through the
scopes of common table expressions as DuckDB resolves them.
"""

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dashboard.catalog import Label
from dashboard.confined.functions import (
    ABOUT_THE_SERVER,
    CALLABLE,
    IN_FROM,
    KEEPS_STATE,
    READS_FILES,
    RUNS_TEXT,
    TELLS_SETTINGS,
)

LONGEST = 20_000
QUERY_NODES = ("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE")
EXPRESSIONS = (
    "BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT", "DEFAULT", "FUNCTION",
    "LAMBDA", "OPERATOR", "PARAMETER", "POSITIONAL_REFERENCE", "STAR", "SUBQUERY", "TYPE", "WINDOW",
)  # fmt: skip
SOURCES = ("BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EXPRESSION_LIST", "EMPTY", "PIVOT", "SHOW_REF")
OTHER_TYPES = (
    "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "ORDER_MODIFIER", "DISTINCT_MODIFIER",
    "ORDER_DEFAULT", "ASCENDING", "DESCENDING",
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What a statement that may run reads and takes."""

    reads: tuple[str, ...]
    params: tuple[str, ...]


class Broken(Exception):
    """A rule that the statement breaks: the reason with its remedy, and the byte where it stands."""

    def __init__(self, en: str, zh: str, at: int | None = None) -> None:
        super().__init__(en)
        self.reason, self.at = Label(en, zh), at


WRITES = (
    "The workspace only reads: insert, update, delete and merge are refused, also inside a with. Select the rows.",
    "工作台只读：不允许 insert、update、delete、merge，写在 with 中也不行。请改为 select。",
)
MANY = (
    "One statement at a time: remove what follows the first semicolon.",
    "一次只运行一条语句：请删去第一个分号之后的内容。",
)
NOTHING = ("There is no statement. Write a select.", "没有语句。请输入一条 select。")
TOO_LONG = (
    f"The statement is longer than {LONGEST:,} characters. Shorten it.",
    f"语句超过 {LONGEST:,} 个字符，请缩短。",
)
STATEMENTS = {
    "SET": (
        "Settings are fixed: set, reset and use are refused. Leave the line out.",
        "设置不可更改：不允许 set、reset、use。请删去该行。",
    ),
    "COPY": (
        "Nothing is written to files: copy is refused. Select the rows and download them as CSV.",
        "不写入文件：不允许 copy。请用 select 查询后下载 CSV。",
    ),
    "ATTACH": (
        "No other database can be opened: attach and detach are refused. Choose another snapshot in the bar.",
        "不能打开其他数据库：不允许 attach、detach。如需其他快照，请在筛选栏中选择。",
    ),
    "LOAD": (
        "Extensions are not loaded: install and load are refused. Completion offers the functions that there are.",
        "不加载扩展：不允许 install、load。可用函数见编辑器的自动补全。",
    ),
    "PRAGMA": (
        "Pragma, call, checkpoint, vacuum and import are refused: they concern the server. Use `describe patents`.",
        "不允许 pragma、call、checkpoint、vacuum、import：它们涉及服务器。查看表结构请用 describe patents。",
    ),
    "EXPORT": (
        "Databases are neither exported nor imported. Select the rows and download them as CSV.",
        "不导出或导入数据库。请用 select 查询后下载 CSV。",
    ),
    "CREATE": (
        "The workspace only reads: create, alter and drop are refused. Name an intermediate result with `with`.",
        "工作台只读：不允许 create、alter、drop。中间结果请用 with 命名。",
    ),
    "MULTI": (
        "`pivot … on` makes a type of its own. Name the columns: "
        "`from patents pivot (count(*) for patent_type in ('invention', 'design'))`.",
        "pivot … on 会创建新类型。请列出各列："
        "from patents pivot (count(*) for patent_type in ('invention', 'design'))。",
    ),
    "EXPLAIN": (
        "Plans are not shown: explain is refused. Leave the word out; the time it took stands below the answer.",
        "不显示执行计划：不允许 explain。请删去该词，结果下方会显示用时。",
    ),
    "TRANSACTION": (
        "There is nothing to commit: begin, commit and rollback are refused. Leave the line out.",
        "无事务可提交：不允许 begin、commit、rollback。请删去该行。",
    ),
    "PREPARE": (
        "Statements are not prepared: prepare, execute and deallocate are refused. Write $name for a value.",
        "不预编译语句：不允许 prepare、execute、deallocate。取值请写作 $name。",
    ),
}
SAME_AS = {
    "VARIABLE_SET": "SET", "DETACH": "ATTACH", "COPY_DATABASE": "ATTACH", "CALL": "PRAGMA", "EXTENSION": "LOAD",
    "CREATE_FUNC": "CREATE", "ALTER": "CREATE", "DROP": "CREATE", "EXECUTE": "PREPARE", "VACUUM": "PRAGMA",
    "ANALYZE": "PRAGMA", "RELATION": "CREATE", "UPDATE_EXTENSIONS": "LOAD",
}  # fmt: skip
WRITING = ("INSERT", "UPDATE", "DELETE", "MERGE_INTO")


def not_a_select(kind: str) -> Broken:
    """Why a statement of another kind is refused."""
    if kind in WRITING:
        return Broken(*WRITES)
    told = STATEMENTS.get(SAME_AS.get(kind, kind))
    return Broken(*told) if told else Broken("Only a select runs here.", "此处只运行 select 语句。")


def judge(tree: Mapping, known: Collection[str]) -> Found:
    """What the statement reads and takes. Raises Broken naming the first rule that it breaks."""
    reads: list[str] = []
    params: list[str] = []
    for word, name in _walk(tree, frozenset(), frozenset(known)):
        (reads if word == "read" else params).append(name)
    return Found(tuple(dict.fromkeys(reads)), tuple(dict.fromkeys(params)))


def _walk(node: object, named: frozenset[str], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Every table read and parameter taken below a node; `named` are the common table expressions in sight."""
    if isinstance(node, list):
        for part in node:
            yield from _walk(part, named, known)
    if not isinstance(node, dict):
        return
    kind = node.get("type")
    if "class" in node:
        yield from _expression(node)
    elif isinstance(kind, str):
        if kind.endswith("_NODE"):
            named = yield from _query(node, named, known)
            if kind == "RECURSIVE_CTE_NODE":
                # Its own name stands for its rows so far in the second part only.
                yield from _walk(node["left"], named, known)
                yield from _walk(node["right"], named | {node["cte_name"].lower()}, known)
                return
        elif kind in SOURCES:
            yield from _source(node, named, known)
        elif kind not in OTHER_TYPES:
            raise _unknown_form(kind, node)
    for word, part in node.items():
        if word != "cte_map":
            yield from _walk(part, named, known)


def _query(node: dict, named: frozenset[str], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The common table expressions of a query, each with those before it in sight; returns what the query sees."""
    kind = node["type"]
    if kind not in QUERY_NODES:
        writes = kind.split("_")[0] in ("INSERT", "UPDATE", "DELETE", "MERGE")
        raise Broken(*WRITES) if writes else _unknown_form(kind, node)
    for entry in (node.get("cte_map") or {}).get("map", []):
        name = entry["key"].lower()
        if name.startswith((*TELLS_SETTINGS, "sqlite_")):
            raise Broken(f"“{name}” is a name of the server's own. Give the expression another name.",
                         f"“{name}”是服务器自用的名称。请换一个名称。")  # fmt: skip
        yield from _walk(entry["value"], named, known)
        named |= {name}
    return named


def _source(node: dict, named: frozenset[str], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    kind = node["type"]
    if kind == "BASE_TABLE":
        name = _table(node, named, known)
        if name not in named or _is_qualified(node):
            yield "read", name
    elif kind == "TABLE_FUNCTION":
        name = node["function"].get("function_name", "").lower()
        if name not in IN_FROM:
            raise _refused_function(name, node.get("query_location"))
    elif kind == "SHOW_REF" and node.get("show_type") not in ("DESCRIBE", "SUMMARY"):
        raise _at(node, "Lists of tables stand in the browser beside the editor; `describe patents` tells one table.",
                  "表清单见编辑器旁的数据目录；查看单张表请用 describe patents。")  # fmt: skip


def _is_qualified(node: dict) -> bool:
    return len(_path(node)) > 1


def _path(node: dict) -> list[str]:
    return [part.lower() for part in (node.get("qualified_name") or {}).get("path", [node.get("table_name", "")])]


def _table(node: dict, named: frozenset[str], known: frozenset[str]) -> str:
    *outer, name = _path(node)
    if node.get("at_clause"):
        raise _at(node, "A snapshot has no other versions inside: `at` is refused. Choose the snapshot in the bar.",
                  "快照内没有其他版本：不允许 at。请在筛选栏中选择快照。")  # fmt: skip
    if outer and (outer != ["main"] or name not in known):
        raise _at(node, f"“{'.'.join([*outer, name])}” lies outside the snapshot. Name its tables alone: `from patents`.",
                  f"“{'.'.join([*outer, name])}”不在本快照内。请只写表名，如 from patents。")  # fmt: skip
    if name in known or name in named:
        return name
    if any(sign in name for sign in "./\\:*"):
        raise _at(node, f"Files are not read: “{name}” is no table. Select from the tables of the snapshot.",
                  f"不读取文件：“{name}”不是表。请查询快照中的表。")  # fmt: skip
    near = difflib.get_close_matches(name, [*known, *named], n=3)
    en = f" Did you mean {', '.join(near)}?" if near else " The tables stand in the browser beside the editor."
    zh = f"是否指 {'、'.join(near)}？" if near else "表清单见编辑器旁的数据目录。"
    raise _at(node, f"There is no table “{name}” in this snapshot.{en}", f"本快照中没有表“{name}”。{zh}")


def _expression(node: dict) -> Iterator[tuple[str, str]]:
    kind, location = node["class"], node.get("query_location")
    if kind not in EXPRESSIONS:
        raise _unknown_form(kind, node)
    if kind in ("FUNCTION", "WINDOW"):
        name = node.get("function_name", "").lower()
        if name not in CALLABLE:
            raise _refused_function(name, location)
    elif kind == "COLUMN_REF" and len(node["column_names"]) == 1:
        name = node["column_names"][0].lower()
        if name in ABOUT_THE_SERVER:
            raise _refused_function(name, location)
    elif kind == "PARAMETER":
        name = node["identifier"]
        if not name.isidentifier():
            raise _at(node, "A value has a name here: write $since instead of ? or $1.",
                      "参数须有名称：请写 $since，不写 ? 或 $1。")  # fmt: skip
        yield "param", name


def _refused_function(name: str, at: int | None) -> Broken:
    """Why a function is refused, by what it would reach."""
    if name in RUNS_TEXT:
        return Broken(f"{name}() runs SQL that is hidden in text. Write the select itself.",
                      f"{name}() 会运行文本中隐藏的 SQL。请直接写 select。", at)  # fmt: skip
    if name in KEEPS_STATE:
        return Broken(f"{name}() changes the server or waits. Leave it out.",
                      f"{name}() 会改变服务器状态或等待。请删去。", at)  # fmt: skip
    if name.startswith(READS_FILES) or name.endswith("_scan"):
        return Broken(f"Files are not read: {name}() is refused. Select from the tables of the snapshot.",
                      f"不读取文件：不允许 {name}()。请查询快照中的表。", at)  # fmt: skip
    if name.startswith(TELLS_SETTINGS) or name in ABOUT_THE_SERVER:
        return Broken(f"{name} tells about the server, not about the data: it is refused. Use `describe patents`.",
                      f"{name} 涉及服务器而非数据，不允许使用。查看表结构请用 describe patents。", at)  # fmt: skip
    near = difflib.get_close_matches(name, CALLABLE, n=3)
    en = f"Did you mean {', '.join(near)}?" if near else "Completion offers those that there are."
    zh = f"是否指 {'、'.join(near)}？" if near else "可用函数见编辑器的自动补全。"
    return Broken(f"The function {name}() is not among those that run here. {en}",
                  f"函数 {name}() 不在可用函数之列。{zh}", at)  # fmt: skip


def _unknown_form(kind: str, node: dict) -> Broken:
    words = kind.lower().replace("_", " ")
    return _at(node, f"The workspace does not run “{words}”. Write it as a plain select.",
               f"工作台不支持“{words}”。请改写为普通 select。")  # fmt: skip


def _at(node: dict, en: str, zh: str) -> Broken:
    return Broken(en, zh, node.get("query_location"))
