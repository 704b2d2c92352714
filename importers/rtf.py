"""Read a transcript from rich text (RTF), losing none of its text.

Own reader, since the libraries at hand keep what was deleted with changes tracked, and let go of
tables and bold, by which speakers are told.
"""

from framework.drafts import TranscriptDraft
from framework.progress import Progress
from importers import talk
from importers.omissions import Omissions
from importers.pieces import Source
from importers.rtftext import Reader

_CUT = "The file breaks off before its end; what stood after that is not in it."


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - every Format is asked the same
    """Say whether the bytes open as rich text does."""
    return head[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf")


def read(data: bytes, name: str, progress: Progress) -> TranscriptDraft:
    """Read every paragraph of the body; what stands elsewhere is named in `left_out`."""
    progress.at(0, 1, name)
    omissions = Omissions()
    reader = Reader(name, omissions)
    reader.read(data[data.index(b"{") :])
    remarks = () if reader.whole else (_CUT,)
    reader.notes.count([piece.text for piece in reader.pieces])
    source = Source(name, "rtf", data)
    return talk.written(source, reader.pieces, omissions, remarks, reader.notes)
