"""Keep the built-in frameworks, as data."""
