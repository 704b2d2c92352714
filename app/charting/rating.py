"""Choose a rating for a cell, where its theme asks for one."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from app.charting.matrix import Matrix
from framework.rules.ratings import RATINGS

SAID = {"-2": "−2  strongly hinders", "-1": "−1  hinders", "0": "0  neither",
        "+1": "+1  helps", "+2": "+2  strongly helps", "mixed": "Mixed", "missing": "Missing",
        "n/a": "Not applicable"}  # fmt: skip


def rating_menu(matrix: Matrix) -> QMenu | None:
    """Make the menu of ratings for the current cell; each has a digit. None without a cell."""
    pair = matrix.model.pair(matrix.table.currentIndex())
    if pair is None:
        return None
    matrix.writing.settle()
    menu = QMenu("Rating", matrix)
    menu.setAccessibleName("Rating")
    view = matrix.pane.view
    now = view.rating if view is not None else ""
    for digit, rating in enumerate(RATINGS, 1):
        action = menu.addAction(f"&{digit}   {SAID[rating]}", partial(matrix.writing.rate, rating))
        action.setCheckable(True)
        action.setChecked(rating == now)
    if now:
        menu.addSeparator()
        menu.addAction("&9   Take the rating away", partial(matrix.writing.rate, ""))
    return menu


def choose_rating(matrix: Matrix) -> None:
    """Open the menu of ratings at the current cell, or say why there is none."""
    pair = matrix.model.pair(matrix.table.currentIndex())
    if pair is None:
        return
    if pair[1] not in matrix.model.rated:
        matrix.shell.show_message(
            "This theme asks for no rating. Its column’s menu lets it ask for one."
        )
        return
    menu = rating_menu(matrix)
    if menu is not None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cell = matrix.table.visualRect(matrix.table.currentIndex())
        menu.popup(matrix.table.viewport().mapToGlobal(cell.bottomLeft() + QPoint(0, 1)))
