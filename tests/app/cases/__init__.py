"""Hold the cases to their behaviour."""
