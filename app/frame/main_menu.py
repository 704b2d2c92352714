"""Fill the menu under the wordmark."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.apart import to_undo_and_redo
from app.frame.locking import MINUTES

if TYPE_CHECKING:
    from app.window import Window


def fill_menu(window: "Window") -> None:
    """Offer studies, redo, text size, appearance and keys, each with its key."""
    menu, words = window.top.menu, window.keymap.menu
    menu.clear()
    menu.addAction(words("New study…", "window.new"), window.new_study)
    menu.addAction("New encrypted study…", window.opening.new_encrypted)
    menu.addAction(words("Open study…", "window.open"), window.opening.ask)
    recent = menu.addMenu("Recent")
    for path in window.settings.recent:
        recent.addAction(path.stem, partial(window.open_study, path))
    recent.setEnabled(not recent.isEmpty())
    menu.addAction("Open the sample study…", window.opening.sample)
    menu.addSeparator()
    study = window.study
    listed = menu.addAction("Copies of this study…")
    kept = menu.addAction("Keep a copy now", window.copies.keep_now)
    for action in (listed, kept):
        action.setEnabled(study is not None)
    if study is not None:
        listed.triggered.connect(lambda: window.copies.open_for(study.path))
    _add_locking(window, menu)
    menu.addSeparator()
    again = to_undo_and_redo(window.study, window.shell)[1] if window.study is not None else None
    redo = menu.addAction(words(f"Redo “{again}”" if again else "Redo", "window.redo"))
    redo.triggered.connect(window.redo)
    redo.setEnabled(again is not None)
    menu.addSeparator()
    menu.addAction("Your initials…", window.top.coder.showMenu).setEnabled(study is not None)
    text = window.appearance.step_text_size
    menu.addAction(words("Larger text", "window.larger"), partial(text, 1))
    menu.addAction(words("Smaller text", "window.smaller"), partial(text, -1))
    menu.addAction("Light or dark as the system", window.appearance.follow_system)
    menu.addAction(words("Keys", "window.keys"), window.show_keys)
    menu.addSeparator()
    menu.addAction("Close study", window.opening.locking.leave).setEnabled(window.study is not None)
    menu.addAction(words("Quit", "window.quit"), window.close)


def _add_locking(window: "Window", menu: QMenu) -> None:
    """Offer to encrypt the study, or what can be done with one that is."""
    from framework.passphrases import is_encrypted

    study, locking = window.study, window.opening.locking
    if study is None or study.reading:
        return
    menu.addSeparator()
    if not is_encrypted(study.path):
        menu.addAction("Encrypt this study…", locking.set_passphrase)
        return
    menu.addAction("Lock now", locking.lock)
    idle = menu.addMenu("Lock when nobody is here")
    for minutes in (*MINUTES, None):
        words = "Never" if minutes is None else f"After {minutes} minutes"
        action = idle.addAction(words, partial(locking.choose_minutes, minutes))
        action.setCheckable(True)
        action.setChecked(minutes == locking.minutes)
    menu.addAction("Change passphrase…", locking.set_passphrase)
    menu.addAction("Take the encryption away", locking.remove_passphrase)
