"""Numbers that follow from two others of their sentence: 492件，其中410件，占83.3%; 由1059件增至1605件，增加546件."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.claims import judging, reading
from dashboard.claims.judging import Claim, Evidence

_SHARE = re.compile(r"占|比重|比例|share|account|per ?cent of|[(（]\s*$", re.IGNORECASE)
STANDS = ("true", "rounded")


@dataclass(frozen=True)
class Sum(Claim):
    """A claim that was counted from two others: `later` of `earlier` as a share, or the change between them."""

    later: Claim | None = None
    earlier: Claim | None = None

    @property
    def is_share(self) -> bool:
        return not self.stated.change


def followed(draft: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The same claims; what does not stand by itself and follows from two that do, stands."""
    even = reading.even(draft)
    return tuple(
        claim if claim.verdict in STANDS else next(_sums(even, claim, claims[:place]), claim)
        for place, claim in enumerate(claims)
    )


def _sums(text: str, claim: Claim, before: Sequence[Claim]) -> Iterator[Sum]:
    start = reading.sentence_of(text, claim.stated.start)[0]
    known = [c for c in before if c.stated.start >= start and c.verdict in STANDS and not c.stated.change]
    for at in range(len(known) - 1, 0, -1):
        for earlier in reversed(known[:at]):
            value = _value(text, claim, known[at], earlier)
            if value is not None and (verdict := judging.fits(claim.stated, round(value, 6))):
                right = known[at].right
                told = Evidence(round(value, 6), right.snapshot, right.span)
                meant = replace(claim.meant, place=known[at].meant.place)
                yield Sum(meant, verdict, known[at].subject, told, told, later=known[at], earlier=earlier)


def _value(text: str, claim: Claim, later: Claim, earlier: Claim) -> float | None:
    """The share or the change that the claim may be of the two; None where it can be neither."""
    part, whole, stated = later.right.value, earlier.right.value, claim.stated
    if not whole:
        return None
    if stated.change:
        if later.subject != earlier.subject or stated.unit not in ("%", later.stated.unit):
            return None
        return (part / whole - 1) * 100 if stated.unit == "%" else part - whole
    is_share = stated.unit == "%" and _SHARE.search(text[later.stated.end : stated.start])
    return part / whole * 100 if is_share and part <= whole else None
