"""Where decks are kept: the bureau's standing ones in `data/decks`, those that readers save in the data root.

A deck's file is read by `dashboard.decks.written`. It knows nothing of what a deck shows.
"""

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from filelock import FileLock

from dashboard import catalog
from dashboard.catalog import Label
from dashboard.decks.deck import Deck
from dashboard.decks.written import DeckError, Fault, parse, to_toml

LONGEST_NAME = 60
TEMPLATE = "template.pptx"


class UnknownDeck(Exception):
    """There is no deck of this id."""

    def __init__(self, deck_id: str) -> None:
        known = [deck.id for deck in (*standing(), *saved())]
        self.told = Label(
            f"there is no deck {deck_id!r}; the decks are {', '.join(known)}",
            f"没有汇报材料“{deck_id}”；现有：{'、'.join(known)}",
        )
        super().__init__(self.told.en)


class SavedMeanwhile(Exception):
    """Somebody else has saved this deck since it was read."""


class NameTaken(Exception):
    """Another deck has this name already."""


def standing_folder() -> Path:
    return catalog.ROOT / "data" / "decks"


def saved_folder() -> Path:
    return catalog.data_root() / "decks" / "saved"


def template() -> Path:
    """The bureau's own PowerPoint template where it has put one in the data root, else ours."""
    own = catalog.data_root() / "decks" / TEMPLATE
    return own if own.exists() else standing_folder() / TEMPLATE


def standing() -> tuple[Deck, ...]:
    """The bureau's decks that can be read, by file name."""
    return _readable(standing_folder())


def saved() -> tuple[Deck, ...]:
    """What readers have saved and can be read, by title."""
    return tuple(sorted(_readable(saved_folder()), key=lambda deck: deck.title.zh))


def unreadable() -> tuple[DeckError, ...]:
    """Why files among the decks are none."""
    told = [_read(path) for folder in (standing_folder(), saved_folder()) for path in sorted(folder.glob("*.toml"))]
    return tuple(found for found in told if isinstance(found, DeckError))


def find(deck_id: str) -> Deck:
    """The deck of that id. Raises UnknownDeck, or DeckError when its file is not one."""
    for folder in (standing_folder(), saved_folder()):
        # An id from an address never leaves the folder.
        path = next((p for p in folder.glob("*.toml") if p.stem == deck_id), None)
        if path:
            found = _read(path)
            if isinstance(found, DeckError):
                raise found
            return found
    raise UnknownDeck(deck_id)


def _readable(folder: Path) -> tuple[Deck, ...]:
    return tuple(deck for path in sorted(folder.glob("*.toml")) if isinstance(deck := _read(path), Deck))


def _read(path: Path) -> Deck | DeckError:
    try:
        deck = parse(path.read_text("utf-8"), path.stem, file=path.name)
    except DeckError as error:
        return error
    except (OSError, UnicodeDecodeError) as error:
        return DeckError(
            [Fault(path.name, "", "", f"{error}", Label("the file can be read as UTF-8", "文件应为可读的 UTF-8"))]
        )
    return replace(deck, is_standing=path.parent == standing_folder())


# --- saving -----------------------------------------------------------------------------------


def id_of(name: str) -> str:
    """The id of a deck that is saved under this name: neither capitals nor blanks tell two names apart."""
    alike = " ".join(name.split()).casefold()
    return f"d{hashlib.sha256(alike.encode()).hexdigest()[:11]}"


def version(deck_id: str) -> str | None:
    """What the saved deck's file holds, to notice a change; None where there is none."""
    path = _path(deck_id)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def save_new(deck: Deck, name: str) -> Deck:
    """Keep it as a deck of its own under a name. Raises NameTaken, ValueError when the name says nothing or too much."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise ValueError(f"a name has 1 to {LONGEST_NAME} letters")
    # A title in two languages that has this name in one of them stays whole.
    title = deck.title if name in (deck.title.zh, deck.title.en) else Label(name, name)
    named = replace(deck, id=id_of(name), title=title, is_standing=False)
    with _lock():
        if _path(named.id).exists():
            raise NameTaken(name)
        _write(named)
    return named


def save(deck: Deck, *, read_as: str | None) -> None:
    """Keep the changes. `read_as` is the version that they were made on; raises SavedMeanwhile when it is another now."""
    if deck.is_standing:
        raise ValueError("a standing deck is changed in its file; save it under a name of your own")
    with _lock():
        if version(deck.id) != read_as:
            raise SavedMeanwhile(deck.id)
        _write(deck)


def delete(deck_id: str) -> None:
    """Forget a saved deck; one that is gone already is no error."""
    with _lock():
        _path(deck_id).unlink(missing_ok=True)


def _path(deck_id: str) -> Path:
    if not deck_id.isalnum():
        raise ValueError(f"{deck_id!r} is not the id of a saved deck")
    return saved_folder() / f"{deck_id}.toml"


def _lock() -> FileLock:
    saved_folder().mkdir(parents=True, exist_ok=True)
    return FileLock(saved_folder() / ".lock", timeout=10)


def _write(deck: Deck) -> None:
    """In one step: a reader sees the deck before or after, never half."""
    with NamedTemporaryFile("w", encoding="utf-8", dir=saved_folder(), suffix=".part", delete=False) as draft:
        draft.write(to_toml(deck))
    os.replace(draft.name, _path(deck.id))
