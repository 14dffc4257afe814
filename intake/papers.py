"""The papers of a snapshot: what lies in it, whence it came and how it hashes, after the Data Package standard."""

import json
import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from dashboard import catalog
from dashboard.catalog import Check, Snapshot, Source
from intake import push_rows

if TYPE_CHECKING:
    from intake.publish import Delivery

# Types of the Data Package standard.
FRICTIONLESS = {
    "text": "string", "code": "string", "date": "date", "month": "date", "hour": "integer",
    "integer": "integer", "decimal": "number", "boolean": "boolean",
}  # fmt: skip


def write(staging: Path, facts: dict, resources: list[dict]) -> None:
    papers = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"luzhou-ip-{facts['id']}",
        "title": f"Luzhou IP statistics as known on {facts['id']}",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "snapshot": facts,
        "resources": resources,
    }
    path = staging / "datapackage.json"
    path.write_text(json.dumps(papers, ensure_ascii=False, indent=1), "utf-8")
    sync(path)
    sync(staging)


def of_dataset(
    staging: Path,
    contract: catalog.Contract,
    paths: Sequence[Path],
    delivery: "Delivery",
    carried: catalog.Resource | None,
    as_of: date,
) -> dict:
    kept = [s for s in carried.sources if not push_rows.is_ledger(s)] if carried and delivery.mode != "replace" else ()
    return {
        **of_file(staging, contract.id, "dataset", paths),
        "contract_version": contract.version,
        "complete_through": (delivery.complete_through or as_of).isoformat(),
        "schema": {
            "fields": [{"name": f.name, "type": FRICTIONLESS[f.type], "title": f.label.en} for f in contract.fields.values()],
            "primaryKey": list(contract.key),
        },
        "sources": [_of_source(told) for told in (*kept, *delivery.sources)],
        "findings": dict(delivery.findings),
    }  # fmt: skip


def carried(parent: Snapshot, name: str) -> dict:
    papers = json.loads((parent.folder / "datapackage.json").read_text("utf-8"))
    resource = next(r for r in papers["resources"] if r["name"] == name)
    return {**resource, "carried_from": resource.get("carried_from", parent.id)}


def _of_source(source: Source) -> dict:
    return {
        "title": source.title,
        "sha256": source.sha256,
        "rows_in": source.rows_in,
        "rows_published": source.rows_published,
        "rows_rejected": source.rows_rejected,
    }


def of_file(staging: Path, name: str, kind: str, paths: Sequence[Path]) -> dict:
    files = [_stored(staging, path) for path in paths]
    rows = sum(pq.read_metadata(path).num_rows for path in paths)
    return {
        "name": name,
        "kind": kind,
        "path": [f["path"] for f in files] if len(files) > 1 else files[0]["path"],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": sum(f["bytes"] for f in files),
        **({"hash": files[0]["hash"]} if len(files) == 1 else {}),
        "files": files,
        "rows": rows,
    }


def _stored(staging: Path, path: Path) -> dict:
    sync(path)
    stat = path.stat()
    # Through the catalog's cache: a reader in this process need not hash the file again.
    digest = catalog.sha256_of(path)
    return {"path": path.relative_to(staging).as_posix(), "bytes": stat.st_size, "hash": f"sha256:{digest}"}


def of_check(broken: Check) -> dict:
    return {
        "rule": broken.rule,
        "severity": broken.severity,
        "meaning": {"en": broken.meaning.en, "zh": broken.meaning.zh},
        "rows": broken.rows,
        "sample": broken.sample,
    }


def sync(path: Path) -> None:
    """Force a file or folder to disk before the rename that relies on it (folders: where the system can)."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:  # Windows opens no folders.
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
