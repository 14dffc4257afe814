"""The words of every finding, in two languages: what is wrong, and what to do about it.

The only place where intake says it. A rule's name is its key; facts in braces are filled in by `problem`.
"""

from dashboard.catalog import Label
from intake.wording.of_files import COLUMNS, FILES
from intake.wording.of_rows import CELLS, ROWS
from intake.wording.of_submissions import SUBMISSIONS, in_the_file
from intake.wording.problem import ERROR, WARNING, Problem

__all__ = ["ERROR", "RULES", "WARNING", "Problem", "in_the_file", "problem"]
RULES = {**FILES, **COLUMNS, **ROWS, **CELLS, **SUBMISSIONS}


def problem(rule: str, **facts: object) -> Problem:
    """The problem of that rule with its facts filled in; a fact that is a Label is put in each language."""
    severity, message, remedy = RULES[rule]
    return Problem(rule, severity, _filled(message, facts), _filled(remedy, facts))


def _filled(words: Label, facts: dict[str, object]) -> Label:
    en, zh = ({k: v(lang) if isinstance(v, Label) else v for k, v in facts.items()} for lang in ("en", "zh"))
    return Label(words.en.format(**en), words.zh.format(**zh))
