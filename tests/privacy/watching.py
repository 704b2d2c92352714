"""Watch a process from within: the sockets it makes, the files it writes."""

import os
import sys
from pathlib import Path

# The lock beside a study says on which computer it is open; asking for the name opens nothing.
_ALLOWED = {"socket.gethostname"}
_REACHING_OUT = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.",
                 "telnetlib.", "webbrowser.")  # fmt: skip


class Watched:
    """Hold what was seen since the watch began."""

    def __init__(self) -> None:
        """Begin to watch; there is no way to end it but to end the process."""
        self.reached: list[str] = []
        self.written: set[str] = set()
        sys.addaudithook(self._see)

    def _see(self, event: str, args: tuple[object, ...]) -> None:
        """Refuse whatever reaches out, and note which files are opened to be written."""
        if event.startswith(_REACHING_OUT) and event not in _ALLOWED:
            self.reached.append(event)
            raise ConnectionRefusedError(f"{event}: the program reaches out")
        if event == "open" and isinstance(args[0], str | bytes) and _writes(args):
            self.written.add(os.path.abspath(os.fsdecode(args[0])))  # noqa: PTH100 - of gone files too


def _writes(args: tuple[object, ...]) -> bool:
    """Tell whether a file is opened to be written."""
    mode, flags = args[1], args[2]
    if isinstance(mode, str):
        return any(sign in mode for sign in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def sockets() -> list[str]:
    """List the sockets that this process holds, those of C libraries too."""
    held = Path("/proc/self/fd")
    if not held.is_dir():
        return []
    links = (_target(link) for link in held.iterdir())
    return [target for target in links if target.startswith("socket:")]


def _target(link: Path) -> str:
    """Give where a link leads, "" where it is gone."""
    try:
        return str(link.readlink())
    except OSError:
        return ""
