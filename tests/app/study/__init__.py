"""Hold the Study workspace to its behaviour."""
