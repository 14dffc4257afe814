"""A snapshot stays readable when the program has learnt more since it was published."""

import json
from datetime import date

import pyarrow.parquet as pq

from dashboard import catalog, queries, warehouse
from intake.publish import publish
from tests.test_publish import delivery, patent


def forget(snapshot, *names):
    """The snapshot as an older program would have published it, without these rollups and metrics."""
    path = snapshot.folder / "datapackage.json"
    papers = json.loads(path.read_text("utf-8"))
    papers["resources"] = [r for r in papers["resources"] if r["name"] not in names]
    path.write_text(json.dumps(papers), "utf-8")
    return catalog.read_snapshot(snapshot.folder)


def test_a_rollup_that_is_newer_than_the_snapshot_is_computed_when_it_is_opened(tmp_path):
    rows = delivery("patents", patent("1", district_code="510502"), patent("2"))
    published = publish({"patents": rows}, as_of=date(2024, 6, 30), folder=tmp_path)
    older = forget(published, "record_completeness")
    found = warehouse.run(warehouse.open_snapshot(older), "about/completeness").set_index("dataset")
    assert list(found.loc["patents"]) == [2, 1, 2]


def test_a_metric_that_is_newer_than_the_snapshot_is_computed_when_it_is_opened(tmp_path, monkeypatch):
    everything = queries.metrics()
    older = {name: metric for name, metric in everything.items() if name != "patents_filed"}
    monkeypatch.setattr(queries, "metrics", lambda: older)
    snapshot = publish({"patents": delivery("patents", patent("1"))}, as_of=date(2024, 6, 30), folder=tmp_path)
    monkeypatch.setattr(queries, "metrics", lambda: everything)
    told = "select count(*) from metrics where metric = 'patents_filed'"
    assert warehouse.tuples(warehouse.open_snapshot(snapshot), told) == [(1,)]


def test_of_a_field_that_is_newer_than_the_snapshot_its_records_say_nothing(tmp_path):
    rows = delivery("patents", patent("1", abstract="一种装置"), patent("2"))
    snapshot = publish({"patents": rows}, as_of=date(2024, 6, 30), folder=tmp_path)
    [stored] = (snapshot.folder / f.path for f in snapshot.resources["patents"].files)
    pq.write_table(pq.read_table(stored).drop_columns(["abstract"]), stored)
    asked = "select application_no, abstract from patents order by 1"
    assert warehouse.tuples(warehouse.open_snapshot(snapshot), asked) == [("1", None), ("2", None)]
    assert "null::varchar as abstract" in warehouse.views(snapshot)["patents"]
    # Compared are the fields that both have stored: one that is newer has not changed in every record.
    pair = warehouse.open_pair(snapshot, snapshot)
    assert "abstract" not in [column for column, *_ in pair.execute("describe then_patents").fetchall()]
