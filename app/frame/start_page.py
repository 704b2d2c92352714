"""Offer what can be done when no study is open."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.text import card, label

WIDTH = 540


class StartPage(QWidget):
    """Offer a new study, an old one, the sample, and the recent ones."""

    def __init__(
        self,
        look: Look,
        new: Callable[[], object],
        old: Callable[[], object],
        sample: Callable[[], object],
        recent: Callable[[Path], object],
        copies: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._look, self._open_recent = look, recent
        box = card()
        box.setFixedWidth(look.type.px(WIDTH))
        self._column = QVBoxLayout(box)
        self._column.setContentsMargins(*(look.type.space(6),) * 4)
        self._column.setSpacing(look.type.space(2))
        self._column.addWidget(label("Chartwell", "wordmark"))
        words = "A study is one file. Everything in it stays on this computer."
        self._column.addWidget(label(words, "muted", wrap=True))
        self._column.addSpacing(look.type.space(3))
        self.first = button("New study", new, role="primary", icon="plus", look=look)
        line = QHBoxLayout()
        line.addWidget(self.first)
        line.addWidget(button("Open study", old, icon="folder", look=look))
        line.addWidget(button("Open the sample study", sample, icon="eye", look=look))
        line.addStretch(1)
        self._column.addLayout(line)
        self._recent = QVBoxLayout()
        self._column.addLayout(self._recent)
        tip = "Bring back an earlier copy, or rescue a damaged study"
        self.copies = button("Copies of a study…", copies, role="link", tip=tip)
        self._column.addSpacing(look.type.space(2))
        self._column.addWidget(self.copies, 0, Qt.AlignmentFlag.AlignLeft)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(box, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def show_recent(self, paths: list[Path]) -> None:
        """List the studies opened last."""
        while (item := self._recent.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if paths:
            self._recent.addSpacing(self._look.type.space(4))
            self._recent.addWidget(label("Recent", "heading"))
        for path in paths:
            made = button(path.stem, partial(self._open_recent, path), role="link")
            made.setToolTip(str(path))
            self._recent.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
