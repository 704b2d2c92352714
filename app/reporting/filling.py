"""Fill a choice with what can be chosen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

Item = tuple[str, str] | tuple[str, int]


def combo(name: str, items: Sequence[Item]) -> QComboBox:
    """Make a choice that takes no more width than there is."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setMinimumContentsLength(12)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    fill(made, items)
    return made


def fill(box: QComboBox, items: Sequence[Item]) -> None:
    """Fill a choice, and keep what was chosen where it remains."""
    before = box.currentData()
    box.blockSignals(True)
    box.clear()
    for text, key in items:
        box.addItem(text, key)
    box.setCurrentIndex(max(0, box.findData(before)))
    box.blockSignals(False)
