"""What can be said of metrics in a scope."""

from collections.abc import Sequence

from dashboard.catalog import Snapshot
from dashboard.scope import Scope
from dashboard.sentences.sentence import Sentence


def finding(snapshot: Snapshot, metric_ids: Sequence[str], scope: Scope) -> tuple[Sentence, ...]:
    """A slide's finding."""
    return ()
