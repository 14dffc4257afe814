"""A draft speech against the data: its numbers are found, matched to metrics, places and periods, and judged.

It reads a text and answers with claims; it changes nothing in the text and stores nothing. Pages belong to
`dashboard.ui.claims`.
"""
