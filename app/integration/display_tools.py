"""Offer what can be done with a joint display as a whole, and make new ones."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from app.reporting.password_button import PasswordButton
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.text import section
from framework.drafts import JointDefinition
from framework.edits import joint_displays
from framework.queries.delivery import list_tables
from framework.queries.indicators import list_definitions
from framework.queries.joint_displays import DisplayRow, list_displays
from framework.rules.joint_layouts import JOINT_LAYOUTS, layout_of
from framework.study import Study

MOST_FIGURES = 10
LEAST_FIRST = ("L7b",)
ROOMY = 720


def new_display(study: Study, layout: str) -> int:
    """Make a joint display of a layout under a name that is free; return its id.

    Of many indicators the first ten are shown, so that the page can be read; ratings stand from
    the lowest figure up.
    """
    with study.read() as session:
        taken = {row.name.casefold() for row in list_displays(session)}
        sited = {table.name for table in list_tables(session) if table.site and table.rows}
        keys = [row.key for row in list_definitions(session) if row.table in sited]
    found = layout_of(layout)
    name = found.name if found else layout
    names = (name if n == 1 else f"{name} {n}" for n in range(1, len(taken) + 2))
    free = next(one for one in names if one.casefold() not in taken)
    few = tuple(keys[:MOST_FIGURES]) if len(keys) > MOST_FIGURES else ()
    definition = JointDefinition(
        indicators=few,
        descending=layout not in LEAST_FIRST,
        vocabulary="triangulation" if layout == "L8" else "fetters",
    )
    return joint_displays.add_display(study, free, layout, definition)


def fill_new(menu: QMenu, make: Callable[[str], None]) -> None:
    """Offer a new joint display in each layout, those whose rows are written apart."""
    for written in (False, True):
        heading = "Rows that you write" if written else "Made from the study"
        section(menu, heading)
        for layout in JOINT_LAYOUTS:
            if layout.written == written:
                action = menu.addAction(f"{layout.name}: {layout.what}")
                action.triggered.connect(lambda _on=False, key=layout.key: make(key))


class DisplayTools(QWidget):
    """Hold the layout, the exports and the rest of what is done with a joint display."""

    def __init__(
        self, study: Study, shell: Shell, export: Callable[[str, PasswordButton | None], None],
        versions: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__()
        self.setProperty("role", "clear")
        self._study, self._shell = study, shell
        self.lock = PasswordButton(shell.look)
        self._display: DisplayRow | None = None
        self._count = 0
        named = [(f"Layout: {layout.name}", layout.key) for layout in JOINT_LAYOUTS]
        self.layouts = ChoiceBox("Layout", named, self._lay_out_anew, letters=0)
        keymap = shell.keymap
        self.excel = button("Excel", lambda: export(".xlsx", self.lock))
        self.word = button("Export to Word", lambda: export(".docx", self.lock), role="primary",
                           tip=keymap.shown("integrate.export"))  # fmt: skip
        self.more = QToolButton()
        self.more.setAccessibleName("More of the joint display")
        self.more.setToolTip("Versions, web page, move, remove")
        self.more.setIcon(shell.look.icon("more"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        shell.look.changed.connect(self._tint)
        menu = QMenu(self.more)
        menu.addAction(keymap.menu("Versions…", "integrate.versions"), versions)
        menu.addAction("Export as a web page…", lambda: export(".html", None))
        menu.addSeparator()
        menu.addAction("Move to the left", lambda: self._move(-1))
        menu.addAction("Move to the right", lambda: self._move(1))
        menu.addSeparator()
        menu.addAction("Remove the joint display", self.remove)
        self.more.setMenu(menu)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(shell.look.type.space(2))
        for widget in (self.layouts, self.more, self.lock, self.excel, self.word):
            line.addWidget(widget)

    def _tint(self) -> None:
        """Take the colour of the palette in force."""
        self.more.setIcon(self._shell.look.icon("more"))

    def fit(self, page: int) -> None:
        """Say less where a page is only `page` px wide, so that every tool has its words."""
        roomy = page >= self._shell.look.type.px(ROOMY)
        self.word.setText("Export to Word" if roomy else "Word")

    def show_display(self, display: DisplayRow | None, count: int) -> None:
        """Show the tools of a joint display, or none; `count` is how many there are."""
        self._display, self._count = display, count
        self.setVisible(display is not None)
        if display is not None:
            self.layouts.setCurrentIndex(max(0, self.layouts.findData(display.layout)))

    def remove(self) -> None:
        """Remove the joint display."""
        if self._display is not None:
            name = self._display.name
            joint_displays.remove_display(self._study, self._display.id)
            self._shell.show_message(f"{name} is removed.", "Undo", self._shell.undo)

    def _move(self, by: int) -> None:
        """Move the joint display's tab by one place."""
        if self._display is None:
            return
        with self._study.read() as session:
            ids = [row.id for row in list_displays(session)]
        place = ids.index(self._display.id) + by
        if 0 <= place < len(ids):
            joint_displays.move_display(self._study, self._display.id, place)

    def _lay_out_anew(self) -> None:
        """Lay the joint display out in another way."""
        layout = self.layouts.currentData()
        if self._display is not None and layout != self._display.layout:
            joint_displays.change_layout(self._study, self._display.id, layout)
