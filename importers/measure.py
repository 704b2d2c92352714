"""Measure that no text is lost: count what a file holds, past the reader, and what its draft has.

Blanks are not counted, nor is mark-up; what has no text of its own to count is not measured.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from framework.drafts import TranscriptDraft
from framework.errors import FrameworkError
from framework.progress import Progress
from importers import archive, cues, encoding, pdflines, wordparts
from importers.odfnames import OFFICE
from importers.pieces import tidy
from importers.wordstyles import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LINES = re.compile(r"\r\n|\r|\n")
_UNSAID = re.compile(
    r"<(?:script|style|head|template)\b.*?</(?:script|style|head|template)\s*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^<>]{0,1000}>")


class Measured(NamedTuple):
    """Give the characters without blanks: `held` in the file, None unmeasured; `kept` in the text.

    Text that the file holds and that is rightly left out (a header, a deletion) is in `held`.
    """

    held: int | None
    kept: int


def measured(draft: TranscriptDraft) -> Measured:
    """Count what the file of a draft holds, and what its text has."""
    counted = _COUNTED.get(draft.format)
    held: int | None = None
    if counted is not None:
        try:
            held = _letters(map(tidy, counted(draft.original, draft.name)))
        except FrameworkError:
            held = None  # what the reader could read and this cannot is not measured
    return Measured(held, _letters([draft.text]))


def _letters(texts: Iterable[str]) -> int:
    return sum(len("".join(text.split())) for text in texts)


def _word(data: bytes, name: str) -> Iterator[str]:
    """Give the text of the body, what was deleted too; the same drawing counts once."""
    parts = archive.opened(data, name)
    root = parts.tree(wordparts.main_part(parts))
    if root is None:
        raise archive.damaged(name)
    for passed in list(root.iter(_FALLBACK)):
        passed.clear()
    for paragraph in root.iter(f"{W}p"):
        own = (t for t in paragraph.iter(f"{W}t", f"{W}delText") if _owner(t) is paragraph)
        yield "".join(t.text or "" for t in own)


def _owner(element: "_Element") -> "_Element | None":
    return next(element.iterancestors(f"{W}p"), None)


def _open_document(data: bytes, name: str) -> Iterator[str]:
    root = archive.opened(data, name).tree("content.xml")
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise archive.damaged(name)
    yield "".join(map(str, body.itertext()))


def _plain(data: bytes, name: str) -> Iterator[str]:
    yield encoding.decode(data, name).text


def _captions(data: bytes, name: str) -> Iterator[str]:
    lines = _LINES.split(encoding.decode(data, name).text)
    for cue in cues.split(lines, blocks=True).cues:
        yield html.unescape(_TAG.sub("", " ".join(cue.lines)))


def _page(data: bytes, name: str) -> Iterator[str]:
    said = _UNSAID.sub("", encoding.decode(data, name).text)
    yield html.unescape(_TAG.sub("", said))


def _pdf(data: bytes, name: str) -> Iterator[str]:
    for page in pdflines.pages(data, name, Progress()):
        yield from (line.text for line in page)


_COUNTED: Mapping[str, Callable[[bytes, str], Iterator[str]]] = {
    "docx": _word,
    "odt": _open_document,
    "txt": _plain,
    "md": _plain,
    "vtt": _captions,
    "srt": _captions,
    "html": _page,
    "pdf": _pdf,
}
