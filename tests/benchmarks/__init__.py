"""Measure Chartwell on a reference study; nothing here is a test of the suite."""
