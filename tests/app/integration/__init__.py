"""Hold Integrate to its facts."""
