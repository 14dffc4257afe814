"""Words in both languages, and codes that stand for words."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dashboard.catalog.folders import reference

# Fixed order of the languages a label is written in, English first as in every header line.
LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Label:
    """One wording in both languages of the interface."""

    en: str
    zh: str

    def __call__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


NOT_STATED = Label("Not stated", "未载明")


@dataclass(frozen=True)
class Code:
    """A value that a coded field may take; `spellings` are accepted in files besides code and labels."""

    code: str
    label: Label
    spellings: tuple[str, ...] = ()


def label_of(raw: Mapping[str, str] | None) -> Label | None:
    return Label(raw["en"], raw["zh"]) if raw else None


def word_of(codes: Iterable[Code], value: str, language: str) -> str:
    """A code in words; one that is not listed stays as it is."""
    return next((code.label(language) for code in codes if code.code == value), value)


@cache
def code_list(name: str) -> tuple[Code, ...]:
    """The codes of `data/reference/<name>.csv`, in the file's order."""
    with reference(f"{name}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return tuple(
            Code(r["code"], Label(r["name_en"], r["name_zh"]), tuple(filter(None, r["spellings"].split(";"))))
            for r in csv.DictReader(lines)
        )
