"""Offer in other files what was chosen for a label in one."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.transcripts.reading import NEW, Reading
from app.transcripts.told import counted
from app.widgets.buttons import button
from app.widgets.text import frame, label

if TYPE_CHECKING:
    from importers.speaker_choices import SpeakerChoices

SAME, NAMED, CASES = "Choose the same there", 4, 3


class Offer(NamedTuple):
    """Say what could be chosen in other files too: what labels are, or a speaker's case."""

    words: str
    does: str
    files: "tuple[Reading, ...]"
    labels: "SpeakerChoices | None" = None
    case: tuple[str, str] = "", ""

    def take(self) -> None:
        """Choose it in all of them."""
        from importers.speaker_choices import with_choices

        for other in self.files:
            if self.labels is not None and other.draft is not None:
                other.speak(with_choices(other.draft, self.labels))
            else:
                other.cases |= dict([self.case])


def offers(readings: Sequence[Reading], one: Reading) -> list[Offer]:
    """List what was chosen in one file for labels that others bear, and is not so there."""
    found = [_of_labels(readings, one)]
    found += [_of_case(readings, one, name) for name in list(one.given)[-CASES:]]
    return [offer for offer in found if offer is not None and offer.files]


def _of_labels(readings: Iterable[Reading], one: Reading) -> Offer | None:
    """Offer the roles chosen, the labels joined and those of nobody."""
    from importers.speaker_choices import changes_of, labels_in, with_choices

    if one.as_read is None or one.draft is None or not one.changed:
        return None
    changes = changes_of(one.as_read, one.draft)
    labels = changes.nobody.union(*(person.labels for person in changes.people))
    files = tuple(
        other for other in readings
        if other is not one and other.draft is not None and labels & other.labels
        and with_choices(other.draft, changes) != other.draft
    )  # fmt: skip
    met = labels.intersection(frozenset[str]().union(*(other.labels for other in files)))
    typed = dict.fromkeys(s.name for s in one.as_read.speakers if labels_in(s) & met)
    return Offer(_said(list(typed), len(files)), SAME, files, labels=changes)


def _of_case(readings: Iterable[Reading], one: Reading, name: str) -> Offer | None:
    """Offer the case chosen for a speaker."""
    if name not in one.cases:
        return None
    case = one.cases[name]
    files = tuple(
        other for other in readings
        if other is not one and name in other.cases and other.cases[name] != case
    )  # fmt: skip
    does = f"Case {case.removeprefix(NEW)} there too" if case else "No case there either"
    return Offer(_said([name], len(files)), does, files, case=(name, case))


def _said(names: Sequence[str], files: int) -> str:
    """Say in how many other files labels stand."""
    shown = ", ".join(names[:NAMED])
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    verb = "stands" if len(names) == 1 else "stand"
    where = counted(files, "other file")
    return f"{shown}{more} {verb} in {where} too, where this is not chosen yet."


class Elsewhere(QWidget):
    """Show what is offered, each a press away."""

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def offer(self, offered: Iterable[Offer], after: QWidget | None) -> None:
        """Show these in place of what was shown; Tab reaches them from the control before."""
        self.buttons = []
        while (item := self._column.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                before.deleteLater()
        for each in offered:
            self._column.addWidget(self._notice(each))
        if after is not None:
            for one, following in pairwise([after, *self.buttons]):
                QWidget.setTabOrder(one, following)
        self.setVisible(self._column.count() > 0)

    def _notice(self, offer: Offer) -> QWidget:
        """Show one."""

        def take() -> None:
            offer.take()
            where = counted(len(offer.files), "other file")
            self.taken.emit(f"The same was chosen in {where}; As read takes it back there.")

        box = frame("notice")
        line = QHBoxLayout(box)
        line.addWidget(label(offer.words, wrap=True), 1)
        made = button(offer.does, take)
        made.setAccessibleName(f"{offer.does}: {offer.words}")
        line.addWidget(made)
        self.buttons.append(made)
        return box
