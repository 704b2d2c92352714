"""Hold what importers make of files."""
