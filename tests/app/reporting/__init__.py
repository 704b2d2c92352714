"""Hold Report to its facts."""
