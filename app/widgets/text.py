"""Make labels, rules and cards in the roles of the stylesheet."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QSizePolicy, QWidgetAction

FIRST_VALUES = 4


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label of plain text; `role` is one of the stylesheet's."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def frame(role: str) -> QFrame:
    """Make a frame in a role: card, pane, rail, bar, notice, line, upright."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def rule() -> QFrame:
    """Make a thin horizontal line."""
    return frame("line")


def card() -> QFrame:
    """Make a bordered card."""
    return frame("card")


def section(menu: QMenu, words: str) -> None:
    """Head what follows in a menu, since a dressed menu draws no words of Qt's own sections."""
    if menu.actions():
        menu.addSeparator()
    shown = QWidgetAction(menu)
    shown.setDefaultWidget(label(words, "section"))
    shown.setEnabled(False)
    menu.addAction(shown)


def set_role(widget: QLabel | QFrame, role: str) -> None:
    """Give a widget another role, and dress it anew."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class ElidedLabel(QLabel):
    """Show as much of a line as there is room for, from its beginning."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Return a size at which the first word is seen."""
        hint = super().minimumSizeHint()
        first = self.fontMetrics().horizontalAdvance(self.text().split(" ")[0] + "…")
        return QSize(min(hint.width(), first), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line, shortened at its end."""
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        mode = Qt.TextElideMode.ElideRight
        words = self.fontMetrics().elidedText(self.text(), mode, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


def first_values(texts: Iterable[str]) -> ElidedLabel:
    """Show the first values of a column, each once, in what room there is."""
    values = list(dict.fromkeys(said for text in texts if (said := text.strip())))
    made = ElidedLabel("muted")
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    made.setText(", ".join(values[:FIRST_VALUES]) + (" …" if len(values) > FIRST_VALUES else ""))
    return made
