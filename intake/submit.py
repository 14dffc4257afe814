"""One district's part of the datasets: examined, merged into the snapshot in force, and logged.

Only that district's rows may be in a submission; it replaces that district's rows in the datasets it holds and
leaves all others as they are. A submission with errors changes nothing but the log.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute

from dashboard import catalog
from dashboard.catalog import Code, Contract, Label, Snapshot
from dashboard.submissions import Receipt, log_folder
from dashboard.submissions.receipts import receipt_of
from intake import findings_file, folder, submission_rows
from intake.check import Broken
from intake.delivery import Part
from intake.findings import Findings, Place
from intake.importing import Examination, examine
from intake.mapping import ColumnMap
from intake.publish import Delivery, Progress, Refused, parent_of, publish
from intake.wording import Problem, in_the_file, problem

DISTRICT = "district_code"
ACCEPTED, REJECTED, RECEIVED = "accepted", "rejected", "received"
_NO_DISTRICT = Label("no district", "未载明区县")


@dataclass(frozen=True)
class Submission:
    """Who submits what, for which day; `base` is the snapshot it is to be merged into."""

    district: Code
    folder: Path
    as_of: date
    complete_through: date | None = None
    base: Snapshot | None = None
    is_demonstration: bool = False


@dataclass(frozen=True)
class Examined:
    """Every dataset of a submission examined; `findings` are those of all files together."""

    findings: Findings
    examinations: Mapping[str, Examination] = field(default_factory=dict)

    @property
    def shrinks(self) -> bool:
        """Whether a dataset's files hold less than half of the district's rows: all of them, or only the new ones?"""
        return any(rule == "part_shrinks" for _, rule in self.findings.counts)

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(part for e in self.examinations.values() for part in e.parts)


@dataclass(frozen=True)
class Outcome:
    """What became of a submission, and the two papers that are kept of it."""

    snapshot: Snapshot | None
    findings: Findings
    log: Path
    findings_file: Path


def base_of(as_of: date) -> Snapshot | None:
    """The snapshot that a submission for that day would be merged into."""
    return parent_of(catalog.snapshots_folder(), as_of)


def mixed(base: Snapshot) -> Label:
    """Demonstration and real records never stand in one snapshot."""
    if base.is_demonstration:
        return Label(
            f"snapshot {base.id} is demonstration; import the city's own data first (python -m intake import …), "
            "or rehearse with fictitious files: --demonstration",
            f"快照 {base.id} 是演示数据；请先导入全市真实数据（python -m intake import …），"
            "或以虚构文件演练：--demonstration",
        )
    return Label(
        f"snapshot {base.id} holds real records; leave out --demonstration",
        f"快照 {base.id} 是真实数据；请去掉 --demonstration",
    )


# --- examining --------------------------------------------------------------------------------


def examine_submission(submission: Submission, progress: Progress = lambda step: None) -> Examined:
    """Tell the files' datasets and examine each; changes nothing."""
    findings, examinations = Findings(), {}
    for dataset, holding in folder.held(folder.files_in(submission.folder), findings).items():
        contract = catalog.contracts()[dataset]
        if DISTRICT not in contract.fields or dataset == submission_rows.DATASET:
            for path in holding.files:
                findings.add(problem("city_dataset", dataset=contract.label), Place(path.name))
            continue
        examination = examine(
            contract,
            holding.files,
            as_of=submission.as_of,
            mapping=ColumnMap(constants={DISTRICT: submission.district.code}),
            sheets=holding.sheets,
            rules=_rules(contract, submission),
            progress=progress,
        )
        findings.include(examination.findings)
        examinations[dataset] = examination
        for told in _of_the_whole(contract, submission, examination):
            findings.add(told, Place(holding.files[0].name))
    return Examined(findings.reworded(in_the_file), examinations)


def _of_the_whole(contract: Contract, submission: Submission, examination: Examination) -> Iterator[Problem]:
    """What a clerk may have overlooked in a dataset that is sound row by row."""
    rows, facts = examination.rows, {"dataset": contract.label, "district": submission.district.label}
    if blank := rows.column(DISTRICT).null_count:
        yield problem("district_supplied", rows=blank, **facts)
    before = _rows_before(contract, submission)
    if examination.can_be_published and rows.num_rows < before / 2:
        yield problem("part_shrinks", rows=f"{rows.num_rows:,}", before=f"{before:,}", **facts)


def _rows_before(contract: Contract, submission: Submission) -> int:
    stored = submission.base.resources.get(contract.id) if submission.base else None
    if not stored:
        return 0
    with duckdb.connect(":memory:") as con:
        [rows] = con.execute(
            f"select count(*) from read_parquet($paths) where {DISTRICT} = $district",
            {"paths": [str(submission.base.folder / f.path) for f in stored.files], "district": submission.district.code},
        ).fetchone()  # fmt: skip
    return rows


def _rules(contract: Contract, submission: Submission) -> Callable[[pa.Table], Iterator[Broken]]:
    """What a submission's rows must keep besides the contract: they are this district's, and nobody else has them."""

    def broken(rows: pa.Table) -> Iterator[Broken]:
        named = rows.column(DISTRICT).to_pylist()
        for code in contract.fields[DISTRICT].codes:
            others = [row for row, name in enumerate(named) if name == code.code]
            if others and code.code != submission.district.code:
                facts = {"other": code.label, "district": submission.district.label}
                if 1 < len(others) == len(named):
                    whole = problem("whole_other_district", rows=f"{len(others):,}", **facts)
                    yield Broken(DISTRICT, whole, others[:1])
                    others = others[1:]
                yield Broken(DISTRICT, problem("other_district", **facts), others)
        for holder, taken in _held_elsewhere(contract, submission, rows).items():
            yield Broken(contract.key[0], problem("held_elsewhere", holder=_name_of(contract, holder)), taken)

    return broken


def _held_elsewhere(contract: Contract, submission: Submission, rows: pa.Table) -> dict[str | None, list[int]]:
    """{holder: rows} whose key the base has under another district or under none: merged, they would stand twice."""
    stored = submission.base.resources.get(contract.id) if submission.base else None
    if not stored:
        return {}
    same = " and ".join(f"old.{k} is not distinct from new.{k}" for k in contract.key)
    with duckdb.connect(":memory:") as con:
        con.register("new", rows.append_column("_row", pa.array(range(rows.num_rows))))
        found = con.execute(
            f"select old.{DISTRICT}, list(distinct new._row order by new._row) from new"
            f" join read_parquet($paths) old on {same} where old.{DISTRICT} is distinct from $district"
            " group by 1 order by 1",
            {"paths": [str(submission.base.folder / f.path) for f in stored.files], "district": submission.district.code},
        ).fetchall()  # fmt: skip
    return dict(found)


def _name_of(contract: Contract, district: str | None) -> Label:
    return next((c.label for c in contract.fields[DISTRICT].codes if c.code == district), _NO_DISTRICT)


# --- submitting -------------------------------------------------------------------------------


def submit(
    submission: Submission,
    examined: Examined,
    language: str = "zh",
    progress: Progress = lambda step: None,
    onto: str | None = None,
) -> Outcome:
    """Merge a sound submission and publish; reject one with errors. Either way the log keeps it.

    `onto` is the snapshot that the submitter has looked at the changes against: merged into no other.
    """
    log = _new_log(submission)
    papers = _papers(submission, examined)
    _write(log, {**papers, "outcome": RECEIVED})
    findings, snapshot = examined.findings, None
    if not findings.errors:
        receipt = receipt_of({**papers, "outcome": ACCEPTED}, log.stem)
        try:
            snapshot = publish(
                deliveries_of(submission, examined, receipt),
                as_of=submission.as_of,
                is_demonstration=submission.is_demonstration,
                progress=progress,
                onto=onto,
            )
        except Refused as error:
            findings.add(problem("not_published", reason=error.message), Place(submission.folder.name))
    outcome = {
        "outcome": ACCEPTED if snapshot else REJECTED,
        "snapshot": snapshot.id if snapshot else None,
        "findings": dict(findings.summary()),
    }
    _write(log, {**papers, **outcome})
    beside = log.with_suffix(".xlsx")
    findings_file.write(beside, examined, language)
    return Outcome(snapshot, findings, log, beside)


def deliveries_of(submission: Submission, examined: Examined, receipt: Receipt) -> dict[str, Delivery]:
    """What a sound submission publishes: its datasets, and how all districts stand with their submissions then."""
    found = {name: _delivery(name, submission, e) for name, e in examined.examinations.items()}
    stands = submission_rows.delivery(submission.as_of, submission.base, submission.is_demonstration, [receipt])
    return found | {submission_rows.DATASET: stands}


def receipt_before(submission: Submission, examined: Examined) -> Receipt:
    """The receipt that the submission would have if it were accepted now."""
    return receipt_of({**_papers(submission, examined), "outcome": ACCEPTED}, "")


def _delivery(dataset: str, submission: Submission, examination: Examination) -> Delivery:
    carried = submission.base.resources.get(dataset) if submission.base else None
    rows, district = examination.rows, submission.district.code
    at = rows.schema.get_field_index(DISTRICT)
    return Delivery(
        rows=rows.set_column(at, DISTRICT, pa.compute.fill_null(rows.column(DISTRICT), district)),
        sources=examination.sources,
        # One district's newer rows do not make the dataset complete: the others may still be due.
        complete_through=submission.complete_through or (carried.complete_through if carried else None),
        mode="district",
        district=district,
        findings=examination.findings.summary(),
        gaps=examination.gaps,
    )


# --- the log ----------------------------------------------------------------------------------


def _new_log(submission: Submission) -> Path:
    """A file of its own for every submission, taken at once: two in the same second do not share it."""
    where = log_folder()
    where.mkdir(parents=True, exist_ok=True)
    stem = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{submission.district.code}"
    number = 0
    while True:
        path = where / f"{stem}{f'-{number}' if number else ''}.json"
        try:
            path.open("x").close()
        except FileExistsError:
            number += 1
        else:
            return path


def _papers(submission: Submission, examined: Examined) -> dict:
    return {
        "district": submission.district.code,
        "datasets": list(examined.examinations),
        "as_of": submission.as_of.isoformat(),
        "received_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "is_demonstration": submission.is_demonstration,
        "rows": {name: examination.rows.num_rows for name, examination in examined.examinations.items()},
        "files": [
            {"dataset": name, "file": source.title, "sha256": source.sha256, "rows_in": source.rows_in}
            for name, examination in examined.examinations.items()
            for source in examination.sources
        ],
        "quality": {
            name: asdict(submission_rows.quality_of(catalog.contracts()[name], examination))
            for name, examination in examined.examinations.items()
        },
        "findings": dict(examined.findings.summary()),
        "snapshot": None,
    }


def _write(path: Path, papers: Mapping) -> None:
    aside = path.with_suffix(".part")
    aside.write_text(json.dumps(papers, ensure_ascii=False, indent=1) + "\n", "utf-8")
    aside.replace(path)
