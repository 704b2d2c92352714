"""Lock an encrypted study, by hand or when nobody has touched the window for a while."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget

from app.frame.passphrase_card import PassphraseCard
from app.jobs import Job
from framework.errors import CancelledError, FrameworkError

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.window import Window
    from framework.passphrases import Rewritten
    from framework.progress import Progress

MINUTES = (2, 5, 10, 30)
USUAL = 10
NEVER = "never"
_CHOICE = "lock.minutes"
_TOUCHES = {
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletPress,
}  # fmt: skip


class Locking(QObject):
    """Ask for passphrases in a window, and close a study that nobody looks after."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._made: PassphraseCard | None = None
        self._watched: QWindow | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._when_idle)
        window.study_shown.connect(self._watch)
        window.study_closing.connect(self._rest)

    @property
    def card(self) -> PassphraseCard:
        """Give the card that asks, made when it is first needed."""
        if self._made is None:
            over = cast(QWidget, self._window.centralWidget())
            self._made = PassphraseCard(self._window.look, over)
        return self._made

    @property
    def minutes(self) -> int | None:
        """Give after how many minutes a study is locked, None for never."""
        kept = self._window.settings.recall(_CHOICE)
        return None if kept == NEVER else int(kept or USUAL)

    def choose_minutes(self, minutes: int | None) -> None:
        """Keep after how many minutes a study is locked."""
        self._window.settings.remember(_CHOICE, NEVER if minutes is None else str(minutes))
        self._watch()

    def unlock(
        self, path: Path, then: "partial[None]", why: str = "", *, action: str = "Open"
    ) -> None:
        """Ask for the passphrase of a study, and do `then` when it is right."""
        words = why or f"{path.name} is encrypted. Its passphrase opens it on this computer."
        self.card.ask(words, action, partial(self._unlocked, path, then))

    def lock(self) -> None:
        """Save and close the encrypted study, and ask for its passphrase again."""
        window = self._window
        if window.study is None:
            return
        path, here = window.study.path, window.current
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        self.leave()
        again = partial(self._open_again, path, here)
        self.unlock(path, again, f"{path.stem} is locked. Everything in it is saved.")

    def _open_again(self, path: Path, here: str) -> None:
        """Open a study that was locked, where the person was."""
        self._window.opening.open(path)
        self._window.go_to(here or "study")

    def leave(self) -> None:
        """Close the study, and forget its passphrase."""
        from framework import ciphering

        window, study = self._window, self._window.study
        window.leave_study()
        window.message.hide()
        window.setWindowTitle("Chartwell")
        if study is not None:
            ciphering.forget(study.path)

    def set_passphrase(self) -> None:
        """Encrypt the open study, or change its passphrase, once the present one was typed."""
        from framework.ciphering import require_library
        from framework.passphrases import is_encrypted

        study = self._window.study
        if study is None:
            return
        require_library(study.path.name)
        if is_encrypted(study.path):
            choose = partial(self.ask_new, "Choose another passphrase.", "Change passphrase",
                             self._set)  # fmt: skip
            self.unlock(study.path, choose, "Type the present passphrase first.",
                        action="Go on")  # fmt: skip
            return
        words = "The study and its copies are to be encrypted. Whoever opens them needs the "
        self.ask_new(f"{words}passphrase.", "Encrypt", self._set)

    def ask_new(self, words: str, action: str, take: "Callable[[str], object]") -> None:
        """Ask for a new passphrase, and say what losing it means; one soon guessed is refused."""
        from framework.ciphering import LOST, refuse_short

        def taken(passphrase: str) -> None:
            refuse_short(passphrase)
            take(passphrase)

        self.card.ask_new(f"{words}\n\n{LOST}", action, taken)

    def remove_passphrase(self) -> None:
        """Take the encryption of the open study and its copies away."""
        study = self._window.study
        if study is not None:
            words = f"{study.path.name} and its copies will be readable by whoever has the files."
            remove = partial(self._remove, study.path)
            self.unlock(study.path, remove, words, action="Take it away")

    def _remove(self, path: Path) -> None:
        """Write the study anew without a passphrase."""
        from framework.passphrases import remove_passphrase

        self._write_anew("Taking the encryption away", path, partial(remove_passphrase, path))

    def _set(self, passphrase: str) -> None:
        """Write the study anew with a passphrase."""
        from framework.passphrases import set_passphrase

        study = self._window.study
        if study is not None:
            self.card.hide()
            work = partial(set_passphrase, study.path, passphrase)
            self._write_anew("Encrypting the study", study.path, work)

    def _write_anew(self, title: str, path: Path, work: "partial[Rewritten]") -> None:
        """Close the study, write it anew on a thread, and open it again whatever comes of it."""
        window = self._window
        window.leave_study()
        done, failed = partial(self._written, path), partial(self._not_written, path)
        window.jobs.run(Job(title, partial(_unless_cancelled, work), done, failed))

    def _written(self, path: Path, done: "Rewritten | CancelledError") -> None:
        """Open the study again, and say what became of its copies, or that it was cancelled."""
        from framework.passphrases import is_encrypted

        if isinstance(done, CancelledError):
            self._not_written(path, done)
            return
        self._window.open_study(path)
        said = "is encrypted" if is_encrypted(path) else "is not encrypted any more"
        self._window.shell.show_message(f"{path.stem} {said}. {done.words()}".strip())

    def _not_written(self, path: Path, error: Exception) -> None:
        """Open the study as it was, and say why."""
        self._window.open_study(path)
        self._window.errors.show(error)

    def _unlocked(self, path: Path, then: "partial[None]", passphrase: str) -> None:
        """Take the passphrase, and go on."""
        from framework import ciphering

        ciphering.unlock(path, passphrase)
        self.card.hide()
        QTimer.singleShot(0, self, then)  # what goes wrong from here on is not the passphrase's

    def _watch(self) -> None:
        """Count the time since somebody touched the window, where the study is encrypted."""
        from framework.passphrases import is_encrypted

        self._rest()
        study, minutes = self._window.study, self.minutes
        if study is None or minutes is None or not is_encrypted(study.path):
            return
        # what the system tells the window; a filter of all events would be in the way of scrolling
        self._watched = self._window.windowHandle()
        if self._watched is not None:
            self._watched.installEventFilter(self)
        self._idle.start(minutes * 60_000)

    def _rest(self) -> None:
        """Count no more."""
        self._idle.stop()
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None

    def _when_idle(self) -> None:
        """Lock the study, once no job and no dialog is in the way."""
        if self._window.jobs.busy or QApplication.activeModalWidget() is not None:
            self._idle.start(60_000)
            return
        try:
            self.lock()
        except FrameworkError:
            self._idle.start(60_000)  # what is typed could not be saved yet
            raise

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Begin to count anew when somebody touches the window."""
        if event.type() in _TOUCHES and self._idle.isActive():
            self._idle.start()
        return False


def _unless_cancelled(
    work: "partial[Rewritten]", progress: "Progress"
) -> "Rewritten | CancelledError":
    """Do the work; where it is cancelled, come home with that, so that the study opens again."""
    try:
        return work(progress)
    except CancelledError as cancelled:
        return cancelled
