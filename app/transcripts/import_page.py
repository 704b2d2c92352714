"""Show what was read from files, before anything is added."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from app.design.look import Look
from app.transcripts.file_rows import ROLE, FileRows
from app.transcripts.preview import Preview
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.escape import on_escape
from app.widgets.text import label

if TYPE_CHECKING:
    from app.transcripts.reading import Reading


class ImportPage(QWidget):
    """List the files at the left, and preview the one in hand at the right."""

    confirmed = Signal(list)

    def __init__(self, look: Look, cancel: Callable[[], object]) -> None:
        super().__init__()
        self._readings: list[Reading] = []
        self._title = label("", "heading")
        self.list = QListWidget()
        self.list.setProperty("role", "rail")
        self.list.setAccessibleName("Files")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(FileRows(look, self.list))
        self.list.currentItemChanged.connect(self._show)
        self.preview = Preview(look)
        self.preview.changed.connect(self._count)
        self.confirm = button("Import", self._confirm, role="primary")
        on_escape(self, cancel)
        bar, size = Bar(look), look.type
        bar.add(self._title, label("nothing is added until you press Import", "muted"))
        bar.stretch()
        bar.add(button("Cancel", cancel), self.confirm)
        split = QSplitter()
        split.addWidget(self.list)
        split.addWidget(self.preview)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 1)
        split.setSizes([size.px(400), size.px(960)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        outer.addWidget(split, 1)

    def show_readings(self, readings: "list[Reading]", cases: list[str]) -> None:
        """Show files as read, the first with a question in hand."""
        self._readings = readings
        self.preview.set_cases(cases)
        self.list.clear()
        for reading in readings:
            item = QListWidgetItem()
            item.setData(ROLE, reading)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, reading.path.name)
            self.list.addItem(item)
        many = len(readings) != 1
        self._title.setText(f"Import {len(readings)} files" if many else "Import 1 file")
        asked = next((i for i, r in enumerate(readings) if r.remarks), 0)
        self.list.setCurrentRow(asked)
        self._count()
        self.list.setFocus()

    def _show(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        """Preview the file in hand."""
        if item is not None:
            self.preview.show_reading(item.data(ROLE))

    def _count(self) -> None:
        """Say on the button how many will be imported."""
        count = sum(reading.wanted for reading in self._readings)
        self.confirm.setText(f"Import {count} transcript{'s' if count != 1 else ''}")
        self.confirm.setAccessibleName(self.confirm.text())
        self.confirm.setEnabled(count > 0)
        self.list.viewport().update()

    def _confirm(self) -> None:
        """Pass the files on."""
        self.confirmed.emit(self._readings)
