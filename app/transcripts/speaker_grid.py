"""List who speaks in a file, with role and case to choose, and what joins or splits labels."""

from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.design.look import Look
from app.transcripts.boxes import CaseBox
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.text import ElidedLabel, label, rule
from framework.drafts import SpeakerRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.transcripts.reading import Reading

ROLES: tuple[SpeakerRole, ...] = get_args(SpeakerRole)
AT_FIRST = 24
TICK, LABEL, ROLE, CASE, TURNS, WORDS = range(6)
LABEL_ROOM, LEAST, ROOM_FOR_WORDS = 150, 96, 540


class SpeakerGrid(QWidget):
    """Hold a row for each speaker; a file with many shows the rest when asked."""

    ticked = Signal()
    role_taken = Signal(int, str)
    case_taken = Signal(str, str)
    all_wanted = Signal()

    def __init__(
        self, look: Look, reading: "Reading", cases: "Sequence[str]", *, every: bool
    ) -> None:
        super().__init__()
        self._look, self._reading, self._cases = look, reading, cases
        self._ticks: list[QCheckBox] = []
        self._words: list[QWidget] = []
        self.roles: list[ChoiceBox] = []
        self.case_boxes: list[CaseBox] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.type.space(3))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        draft = reading.draft
        speakers = draft.speakers if draft is not None else ()
        if not speakers:
            column.addWidget(label("No speakers are named in this file.", "muted"))
            return
        self._head()
        self._fill(len(speakers) if every else min(AT_FIRST, len(speakers)))
        if not every and len(speakers) > AT_FIRST:
            words = f"Show all {len(speakers):,} speakers"
            column.addWidget(button(words, self.all_wanted.emit, role="link"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show first words where there is room beside the choices; the text stands below too."""
        roomy = event.size().width() >= self._look.type.px(ROOM_FOR_WORDS)
        for column, stretch in ((CASE, not roomy), (WORDS, roomy)):
            self._grid.setColumnStretch(column, int(stretch))
        for words in self._words:
            words.setVisible(roomy)
        super().resizeEvent(event)

    def places(self) -> list[int]:
        """List the places of the speakers that are ticked."""
        return [at for at, box in enumerate(self._ticks) if box.isChecked()]

    def tick(self, *places: int) -> None:
        """Tick these speakers."""
        for at in places:
            self._ticks[at].setChecked(True)

    def _head(self) -> None:
        """Name the columns."""
        heads = ((LABEL, "Label"), (ROLE, "Role"), (CASE, "Case"),
                 (TURNS, "Turns"), (WORDS, "First words"))  # fmt: skip
        made = [label(words, "small") for _, words in heads]
        for (column, _), head in zip(heads, made, strict=True):
            self._grid.addWidget(head, 0, column)
        self._words.append(made[-1])
        self._grid.addWidget(rule(), 1, 0, 1, 6)

    def _fill(self, count: int) -> None:
        """Make the rows."""
        from framework.ingest import first_words, turn_counts

        draft = self._reading.draft
        if draft is None:
            return
        turns = turn_counts(draft.paragraphs, len(draft.speakers))
        begins = first_words(draft)
        for place, speaker in enumerate(draft.speakers[:count]):
            row, name = 2 * place + 2, speaker.name
            self._grid.addWidget(self._tick(name), row, TICK)
            self._grid.addWidget(self._label(name, speaker.labels), row, LABEL)
            self._grid.addWidget(self._role(place, name, speaker.role), row, ROLE)
            self._grid.addWidget(self._case(name), row, CASE)
            self._grid.addWidget(label(f"{turns[place]:,}"), row, TURNS)
            said = f"“{begins[place]}”" if place in begins else ""
            words = ElidedLabel("muted")
            words.setText(said)
            words.setToolTip(said)
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._grid.addWidget(words, row, WORDS)
            self._words.append(words)
            self._grid.addWidget(rule(), row + 1, 0, 1, 6)

    def _label(self, name: str, labels: "Sequence[str]") -> QLabel:
        """Show a name with every other way in which it is typed."""
        others = [typed for typed in labels if typed != name]
        made = label(", ".join([name, *others]), "heading", wrap=True)
        made.ensurePolished()  # its own bold letters are wider than the window's
        wide = made.fontMetrics().horizontalAdvance(made.text()) + 2
        made.setFixedWidth(min(self._look.type.px(LABEL_ROOM), wide))
        return made

    def _tick(self, name: str) -> QCheckBox:
        """Let a speaker be ticked."""
        box = QCheckBox()
        box.setAccessibleName(f"Tick {name}")
        box.toggled.connect(lambda _on: self.ticked.emit())
        self._ticks.append(box)
        return box

    def _role(self, place: int, name: str, role: SpeakerRole) -> ChoiceBox:
        """Offer the roles of a speaker."""
        roles = [(each.capitalize(), each) for each in ROLES]
        box = ChoiceBox(f"Role of {name}", roles, letters=0)
        box.setCurrentIndex(ROLES.index(role))
        box.activated.connect(partial(self._take_role, place))
        self.roles.append(box)
        return box

    def _take_role(self, place: int, at: int) -> None:
        """Pass the role chosen on."""
        self.role_taken.emit(place, ROLES[at])

    def _case(self, name: str) -> CaseBox:
        """Offer the cases of a speaker."""
        draft = self._reading.draft
        proposed = [draft.name if draft is not None else "", name]
        box = CaseBox(f"Case of {name}", self._cases, proposed, self._reading.cases.get(name, ""))
        box.setMinimumWidth(self._look.type.px(LEAST))
        box.taken.connect(partial(self.case_taken.emit, name))
        self.case_boxes.append(box)
        return box


def focus_after(grid: SpeakerGrid) -> None:
    """Give the keys to the first speaker of a list that was made anew."""
    if grid.roles:
        grid.roles[0].setFocus(Qt.FocusReason.OtherFocusReason)
