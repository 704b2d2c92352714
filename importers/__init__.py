"""Turn files into drafts: transcripts in any supported format, and the tables of a study."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from framework.drafts import TranscriptDraft
from framework.errors import RefusedError
from framework.progress import Progress
from importers import docx, md, odt, srt, txt, unreadable, vtt


@dataclass(frozen=True)
class Format:
    """Describe one kind of transcript file.

    `recognises(head, name)` looks at the file's bytes and, where they are mute, at its name;
    `read(data, name, progress)` returns the draft or raises RefusedError.
    """

    key: str
    name: str
    endings: tuple[str, ...]
    recognises: Callable[[bytes, str], bool]
    read: Callable[[bytes, str, Progress], TranscriptDraft]


FORMATS = (
    Format("docx", "Word document", (".docx", ".docm"), docx.recognises, docx.read),
    Format("odt", "OpenDocument text", (".odt",), odt.recognises, odt.read),
    Format("vtt", "WebVTT captions", (".vtt",), vtt.recognises, vtt.read),
    Format("srt", "SubRip captions", (".srt",), srt.recognises, srt.read),
    Format("md", "Markdown", (".md", ".markdown"), md.recognises, md.read),
    Format("txt", "plain text", (".txt", ".text"), txt.recognises, txt.read),
)
"""Every format, in the order in which a file is offered to them."""

_SILENT = Progress()


def read_transcript(path: Path, progress: Progress = _SILENT) -> TranscriptDraft:
    """Read a transcript in whichever format its content shows, whatever its ending says.

    The draft's name is the file's name without its ending. Refuses, in one sentence, a file that
    is empty, cannot be opened, is protected by a password or is in no known format.
    """
    data = unreadable.content(path)
    unreadable.refuse_known(data, path.name)
    for form in FORMATS:
        if form.recognises(data, path.name):
            draft = form.read(data, path.name, progress)
            return _named(draft, path)
    kinds = ", ".join(form.name for form in FORMATS)
    raise RefusedError(
        f"{path.name} is in none of the formats that can be imported ({kinds}); "
        "nothing was imported."
    )


def _named(draft: TranscriptDraft, path: Path) -> TranscriptDraft:
    if not draft.paragraphs:
        raise RefusedError(f"{path.name} holds no text; nothing was imported.")
    return replace(draft, name=path.stem)
