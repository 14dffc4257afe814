"""What a finding is about, and how its words are kept: {rule: severity, what is wrong, what to do}."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.catalog import Label

ERROR, WARNING = "error", "warning"
Rules = Mapping[str, tuple[str, Label, Label]]


@dataclass(frozen=True)
class Problem:
    """What is wrong with a file, a column or a cell. Errors block publishing; warnings do not."""

    rule: str
    severity: str
    message: Label
    remedy: Label
