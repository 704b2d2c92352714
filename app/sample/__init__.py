"""Build the synthetic sample study from its raw files."""
