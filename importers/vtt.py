"""Read a transcript from WebVTT captions, as Teams, Zoom and Whisper write them."""

from framework.drafts import TranscriptDraft
from framework.progress import Progress
from importers import captions, cues, encoding
from importers.pieces import Source
from importers.txt import lines


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - every Format is asked the same
    """Say whether the file opens as WebVTT does."""
    return encoding.opening(head).lstrip().startswith("WEBVTT")


def read(data: bytes, name: str, progress: Progress) -> TranscriptDraft:
    """Read every cue with text as a paragraph, with its voice and its time."""
    progress.at(0, 1, name)
    decoded = encoding.decode(data, name)
    found = cues.split(lines(decoded.text.lstrip()), blocks=True)
    return captions.draft(Source(name, "vtt", data), found, decoded.remarks)
