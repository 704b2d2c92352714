"""Choose one of the built-in frameworks, with its source in sight."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.design.look import Look
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.escape import on_escape
from app.widgets.text import label

if TYPE_CHECKING:
    from framework.drafts import ThemeDraft
    from importers.frameworks import TemplateRow

ROLE = Qt.ItemDataRole.UserRole


class Templates(QWidget):
    """List the built-in frameworks, and show the one chosen before it is loaded."""

    loaded = Signal(object)

    def __init__(self, look: Look, back: Callable[[], object]) -> None:
        super().__init__()
        self._look = look
        self._rows: dict[bool, list[TemplateRow]] = {}
        self.list = QListWidget()
        self.list.setProperty("role", "rail")
        self.list.setAccessibleName("Built-in frameworks")
        self.list.currentItemChanged.connect(self._show)
        self._name = label("", "title", wrap=True)
        self._citation = label("", "small", wrap=True)
        self._citation.setAccessibleName("Source")
        self._citation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.other = QCheckBox("Add “.99 Other” under each theme")
        self.other.setChecked(True)
        self.other.toggled.connect(lambda _on: self._show())
        self._outline = QPlainTextEdit()
        self._outline.setReadOnly(True)
        self._outline.setTabChangesFocus(True)
        self._outline.setAccessibleName("Themes of this framework")
        on_escape(self, back)
        self._lay_out(look, back)

    def _lay_out(self, look: Look, back: Callable[[], object]) -> None:
        """Put the list beside the framework chosen."""
        bar = Bar(look)
        bar.add(
            label("Frameworks", "heading"), label("nothing is added until you load one", "muted")
        )
        bar.stretch()
        self.load = button("Load framework", self._load, role="primary")
        bar.add(button("Cancel", back), self.load)
        right, size = QWidget(), look.type
        right.setProperty("role", "pane")
        column = QVBoxLayout(right)
        column.setContentsMargins(*(size.space(5),) * 4)
        column.setSpacing(size.space(2))
        for widget in (self._name, self._citation, self.other):
            column.addWidget(widget)
        column.addWidget(self._outline, 1)
        split = QSplitter()
        split.addWidget(self.list)
        split.addWidget(right)
        split.setSizes([size.px(360), size.px(800)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        outer.addWidget(split, 1)

    def open(self) -> None:
        """Read the frameworks on the first visit."""
        if not self.list.count():
            for row in self._read(other=False):
                item = QListWidgetItem(row.short or row.name)
                item.setToolTip(row.name)
                item.setData(ROLE, row.id)
                self.list.addItem(item)
            self.list.setCurrentRow(0)
        self.list.setFocus()

    def _read(self, *, other: bool) -> "list[TemplateRow]":
        """Read the frameworks, with or without “Other” themes."""
        if other not in self._rows:
            from importers.frameworks import read_templates

            path = Path(str(files("framework.templates") / "frameworks.yaml"))
            self._rows[other] = read_templates(path, with_other=other)
        return self._rows[other]

    def _chosen(self) -> "TemplateRow | None":
        """Return the framework chosen."""
        item = self.list.currentItem()
        key = item.data(ROLE) if item is not None else ""
        rows = self._read(other=self.other.isChecked())
        return next((row for row in rows if row.id == key), None)

    def _show(self) -> None:
        """Show the framework chosen."""
        row = self._chosen()
        if row is None:
            return
        self._name.setText(row.name)
        parts = [row.citation, f"Licence: {row.licence}" if row.licence else "", row.remarks]
        self._citation.setAccessibleName("Source")
        self._citation.setText("\n\n".join(part for part in parts if part))
        self._outline.setPlainText("\n".join(_outline(row.draft.themes, 0)))

    def _load(self) -> None:
        """Pass the framework chosen on."""
        row = self._chosen()
        if row is not None:
            self.loaded.emit(row.draft)


def _outline(themes: "tuple[ThemeDraft, ...]", depth: int) -> list[str]:
    """Write themes as indented lines."""
    lines = []
    for theme in themes:
        meaning = f" — {theme.definition}" if theme.definition else ""
        lines.append(f"{'      ' * depth}{theme.number}  {theme.name}{meaning}")
        lines += _outline(theme.children, depth + 1)
    return lines
