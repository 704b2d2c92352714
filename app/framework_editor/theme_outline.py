"""Show themes that were read as an outline: numbers, names, and what they mean."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QTextEdit

from app.design.look import Look

if TYPE_CHECKING:
    from framework.drafts import ThemeDraft

NUMBER, DEEPER = 44, 20


class ThemeOutline(QTextEdit):
    """Be read, not written; a meaning that takes several lines stays beside its number."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._themes: Sequence[ThemeDraft] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        look.changed.connect(self._show_anew)

    def show_themes(self, themes: "Sequence[ThemeDraft]") -> None:
        """Show these themes with all that is under them."""
        self._themes = themes
        self.clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        self._add(cursor, themes, 0)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _show_anew(self) -> None:
        """Show the same themes in the look in force."""
        self.show_themes(self._themes)

    def _add(self, cursor: QTextCursor, themes: "Sequence[ThemeDraft]", depth: int) -> None:
        """Write themes of one depth, each followed by those under it."""
        for theme in themes:
            if not cursor.atStart():
                cursor.insertBlock()
            cursor.setBlockFormat(self._block(depth))
            cursor.insertText(f"{theme.number}\t", self._letters("muted"))
            cursor.insertText(theme.name, self._letters("text", bold=not depth))
            if theme.definition:
                cursor.insertText(f" — {theme.definition}", self._letters("muted"))
            self._add(cursor, theme.children, depth + 1)

    def _block(self, depth: int) -> QTextBlockFormat:
        """Return a line with its number at the left and the rest hanging beside it."""
        size, made = self._look.type, QTextBlockFormat()
        edge = size.px(NUMBER) + size.px(DEEPER) * depth
        made.setLeftMargin(edge)
        made.setTextIndent(-size.px(NUMBER))
        made.setTabPositions([QTextOption.Tab(size.px(NUMBER), QTextOption.TabType.LeftTab)])
        made.setTopMargin(size.space(0.5 if depth else 2))
        return made

    def _letters(self, tint: str, *, bold: bool = False) -> QTextCharFormat:
        """Return letters in a token of the palette."""
        made = QTextCharFormat()
        made.setForeground(self._look.colour(tint))
        made.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return made
