"""Everything that a sentence can say of a metric: each rule with when it holds and how it is worded, in order.

A rule looks at `Facts` and at nothing else, so the same numbers are always told in the same words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dashboard import captions, catalog, reasons, text
from dashboard.catalog import Label
from dashboard.metrics import Progress
from dashboard.reasons import Named, Scale
from dashboard.scope import Scope
from dashboard.sentences.facts import Facts
from dashboard.sentences.links import page_of, words_to
from dashboard.sentences.sentence import Sentence
from dashboard.states import STATES
from dashboard.text import phrase, say

TARGET = Label("target", "目标")
DEMONSTRATION_TARGET = Label("demonstration target", "演示目标")
NONE_BEFORE = {
    "yoy": phrase("against none a year earlier"),
    "previous": phrase("against none in the previous period"),
}


@dataclass(frozen=True)
class Rule:
    """`part` says what it does in a finding: the level, why it moved (the first that holds), the pace, or a caveat."""

    name: str
    part: Literal["level", "why", "pace", "caveat"]
    holds: Callable[[Facts], bool]
    tells: Callable[[Facts], Sentence]


# --- the level --------------------------------------------------------------------------------


def absent(facts: Facts) -> Sentence:
    """Why there is no figure: the state says it, or that the dataset is not in the snapshot."""
    spoken, metric = facts.scope.language, facts.metric
    said = {"label": _inside(metric.title, spoken), "place": facts.place, "period": _when(facts, facts.scope.until)}
    return _told("absent", facts, say("No figure for {label} in {place} ({period}): {state}.", spoken, **said,
                                      state=state_words(facts)), {})  # fmt: skip


def state_words(facts: Facts) -> str:
    """The state of a figure that is not there, in the middle of a sentence."""
    spoken = facts.scope.language
    if facts.absent:
        names = [catalog.contracts()[name].label for name in facts.absent]
        told = text.listing([_inside(name, spoken) for name in names], spoken)
        return say("{datasets} not imported", spoken, datasets=told)
    return _inside(STATES[facts.reading.state].label, spoken)


def level(facts: Facts) -> Sentence:
    read, spoken = facts.reading, facts.scope.language
    still = read.metric.is_level
    told = text.level_sentence(
        read.metric.title, captions.counted_words(read, read.metric.unit, spoken), _when(facts, read.through),
        changed(facts), spoken, kind="stock" if still else "flow", place=facts.place,
    )  # fmt: skip
    return _told("level", facts, told, level_values(facts))


def clause(facts: Facts, beside: Facts) -> str:
    """A level as a part of a sentence beside another metric: place and period are said where they differ from its own."""
    read, spoken = facts.reading, facts.scope.language
    label = read.metric.title
    if read.value is None:
        said = {"label": _inside(label, spoken), "state": state_words(facts)}
        return say("no figure for {label} ({state})", spoken, **said)
    own = [facts.place(spoken)] if facts.place != beside.place else []
    if read.through != beside.reading.through:
        own.append(_when(facts, read.through))
    if own:
        told = say(", ", spoken).join(own)
        label = Label(f"{label.en} ({told})", f"{label.zh}（{told}）")
    value = captions.counted_words(read, read.metric.unit, spoken)
    return text.clause(label, value, changed(facts), spoken)


def changed(facts: Facts) -> str:
    """The change against the comparison that is named; a ratio moves in its own unit, what was none has no rate."""
    read, scope = facts.reading, facts.scope
    if facts.moved is None:
        return ""
    comparison = text.comparison_name(scope.compare, scope.language)
    if read.metric.kind == "ratio":
        return reasons.ratio_phrase(facts.moved, comparison, scale_of(facts))
    if read.prior == 0 and read.value:
        return say(NONE_BEFORE[scope.compare], scope.language)
    return text.change_phrase(read.change or 0.0, scope.compare, scope.language)


def level_values(facts: Facts) -> dict[str, float]:
    """What `level` and `clause` tell: the value, and the change as a share of 1 (of a ratio, in its own unit)."""
    name, read = facts.metric.id, facts.reading
    if read.value is None:
        return {}
    if facts.metric.kind == "ratio" and facts.moved is not None:
        return {name: read.value, f"{name}.change": facts.moved}
    return {name: read.value} | ({} if read.change is None else {f"{name}.change": read.change})


# --- why it moved -----------------------------------------------------------------------------


def lower_bound(facts: Facts) -> Sentence:
    """Of a lower bound nobody knows how far it moved."""
    read, spoken = facts.reading, facts.scope.language
    if read.lacking:
        gaps = captions.gap_words(read.lacking, spoken)
        told = say("{gaps}; what is told is a lower bound, and no change is told of it.", spoken, gaps=gaps)
        return _told("lower_bound", facts, told, {"gaps": read.gaps})
    said = {"records": text.number(read.prior_gaps, spoken)}
    told = say("No change is told: of the period compared with, {records} records lack the value.", spoken, **said)
    return _told("lower_bound", facts, told, {"gaps": read.prior_gaps})


def one_off(facts: Facts) -> Sentence:
    one = facts.one_off
    told = reasons.single_sentence([Named(one.name, one.change)], facts.moved, scale_of(facts, one.change), one.role)
    values = {one.name: one.change, "share": one.change / facts.moved}
    return _told("one_off", facts, told, values, one.scope)


def contributions(facts: Facts) -> Sentence:
    """Cells of district × type with what each moved; told with the others they add up to the change."""
    spoken = facts.scope.language
    found = [Named(cell.name(spoken), cell.change, cell.stands_for) for cell in facts.cells]
    changes = [cell.change for cell in facts.cells]
    told = reasons.behind_sentence(found, facts.moved, facts.reading.prior, scale_of(facts, *changes))
    values = {cell.code: cell.change for cell in facts.cells}
    return _told("contribution", facts, told, values, facts.cells[0].scope)


def turnover(facts: Facts) -> Sentence:
    entered, stayed, left = facts.turnover
    told = reasons.turnover_sentence(entered, stayed, left, facts.metric.unit, facts.scope.language)
    return _told("turnover", facts, told, {"entered": entered, "stayed": stayed, "left": left}, page="why")


def mix(facts: Facts) -> Sentence:
    parts = facts.mix
    told = reasons.mix_sentence(parts.by, parts.mix, parts.level, scale_of(facts))
    return _told("mix", facts, told, {"level": parts.level, "mix": parts.mix}, page="why")


def leader(facts: Facts) -> Sentence:
    first, spoken = facts.leader, facts.scope.language
    told = text.leader_sentence(facts.metric.title, first.name, first.share, spoken)
    values = {} if first.share is None else {f"{first.code}.share": first.share}
    return _told("leader", facts, told, values)


# --- the pace ---------------------------------------------------------------------------------


def target(facts: Facts) -> Sentence:
    """How far the target is reached, against the share of its time that is over, and when it will be met."""
    spoken, goal = facts.scope.language, facts.reading.progress
    amount = captions.in_words(goal.target, facts.metric.unit, spoken)
    said = {
        "target": DEMONSTRATION_TARGET if goal.is_demonstration else TARGET,
        "amount": amount,
        "done": text.percent(goal.done, spoken),
        "missing": captions.in_words(max(goal.target - goal.value, 0.0), facts.metric.unit, spoken),
        "due": text.month(goal.due_on, spoken),
    }
    if goal.done >= 1:
        told = say("The {target} of {amount} is met, at {done} of it.", spoken, **said)
    elif goal.gaps:
        told = say("At least {done} of the {target} of {amount} is reached; some records lack their value.",
                   spoken, **said)  # fmt: skip
    elif facts.reading.through >= goal.due_on:
        told = say("By its date, {due}, {done} of the {target} of {amount} was reached, {missing} short.",
                   spoken, **said)  # fmt: skip
    else:
        said |= {"pace": _pace(goal, spoken), "forecast": _forecast(goal, spoken)}
        told = say("{done} of the {target} of {amount} is reached, {missing} short and {pace}; {forecast}.",
                   spoken, **said)  # fmt: skip
    return _told("target", facts, told, {"target": goal.target, "done": goal.done})


def _pace(goal: Progress, language: str) -> str:
    gap = text.number(abs(goal.ahead) * 100, language, digits=1)
    if gap == "0.0":
        return say("on pace", language)
    if goal.ahead > 0:
        return say("{gap} points ahead of pace", language, gap=gap)
    return say("{gap} points behind pace", language, gap=gap)


def _forecast(goal: Progress, language: str) -> str:
    if goal.expected_on is None:
        if goal.value <= goal.start:
            return say("it has not moved towards it so far", language)
        return say("at this pace it is not met within ten years of its date", language)
    said = {"month": text.month(goal.expected_on, language), "due": text.month(goal.due_on, language)}
    if goal.expected_on > goal.due_on:
        return say("at this pace it is met in {month}, after its date of {due}", language, **said)
    if said["month"] == said["due"]:
        return say("at this pace it is met on time in {month}", language, **said)
    return say("at this pace it is met in {month}, before its date of {due}", language, **said)


# --- caveats ----------------------------------------------------------------------------------


def nothing_before(facts: Facts) -> Sentence:
    return _told("nothing_before", facts, say("Nothing was recorded yet in the period compared with.",
                                              facts.scope.language), {})  # fmt: skip


def incomplete(facts: Facts, of: Sequence[Facts] = ()) -> Sentence:
    """The day to which the data are complete; `of` names the metrics where those of others reach further."""
    spoken, through = facts.scope.language, facts.reading.through
    if not of:
        return _told("incomplete", facts, text.incomplete_sentence(through, spoken), {})
    names = text.listing([_inside(each.metric.title, spoken) for each in of], spoken)
    told = say("Data of {metrics} are complete to {month}; later months are not.", spoken,
               metrics=names, month=text.month(through, spoken))  # fmt: skip
    return _told("incomplete", facts, told, {})


def is_incomplete(facts: Facts) -> bool:
    return not facts.absent and facts.reading.through < facts.scope.until


# --- the rules --------------------------------------------------------------------------------


def _has_value(facts: Facts) -> bool:
    return facts.reading.value is not None


def _is_lower_bound(facts: Facts) -> bool:
    return _has_value(facts) and facts.scope.compare != "none" and bool(facts.reading.gaps or facts.reading.prior_gaps)


def _has_pace(facts: Facts) -> bool:
    """A target that is to be stayed under has no pace of this kind."""
    return _has_value(facts) and facts.reading.progress is not None and facts.metric.better != "down"


def _has_nothing_before(facts: Facts) -> bool:
    return _has_value(facts) and facts.scope.compare != "none" and facts.reading.prior is None


RULES: tuple[Rule, ...] = (
    Rule("absent", "level", lambda f: not _has_value(f), absent),
    Rule("level", "level", _has_value, level),
    Rule("lower_bound", "why", _is_lower_bound, lower_bound),
    Rule("one_off", "why", lambda f: f.one_off is not None, one_off),
    Rule("contribution", "why", lambda f: bool(f.cells), contributions),
    Rule("turnover", "why", lambda f: f.turnover is not None, turnover),
    Rule("mix", "why", lambda f: f.mix is not None, mix),
    Rule("leader", "why", lambda f: f.leader is not None, leader),
    Rule("target", "pace", _has_pace, target),
    Rule("nothing_before", "caveat", _has_nothing_before, nothing_before),
    Rule("incomplete", "caveat", is_incomplete, incomplete),
)


def following(facts: Facts, *parts: str) -> list[Sentence]:
    """What the rules of these parts (all when none is named) tell, in their order."""
    return [rule.tells(facts) for rule in RULES if (not parts or rule.part in parts) and rule.holds(facts)]


# --- words and links --------------------------------------------------------------------------


def scale_of(facts: Facts, *parts: float) -> Scale:
    """How amounts of the change are written: those of all its parts alike, a share's by hundredths of a point."""
    read = facts.reading
    scale = reasons.scale_of([read.prior, read.value], [facts.moved, *parts], read.metric.unit, facts.scope.language)
    return replace(scale, digits=min(scale.digits, 2)) if read.metric.unit.en == reasons.PERCENT else scale


def _when(facts: Facts, until: date) -> str:
    spoken = facts.scope.language
    if facts.metric.is_level:
        return text.moment(until, spoken)
    return text.period(facts.scope.since, until, spoken)


def _inside(label: Label, language: str) -> str:
    return reasons.inside(label, language)


def _told(
    rule: str, facts: Facts, words: str, values: dict[str, float], scope: Scope | None = None, page: str | None = None
) -> Sentence:
    page = page or page_of(facts.metric)
    link = dict(words_to(page, scope or facts.scope, facts.snapshot))
    return Sentence(words, rule, values, page, link | ({"metric": [facts.metric.id]} if page == "why" else {}))


def common_page(told: Sequence[Facts]) -> str:
    """The page that shows all of the metrics."""
    pages = {page_of(facts.metric) for facts in told}
    return pages.pop() if len(pages) == 1 else ""
