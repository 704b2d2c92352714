"""Read a transcript from SubRip captions, or from those of SubStation Alpha."""

import re

from framework.drafts import TranscriptDraft
from framework.progress import Progress
from importers import captions, cues, encoding
from importers.pieces import Source
from importers.txt import lines

_NUMBERED = re.compile(
    r"\s*\d{1,9}[ \t]*(?:\r\n|\r|\n)\s*\d{1,4}:\d{1,3}:\d{1,3}[^\n]{0,20}-{1,3}>"
)
_SCRIPT = re.compile(r"\s*\[Script Info\]", re.IGNORECASE)
_DIALOGUE = re.compile(
    r"Dialogue:[^,]*,\s*(?P<start>[\d:.]{7,12}),\s*(?P<end>[\d:.]{7,12}),[^,]*,(?P<name>[^,]*),"
    r"(?:[^,]*,){4}(?P<said>.*)"
)


def recognises(head: bytes, name: str) -> bool:
    """Say whether the file opens with a numbered cue or a script, or is named so and holds one."""
    text = encoding.opening(head)
    return bool(_SCRIPT.match(text) or _NUMBERED.match(text)) or (
        name.lower().endswith(".srt") and "-->" in text
    )


def read(data: bytes, name: str, progress: Progress) -> TranscriptDraft:
    """Read every cue with text as a paragraph, with its time and, where one is given, its name."""
    progress.at(0, 1, name)
    decoded = encoding.decode(data, name)
    typed = lines(decoded.text)
    if _SCRIPT.match(decoded.text):
        typed = [part for line in typed for part in _cue(line)]
    found = cues.split(("SRT", "", *typed), blocks=False)
    return captions.draft(Source(name, "srt", data), found, decoded.remarks)


def _cue(line: str) -> tuple[str, ...]:
    """Set a line of a script's dialogue out as a cue: who speaks, when, and what is said."""
    match = _DIALOGUE.match(line)
    if match is None:
        return (line,)
    said = match["said"].replace("\\N", "\n").replace("\\n", "\n").replace("\\h", "\u00a0")
    time = f"{match['start']}0 --> {match['end']}0"
    return (
        ("", match["name"].strip(), time, *lines(said))
        if match["name"]
        else ("", time, *lines(said))
    )
