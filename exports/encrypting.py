"""Encrypt a Word or Excel file that was written, with a password that opens it."""

import os
from io import BytesIO
from pathlib import Path

from framework.ciphering import INSTALL
from framework.errors import RefusedError

ENDINGS = (".docx", ".xlsx")
SHORTEST = 8


def refuse_password(path: Path, password: str) -> None:
    """Refuse, before anything is written, a password that would protect nothing."""
    if path.suffix.casefold() not in ENDINGS:
        raise RefusedError(
            f"{path.name} cannot be encrypted: only Word and Excel files can. Nothing was written; "
            "choose one of these, or leave the password out and keep the file where only your team "
            "reads it."
        )
    if len(password.strip()) < SHORTEST:
        raise RefusedError(f"A password has at least {SHORTEST} characters; nothing was written.")
    try:
        import msoffcrypto  # noqa: F401 - whether it is installed
    except ImportError as lacking:
        raise RefusedError(
            f"This Chartwell lacks what encrypting a file needs; nothing was written. Install it "
            f"with {INSTALL}, and try again."
        ) from lacking


def encrypt(path: Path, password: str) -> None:
    """Encrypt a file in its place, as Office does it, and overwrite what stood there in plain."""
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = path.read_bytes()
    hidden = BytesIO()
    OOXMLFile(BytesIO(plain)).encrypt(password, hidden)
    with path.open("rb+") as file:
        file.write(bytes(len(plain)))
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        file.truncate()
        file.write(hidden.getvalue())
