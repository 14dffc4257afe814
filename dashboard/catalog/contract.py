"""What datasets promise: `data/datasets/*.toml` as frozen records, and what a reader may select by."""

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from dashboard.catalog.folders import ROOT, reference
from dashboard.catalog.labels import NOT_STATED, Code, Label, code_list, label_of, word_of

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
# A dimension that several datasets word differently.
DIMENSION_LABELS = {
    "organisation": Label("Organisation", "单位"),
    "station": Label("Station", "站点"),
    "indication": Label("Geographical indication", "地理标志"),
}


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
        return label_of(self.rules.get("blank")) or NOT_STATED


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


def chain_of_class(of: str, kind: str) -> str:
    """SQL: the chain that a class speaks for by `data/reference/industry_classes.csv`, null for one that it lacks.

    An expression and no join: it costs nothing where nobody asks for it.
    """
    with reference("industry_classes.csv").open(encoding="utf-8", newline="") as lines:
        listed = [(r["class"], r["industry_code"]) for r in csv.DictReader(lines) if r["kind"] == kind]
    cases = " ".join(f"when '{symbol}' then '{chain}'" for symbol, chain in listed)
    return f"case {of} {cases} end"


def _field(name: str, raw: Mapping) -> Field:
    inline = tuple(Code(v["code"], label_of(v), tuple(v["spellings"])) for v in raw.get("values", ()))
    said = {"type", "label", "meaning", "unit", "required", "headers", "values", "codes"}
    return Field(
        name=name,
        type=raw["type"],
        label=label_of(raw["label"]),
        meaning=label_of(raw["meaning"]),
        unit=label_of(raw.get("unit")),
        required=raw.get("required", False),
        headers=tuple(raw.get("headers", ())),
        codes=code_list(raw["codes"]) if "codes" in raw else inline,
        rules={k: v for k, v in raw.items() if k not in said},
    )


def _derived(name: str, raw: Mapping) -> Derived:
    codes = code_list(raw["codes"]) if "codes" in raw else ()
    chains = ", ".join(chain_of_class(**of) for of in raw.get("classes", ()))
    sql = raw["sql"].replace("{chain_of_class}", f"coalesce({chains})") if chains else raw["sql"]
    return Derived(name, sql, label_of(raw["label"]), label_of(raw["meaning"]), codes)


def _promise(raw: Mapping) -> Promise:
    return Promise(raw["cadence"], raw["due_days"], label_of(raw["reason"]))


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
            label=label_of(raw["label"]),
            grain=label_of(raw["grain"]),
            key=tuple(raw["key"]),
            sort=tuple(raw["sort"]),
            sheet=raw["sheet"],
            left_out={header: label_of(reason) for header, reason in raw.get("left_out", {}).items()},
            fields={name: _field(name, f) for name, f in raw["fields"].items()},
            derived={name: _derived(name, d) for name, d in raw.get("derived", {}).items()},
            dimensions=raw.get("dimensions", {}),
            dimension_codes=raw.get("dimension_codes", {}),
            dated=raw.get("dated"),
            promised=_promise(raw["promised"]) if "promised" in raw else None,
        )
    return found
