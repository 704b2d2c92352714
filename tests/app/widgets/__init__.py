"""Hold the shared pieces to its behaviour."""
