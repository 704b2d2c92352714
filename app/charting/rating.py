"""Choose a rating for a cell, where its theme asks for one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from framework.rules.ratings import RATINGS

SAID = {"-2": "−2  strongly hinders", "-1": "−1  hinders", "0": "0  neither",
        "+1": "+1  helps", "+2": "+2  strongly helps", "mixed": "Mixed", "missing": "Missing",
        "n/a": "Not applicable"}  # fmt: skip


def fill_ratings(menu: QMenu, given: str, rate: Callable[[str], object]) -> None:
    """Offer the ratings, each with a digit, and to take away the one that is given."""
    menu.clear()
    menu.setAccessibleName("Rating")
    for digit, rating in enumerate(RATINGS, 1):
        action = menu.addAction(f"&{digit}   {SAID[rating]}", partial(rate, rating))
        action.setCheckable(True)
        action.setChecked(rating == given)
        if rating == given:
            menu.setActiveAction(action)
    if given:
        menu.addSeparator()
        menu.addAction("&9   Take the rating away", partial(rate, ""))
