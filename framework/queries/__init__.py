"""Ask a study questions; the answers are plain immutable rows."""
