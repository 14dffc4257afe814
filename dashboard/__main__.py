"""`python -m dashboard …`: the numbers that pages show, on the command line.

    python -m dashboard metrics [--snapshot ID] [--since D] [--until D] [--district CODE] [--format table|json|csv]
    python -m dashboard query NAME [--param k=v]… [--format table|json|csv]
    python -m dashboard query --list
    python -m dashboard sql 'select …' [--snapshot ID] [--param k=v]… [--format table|json|csv]
    python -m dashboard cite CITATION | METRIC | QUERY [--snapshot ID] [--since M] [--district CODE] …
    python -m dashboard export DECK [--snapshot ID] [--lang zh|en] --format pptx|docx|xlsx|pdf|png|html [--out FILE]
    python -m dashboard rehearse DECK [--snapshot ID] [--since-snapshot ID] [--lang zh|en]

Exit codes: 0 done, 1 nothing to show (no sound snapshot), SQL that the sandbox refuses, a citation that no longer
holds or a slide that must be corrected, 2 usage.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard import catalog, metrics, queries, sandbox, warehouse, workspace
from dashboard.commands import Usage, cite, export, rehearse
from dashboard.scope import COMPARISONS, GRAINS, Scope, default_scope, month_end, parse_month


def main(argv: Sequence[str] | None = None) -> int:
    parser = _parser()
    asked = parser.parse_args(argv)
    try:
        return asked.act(asked)
    except Usage as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="The numbers that the pages show.")
    acts = parser.add_subparsers(required=True, metavar="COMMAND")
    shown = acts.add_parser("metrics", help="every signed metric in a scope")
    shown.add_argument("metric", nargs="*", help="metric ids; all of them when none is named")
    shown.add_argument("--district", help="a district code, or `all` for the city and each district")
    shown.set_defaults(act=_metrics)
    asked = acts.add_parser("query", help="the rows of a query")
    asked.add_argument("name", nargs="?", help="path under queries/ without .sql")
    asked.add_argument("--list", action="store_true", help="list the queries")
    asked.add_argument("--param", action="append", default=[], metavar="k=v", help="a value for a $param")
    asked.set_defaults(act=_query)
    typed = acts.add_parser("sql", help="the rows of one select on a snapshot's tables")
    typed.add_argument("sql", help="the statement; `-` reads it from standard input")
    typed.add_argument("--param", action="append", default=[], metavar="k=v", help="a value for a $param")
    typed.set_defaults(act=_sql)
    cite.add(acts)
    export.add(acts)
    rehearse.add(acts)
    for command in (shown, asked, typed):
        command.add_argument("--snapshot", help="id of a snapshot; the one in force by default")
        command.add_argument("--format", choices=("table", "json", "csv"), default="table")
        command.add_argument("--lang", choices=("zh", "en"), default="zh")
    for command in (shown, asked):
        command.add_argument("--since", help="first month counted (2024-01 or 2024-01-01)")
        command.add_argument("--until", help="last month counted")
        command.add_argument("--industry", action="append", default=[], help="an industry code; may be repeated")
    return parser


def _metrics(asked: argparse.Namespace) -> int:
    snapshot = _snapshot(asked.snapshot)
    if snapshot is None:
        return _no_snapshot()
    known = queries.metrics()
    unknown = [m for m in asked.metric if m not in known]
    if unknown:
        raise Usage(f"there is no metric {unknown[0]!r}; the metrics are {', '.join(known)}")
    places = _places(asked.district)
    found = metrics.as_json(snapshot, _scope(asked, snapshot), asked.metric or list(known), places)
    if asked.format == "json":
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        _print(pd.DataFrame(found["metrics"]), asked.format)
    return 0


def _query(asked: argparse.Namespace) -> int:
    if asked.list or not asked.name:
        print("\n".join(queries.query_names()))
        return 0 if asked.list else 2
    if asked.name not in queries.query_names():
        raise Usage(f"there is no query {asked.name!r}; `python -m dashboard query --list` lists them")
    snapshot = _snapshot(asked.snapshot)
    if snapshot is None:
        return _no_snapshot()
    query = queries.load_query(asked.name)
    scope = _scope(asked, snapshot)
    complete = snapshot.complete_through([d for d in query.datasets if d != "published_figures"])
    values = {"page_size": 50, "skip": 0, **scope.params(complete), **_given(asked.param, query)}
    try:
        rows = sandbox.rows(snapshot, query, **values)
    except sandbox.Refusal as refusal:
        return _refused(refusal.refused, asked.lang)
    if asked.format == "json":
        answer = {
            "query": query.name,
            "snapshot": snapshot.id,
            "columns": list(rows.columns),
            "rows": warehouse.json_rows(rows),
        }
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        _print(rows, asked.format)
    return 0


def _sql(asked: argparse.Namespace) -> int:
    snapshot = _snapshot(asked.snapshot)
    if snapshot is None:
        return _no_snapshot()
    sql = sys.stdin.read() if asked.sql == "-" else asked.sql
    answer = sandbox.ask(snapshot, sql, _values(asked.param, sql))
    if isinstance(answer, sandbox.Refused):
        return _refused(answer, asked.lang)
    if asked.format == "json":
        found = {
            "sql": sql,
            "snapshot": snapshot.id,
            "columns": list(answer.columns),
            "rows": sandbox.json_rows(answer),
            "truncated": answer.truncated,
        }
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        _print(answer.rows, asked.format)
    if answer.truncated:
        print(f"Only the first {len(answer.rows)} rows are shown; there are more.", file=sys.stderr)
    return 0


def _values(params: Sequence[str], sql: str) -> dict[str, object]:
    """`k=v` pairs for the statement's $names, of the kinds that it casts them to; lists are comma-separated."""
    known = sandbox.parameters(sql)
    found = {}
    for pair in params:
        name, equals, told = pair.partition("=")
        if not equals or name not in known:
            takes = ", ".join(f"${k}" for k in known) or "no parameters"
            raise Usage(f"--param {pair}: the statement takes {takes}, as k=v")
        kind = workspace.kind_of(name, sql)
        try:
            found[name] = _typed(name, told) if kind == "scope" else workspace.value_of(kind, told)
        except ValueError:
            raise Usage(f"--param {pair}: {name} is a {kind}, as ${name}::… in the statement says") from None
    return found


def _refused(refused: sandbox.Refused, language: str) -> int:
    print(refused.told(language), file=sys.stderr)
    return 1


def _given(params: Sequence[str], query: queries.Query) -> dict[str, object]:
    """`k=v` pairs; comma-separated lists for districts and industries; months for since and until."""
    found: dict[str, object] = {}
    for pair in params:
        name, equals, value = pair.partition("=")
        if not equals or name not in query.params:
            raise Usage(f"--param {pair}: {query.name} takes {', '.join(query.params) or 'no parameters'}, as k=v")
        found[name] = _typed(name, value)
    return found


def _typed(name: str, value: str) -> object:
    if name in ("districts", "industries"):
        return value.split(",") if value else None
    if name in ("since", "until", "complete"):
        return _day(name, value)
    allowed = {"grain": GRAINS, "compare": COMPARISONS}.get(name)
    if allowed and value not in allowed:
        raise Usage(f"{name} is one of {', '.join(allowed)}, not {value!r}")
    return int(value) if value.lstrip("-").isdigit() else (value or None)


def _day(name: str, value: str) -> date:
    month = parse_month(value)
    if month is None:
        raise Usage(f"{name} is a month or a day such as 2024-03 or 2024-03-31, not {value!r}")
    return month if name == "since" else month_end(month)


def _scope(asked: argparse.Namespace, snapshot: catalog.Snapshot) -> Scope:
    """The scope of the options: whole months, the year to date by default."""
    default = default_scope(snapshot)
    until = _day("until", asked.until) if asked.until else default.until
    since = _day("since", asked.since) if asked.since else min(default.since, date(until.year, 1, 1))
    if since > until:
        raise Usage(f"the period ends ({until}) before it begins ({since})")
    known = {c.code for c in catalog.code_list("industries")}
    for code in asked.industry:
        if code not in known:
            raise Usage(f"there is no industry {code!r}; the codes are {', '.join(sorted(known))}")
    district = getattr(asked, "district", None)
    districts = (district,) if district and district not in ("all", catalog.CITY) else ()
    return Scope(snapshot.id, since, until, districts=districts, industries=tuple(asked.industry), language=asked.lang)


def _places(district: str | None) -> list[str]:
    codes = [c.code for c in catalog.code_list("districts")]
    if district == "all":
        return [catalog.CITY, *codes]
    if district and district not in (catalog.CITY, *codes):
        raise Usage(f"there is no district {district!r}; the codes are {', '.join(codes)}")
    return [district or catalog.CITY]


def _snapshot(asked: str | None) -> catalog.Snapshot | None:
    shelf = catalog.shelf()
    for damage in shelf.damaged:
        print(f"{damage.snapshot} is damaged: {damage.file} {damage.reason.en}", file=sys.stderr)
    if asked is None:
        return shelf.in_force
    found = shelf.find(asked)
    if found is None:
        sound = ", ".join(s.id for s in shelf.sound) or "none"
        raise Usage(f"there is no sound snapshot {asked!r}; the sound ones are {sound}")
    return found


def _no_snapshot() -> int:
    print("There is no sound snapshot. `make demo` publishes the demonstration data.", file=sys.stderr)
    return 1


def _print(rows: pd.DataFrame, form: str) -> None:
    if form == "csv":
        rows.to_csv(sys.stdout, index=False)
    else:
        print(rows.to_string(index=False) if len(rows) else "(no rows)")


if __name__ == "__main__":
    sys.exit(main())
