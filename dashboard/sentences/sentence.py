"""A generated sentence, the rule that made it, and the view in which a reader can check it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sentence:
    """`text` is in one language and complete; `rule` names what made it (level, change, contribution, single, target,
    caveat …, or `stated` for what people wrote); `values` are the exact numbers told in it, by metric or part.

    `page` and `link` (the words of a query string) open the view that it speaks of.
    """

    text: str
    rule: str
    values: Mapping[str, float] = field(default_factory=dict, hash=False)
    page: str = ""
    link: Mapping[str, list[str]] = field(default_factory=dict, hash=False)

    @staticmethod
    def joined(sentences: "Sequence[Sentence]", language: str) -> str:
        """The sentences as one paragraph."""
        return ("" if language == "zh" else " ").join(s.text for s in sentences)
