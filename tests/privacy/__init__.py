"""Prove that nothing leaves the computer, and that nothing is left behind in plain text."""
