"""Hold properties that must be true of any input."""
