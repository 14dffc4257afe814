"""Where several signed metrics stand together, in one sentence: how many rose, how many keep pace with their target."""

from collections.abc import Iterable, Sequence

from dashboard import reasons, standing, text
from dashboard.catalog import Snapshot
from dashboard.metrics import Reading
from dashboard.scope import Scope
from dashboard.sentences.facts import place_of
from dashboard.sentences.links import words_to
from dashboard.sentences.sentence import Sentence
from dashboard.text import say

# So many metrics that lag are named.
NAMED = 3


def overall(snapshot: Snapshot, readings: Iterable[Reading], scope: Scope) -> Sentence | None:
    """`2024年全市7项主要指标同比5项上升、1项持平、1项下降；7项指标设有目标，4项已完成、1项慢于进度（地理标志）。`

    None where nothing is compared and nothing has a target.
    """
    spoken, found = scope.language, list(readings)
    moved = [r for r in found if r.change is not None]
    aimed = [r for r in found if r.progress is not None]
    told = ([_moved(moved, scope)] if moved else []) + ([_paced(aimed, spoken)] if aimed else [])
    if not told:
        return None
    said = {"period": text.period(scope.since, scope.until, spoken), "place": place_of(found[0], scope)}
    words = say("In {period} in {place}, {clauses}.", spoken, clauses=say("; ", spoken).join(told), **said)
    values = {"compared": len(moved), "aimed": len(aimed)}
    return Sentence(words, "overall", values, "", words_to("", scope, snapshot))


def _moved(found: Sequence[Reading], scope: Scope) -> str:
    """How many rose, stayed level and fell, of those that can be compared."""
    spoken = scope.language
    level = sum(standing.is_flat(r) for r in found)
    up = sum(r.value > r.prior and not standing.is_flat(r) for r in found)
    parts = (
        (up, say("{count} up", spoken, count=up)),
        (level, say("{count} level", spoken, count=level)),
        (len(found) - up - level, say("{count} down", spoken, count=len(found) - up - level)),
    )
    said = {"total": len(found), "comparison": text.comparison_name(scope.compare, spoken)}
    return say("{total} metrics compared {comparison}: {parts}", spoken, parts=_listed(parts, spoken), **said)


def _paced(found: Sequence[Reading], language: str) -> str:
    """How many have reached their target and which lag behind their pace; targets that nobody has set are told."""
    reached = sum(r.progress.verdict == "reached" for r in found)
    late = [r for r in found if r.progress.verdict == "behind"]
    names = text.listing([reasons.inside(r.metric.title, language) for r in late[:NAMED]], language)
    parts = (
        (reached, say("{count} reached", language, count=reached)),
        (not late, say("none behind pace", language)),
        (late, say("{count} behind pace ({names})", language, count=len(late), names=names)),
    )
    said = {"total": len(found), "demonstration": sum(r.progress.is_demonstration for r in found)}
    return say(
        "{total} with a target ({demonstration} for demonstration): {parts}"
        if said["demonstration"]
        else "{total} with a target: {parts}",
        language,
        parts=_listed(parts, language),
        **said,
    )


def _listed(parts: Iterable[tuple[object, str]], language: str) -> str:
    """The parts that there are, one after the other."""
    return ("、" if language == "zh" else ", ").join(words for known, words in parts if known)
