"""Hold the Framework workspace to its behaviour."""
