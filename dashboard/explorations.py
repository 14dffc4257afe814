"""Explorations that readers keep under a name: the link of each, in the data root. It knows nothing of what they ask."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlencode

from dashboard import catalog

LONGEST_NAME = 60


class NameTaken(Exception):
    """Another exploration has this name already."""


@dataclass(frozen=True)
class Saved:
    """An exploration: its name, the words of its link, and the day it was saved."""

    name: str
    words: Mapping[str, list[str]]
    saved_on: date

    @property
    def query(self) -> str:
        """What follows the question mark of its link."""
        return query_of(self.words)


def query_of(words: Mapping[str, list[str]]) -> str:
    """Words of a link as an address has them; commas and colons stay readable."""
    return urlencode(words, doseq=True, safe=",:.")


def folder() -> Path:
    return catalog.data_root() / "explorations"


def names_alike(name: str) -> str:
    """How names are compared: neither capitals nor blanks tell two apart."""
    return " ".join(name.split()).casefold()


def save(name: str, words: Mapping[str, list[str]], *, on: date) -> Saved:
    """Keep it. Raises NameTaken, or ValueError when the name says nothing or too much."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise ValueError(f"a name has 1 to {LONGEST_NAME} letters")
    folder().mkdir(parents=True, exist_ok=True)
    told = {"name": name, "saved_on": f"{on}", "words": dict(words)}
    with NamedTemporaryFile("w", encoding="utf-8", dir=folder(), suffix=".part", delete=False) as draft:
        json.dump(told, draft, ensure_ascii=False, indent=1)
    try:
        # A link is made or refused in one step: of two readers with one name, one is told.
        os.link(draft.name, _path(name))
    except FileExistsError as taken:
        raise NameTaken(name) from taken
    finally:
        os.unlink(draft.name)
    return Saved(name, dict(words), on)


def delete(name: str) -> None:
    """Forget it; one that is gone already is no error."""
    _path(name).unlink(missing_ok=True)


def saved() -> tuple[Saved, ...]:
    """All of them, newest first; a file that cannot be read is left out."""
    found = [told for path in folder().glob("*.json") if (told := _read(path))]
    return tuple(sorted(found, key=lambda told: (-told.saved_on.toordinal(), told.name)))


def _path(name: str) -> Path:
    """Names of any letters, in any file system."""
    return folder() / f"{hashlib.sha256(names_alike(name).encode()).hexdigest()[:20]}.json"


def _read(path: Path) -> Saved | None:
    try:
        told = json.loads(path.read_text("utf-8"))
        return Saved(told["name"], told["words"], date.fromisoformat(told["saved_on"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
