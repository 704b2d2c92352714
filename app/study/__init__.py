"""Show how far the study has come, and what to do next."""
