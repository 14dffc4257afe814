"""Why a file cannot be made, in both languages, with the remedy."""

from dashboard.catalog import Label


class Problem(Exception):
    """A reason that a reader can do something about: no browser, no Chinese font, a broken template."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.told = Label(en, zh)
