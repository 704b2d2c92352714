"""Read a transcript from a web page saved as a file; nothing of it is run or fetched."""

import re

from framework.drafts import TranscriptDraft
from framework.errors import RefusedError
from framework.progress import Progress
from importers import encoding, limits, talk
from importers.htmltext import Walker
from importers.omissions import Omissions
from importers.pieces import Source

_OPENS = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(
    r"</?(?:p|div|span|br|table|tr|td|h[1-6]|li|dt|dd|b|strong)\b[^<>]{0,300}>", re.IGNORECASE
)
_DATA = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]+")
_LONG = re.compile(rb"<[A-Za-z!/][^<>]{%d}" % limits.TAG_BYTES)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_-]{2,40})", re.IGNORECASE
)


def recognises(head: bytes, name: str) -> bool:
    """Say whether the bytes open as a web page does, or are named so and hold its mark-up."""
    if not encoding.is_text(head):
        return False
    text = encoding.opening(head)
    if _OPENS.match(text):
        return True
    ending = name.lower().endswith((".html", ".htm", ".xhtml"))
    if ending:
        return bool(_TAGS.search(text))
    # A heading in mark-up does not make a page of what is written below without any.
    marked = len(_TAGS.findall(text)) * 3 >= sum(bool(line.strip()) for line in text.splitlines())
    return marked and _TAGS.match(text.lstrip()) is not None


def read(data: bytes, name: str, progress: Progress) -> TranscriptDraft:
    """Read every paragraph of the page; scripts, pictures and hidden text go to `left_out`."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    progress.at(0, 1, name)
    limits.hold_size(len(data), limits.TEXT_BYTES, name)
    decoded = encoding.decode(data, name, _declared(data))
    page = _DATA.sub("data:", decoded.text).replace("\0", "\ufffd").encode()
    limits.hold_size(len(page), limits.PAGE_BYTES, name)
    if _LONG.search(page):
        raise RefusedError(
            f"{name} has a tag of more than {limits.TAG_BYTES} characters, as no page has; nothing "
            "was imported. Save its text as Word or plain text, and import that."
        )
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        root = document_fromstring(page, parser=parser)
    except (etree.LxmlError, ValueError):
        raise RefusedError(f"{name} holds no text; nothing was imported.") from None
    # The parser drops without a word what stands below its greatest depth.
    if any(told.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for told in parser.error_log):
        raise limits.too_deep(name)
    omissions = Omissions()
    walker = Walker(name, omissions)
    walker.walk(root)
    del root  # it takes more room than all that is made of it
    walker.notes.count([piece.text for piece in walker.pieces])
    source = Source(name, "html", data)
    return talk.written(source, walker.pieces, omissions, decoded.remarks, walker.notes)


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data[:4096])
    return match[1].decode() if match else ""
