"""An analyst's SQL: what is refused with which reason, what runs, and that nothing outlives the statement."""

import hashlib
import io
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from dashboard import catalog, queries, sandbox, warehouse
from dashboard.confined import worker
from dashboard.sandbox import LIMITS, Answer, Limits, Refused

# A reason as the analyst sees it, and below it the statement that it refuses.
HOSTILE = [
    tuple(pair.removeprefix("-- ").split("\n", 1))
    for pair in (Path(__file__).parent / "data/hostile_statements.txt").read_text("utf-8").strip().split("\n\n")
]


@pytest.fixture(scope="module")
def snapshot(demo_root):
    return catalog.shelf(demo_root / "snapshots").in_force


def rows_of(answer):
    assert isinstance(answer, Answer), answer.told("en")
    return answer.rows.to_dict("split")["data"]


def told(answer, language="en"):
    assert isinstance(answer, Refused), answer.rows
    return answer.reason(language)


def replied(snapshot, statement):
    """What the process replies, without the process: it takes a moment to start."""
    out = io.BytesIO()
    worker.reply(sandbox.request_of(snapshot, statement, None, limits=LIMITS), out)
    return sandbox.answer_of(out.getvalue(), LIMITS)


# --- what is refused --------------------------------------------------------------------------


def test_there_are_enough_hostile_statements():
    assert len({statement for _, statement in HOSTILE}) >= 100


@pytest.mark.parametrize(("reason", "statement"), HOSTILE, ids=[statement for _, statement in HOSTILE])
def test_a_hostile_statement_is_refused_with_the_reason_that_the_analyst_sees(snapshot, reason, statement):
    answer = replied(snapshot, statement)
    assert told(answer).splitlines()[0] == reason
    assert any("\u4e00" <= character <= "\u9fff" for character in told(answer, "zh"))


@pytest.mark.parametrize(("reason", "statement"), HOSTILE[::10], ids=[statement for _, statement in HOSTILE[::10]])
def test_the_process_says_the_same(snapshot, reason, statement):
    assert told(sandbox.ask(snapshot, statement)).splitlines()[0] == reason


def test_after_all_of_them_the_files_are_as_they_were_published(snapshot):
    for resource in snapshot.resources.values():
        for stored in resource.files:
            content = (snapshot.folder / stored.path).read_bytes()
            assert hashlib.sha256(content).hexdigest() == stored.sha256


def test_a_file_of_the_snapshot_is_a_file_too(snapshot):
    path = snapshot.folder / "patents.parquet"
    assert told(sandbox.ask(snapshot, f"from '{path}'")).startswith("Files are not read")


@pytest.mark.parametrize(
    ("statement", "excerpt"),
    [
        ("select title\nfrom patents\nwhere getenv('HOME') = ''", "LINE 3: where getenv('HOME') = ''\n              ^"),
        ("select title\nfrm patents", "LINE 2: frm patents\n            ^^^^^^^"),
        ("select '泸州', getenv('HOME')", "LINE 1: select '泸州', getenv('HOME')\n                       ^"),
        (
            "select '泸州', nothing from patents",
            "LINE 1: select '泸州', nothing from patents\n                       ^^^^^^^",
        ),
    ],
)
def test_the_line_in_question_is_shown_with_a_caret(snapshot, statement, excerpt):
    assert replied(snapshot, statement).excerpt == excerpt


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("", "There is no statement. Write a select."),
        ("-- nothing", "There is no statement. Write a select."),
        (f"select '{'x' * 20_000}'", "The statement is longer than 20,000 characters. Shorten it."),
    ],
)
def test_what_is_no_statement_is_told(snapshot, statement, reason):
    assert told(replied(snapshot, statement)) == reason


# --- what runs --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        ("select 1 + 1 as n", [[2]]),
        ("select 1 as n;", [[1]]),
        ("values (1), (2)", [[1], [2]]),
        ("from range(3)", [[0], [1], [2]]),
        ("select * from generate_series(1, 5, 2) as s(n)", [[1], [3], [5]]),
        ("select unnest(['a', 'b']) as w", [["a"], ["b"]]),
        ("select count(*) > 1000 as many from patents", [[True]]),
        ("from (describe patents) select column_name limit 1", [["application_no"]]),
        ("from (summarize targets) select count(*) > 0", [[True]]),
        ("with recursive t as (select 1 as n union all select n + 1 from t where n < 3) from t", [[1], [2], [3]]),
        ("with patents as (select 'mine' as title) select title from patents", [["mine"]]),
        ("select n, sum(n) over (order by n) as s from range(1, 4) t(n)", [[1, 1], [2, 3], [3, 6]]),
        ("select n from range(9) t(n) qualify row_number() over (order by n desc) = 1", [[8]]),
        ("from (values ('a', 1), ('b', 2)) t(k, v) pivot (sum(v) for k in ('a', 'b'))", [[1, 2]]),
        ("from (select 1 as a, 2 as b) unpivot (v for k in (a, b))", [["a", 1], ["b", 2]]),
        ("select list_sum(list_transform([1, 2], lambda x: x * 10)) as s", [[30]]),
        ("select list_aggregate([3, 1], 'max'), len(string_split('a,b', ',')), upper('é')", [[3, 2, "É"]]),
        ("select date_diff('day', date '2024-01-01', date '2024-03-01')", [[60]]),
        ("select strftime(date '2024-02-03', '%Y年%-m月') as m", [["2024年2月"]]),
        ("select last_day(date '2024-02-01') - interval 1 month = date '2024-01-29'", [[True]]),
        ("select regexp_extract('CN2024', '(\\d+)', 1), replace('泸州', '州', '县')", [["2024", "泸县"]]),
        ("select median(n), quantile_cont(n, 0.5), mode(n % 2) from range(5) t(n)", [[2.0, 2.0, 0]]),
        ("select case when 1 between 0 and 2 then coalesce(null, 'yes') end", [["yes"]]),
        ("select 1 where exists (select 1) and 1 in (select 1) and not 1 = any (select 2)", [[1]]),
        ("select n from range(3) t(n) semi join range(1, 2) u(n) using (n)", [[1]]),
        ("select 1 as a, 2 as a", [[1, 2]]),
        ("select columns(lambda c: c like 'k%') from (select 1 as k1, 2 as v)", [[1]]),
        ("select * exclude (b) replace (a + 1 as a) from (select 1 as a, 2 as b)", [[2]]),
        ("select map {'a': 1} as m, {'x': 1} as s, [1, 2] as l", [['{"a": 1}', '{"x": 1}', "[1, 2]"]]),
        ("select 1.5::decimal(3, 1) as d, null as n, 2::hugeint as h", [[1.5, None, 2.0]]),
        ("select 1 as a union all by name select 2 as b", [[1, None], [None, 2]]),
        ("select 'read_csv', 'insert into patents' as words -- drop table patents", [["read_csv", "insert into patents"]]),
        ("select main.patents.title is not null as told from main.patents limit 1", [[True]]),
    ],
)  # fmt: skip
def test_an_honest_statement_runs(snapshot, statement, rows):
    answer = replied(snapshot, statement)
    found = [[None if value != value else value for value in row] for row in rows_of(answer)]
    assert found[: len(rows)] == rows


def test_values_are_bound_to_their_names(snapshot):
    sql = "select $word as w, $number * 2 as n, $day + 1 as d, list_contains($codes, '510502') as c, $nothing is null as z"
    values = {"word": "'; drop table patents; --", "number": 21, "day": date(2024, 2, 28), "nothing": None}
    answer = sandbox.ask(snapshot, sql, {**values, "codes": ("510502", "510521")})
    [[word, number, day, listed, missing]] = rows_of(answer)
    assert (word, number, f"{day:%Y-%m-%d}", listed, missing) == (
        "'; drop table patents; --",
        42,
        "2024-02-29",
        True,
        True,
    )
    assert answer.params == ("word", "number", "day", "codes", "nothing")


def test_no_codes_at_all_is_no_filter(snapshot):
    answer = sandbox.ask(snapshot, "select $districts is null as all_of_them", {"districts": ()})
    assert rows_of(answer) == [[True]]


def test_the_names_of_values_are_found_outside_strings_and_comments():
    sql = "select '$no', \"$no\", $since -- $no\n, /* $no */ $until, $$ $no $$, $since"
    assert sandbox.parameters(sql) == ("since", "until")


def test_an_answer_tells_its_tables_and_types(snapshot):
    answer = sandbox.ask(snapshot, "with p as (from patents) select count(*) as n, max(filed_on) as d from p, targets")
    assert (answer.columns, answer.types) == (("n", "d"), ("BIGINT", "DATE"))
    assert set(answer.reads) == {"patents", "targets"}


@pytest.mark.parametrize("older", [False, True])
def test_every_table_holds_what_the_pages_read(demo_root, older):
    shelf = catalog.shelf(demo_root / "snapshots")
    snapshot = shelf.sound[-1] if older else shelf.in_force
    con = warehouse.open_snapshot(snapshot)
    names = sandbox.tables(snapshot)
    sql = "\nunion all ".join(f"select '{name}' as name, count(*) as n from {name}" for name in names)
    assert rows_of(sandbox.ask(snapshot, sql)) == warehouse.select(con, sql).to_dict("split")["data"]


def test_what_an_older_program_did_not_publish_is_computed(demo_root, tmp_path):
    """A snapshot without one rollup, one cell table and the metric tables answers like the whole one."""
    from dataclasses import replace

    whole = catalog.shelf(demo_root / "snapshots").in_force
    left_out = {"patents_by_section", "patents_cells", "metrics", "metric_entities"}
    older = replace(whole, resources={n: r for n, r in whole.resources.items() if n not in left_out})
    views = warehouse.views(older)
    con = warehouse.open_snapshot(whole)
    for name in left_out:
        counted = f"select count(*), count(distinct columns(*)) from ({views[name]})"
        assert warehouse.tuples(con, counted) == warehouse.tuples(
            con, f"select count(*), count(distinct columns(*)) from {name}"
        )


# --- limits -----------------------------------------------------------------------------------

RUNAWAY = "select count(*) from patents a, patents b, patents c where a.title < b.title and b.title < c.title"


def test_more_rows_than_allowed_are_cut_off_and_told(snapshot):
    answer = sandbox.ask(snapshot, "from range(100)", limits=Limits(rows=10))
    assert (len(answer.rows), answer.truncated) == (10, True)
    assert not sandbox.ask(snapshot, "from range(10)", limits=Limits(rows=10)).truncated


def test_the_first_rows_of_very_many_come_at_once(snapshot):
    answer = sandbox.ask(snapshot, "select a.title, b.title as other from patents a, patents b")
    assert isinstance(answer, Answer), answer.told("en")
    assert (len(answer.rows), answer.truncated) == (10_000, True)
    assert answer.took_s < 5


def test_a_runaway_statement_is_interrupted(snapshot):
    started = time.monotonic()
    answer = sandbox.ask(snapshot, RUNAWAY, limits=Limits(seconds=1))
    assert told(answer).startswith("Stopped after 1 seconds.")
    assert time.monotonic() - started < 15


def test_a_function_that_takes_no_interrupt_ends_with_its_process(snapshot):
    sql = "select sum(levenshtein(repeat('a', 20000 + i::int), repeat('b', 20000))) from range(100) t(i)"
    assert told(sandbox.ask(snapshot, sql, limits=Limits(seconds=1, grace_s=1))).startswith("Stopped after 1 seconds.")


@pytest.mark.parametrize(
    "sql",
    [
        "select list(i) from range(300000000) t(i)",
        "select length(repeat(repeat('x', 100000), 10000))",
        "select len(list_transform(range(3000 + i), lambda x: repeat('a', 1000000))) from range(2) t(i)",
        "select len(range(1000000000))",
    ],
)
def test_a_statement_that_wants_too_much_memory_is_stopped(snapshot, sql):
    """Also what DuckDB's own limit does not count: strings and lists that functions build."""
    assert told(sandbox.ask(snapshot, sql, limits=Limits(seconds=60))).startswith(
        "Stopped: it needs more memory than the 512 MB allowed."
    )


def test_no_clock_runs_on_after_a_statement_that_failed(snapshot):
    """It would end the process that it has become by then."""
    told(replied(snapshot, "select cast('x' as int)"))
    clocks = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    assert all(clock.finished.is_set() for clock in clocks)


def test_an_answer_too_large_to_hand_over_is_refused(snapshot):
    answer = sandbox.ask(snapshot, "select repeat('x', 100000) from range(1000)")
    assert told(answer) == "The answer is larger than 16 MB. Select fewer columns or rows."


def test_two_run_at_once_and_a_third_waits_its_turn(snapshot):
    limits = Limits(seconds=2, queue_s=0.1)
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda _: sandbox.ask(snapshot, RUNAWAY, limits=limits), range(3)))
    assert sorted(told(a).split(".")[0] for a in answers) == [
        "2 statements are running already", "Stopped after 2 seconds", "Stopped after 2 seconds",
    ]  # fmt: skip


def test_nothing_of_the_servers_environment_reaches_the_process(monkeypatch):
    monkeypatch.setenv("DASHBOARD_SECRET", "x")
    process = sandbox._start()
    environment = Path(f"/proc/{process.pid}/environ").read_text()
    process.communicate(b"")
    assert "DASHBOARD_SECRET" not in environment
    assert process.returncode == 0


def test_a_query_of_ours_answers_in_the_sandbox_as_in_the_warehouse(snapshot):
    query = queries.load_query("patents/granted_trend")
    values = {"since": date(2024, 1, 1), "until": date(2024, 12, 31), "grain": "quarter", "compare": "yoy"}
    inside = sandbox.run(snapshot, query, districts=("510502",), **values)
    outside = warehouse.run(warehouse.open_snapshot(snapshot), query, districts=("510502",), **values)
    assert inside.to_dict("list") == outside.to_dict("list")
