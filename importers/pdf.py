"""Read a transcript from a PDF with a text layer; its lines become paragraphs.

What only furnishes the pages (running headers and footers, page and line numbers) is left out and
told; a page that is only a picture is named.
"""

from framework.drafts import TranscriptDraft
from framework.errors import RefusedError
from framework.progress import Progress
from importers import archive, pdffurniture, pdflines, pdfparagraphs, talk
from importers.omissions import Omissions
from importers.pieces import Source

_NAMED = 12


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - every Format is asked the same
    """Say whether the bytes open as a PDF does."""
    return b"%PDF-" in head[:1024] and not head.startswith((b"PK", b"{\\rtf"))


def read(data: bytes, name: str, progress: Progress) -> TranscriptDraft:
    """Read the lines of every page, drop the furniture, and join lines into paragraphs."""
    pages = pdflines.pages(data, name, progress)
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == len(pages):
        raise RefusedError(
            f"{name} is a PDF of pictures without a text layer; nothing was imported. "
            "Have its text recognised (OCR), or import the document that it was made from."
        )
    omissions = Omissions()
    bare = pdffurniture.without(pages, omissions)
    pieces = pdfparagraphs.joined(bare)
    remarks = ["The lines of the PDF were joined into paragraphs; check where turns begin."]
    if empty:
        which = ", ".join(map(str, empty[:_NAMED])) + (" …" if len(empty) > _NAMED else "")
        many = len(empty) > 1
        remarks.append(
            f"Page{'s' * many} {which} {'have' if many else 'has'} no text layer; "
            "what stands there was not read."
        )
    if not pieces:
        raise archive.damaged(name)
    return talk.written(Source(name, "pdf", data), pieces, omissions, remarks)
