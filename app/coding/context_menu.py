"""Offer what can be done with the passage under the mouse, and with each coding there."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QMenu

from app.coding.choosing import name_of
from app.widgets.text import section
from framework import NAMELESS

if TYPE_CHECKING:
    from app.coding.workspace import CodeWorkspace
    from framework.queries.codings import CodingRow


class ContextMenu:
    """Open a menu on the text, or on codings in the margin; every entry has its key beside it."""

    def __init__(self, workspace: "CodeWorkspace") -> None:
        self._w = workspace
        self._words = workspace.shell.keymap.menu
        workspace.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        workspace.view.customContextMenuRequested.connect(self._open)
        workspace.view.margin_menu_wanted.connect(self._open_in_margin)

    def menu(self, place: int | None = None) -> QMenu:
        """Make the menu for what is selected, and for the codings at a place."""
        workspace, words = self._w, self._words
        made = self._empty()
        at = workspace.view.selection()[0] if place is None else place
        here = [row for row in workspace.codings if row.start <= at < row.end]
        here.sort(key=lambda row: (row.end - row.start, row.id))
        made.addAction(words("Code with…", "code.code"), workspace.choosing.code)
        if workspace.view.shows != "reading":
            self._offer_codings(made, here, at)
        made.addSeparator()
        made.addAction(words("Memo in the margin", "code.margin_memo"),
                       workspace.familiar.write_memo)  # fmt: skip
        self._offer_words(made)
        made.addSeparator()
        made.addAction(words("Find in this transcript", "code.find"), workspace.find_bar.open)
        copy = made.addAction("Copy\tCtrl+C", workspace.view.copy)
        copy.setEnabled(workspace.view.textCursor().hasSelection())
        return made

    def _offer_words(self, menu: QMenu) -> None:
        """Offer to say whose the words are, and how they read."""
        workspace, words = self._w, self._words
        menu.addAction(words("Give the passage to a case…", "code.give"), workspace.giving.choose)
        speaker = workspace.giving.speaker()
        if speaker is not None:
            menu.addAction(f"Give every turn of {speaker.label} to a case…",
                           partial(workspace.giving.choose, every_turn=True))  # fmt: skip
        menu.addSeparator()
        menu.addAction(words("Correct the words", "code.correct"), workspace.correcting.open)
        if workspace.correcting.was():
            menu.addAction(words("Take the correction back", "code.uncorrect"),
                           workspace.correcting.take_back)  # fmt: skip

    def _offer_codings(self, menu: QMenu, here: "Sequence[CodingRow]", at: int | None) -> None:
        """Offer what can be done with one coding, or with each of several in a menu of its own."""
        if len(here) > 1:
            section(menu, "Coded here")
        for coding in here:
            named = name_of(coding)
            named += f" · {coding.coder}" if coding.coder != NAMELESS else ""
            if len(here) == 1:
                section(menu, named)
            below = menu if len(here) == 1 else menu.addMenu(named)
            self._offer_coding(below, coding, at)

    def _offer_coding(self, menu: QMenu, coding: "CodingRow", at: int | None) -> None:
        """Offer what can be done with a coding; it is split at a place inside it."""
        acts, choosing = self._w.acts, self._w.choosing
        entries: list[tuple[str, str, Callable[[], object]]] = [
            ("Recode as…", "code.recode", choosing.recode),
            ("Code with another theme too…", "code.copy", choosing.copy),
            ("No star any more" if coding.starred else "Star", "code.star", acts.star),
            ("Memo", "code.memo", acts.memo),
        ]
        if at is not None and coding.start < at < coding.end:
            entries.append(("Split here", "code.split", partial(acts.split_at, at)))
        if acts.beside(coding):
            entries.append(("Join with the next of this theme", "code.merge", acts.merge))
        entries.append(("Take off", "code.delete", acts.delete))
        for said, action, act in entries:
            menu.addAction(self._words(said, action), partial(self._act_on, coding.id, act))

    def _act_on(self, coding_id: int, act: Callable[[], object]) -> None:
        """Take a coding in hand, and do something with it."""
        self._w.view.take_coding(coding_id)
        act()

    def _empty(self) -> QMenu:
        """Make a menu that goes when it is closed."""
        made = QMenu(self._w.view)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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
        self.menu(place).popup(view.viewport().mapToGlobal(point))

    def _open_in_margin(self, coding_ids: Sequence[int], point: QPoint) -> None:
        """Open the menu on codings in the margin, in the order in which they stand there."""
        known = {row.id: row for row in self._w.codings}
        menu = self._empty()
        here = [known[key] for key in coding_ids if key in known]
        if here:
            self._offer_codings(menu, here, None)
            menu.popup(point)
