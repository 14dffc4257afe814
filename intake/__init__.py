"""Intake: the way from a messy file to a published snapshot. `python -m intake --help`."""
