"""Show what went wrong: a sentence for the person, or a bug with what is needed to mend it."""

import logging
import platform
import re
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from framework.errors import FrameworkError, StudyFileError

log = logging.getLogger("chartwell")
DEEPEST = 60
# PySide sets this before the words of an error for each of Qt's functions that it passes through.
_PASSED_ON = re.compile(r"^(?:Error calling Python override of \S+ )+")


def sentence_of(error: BaseException) -> str | None:
    """Return the sentence that an error carries for the person, None where it is a bug."""
    return _PASSED_ON.sub("", str(error)) if isinstance(error, FrameworkError) else None


def report_of(error: BaseException) -> str:
    """Return what to send in with a bug: versions and where it happened, no text of the study."""
    from importlib.metadata import PackageNotFoundError, version

    lines = [f"Python {platform.python_version()} on {platform.platform()}"]
    for package in ("chartwell", "PySide6-Essentials", "SQLAlchemy"):
        try:
            lines.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            lines.append(f"{package}: run from its source")
    return "\n".join([*lines, *_chain_of(error)])


def _chain_of(error: BaseException) -> list[str]:
    """Say where an error happened and of which kind it is, what it came from first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*_chain_of(before), "which led to"] if before is not None else []
    frames = traceback.extract_tb(error.__traceback__, limit=-DEEPEST)
    lines += [f"  {Path(f.filename).name}:{f.lineno} in {f.name}" for f in frames]
    return [*lines, type(error).__name__]


def report_on_stderr(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Tell of a bug on the terminal as in the window: where it happened, no text of the study."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    sys.stderr.write(f"Something went wrong that should not have.\n{report_of(error)}\n")


class Errors:
    """Show errors: sentences in the message bar, bugs in a panel.

    `study` tells which study is open: what is not understood in one that is damaged is no bug.
    `unsaved` hears that something could not be written to it.
    """

    def __init__(
        self,
        say: Callable[[str], None],
        report: Callable[[str], None],
        study: Callable[[], Path | None] = lambda: None,
        unsaved: Callable[[], object] = lambda: None,
    ) -> None:
        self._say, self._report, self._study, self._unsaved = say, report, study, unsaved
        self._before = sys.excepthook
        self._met: FrameworkError | None = None

    def show(self, error: BaseException) -> None:
        """Show one error, whichever kind it is."""
        if isinstance(error, StudyFileError):
            self._unsaved()
        sentence = sentence_of(error) or self._damage_behind(error)
        if sentence is not None:
            self._say(sentence)
            return
        report = report_of(error)
        log.error(
            "Something went wrong\n%s", report
        )  # an error's own words may be those of a study
        self._report(report)

    def _damage_behind(self, error: BaseException) -> str | None:
        """Say that the open study is damaged, where that is why something went wrong."""
        from framework.unclean import damage_behind

        path = self._study()
        damage = damage_behind(error, path) if path is not None else None
        return str(damage) if damage is not None else None

    def through(self, work: Callable[[], object]) -> None:
        """Do work, and raise again what a slot within it refused, which Qt passes on to nobody."""
        self._met = None
        work()
        met, self._met = self._met, None
        if met is not None:
            raise met

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
        if isinstance(error, FrameworkError):
            self._met = error
        self.show(error)
