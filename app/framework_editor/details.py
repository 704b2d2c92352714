"""Edit what a theme means: name, definition, include, exclude."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.fields import LineField, TextField
from app.widgets.text import label

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow

PARTS = ("definition", "include", "exclude")
HINTS = (
    "What belongs under this theme",
    "What to code here, with words to look for",
    "What not to code here, and where it goes instead",
)


class ThemeDetails(QScrollArea):
    """Show one theme; every field saves itself."""

    renamed = Signal(int, str)
    defined = Signal(int, str, str)
    read_wanted = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._theme: ThemeRow | None = None
        self.setAccessibleName("Theme in hand")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.inside, size = QWidget(), look.type
        self.inside.setProperty("role", "pane")
        self._title = label("", "heading", wrap=True)
        self._about = label("", "small", wrap=True)
        self.name = LineField("Name")
        self.name.committed.connect(self._rename)
        self.fields = {part: TextField(look, part.capitalize()) for part in PARTS}
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(*(size.space(4),) * 4)
        column.setSpacing(size.space(1.5))
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addSpacing(size.space(1.5))
        column.addWidget(label("Name", "smalltext"))
        column.addWidget(self.name)
        for (part, field), hint in zip(self.fields.items(), HINTS, strict=True):
            field.setPlaceholderText(hint)
            field.committed.connect(lambda text, part=part: self._define(part, text))
            column.addSpacing(size.space(1.5))
            column.addWidget(label(part.capitalize(), "smalltext"))
            column.addWidget(field)
        column.addSpacing(size.space(2))
        column.addLayout(self._buttons(look))
        column.addStretch(1)
        self.setWidget(self.inside)
        self.show_theme(None)

    def show_theme(self, theme: "ThemeRow | None") -> None:
        """Show a theme; what is typed on another is saved first."""
        other = theme is None or self._theme is None or theme.id != self._theme.id
        if other:
            self.commit()
        self._theme = theme
        self.inside.setVisible(theme is not None)
        if theme is None:
            return
        self._title.setText(f"{theme.number} {theme.name}")
        origin = f" · {theme.origin}" if theme.origin else ""
        passages = f"{theme.all_codings} passage{'s' if theme.all_codings != 1 else ''}"
        counts = f"{passages} · {theme.all_cases} case{'s' if theme.all_cases != 1 else ''}"
        self._about.setText(f"{counts}{origin}")
        for field, text in self._texts(theme):
            if other:
                field.replace(text)
            else:
                field.show_text(text)

    def commit(self) -> None:
        """Save what is typed."""
        self.name.commit()
        for field in self.fields.values():
            field.commit()

    def _texts(self, theme: "ThemeRow") -> list[tuple[LineField | TextField, str]]:
        """Pair each field with its text."""
        parts = [(field, str(getattr(theme, part))) for part, field in self.fields.items()]
        return [(self.name, theme.name), *parts]

    def _rename(self, name: str) -> None:
        """Pass a new name on."""
        if self._theme is not None and name.strip():
            self.renamed.emit(self._theme.id, name)
        elif self._theme is not None:
            self.name.show_text(self._theme.name)

    def _define(self, part: str, text: str) -> None:
        """Pass a new definition, include or exclude on."""
        if self._theme is not None:
            self.defined.emit(self._theme.id, part, text)

    def _buttons(self, look: Look) -> QHBoxLayout:
        """Make the buttons below the fields."""
        line = QHBoxLayout()
        line.addWidget(button("Remove", self._remove, icon="trash", look=look))
        line.addStretch(1)
        return line

    def _remove(self) -> None:
        """Ask for the theme to be removed."""
        if self._theme is not None:
            self.remove_wanted.emit(self._theme.id)
