"""Show what went wrong: a sentence for the person, or a bug with what is needed to mend it."""

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from framework.errors import FrameworkError

log = logging.getLogger("chartwell")


def sentence_of(error: BaseException) -> str | None:
    """Return the sentence that an error carries for the person, None where it is a bug."""
    return str(error) if isinstance(error, FrameworkError) else None


def report_of(error: BaseException) -> str:
    """Return what to send in with a bug: versions and where it happened, no text of the study."""
    from importlib.metadata import PackageNotFoundError, version

    lines = [f"Python {platform.python_version()} on {platform.platform()}"]
    for package in ("chartwell", "PySide6-Essentials", "SQLAlchemy"):
        try:
            lines.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            lines.append(f"{package}: run from its source")
    frames = traceback.extract_tb(error.__traceback__)
    lines += [f"  {Path(f.filename).name}:{f.lineno} in {f.name}" for f in frames]
    return "\n".join([*lines, type(error).__name__])


class Errors:
    """Show errors: sentences in the message bar, bugs in a panel."""

    def __init__(self, say: Callable[[str], None], report: Callable[[str], None]) -> None:
        self._say, self._report = say, report
        self._before = sys.excepthook

    def show(self, error: BaseException) -> None:
        """Show one error, whichever kind it is."""
        sentence = sentence_of(error)
        if sentence is not None:
            self._say(sentence)
            return
        log.error("Something went wrong", exc_info=error)
        self._report(report_of(error))

    def install(self) -> None:
        """Show what no slot has caught."""
        sys.excepthook = self._caught

    def uninstall(self) -> None:
        """Leave errors to Python again."""
        sys.excepthook = self._before

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Show an error that reached the top, but let Ctrl+C end the program."""
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        self.show(error)
