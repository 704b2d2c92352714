"""Show the study in a window, and answer the command line."""
