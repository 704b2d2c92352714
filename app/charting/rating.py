"""Choose a rating for a cell, where its theme asks for one."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from app.widgets.buttons import Button
from framework.rules.ratings import RATINGS

SAID = {"-2": "−2  strongly hinders", "-1": "−1  hinders", "0": "0  neither",
        "+1": "+1  helps", "+2": "+2  strongly helps", "mixed": "Mixed", "missing": "Missing",
        "n/a": "Not applicable"}  # fmt: skip


class RatingButton(Button):
    """Say how a cell is rated, and offer the ratings; `rated` tells the one chosen, or ""."""

    rated = Signal(str)

    def __init__(self, tip: str = "") -> None:
        super().__init__("Rate ▾", "small")
        self.given = ""
        self.setToolTip(tip)
        self.menu_of_ratings = QMenu(self)
        self.menu_of_ratings.setAccessibleName("Rating")
        self.menu_of_ratings.aboutToShow.connect(self._fill)
        self.clicked.connect(lambda: self.offer_at(self.mapToGlobal(QPoint(0, self.height()))))
        self.show_rating("")

    def show_rating(self, given: str) -> None:
        """Say which rating is given, "" for none."""
        self.given = given
        self.setText(f"Rated {said(given)} ▾" if given else "Rate ▾")
        self.setAccessibleName(f"Rating: {given or 'none'}")

    def offer_at(self, place: QPoint) -> None:
        """Offer the ratings at a place of the screen."""
        self.menu_of_ratings.popup(place)

    def _fill(self) -> None:
        """Offer the ratings, each with a digit, and to take away the one that is given."""
        menu = self.menu_of_ratings
        menu.clear()
        for digit, rating in enumerate(RATINGS, 1):
            action = menu.addAction(f"&{digit}   {SAID[rating]}", partial(self.rated.emit, rating))
            action.setCheckable(True)
            action.setChecked(rating == self.given)
            if rating == self.given:
                menu.setActiveAction(action)
        if self.given:
            menu.addSeparator()
            menu.addAction("&9   Take the rating away", partial(self.rated.emit, ""))


def said(rating: str) -> str:
    """Write a rating as it is printed: with a minus, not a hyphen."""
    return rating.replace("-", "−")
