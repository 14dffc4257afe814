"""`python -m dashboard cite …`: the citation of a number, and the number of a citation.

python -m dashboard cite 'lzip:patents_granted@2024-12-31?…#…'      is it still so? 0 matches, 1 differs or gone
python -m dashboard cite patents_granted --district 510502          the citation of a metric in a scope
python -m dashboard cite patents/granted_trend --row period=2024-03 --row patent_type=invention
"""

import argparse
import json
import sys
from collections.abc import Iterable

from dashboard import catalog, citation, numbers, queries, text
from dashboard.catalog import Shelf
from dashboard.citation import Resolution
from dashboard.commands import Usage
from dashboard.numbers import Number, Value
from dashboard.queries import Metric
from dashboard.scope import COMPARISONS, GRAINS, Scope, from_link

PREFIX = "lzip:"


def add(acts: argparse._SubParsersAction) -> None:
    """The command and its options."""
    command = acts.add_parser("cite", help="the citation of a number, or the number of a citation")
    command.add_argument("what", help="a citation (lzip:…), a metric, or a query")
    command.add_argument("--snapshot", help="id of a snapshot; the one in force by default")
    command.add_argument("--since", help="first month counted (2024-01)")
    command.add_argument("--until", help="last month counted")
    command.add_argument("--grain", choices=GRAINS)
    command.add_argument("--compare", choices=COMPARISONS)
    for name, meaning in (("district", "a district code"), ("industry", "an industry code")):
        command.add_argument(f"--{name}", action="append", default=[], help=f"{meaning}; may be repeated")
    command.add_argument("--pick", action="append", default=[], metavar="dimension:value", help="may be repeated")
    command.add_argument("--column", help="of a query: the column cited")
    command.add_argument("--row", action="append", default=[], metavar="k=v", help="of a query: what tells the row")
    command.add_argument("--param", action="append", default=[], metavar="k=v", help="of a query: a further $param")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument("--lang", choices=("zh", "en"), default="zh")
    command.set_defaults(act=act)


def act(asked: argparse.Namespace) -> int:
    shelf = catalog.shelf()
    if PREFIX in asked.what:
        return _tell(citation.resolve(asked.what, shelf, asked.lang), asked)
    if shelf.in_force is None:
        print("There is no sound snapshot. `make demo` publishes the demonstration data.", file=sys.stderr)
        return 1
    scope = _scope(asked, shelf)
    snapshot = shelf.find(scope.snapshot)
    number = _number(asked, scope, snapshot)
    value = numbers.in_snapshot(number, snapshot)
    if value.state == "no_row":
        raise Usage(f"{number.name} has no single row with {', '.join(asked.row) or 'no key'}: name it by --row k=v")
    if asked.format == "json":
        told = _facts(number, value, citation.reference(number, value, snapshot))
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print(citation.line(number, value, snapshot))
    return 0


def _scope(asked: argparse.Namespace, shelf: Shelf) -> Scope:
    words = {name: getattr(asked, name) for name in ("snapshot", "since", "until", "grain", "compare", "lang")}
    told = {name: [word] for name, word in words.items() if word}
    scope, notices = from_link(
        {**told, "district": asked.district, "industry": asked.industry, "pick": asked.pick}, shelf
    )
    if notices:
        raise Usage(f"--{notices[0].word} {notices[0].value}: {notices[0].reason.en}")
    return scope


def _number(asked: argparse.Namespace, scope: Scope, snapshot: catalog.Snapshot) -> Number:
    if asked.what in queries.metrics():
        return Number(queries.metrics()[asked.what], scope)
    if asked.what not in queries.query_names():
        raise Usage(f"there is no metric or query {asked.what!r}; the metrics are {', '.join(queries.metrics())}")
    query, options = queries.load_query(asked.what), _pairs(asked.param)
    rows = numbers.rows_of(Number(query, scope, options=options), snapshot)
    columns = numbers.measured(query, rows)
    column = asked.column or next(iter(columns), "")
    if column not in columns:
        raise Usage(f"--column {column}: the numbers of {query.name} are {', '.join(columns) or 'none'}")
    row = _pairs(asked.row)
    if not row and len(rows) == 1:
        return numbers.at(query, rows, rows.iloc[0], column, scope, dict(options))
    return Number(query, scope, column, row, options)


def _pairs(told: Iterable[str]) -> tuple[tuple[str, str], ...]:
    pairs = [pair.partition("=") for pair in told]
    for name, equals, _ in pairs:
        if not equals:
            raise Usage(f"{name!r} must read name=value")
    return tuple((name, value) for name, _, value in pairs)


# --- telling --------------------------------------------------------------------------------------


def _tell(found: Resolution, asked: argparse.Namespace) -> int:
    """Print what became of a citation; 0 when it matches."""
    if asked.format == "json":
        told = {"status": found.status, "reason": found.reason.en if found.reason else None}
        if found.number and found.now:
            told |= _facts(found.number, found.now, asked.what) | {"cited": found.cited}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(found, asked.lang)))
    return 0 if found.status == "matches" else 1


def _lines(found: Resolution, language: str) -> Iterable[str]:
    reason = found.reason.en if found.reason else ""
    if found.number and found.now:
        number = found.number
        yield f"{citation.heading(number)}  {citation.value_words(number, found.now)}"
        joined = text.say(", ", language).join(citation.scope_words(number, found.now))
        yield f"{joined} · {text.say('Snapshot {id}', language, id=number.scope.snapshot)}"
    if found.status == "unresolved":
        yield f"cannot be resolved: {reason}"
    elif found.status == "differs":
        yield f"differs: cited {found.cited}, now {citation.plain(found.now)}; {reason}"
    else:
        yield "matches"


def _facts(number: Number, value: Value, cited: str) -> dict[str, object]:
    kind = "metric" if isinstance(number.subject, Metric) else "query"
    language = number.scope.language
    return {
        kind: number.name,
        "title": citation.heading(number),
        "value": _json(value),
        "state": value.state,
        "unit": number.unit(language) if number.unit else None,
        "since": f"{number.scope.since}",
        "until": f"{number.scope.until}",
        "snapshot": number.scope.snapshot,
        "citation": cited,
    }


def _json(value: Value) -> float | int | None:
    """The value as JSON has it: whole numbers without decimals."""
    whole = value.value is not None and value.value.is_integer()
    return int(value.value) if whole else value.value
