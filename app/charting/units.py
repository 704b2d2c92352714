"""Treat a locator in a summary as one unit for the cursor and for deleting."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from app.widgets.offsets import Offsets
from framework.rules.figure_tokens import figure_spans
from framework.rules.locators import locator_spans
from framework.rules.mentions import mention_spans

_KEYS = QKeySequence.StandardKey
_STEPS = (
    (_KEYS.MoveToNextChar, True, False), (_KEYS.SelectNextChar, True, True),
    (_KEYS.MoveToPreviousChar, False, False), (_KEYS.SelectPreviousChar, False, True),
    (_KEYS.MoveToNextWord, True, False), (_KEYS.SelectNextWord, True, True),
    (_KEYS.MoveToPreviousWord, False, False), (_KEYS.SelectPreviousWord, False, True),
)  # fmt: skip


def units(text: str) -> list[tuple[int, int]]:
    """Find the locators, mentions of cells and figures of a text, as Qt counts places."""
    offsets = Offsets(text)
    spans = [*locator_spans(text), *mention_spans(text), *figure_spans(text)]
    return [(offsets.to_qt(start), offsets.to_qt(end)) for start, end in sorted(spans)]


def unit_at(text: str, place: int) -> tuple[int, int] | None:
    """Find the unit that a place touches: within it or at one of its ends."""
    return next((span for span in units(text) if span[0] <= place <= span[1]), None)


def step(text: str, cursor: QTextCursor, event: QKeyEvent) -> QTextCursor | None:
    """Move a cursor over a whole unit where a key would go into one; None leaves it to the key."""
    for key, onward, selecting in _STEPS:
        if event.matches(key):
            return _over(text, cursor, onward=onward, selecting=selecting)
    return None


def _over(text: str, cursor: QTextCursor, *, onward: bool, selecting: bool) -> QTextCursor | None:
    """Move over the unit that begins or ends at a cursor, or in which it stands."""
    if cursor.hasSelection() and not selecting:
        return None
    at = cursor.position()
    for start, end in units(text):
        if (start <= at < end) if onward else (start < at <= end):
            mode = QTextCursor.MoveMode.KeepAnchor if selecting else QTextCursor.MoveMode.MoveAnchor
            cursor.setPosition(end if onward else start, mode)
            return cursor
    return None


def doomed(text: str, cursor: QTextCursor, event: QKeyEvent) -> QTextCursor | None:
    """Choose the whole unit that Delete or Backspace would damage; None leaves it to the key."""
    back, on = event.matches(_KEYS.Backspace), event.matches(_KEYS.Delete)
    back |= event.key() == Qt.Key.Key_Backspace  # with Shift too
    if cursor.hasSelection() or not (back or on):
        return None
    at = cursor.position()
    for start, end in units(text):
        if (start < at <= end) if back else (start <= at < end):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            return cursor
    return None
