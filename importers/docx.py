"""Read a transcript from a Word document, losing none of its text.

Own walker, since python-docx drops tracked insertions, moved text and content controls. Where
text boxes hold more than all else, as in pages set by converters, they are the text. A line
break inside a paragraph is kept as U+2028, so that a paragraph never contains a line end; where
the line after it opens with a speaker's label, the paragraph is parted there, and a remark says so.
"""

from framework.drafts import TranscriptDraft
from framework.progress import Progress
from importers import archive, flat, talk, wordparts, wordstyles
from importers.omissions import Omissions
from importers.pieces import Source
from importers.wordnumbers import Numbering
from importers.wordtext import Walker

_DOCUMENT = b"word/"


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - every Format is asked the same
    """Say whether the bytes are a Word document, zipped or as one XML file."""
    zipped = head.startswith(archive.ZIP)
    return flat.is_word(head) or (zipped and _DOCUMENT in head and b"[Content_Types].xml" in head)


def read(data: bytes, name: str, progress: Progress) -> TranscriptDraft:
    """Read every paragraph of the body; what stands elsewhere is named in `left_out`."""
    progress.at(0, 1, name)
    parts = archive.opened(flat.zipped(data, name), name)
    main = wordparts.main_part(parts)
    root = parts.tree(main)
    body = None if root is None else root.find(f"{wordstyles.W}body")
    if body is None:
        raise archive.damaged(name)
    sheet, lists = (parts.tree(wordparts.beside(main, f"{n}.xml")) for n in ("styles", "numbering"))
    styles = wordstyles.read(sheet)
    for boxed in (False, True):
        omissions = Omissions()
        walker = Walker(styles, omissions, Numbering(lists, sheet), boxed=boxed)
        walker.body(body)
        if sum(map(len, omissions.texts.get("text box", ()))) <= sum(
            len(piece.text) for piece in walker.pieces
        ):
            break
    del body, root  # they take more room than all that is made of them
    wordparts.note_others(parts, main, omissions, walker.notes)
    if walker.notes.texts:
        walker.notes.count([piece.text for piece in walker.pieces])
    return talk.written(Source(name, "docx", data), walker.pieces, omissions, (), walker.notes)
