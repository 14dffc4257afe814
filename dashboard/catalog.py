"""What exists on disk: contracts, reference lists and snapshots, as frozen records.

A leaf: it imports nothing of ours and refuses to know how rows are queried or shown.
"""

import csv
import hashlib
import json
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CITY = "510500"
SQL_TYPES = {
    "text": "varchar",
    "code": "varchar",
    "date": "date",
    "month": "date",
    "hour": "bigint",
    "integer": "bigint",
    "decimal": "double",
    "boolean": "boolean",
}
# Fixed order of the languages a label is written in, English first as in every header line.
LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Label:
    """One wording in both languages of the interface."""

    en: str
    zh: str

    def __call__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


NOT_STATED = Label("Not stated", "未载明")
# A dimension that several datasets word differently.
DIMENSION_LABELS = {
    "organisation": Label("Organisation", "单位"),
    "station": Label("Station", "站点"),
    "indication": Label("Geographical indication", "地理标志"),
}


@dataclass(frozen=True)
class Code:
    """A value that a coded field may take; `spellings` are accepted in files besides code and labels."""

    code: str
    label: Label
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """A column of a dataset, as its contract promises it. `rules` holds the constraints as written."""

    name: str
    type: str
    label: Label
    meaning: Label
    unit: Label | None
    required: bool
    headers: tuple[str, ...]
    codes: tuple[Code, ...]
    rules: Mapping[str, object] = field(hash=False)

    @property
    def sql_type(self) -> str:
        return SQL_TYPES[self.type]

    @property
    def expected_where(self) -> str:
        """The condition under which a record should have it; elsewhere an empty cell says something: not ended."""
        return self.rules.get("expected_where", "true")

    @property
    def blank(self) -> Label:
        """What an empty cell says: that nothing is stated, unless the contract knows better (still open, acted alone)."""
        return _label(self.rules.get("blank")) or NOT_STATED


@dataclass(frozen=True)
class Promise:
    """When a dataset is due: so many days after each period's end, and why that is so."""

    cadence: str
    due_days: int
    reason: Label


@dataclass(frozen=True)
class Derived:
    """A column that the warehouse adds to a dataset's stored ones: `sql` over them."""

    name: str
    sql: str
    label: Label
    meaning: Label
    codes: tuple[Code, ...]


@dataclass(frozen=True)
class Dimension:
    """What a reader may select by. Several datasets can have it, each in a field of its own: a firm applies for
    patents, owns trademarks and borrows on them. Without `codes` its values are free text."""

    name: str
    label: Label
    codes: tuple[Code, ...]
    fields: Mapping[str, str] = field(hash=False)  # {dataset: field}

    def word(self, value: str, language: str) -> str:
        """A value as the reader sees it; the empty one is what records leave out."""
        if not value:
            return NOT_STATED(language)
        return word_of(self.codes, value, language)


@dataclass(frozen=True)
class Contract:
    """What a dataset promises: `data/datasets/<id>.toml`. `dimensions` maps fields to what a reader selects by."""

    id: str
    version: int
    label: Label
    grain: Label
    key: tuple[str, ...]
    sort: tuple[str, ...]
    sheet: str
    left_out: Mapping[str, Label] = field(hash=False)
    fields: Mapping[str, Field] = field(hash=False)
    derived: Mapping[str, Derived] = field(default_factory=dict, hash=False)
    dimensions: Mapping[str, str] = field(default_factory=dict, hash=False)
    dimension_codes: Mapping[str, str] = field(default_factory=dict, hash=False)
    dated: str | None = None
    promised: Promise | None = None

    def codes(self, name: str) -> tuple[Code, ...]:
        """The codes of a field, of a derived column or of the dimension it stands for; empty when it is free."""
        if name in self.dimension_codes:
            return code_list(self.dimension_codes[name])
        found = self.fields.get(name) or self.derived.get(name)
        return found.codes if found else ()

    @property
    def key_sql(self) -> str:
        """One text that names a record: the parts of its key, as the table `gaps` writes them."""
        return "concat_ws(' / ', " + ", ".join(f"coalesce({name}::varchar, '')" for name in self.key) + ")"

    def key_text(self, parts: Iterable[object]) -> str:
        """The same text, from the values of a key."""
        return " / ".join("" if part is None else str(part) for part in parts)

    def field_of(self, dimension: str) -> str | None:
        """The field that stands for a dimension here."""
        return next((name for name, told in self.dimensions.items() if told == dimension), None)

    @property
    def cell_fields(self) -> tuple[str, ...]:
        """Dimensions with few values: what metrics are kept by, besides month, district and industry."""
        return tuple(name for name in self.dimensions if self.codes(name))


@dataclass(frozen=True)
class Source:
    """A file that delivered rows: rows in = rows published + rows rejected."""

    title: str
    sha256: str
    rows_in: int
    rows_published: int
    rows_rejected: int = 0


@dataclass(frozen=True)
class StoredFile:
    """One file of a snapshot, with what it must weigh and hash to."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Resource:
    """A dataset, rollup or metric table inside a snapshot."""

    name: str
    kind: str
    files: tuple[StoredFile, ...]
    rows: int
    complete_through: date | None
    contract_version: int | None
    sources: tuple[Source, ...] = ()
    findings: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Check:
    """A rule across tables (`queries/checks/<rule>.sql`) and the rows that broke it when it was published."""

    rule: str
    severity: str
    meaning: Label
    rows: int
    sample: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Snapshot:
    """All datasets as known on a date: `data/snapshots/<id>/`, immutable."""

    id: str
    folder: Path
    parent: str | None
    created: str
    is_demonstration: bool
    resources: Mapping[str, Resource] = field(hash=False)
    checks: tuple[Check, ...] = ()

    @property
    def as_of(self) -> date:
        return date.fromisoformat(self.id[:10])

    @property
    def datasets(self) -> dict[str, Resource]:
        return {name: r for name, r in self.resources.items() if r.kind == "dataset"}

    @property
    def identity(self) -> str:
        """Hash over what it holds: the same records published anew under the same id have the same."""
        lines = [
            f"{r.name} {r.rows} {r.complete_through} {' '.join(f.sha256 for f in r.files)}"
            for _, r in sorted(self.datasets.items())
        ]
        return hashlib.sha256("\n".join([self.id, *lines]).encode()).hexdigest()

    @property
    def missing(self) -> list[str]:
        """Datasets that have a contract and no rows here."""
        return [name for name in contracts() if name not in self.resources]

    def complete_through(self, datasets: tuple[str, ...] | list[str] = ()) -> date:
        """The last day on which all these datasets (all in the snapshot, when none is named) are complete."""
        known = [
            r.complete_through
            for name, r in self.datasets.items()
            if r.complete_through and (not datasets or name in datasets)
        ]
        return min([*known, self.as_of])


@dataclass(frozen=True)
class Damage:
    """Why a snapshot is not served."""

    snapshot: str
    file: str
    reason: Label


@dataclass(frozen=True)
class Shelf:
    """The snapshots of a data root: the sound ones, newest first, the one in force, and what is damaged."""

    sound: tuple[Snapshot, ...]
    in_force: Snapshot | None
    damaged: tuple[Damage, ...]

    def find(self, snapshot_id: str | None) -> Snapshot | None:
        """The sound snapshot of that id, or None."""
        return next((s for s in self.sound if s.id == snapshot_id), None)


class DamagedSnapshot(Exception):
    """A snapshot whose papers or files are not as they were published."""

    def __init__(self, damage: Damage) -> None:
        super().__init__(f"{damage.snapshot}: {damage.file}: {damage.reason.en}")
        self.damage = damage


# --- where things are -------------------------------------------------------------------------


def data_root() -> Path:
    """The folder that holds `snapshots/`: $DASHBOARD_DATA, or the project's own `data/`."""
    return Path(os.environ.get("DASHBOARD_DATA") or ROOT / "data")


def snapshots_folder() -> Path:
    return data_root() / "snapshots"


def reference(name: str) -> Path:
    """A small sourced file that is kept in git."""
    return ROOT / "data" / "reference" / name


# --- contracts and code lists -----------------------------------------------------------------


def _label(raw: Mapping[str, str] | None) -> Label | None:
    return Label(raw["en"], raw["zh"]) if raw else None


def word_of(codes: Iterable[Code], value: str, language: str) -> str:
    """A code in words; one that is not listed stays as it is."""
    return next((code.label(language) for code in codes if code.code == value), value)


@cache
def code_list(name: str) -> tuple[Code, ...]:
    """The codes of `data/reference/<name>.csv`, in the file's order."""
    with reference(f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return tuple(
            Code(r["code"], Label(r["name_en"], r["name_zh"]), tuple(filter(None, r["spellings"].split(";"))))
            for r in csv.DictReader(lines)
        )


def chain_of_class(of: str, kind: str) -> str:
    """SQL: the chain that a class speaks for by `data/reference/industry_classes.csv`, null for one that it lacks.

    An expression and no join: it costs nothing where nobody asks for it.
    """
    with reference("industry_classes.csv").open(encoding="utf-8", newline="") as lines:
        listed = [(r["class"], r["industry_code"]) for r in csv.DictReader(lines) if r["kind"] == kind]
    cases = " ".join(f"when '{symbol}' then '{chain}'" for symbol, chain in listed)
    return f"case {of} {cases} end"


def _field(name: str, raw: Mapping) -> Field:
    inline = tuple(Code(v["code"], _label(v), tuple(v["spellings"])) for v in raw.get("values", ()))
    said = {"type", "label", "meaning", "unit", "required", "headers", "values", "codes"}
    return Field(
        name=name,
        type=raw["type"],
        label=_label(raw["label"]),
        meaning=_label(raw["meaning"]),
        unit=_label(raw.get("unit")),
        required=raw.get("required", False),
        headers=tuple(raw.get("headers", ())),
        codes=code_list(raw["codes"]) if "codes" in raw else inline,
        rules={k: v for k, v in raw.items() if k not in said},
    )


def _derived(name: str, raw: Mapping) -> Derived:
    codes = code_list(raw["codes"]) if "codes" in raw else ()
    chains = ", ".join(chain_of_class(**of) for of in raw.get("classes", ()))
    sql = raw["sql"].replace("{chain_of_class}", f"coalesce({chains})") if chains else raw["sql"]
    return Derived(name, sql, _label(raw["label"]), _label(raw["meaning"]), codes)


def _promise(raw: Mapping) -> Promise:
    return Promise(raw["cadence"], raw["due_days"], _label(raw["reason"]))


@cache
def dimensions() -> dict[str, Dimension]:
    """Everything that a reader may select by, worded as the first dataset words its field."""
    found: dict[str, Dimension] = {}
    for contract in contracts().values():
        for name, dimension in contract.dimensions.items():
            held = found.get(dimension)
            told = contract.fields.get(name) or contract.derived[name]
            label = DIMENSION_LABELS.get(dimension, told.label)
            places = {**(held.fields if held else {}), contract.id: name}
            found[dimension] = Dimension(dimension, label, contract.codes(name), places)
    return found


@cache
def contracts() -> dict[str, Contract]:
    """Every dataset's contract, by id, in the order of the file names."""
    found = {}
    for path in sorted((ROOT / "data" / "datasets").glob("*.toml")):
        raw = tomllib.loads(path.read_text("utf-8"))
        found[raw["id"]] = Contract(
            id=raw["id"],
            version=raw["version"],
            label=_label(raw["label"]),
            grain=_label(raw["grain"]),
            key=tuple(raw["key"]),
            sort=tuple(raw["sort"]),
            sheet=raw["sheet"],
            left_out={header: _label(reason) for header, reason in raw.get("left_out", {}).items()},
            fields={name: _field(name, f) for name, f in raw["fields"].items()},
            derived={name: _derived(name, d) for name, d in raw.get("derived", {}).items()},
            dimensions=raw.get("dimensions", {}),
            dimension_codes=raw.get("dimension_codes", {}),
            dated=raw.get("dated"),
            promised=_promise(raw["promised"]) if "promised" in raw else None,
        )
    return found


# --- snapshots --------------------------------------------------------------------------------


SNAPSHOT_NAME = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:\.(\d+))?$")


def snapshot_order(snapshot_id: str) -> tuple[str, int]:
    """Sort key: by date, then by correction number."""
    day, correction = SNAPSHOT_NAME.match(snapshot_id).groups()
    return day, int(correction or 0)


def snapshot_ids(folder: Path) -> list[str]:
    """Published ids, newest first; staging folders and stray files are not snapshots."""
    names = [p.name for p in folder.iterdir() if p.is_dir()] if folder.is_dir() else []
    return sorted((n for n in names if SNAPSHOT_NAME.match(n)), key=snapshot_order, reverse=True)


def _resource(raw: Mapping) -> Resource:
    through = raw.get("complete_through")
    return Resource(
        name=raw["name"],
        kind=raw["kind"],
        files=tuple(StoredFile(f["path"], f["bytes"], f["hash"].removeprefix("sha256:")) for f in raw["files"]),
        rows=raw["rows"],
        complete_through=date.fromisoformat(through) if through else None,
        contract_version=raw.get("contract_version"),
        sources=tuple(
            Source(s["title"], s["sha256"], s["rows_in"], s["rows_published"], s["rows_rejected"])
            for s in raw.get("sources", ())
        ),
        findings=raw.get("findings", {}),
    )


def _check(raw: Mapping) -> Check:
    sample = tuple(tuple(row) for row in raw["sample"])
    return Check(raw["rule"], raw["severity"], _label(raw["meaning"]), raw["rows"], sample)


def read_snapshot(folder: Path) -> Snapshot:
    """The snapshot whose papers lie in this folder. Raises DamagedSnapshot when they cannot be read."""
    try:
        papers = json.loads((folder / "datapackage.json").read_text("utf-8"))
        facts = papers["snapshot"]
        return Snapshot(
            id=folder.name,
            folder=folder,
            parent=facts["parent"],
            created=papers["created"],
            is_demonstration=facts["is_demonstration"],
            resources={r["name"]: _resource(r) for r in papers["resources"]},
            checks=tuple(_check(c) for c in facts.get("checks", ())),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = Label(f"cannot be read ({type(error).__name__})", f"无法读取({type(error).__name__})")
        raise DamagedSnapshot(Damage(folder.name, "datapackage.json", reason)) from error


@cache
def _sha256(path: Path, size: int, modified_ns: int) -> str:
    """Hash of a file, computed once for each state it has been seen in."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def sha256_of(path: Path) -> str:
    """Hash of a file's content, in hexadecimal digits."""
    stat = path.stat()
    return _sha256(path, stat.st_size, stat.st_mtime_ns)


def damages(snapshot: Snapshot) -> Iterator[Damage]:
    """Every file of the snapshot that is missing, of another size, or of another hash."""
    for resource in snapshot.resources.values():
        for stored in resource.files:
            path = snapshot.folder / stored.path
            if not path.is_file():
                yield Damage(snapshot.id, stored.path, Label("is missing", "文件缺失"))
                continue
            stat = path.stat()
            if stat.st_size != stored.bytes:
                reason = Label(
                    f"has {stat.st_size} bytes instead of {stored.bytes}",
                    f"大小为 {stat.st_size} 字节,应为 {stored.bytes} 字节",
                )
                yield Damage(snapshot.id, stored.path, reason)
            elif sha256_of(path) != stored.sha256:
                yield Damage(
                    snapshot.id, stored.path, Label("does not match its published hash", "与发布时的哈希值不符")
                )


def shelf(folder: Path | None = None) -> Shelf:
    """What can be served now. The pinned snapshot is in force if it is sound, else the newest sound one."""
    folder = folder or snapshots_folder()
    sound, damaged = [], []
    for snapshot_id in snapshot_ids(folder):
        try:
            snapshot = read_snapshot(folder / snapshot_id)
        except DamagedSnapshot as error:
            damaged.append(error.damage)
            continue
        wrong = next(damages(snapshot), None)
        damaged.append(wrong) if wrong else sound.append(snapshot)
    chosen = pinned(folder)
    in_force = next((s for s in sound if s.id == chosen), sound[0] if sound else None)
    return Shelf(tuple(sound), in_force, tuple(damaged))


def pinned(folder: Path) -> str | None:
    """The id that a rollback has put in force; publishing anew removes it."""
    try:
        return (folder / "in-force").read_text("utf-8").strip() or None
    except OSError:
        return None
