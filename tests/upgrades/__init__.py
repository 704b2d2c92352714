"""Open study files of every format that was ever released."""
