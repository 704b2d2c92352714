"""Crosswalk: map one's own themes to the constructs of a published framework."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.framework_editor.constructs import constructs_in, without_construct, without_theme
from app.framework_editor.crosswalk_matrix import Matrix, MatrixModel
from app.framework_editor.saving import save_as
from app.shell import Shell
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.empty import EmptyOr, EmptyState
from app.widgets.filling import fill
from app.widgets.side_split import SideSplit
from app.widgets.text import ElidedLabel, frame, label, rule
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.history import Changes
    from framework.queries.themes import ThemeRow
    from framework.study import Study
    from importers.frameworks import TemplateRow

TOUCHED = {"theme", "crosswalk"}
RIGHT, LINE = 340, 24
ROLE = Qt.ItemDataRole.UserRole


class CrosswalkPage(Workspace):
    """Hold the matrix of themes and constructs, and at its right what is left out."""

    title = "Crosswalk"
    icon = "table"

    def __init__(self, study: "Study", shell: Shell) -> None:
        super().__init__(study, shell)
        self._templates: list[TemplateRow] = []
        self._themes: list[ThemeRow] = []
        self.model = MatrixModel()
        self.matrix = Matrix(self.look, shell.keymap, self.model)
        self.choice = ChoiceBox("Framework to map to", letters=0)
        self.bare_constructs = self._list("Constructs without a theme")
        self.bare_themes = self._list("Themes without a construct")
        self._count = ElidedLabel("muted")
        self._citation = label("", "small", wrap=True)
        self._citation.setAccessibleName("Source")
        self._here = label("", "heading", wrap=True)
        self._meaning = label("", "smalltext", wrap=True)
        self._heads = (label("", "heading"), label("", "heading"))
        self._lay_out()
        self._wire()

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        return self.shell.keymap.hint("crosswalk.map") if self._themes else ""

    def place(self) -> str:
        """Return the theme and construct in hand."""
        index = self.matrix.currentIndex()
        if not index.isValid():
            return ""
        theme, construct = self.model.themes[index.row()], self.model.constructs[index.column()]
        return f"{theme.number} × {construct.title}"

    def refresh(self, changes: "Changes | None") -> None:
        """Show the crosswalk as it is."""
        if changes is not None and not changes.tables() & TOUCHED:
            return
        from framework.queries.crosswalk import templates_mapped
        from framework.queries.themes import list_themes_plain

        with self.study.read() as session:
            self._themes = list_themes_plain(session)
            mapped = templates_mapped(session)
        if not self._templates:
            self._read_templates(mapped)
        self._stack.show_full(on=bool(self._themes))
        self._show()

    def go(self, **where: object) -> None:
        """Choose the framework that is mapped to, or take a theme in hand."""
        if (place := self.choice.findData(where.get("template"))) >= 0:
            self.choice.setCurrentIndex(place)
        for row, theme in enumerate(self._themes):
            if theme.id == where.get("theme"):
                self.matrix.setCurrentIndex(self.model.index(row, 0))
        self.take_keys()

    def take_keys(self) -> None:
        """Let keys work on the matrix."""
        (self.matrix if self._themes else self._stack.empty.action).setFocus()

    def template(self) -> "TemplateRow":
        """Return the framework that is mapped to."""
        return self._templates[max(0, self.choice.currentIndex())]

    def _read_templates(self, mapped: list[str]) -> None:
        """Offer the built-in frameworks, first one that is mapped to already."""
        from app.commands.templates import builtin
        from importers.frameworks import read_templates

        self._templates = read_templates(builtin())
        with QSignalBlocker(self.choice):
            for row in self._templates:
                self.choice.addItem(row.short or row.name, row.id)
            self.choice.setCurrentIndex(max(0, self.choice.findData(mapped[0]) if mapped else 0))

    def _show(self) -> None:
        """Show the crosswalk to the framework chosen."""
        from framework.queries.crosswalk import crosswalk

        template = self.template()
        with self.study.read() as session:
            pairs = {(row.theme_id, row.construct) for row in crosswalk(session, template.id)}
        constructs = constructs_in(template.draft.themes)
        self.model.show_crosswalk(self._themes, constructs, pairs)
        self._citation.setText(f"{template.name}. {template.citation}")
        met = len({construct for _theme, construct in pairs})
        self._count.setText(f"{met} of {len(constructs)} constructs have a theme")
        self._fill(
            0, self.bare_constructs,
            [(at, c.title) for at, c in without_theme(constructs, pairs)],
        )  # fmt: skip
        self._fill(
            1, self.bare_themes,
            [(at, f"{t.number} {t.name}") for at, t in without_construct(self._themes, pairs)],
        )  # fmt: skip
        if not self.matrix.currentIndex().isValid() and self._themes:
            self.matrix.setCurrentIndex(self.model.index(0, 0))
        self._show_place()

    def _fill(self, which: int, shown: QListWidget, rows: list[tuple[int, str]]) -> None:
        """List what is left out, under a heading that counts it."""
        self._heads[which].setText(f"{shown.accessibleName()} · {len(rows)}")
        shown.clear()
        for place, words in rows:
            item = QListWidgetItem(words, shown)
            item.setData(ROLE, place)
            item.setSizeHint(QSize(0, self.look.type.px(LINE)))

    def _toggle(self, theme_id: int, construct: str) -> None:
        """Map a theme to a construct, or take that back."""
        from framework.edits.crosswalk import map_theme

        on = (theme_id, construct) not in self.model.mapped
        map_theme(self.study, theme_id, self.template().id, construct, on=on)
        self._show()

    def _show_place(self) -> None:
        """Say what the theme and the construct in hand mean."""
        index = self.matrix.currentIndex()
        if index.isValid():
            theme, construct = self.model.themes[index.row()], self.model.constructs[index.column()]
            sign = "↔" if index.data(ROLE) else "·"
            self._here.setText(f"{theme.number} {theme.name}  {sign}  {construct.title}")
            lines = (f"{theme.number}: {theme.definition or 'no definition yet'}",
                     f"{construct.number}: {construct.definition}")  # fmt: skip
            self._meaning.setText("\n".join(lines))
        self.place_changed.emit()

    def _take_construct(self, item: QListWidgetItem) -> None:
        """Go to the column of a construct."""
        row = max(0, self.matrix.currentIndex().row())
        self.matrix.setCurrentIndex(self.model.index(row, item.data(ROLE)))
        self.matrix.setFocus()

    def _take_theme(self, item: QListWidgetItem) -> None:
        """Go to the row of a theme."""
        column = max(0, self.matrix.currentIndex().column())
        self.matrix.setCurrentIndex(self.model.index(item.data(ROLE), column))
        self.matrix.setFocus()

    def _export(self) -> None:
        """Write the crosswalk as a table."""
        from exports import Options

        template = self.template()
        name = f"Crosswalk to {template.short or template.name}.xlsx".replace("/", " ")
        save_as(self.study, self.shell, "crosswalk", Options(template=template.id), name)

    def _wire(self) -> None:
        """Connect the matrix, the choice and the lists."""
        self.choice.currentIndexChanged.connect(lambda _at: self._show())
        self.matrix.toggled.connect(self._toggle)
        self.matrix.in_hand.connect(self._show_place)
        for shown, slot in (
            (self.bare_constructs, self._take_construct), (self.bare_themes, self._take_theme)
        ):  # fmt: skip
            shown.itemClicked.connect(slot)
            shown.itemActivated.connect(slot)

    def _list(self, name: str) -> QListWidget:
        """Make a list of what is left out."""
        made = QListWidget()
        made.setAccessibleName(name)
        made.setTextElideMode(Qt.TextElideMode.ElideRight)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made

    def _side(self) -> QWidget:
        """Put what is in hand over what is left out."""
        size, pane = self.look.type, frame("pane")
        column = QVBoxLayout(pane)
        column.setContentsMargins(*(size.space(4),) * 4)
        column.setSpacing(size.space(1.5))
        column.addWidget(self._here)
        column.addWidget(self._meaning)
        for head, shown in zip(self._heads, (self.bare_constructs, self.bare_themes), strict=True):
            column.addSpacing(size.space(1))
            column.addWidget(rule())
            column.addWidget(head)
            shown.setMinimumHeight(size.px(LINE) * 4)
            column.addWidget(shown, 1)
        column.addWidget(rule())
        column.addWidget(self._citation)
        made = QScrollArea()
        made.setAccessibleName("Theme and construct in hand")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setWidgetResizable(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setWidget(pane)
        return made

    def _lay_out(self) -> None:
        """Put the matrix beside what is in hand."""
        bar = Bar(self.look)
        bar.add(label("Crosswalk to", "heading"), self.choice, self._count)
        bar.stretch()
        bar.add(button("Export…", self._export))
        full = QFrame()
        fill(full, bar, SideSplit(self.look, self.matrix, self._side(), RIGHT, 220))
        empty = EmptyState(
            self.look, "table", "No themes to map yet",
            "A crosswalk maps the themes that you found to the constructs of a published "
            "framework, many to many, so that a report can say how the two relate.",
            "Go to the themes", partial(self.shell.go_to, "framework", page="themes"),
        )  # fmt: skip
        self._stack = EmptyOr(empty, full)
        fill(self, self._stack)
