"""Keep the keys of encrypted studies while they are in use, and connect to files with them.

A key is found by the salt, with which every encrypted file begins: a study, its copies and what is
made of it on the way have one salt and one key. Deriving a key takes a quarter of a second by
design, so it is done once for an opening and not for every connection.
"""

import hashlib
import os
import sqlite3
import unicodedata
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from framework import heads
from framework.errors import RefusedError, StudyFileError

try:
    from sqlcipher3 import dbapi2 as cipher
except ImportError:  # the extra that brings it is not installed
    cipher = None

HEADER = b"SQLite format 3\0"
SHORTEST = 8  # signs of a passphrase
LOST = (
    "A lost passphrase is lost: nobody can open the study without it, nor its copies, and nobody "
    "can find it out or reset it. Keep it where your team keeps such things."
)
INSTALL = 'pip install "chartwell[encryption]"'
_ROUNDS = 256_000  # as SQLCipher 4 derives keys, so that its own tools open the file too
_SALT = 16
_PAGE = 4096
_LONGEST = 400_000_000  # bytes of one row; a file that is kept has at most half as many
_DISTINCT = 200  # of 256 values, how many a page of noise shows at the least
_OTHERS = (b"PK\x03\x04", b"%PDF", b"\x1f\x8b")

_DatabaseError: type[Exception] = sqlite3.DatabaseError
_OperationalError: type[Exception] = sqlite3.OperationalError
if cipher is not None:  # its errors share no class with Python's own
    _DatabaseError, _OperationalError = cipher.DatabaseError, cipher.OperationalError
UNREADABLE = (sqlite3.DatabaseError, _DatabaseError)
OPERATIONAL = (sqlite3.OperationalError, _OperationalError)


class LockedError(StudyFileError):
    """Say that a study is opened by a passphrase; `path` is which."""

    def __init__(self, sentence: str, path: Path) -> None:
        super().__init__(sentence)
        self.path = path


class WrongPassphraseError(LockedError):
    """Say that a passphrase does not open the study."""


class Key:
    """Hold what opens the files of one salt, and show it to nobody."""

    __slots__ = ("_raw", "salt")

    def __init__(self, passphrase: str, salt: bytes) -> None:
        # the same letters reach us in different codes from different keyboards
        told = unicodedata.normalize("NFC", passphrase).encode()
        secret = hashlib.pbkdf2_hmac("sha512", told, salt, _ROUNDS, 32)
        self.salt = salt
        self._raw = f"x'{secret.hex()}{salt.hex()}'"

    def __repr__(self) -> str:
        return "Key(…)"

    def open(self, connection: sqlite3.Connection) -> None:
        """Give the key to a new connection, before anything else is asked of it."""
        connection.execute(f'PRAGMA key="{self._raw}"')

    def attach(self, connection: sqlite3.Connection, path: Path, name: str) -> None:
        """Attach an encrypted file to a connection."""
        connection.execute(f"ATTACH ? AS {name} KEY ?", (str(path), self._raw))


_keys: dict[bytes, Key] = {}


def library() -> Any:  # noqa: ANN401 - a module that may not be there
    """Give the library that reads encrypted files, None where it is not installed."""
    return cipher


def is_plain(path: Path) -> bool:
    """Tell whether a file begins as every plain SQLite file does."""
    return heads.head_of(path, len(HEADER)) == HEADER


def looks_encrypted(path: Path) -> bool:
    """Tell whether a file looks like noise, as an encrypted study does and a damaged one does not.

    Nobody can tell for certain without the passphrase.
    """
    page = heads.head_of(path, _PAGE)
    return (
        len(page) == _PAGE
        and not page.startswith((HEADER, *_OTHERS))
        and len(set(page)) >= _DISTINCT
    )


def key_of(path: Path) -> Key | None:
    """Give the key that was told for a file, None where it is plain or the key is not known."""
    return _keys.get(heads.head_of(path, _SALT)) if path.is_file() else None


def needed_key(path: Path) -> Key:
    """Give the key of a file that is not plain; say what is lacking where there is none.

    Raises LockedError where the passphrase has to be told, StudyFileError where it is no study.
    """
    key = key_of(path)
    if key is not None:
        return key
    if not looks_encrypted(path):
        raise StudyFileError(f"{path.name} is not a Chartwell study; nothing was opened.")
    require_library(path.name)
    raise LockedError(
        f"{path.name} is encrypted, or it is no Chartwell study: its passphrase is needed to tell. "
        "Nothing was opened.",
        path,
    )


def require_library(name: str) -> None:
    """Say what to install where encrypted studies cannot be opened or made."""
    if cipher is None:
        raise StudyFileError(
            f"{name} is encrypted, or it is to be, and this Chartwell lacks what that needs. "
            f"Nothing was changed; install it with {INSTALL}, and try again."
        )


def refuse_short(passphrase: str) -> None:
    """Refuse a passphrase that is soon guessed."""
    if len(passphrase.strip()) < SHORTEST:
        raise RefusedError(
            f"A passphrase has at least {SHORTEST} characters, and several words are better; "
            "nothing was changed."
        )


def new_key(passphrase: str) -> Key:
    """Make the key for a new file, with a salt of its own; refuse a short passphrase."""
    require_library("The study")
    refuse_short(passphrase)
    key = Key(passphrase, os.urandom(_SALT))
    _keys[key.salt] = key
    return key


def unlock(path: Path, passphrase: str) -> None:
    """Take the passphrase of an encrypted file, so that it and its copies can be opened.

    Raises WrongPassphraseError where it does not open the file.
    """
    if not path.is_file() or is_plain(path):
        return
    if not looks_encrypted(path):
        raise StudyFileError(f"{path.name} is not a Chartwell study; nothing was opened.")
    require_library(path.name)
    key = Key(passphrase, heads.head_of(path, _SALT))
    connection = connect(path, key)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except UNREADABLE as error:
        # any other error is damage or a busy file, which whoever opens it says
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_NOTADB:
            raise WrongPassphraseError(
                f"This passphrase does not open {path.name}; nothing was opened. Try again; if it "
                "is right for certain, the beginning of the file is damaged: restore a copy.",
                path,
            ) from None  # what SQLCipher said of it helps nobody
    finally:
        connection.close()
    _keys[key.salt] = key


def forget(path: Path) -> None:
    """Forget the key of a file, so that the passphrase is asked for again."""
    if path.is_file():
        _keys.pop(heads.head_of(path, _SALT), None)


def connect(
    path: Path, key: Key | None, *, timeout: float = 10, one_thread: bool = True
) -> sqlite3.Connection:
    """Open a plain connection to a file that is there, through SQLCipher where there is a key."""
    if key is None:
        made = heads.connected(
            path, sqlite3.connect, sqlite3.Connection, there(path), isolation_level=None,
            timeout=timeout, check_same_thread=one_thread, uri=True,
        )  # fmt: skip
        plain = cast(sqlite3.Connection, made)
        plain.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)  # a file can ask for more by itself
        return plain
    return keyed(path, key, timeout=timeout, one_thread=one_thread)


def there(path: Path) -> str:
    """Name a file to SQLite so that it is opened where it is there, and never made."""
    whole = path.absolute().as_posix()
    slash = "" if whole.startswith("/") else "/"  # before the letter of a drive
    return f"file://{slash}{quote(os.fsencode(whole))}?mode=rw"


def keyed(
    path: Path, key: Key | None, *, timeout: float = 10, one_thread: bool = True
) -> sqlite3.Connection:
    """Open a connection of SQLCipher, which reads plain files too where there is no key."""
    require_library(path.name)
    opened = heads.connected(
        path, cipher.connect, cipher.Connection, there(path), isolation_level=None,
        timeout=timeout, check_same_thread=one_thread, uri=True,
    )  # fmt: skip
    # SQLCipher's connections answer as SQLite's do, but share no class with them
    connection = cast(sqlite3.Connection, opened)
    connection.execute("PRAGMA cipher_log_level=NONE")  # it would write to stderr
    if key is not None:
        key.open(connection)
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection
