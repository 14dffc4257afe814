"""Saves an analyst's statement as a query with its full header, once the header is proved true.

Saved queries lie in the data root, `queries/saved/<name>.sql`, and are asked by the name `saved/<name>`. Nothing is
overwritten: a name is given once.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard import queries, query_contract, sandbox
from dashboard.catalog import Label, Snapshot
from dashboard.narrowing import picks_of
from dashboard.queries import Column, Draw, HeaderError, Query
from dashboard.query_contract import Seen
from dashboard.sandbox import Refused
from dashboard.scope import Scope

NAME = re.compile(r"[a-z][a-z0-9_]{2,59}")


@dataclass(frozen=True)
class Draft:
    """A statement and what its header is to say. `params` maps each $name to its meaning."""

    name: str
    title: Label
    sql: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
    columns: tuple[Column, ...] = ()
    draw: Draw | None = None
    summary: str = ""


@dataclass(frozen=True)
class Saved:
    """A file in the folder of saved queries: the query, or why it cannot be asked."""

    name: str
    query: Query | None
    fault: str = ""


def text_of(draft: Draft, reads: tuple[str, ...]) -> str:
    """The file: a sentence, the facts, the statement."""
    facts = [("title", _bilingual(draft.title)), ("reads", ", ".join(reads))]
    facts += [("param", f"{name} {_line(meaning)}") for name, meaning in draft.params.items()]
    facts += [("column", f"{column.name} {_told(column)}") for column in draft.columns]
    if draft.draw:
        options = " ".join(f"{part}={said}" for part, said in draft.draw.options.items())
        facts.append(("draw", f"{draft.draw.kind} {options}".strip()))
    header = "\n".join(f"-- {word:<7} {said}" for word, said in facts)
    return f"-- {_line(draft.summary or draft.title.en)}\n--\n{header}\n\n{_statement(draft.sql)}\n"


def save(snapshot: Snapshot, draft: Draft) -> Query | list[Label]:
    """Write the query, or say everything that is wrong with it."""
    if wrong := _name_faults(draft.name):
        return wrong
    if not (draft.title.en.strip() and draft.title.zh.strip()):
        return [Label("Give a title in both languages.", "请填写中英文标题。")]
    statement = _statement(draft.sql)
    answer = sandbox.ask(snapshot, statement, nulls=True)
    if isinstance(answer, Refused):
        return [Label(answer.told("en"), answer.told("zh"))]
    text = text_of(draft, answer.reads)
    path = queries.saved_folder() / f"{draft.name}.sql"
    try:
        query = queries.query_of(f"{queries.SAVED}/{draft.name}", queries.header_of(text, path))
    except HeaderError as error:
        return [Label(_without_path(error, path), f"表头有误：{_without_path(error, path)}")]
    if not _says(query, draft):
        return [Label("Titles and labels hold no | and no [ ].", "标题和列名中不能使用 | 和 [ ]。")]
    seen = Seen(("SELECT",), frozenset(answer.params), answer.columns, frozenset(answer.reads))
    found = [fault.reason for fault in query_contract.faults(query, seen)]
    return found or _write(path, text) or query


def shelf() -> list[Saved]:
    """Every saved query by now; a header that a hand has broken is told, not hidden."""
    found = []
    for name in queries.saved_names():
        try:
            found.append(Saved(name, queries.load_query(name)))
        except (HeaderError, OSError, ValueError) as error:
            found.append(Saved(name, None, _without_path(error, queries.path_of(name))))
    return found


def refusal(snapshot: Snapshot, query: Query, scope: Scope) -> Refused | None:
    """Why a saved query does not answer in a scope, or None where it does."""
    try:
        sandbox.run(snapshot, query, picks_of(scope.picks), **scope.params(snapshot.complete_through(query.datasets)))
    except sandbox.Refusal as found:
        return found.refused
    return None


def _name_faults(name: str) -> list[Label]:
    if not NAME.fullmatch(name):
        return [Label("A name has 3 to 60 small letters, digits and underscores, and begins with a letter: "
                      "granted_by_year.",
                      "名称须以小写字母开头，由 3 至 60 个小写字母、数字和下划线组成，如 granted_by_year。")]  # fmt: skip
    if f"{queries.SAVED}/{name}" in queries.saved_names():
        return [_taken(name)]
    return []


def _taken(name: str) -> Label:
    return Label(
        f"There is already a saved query “{name}”, and nothing is overwritten. Choose another name.",
        f"已有名为“{name}”的查询，不会覆盖。请换一个名称。",
    )


def _write(path: Path, text: str) -> list[Label]:
    """Put the whole file in its place at once, unless somebody else was first."""
    draft = path.with_name(f".{path.stem}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, "utf-8")
        os.link(draft, path)
    except FileExistsError:
        return [_taken(path.stem)]
    except OSError as error:
        said = error.strerror or type(error).__name__
        return [Label(f"The query cannot be written to {path.parent}: {said}.", f"无法写入 {path.parent}：{said}。")]
    finally:
        if draft.is_file():
            draft.unlink()
    return []


def _says(query: Query, draft: Draft) -> bool:
    """Whether the file says what the draft means."""
    labels = [(_clean(c.label), c.unit and _clean(c.unit)) for c in draft.columns]
    return query.title == _clean(draft.title) and labels == [(c.label, c.unit) for c in query.columns.values()]


def _told(column: Column) -> str:
    if column.unit is None:
        return _bilingual(column.label)
    label, unit = _clean(column.label), _clean(column.unit)
    return f"{label.en} [{unit.en}] | {label.zh} [{unit.zh}]"


def _bilingual(label: Label) -> str:
    return f"{_line(label.en)} | {_line(label.zh)}"


def _clean(label: Label) -> Label:
    return Label(_line(label.en), _line(label.zh))


def _line(said: str) -> str:
    return " ".join(said.split())


def _statement(sql: str) -> str:
    return sql.strip().rstrip(";").rstrip()


def _without_path(error: Exception, path: Path) -> str:
    return str(error).replace(f"{path}: ", "").replace(str(path), path.name)
