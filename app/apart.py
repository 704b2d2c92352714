"""Keep from an analyst who charts apart what others charted: the one place that says what does.

A page that shows cells which others may have charted is covered (`Cover`), an export that holds
them is not begun (`may_leave`), and steps of others that touched them are not named.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.charting.kept import Keeper
from app.widgets.empty import EmptyState

if TYPE_CHECKING:
    from app.shell import Shell
    from framework.study import Study

OPEN_LAYOUTS = frozenset(
    {"transcript", "codings", "framework", "indicators", "crosswalk", "timeline", "dot-plot",
     "L12", "L13", "L14", "L16", "L18"}
)  # fmt: skip
"""Name the layouts that hold nobody's cells; any other stays closed to one who charts apart."""


def charts_apart(study: "Study", shell: "Shell") -> str:
    """Return the initials of the person at work where they chart apart, and "" elsewhere."""
    kept = Keeper(study, shell.recall, shell.remember).kept
    return study.coder if study.coder in kept.apart else ""


def to_undo_and_redo(study: "Study", shell: "Shell") -> tuple[str | None, str | None]:
    """Name the steps to undo and to redo, as the person at work may read their names."""
    from framework.queries.history import to_undo_and_redo

    apart = charts_apart(study, shell)
    with study.read() as session:
        return to_undo_and_redo(session, apart)


def is_closed(study: "Study", shell: "Shell", layout: str) -> bool:
    """Tell whether a layout holds cells that the person at work may not see yet."""
    return layout not in OPEN_LAYOUTS and bool(charts_apart(study, shell))


def may_leave(study: "Study", shell: "Shell", layout: str) -> bool:
    """Tell whether a layout may be exported by the person at work; say why where it may not."""
    if not is_closed(study, shell, layout):
        return True
    shell.show_message(
        "This export shows cells that others have charted; nothing was written. Stop charting "
        "apart to export it.",
        "Go to Chart", lambda: shell.go_to("chart"),
    )  # fmt: skip
    return False


def _always() -> bool:
    """Say that a page holds such cells whatever it shows."""
    return True


class Cover(QWidget):
    """Lie over a page for as long as the person at work charts apart; no key reaches the page.

    `what` begins the sentence, as "A joint display shows". `holds` tells whether the page holds
    cells now; call `settle` when that may have changed.
    """

    def __init__(
        self, page: QWidget, study: "Study", shell: "Shell", what: str,
        holds: Callable[[], bool] = _always,
    ) -> None:  # fmt: skip
        super().__init__(page)  # until the page has a place of its own
        self._page, self._study, self._shell, self._holds = page, study, shell, holds
        self._what, self._column = what, QVBoxLayout(self)
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()
        page.installEventFilter(self)

    def settle(self) -> bool:
        """Cover the page, or uncover it; tell which."""
        on = self._holds() and bool(charts_apart(self._study, self._shell))
        self._page.setEnabled(not on)
        place = self._page.parentWidget()
        if on and not self._column.count():
            self._say()
        if on and place is not None:
            if self.parentWidget() is not place:
                self.setParent(place)
            self._lie()
        self.setVisible(on and self._page.isVisible())
        return on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come, go and stretch with the page."""
        match event.type():
            case QEvent.Type.Show:
                if self.settle():
                    QTimer.singleShot(0, self, self._take_keys)
            case QEvent.Type.Hide:
                self.hide()
            case QEvent.Type.Resize | QEvent.Type.Move:
                self._lie()
        return super().eventFilter(watched, event)

    def _say(self) -> None:
        """Say why the page is not seen, and where that ends."""
        self._column.addWidget(
            EmptyState(
                self._shell.look, "eye", "Not seen while you chart apart",
                f"{self._what} what others have charted. It opens once you stop charting apart.",
                "Go to Chart", lambda: self._shell.go_to("chart"),
            )
        )  # fmt: skip

    def _take_keys(self) -> None:
        """Let keys work on what is offered."""
        for said in self.findChildren(EmptyState):
            said.action.setFocus()

    def _lie(self) -> None:
        """Take the page's place."""
        self.setGeometry(self._page.geometry())
        self.raise_()
