"""Lay a card over the window, such as the panel for what went wrong."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.text import label


class Overlay(QFrame):
    """Be a card in the middle of the window that Esc puts away."""

    def __init__(self, look: Look, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.look, self._over = look, parent
        self._before: QWidget | None = None
        self.setProperty("role", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column = QVBoxLayout(self)
        size = look.type
        self.column.setContentsMargins(*(size.space(5),) * 4)
        self.column.setSpacing(size.space(3))
        self._title = label(title, "title")
        self.column.addWidget(self._title)
        self.set_title(title)
        look.changed.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self.hide()

    def set_title(self, title: str) -> None:
        """Name the card."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def open(self) -> None:
        """Show the card in the middle."""
        self._settle()
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.show()
        self.raise_()
        self.setFocus()

    def _settle(self) -> None:
        """Take the size that is needed, in the middle."""
        self.ensurePolished()
        self.column.invalidate()
        self.column.activate()
        self.adjustSize()
        room = self._over.size()
        self.resize(self.size().boundedTo(room))
        self.move((room.width() - self.width()) // 2, (room.height() - self.height()) // 2)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keys back to where they were."""
        super().hideEvent(event)
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)


class BugPanel(Overlay):
    """Say that something went wrong, with what is needed to mend it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent, "Something went wrong")
        sentence = (
            "That was a fault of Chartwell’s, not yours. The study is open and every finished step "
            "is saved. The report below holds versions and places in the program, nothing of "
            "the study."
        )
        words = label(sentence, wrap=True)
        words.setMinimumWidth(look.type.px(460))
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setAccessibleName("Report")
        self.report.setMinimumHeight(look.type.px(140))
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button("Copy report", self._copy))
        line.addWidget(button("Go on", self.hide, role="primary"))
        self.column.addWidget(words)
        self.column.addWidget(self.report)
        self.column.addLayout(line)

    def show_report(self, report: str) -> None:
        """Show one report."""
        self.report.setPlainText(report)
        self.open()

    def _copy(self) -> None:
        """Copy the report."""
        QGuiApplication.clipboard().setText(self.report.toPlainText())
