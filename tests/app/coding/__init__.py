"""Hold the Code workspace to its behaviour."""
