"""Two snapshots: what was restated, by which records, and what differs record by record."""

from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd
import pytest

from dashboard import catalog, differences, history, queries, warehouse
from dashboard.catalog import CITY
from dashboard.differences import DatasetChange, Pair
from dashboard.scope import default_scope
from intake.publish import publish
from tests.test_publish import delivery, patent

JUNE, SEPTEMBER = date(2024, 6, 30), date(2024, 9, 30)
MARCH, APRIL, MAY = date(2024, 3, 1), date(2024, 4, 1), date(2024, 5, 1)


def invention(number, granted_on, district="510502", **fields):
    return patent(number, patent_type="invention", granted_on=granted_on, district_code=district, **fields)


def loan(number, signed_on, amount, firm="甲", district="510502", **fields):
    return {"contract_no": number, "kind": "pledge", "firm": firm, "signed_on": signed_on, "district_code": district,
            "disbursed_amount_cny": amount, **fields}  # fmt: skip


THEN = {
    "patents": [
        invention("1", date(2024, 3, 5)),
        invention("2", date(2024, 3, 9)),
        # Found to lie in another district, and to have been granted a month later.
        invention("3", date(2024, 4, 2), "510502"),
        invention("4", date(2024, 4, 8), ended_on=date(2024, 5, 2)),
        # After the day up to which June was complete.
        invention("5", date(2024, 6, 20)),
    ],
    "financing": [
        loan("a", date(2024, 3, 1), 1_000_000),
        loan("b", date(2024, 3, 7), 2_000_000),
        loan("b/2", date(2024, 3, 7), 2_000_000),
    ],
}
NOW = {
    "patents": [
        invention("1", date(2024, 3, 5)),
        invention("2", date(2024, 3, 9)),
        invention("3", date(2024, 5, 2), "510503"),
        invention("4", date(2024, 4, 8)),
        invention("5", date(2024, 7, 20)),
        invention("6", date(2024, 4, 30), district=None),
    ],
    "financing": [loan("a", date(2024, 3, 1), 1_500_000), loan("b", date(2024, 3, 7), 2_000_000)],
}


def snapshot_of(folder, rows, as_of, **complete):
    deliveries = {name: delivery(name, *told, complete_through=complete.get(name)) for name, told in rows.items()}
    return publish(deliveries, as_of=as_of, folder=folder)


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """June knew patents up to May and all loans; by September entries had been put right, withdrawn and added."""
    folder = tmp_path_factory.mktemp("history")
    then = snapshot_of(folder, THEN, JUNE, patents=date(2024, 5, 31))
    return Pair(then, snapshot_of(folder, NOW, SEPTEMBER))


def of(rows, metric, place=CITY):
    """(month, was, became, records) of a metric's restatements, earliest first."""
    own = rows[(rows["metric"] == metric) & (rows["district_code"] == place)].sort_values("month")
    return [(m.date(), was, became, n) for m, was, became, n in own[["month", "was", "became", "records"]].values]


# --- restatements -----------------------------------------------------------------------------


def test_a_flow_is_restated_in_the_months_whose_values_differ_with_the_records_that_caused_it(pair):
    rows = history.restatements(pair)
    # In April the third went and the sixth came: the same number from other records is no restatement.
    assert of(rows, "patents_granted") == [(MAY, 0, 1, 1)]
    assert of(rows, "patents_granted", "510502") == [(APRIL, 2, 1, 1)]
    assert of(rows, "patents_granted", "510503") == [(MAY, 0, 1, 1)]


def test_a_stock_is_restated_in_every_month_in_which_it_stood_otherwise(pair):
    rows = history.restatements(pair)
    assert of(rows, "valid_invention_patents") == [(MAY, 3, 5, 2)]
    assert of(rows, "valid_invention_patents", "510502") == [(APRIL, 4, 3, 1)]


def test_what_the_earlier_snapshot_did_not_know_yet_is_not_restated(pair):
    rows = history.restatements(pair)
    granted = rows[rows["metric"] == "patents_granted"]
    assert granted["month"].max() == pd.Timestamp(MAY)


def test_an_amount_put_right_and_a_contract_withdrawn_restate_the_month_they_count_in(pair):
    rows = history.restatements(pair)
    assert of(rows, "pledge_financing_amount") == [(MARCH, 5_000_000, 3_500_000, 2)]
    assert of(rows, "pledge_loans") == [(MARCH, 3, 2, 1)]
    row = rows[(rows["metric"] == "pledge_financing_amount") & (rows["district_code"] == CITY)].iloc[0]
    assert (row["difference"], row["relative"]) == (-1_500_000, -0.3)


def test_a_distinct_count_that_stays_the_same_is_not_restated(pair):
    assert of(history.restatements(pair), "pledge_financing_firms") == []


def test_the_records_behind_a_restatement_say_what_changed_and_add_up_to_the_difference(pair):
    found = history.caused(pair, queries.metrics()["pledge_financing_amount"], CITY, MARCH)
    assert found[["record", "change", "was", "became"]].values.tolist() == [
        ["b/2", "removed", 2_000_000, 0],
        ["a", "changed", 1_000_000, 1_500_000],
    ]
    assert list(found["cells"].iloc[1]) == [
        {"field": "disbursed_amount_cny", "was": "1000000.0", "became": "1500000.0"}
    ]
    assert len(found["cells"].iloc[0]) == 0


def test_the_records_behind_a_ratio_are_those_behind_what_it_divides(pair):
    share = replace(queries.metrics()["high_value_share"], numerator="valid_invention_patents")
    assert set(history.caused(pair, share, CITY, MAY)["record"]) == {"4", "6"}


def test_the_largest_demonstration_metrics_count_the_same_records_filtered_or_in_full(demo_root):
    """Where each record counts for itself only the differing ones are asked; the answer is that of all of them."""
    now, then = catalog.shelf(demo_root / "snapshots").sound[:2]
    pair = Pair(then, now)
    con = history.contributions(pair).con
    kept = set(warehouse.tuples(con, "select * from contributions"))
    whole = warehouse.open_pair(then, now)
    for metric in (m for m in queries.metrics().values() if m.kind != "ratio"):
        for name in metric.reads:
            warehouse.keep(whole, f"gone_{name}", f"select * from then_{name}")
            warehouse.keep(whole, f"come_{name}", f"select * from now_{name}")
        assert set(warehouse.tuples(whole, history._contribution(whole, metric))) == {
            row for row in kept if row[0] == metric.id
        }, metric.id


@pytest.mark.parametrize("older", [1, 2])
def test_in_the_demonstration_the_records_of_every_row_add_up_to_its_difference(demo_root, older):
    shelf = catalog.shelf(demo_root / "snapshots")
    pair = Pair(shelf.sound[older], shelf.sound[0])
    rows = history.restatements(pair)
    adds = {m.id for m in queries.metrics().values() if m.kind in ("flow", "stock")}
    some = rows[rows["metric"].isin(adds)].iloc[::23]
    assert len(some) > 10
    for row in some.itertuples():
        metric = queries.metrics()[row.metric]
        caused = history.caused(pair, metric, row.district_code, row.month.date(), size=1_000_000)
        assert len(caused) == row.records
        assert (caused["became"] - caused["was"]).sum() == pytest.approx(row.difference)


def test_a_record_that_counts_otherwise_because_of_another_is_told_apart(tmp_path):
    def edition(day):
        return {"edition": 1, "name": "一届", "starts_on": day, "ends_on": day, "status": "held"}

    exhibitor = {"edition": 1, "exhibitor": "甲", "hall": "A"}
    rows = {"expo_editions": [edition(MARCH)], "expo_exhibitors": [exhibitor]}
    then = snapshot_of(tmp_path, rows, JUNE)
    moved = {"expo_editions": delivery("expo_editions", edition(APRIL))}
    pair = Pair(then, publish(moved, as_of=SEPTEMBER, folder=tmp_path))
    assert differences.compare(pair).datasets["expo_exhibitors"].state == "unchanged"
    assert of(history.restatements(pair), "expo_enterprises") == [(MARCH, 1, 0, 1), (APRIL, 0, 1, 1)]
    [row] = history.caused(pair, queries.metrics()["expo_enterprises"], CITY, MARCH).to_dict("records")
    assert (row["change"], row["was"], row["became"]) == ("elsewhere", 1, 0)


# --- over snapshots, in a scope ---------------------------------------------------------------


def test_a_metric_as_each_snapshot_reported_it_ends_where_that_was_complete(pair):
    metric = queries.metrics()["patents_granted"]
    rows = history.as_reported((pair.then, pair.now), metric, CITY, MARCH)
    told = {i: list(part["value"]) for i, part in rows.groupby("snapshot")}
    assert told == {"2024-06-30": [2, 2, 0], "2024-09-30": [2, 2, 1, 0, 1, 0, 0]}


def test_both_snapshots_tell_a_card_over_the_months_that_both_know(pair):
    scope = replace(default_scope(pair.now), since=date(2024, 1, 1))
    told = history.told(pair, ["patents_granted", "pledge_loans", "expo_visitors"], scope)
    assert told["patents_granted"] == history.Told(4, 5, date(2024, 5, 31))
    assert told["pledge_loans"] == history.Told(3, 2, date(2024, 6, 30))
    assert told["expo_visitors"].was is None and not told["expo_visitors"].is_restated


def test_the_snapshot_before_is_the_nearest_older_one(pair):
    shelf = catalog.shelf(pair.now.folder.parent)
    assert history.before(shelf, pair.now) == pair.then
    assert history.before(shelf, pair.then) is None


def test_rows_are_joined_on_their_keys_and_what_was_not_there_is_none():
    now = pd.DataFrame({"month": pd.to_datetime(["2024-01-01", "2024-02-01", "2024-02-01"]), "kind": ["x", "x", "y"]})
    then = pd.DataFrame({"month": pd.to_datetime(["2024-02-01", "2024-01-01"]), "kind": ["y", "x"], "n": [7, 5]})
    assert history.earlier_values(now, then, ["month", "kind"], "n") == [5, None, 7]


# --- record by record -------------------------------------------------------------------------


def test_records_are_matched_by_key_and_told_field_by_field(pair):
    comparison = differences.compare(pair)
    assert comparison.datasets["patents"] == DatasetChange(
        "patents", "compared", (5, 6), added=1, removed=0, changed=3,
        fields=(("granted_on", 2), ("district_code", 1), ("ended_on", 1)),
    )  # fmt: skip
    assert differences.changes(comparison, "financing").fillna("").values.tolist() == [
        ["changed", "a", "disbursed_amount_cny", "1000000.0", "1500000.0"],
        ["removed", "b/2", "", "", ""],
    ]


def test_changes_are_filtered_searched_and_paged(pair):
    comparison = differences.compare(pair)

    def records(**asked):
        return list(differences.changes(comparison, "patents", **asked)["record"])

    assert records() == ["3", "3", "4", "5", "6"]
    assert records(change="added") == ["6"]
    assert records(field="granted_on") == ["3", "5"]
    assert records(search="2024-07") == ["5"]
    assert records(size=2, skip=2) == ["4", "5"]
    assert differences.count(comparison, "patents", change="changed") == 4


def test_a_dataset_whose_papers_name_the_same_file_is_not_read(tmp_path):
    then = snapshot_of(tmp_path, THEN, JUNE)
    now = publish({"targets": delivery("targets")}, as_of=SEPTEMBER, folder=tmp_path)
    # Behind its papers the file holds other records, which a comparison would find.
    (now.folder / "patents.parquet").unlink()
    duckdb.sql(f"copy (from '{then.folder}/patents.parquet' limit 1) to '{now.folder}/patents.parquet'")
    assert differences.compare(Pair(then, now)).datasets["patents"].state == "unchanged"


def test_an_unchanged_dataset_says_so_and_restates_nothing(tmp_path):
    then = snapshot_of(tmp_path, THEN, JUNE)
    now = publish({"targets": delivery("targets")}, as_of=SEPTEMBER, folder=tmp_path)
    pair = Pair(then, now)
    comparison = differences.compare(pair)
    assert comparison.datasets["patents"] == DatasetChange("patents", "unchanged", (5, 5))
    assert comparison.datasets["targets"] == DatasetChange("targets", "missing_then", (0, 0))
    assert comparison.datasets["stations"].state == "missing"
    assert history.restatements(pair).empty


def test_a_dataset_that_one_snapshot_lacks_is_new_and_not_restated(tmp_path):
    then = snapshot_of(tmp_path, {"patents": THEN["patents"]}, JUNE)
    now = snapshot_of(tmp_path, NOW, SEPTEMBER)
    pair = Pair(then, now)
    assert differences.compare(pair).datasets["financing"] == DatasetChange(
        "financing", "missing_then", (0, 2), added=2
    )
    assert not set(history.restatements(pair)["metric"]) & {"pledge_loans", "pledge_financing_amount"}


@pytest.fixture
def other_contract(tmp_path):
    """June was published under a contract without industries and with a field that is gone now."""
    then = snapshot_of(tmp_path, {"patents": THEN["patents"]}, JUNE)
    now = snapshot_of(tmp_path, {"patents": NOW["patents"]}, SEPTEMBER)
    path = then.folder / "patents.parquet"
    rows = duckdb.sql(f"select * exclude (industry_code), 'x' as agent from '{path}'").to_arrow_table()
    duckdb.connect().register("older", rows).execute(f"copy older to '{path}' (format parquet)")
    return Pair(then, now)


def test_fields_that_only_one_snapshot_stores_are_named_and_not_compared(other_contract):
    change = differences.compare(other_contract).datasets["patents"]
    assert (change.only_then, change.only_now) == (("agent",), ("industry_code",))
    assert (change.added, change.changed) == (1, 3)
    [row] = history.caused(other_contract, queries.metrics()["patents_granted"], "510503", MAY).to_dict("records")
    assert (row["record"], row["was"], row["became"]) == ("3", 0, 1)
