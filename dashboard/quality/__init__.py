"""Whether a snapshot can be trusted: every finding about it, how grave it is, and the rows that it stands on.

It looks and counts; it changes nothing and hides nothing. Pages and words belong to `dashboard.ui.quality`.
"""
