"""What intake has to say about a delivery: up to 1,000 findings listed, all of them counted.

Refuses to know how files are read; a finding only names a place in one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from dashboard.punctuation import chinese
from intake.wording import ERROR, WARNING, Problem

LISTED = 1_000


@dataclass(frozen=True)
class Place:
    """Where in a delivery: file, sheet, row (1-based, as in the file), column (its header) and the cell as read."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    column_number: int | None = None


@dataclass(frozen=True)
class Finding:
    """A problem at a place."""

    problem: Problem
    place: Place

    @property
    def severity(self) -> str:
        return self.problem.severity

    @property
    def rule(self) -> str:
        return self.problem.rule

    def written(self, language: str) -> tuple[str, str]:
        """What is wrong and what to do, as a page or a workbook says it: with the punctuation of its language."""
        told = self.problem.message(language), self.problem.remedy(language)
        return (chinese(told[0]), chinese(told[1])) if language == "zh" else told

    def sentence(self, language: str) -> str:
        """One line for a terminal: severity, place, value, what is wrong, what to do."""
        words = _WORDS[language]
        where = " ".join(filter(None, (_file_and_sheet(self.place), _row_and_column(self.place, language))))
        value = f" = {words['quote'].format(_shortened(self.place.value))}" if self.place.value is not None else ""
        message, remedy = self.problem.message(language), self.problem.remedy(language)
        return f"{words[self.severity]} [{self.rule}] {where}{value}{words['colon']}{message}{words['stop']}{remedy}"


_WORDS = {
    "en": {ERROR: "error", WARNING: "warning", "quote": '"{}"', "colon": ": ", "stop": "; ", "cell": "row {}", "in": "column {}"},
    "zh": {ERROR: "错误", WARNING: "警告", "quote": "“{}”", "colon": "：", "stop": "。处理：", "cell": "第{}行", "in": "“{}”列"},
}  # fmt: skip


def _file_and_sheet(place: Place) -> str:
    return f"{place.file} [{place.sheet}]" if place.sheet else place.file


def _row_and_column(place: Place, language: str) -> str:
    words = _WORDS[language]
    parts = [words["cell"].format(place.row)] if place.row else []
    parts += [words["in"].format(place.column)] if place.column else []
    return " ".join(parts)


def _shortened(value: str) -> str:
    return value if len(value) <= 60 else value[:59] + "…"


@dataclass
class Findings:
    """Collects findings: `listed` holds the first 1,000 (errors before warnings), `counts` all by severity and rule."""

    counts: Counter = field(default_factory=Counter)
    _kept: dict[str, list[Finding]] = field(default_factory=lambda: {ERROR: [], WARNING: []})

    def add(self, problem: Problem, place: Place) -> None:
        self.counts[problem.severity, problem.rule] += 1
        if len(self._kept[problem.severity]) < LISTED:
            self._kept[problem.severity].append(Finding(problem, place))

    def add_rows(self, problem: Problem, rows: Iterable[int], place: Callable[[int], Place]) -> None:
        """The same problem in many rows: all are counted, places are made only for those that get listed."""
        rows = list(rows)
        self.counts[problem.severity, problem.rule] += len(rows)
        kept = self._kept[problem.severity]
        kept.extend(Finding(problem, place(row)) for row in rows[: max(0, LISTED - len(kept))])

    def reworded(self, words: Callable[[Problem], Problem]) -> "Findings":
        """The same findings, told in other words."""
        kept = {of: [Finding(words(f.problem), f.place) for f in found] for of, found in self._kept.items()}
        return Findings(Counter(self.counts), kept)

    def include(self, others: "Findings") -> None:
        """Take over what was found elsewhere in the same delivery."""
        self.counts.update(others.counts)
        for severity, kept in self._kept.items():
            kept.extend(others._kept[severity][: max(0, LISTED - len(kept))])

    @property
    def listed(self) -> list[Finding]:
        return [*self._kept[ERROR], *self._kept[WARNING]][:LISTED]

    @property
    def errors(self) -> int:
        return self._total(ERROR)

    @property
    def warnings(self) -> int:
        return self._total(WARNING)

    def summary(self) -> Mapping[str, int]:
        """As a snapshot's papers keep it."""
        return {"errors": self.errors, "warnings": self.warnings}

    def _total(self, severity: str) -> int:
        return sum(count for (of, _), count in self.counts.items() if of == severity)
