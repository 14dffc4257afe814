"""`python -m dashboard export …`: a deck as a file, for schedules and for the pages.

python -m dashboard export monthly --format pptx                      into the folder, named after what it holds
python -m dashboard export monthly --format docx --snapshot 2024-12-31 --lang zh --out briefing.docx
python -m dashboard export ./own.toml --format html --district 510521
"""

import argparse
import sys
from pathlib import Path

from tqdm import tqdm

from dashboard import catalog
from dashboard.commands import Usage
from dashboard.decks import showing, store, written
from dashboard.decks.deck import Deck
from dashboard.outputs import files
from dashboard.outputs.problem import Problem


def add(acts: argparse._SubParsersAction) -> None:
    """The command and its options."""
    command = acts.add_parser("export", help="a deck as a file")
    command.add_argument(
        "deck", nargs="?", help="a deck's id, or a path to a .toml file; without it the decks are listed"
    )
    command.add_argument("--format", choices=tuple(files.FORMATS), default="pptx")
    command.add_argument("--snapshot", help="id of a snapshot; the one in force by default")
    command.add_argument("--district", action="append", default=[], help="a district code; may be repeated")
    command.add_argument("--lang", choices=("zh", "en"), default="zh")
    command.add_argument("--out", type=Path, default=Path(), help="a file or a folder; this folder by default")
    command.add_argument("--steps", action="store_true", help="progress as lines `done total`, for programs")
    command.set_defaults(act=act)


def act(asked: argparse.Namespace) -> int:
    if not asked.deck:
        for deck in (*store.standing(), *store.saved()):
            print(f"{deck.id}\t{deck.title(asked.lang)}\t{len(deck.slides)}")
        return 2
    deck = deck_named(asked.deck, asked.lang)
    shelf = catalog.shelf()
    snapshot = shelf.find(asked.snapshot) if asked.snapshot else shelf.in_force
    if asked.snapshot and snapshot is None:
        raise Usage(
            f"there is no sound snapshot {asked.snapshot!r}; the sound ones are {', '.join(s.id for s in shelf.sound)}"
        )
    if snapshot is None:
        print("There is no sound snapshot. `make demo` publishes the demonstration data.", file=sys.stderr)
        return 1
    words = {"district": tuple(asked.district)} if asked.district else {}
    with tqdm(total=2 * len(deck.slides), disable=asked.steps or None, leave=False) as bar:
        step = _Step(bar, len(deck.slides), told=asked.steps)
        shown = showing.show(deck, shelf, snapshot, asked.lang, words=words, progress=step.shown)
        try:
            made = files.write(shown, asked.format, progress=step.written)
        except Problem as problem:
            print(problem.told(asked.lang), file=sys.stderr)
            return 1
    target = files.save(made, asked.out)
    for caution in made.cautions:
        print(caution(asked.lang), file=sys.stderr)
    print(target)
    return 0


def deck_named(name: str, language: str) -> Deck:
    """The deck of that id or in that file. Raises Usage with what is wrong."""
    try:
        if name.endswith(".toml"):
            path = Path(name)
            return written.parse(path.read_text("utf-8"), path.stem, file=name)
        return store.find(name)
    except OSError as error:
        raise Usage(f"{name}: {error.strerror}") from None
    except store.UnknownDeck as unknown:
        raise Usage(unknown.told(language)) from None
    except written.DeckError as error:
        raise Usage("\n".join(fault.told(language) for fault in error.faults)) from None


class _Step:
    """Progress: as many steps to show the deck as it has slides, as many again to write it."""

    def __init__(self, bar: tqdm, slides: int, *, told: bool) -> None:
        self.bar, self.slides, self.told = bar, slides, told

    def shown(self, done: int, total: int) -> None:
        self._at(done)

    def written(self, done: int, total: int) -> None:
        self._at(self.slides + round(self.slides * done / max(total, 1)))

    def _at(self, place: int) -> None:
        self.bar.update(place - self.bar.n)
        if self.told:
            print(place, 2 * self.slides, file=sys.stderr, flush=True)
