"""Offer what can be done with the passage under the mouse."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from app.coding.workspace import CodeWorkspace


class ContextMenu:
    """Open a menu on the text; every entry has its key beside it."""

    def __init__(self, workspace: "CodeWorkspace") -> None:
        self._w = workspace
        workspace.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        workspace.view.customContextMenuRequested.connect(self._open)

    def menu(self) -> QMenu:
        """Make the menu for what is selected."""
        workspace, words = self._w, self._w.shell.keymap.menu
        made = QMenu(workspace.view)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.addAction(words("Code with…", "code.code"), workspace.choosing.code)
        made.addAction(words("Memo in the margin", "code.margin_memo"),
                       workspace.familiar.write_memo)  # fmt: skip
        made.addAction(words("Give to a case…", "code.give"), workspace.giving.choose)
        made.addSeparator()
        made.addAction(words("Correct the words", "code.correct"), workspace.correcting.open)
        if workspace.correcting.was():
            made.addAction(words("Take the correction back", "code.uncorrect"),
                           workspace.correcting.take_back)  # fmt: skip
        made.addSeparator()
        copy = made.addAction("Copy\tCtrl+C", workspace.view.copy)
        copy.setEnabled(workspace.view.textCursor().hasSelection())
        return made

    def _open(self, point: QPoint) -> None:
        """Open the menu, on the selection or else at the place under the mouse."""
        view = self._w.view
        if not self._w.paragraphs:
            return
        start, end = view.selection()
        place = view.place_at(QPointF(point))
        if not start <= place <= end:
            view.select(place, place)
        self.menu().popup(view.viewport().mapToGlobal(point))
