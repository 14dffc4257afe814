"""What exists on disk: contracts, reference lists and snapshots, as frozen records.

A leaf: it imports nothing of ours and refuses to know how rows are queried or shown.
"""

from dashboard.catalog.contract import (
    SQL_TYPES,
    Contract,
    Derived,
    Dimension,
    Field,
    Promise,
    chain_of_class,
    contracts,
    dimensions,
)
from dashboard.catalog.folders import ROOT, data_root, reference, snapshots_folder
from dashboard.catalog.labels import LANGUAGES, NOT_STATED, Code, Label, code_list, word_of
from dashboard.catalog.snapshot import (
    SNAPSHOT_NAME,
    Check,
    Damage,
    DamagedSnapshot,
    Resource,
    Shelf,
    Snapshot,
    Source,
    StoredFile,
    damages,
    pinned,
    read_snapshot,
    sha256_of,
    shelf,
    snapshot_ids,
    snapshot_order,
)

CITY = "510500"

__all__ = [
    "CITY",
    "LANGUAGES",
    "NOT_STATED",
    "ROOT",
    "SNAPSHOT_NAME",
    "SQL_TYPES",
    "Check",
    "Code",
    "Contract",
    "Damage",
    "DamagedSnapshot",
    "Derived",
    "Dimension",
    "Field",
    "Label",
    "Promise",
    "Resource",
    "Shelf",
    "Snapshot",
    "Source",
    "StoredFile",
    "chain_of_class",
    "code_list",
    "contracts",
    "damages",
    "data_root",
    "dimensions",
    "pinned",
    "read_snapshot",
    "reference",
    "sha256_of",
    "shelf",
    "snapshot_ids",
    "snapshot_order",
    "snapshots_folder",
    "word_of",
]
