"""Ask for passphrases on the command line: from the surroundings or the keys, never as words."""

import os
import sys
from argparse import Namespace
from getpass import getpass
from pathlib import Path

from framework.errors import RefusedError

PASSPHRASE = "CHARTWELL_PASSPHRASE"  # noqa: S105 - the name of a variable
NEW_PASSPHRASE = "CHARTWELL_NEW_PASSPHRASE"  # noqa: S105 - the name of a variable
EXPORT_PASSWORD = "CHARTWELL_EXPORT_PASSWORD"  # noqa: S105 - the name of a variable


def unlock_named(args: Namespace) -> None:
    """Take the passphrase of the study that a command names, where that is encrypted."""
    named = getattr(args, "study", None)
    path = Path(named) if named else None
    if path is None or not path.is_file() or args.command == "new":
        return
    from framework import ciphering

    if ciphering.is_plain(path) or not ciphering.looks_encrypted(path):
        return
    ciphering.require_library(path.name)
    ciphering.unlock(path, _told(PASSPHRASE, f"Passphrase of {path.name}: "))


def passphrase(args: Namespace) -> None:
    """Encrypt a study, change its passphrase, or take the encryption away."""
    from app.commands.opening import say
    from framework.passphrases import remove_passphrase, set_passphrase
    from framework.whereabouts import refuse_nothing

    path = Path(args.study)
    refuse_nothing(path)
    if args.remove:
        done = remove_passphrase(path)
        say(f"{path} is not encrypted any more. {done.words()}".strip())
        return
    done = set_passphrase(path, new_passphrase(NEW_PASSPHRASE))
    say(f"{path} is encrypted with the new passphrase. {done.words()}".strip())


def new_passphrase(variable: str) -> str:
    """Take a new passphrase, typed twice where it is typed; say first what losing it means."""
    from framework.ciphering import LOST

    sys.stderr.write(f"{LOST}\n")
    told = _told(variable, "New passphrase: ")
    if not os.environ.get(variable) and getpass("Once more: ") != told:
        raise RefusedError("The two passphrases differ; nothing was changed.")
    return told


def export_password() -> str:
    """Take the password of a file that is to be written, typed twice where it is typed."""
    told = _told(EXPORT_PASSWORD, "Password of the file: ")
    if not os.environ.get(EXPORT_PASSWORD) and getpass("Once more: ") != told:
        raise RefusedError("The two passwords differ; nothing was written.")
    return told


def _told(variable: str, asking: str) -> str:
    """Take a passphrase from a variable of the surroundings, or have it typed unseen."""
    told = os.environ.get(variable, "")
    if told:
        return told
    if not sys.stdin.isatty():
        raise RefusedError(
            f"A passphrase is needed, and nobody is there to type it: set {variable}. Nothing was "
            "changed."
        )
    return getpass(asking)
