"""What the numbers say, in sentences: generated from metrics by rules, the same for the same numbers."""
