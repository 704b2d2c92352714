"""Test the domain on real SQLite files, without Qt."""
