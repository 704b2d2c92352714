"""Hold the look to what can be read."""
