"""Choose one of the built-in frameworks, with its source in sight, and how to use it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.framework_editor.built_in import built_in
from app.framework_editor.theme_outline import ThemeOutline
from app.shell import Shell
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.escape import on_escape
from app.widgets.filling import fill
from app.widgets.text import label
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.study import Study
    from importers.frameworks import TemplateRow

ROLE = Qt.ItemDataRole.UserRole
LEAST_OUTLINE = 180


class Use(NamedTuple):
    """Name a way to use a built-in framework, what it means, and what the button says."""

    key: str
    words: str
    meaning: str
    button: str


USES = (
    Use("straight", "Code straight to its constructs",
        "Its themes are added, and passages are coded to them from the first transcript on.",
        "Load framework"),
    Use("group", "Code openly, then group under its constructs",
        "Its themes are added, and the board opens: code with labels of your own, and drag them "
        "under the constructs when you know the data.",
        "Load and open the board"),
    Use("map", "Map your own framework to it",
        "Nothing is added. The crosswalk opens: say for each of your themes which constructs it "
        "speaks to; one theme may have several.",
        "Open the crosswalk"),
)  # fmt: skip


class Templates(Workspace):
    """List the built-in frameworks, and show the one chosen before anything is done with it."""

    title = "Frameworks"
    used = Signal(str, object)

    def __init__(self, study: "Study", shell: Shell, back: Callable[[], object]) -> None:
        super().__init__(study, shell)
        self.list = QListWidget()
        self.list.setProperty("role", "rail")
        self.list.setAccessibleName("Built-in frameworks")
        self.list.currentItemChanged.connect(lambda *_: self._show())
        self._name = label("", "title", wrap=True)
        self._citation = label("", "small", wrap=True)
        self._citation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._citation.setAccessibleName("Source")
        self.other = QCheckBox("Add “.99 Other” under each theme")
        self.other.setChecked(True)
        self.other.toggled.connect(lambda _on: self._show())
        self.uses = {use.key: QRadioButton(use.words) for use in USES}
        self._group = QButtonGroup(self)
        self._outline = ThemeOutline(self.look, "Themes of this framework")
        self._outline.setMinimumHeight(self.look.type.px(LEAST_OUTLINE))
        self.load = button(USES[0].button, self._use, role="primary")
        on_escape(self, back)
        self._lay_out(back)

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        return "↑↓ next framework · Tab to its uses · Esc leave"

    def place(self) -> str:
        """Return the framework chosen."""
        row = self._chosen()
        return (row.short or row.name) if row is not None else ""

    def open(self) -> None:
        """Read the frameworks on the first visit."""
        if not self.list.count():
            for row in built_in():
                item = QListWidgetItem(row.short or row.name)
                item.setToolTip(row.name)
                item.setData(ROLE, row.id)
                self.list.addItem(item)
            self.list.setCurrentRow(0)

    def take_keys(self) -> None:
        """Let keys choose a framework."""
        self.list.setFocus()

    def _use_chosen(self) -> Use:
        """Return the way of use that is chosen."""
        return next(use for use in USES if self.uses[use.key].isChecked())

    def _chosen(self) -> "TemplateRow | None":
        """Return the framework chosen."""
        item = self.list.currentItem()
        key = item.data(ROLE) if item is not None else ""
        rows = built_in(other=self.other.isChecked())
        return next((row for row in rows if row.id == key), None)

    def _show(self) -> None:
        """Show the framework chosen, and what its use comes to."""
        row, use = self._chosen(), self._use_chosen()
        self.load.setText(use.button)
        self.load.setAccessibleName(use.button)
        self.other.setEnabled(use.key != "map")
        if row is None:
            return
        self._name.setText(row.name)
        parts = [row.citation, f"Licence: {row.licence}" if row.licence else "", row.remarks]
        self._citation.setText("\n\n".join(part for part in parts if part))
        self._outline.show_themes(row.draft.themes)
        self.place_changed.emit()

    def _use(self) -> None:
        """Pass the framework chosen on, with the use to be made of it."""
        row = self._chosen()
        if row is not None:
            self.used.emit(self._use_chosen().key, row)

    def _lay_out(self, back: Callable[[], object]) -> None:
        """Put the list beside the framework chosen."""
        bar, size = Bar(self.look), self.look.type
        quiet = label("nothing is added until you load one", "muted")
        bar.add(label("Frameworks", "heading"), quiet)
        bar.stretch()
        bar.add(button("Cancel", back), self.load)
        split, right = QSplitter(), QScrollArea()
        right.setWidget(self._right())
        right.setWidgetResizable(True)
        right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setSizes([size.px(320), size.px(800)])
        split.setStretchFactor(1, 1)
        fill(self, bar, split)

    def _right(self) -> QWidget:
        """Make what is shown of the framework chosen."""
        made, size = QWidget(), self.look.type
        made.setProperty("role", "pane")
        column = QVBoxLayout(made)
        column.setContentsMargins(*(size.space(5),) * 4)
        column.setSpacing(size.space(1.5))
        column.addWidget(self._name)
        column.addWidget(self._citation)
        column.addSpacing(size.space(2))
        column.addWidget(label("How will you use it?", "heading"))
        for use in USES:
            choice = self.uses[use.key]
            choice.setAccessibleDescription(use.meaning)
            choice.setChecked(use is USES[0])
            choice.toggled.connect(lambda _on: self._show())
            self._group.addButton(choice)
            meaning = label(use.meaning, "small", wrap=True)
            meaning.setIndent(size.space(5))
            column.addWidget(choice)
            column.addWidget(meaning)
        column.addSpacing(size.space(2))
        column.addWidget(self.other)
        column.addWidget(self._outline, 1)
        return made
