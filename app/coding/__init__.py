"""Code passages of transcripts as themes."""
