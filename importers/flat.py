"""Lay the parts of a document that is one XML file out as the zip that they usually are."""

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from framework.errors import RefusedError
from importers import archive, limits

if TYPE_CHECKING:
    from lxml.etree import _Element

_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_KNOWN = re.compile(rb"<!doctype\s+html|<html\b", re.IGNORECASE)
_BEFORE = b"\xef\xbb\xbf \t\r\n"
_SEEN = 3000


def is_word(data: bytes) -> bool:
    """Say whether the bytes are a Word document as one XML file."""
    return _is_xml(data) and b"2006/xmlPackage" in data[:_SEEN]


def is_open_document(data: bytes) -> bool:
    """Say whether the bytes are an OpenDocument text as one XML file."""
    return _is_xml(data) and b"<office:document" in data[:_SEEN]


def refuse_other(data: bytes, name: str) -> None:
    """Refuse XML of another kind: its mark-up would stand among the words."""
    if _is_xml(data) and not (
        _KNOWN.search(data[:_SEEN]) or is_word(data) or is_open_document(data)
    ):
        raise RefusedError(
            f"{name} is an XML file of a kind that is not read; nothing was imported. Export it "
            "as a Word document, plain text or captions, and import that."
        )


def zipped(data: bytes, name: str) -> bytes:
    """Zip the parts of a document that is one XML file; a zip stays as it is."""
    if data.startswith(archive.ZIP):
        return data
    limits.hold_size(len(data), limits.PART_BYTES, name)
    root = archive.parsed(data.lstrip(_BEFORE), name)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        for part, content in dict(_parts(root, data)).items():
            parts.writestr(part or "unnamed", content)
    return packed.getvalue()


def _is_xml(data: bytes) -> bool:
    return data[:100].lstrip(_BEFORE).startswith(b"<?xml")


def _parts(root: "_Element", data: bytes) -> Iterator[tuple[str, bytes]]:
    from lxml import etree

    if not str(root.tag).startswith(_PACKAGE):
        # The styles of an OpenDocument stand in the same tree as its text.
        yield from (("content.xml", data), ("styles.xml", data))
        return
    for part in root.iterchildren(f"{_PACKAGE}part"):
        inner = part.find(f"{_PACKAGE}xmlData")
        title = part.get(f"{_PACKAGE}name", "").lstrip("/")
        if inner is not None and len(inner):
            yield title, etree.tostring(inner[0], encoding="UTF-8", with_tail=False)
        else:
            yield title, _decoded(part.findtext(f"{_PACKAGE}binaryData", ""))


def _decoded(typed: str) -> bytes:
    try:
        return base64.b64decode(typed)
    except binascii.Error:
        return b""
