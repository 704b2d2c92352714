"""Run a reader that can bring its process down in a process of its own.

The readers of old workbooks and of statistics files are written in C and Rust; a damaged file can
make them end the program, or take all memory. In a process apart only that process ends.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from framework.errors import RefusedError
from importers import limits

_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


def run(
    read: Callable[_Given, _Found], file: str, *given: _Given.args, **named: _Given.kwargs
) -> _Found:
    """Call a function of a module elsewhere; refuse the file where that does not end well."""
    root = str(Path(__file__).parents[1])
    paths = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    try:
        made = subprocess.run(  # noqa: S603 - this interpreter, on this module
            [sys.executable, "-m", "importers.apart"], input=pickle.dumps((read, given, named)),
            env={**os.environ, "PYTHONPATH": paths}, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, timeout=limits.APART_SECONDS, check=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except OSError as error:
        raise RefusedError(
            f"{file} is read in a process of its own, which could not be started "
            f"({error.strerror}); nothing was loaded. Close other programs, and try again."
        ) from error
    except subprocess.SubprocessError as error:
        raise RefusedError(
            f"{file} is damaged and cannot be opened; nothing was loaded. "
            "Open it in the program that it comes from, save a copy and load that."
        ) from error
    found: _Found | RefusedError = pickle.loads(made.stdout)  # noqa: S301 - what this module wrote
    if isinstance(found, RefusedError):
        raise found
    return found


def _answer(asked: bytes) -> bytes:
    """Do what was asked, and give what came of it."""
    read, given, named = pickle.loads(asked)  # noqa: S301 - what this module wrote
    try:
        found: Any = read(*given, **named)
    except RefusedError as refused:
        found = refused
    return pickle.dumps(found)


def _hold_memory() -> None:
    """Have a reader that asks for all memory fail at once, where the system can."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.APART_BYTES, limits.APART_BYTES))


if __name__ == "__main__":
    _hold_memory()
    sys.stdout.buffer.write(_answer(sys.stdin.buffer.read()))
