"""Publishing is atomic, one at a time, carries the rest forward, and refuses what does not fit."""

import json
import signal
import subprocess
import sys
from datetime import date

import pyarrow as pa
import pytest
from filelock import FileLock

from dashboard import catalog, warehouse
from dashboard.states import Gap
from intake.publish import Delivery, Refused, publish, rollback

JUNE, SEPTEMBER = date(2024, 6, 30), date(2024, 9, 30)
ARROW = {
    "varchar": pa.string(),
    "date": pa.date32(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "boolean": pa.bool_(),
}


def delivery(dataset, *rows, **said):
    """Rows given as dicts; fields that are not given are missing."""
    fields = catalog.contracts()[dataset].fields.values()
    schema = pa.schema([(f.name, ARROW[f.sql_type]) for f in fields])
    table = pa.Table.from_pylist([{f.name: row.get(f.name) for f in fields} for row in rows], schema=schema)
    source = catalog.Source("by-hand.csv", "0" * 64, len(rows), len(rows))
    return Delivery(table, (source,), **said)


def patent(number, **fields):
    return {"application_no": number, "patent_type": "design", "filed_on": date(2024, 1, 5), **fields}


def titles(snapshot):
    con = warehouse.open_snapshot(snapshot)
    return dict(warehouse.select(con, "select application_no, title from patents").itertuples(index=False))


def test_what_is_published_is_served_with_its_papers(tmp_path):
    snapshot = publish({"patents": delivery("patents", patent("1", title="甲"))}, as_of=JUNE, folder=tmp_path)
    assert snapshot.id == "2024-06-30"
    assert catalog.shelf(tmp_path).in_force == snapshot
    assert titles(snapshot) == {"1": "甲"}
    papers = json.loads((snapshot.folder / "datapackage.json").read_text("utf-8"))
    [patents] = [r for r in papers["resources"] if r["name"] == "patents"]
    assert patents["schema"]["primaryKey"] == ["application_no"]
    assert patents["sources"][0] == {
        "title": "by-hand.csv", "sha256": "0" * 64, "rows_in": 1, "rows_published": 1, "rows_rejected": 0,
    }  # fmt: skip
    assert patents["hash"].startswith("sha256:")


def test_datasets_that_are_not_delivered_are_carried_forward_unchanged(tmp_path):
    first = publish({"patents": delivery("patents", patent("1"))}, as_of=JUNE, folder=tmp_path)
    second = publish({"targets": delivery("targets")}, as_of=SEPTEMBER, folder=tmp_path)
    assert second.parent == "2024-06-30"
    assert second.resources["patents"].files == first.resources["patents"].files
    assert (second.folder / "patents.parquet").samefile(first.folder / "patents.parquet")


def test_a_correction_is_a_new_snapshot_of_the_same_day(tmp_path):
    publish({"patents": delivery("patents", patent("1", title="旧"))}, as_of=JUNE, folder=tmp_path)
    second = publish({"patents": delivery("patents", patent("1", title="新"))}, as_of=JUNE, folder=tmp_path)
    assert second.id == "2024-06-30.1"
    assert titles(second) == {"1": "新"}
    assert titles(catalog.shelf(tmp_path).find("2024-06-30")) == {"1": "旧"}


def test_merging_replaces_rows_of_the_same_key_and_keeps_the_others(tmp_path):
    old = delivery("patents", patent("1", title="甲"), patent("2", title="乙"))
    publish({"patents": old}, as_of=JUNE, folder=tmp_path)
    new = delivery("patents", patent("2", title="乙改"), patent("3", title="丙"), mode="merge")
    snapshot = publish({"patents": new}, as_of=SEPTEMBER, folder=tmp_path)
    assert titles(snapshot) == {"1": "甲", "2": "乙改", "3": "丙"}
    assert [s.rows_in for s in snapshot.resources["patents"].sources] == [2, 2]


def test_demonstration_and_real_records_never_stand_in_one_snapshot(tmp_path):
    demo = {"patents": delivery("patents", patent("1"))}
    publish(demo, as_of=JUNE, folder=tmp_path, is_demonstration=True)
    real = publish({"targets": delivery("targets")}, as_of=SEPTEMBER, folder=tmp_path)
    assert real.parent is None
    assert "patents" in real.missing


def test_a_failed_check_leaves_the_served_snapshot_as_it_was(tmp_path):
    first = publish({"patents": delivery("patents", patent("1"))}, as_of=JUNE, folder=tmp_path)
    station = {"station_id": "S1", "name": "示例服务站", "kind": "ip_service", "district_code": "510502"}
    month = {"station_id": "nowhere", "month": date(2024, 8, 1), "service": "search", "services": 3}
    wrong = {"stations": delivery("stations", station), "station_services": delivery("station_services", month)}
    with pytest.raises(Refused, match="nothing was published"):
        publish(wrong, as_of=SEPTEMBER, folder=tmp_path)
    assert catalog.shelf(tmp_path).in_force == first
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == ["2024-06-30"]


def test_rows_that_do_not_fit_their_contract_are_refused(tmp_path):
    wrong = Delivery(pa.table({"application_no": ["1"]}), ())
    with pytest.raises(Refused, match="do not fit the contract"):
        publish({"patents": wrong}, as_of=JUNE, folder=tmp_path)


def test_a_second_publish_at_the_same_time_is_refused_with_a_clear_message(tmp_path, monkeypatch):
    monkeypatch.setenv("DASHBOARD_PUBLISH_WAIT", "0.1")
    with FileLock(tmp_path / ".publishing.lock"), pytest.raises(Refused, match="another publish is running"):
        publish({"patents": delivery("patents")}, as_of=JUNE, folder=tmp_path)


# A publish in a process of its own, which kills itself when it comes to a step.
DYING = """
import os, signal, sys
from pathlib import Path
from intake.publish import publish
from tests.test_publish import SEPTEMBER, delivery, patent

def progress(step):
    if step == sys.argv[1]:
        os.kill(os.getpid(), signal.SIGKILL)

rows = delivery("patents", patent("2"))
publish({"patents": rows}, as_of=SEPTEMBER, folder=Path(sys.argv[2]), progress=progress)
"""


@pytest.mark.parametrize("step", ["patents", "rollups", "checks"])
def test_a_publish_killed_at_any_step_leaves_the_served_snapshot_and_the_next_one_succeeds(tmp_path, step):
    first = publish({"patents": delivery("patents", patent("1"))}, as_of=JUNE, folder=tmp_path)
    killed = subprocess.run([sys.executable, "-c", DYING, step, str(tmp_path)], cwd=catalog.ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert list(tmp_path.glob(".staging-*"))
    assert catalog.shelf(tmp_path).in_force == first
    again = publish({"patents": delivery("patents", patent("2"))}, as_of=SEPTEMBER, folder=tmp_path)
    assert again.id == "2024-09-30"
    assert not list(tmp_path.glob(".staging-*"))


def damage_missing(path):
    path.unlink()


def damage_short(path):
    path.write_bytes(path.read_bytes()[:-1])


def damage_flipped(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [(damage_missing, "is missing"), (damage_short, "bytes instead of"), (damage_flipped, "does not match")],
)
def test_a_damaged_snapshot_is_not_served_and_the_file_is_named(tmp_path, damage, reason):
    first = publish({"patents": delivery("patents", patent("1"))}, as_of=JUNE, folder=tmp_path)
    second = publish({"patents": delivery("patents", patent("2"))}, as_of=SEPTEMBER, folder=tmp_path)
    damage(second.folder / "patents.parquet")
    shelf = catalog.shelf(tmp_path)
    assert shelf.in_force == first
    [found] = shelf.damaged
    assert (found.snapshot, found.file) == ("2024-09-30", "patents.parquet")
    assert reason in found.reason.en


def test_unreadable_papers_are_damage_too(tmp_path):
    snapshot = publish({"patents": delivery("patents", patent("1"))}, as_of=JUNE, folder=tmp_path)
    (snapshot.folder / "datapackage.json").write_text("{", "utf-8")
    assert catalog.shelf(tmp_path).in_force is None
    assert catalog.shelf(tmp_path).damaged[0].file == "datapackage.json"


def test_a_rollback_puts_an_earlier_snapshot_in_force_until_the_next_publish(tmp_path):
    publish({"patents": delivery("patents", patent("1"))}, as_of=JUNE, folder=tmp_path)
    publish({"patents": delivery("patents", patent("2"))}, as_of=SEPTEMBER, folder=tmp_path)
    rollback(tmp_path, "2024-06-30")
    assert catalog.shelf(tmp_path).in_force.id == "2024-06-30"
    newest = publish({"patents": delivery("patents", patent("3"))}, as_of=SEPTEMBER, folder=tmp_path)
    assert catalog.shelf(tmp_path).in_force == newest
    assert newest.parent == "2024-06-30"


def test_a_rollback_to_what_does_not_exist_is_refused(tmp_path):
    with pytest.raises(Refused, match="not a sound snapshot"):
        rollback(tmp_path, "2020-01-01")


def test_a_district_replaces_its_own_rows_and_their_gaps_and_takes_no_one_elses(tmp_path):
    gaps = tuple(Gap("patents", number, "title", "illegible", "?") for number in ("1", "2"))
    here, there = patent("1", district_code="510502"), patent("2", district_code="510522")
    publish({"patents": delivery("patents", here, there, gaps=gaps)}, as_of=JUNE, folder=tmp_path)
    of_here = {"mode": "district", "district": "510502"}
    new = delivery("patents", patent("3", title="新", district_code="510502"), **of_here)
    second = publish({"patents": new}, as_of=SEPTEMBER, folder=tmp_path)
    assert sorted(titles(second)) == ["2", "3"]
    kept = warehouse.select(warehouse.open_snapshot(second), "select key from gaps")
    assert kept["key"].tolist() == ["2"]
    taken = delivery("patents", patent("2", district_code="510502"), **of_here)
    with pytest.raises(Refused, match="under another district by now"):
        publish({"patents": taken}, as_of=SEPTEMBER, folder=tmp_path)
    assert catalog.shelf(tmp_path).in_force == second
