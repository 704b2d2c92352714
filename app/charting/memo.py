"""Write a memo on a cell, and read those of others."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.charting.words import moment
from app.design.look import Look
from app.widgets.fields import TextField
from app.widgets.text import label
from framework.queries.memos import CellMemoRow

MOST = 120


class CellMemo(QWidget):
    """Stand under a summary where the cell has a memo, or where one is asked for."""

    def __init__(self, look: Look, save: Callable[[str], None]) -> None:
        super().__init__()
        self._opened = False
        self.field = TextField(look, "Memo", lines=1)
        self.field.setPlaceholderText("Memo: what this cell makes you think")
        self.name = label("Memo", "small")
        self.field.be_at_most(look.type.px(MOST))
        self.field.committed.connect(save)
        self.others = label("", "small", wrap=True)
        self.others.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.type.space(1))
        column.addWidget(self.name)
        column.addWidget(self.field)
        column.addWidget(self.others)
        self.hide()

    def show_memos(self, rows: Sequence[CellMemoRow], coder: str, *, same: bool) -> None:
        """Show the memos on a cell; `coder` may write the own one, `same` if it was shown before.

        A field that was opened for the same cell stays open.
        """
        own = next((row.text for row in rows if row.coder == coder), "")
        if same:
            self.field.show_text(own)
        else:
            self.field.replace(own)
            self._opened = False
        said = [f"{row.coder}, {moment(row.created)}: {row.text}" for row in rows
                if row.coder != coder]  # fmt: skip
        self.others.setText("\n".join(said))
        self.others.setVisible(bool(said))
        self.field.setVisible(bool(own) or self._opened)
        self.setVisible(bool(rows) or self._opened)

    def open(self) -> None:
        """Let a memo be written."""
        self._opened = True
        self.show()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Save what is typed."""
        self.field.commit()
