"""Show the steps that touched a theme, when they are asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.text import label
from framework.rules.days import spelled_day

if TYPE_CHECKING:
    from framework.queries.one_theme import ThemeStepRow

MOST = 40


class ThemeHistory(QWidget):
    """List what was done to a theme, latest first, under a button that opens the list."""

    def __init__(self, look: Look, steps: "Callable[[], list[ThemeStepRow]]") -> None:
        """Take what reads the steps of the theme in hand."""
        super().__init__()
        self._look, self._steps = look, steps
        self.toggle = button("History", self._toggle, role="quiet", icon="chevron-right", look=look)
        self.lines = label("", "small", wrap=True)
        self.lines.setAccessibleName("Steps that touched this theme")
        self.lines.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.type.space(1))
        column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.lines)

    def refresh(self) -> None:
        """Read the steps again, if they are shown."""
        if self.lines.isHidden():
            return
        rows = self._steps()
        said = [f"{spelled_day(row.at)} · {row.coder} · {row.label}" for row in rows[:MOST]]
        if len(rows) > MOST:
            said.append(f"and {len(rows) - MOST} earlier steps, in the audit trail")
        self.lines.setText("\n".join(said) or "Nothing was done to this theme yet.")

    def _toggle(self) -> None:
        """Show the steps, or put them away."""
        shown = self.lines.isHidden()
        self.lines.setVisible(shown)
        self.toggle.wear(self._look, "chevron-down" if shown else "chevron-right")
        self.refresh()
