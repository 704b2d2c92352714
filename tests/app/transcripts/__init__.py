"""Hold the Transcripts workspace to its behaviour."""
