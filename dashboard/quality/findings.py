"""Everything that is to be said against a snapshot, the gravest first, and what follows for a meeting."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from dashboard import catalog, queries, text, warehouse
from dashboard.catalog import CITY, Label, Snapshot
from dashboard.quality import completeness, drift, evidence, freshness
from dashboard.quality.evidence import Evidence
from dashboard.reconcile import homes
from dashboard.reconcile.published import DATASET
from dashboard.text import phrase

# What weighs more stands first: of two findings of one grade, the broken rule before the odd month.
PARTS = ("checks", "published", "freshness", "duplicates", "drift", "completeness", "outliers")
# Blocking: the numbers are wrong. Serious: a meeting must be told. Notable: somebody should look. Slight: it may be so.
GRADES = ("blocking", "serious", "notable", "slight")
ALIKE = (
    "quality/patents_alike",
    "quality/trademarks_alike",
    "quality/contracts_alike",
    "quality/stations_alike",
    "quality/names_alike",
)
OUTLYING = ("quality/outlying_months", "quality/outlying_amounts")
SILENT = "quality/silent_months"
# Shares of expected values that are not there, in %.
LACKS_MUCH, LACKS_SOME = 20.0, 5.0
# A dataset that lost more than this share of its rows lost records, not mistakes.
VANISHED = -0.02
# Percentage points by which a field emptied.
EMPTIED = 5.0


@dataclass(frozen=True)
class Finding:
    """One thing found: `message` is a wording of the interface and `facts` fill it; `rows` are those of `evidence`."""

    part: str
    grade: str
    message: str
    facts: Mapping[str, object] = field(hash=False)
    rows: int
    evidence: Evidence | None = None

    def said(self, language: str) -> str:
        told = {name: _told(value, language) for name, value in self.facts.items()}
        return text.say(self.message, language, **told)


def _told(value: object, language: str) -> object:
    if isinstance(value, date):
        return text.day(value, language)
    return text.number(value, language, digits=None) if isinstance(value, int | float) else value


def before(snapshots: tuple[Snapshot, ...], snapshot: Snapshot, versus: str | None = None) -> Snapshot | None:
    """The snapshot to compare with: the one asked for, else the last sound one of an earlier place in the row."""
    if chosen := next((s for s in snapshots if s.id == versus and s.id != snapshot.id), None):
        return chosen
    order = catalog.snapshot_order
    earlier = [s for s in snapshots if order(s.id) < order(snapshot.id)]
    return max(earlier, key=lambda s: order(s.id), default=None)


@lru_cache(maxsize=16)
def of(snapshot: Snapshot, earlier: Snapshot | None) -> tuple[Finding, ...]:
    """All findings, the gravest first."""
    con = warehouse.open_snapshot(snapshot)
    found = [
        *_of_rules(con, snapshot),
        *_of_published(snapshot),
        *_of_completeness(con, snapshot),
        *_of_freshness(snapshot),
        *_of_duplicates(con),
        *_of_outliers(con, snapshot),
        *(_of_drift(con, earlier, snapshot) if earlier else ()),
    ]
    return tuple(sorted(found, key=lambda f: (GRADES.index(f.grade), PARTS.index(f.part), -f.rows)))


def verdict(found: tuple[Finding, ...]) -> str:
    """`unusable`, `with_care` or `usable`: what the gravest finding leaves of the snapshot for a meeting."""
    grades = {f.grade for f in found}
    return "unusable" if "blocking" in grades else "with_care" if "serious" in grades else "usable"


# --- the parts --------------------------------------------------------------------------------


def _of_rules(con: warehouse.Connection, snapshot: Snapshot) -> Iterator[Finding]:
    grades = {"error": "blocking", "warning": "notable"}
    for rule, header in queries.checks().items():
        asked = evidence.of_rule(rule, snapshot.as_of)
        if rows := evidence.total(con, asked):
            yield Finding(
                "checks", grades[header.one("severity")], phrase("{rule}"), {"rule": asked.title}, rows, asked
            )


def _of_published(snapshot: Snapshot) -> Iterator[Finding]:
    """Figures that somebody published and the records do not reproduce; generated records are fitted to the city only."""
    contract = catalog.contracts()[DATASET]
    condition = "metric_id = $metric_id and geo_code = $geo_code and period = $period"
    for found in homes.differing(snapshot):
        figure = found.figure
        key = {"metric_id": figure.metric_id, "geo_code": figure.geo_code, "period": figure.period}
        facts = {
            "name": figure.name,
            "place": figure.place,
            "period": figure.period,
            "published": _amount(figure.value, figure.unit),
            "counted": _amount(found.counted, figure.unit),
        }
        message = phrase("{name} ({place}, {period}): published {published}, counted {counted}")
        grade = "slight" if snapshot.is_demonstration and figure.geo_code != CITY else "notable"
        yield Finding("published", grade, message, facts, 1, evidence.of_dataset(contract, condition, **key))


def _amount(value: float | None, unit: Label | None) -> Label:
    return Label(*(text.quantity(value, unit, language) for language in catalog.LANGUAGES))


def _of_completeness(con: warehouse.Connection, snapshot: Snapshot) -> Iterator[Finding]:
    for name in snapshot.datasets:
        contract = catalog.contracts().get(name)
        counted = completeness.fields(con, contract) if contract else ()
        for row in counted.itertuples(index=False) if contract else ():
            share = 100 * row.lacking / row.expected if row.expected else 0.0
            grade = "notable" if share >= LACKS_MUCH or (row.required and row.lacking) else "slight"
            if share >= LACKS_SOME or (row.required and row.lacking):
                facts = {
                    "dataset": contract.label,
                    "field": contract.fields[row.field].label,
                    "share": text.percent(share / 100, "en"),
                }
                asked = completeness.lacking(contract, row.field)
                message = phrase('{dataset}: {share} of the records that should name "{field}" do not')
                yield Finding("completeness", grade, message, facts, int(row.lacking), asked)
    asked = evidence.of_query(SILENT, complete=snapshot.complete_through())
    if rows := evidence.total(con, asked):
        message = phrase("Months of a district without a single record, between months with several")
        yield Finding("completeness", "notable", message, {}, rows, asked)


def _of_freshness(snapshot: Snapshot) -> Iterator[Finding]:
    for name in snapshot.missing:
        if catalog.contracts()[name].promised:
            message = phrase("{dataset} is not in this snapshot")
            yield Finding("freshness", "serious", message, {"dataset": catalog.contracts()[name].label}, 0)
    for standing in freshness.freshness(snapshot):
        if standing.late:
            contract = catalog.contracts()[standing.dataset]
            facts = {"dataset": contract.label, "days": standing.late, "complete": standing.complete}
            message = phrase("{dataset} is {days} days late: complete through {complete} only")
            after = evidence.of_dataset(contract, f"{contract.dated} > $complete", complete=standing.complete)
            yield Finding("freshness", "serious", message, facts, 0, after if contract.dated else None)


def _of_duplicates(con: warehouse.Connection) -> Iterator[Finding]:
    for name in ALIKE:
        asked = evidence.of_query(name)
        if rows := evidence.total(con, asked):
            yield Finding("duplicates", "notable", phrase("{rule}"), {"rule": asked.title}, rows, asked)


def _of_outliers(con: warehouse.Connection, snapshot: Snapshot) -> Iterator[Finding]:
    for name in OUTLYING:
        asked = evidence.of_query(name, complete=snapshot.complete_through())
        if rows := evidence.total(con, asked):
            yield Finding("outliers", "slight", phrase("{rule}"), {"rule": asked.title}, rows, asked)


def _of_drift(con: warehouse.Connection, earlier: Snapshot, snapshot: Snapshot) -> Iterator[Finding]:
    for one in drift.between(earlier, snapshot):
        contract = catalog.contracts()[one.dataset]
        facts = {"dataset": contract.label, "id": earlier.id}
        if one.kind == "rows" and one.size < VANISHED:
            message = phrase("{dataset} holds {share} fewer rows than snapshot {id}")
            share = text.percent(-one.size, "en")
            yield Finding(
                "drift", "serious", message, facts | {"share": share}, 0, evidence.of_dataset(contract, "true")
            )
        elif one.kind == "empty" and one.size >= EMPTIED:
            facts |= {"field": contract.fields[one.field].label, "points": round(one.size, 1)}
            message = phrase(
                '{dataset}: "{field}" is empty in {points} points more of the records than in snapshot {id}'
            )
            asked = completeness.lacking(contract, one.field)
            yield Finding("drift", "notable", message, facts, evidence.total(con, asked), asked)
        elif one.kind == "shift" and one.size >= drift.STABLE:
            facts |= {"field": contract.fields[one.field].label, "index": round(one.size, 2)}
            grade = "notable" if one.size >= drift.SHIFTED else "slight"
            message = phrase('{dataset}: the mix of "{field}" has shifted since snapshot {id} (index {index})')
            asked = evidence.of_dataset(contract, f"{one.field}::varchar = $code", code=one.code)
            yield Finding("drift", grade, message, facts, evidence.total(con, asked), asked)
