"""Why a number moved, in words: parts rounded so that what is printed adds up, and sentences of them in two languages.

It is given parts and labels and returns text; where they come from is `decompose`'s business.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from dashboard import text
from dashboard.catalog import Label
from dashboard.text import say

PERCENT = "%"
POINTS = Label("points", "个百分点")
# From so much on amounts are written in ten thousands, hundred millions; in English in millions.
FULL_BELOW = 1_000_000
# A single contributor stands in the sentence from this share of the change on.
WORTH_TELLING = 0.1
# From this share on the change is the work of one.
ONE_OFF = 0.5
SCALES = {"zh": ((10**4, "万", 10**10), (10**8, "亿", None)), "en": ((10**6, "M", None),)}


def apportioned(values: Sequence[float], digits: int, total: float | None = None) -> list[Decimal]:
    """The values rounded to so many decimals and still adding up to their rounded total (largest remainder)."""
    step = Decimal(1).scaleb(-digits)
    exact = [Decimal(str(value)) / step for value in values]
    whole = (Decimal(str(total)) / step if total is not None else sum(exact, Decimal(0))).quantize(
        Decimal(1), ROUND_HALF_UP
    )
    floors = [value.to_integral_value(ROUND_FLOOR) for value in exact]
    short = int(whole - sum(floors, Decimal(0)))
    # The units that are short go where most was cut off, the first of equals first.
    by_loss = sorted(range(len(exact)), key=lambda place: (floors[place] - exact[place], place))
    for place in by_loss[: max(short, 0)]:
        floors[place] += 1
    return [floor * step + 0 for floor in floors]


@dataclass(frozen=True)
class Scale:
    """How the amounts of one decomposition are written, all alike: divided, with a sign and a number of decimals."""

    unit: Label
    language: str
    divisor: int = 1
    sign: str = ""
    digits: int = 0

    def add_up(self, values: Sequence[float], total: float | None = None) -> list[Decimal]:
        """The values in this scale, rounded so that they add up to the rounded total."""
        total = None if total is None else total / self.divisor
        return apportioned([value / self.divisor for value in values], self.digits, total)

    def number(self, value: Decimal) -> str:
        return text.number(value, self.language, digits=self.digits) + self.sign

    def signed(self, value: Decimal) -> str:
        return text.signed_number(value, self.language, digits=self.digits) + self.sign

    def moved(self, value: Decimal, *, signed: bool = False) -> str:
        """An amount that something moved by, with its unit: `366件`, `+0.15个百分点`."""
        shown = self.signed(value) if signed else self.number(abs(value))
        if self.unit.en == PERCENT:
            return shown + (POINTS.zh if self.language == "zh" else f" {POINTS.en}")
        if self.language == "zh":
            return shown + self.unit.zh
        if shown == "1":
            return text.quantity(1, self.unit, "en")
        return f"CNY {shown}" if self.unit.en == "CNY" else f"{shown} {self.unit.en}"


def scale_of(levels: Sequence[float], moves: Sequence[float], unit: Label, language: str) -> Scale:
    """A scale at which the largest of all fits a line and the moves keep two digits or more."""
    top = max([abs(value) for value in levels], default=0)
    divisor, sign = 1, ""
    if top >= FULL_BELOW:
        divisor, sign, _ = next(s for s in SCALES[language] if s[2] is None or top < s[2])
    scaled = [value / divisor for value in (*levels, *moves)]
    if all(float(value).is_integer() for value in scaled):
        return Scale(unit, language, divisor, sign, 0)
    return Scale(unit, language, divisor, sign, _decimals(max([abs(m) / divisor for m in moves], default=0)))


def _decimals(largest: float) -> int:
    """Enough for the largest move to keep two significant digits."""
    if not largest or largest >= 1000:
        return 0 if largest else 2
    return 1 if largest >= 10 else min(6, max(2, 1 - Decimal(str(largest)).adjusted()))


# --- parts ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Named:
    """A part as it is told: its name, what it moved, and how many values it stands for."""

    name: str
    change: float
    stands_for: int = 1

    def told(self, language: str) -> str:
        if self.stands_for == 1:
            return self.name
        return say("the other {number} together", language, number=self.stands_for)


def points(changes: Sequence[float], prior: float) -> list[Decimal] | None:
    """What each part contributed in percentage points of the level before; they add up to the change in per cent."""
    if not prior > 0:
        return None
    return apportioned([100 * change / prior for change in changes], 1)


def shares(changes: Sequence[float]) -> list[Decimal] | None:
    """Each part's share of the change in per cent, adding up to 100; none of a change of zero."""
    total = sum(changes)
    return apportioned([100 * change / total for change in changes], 1, 100.0) if round(total, 9) else None


def parts_sentence(dimension: Label, found: Sequence[Named], prior: float, scale: Scale) -> str:
    """`按区县分解:江阳区减少122件,下拉4.1个百分点;…。`: amounts and points add up to the whole change."""
    clauses, language = _clauses(found, prior, scale), scale.language
    if not clauses:
        return ""
    return say("By {dimension}: {clauses}.", language, dimension=inside(dimension, language), clauses=clauses)


def behind_sentence(found: Sequence[Named], change: float, prior: float, scale: Scale) -> str:
    """The same of parts that are named in full: `其中,江阳区外观设计减少76件、下拉2.6个百分点;…。`"""
    clauses = _clauses(found, prior, scale)
    if not clauses:
        return ""
    if change > 0:
        return say("Behind the rise: {clauses}.", scale.language, clauses=clauses)
    return say("Behind the fall: {clauses}.", scale.language, clauses=clauses)


def _clauses(found: Sequence[Named], prior: float, scale: Scale) -> str:
    changes = [part.change for part in found]
    amounts, pulled = scale.add_up(changes), points(changes, prior)
    clauses = [
        _clause(part.told(scale.language), amount, pulled[place] if pulled else None, scale)
        for place, (part, amount) in enumerate(zip(found, amounts, strict=True))
        if amount
    ]
    return say("; ", scale.language).join(clauses)


def inside(dimension: Label, language: str) -> str:
    """A dimension's name in the middle of a sentence."""
    return dimension.zh if language == "zh" else text.lower(dimension.en)


def _clause(name: str, amount: Decimal, pulled: Decimal | None, scale: Scale) -> str:
    language = scale.language
    said = {"name": name, "amount": scale.moved(amount)}
    if pulled is None:
        if amount > 0:
            return say("{name} added {amount}", language, **said)
        return say("{name} took away {amount}", language, **said)
    said["points"] = text.number(abs(pulled), language, digits=1)
    if amount > 0:
        return say("{name} added {amount} ({points} points)", language, **said)
    return say("{name} took away {amount} (−{points} points)", language, **said)


def ledger(prior: float, changes: Sequence[float], now: float, scale: Scale) -> list[Decimal]:
    """Before, every part and now, as they are printed: the parts add up to the change, and lead from before to now."""
    amounts = scale.add_up(changes, now - prior)
    [reached] = scale.add_up([now])
    return [reached - sum(amounts, Decimal(0)), *amounts, reached]


def check_line(amounts: Sequence[Decimal], scale: Scale) -> str:
    """`−350 = −122 − 98 + 30`: the parts as printed, against the whole."""
    first, *rest = [amount for amount in amounts if amount] or [Decimal(0)]
    said = [scale.number(first), *(f"{'−' if amount < 0 else '+'} {scale.number(abs(amount))}" for amount in rest)]
    total = scale.signed(sum(amounts, Decimal(0)))
    return say("Parts add up: {total} = {parts}", scale.language, total=total, parts=" ".join(said))


def single_sentence(found: Sequence[Named], change: float, scale: Scale, role: Label) -> str:
    """The one applicant, firm, lender … (`role`) that explains most of the change; empty where none explains a part
    worth telling."""
    most, language = most_pulling(found, change), scale.language
    share = most.change / change if most else 0.0
    if share < WORTH_TELLING:
        return ""
    said = {
        "name": most.name,
        "role": inside(role, language),
        "amount": scale.moved(Decimal(str(most.change / scale.divisor))),
        "share": text.percent(share, language),
    }
    if share > 1:
        if change > 0:
            return say("{name} alone added {amount}, more than the whole rise.", language, **said)
        return say("{name} alone took away {amount}, more than the whole fall.", language, **said)
    if share >= ONE_OFF:
        if change > 0:
            return say("One {role} explains {share} of the rise: {name} alone added {amount}.", language, **said)
        return say("One {role} explains {share} of the fall: {name} alone took away {amount}.", language, **said)
    if change > 0:
        return say("{name} alone added {amount}, {share} of the rise.", language, **said)
    return say("{name} alone took away {amount}, {share} of the fall.", language, **said)


def most_pulling(found: Sequence[Named], change: float) -> Named | None:
    """The single contributor that moved most in the direction of the whole; None without a name that did."""
    pulling = [part for part in found if part.name and part.stands_for == 1 and part.change * change > 0]
    return max(pulling, key=lambda part: abs(part.change), default=None)


# --- ratios and distinct counts ---------------------------------------------------------------


def ratio_phrase(change: float, comparison: str, scale: Scale) -> str:
    """How much the ratio itself moved, in its own unit: `同比提高0.15个百分点`"""
    [amount] = scale.add_up([change])
    said = {"amount": scale.moved(amount), "comparison": comparison}
    if not amount:
        return say("unchanged {comparison}", scale.language, **said)
    if amount > 0:
        return say("up by {amount} {comparison}", scale.language, **said)
    return say("down by {amount} {comparison}", scale.language, **said)


def mix_sentence(dimension: Label, mix: float, level: float, scale: Scale) -> str:
    """How much comes of the rates themselves and how much of the weights having shifted."""
    of_level, of_mix = scale.add_up([level, mix])
    said = {"level": scale.moved(of_level, signed=True), "mix": scale.moved(of_mix, signed=True)}
    return say(
        "By {dimension}: their own rates moved it by {level}, the mix between them by {mix}.",
        scale.language, dimension=inside(dimension, scale.language), **said,
    )  # fmt: skip


def turnover_sentence(entered: int, stayed: int, left: int, unit: Label, language: str) -> str:
    numbers = (("entered", entered), ("left", left), ("stayed", stayed))
    said = {
        name: text.quantity(number, unit if name == "entered" else Label("", unit.zh), language).strip()
        for name, number in numbers
    }
    return say("{entered} entered, {left} left, {stayed} stayed.", language, **said)
