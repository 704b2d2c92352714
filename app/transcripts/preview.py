"""Preview one file: who speaks, for which case, and how it begins."""

from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.design.look import Look
from app.transcripts.reading import NEW, NOBODY
from app.widgets.text import frame, label, rule
from framework.drafts import SpeakerRole

if TYPE_CHECKING:
    from app.transcripts.reading import Reading

ROLES: tuple[SpeakerRole, ...] = get_args(SpeakerRole)
SHOWN = 24


class Preview(QScrollArea):
    """Let roles and cases be chosen, with the text in sight."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName("File in hand")
        self._cases: list[str] = []
        self._reading: Reading | None = None
        self.setWidgetResizable(True)

    def set_cases(self, names: list[str]) -> None:
        """Offer these cases."""
        self._cases = names

    def show_reading(self, reading: "Reading") -> None:
        """Show one file."""
        self._reading = reading
        inside, size = QWidget(), self._look.type
        inside.setProperty("role", "pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(size.space(5),) * 4)
        column.setSpacing(size.space(2))
        column.addWidget(label(reading.path.name, "heading"))
        draft = reading.draft
        if draft is None:
            column.addWidget(label(reading.refusal, "wrong", wrap=True))
        else:
            about = f"{len(draft.text):,} characters · {len(draft.paragraphs):,} paragraphs"
            column.addWidget(label(" · ".join([about, *draft.left_out]), "small", wrap=True))
            column.addSpacing(size.space(2))
            column.addLayout(self._speakers(reading))
            for remark in reading.remarks:
                column.addWidget(self._notice(remark))
            column.addSpacing(size.space(2))
            column.addWidget(label("Preview", "heading"))
            column.addLayout(self._paragraphs(reading))
            column.addSpacing(size.space(2))
            column.addWidget(self._wanted(reading))
        column.addStretch(1)
        self.setWidget(inside)

    def _speakers(self, reading: "Reading") -> QLayout:
        """List the speakers with their roles and cases."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.type.space(4))
        grid.setColumnStretch(4, 1)
        for column, heading in enumerate(("Label in the file", "Role", "Case", "Turns")):
            grid.addWidget(label(heading, "small"), 0, column)
        grid.addWidget(label("First words", "small"), 0, 4)
        grid.addWidget(rule(), 1, 0, 1, 5)
        speakers = reading.draft.speakers if reading.draft is not None else ()
        if not speakers:
            words = "No speakers are named in this file."
            grid.addWidget(label(words, "muted"), 2, 0, 1, 5)
        for place, speaker in enumerate(speakers):
            row = 2 * place + 2
            labels = ", ".join(speaker.labels) or speaker.name
            grid.addWidget(label(labels, "heading"), row, 0)
            grid.addWidget(self._role(reading, place), row, 1)
            grid.addWidget(self._case(reading, place), row, 2)
            grid.addWidget(label(str(reading.turns_of(place))), row, 3)
            said = reading.first_words(place)
            quoted = f"“{said[:60]}{'…' if len(said) > 60 else ''}”" if said else ""
            grid.addWidget(label(quoted, "muted", wrap=True), row, 4)
            grid.addWidget(rule(), row + 1, 0, 1, 5)
        return grid

    def _role(self, reading: "Reading", place: int) -> QComboBox:
        """Offer the roles of one speaker."""
        box = QComboBox()
        box.setAccessibleName(f"Role of {_name(reading, place)}")
        box.addItems([role.capitalize() for role in ROLES])
        box.setCurrentIndex(ROLES.index(reading.roles[place]))
        box.activated.connect(partial(self._take_role, reading, place))
        return box

    def _take_role(self, reading: "Reading", place: int, index: int) -> None:
        """Keep the role chosen."""
        reading.roles[place] = ROLES[index]
        self.changed.emit()

    def _case(self, reading: "Reading", place: int) -> QComboBox:
        """Offer the cases of one speaker."""
        box = QComboBox()
        box.setAccessibleName(f"Case of {_name(reading, place)}")
        box.setMinimumContentsLength(14)
        box.addItem("—", NOBODY)
        for name in self._cases:
            box.addItem(name, name)
        speaker = _name(reading, place)
        new = dict.fromkeys([reading.draft.name if reading.draft is not None else "", speaker])
        for name in new:
            if name and name.casefold() not in {case.casefold() for case in self._cases}:
                box.addItem(f"New case {name}", NEW + name)
        box.setCurrentIndex(max(0, box.findData(reading.cases[place])))
        box.activated.connect(partial(self._take_case, reading, place, box))
        return box

    def _take_case(self, reading: "Reading", place: int, box: QComboBox, index: int) -> None:
        """Keep the case chosen."""
        reading.cases[place] = box.itemData(index)
        self.changed.emit()

    def _notice(self, remark: str) -> QWidget:
        """Show a remark of the importer."""
        box = frame("notice")
        line = QVBoxLayout(box)
        line.addWidget(label(remark, wrap=True))
        return box

    def _paragraphs(self, reading: "Reading") -> QLayout:
        """Show how the text begins, paragraph by paragraph."""
        grid, draft = QGridLayout(), reading.draft
        grid.setHorizontalSpacing(self._look.type.space(4))
        grid.setColumnStretch(2, 1)
        if draft is None:
            return grid
        top = Qt.AlignmentFlag.AlignTop
        for row, paragraph in enumerate(draft.paragraphs[:SHOWN]):
            text = draft.text[paragraph.start : paragraph.end]
            said = text.removeprefix(paragraph.label or "").lstrip(" :\t") or text
            speaker = "" if paragraph.speaker is None else draft.speakers[paragraph.speaker].name
            quiet = paragraph.speaker is None or reading.roles[paragraph.speaker] == "interviewer"
            grid.addWidget(label(f"¶{row + 1}", "muted"), row, 0, top)
            grid.addWidget(label(speaker, "muted" if quiet else "heading"), row, 1, top)
            grid.addWidget(label(said, wrap=True), row, 2, top)
        if len(draft.paragraphs) > SHOWN:
            more = f"and {len(draft.paragraphs) - SHOWN:,} paragraphs more"
            grid.addWidget(label(more, "small"), SHOWN, 2)
        return grid

    def _wanted(self, reading: "Reading") -> QCheckBox:
        """Let the file be left out."""
        box = QCheckBox("Import this file")
        box.setChecked(reading.wanted)
        box.toggled.connect(partial(self._take_wanted, reading))
        return box

    def _take_wanted(self, reading: "Reading", wanted: bool) -> None:  # noqa: FBT001 - Qt calls it
        """Keep whether the file is to be imported."""
        reading.wanted = wanted
        self.changed.emit()


def _name(reading: "Reading", place: int) -> str:
    """Return what a speaker is called in the file."""
    return reading.draft.speakers[place].name if reading.draft is not None else ""
