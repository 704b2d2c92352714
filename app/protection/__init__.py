"""Protect the people in a study: what leaves it, under which names, and who withdraws."""
