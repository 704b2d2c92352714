"""Tell which key does what: the table of actions with the person's own keys laid over it."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.actions import ACTIONS

_BY_ID = {action.id: action for action in ACTIONS}
_SHOWN = {"Return": "↵", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Del": "Delete",
          "PgDown": "Page Down", "PgUp": "Page Up", "Ins": "Insert"}  # fmt: skip
WRITTEN = QKeySequence.SequenceFormat.PortableText
_LAYOUT = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Keymap:
    """Know the keys of every action, and the action of every key."""

    def __init__(self, own: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._keys = {action.id: action.keys for action in ACTIONS} | dict(own or {})
        self._at = {
            (place, key): action.id
            for action in ACTIONS
            for key in map(combination, self._keys[action.id])
            for place in [action.place]
        }

    def keys(self, action_id: str) -> tuple[str, ...]:
        """Return an action's keys as Qt writes them."""
        return self._keys[action_id]

    def shown(self, action_id: str) -> str:
        """Return an action's key as a person reads it, or ""."""
        keys = self._keys[action_id]
        return _BY_ID[action_id].typed or (readable(keys[0]) if keys else "")

    def every(self, action_id: str) -> str:
        """Return all keys of an action as a person reads them."""
        typed = _BY_ID[action_id].typed
        return typed or ", ".join(map(readable, self._keys[action_id]))

    def tip(self, words: str, action_id: str) -> str:
        """Return a tooltip: what a control does, and its key."""
        key = self.shown(action_id)
        return f"{words} ({key})" if key and words else words or key

    def menu(self, words: str, action_id: str) -> str:
        """Return the words of an entry of a menu, with its key at the right."""
        key = self.shown(action_id)
        return f"{words}\t{key}" if key else words

    def hint(self, *wanted: str) -> str:
        """Return a line of keys for the status bar.

        Each of `wanted` is an action's id, or several with a space between them that are said with
        the words of the first.
        """
        said = []
        for ids in (entry.split() for entry in wanted):
            keys = _joined([key for key in map(self.shown, ids) if key])
            action = _BY_ID[ids[0]]
            if keys:
                said.append(f"{keys} {action.short or action.words}")
        return " · ".join(said)

    def action_of(self, place: str, event: QKeyEvent) -> str | None:
        """Return the action that a key means in a place, or None."""
        for combination in _combinations(event):
            found = self._at.get((place, combination))
            if found is not None:
                return found
        return None

    def bind(self, owner: QWidget, slots: Mapping[str, Callable[[], object]], *,
             everywhere: bool = False) -> None:  # fmt: skip
        """Let actions' keys work while `owner`, or what is in it, has the keys."""
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for action_id, slot in slots.items():
            for key in self._keys[action_id]:
                _bind(owner, key, slot, None if everywhere else here)
                if "Return" in key:
                    _bind(owner, key.replace("Return", "Enter"), slot, None if everywhere else here)


def readable(key: str) -> str:
    """Return a key as a person reads it: Ctrl+↵ for Ctrl+Return."""
    native = QKeySequence(key, WRITTEN).toString(QKeySequence.SequenceFormat.NativeText)
    head, plus, last = native.rpartition("+")
    if not last:  # the key is + itself
        return native
    return f"{head}{plus}{_SHOWN.get(last, last)}"


def _joined(keys: list[str]) -> str:
    """Say keys after one another, and what they are held with once: Alt+↑↓."""
    held = {key.rpartition("+")[0] for key in keys}
    if len(keys) > 1 and len(held) == 1 and "" not in held:
        last = [key.rpartition("+")[2] for key in keys]
        between = "" if all(len(key) == 1 and not key.isalnum() for key in last) else "/"
        return held.pop() + "+" + between.join(last)
    return " ".join(keys)


def _bind(
    owner: QWidget, key: str, slot: Callable[[], object], context: Qt.ShortcutContext | None
) -> None:
    """Make one shortcut."""
    made = QShortcut(QKeySequence(key, WRITTEN), owner)
    if context is not None:
        made.setContext(context)
    made.activated.connect(slot)


def combination(key: str) -> int:
    """Return Qt's number of a key as written."""
    sequence: Any = QKeySequence(key, WRITTEN)  # Qt's own description leaves out its items
    return int(sequence[0].toCombined())


def _combinations(event: QKeyEvent) -> list[int]:
    """Return what a key event may have been called: a sign also without what it takes to type it.

    Brackets, for one, are typed with AltGr on many keyboards, and + with Shift.
    """
    key = Qt.Key(event.key())
    key = Qt.Key.Key_Return if key == Qt.Key.Key_Enter else key
    modifiers = event.modifiers() & ~_LAYOUT
    found = [QKeyCombination(modifiers, key).toCombined()]
    sign = event.text()
    if len(sign) == 1 and sign.isprintable() and not sign.isalnum() and not sign.isspace():
        plain = modifiers & ~Qt.KeyboardModifier.ShiftModifier
        if plain & _ALT_GR == _ALT_GR:
            plain &= ~_ALT_GR
        found.append(QKeyCombination(plain, key).toCombined())
    return found
