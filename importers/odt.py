"""Read a transcript from an OpenDocument text, losing none of its text.

A line break inside a paragraph is kept as U+2028, so that a paragraph never contains a line end.
"""

from typing import TYPE_CHECKING

from framework.drafts import TranscriptDraft
from framework.progress import Progress
from importers import archive, flat, talk
from importers.odfnames import OFFICE, STYLE, TEXT
from importers.odtnumbers import Numbers
from importers.odttext import Styles, Walker, all_text
from importers.omissions import Omissions
from importers.pieces import Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_MIMETYPE = b"application/vnd.oasis.opendocument.text"


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - every Format is asked the same
    """Say whether the bytes are an OpenDocument text, zipped or as one XML file."""
    zipped = head.startswith(archive.ZIP)
    return flat.is_open_document(head) or (zipped and _MIMETYPE in head[:300])


def read(data: bytes, name: str, progress: Progress) -> TranscriptDraft:
    """Read every paragraph of the body; what stands elsewhere is named in `left_out`."""
    progress.at(0, 1, name)
    parts = archive.opened(flat.zipped(data, name), name)
    manifest = parts.tree("META-INF/manifest.xml")
    if (
        manifest is not None
        and next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None
    ):
        raise archive.locked(name)
    root = parts.tree("content.xml")
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if root is None or body is None:
        raise archive.damaged(name)
    sheet = parts.tree("styles.xml")
    omissions = Omissions()
    walker = Walker(_styles(root, sheet), omissions, Numbers(sheet, root))
    walker.body(body)
    walker.end()
    _note_pages(sheet, omissions)
    if walker.notes.texts:
        walker.notes.count([piece.text for piece in walker.pieces])
    return talk.written(Source(name, "odt", data), walker.pieces, omissions, (), walker.notes)


def _styles(*roots: "_Element | None") -> Styles:
    styles = [s for root in roots if root is not None for s in root.iter(STYLE + "style")]
    bold, hidden, unnumbered, titles = set(), set(), set(), {"Title", "Subtitle"}
    for style in styles:
        name, text = style.get(STYLE + "name", ""), style.find(STYLE + "text-properties")
        if style.get(STYLE + "parent-style-name") in titles:
            titles.add(name)
        if style.get(STYLE + "list-style-name") == "":
            unnumbered.add(name)
        if text is not None and text.get(_FO + "font-weight") in {"bold", "700", "800", "900"}:
            bold.add(name)
        if text is not None and text.get(TEXT + "display") == "none":
            hidden.add(name)
    return Styles(*map(frozenset, (titles, bold, hidden, unnumbered)))


def _note_pages(sheet: "_Element | None", omissions: Omissions) -> None:
    for kind in ("header", "footer"):
        for part in () if sheet is None else sheet.iter(STYLE + kind):
            if text := all_text(part):
                omissions.add(f"page {kind}", text)
