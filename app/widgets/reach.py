"""Know how far a transcript has been coded."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framework.queries.transcripts import TranscriptRow


def share_coded(row: "TranscriptRow") -> float:
    """Return the last coded paragraph over all paragraphs, 0.0 to 1.0."""
    return min(1.0, row.coded_to / row.paragraphs) if row.paragraphs else 0.0
