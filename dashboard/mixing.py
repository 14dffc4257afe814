"""A ratio's change as effects that add up to it: of the mix and of the rates, or of its numerator and denominator.

The midpoint form (Marshall-Edgeworth weights, Bennet's decomposition): what changed is valued at the average of both
periods, so that nothing is left over and looking back gives the same effects with the opposite sign. Pure arithmetic.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    """A quantity now and before."""

    now: float
    prior: float

    @property
    def middle(self) -> float:
        return (self.now + self.prior) / 2

    @property
    def change(self) -> float:
        return self.now - self.prior


@dataclass(frozen=True)
class Group:
    """One value of a dimension in a ratio. `weight` is its share of the denominator (of 1), `rate` its own ratio.

    `mix` is what its weight moved: more of what lies above the average pulls up. `level` is what its rate moved.
    `rate` is None where the group has no denominator to speak of; all it moved is then in `level`.
    """

    code: str
    weight: Pair
    rate: Pair | None
    mix: float
    level: float

    @property
    def total(self) -> float:
        return self.mix + self.level


@dataclass(frozen=True)
class Mixed:
    """A ratio by a dimension that both its parts have: change = Σ mix + Σ level."""

    groups: tuple[Group, ...]

    @property
    def mix(self) -> float:
        return sum(group.mix for group in self.groups)

    @property
    def level(self) -> float:
        return sum(group.level for group in self.groups)


@dataclass(frozen=True)
class Effect:
    """What one value of a dimension moved a ratio by; `amount` is what it counts now and before."""

    code: str
    amount: Pair
    total: float


@dataclass(frozen=True)
class Sided:
    """A ratio by a dimension that only its numerator (or only its denominator) has: change = Σ effects + other.

    `other` is the effect of the part that is not split, whose whole is `whole`.
    """

    by_numerator: bool
    effects: tuple[Effect, ...]
    other: float
    whole: Pair


def mix_and_rate(above: Mapping[str, Pair], below: Mapping[str, Pair], per: float) -> Mixed:
    """Numerators and denominators by group. Σ Δweight × (mean rate − mean of the whole) + Σ mean weight × Δrate."""
    over, under = _whole(above), _whole(below)
    middle = per * (over.now / under.now + over.prior / under.prior) / 2
    nothing = Pair(0.0, 0.0)
    codes = dict.fromkeys([*below, *above])
    found = [_group(code, above.get(code, nothing), below.get(code, nothing), under, middle, per) for code in codes]
    return Mixed(tuple(sorted(found, key=lambda group: (-abs(group.total), group.code))))


def _group(code: str, over: Pair, under: Pair, whole: Pair, middle: float, per: float) -> Group:
    weight = Pair(under.now / whole.now, under.prior / whole.prior)
    rate = _rate(over, under, per)
    if rate is None:
        level = per * (over.now / whole.now - over.prior / whole.prior)
        return Group(code, weight, None, -weight.change * middle, level)
    return Group(code, weight, rate, weight.change * (rate.middle - middle), weight.middle * rate.change)


def _rate(over: Pair, under: Pair, per: float) -> Pair | None:
    """A group's own ratio; one that appears or goes has the same in both periods, so that all it moves is mix."""
    if under.now > 0 and under.prior > 0:
        return Pair(per * over.now / under.now, per * over.prior / under.prior)
    if under.now > 0 and not under.prior and not over.prior:
        return Pair(per * over.now / under.now, per * over.now / under.now)
    if under.prior > 0 and not under.now and not over.now:
        return Pair(per * over.prior / under.prior, per * over.prior / under.prior)
    return None


def sides(above: Mapping[str, Pair], below: Mapping[str, Pair], per: float, *, numerator: bool) -> Sided:
    """Numerator: ΔN × mean of 1/D, by group. Denominator: mean N × Δ(1/D) = −mean N × ΔD ÷ (D × D before), by group."""
    over, under = _whole(above), _whole(below)
    inverse = Pair(1 / under.now, 1 / under.prior)
    worth = {True: per * inverse.middle, False: -per * over.middle * inverse.now * inverse.prior}
    split, other = (above, under) if numerator else (below, over)
    found = [Effect(code, pair, pair.change * worth[numerator]) for code, pair in split.items()]
    found.sort(key=lambda effect: (-abs(effect.total), effect.code))
    return Sided(numerator, tuple(found), other.change * worth[not numerator], other)


def _whole(parts: Mapping[str, Pair]) -> Pair:
    return Pair(sum(pair.now for pair in parts.values()), sum(pair.prior for pair in parts.values()))
