"""What is told: all that the rules say of one metric, or the finding of a slide or page over several."""

from collections.abc import Sequence

from dashboard import reasons, text
from dashboard.catalog import Snapshot
from dashboard.scope import Scope
from dashboard.sentences import rules
from dashboard.sentences.facts import Facts, gather
from dashboard.sentences.links import words_to
from dashboard.sentences.sentence import Sentence
from dashboard.text import say


def of_metric(snapshot: Snapshot, metric_id: str, scope: Scope) -> tuple[Sentence, ...]:
    """All that can be said of one metric, most important first."""
    return tuple(rules.following(gather(snapshot, metric_id, scope)))


def finding(snapshot: Snapshot, metric_ids: Sequence[str], scope: Scope) -> tuple[Sentence, ...]:
    """Five sentences at most. The first metric that has a value in full: level, the one reason that explains most, pace
    to a target that somebody has set. The others in one sentence, and a caveat on what is incomplete."""
    told = [gather(snapshot, name, scope, in_full=False) for name in metric_ids]
    known = [facts for facts in told if facts.reading.value is not None]
    if not known:
        return (*_absent(told), *_incomplete(told))
    first = gather(snapshot, known[0].metric.id, scope)
    found = rules.following(first, "level") + rules.following(first, "why")[:1]
    if first.reading.progress and not first.reading.progress.is_demonstration:
        found += rules.following(first, "pace")
    others = [*known[1:], *(facts for facts in told if facts.reading.value is None)]
    return (*found, *_others(others, first), *_incomplete(told))


def _others(others: Sequence[Facts], first: Facts) -> list[Sentence]:
    """Levels and changes of the other metrics, and which of them have no figure, in one sentence."""
    if not others:
        return []
    spoken = first.scope.language
    joined = say("; ", spoken).join(rules.clause(facts, first) for facts in others)
    values = {name: value for facts in others for name, value in rules.level_values(facts).items()}
    words = say("{clauses}.", spoken, clauses=joined[:1].upper() + joined[1:])
    return [_of_all("others", words, others, values)]


def _absent(lacking: Sequence[Facts]) -> list[Sentence]:
    """Where no metric has a figure: each with the state that says why."""
    if len(lacking) < 2:
        return [sentence for facts in lacking for sentence in rules.following(facts, "level")]
    spoken = lacking[0].scope.language
    names = [f"{reasons.inside(f.metric.title, spoken)}" for f in lacking]
    states = [rules.state_words(f) for f in lacking]
    told = [say("{label} ({state})", spoken, label=n, state=s) for n, s in zip(names, states, strict=True)]
    words = say("No figure for {metrics}.", spoken, metrics=text.listing(told, spoken))
    return [_of_all("absent", words, lacking, {})]


def _incomplete(told: Sequence[Facts]) -> list[Sentence]:
    """One caveat for all, on the earliest day through which data are complete; periods that end later say so."""
    behind = [facts for facts in told if rules.is_incomplete(facts)]
    if not behind:
        return []
    earliest = min(facts.reading.through for facts in behind)
    of = [facts for facts in behind if facts.reading.through == earliest]
    return [rules.incomplete(of[0], of if len(of) < len(told) else ())]


def _of_all(rule: str, words: str, facts: Sequence[Facts], values: dict[str, float]) -> Sentence:
    page = rules.common_page(facts)
    return Sentence(words, rule, values, page, words_to(page, facts[0].scope, facts[0].snapshot))
