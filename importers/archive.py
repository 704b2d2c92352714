"""Open the zip that a document is, safely: no entities, no network, no bombs."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framework.errors import RefusedError
from importers import limits

if TYPE_CHECKING:
    from lxml.etree import _Element

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w{1,40})/")
_SHEETS = "xl/worksheets/"
ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Archive:
    """Give a document's parts as trees; `file` names the document in messages."""

    file: str
    parts: zipfile.ZipFile

    def names(self) -> list[str]:
        """List the parts."""
        return self.parts.namelist()

    def tree(self, part: str) -> "_Element | None":
        """Parse a part, or return None when the document has no such part."""
        data = self.content(part)
        return None if data is None else parsed(data, self.file)

    def content(self, part: str) -> bytes | None:
        """Return a part's bytes, or None when the document has no such part."""
        try:
            most = limits.SHEET_BYTES if part.startswith(_SHEETS) else limits.PART_BYTES
            limits.hold_size(self.parts.getinfo(part).file_size, most, self.file)
            return self.parts.read(part)
        except KeyError:
            return None
        # a way of packing that is not known is a RuntimeError too, and no password
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
            raise damaged(self.file) from None
        except RuntimeError:
            raise locked(self.file) from None


def parsed(data: bytes, file: str) -> "_Element":
    """Parse XML without entities and without the network, or refuse it."""
    from lxml import etree

    elements = data.count(b"<") - data.count(b"</")
    if elements > limits.XML_ELEMENTS:
        raise RefusedError(
            f"{file} has {elements} elements in one part, more than the {limits.XML_ELEMENTS} that "
            "are read; nothing was imported. Import it in parts."
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_transitional(data), parser)
    except etree.XMLSyntaxError:
        raise damaged(file) from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise damaged(file)
    return root


def _transitional(data: bytes) -> bytes:
    """Give the elements of “Strict Open XML” the names that all others have."""
    if b"//purl.oclc.org/ooxml/" not in data:
        return data
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)


def opened(data: bytes, file: str) -> Archive:
    """Open the zip, or refuse one that is damaged or would expand beyond all measure."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise damaged(file) from None
    if len(parts.infolist()) > limits.ENTRIES:
        raise RefusedError(
            f"{file} has {len(parts.infolist())} parts, which no transcript needs; "
            "nothing was imported."
        )
    size = sum(entry.file_size for entry in parts.infolist())
    if size > limits.EXPANDED_BYTES or size > limits.RATIO * max(len(data), 10_000):
        raise RefusedError(
            f"{file} would expand to {size // 1_000_000} MB, which no transcript needs; "
            "nothing was imported."
        )
    return Archive(file, parts)


def damaged(file: str) -> RefusedError:
    """Say that a document is damaged."""
    return RefusedError(
        f"{file} is damaged and cannot be opened; nothing was imported. "
        "Open it in a word processor, save a copy and import that."
    )


def locked(file: str) -> RefusedError:
    """Say that a document is protected by a password."""
    return RefusedError(
        f"{file} is protected by a password; nothing was imported. Save a copy without one."
    )
