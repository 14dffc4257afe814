"""Commands of `python -m dashboard` that are more than a printout."""


class Usage(Exception):
    """A request that cannot be understood; the message says what is allowed."""
