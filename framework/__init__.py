"""Hold what a framework analysis is: the study, its record, its rules and its questions."""

NAMELESS = "C1"
"""Whose steps these are where nobody has given initials."""
