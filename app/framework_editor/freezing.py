"""Freeze the framework in place: a name, its kind, a reason, and what still has no definition."""

import re
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
)

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.escape import on_escape
from app.widgets.text import label

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

KINDS = ("working", "final")


class Freeze(NamedTuple):
    """Say how the framework is to be frozen; `anyway` although themes have no definition."""

    name: str
    kind: str
    reason: str
    anyway: bool


def next_name(kind: str, taken: Sequence[str]) -> str:
    """Suggest the name of the next version of a kind: working 3, final, final 2."""
    numbered = (re.fullmatch(rf"{kind} (\d+)", name, re.IGNORECASE) for name in taken)
    numbers = [int(match[1]) for match in numbered if match]
    if kind == "final" and not numbers:
        return "final 2" if "final" in {name.casefold() for name in taken} else "final"
    return f"{kind} {max(numbers, default=0) + 1}"


class FreezeForm(QFrame):
    """Ask for what a version needs; nothing is frozen before its reason is given."""

    wanted = Signal(object)
    closed = Signal()
    theme_wanted = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._undefined, self._taken = look, 0, list[str]()
        self.setProperty("role", "bar")
        self.setAccessibleName("Freeze a version")
        self.name, self.reason = QLineEdit(), QLineEdit()
        self.name.setAccessibleName("Version’s name")
        self.reason.setAccessibleName("Reason for this version")
        self.reason.setPlaceholderText("Why now: what has been tried, what was decided")
        self.reason.textChanged.connect(self._allow)
        self.name.textChanged.connect(self._allow)
        for field in (self.name, self.reason):
            field.returnPressed.connect(self._freeze)
        self.kinds = {kind: QRadioButton(kind.capitalize()) for kind in KINDS}
        self._group = QButtonGroup(self)
        self._bare = QLabel()
        self._bare.setTextFormat(Qt.TextFormat.RichText)
        self._bare.setWordWrap(True)
        self._bare.setAccessibleName("Themes without a definition")
        self._bare.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self._bare.linkActivated.connect(lambda link: self.theme_wanted.emit(int(link)))
        self.anyway = QCheckBox("Freeze all the same")
        self.anyway.toggled.connect(self._allow)
        self.go = button("Freeze", self._freeze, role="primary")
        on_escape(self, self._leave)
        self._lay_out()
        self.hide()

    def open(self, taken: Sequence[str], themes: "Sequence[ThemeRow]") -> None:
        """Open with a name that is free, and the themes that have no definition."""
        self._taken = list(taken)
        bare = [theme for theme in themes if not theme.definition.strip()]
        self._undefined = len(bare)
        links = ", ".join(
            f'<a href="{theme.id}">{escape(f"{theme.number} {theme.name}")}</a>' for theme in bare
        )
        noun = "theme has" if len(bare) == 1 else "themes have"
        self._bare.setText(f"{len(bare)} {noun} no definition yet: {links}")
        self.anyway.setChecked(False)
        for widget in (self._bare, self.anyway):
            widget.setVisible(bool(bare))
        self.kinds["working"].setChecked(True)
        self.name.setText(next_name("working", self._taken))
        self.reason.clear()
        self._allow()
        self.show()
        self.reason.setFocus()

    def _suggest(self) -> None:
        """Suggest a name of the kind chosen, unless another was typed."""
        suggested = {next_name(kind, self._taken) for kind in KINDS}
        if self.name.text().strip() in {"", *suggested}:
            kind = next(kind for kind, choice in self.kinds.items() if choice.isChecked())
            self.name.setText(next_name(kind, self._taken))

    def _allow(self) -> None:
        """Let it be frozen when all is said."""
        said = bool(self.name.text().strip() and self.reason.text().strip())
        self.go.setEnabled(said and (not self._undefined or self.anyway.isChecked()))
        missing = "" if self.reason.text().strip() else "Give a reason first"
        self.go.setToolTip(missing or ("" if self.go.isEnabled() else "Define these themes first"))

    def _freeze(self) -> None:
        """Pass on what was said."""
        if self.go.isEnabled():
            kind = next(kind for kind, choice in self.kinds.items() if choice.isChecked())
            asked = Freeze(self.name.text().strip(), kind, self.reason.text().strip(),
                           self.anyway.isChecked())  # fmt: skip
            self.wanted.emit(asked)

    def _leave(self) -> None:
        """Close without freezing."""
        self.hide()
        self.closed.emit()

    def _lay_out(self) -> None:
        """Put the fields on one line, and what is missing under them."""
        size = self._look.type
        self.name.setMaximumWidth(size.px(180))
        line, low = QHBoxLayout(), QHBoxLayout()
        for row in (line, low):
            row.setSpacing(size.space(2.5))
        line.addWidget(label("Freeze as", "heading"))
        line.addWidget(self.name)
        for choice in self.kinds.values():
            self._group.addButton(choice)
            choice.toggled.connect(lambda on: self._suggest() if on else None)
            line.addWidget(choice)
        line.addWidget(self.reason, 1)
        line.addWidget(self.go)
        line.addWidget(button("Cancel", self._leave))
        low.addWidget(self._bare, 1)
        low.addWidget(self.anyway)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(size.space(3),) * 4)
        column.setSpacing(size.space(2))
        column.addLayout(line)
        column.addLayout(low)
