"""State the rules of the field as pure functions."""
