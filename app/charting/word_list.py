"""Keep the words of the project: those that spelling passes, and abbreviations."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from app.charting.page import Page
from app.shell import Shell
from app.spelling.hunspell import every_word
from app.widgets.buttons import button
from app.widgets.text import label
from framework.edits.dictionary import add_word, remove_word
from framework.history import Changes
from framework.queries.dictionary import words
from framework.study import Study

INTRO = (
    "Spelling passes these words. One with a meaning is an abbreviation, which is spelled out "
    "under the tables that use it. The spelling is British English."
)
NONE = "No dictionary is here, so spelling is not checked; abbreviations are printed all the same."


class WordsPage(Page):
    """List the words with their meanings; Delete takes one out."""

    charts = False
    rows = False

    def __init__(self, study: Study, shell: Shell) -> None:
        super().__init__(study, shell)
        self.list = _Words(self)
        self.list.itemChanged.connect(self._meant)
        self.word, self.meaning = QLineEdit(), QLineEdit()
        for field, name in ((self.word, "Word or abbreviation"),
                            (self.meaning, "What it stands for, if an abbreviation")):  # fmt: skip
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
            field.returnPressed.connect(self.add)
        self.said = label(INTRO if every_word() else NONE, "muted", wrap=True)
        self._filling = False
        size, line = self.look.type, QHBoxLayout()
        line.addWidget(self.word, 1)
        line.addWidget(self.meaning, 2)
        line.addWidget(button("Add", self.add, role="primary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[size.space(4)] * 4)
        column.setSpacing(size.space(2.5))
        column.addWidget(label("Words and abbreviations", "title"))
        column.addWidget(self.said)
        column.addLayout(line)
        column.addWidget(self.list, 1)

    def refresh(self, _changes: Changes | None) -> None:
        """Show the study as it is."""
        with self.study.read() as session:
            rows = words(session)
        self._filling = True
        self.list.setRowCount(len(rows))
        for at, texts in enumerate(rows.items()):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column == 0:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.list.setItem(at, column, item)
        self._filling = False

    def place(self) -> str:
        """Say what is kept here."""
        return "Words and abbreviations"

    def take_keys(self) -> None:
        """Let a word be typed."""
        self.word.setFocus()

    def add(self) -> None:
        """Add the word that is typed."""
        add_word(self.study, self.word.text(), self.meaning.text())
        self.word.clear()
        self.meaning.clear()
        self.word.setFocus()

    def remove(self) -> None:
        """Take the word in hand out."""
        item = self.list.item(self.list.currentRow(), 0)
        if item is not None:
            remove_word(self.study, item.text())
            self.shell.show_message(f"“{item.text()}” is taken out.", "Undo", self.shell.undo)

    def _meant(self, item: QTableWidgetItem) -> None:
        """Save what an abbreviation stands for."""
        word = self.list.item(item.row(), 0)
        if not self._filling and item.column() == 1 and word is not None and item.text().strip():
            add_word(self.study, word.text(), item.text())


class _Words(QTableWidget):
    """Be the list of words."""

    def __init__(self, page: WordsPage) -> None:
        super().__init__(0, 2)
        self._page = page
        self.setHorizontalHeaderLabels(["Word", "Stands for"])
        self.setAccessibleName("Words of the project")
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setDefaultSectionSize(page.look.type.px(220))
        self.setStyleSheet(f"QTableWidget::item {{ padding: {page.look.type.space(1.5)}px; }}")
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a word out with Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self._page.remove()
        else:
            super().keyPressEvent(event)
