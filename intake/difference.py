"""`python -m intake diff A B`: what changed between two snapshots, as the page on it shows.

Exit codes as for every command: 0 done, 2 usage.
"""

import json

from dashboard import catalog, differences, history, queries, warehouse
from dashboard.catalog import CITY, Label
from dashboard.differences import Comparison, DatasetChange, Pair

ROWS_SHOWN = 50


def pair_of(ids: list[str]) -> Pair:
    """The two snapshots, earlier first. Raises LookupError with the words for what is wrong."""
    shelf = catalog.shelf()
    found = [shelf.find(one) for one in ids]
    if None in found:
        sound = ", ".join(s.id for s in shelf.sound) or "—"
        wrong = ids[found.index(None)]
        raise LookupError(
            Label(f"{wrong} is not a sound snapshot; there are: {sound}", f"{wrong} 不是完好的快照；现有：{sound}")
        )
    if found[0] == found[1]:
        raise LookupError(Label("name two different snapshots", "应指定两个不同的快照"))
    return Pair(*sorted(found, key=lambda s: catalog.snapshot_order(s.id)))


def as_json(pair: Pair, dataset: str | None) -> str:
    """The stable JSON form: {"then", "now", "datasets", "restatements"}; of one dataset its changes instead."""
    comparison = differences.compare(pair, [dataset] if dataset else None)
    told: dict[str, object] = {
        "then": pair.then.id,
        "now": pair.now.id,
        "datasets": [_facts(c) for c in comparison.datasets.values()],
    }
    if dataset:
        rows = _changes(comparison, dataset, None)
        return json.dumps(told | {"columns": list(rows), "rows": warehouse.json_rows(rows)}, ensure_ascii=False)
    rows = history.restatements(pair)
    told["restatements"] = [dict(zip(rows, row, strict=True)) for row in warehouse.json_rows(rows)]
    return json.dumps(told, ensure_ascii=False)


def _facts(change: DatasetChange) -> dict[str, object]:
    return {
        "dataset": change.dataset,
        "state": change.state,
        "records": list(change.rows),
        "added": change.added,
        "removed": change.removed,
        "changed": change.changed,
        "fields": dict(change.fields),
        "only_then": list(change.only_then),
        "only_now": list(change.only_now),
    }


def lines(pair: Pair, dataset: str | None, language: str) -> list[str]:
    """The same for a reader of a terminal: tab-separated, the city's restatements, the first changes of a dataset."""
    comparison = differences.compare(pair, [dataset] if dataset else None)
    told = [f"{pair.then.id} → {pair.now.id}", ""]
    for change in comparison.datasets.values():
        label = catalog.contracts()[change.dataset].label(language)
        fields = ", ".join(f"{name} {records:,}" for name, records in change.fields)
        counts = f"+{change.added:,} −{change.removed:,} ~{change.changed:,}"
        told.append("\t".join([change.dataset, label, change.state, counts, fields]).rstrip())
    return [*told, "", *(_of_dataset(comparison, dataset) if dataset else _restated(pair, language))]


def _of_dataset(comparison: Comparison, dataset: str) -> list[str]:
    rows = _changes(comparison, dataset, ROWS_SHOWN)
    total = differences.count(comparison, dataset) if len(rows) == ROWS_SHOWN else len(rows)
    shown = [
        "\t".join("" if cell is None else str(cell) for cell in row)
        for row in rows.astype(object).where(rows.notna(), None).values
    ]
    return [*shown, *([f"… {total:,}"] if total > len(rows) else [])]


def _changes(comparison: Comparison, dataset: str, size: int | None):  # noqa: ANN202 - a frame
    if comparison.datasets[dataset].state != "compared":
        return warehouse.select(comparison.con, "select null as change where false")
    return differences.changes(comparison, dataset, size=size)


def _restated(pair: Pair, language: str) -> list[str]:
    rows, known = history.restatements(pair), queries.metrics()
    return [
        f"{known[r.metric].title(language)}\t{r.month:%Y-%m}\t{r.was:,.10g} → {r.became:,.10g}"
        f"\t{r.difference:+,.10g} {known[r.metric].unit(language)}\t{r.records:,}"
        for r in rows[rows["district_code"] == CITY].itertuples()
    ]
