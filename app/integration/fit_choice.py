"""Choose how two findings fit, in either vocabulary."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from app.widgets.choice_box import ChoiceBox
from framework.rules.fit import MEANINGS, VOCABULARIES

NAMES = {"fetters": "triangulation", "triangulation": "fetters"}


class FitChoice(ChoiceBox):
    """Offer the labels of the display's vocabulary, then those of the other; each says its sense.

    `choose` is called with the label that the person takes, "" for none.
    """

    def __init__(self, name: str, choose: Callable[[str], None]) -> None:
        super().__init__(name, letters=0)
        self._choose, self._name = choose, name
        self._vocabulary = ""
        self.activated.connect(self._taken)

    def show_fit(self, fit: str, vocabulary: str) -> None:
        """Show a label; one that has two words in this vocabulary is shown as both."""
        if vocabulary != self._vocabulary or self.findData(fit) < 0:
            self._offer(vocabulary)
        if self.findData(fit) < 0:
            self.addItem(fit.capitalize(), fit)
        self.setCurrentIndex(self.findData(fit))

    def be_called(self, name: str) -> None:
        """Go by another name."""
        if name != self._name:
            self._name, self._vocabulary = name, ""
            self.setAccessibleName(name)

    def _offer(self, vocabulary: str) -> None:
        """Offer both vocabularies, that of the display first."""
        self._vocabulary = vocabulary
        self.clear()
        self.addItem(f"{self._name}: none yet", "")
        own = VOCABULARIES[vocabulary]
        for fit in own:
            self._add(fit)
        self.insertSeparator(self.count())
        for fit in VOCABULARIES[NAMES[vocabulary]]:
            if fit not in own:
                self._add(fit)

    def _add(self, fit: str) -> None:
        """Offer a label."""
        self.addItem(fit.capitalize(), fit)
        self.setItemData(self.count() - 1, MEANINGS[fit], Qt.ItemDataRole.ToolTipRole)

    def _taken(self, at: int) -> None:
        """Pass on the label that was taken."""
        fit = str(self.itemData(at) or "")
        if not fit or fit in MEANINGS:
            self._choose(fit)
