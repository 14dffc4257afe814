"""How a reading stands: its change and its target, in the words and marks that every screen, slide and sheet uses."""

from dataclasses import dataclass

from dashboard import captions, text
from dashboard.catalog import Label
from dashboard.metrics import Reading
from dashboard.queries import Metric
from dashboard.text import say

# Smaller changes read 0.0% or 0 points: neither a rise nor a fall.
FLAT, FLAT_POINTS = 0.0005, 0.005
# A shape, a word and a colour for each verdict on a target: never colour alone.
VERDICTS = {
    "reached": ("✓", text.phrase("Target reached"), "green"),
    "ahead": ("▲", text.phrase("Ahead of pace"), "green"),
    "on_pace": ("●", text.phrase("On pace"), "gray"),
    "behind": ("▼", text.phrase("Behind pace"), "red"),
    # A lower bound below the pace: nobody can say.
    "unknown": ("≥", text.phrase("Pace not known"), "gray"),
}


@dataclass(frozen=True)
class Change:
    """A change: `words` (`+12.3%`, of a share `+0.58个百分点`), the `mark` of its direction (▲, ▼, or empty where it is
    flat), and its `sense`: good, bad, or empty where it is neither."""

    words: str
    mark: str
    sense: str


@dataclass(frozen=True)
class Pace:
    """Where a reading stands against its target: the verdict with its mark and colour, the target and the share of it
    that is done, in words. `is_demonstration` says that nobody has set the target."""

    mark: str
    verdict: str
    colour: str
    target: str
    done: str
    is_demonstration: bool

    def kind(self, language: str) -> str:
        """What the target is called in the middle of a line."""
        return say("demonstration target", language) if self.is_demonstration else say("target", language)


def is_share(metric: Metric) -> bool:
    """Whether a metric is told in per cent: per cent of it would be read as points, so its changes are points."""
    return metric.unit.en.startswith("%")


def change(reading: Reading, language: str) -> Change | None:
    """The change of a reading against the period compared with; None where there is none to tell."""
    if reading.change is None:
        return None
    words = moved_words(reading.metric, reading.value, reading.prior, language)
    if is_flat(reading):
        return Change(words, "", "")
    rises = reading.value > reading.prior
    good = {"up": rises, "down": not rises}.get(reading.metric.better)
    return Change(words, "▲" if rises else "▼", {True: "good", False: "bad"}.get(good, ""))


def moved_words(metric: Metric, value: float, prior: float, language: str) -> str:
    """`+12.3%`, of a share `+0.58个百分点`."""
    if is_share(metric):
        return say("{points} points", language, points=text.signed_number(round(value - prior, 2), language))
    return text.signed_percent(value / prior - 1, language)


def is_flat(reading: Reading) -> bool:
    """Whether a change is too small to be told as one."""
    if is_share(reading.metric):
        return abs(reading.value - reading.prior) < FLAT_POINTS
    return abs(reading.change) < FLAT


def phrase(reading: Reading, compare: str, language: str) -> str:
    """`同比增长12.3%`, of a share `同比提高0.58个百分点`; empty when nothing is compared."""
    comparison = text.comparison_name(compare, language)
    if reading.change is None or not comparison:
        return ""
    if not is_share(reading.metric) or is_flat(reading):
        return text.change_phrase(0.0 if is_flat(reading) else reading.change, compare, language)
    moved = reading.value - reading.prior
    amount = say("{points} points", language, points=text.number(round(abs(moved), 2), language))
    if moved > 0:
        return say("up by {amount} {comparison}", language, amount=amount, comparison=comparison)
    return say("down by {amount} {comparison}", language, amount=amount, comparison=comparison)


def pace(reading: Reading, language: str, unit: Label | None) -> Pace | None:
    """The standing against the target that is due next, the target told in `unit`; None without one."""
    progress = reading.progress
    if progress is None:
        return None
    mark, word, colour = VERDICTS[progress.verdict]
    target = captions.in_words(progress.target, unit, language)
    done = text.percent(progress.done, language)
    done = text.at_least(done) if progress.gaps else done
    return Pace(mark, say(word, language), colour, target, done, progress.is_demonstration)


def when(reading: Reading, language: str) -> str:
    """The day that a level is told of, the period that anything else was counted in."""
    if reading.metric.is_level:
        return say("as of {day}", language, day=text.day(reading.through, language))
    return text.period(reading.since, max(reading.through, reading.since), language)
