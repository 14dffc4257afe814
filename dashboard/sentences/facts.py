"""What there is to say of a metric in a scope: gathered once, so that every rule looks at the same numbers.

Contributions are those that `decompose` and `singles` explain a change by; this module only chooses the ones to tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from dashboard import captions, catalog, decompose, metrics, mixing, reasons, singles, text
from dashboard.catalog import LANGUAGES, Label, Snapshot
from dashboard.decompose import OTHERS, PLACES, Compared, Part
from dashboard.metrics import Reading
from dashboard.queries import Metric
from dashboard.reasons import Named
from dashboard.scope import Pick, Scope

# So many cells of district × type are named; the others are told together.
NAMED_CELLS = 3
# Who can be behind a one-off, the first that is; halls and countries cannot.
WHO = ("organisation", "lender")
# A change below this many units, or below this share of the level before, is too small to be anybody's doing.
LEAST_CHANGE, LEAST_SHARE = 5, 0.02
SEARCHED = 5
# Below half a tenth of a per cent a change is told as none.
FLAT = 0.0005


@dataclass(frozen=True)
class Cell:
    """What one district, type, or type in a district moved; `scope` shows it alone. `stands_for` more than one: the
    cells that are not named, together."""

    code: str
    name: Label
    change: float
    scope: Scope
    stands_for: int = 1


@dataclass(frozen=True)
class OneOff:
    """The one name that explains most of a change, and what it is to the records (`role`)."""

    name: str
    role: Label
    change: float
    scope: Scope


@dataclass(frozen=True)
class Mix:
    """A ratio's change by a dimension: what the parts' own rates moved, and what the weights between them moved."""

    by: Label
    level: float
    mix: float


@dataclass(frozen=True)
class Leader:
    """The district that comes first, alone; `share` of the city where shares have a meaning."""

    code: str
    name: Label
    share: float | None


@dataclass(frozen=True)
class Facts:
    """One metric in one scope. `turnover` is who entered, stayed and left, of a distinct count."""

    reading: Reading
    scope: Scope
    snapshot: Snapshot
    place: Label
    cells: tuple[Cell, ...] = ()
    one_off: OneOff | None = None
    turnover: tuple[int, int, int] | None = None
    mix: Mix | None = None
    leader: Leader | None = None

    @property
    def metric(self) -> Metric:
        return self.reading.metric

    @property
    def moved(self) -> float | None:
        """The change in the metric's own unit; None where nothing is compared or one side is a lower bound."""
        read = self.reading
        if read.value is None or read.prior is None or read.gaps or read.prior_gaps:
            return None
        change = read.value - read.prior
        return change if self.metric.kind == "ratio" else round(change, 2)

    @property
    def is_flat(self) -> bool:
        return not self.moved or (bool(self.reading.prior) and abs(self.reading.change) < FLAT)

    @property
    def absent(self) -> tuple[str, ...]:
        """Datasets that the metric needs and the snapshot does not hold."""
        return tuple(name for name in self.metric.reads if name not in self.snapshot.resources)


def gather(snapshot: Snapshot, metric_id: str, scope: Scope, *, in_full: bool = True) -> Facts:
    """The facts of a metric; not `in_full`, its reading only."""
    reading = metrics.read(snapshot, [metric_id], scope, in_full=in_full)[metric_id]
    facts = Facts(reading, scope, snapshot, place_of(reading, scope))
    if not in_full or reading.value is None:
        return facts
    facts = replace(facts, leader=_leader(facts))
    if facts.is_flat:
        return facts
    asked = decompose.compared(snapshot, metric_id, scope)
    match reading.metric.kind:
        case "ratio":
            return replace(facts, mix=_mix(facts, asked))
        case "distinct" if not asked.prior:
            return facts
        case "distinct":
            who = singles.turnover(snapshot, asked)
            return replace(facts, turnover=(len(who.entered), len(who.stayed), len(who.left)))
    return replace(facts, cells=_cells(facts, asked), one_off=_one_off(facts, asked))


def place_of(reading: Reading, scope: Scope) -> Label:
    """The place that the reading stands for, and what else it is narrowed to: `江阳区(白酒、发明)`."""
    chosen = captions.place_of(scope) if "district" not in reading.ignores else None
    place = chosen or text.CITY
    narrowed = [c.label for c in catalog.code_list("industries") if c.code in scope.industries]
    narrowed = narrowed if "industry" not in reading.ignores else []
    for pick in (pick for pick in scope.picks if pick.dimension not in reading.ignores):
        word = partial(catalog.dimensions()[pick.dimension].word, pick.value)
        narrowed.append(Label(*map(word, LANGUAGES)))
    if not narrowed:
        return place
    zh, en = ("、".join(n.zh for n in narrowed), ", ".join(text.lower(n.en) for n in narrowed))
    return Label(f"{place.en} ({en})", f"{place.zh}（{zh}）")


# --- contributions ----------------------------------------------------------------------------


def _cells(facts: Facts, asked: Compared) -> tuple[Cell, ...]:
    """The cells of district × the metric's own breakdown that moved most, those that pull with the whole first.

    None where records that leave a place or a type out moved most: no cell can be held against that.
    """
    order = [n for n in _own_order(facts.metric) if _is_open(facts.scope, n)]
    moved = [leaf for leaf in decompose.leaves(decompose.parts(facts.snapshot, asked, order)) if leaf.change]
    moved.sort(key=lambda part: (-abs(part.change), part.path))
    if not order or not moved or not all(moved[0].path):
        return ()
    stated = [part for part in moved if all(part.path)]
    named = stated if len(moved) == len(stated) <= NAMED_CELLS + 1 else stated[:NAMED_CELLS]
    named.sort(key=lambda part: part.change * facts.moved < 0)
    rest = [part for part in moved if part not in named]
    told = tuple(_cell(facts, order, part) for part in named)
    return (*told, _together(facts, rest)) if rest else told


def _own_order(metric: Metric) -> list[str]:
    order = decompose.default_order(metric)
    return [*(n for n in order if n == "district"), *[n for n in order if n not in PLACES][:1]]


def _is_open(scope: Scope, dimension: str) -> bool:
    """Whether the scope leaves more than one value of the dimension."""
    held = scope.districts if dimension == "district" else scope.picked(dimension)
    return len(held) != 1


def _cell(facts: Facts, order: Sequence[str], part: Part) -> Cell:
    known, scope = decompose.dimensions(facts.metric), facts.scope
    names = {n: [known[n].word(code, spoken) for spoken in LANGUAGES] for n, code in zip(order, part.path, strict=True)}
    for dimension, code in zip(order, part.path, strict=True):
        if dimension == "district":
            scope = replace(scope, districts=(code,))
        else:
            scope = replace(scope, picks=(*scope.without(dimension).picks, Pick(dimension, code)))
    en, zh = names.pop("district", ("", ""))
    for of_type, zh_type in names.values():
        en = f"{en} ({text.lower(of_type)})" if en else text.lower(of_type)
        zh += zh_type
    return Cell("/".join(part.path), Label(en, zh), part.change, scope)


def _together(facts: Facts, rest: Sequence[Part]) -> Cell:
    change = decompose.sum_of(part.change for part in rest)
    return Cell(OTHERS, Label("", ""), change, facts.scope, stands_for=len(rest))


def _one_off(facts: Facts, asked: Compared) -> OneOff | None:
    """The applicant, firm or lender whose own change is half of the whole or more, with no second one beside it."""
    prior = facts.reading.prior
    if abs(facts.moved) < max(LEAST_CHANGE, LEAST_SHARE * abs(prior)):
        return None
    known = decompose.names(facts.metric)
    for dimension in (name for name in WHO if name in known and _is_open(facts.scope, name)):
        parts = singles.contributors(facts.snapshot, asked, dimension, SEARCHED)
        found = [Named(part.code, part.change, part.stands_for) for part in parts]
        most = reasons.most_pulling(found, facts.moved)
        if not most or not parts[0].code or most.change / facts.moved < reasons.ONE_OFF:
            continue
        beside = [n.change for n in found if n is not most and n.name and n.stands_for == 1]
        if all(change / most.change <= 0.5 for change in beside):
            scope = facts.scope
            scope = replace(scope, picks=(*scope.without(dimension).picks, Pick(dimension, most.name)))
            return OneOff(most.name, singles.role(facts.metric, dimension), most.change, scope)
    return None


def _mix(facts: Facts, asked: Compared) -> Mix | None:
    known = decompose.dimensions(facts.metric)
    if "district" not in known or not _is_open(facts.scope, "district"):
        return None
    source = decompose.mixed(facts.snapshot, asked, "district")
    return Mix(known["district"].label, source.level, source.mix) if isinstance(source, mixing.Mixed) else None


def _leader(facts: Facts) -> Leader | None:
    """None in a district, where a lower bound or a tie hides who is first, and where the figures are published ones,
    whose districts do not add up to the city."""
    metric, scope = facts.metric, facts.scope
    if scope.districts or "district" not in metric.by or metric.records == "published_figures":
        return None
    rows = metrics.ranking(facts.snapshot, metric.id, scope)
    if metric.kind in ("flow", "stock"):
        # Who leads by a share has most of it, also where less is better.
        rows = rows.sort_values(["value", "district_code"], ascending=[False, True], ignore_index=True)
    first, second = rows.iloc[0], rows.iloc[1]
    if rows["gaps"].any() or not first["value"] > 0 or first["value"] == second["value"]:
        return None
    label = next(c.label for c in catalog.code_list("districts") if c.code == first["district_code"])
    share = None if text.is_missing(first["share"]) else float(first["share"])
    return Leader(first["district_code"], label, share)
