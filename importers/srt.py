"""Read a transcript from SubRip captions."""

import re

from framework.drafts import TranscriptDraft
from framework.progress import Progress
from importers import captions, cues, encoding
from importers.pieces import Source
from importers.txt import lines

_NUMBERED = re.compile(
    r"\s*\d{1,9}[ \t]*(?:\r\n|\r|\n)\s*\d{1,4}:\d{1,3}:\d{1,3}[^\n]{0,20}-{1,3}>"
)


def recognises(head: bytes, name: str) -> bool:
    """Say whether the file opens with a numbered cue, or is named so and holds one."""
    text = encoding.opening(head)
    return bool(_NUMBERED.match(text)) or (name.lower().endswith(".srt") and "-->" in text)


def read(data: bytes, name: str, progress: Progress) -> TranscriptDraft:
    """Read every cue with text as a paragraph, with its time and, where one is given, its name."""
    progress.at(0, 1, name)
    decoded = encoding.decode(data, name)
    found = cues.split(("SRT", "", *lines(decoded.text)), blocks=False)
    return captions.draft(Source(name, "srt", data), found, decoded.remarks)
