"""Show the framework, and below it the theme, the memos or the case in hand."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.coding.case_note import CaseNote
from app.coding.memo_list import MemoList
from app.coding.theme_list import ThemeList
from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.fields import TextField
from app.widgets.tabs import PillTabs
from app.widgets.text import frame, label

if TYPE_CHECKING:
    from framework.queries.codings import CodingRow
    from framework.queries.themes import ThemeRow


PAGES = ("theme", "memos", "case")
SHORT, ROOMY = 18, 220
NONE_IN_HAND = "Choose a theme above, or a coded passage, to read here what the theme is."


class ThemePane(QFrame):
    """Stand at the right of a transcript."""

    edit_wanted = Signal(int)
    memo_written = Signal(int, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self._look = look
        self._coding: int | None = None
        self._theme: ThemeRow | None = None
        self.list = ThemeList(look)
        self.memos, self.case = MemoList(look), CaseNote(look)
        self.tabs, self.version = PillTabs(look), label("", "key")
        self.name = label("", "heading", wrap=True)
        self.definition = label("", "smalltext", wrap=True)
        self.include = label("", "smalltext", wrap=True)
        self.exclude = label("", "smalltext", wrap=True)
        self._memo_name = label("", "heading", wrap=True)
        self.memo = TextField(look, "Memo", lines=3)
        self.memo.setPlaceholderText("What this passage makes you think")
        self.memo.committed.connect(self._write_memo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.list)
        split.addWidget(self._details())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        column.addWidget(split, 1)
        self._show_theme(None)
        self.show_coding(None)
        self.show_version("")

    def show_version(self, name: str) -> None:
        """Name the framework's latest version, "" before the first."""
        self.version.setText(name if len(name) <= SHORT else f"{name[: SHORT - 1].rstrip()}…")
        self.version.setToolTip(f"The latest version of the framework: {name}")
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the version where there is no room beside the heading."""
        super().resizeEvent(event)
        self._make_room()

    def turn_to(self, page: str) -> None:
        """Show the theme, the memos or the case below the framework."""
        self.tabs.select(page)
        self._pages.setCurrentIndex(PAGES.index(page))

    def page(self) -> str:
        """Return which page is shown."""
        return PAGES[self._pages.currentIndex()]

    def count_memos(self, count: int) -> None:
        """Say on its tab how many memos there are."""
        words = f"Memos ({count})" if count else "Memos"
        self.tabs.set_tabs([("theme", "Theme"), ("memos", words), ("case", "Case")])

    @property
    def theme(self) -> "ThemeRow | None":
        """Return the theme whose definition is shown."""
        return self._theme

    def show_theme(self, theme: "ThemeRow | None") -> None:
        """Show the definition of the theme in hand."""
        if theme != self._theme:
            self._show_theme(theme)

    def _make_room(self) -> None:
        """Name the version where there is one, and room for it."""
        roomy = self.width() >= self._look.type.px(ROOMY)
        self.version.setVisible(roomy and bool(self.version.text()))

    def _show_theme(self, theme: "ThemeRow | None") -> None:
        """Show what a theme is."""
        self._theme = theme
        for widget in (self.name, self.include, self.exclude):
            widget.setVisible(theme is not None)
        if theme is None:
            self.definition.setText(NONE_IN_HAND)
            return
        self.name.setText(f"{theme.number} {theme.name}".strip())
        self.definition.setText(theme.definition or "No definition yet.")
        self.include.setText(f"Include  {theme.include}")
        self.include.setVisible(bool(theme.include))
        self.exclude.setText(f"Exclude  {theme.exclude}")
        self.exclude.setVisible(bool(theme.exclude))

    def show_coding(self, coding: "CodingRow | None") -> None:
        """Show the memo on the coding in hand; commit first what was typed on another."""
        held = coding.id if coding is not None else None
        if held != self._coding:
            self.memo.commit()
            self._coding = held
            self.memo.replace(coding.memo if coding is not None else "")
        elif coding is not None:
            self.memo.show_text(coding.memo)
        for widget in (self._memo_name, self.memo):
            widget.setVisible(coding is not None)
        if coding is not None:
            named = coding.number or coding.theme
            self._memo_name.setText(f"Memo on ¶{coding.first} as {named}")

    def _write_memo(self, text: str) -> None:
        """Tell what is to be written about which coding."""
        if self._coding is not None:
            self.memo_written.emit(self._coding, text)

    def _head(self) -> QFrame:
        """Make the line above the framework."""
        head, size = frame("bar"), self._look.type
        line = QHBoxLayout(head)
        line.setContentsMargins(size.space(3), size.space(1.5), size.space(2), size.space(1.5))
        line.addWidget(label("Framework", "heading"))
        line.addWidget(self.version, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        line.addWidget(button("Edit", self._edit, role="quiet", tip="Edit the framework"))
        return head

    def _edit(self) -> None:
        """Ask for the framework workspace, at the theme in hand."""
        theme = self.list.theme()
        self.edit_wanted.emit(theme.id if theme is not None else 0)

    def _details(self) -> QFrame:
        """Make the part below the framework: its tabs and their pages."""
        below, size = frame("pane"), self._look.type
        column = QVBoxLayout(below)
        column.setContentsMargins(0, size.space(1), 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setContentsMargins(size.space(2), 0, size.space(2), 0)
        line.addWidget(self.tabs)
        line.addStretch(1)
        column.addLayout(line)
        theme = QWidget()
        theme.setProperty("role", "pane")
        inner = QVBoxLayout(theme)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(size.space(1.5))
        for widget in (self.name, self.definition, self.include, self.exclude):
            inner.addWidget(widget)
        inner.addSpacing(size.space(3))
        inner.addWidget(self._memo_name)
        inner.addWidget(self.memo)
        inner.addStretch(1)
        self._pages = QStackedWidget()
        for name, page in (("Theme in hand", theme), ("Memos", self.memos), ("Case", self.case)):
            self._pages.addWidget(_scrolled(name, page, size.space(3)))
        column.addWidget(self._pages, 1)
        self.count_memos(0)
        self.tabs.chosen.connect(self.turn_to)
        return below


def _scrolled(name: str, page: QWidget, margin: int) -> QScrollArea:
    """Let a page scroll where it is too long."""
    layout = page.layout()
    if layout is not None:
        layout.setContentsMargins(margin, margin, margin, margin)
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
