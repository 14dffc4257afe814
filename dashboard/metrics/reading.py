"""What a metric reads in a scope, as frozen records."""

from dataclasses import dataclass
from datetime import date

from dashboard.catalog import CITY
from dashboard.quantity import Quantity
from dashboard.queries import Metric


@dataclass(frozen=True)
class Progress:
    """Where a metric stands against a target: `done` and `due` as shares of 1, due by linear pace.

    `expected_on` is the day on which the pace so far would reach it; None where it is reached already, does not move
    towards it, or would need longer than `FORESEEN` after it is due.
    """

    value: float
    target: float
    starts_on: date
    due_on: date
    done: float
    due: float
    is_demonstration: bool
    source: str
    gaps: int = 0
    start: float = 0.0
    expected_on: date | None = None

    @property
    def ahead(self) -> float:
        """Share of the target by which the metric leads (+) or trails (-) the linear pace."""
        return self.done - self.due

    @property
    def verdict(self) -> str:
        """How it stands; a lower bound (with gaps) can show that it is reached or ahead, and nothing less."""
        if self.done >= 1:
            return "reached"
        if self.gaps and self.ahead <= 0.02:
            return "unknown"
        return "behind" if self.ahead < -0.02 else "ahead" if self.ahead > 0.02 else "on_pace"


@dataclass(frozen=True)
class Reading:
    """A metric in a scope. `value` is None unless the state is reported or zero.

    `ignores` names the filters of the scope that the metric cannot follow ("district", "industry");
    `through` is the day up to which it was counted; `trend` are values by month up to there. `lacking` counts the
    records in it whose value is a gap, by state: with any, the value is a lower bound, and without a single value left
    the state is theirs.
    """

    metric: Metric
    state: str
    value: float | None
    since: date
    through: date
    prior: float | None = None
    progress: Progress | None = None
    trend: tuple[float, ...] = ()
    ignores: tuple[str, ...] = ()
    places: frozenset[str] = frozenset({CITY})
    lacking: tuple[tuple[str, int], ...] = ()
    prior_gaps: int = 0

    @property
    def gaps(self) -> int:
        """How many records lack their value."""
        return sum(records for _, records in self.lacking)

    @property
    def change(self) -> float | None:
        """Relative change against the prior period, or None where there is nothing to compare with: of a lower bound
        nobody knows how far it moved."""
        if self.value is None or not self.prior or self.gaps or self.prior_gaps:
            return None
        return self.value / self.prior - 1

    @property
    def quantity(self) -> Quantity:
        return Quantity(self.metric.id, self.metric.kind, self.value, self.since, self.through, self.places)
