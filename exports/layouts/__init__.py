"""Build the report of each layout from what the study holds."""
