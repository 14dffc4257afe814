"""A value that knows what it is, and refuses the sum that means nothing."""

from dataclasses import dataclass, replace
from datetime import date


class WrongSum(TypeError):
    """An addition that has no meaning; the message names the kind and why."""


@dataclass(frozen=True)
class Quantity:
    """A value of a metric over a period and places, which adds only where adding means something."""

    metric: str
    kind: str
    value: float
    since: date
    until: date
    places: frozenset[str]

    def __add__(self, other: "Quantity") -> "Quantity":
        reason = self._refusal(other)
        if reason:
            raise WrongSum(f"{self.metric} + {other.metric}: {reason}")
        return replace(
            self,
            value=self.value + other.value,
            since=min(self.since, other.since),
            until=max(self.until, other.until),
            places=self.places | other.places,
        )

    def _refusal(self, other: "Quantity") -> str | None:
        if self.metric != other.metric:
            return "different quantities do not add"
        if self.kind in ("ratio", "distinct"):
            return f"a {self.kind} adds over nothing"
        same_time = (self.since, self.until) == (other.since, other.until)
        apart = not self.places & other.places
        if self.kind == "stock":
            return None if self.until == other.until and apart else "a stock adds over places at one date only"
        adjacent = self.until < other.since or other.until < self.since
        if (same_time and apart) or (adjacent and self.places == other.places):
            return None
        return "a flow adds over separate places in one period, or separate periods in one place"
