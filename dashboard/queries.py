"""SQL files and their headers → frozen records. It reads words; running them is warehouse's business.

A header is the comment block on top of the file: a sentence, then one fact a line (`title`, `reads`,
`param`, `column`, `draw` …). Design §4; tests/test_queries.py proves every line against the statement.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dashboard import catalog
from dashboard.catalog import Code, Label

FOLDER = catalog.ROOT / "queries"
# Folders whose files are not questions for a page: metrics, aggregates and checks have their own readers.
OTHER_FOLDERS = ("metrics", "measures", "rollups", "checks")
# What analysts have saved lies in the data root, beside the snapshots; the program's own folder may be read-only.
SAVED = "saved"
KINDS = ("flow", "stock", "ratio", "distinct")
# Tables that every snapshot has besides datasets and rollups.
METRIC_TABLES = ("metrics", "metric_entities")
# Values that records lack for a reason (see states.Gap); empty in a snapshot that has none.
GAPS = "gaps"


def cells_of(dataset: str) -> str:
    """The table that keeps the metrics on a dataset by each of its dimensions with few values."""
    return f"{dataset}_cells"


class HeaderError(Exception):
    """A header that does not say what it must; names the file and the line."""


@dataclass(frozen=True)
class Header:
    """The facts of a SQL file as written: `facts` keeps (word, text) in the file's order."""

    path: Path
    summary: str
    facts: tuple[tuple[str, str], ...]
    sql: str

    def all(self, word: str) -> list[str]:
        return [text for w, text in self.facts if w == word]

    def one(self, word: str, default: str | None = None) -> str:
        found = self.all(word)
        if len(found) > 1 or (not found and default is None):
            raise HeaderError(f"{self.path}: the header needs exactly one line `-- {word} …`, it has {len(found)}.")
        return found[0] if found else default

    def label(self, word: str, default: str | None = None) -> Label:
        return bilingual(self.one(word, default), self.path)


@dataclass(frozen=True)
class Column:
    """A column of a query's rows. `codes` are the values it can take when a contract codes it, `blank` what it says
    where it has none of them."""

    name: str
    label: Label
    unit: Label | None = None
    codes: tuple[Code, ...] = ()
    blank: Label = catalog.NOT_STATED


@dataclass(frozen=True)
class Draw:
    """How rows are drawn: a kind and which column plays which part."""

    kind: str
    options: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Query:
    """One question: `queries/<name>.sql`. `counts` names the metric or measure that a column of its rows is a part of,
    so that the records behind any value can be told."""

    name: str
    summary: str
    title: Label
    reads: tuple[str, ...]
    params: Mapping[str, str] = field(hash=False)
    columns: Mapping[str, Column] = field(hash=False)
    draw: Draw | None
    note: Label | None
    sql: str
    counts: Mapping[str, str] = field(default_factory=dict, hash=False)
    row_selects: str | None = None

    @property
    def is_saved(self) -> bool:
        """Whether an analyst has written it: then it runs in the sandbox only."""
        return is_saved(self.name)

    @property
    def datasets(self) -> tuple[str, ...]:
        """The datasets behind it, through rollups and through the metrics that its statement names."""
        return _behind(self.reads, self.sql)


@dataclass(frozen=True)
class Rollup:
    """An aggregate that is computed once, when a snapshot is published.

    `by` are the columns by which its rows may be filtered instead of the records behind them, with the same result.
    """

    name: str
    summary: str
    reads: tuple[str, ...]
    by: tuple[str, ...]
    sql: str


@dataclass(frozen=True)
class Metric:
    """A number the bureau signs: `queries/metrics/<id>.sql`. A ratio has a numerator and no SQL.

    The statement returns the records that make it up: every column of the dataset `records`, the day each counts on
    (`happened_on`) and what it counts for (`value`; of a distinct count the `entity`). A stock has a row for what
    begins and one for what ends. So a number and the records behind it cannot part.

    `measures` is the field whose values are added up, where records are not just counted: a record without a value is
    returned too, with a null, and makes the sum a lower bound.
    """

    id: str
    title: Label
    unit: Label
    kind: str
    better: str
    reads: tuple[str, ...]
    records: str | None
    about: Label
    caveat: Label | None
    by: tuple[str, ...]
    breakdown: str | None
    numerator: str | None
    denominator: str | None
    per: float
    sql: str
    measures: str | None = None

    @property
    def is_level(self) -> bool:
        """Whether it tells how things stand on a day: a stock, or one divided by another. All else has a period."""
        leading = metrics()[self.numerator] if self.kind == "ratio" else self
        return leading.kind == "stock"


# --- reading ----------------------------------------------------------------------------------


def bilingual(text: str, path: Path) -> Label:
    """`English | 中文` → Label."""
    parts = [part.strip() for part in text.split(" | ")]
    if len(parts) != 2 or not all(parts):
        raise HeaderError(f"{path}: “{text}” must read `English | 中文`.")
    return Label(*parts)


def read_header(path: Path) -> Header:
    """Split a SQL file into its sentence, its facts and its statement."""
    return header_of(path.read_text("utf-8"), path)


def header_of(text: str, path: Path) -> Header:
    """The same of a text that is to be a file."""
    lines = text.splitlines()
    size = next((i for i, line in enumerate(lines) if not line.startswith("--")), len(lines))
    comment = [line[2:].strip() for line in lines[:size]]
    if "" not in comment:
        raise HeaderError(f"{path}: the header is a sentence, an empty comment line, then facts.")
    gap = comment.index("")
    facts = [re.match(r"(\S+)\s+(.+)", line) for line in comment[gap + 1 :] if line]
    if None in facts:
        raise HeaderError(f"{path}: every fact is a word, spaces, and its text.")
    return Header(
        path,
        " ".join(comment[:gap]),
        tuple((m.group(1), m.group(2).strip()) for m in facts),
        "\n".join(lines[size:]).strip(),
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.split(","))))


def _label_and_unit(text: str, path: Path) -> tuple[Label, Label | None]:
    halves = [re.fullmatch(r"(.+?)(?:\s*\[(.+)\])?", part.strip()) for part in text.split(" | ")]
    label = bilingual(" | ".join(h.group(1).strip() for h in halves), path)
    units = [h.group(2) for h in halves]
    if any(units) and not all(units):
        raise HeaderError(f"{path}: “{text}” gives its unit in one language only.")
    return label, Label(*units) if all(units) else None


def _codes(column: str, datasets: tuple[str, ...]) -> tuple[Code, ...]:
    """The codes of a column: those of the field of that name in these datasets, else anywhere."""
    contracts = catalog.contracts()
    if column == "dataset":
        return tuple(Code(c.id, c.label) for c in contracts.values())
    for dataset in (*datasets, *contracts):
        if dataset in contracts and (codes := contracts[dataset].codes(column)):
            return codes
    return ()


def _column(text: str, datasets: tuple[str, ...], code_lists: Mapping[str, str], path: Path) -> Column:
    name, _, rest = text.partition(" ")
    label, unit = _label_and_unit(rest, path)
    listed = tuple(code for one in code_lists.get(name, "").split() for code in catalog.code_list(one))
    codes = listed or _codes(name, datasets)
    return Column(name, label, unit, codes, _blank(name, datasets) if codes else catalog.NOT_STATED)


def _blank(column: str, datasets: tuple[str, ...]) -> Label:
    """What an empty cell of the field of that name in these datasets says."""
    known = (catalog.contracts()[name].fields.get(column) for name in datasets)
    return next((told.blank for told in known if told), catalog.NOT_STATED)


def _draw(text: str, path: Path) -> Draw:
    kind, *options = text.split()
    if not all("=" in option for option in options):
        raise HeaderError(f"{path}: `draw` is a kind and then key=column pairs: “{text}”.")
    return Draw(kind, dict(option.split("=", 1) for option in options))


def load_query(name: str) -> Query:
    """The query `queries/<name>.sql`. Raises FileNotFoundError, or HeaderError naming what is wrong."""
    path = path_of(name)
    if name not in query_names():
        raise FileNotFoundError(f"there is no query {name!r}; `python -m dashboard query --list` lists them")
    # A saved query can come and go while the server runs; ours are as the program was installed.
    return _loaded(name, path, path.stat().st_mtime_ns if is_saved(name) else 0)


@cache
def _loaded(name: str, path: Path, _written_ns: int) -> Query:
    return query_of(name, read_header(path))


def query_of(name: str, header: Header) -> Query:
    """The question that a file with this header asks. Raises HeaderError naming what is wrong."""
    path = header.path
    reads = _names(header.one("reads"))
    params = dict(_pair(text) for text in header.all("param"))
    # `codes <column> <list> …`: a column whose values no contract codes, told by data/reference/<list>.csv.
    code_lists = dict(_pair(text) for text in header.all("codes"))
    columns = [_column(text, _behind(reads, header.sql), code_lists, path) for text in header.all("column")]
    draw, note = header.one("draw", ""), header.one("note", "")
    # `counts <column>=<metric or measure> …`: what a column's values are parts of.
    counts = dict(pair.split("=", 1) for text in header.all("counts") for pair in text.split())
    return Query(
        name=name,
        summary=header.summary,
        title=header.label("title"),
        reads=reads,
        params=params,
        columns={c.name: c for c in columns},
        draw=_draw(draw, path) if draw else None,
        note=bilingual(note, path) if note else None,
        sql=header.sql,
        counts=counts,
        # `selects <column>`: what a chosen row of a table narrows the page to; else its first dimension.
        row_selects=header.one("selects", "") or None,
    )


def _pair(text: str) -> tuple[str, str]:
    name, _, meaning = text.partition(" ")
    return name, meaning.strip()


def query_names() -> tuple[str, ...]:
    """Every question's name: its path under queries/ without the suffix; those that analysts have saved come last."""
    return own_names() + saved_names()


@cache
def own_names() -> tuple[str, ...]:
    paths = (p.relative_to(FOLDER).with_suffix("") for p in sorted(FOLDER.glob("*/*.sql")))
    return tuple(p.as_posix() for p in paths if p.parts[0] not in OTHER_FOLDERS)


def saved_folder() -> Path:
    return catalog.data_root() / "queries" / SAVED


def path_of(name: str) -> Path:
    """Where the query of that name lies."""
    return (saved_folder().parent if is_saved(name) else FOLDER) / f"{name}.sql"


def saved_names() -> tuple[str, ...]:
    """What analysts have saved by now."""
    return tuple(f"{SAVED}/{path.stem}" for path in sorted(saved_folder().glob("*.sql")))


def is_saved(name: str) -> bool:
    return name.startswith(f"{SAVED}/")


@cache
def rollups() -> dict[str, Rollup]:
    """Every rollup, by name, each after the rollups it reads."""
    found = {}
    for path in sorted((FOLDER / "rollups").glob("*.sql")):
        header = read_header(path)
        reads, by = _names(header.one("reads")), _names(header.one("by", ""))
        found[path.stem] = Rollup(path.stem, header.summary, reads, by, header.sql)
    return {name: found[name] for name in sorted(found, key=lambda n: (any(r in found for r in found[n].reads), n))}


@cache
def metrics() -> dict[str, Metric]:
    """Every metric, by id; ratios after the metrics they divide."""
    found = {path.stem: _metric(path) for path in sorted((FOLDER / "metrics").glob("*.sql"))}
    return dict(sorted(found.items(), key=lambda item: item[1].kind == "ratio"))


@cache
def measures() -> dict[str, Metric]:
    """Numbers that figures show and the bureau does not sign: `queries/measures/<id>.sql`, in the form of a metric."""
    return {path.stem: _metric(path) for path in sorted((FOLDER / "measures").glob("*.sql"))}


def counted(name: str) -> Metric:
    """The metric or measure of that name."""
    return metrics().get(name) or measures()[name]


def _metric(path: Path) -> Metric:
    header = read_header(path)
    kind, caveat = header.one("kind"), header.one("caveat", "")
    if kind not in KINDS:
        raise HeaderError(f"{path}: kind is one of {', '.join(KINDS)}, not {kind!r}.")
    if (kind == "ratio") == bool(header.sql):
        raise HeaderError(f"{path}: a ratio names two metrics and has no statement; every other kind has one.")
    return Metric(
        id=path.stem,
        title=header.label("title"),
        unit=header.label("unit"),
        kind=kind,
        better=header.one("better"),
        reads=_names(header.one("reads")),
        records=header.one("records") if kind != "ratio" else None,
        about=header.label("about"),
        caveat=bilingual(caveat, path) if caveat else None,
        by=_names(header.one("by", "-")) if header.one("by", "-") != "-" else (),
        breakdown=header.one("breakdown", "") or None,
        numerator=header.one("numerator") if kind == "ratio" else None,
        denominator=header.one("denominator") if kind == "ratio" else None,
        per=float(header.one("per", "1")),
        sql=header.sql,
        measures=header.one("measures", "") or None,
    )


@cache
def cell_datasets() -> tuple[str, ...]:
    """Datasets whose metrics are kept by more dimensions than the table `metrics` has."""
    counted = {m.records for m in metrics().values() if m.kind in ("flow", "stock")}
    return tuple(c.id for c in catalog.contracts().values() if c.id in counted and c.cell_fields)


@cache
def checks() -> dict[str, Header]:
    """Every rule across tables: a query for rows that should not exist."""
    return {path.stem: read_header(path) for path in sorted((FOLDER / "checks").glob("*.sql"))}


def columns_of_check(rule: str) -> dict[str, Column]:
    """The columns that a rule's rows may have: those that its header words, else every field of the contracts by its
    name, the datasets that it reads coming first."""
    header = checks()[rule]
    reads = _names(header.one("reads"))
    known = catalog.contracts()
    found: dict[str, Column] = {"dataset": Column("dataset", Label("Dataset", "数据集"), None, _codes("dataset", ()))}
    for dataset in (*(name for name in reads if name in known), *known):
        for f in known[dataset].fields.values():
            found.setdefault(f.name, Column(f.name, f.label, f.unit, f.codes))
    return found | {c.name: c for c in (_column(t, reads, {}, header.path) for t in header.all("column"))}


def _behind(reads: tuple[str, ...], sql: str) -> tuple[str, ...]:
    """Datasets behind a statement: those it reads, and those of the metrics that stand in it as 'words'."""
    named = metrics_in(sql) if set(reads) & set(METRIC_TABLES) else ()
    return tuple(dict.fromkeys([*datasets_behind(reads), *(dataset for m in named for dataset in m.reads)]))


def metrics_in(sql: str) -> tuple[Metric, ...]:
    """The metrics that a statement names in 'quotes'."""
    return tuple(m for m in metrics().values() if f"'{m.id}'" in sql)


def datasets_behind(reads: tuple[str, ...]) -> tuple[str, ...]:
    """Datasets that a list of `reads` names, rollups followed down; metric tables name none."""
    known, aggregates, found = catalog.contracts(), rollups(), []
    for name in reads:
        if name in known:
            found.append(name)
        elif name in aggregates:
            found.extend(datasets_behind(aggregates[name].reads))
    return tuple(dict.fromkeys(found))
