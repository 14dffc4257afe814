"""Files submitted in the browser: the only part of the served application that knows intake."""


def submitting() -> None:
    """A steward submits a district's files: see `steward`."""
    # Examining brings in large libraries, which no other page waits for.
    from dashboard.ui.submitting import steward

    steward.submitting()
