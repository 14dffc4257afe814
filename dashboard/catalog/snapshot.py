"""Snapshots on disk: `data/snapshots/<id>/`, immutable; which are sound, and which is in force."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from dashboard.catalog.contract import contracts
from dashboard.catalog.folders import snapshots_folder
from dashboard.catalog.labels import Label, label_of

SNAPSHOT_NAME = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:\.(\d+))?$")


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
    return Check(raw["rule"], raw["severity"], label_of(raw["meaning"]), raw["rows"], sample)


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
        reason = Label(f"cannot be read ({type(error).__name__})", f"无法读取（{type(error).__name__}）")
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
                    f"大小为 {stat.st_size} 字节，应为 {stored.bytes} 字节",
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
