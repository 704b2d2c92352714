"""Say plainly why a file cannot be imported."""

import os
from pathlib import Path

from framework import heads
from framework.errors import RefusedError
from importers import limits

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEXTS = (
    (b"{\\rtf", "is a rich text file (RTF); save it as a Word document (.docx) and import that"),
    (b"%PDF", "is a PDF; import the Word document or the text that it was made from"),
)
_MEDIA = (
    (b"\x89PNG", "is a picture, not a transcript"),
    (b"\xff\xd8\xff", "is a picture, not a transcript"),
    (b"GIF8", "is a picture, not a transcript"),
    (b"ID3", "is a sound recording; import its transcript"),
    (b"RIFF", "is a sound or video recording; import its transcript"),
    (b"OggS", "is a sound recording; import its transcript"),
    (b"SQLite format 3", "is a database; open a study with Open instead of importing it"),
)


def content(path: Path) -> bytes:
    """Return a file's bytes, or refuse a file that is missing, empty or out of reach."""
    _hold_name(path)
    try:
        if heads.is_open(path):  # to read it would give up what SQLite has locked
            raise RefusedError(f"{path.name} is a study, and it is open; nothing was imported.")
        limits.hold_file(path)
        data = _whole(path)
    except FileNotFoundError:
        raise RefusedError(f"There is no file {path.name}; nothing was imported.") from None
    except IsADirectoryError:
        raise RefusedError(
            f"{path.name} is a folder; nothing was imported. Choose the files in it."
        ) from None
    except OSError as error:
        reason = error.strerror or "unknown fault"
        raise RefusedError(
            f"{path.name} cannot be read ({reason}); nothing was imported."
        ) from error
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise RefusedError(f"{path.name} is empty; nothing was imported.")
    return data


def _hold_name(path: Path) -> None:
    """Refuse a name that is no text, and so cannot be kept."""
    try:
        path.name.encode()
    except UnicodeEncodeError:
        shown = path.name.encode(errors="surrogateescape").decode(errors="replace")
        raise RefusedError(
            f"{shown} has a name with bytes that are no letters; nothing was imported. Give the "
            "file another name."
        ) from None


def _whole(path: Path) -> bytes:
    """Read a file; refuse one that grows or shrinks meanwhile, or gives more than it said."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        data = file.read(size + 1)
    if len(data) != size:
        raise RefusedError(
            f"{path.name} changed while it was read; nothing was imported. Import it when it is "
            "written and closed."
        )
    return data


def is_locked(data: bytes) -> bool:
    """Tell whether a document of Office is encrypted with a password."""
    return data.startswith(_COMPOUND) and _ENCRYPTED in data


def is_binary(path: Path) -> bool:
    """Say whether a plain file is no text, as documents, workbooks and PDFs are none."""
    if not path.is_file() or heads.is_open(path):
        return False
    with path.open("rb") as file:
        return file.read(len(_COMPOUND)).startswith((b"PK", b"%PDF", _COMPOUND))


def weight(path: Path) -> int:
    """Give a file's size; what is read by a library that can end the program is never light."""
    try:
        return max(path.stat().st_size, limits.READ_HERE_BYTES if is_binary(path) else 0)
    except OSError:
        return 0  # one that is not there is refused when it is read


def refuse_media(data: bytes, name: str) -> None:
    """Refuse, by name, pictures, recordings and databases."""
    for signature, reason in _MEDIA:
        if data.startswith(signature):
            raise RefusedError(f"{name} {reason}. Nothing was imported.")


def refuse_known(data: bytes, name: str) -> None:
    """Refuse, by name, the kinds of file that people try and that hold no readable transcript."""
    if data.startswith(_COMPOUND):
        reason = (
            "is protected by a password; save a copy without one"
            if is_locked(data)
            else "is in the format of Word before 2007 (.doc); save it as .docx"
        )
        raise RefusedError(f"{name} {reason} and import that. Nothing was imported.")
    refuse_media(data, name)
    for signature, reason in _TEXTS:
        if data.startswith(signature):
            raise RefusedError(f"{name} {reason}. Nothing was imported.")
    start = data[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise RefusedError(
            f"{name} is a web page; save it as a Word document or plain text and import that. "
            "Nothing was imported."
        )
