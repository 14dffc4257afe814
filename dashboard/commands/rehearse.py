"""`python -m dashboard rehearse …`: what to look at in a deck before it is shown.

python -m dashboard rehearse monthly                                   against the snapshot before the one in force
python -m dashboard rehearse monthly --snapshot 2024-12-31 --since-snapshot 2024-09-30 --lang en
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import indent

from dashboard import catalog, text
from dashboard.catalog import Shelf, Snapshot
from dashboard.commands import Usage
from dashboard.commands.export import deck_named
from dashboard.decks import rehearsal
from dashboard.decks.deck import Deck
from dashboard.decks.rehearsal import SEVERITIES, Finding
from dashboard.outputs.problem import Problem


def add(acts: argparse._SubParsersAction) -> None:
    """The command and its options."""
    command = acts.add_parser("rehearse", help="what to look at in a deck before a meeting")
    command.add_argument("deck", help="a deck's id, or a path to a .toml file")
    command.add_argument("--snapshot", help="id of a snapshot; the one in force by default")
    command.add_argument(
        "--since-snapshot",
        help="the one that the last meeting saw; by default that of the saved deck, or the one before",
    )
    command.add_argument("--lang", choices=("zh", "en"), default="zh")
    command.set_defaults(act=act)


def act(asked: argparse.Namespace) -> int:
    """1 when something is wrong on a slide, 0 when there is at most something to look at."""
    deck, shelf = deck_named(asked.deck, asked.lang), catalog.shelf()
    snapshot = _named(asked.snapshot, shelf) or shelf.in_force
    if snapshot is None:
        print("There is no sound snapshot. `make demo` publishes the demonstration data.", file=sys.stderr)
        return 1
    since = _named(asked.since_snapshot, shelf) or rehearsal.last_seen(deck, shelf, snapshot)
    try:
        found = rehearsal.in_full(deck, shelf, snapshot, asked.lang, since=since)
    except Problem as problem:
        print(problem.told(asked.lang), file=sys.stderr)
        return 1
    print("\n".join(_lines(deck, snapshot, since, found, asked.lang)))
    return int(any(finding.severity == "error" for finding in found))


def _named(asked: str | None, shelf: Shelf) -> Snapshot | None:
    found = shelf.find(asked)
    if asked and found is None:
        sound = ", ".join(s.id for s in shelf.sound) or "none"
        raise Usage(f"there is no sound snapshot {asked!r}; the sound ones are {sound}")
    return found


def _lines(
    deck: Deck, snapshot: Snapshot, since: Snapshot | None, found: Sequence[Finding], language: str
) -> Iterator[str]:
    against = f" · {text.say('against {id}', language, id=since.id)}" if since else ""
    yield f"{deck.title(language)} · {text.say('Snapshot {id}', language, id=snapshot.id)}{against}"
    counts = Counter(finding.severity for finding in found)
    yield " · ".join(f"{rehearsal.SEVERITY_NAMES[s](language)} {counts[s]}" for s in SEVERITIES)
    for finding in found:
        place = rehearsal.place_of(finding, deck, language)
        yield f"{rehearsal.SEVERITY_NAMES[finding.severity](language)}  {place} · {finding.title(language)}"
        yield indent(finding.told(language), "    ")
        if finding.severity != "note":
            yield f"    {text.say('To do: {remedy}', language, remedy=finding.remedy)}"
