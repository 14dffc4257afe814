"""What somebody published beside what the records count: every figure's home, wholes and parts, conflicting sources.

It compares and explains; it changes neither side. Pages and words belong to `dashboard.ui.reconciled`.
"""
