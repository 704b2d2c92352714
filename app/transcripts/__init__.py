"""Import transcripts, and keep their list."""
