"""Open studies: new, old, held by somebody else, damaged."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.frame.dialogs import STUDIES
from app.frame.locking import Locking
from app.jobs import Job

if TYPE_CHECKING:
    from app.window import Window
    from framework.locking import HeldError
    from framework.study import Study


class Opening:
    """Open studies in a window, and offer what can be done where one does not open."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self.locking = Locking(window)

    def new(self) -> None:
        """Make a new study where the person says."""
        window = self._window
        path = window.dialogs.save_file("New study", "Study.chartwell", STUDIES)
        if path is not None:
            from framework.study import Study

            path = with_ending(path)
            self._show(Study.create(path, path.stem, window.settings.coder))

    def new_encrypted(self) -> None:
        """Make a new study where the person says, with a passphrase from its first byte on."""
        from framework.ciphering import require_library

        path = self._window.dialogs.save_file("New encrypted study", "Study.chartwell", STUDIES)
        if path is not None:
            path = with_ending(path)
            require_library(path.name)
            words = f"{path.stem} and its copies are to be encrypted from the start."
            self.locking.ask_new(words, "Make the study", partial(self._make, path))

    def _make(self, path: Path, passphrase: str) -> None:
        """Make an encrypted study, and show it."""
        from framework.study import Study

        coder = self._window.settings.coder
        made = Study.create(path, path.stem, coder, passphrase=passphrase)
        self.locking.card.hide()
        self._show(made)

    def ask(self) -> None:
        """Open the study that the person chooses."""
        for path in self._window.dialogs.open_files("Open study", STUDIES):
            self.open(path)

    def sample(self) -> None:
        """Make the sample study where the person says, and open it."""
        window = self._window
        path = window.dialogs.save_file("Sample study", "Sample.chartwell", STUDIES)
        if path is not None:
            from app.sample import make_sample

            made = partial(make_sample, path, window.settings.coder)
            window.jobs.run(Job("Making the sample study", made, self._show))

    def open(self, path: Path, *, reading: bool = False, take_over: bool = False) -> None:
        """Open a study file, or offer what can be done where that cannot be."""
        from framework.ciphering import LockedError
        from framework.errors import DamagedError, StudyFileError
        from framework.locking import HeldError
        from framework.study import Study
        from framework.whereabouts import word_about

        window = self._window
        if window.study is not None and not reading and _same(window.study.path, path):
            if not window.study.reading:
                window.go_to("study")
                return
            window.leave_study()
        try:
            coder = window.settings.coder
            study = Study.open(path, coder, reading=reading, take_over=take_over)
        except HeldError as held:
            self._offer_reading(path, held)
            return
        except LockedError as locked:
            then = partial(self.open, path, reading=reading, take_over=take_over)
            self.locking.unlock(locked.path, then)
            return
        except DamagedError as damaged:
            window.copies.open_for(path, str(damaged))
            return
        except StudyFileError as refused:
            self._offer_copies(path, str(refused))
            return
        self._show(study)
        if (word := word_about(path)) and not reading:
            window.shell.show_message(word)

    def ask_for_copies(self) -> None:
        """List the copies of the study that the person chooses."""
        from framework.ciphering import key_of
        from framework.passphrases import is_encrypted

        for path in self._window.dialogs.open_files("Copies of which study?", STUDIES):
            listed = partial(self._window.copies.open_for, path)
            if is_encrypted(path) and key_of(path) is None:
                self.locking.unlock(path, listed)
            else:
                listed()

    def _show(self, study: "Study") -> None:
        """Show a study, and forget the passphrase of the one before."""
        from framework.ciphering import forget

        before = self._window.study
        self._window.show_study(study)
        if before is not None and not _same(before.path, study.path):
            forget(before.path)

    def _offer_copies(self, path: Path, sentence: str) -> None:
        """Say why a study was not opened, and offer its copies where there are any."""
        from framework.backups import list_backups

        listed = partial(self._window.copies.open_for, path)
        choices = [("Copies of it…", listed)] if list_backups(path) else []
        self._window.offer.show_offer("This study was not opened", sentence, choices, "Close")

    def _offer_reading(self, path: Path, held: "HeldError") -> None:
        """Say who has a study, and offer to read it, or to take it over where that may be."""
        choices = [("Open for reading", partial(self.open, path, reading=True))]
        if not held.sure:
            choices.append(("Take it over", partial(self.open, path, take_over=True)))
        self._window.offer.show_offer("This study is open elsewhere", str(held), choices)


def with_ending(path: Path) -> Path:
    """Give a study's file its ending, where the person left it out."""
    return path if path.suffix == ".chartwell" else path.with_name(path.name + ".chartwell")


def _same(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file."""
    return one.exists() and other.exists() and one.samefile(other)
