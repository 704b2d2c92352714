"""Say what to look for: words, a speaker, or a question."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.design.look import Look
from app.widgets.choice_box import ChoiceBox
from app.widgets.text import label

if TYPE_CHECKING:
    from framework.queries.finding import Unit
    from framework.queries.passages import FoundPassage
    from framework.queries.questions import QuestionRow
    from framework.queries.transcripts import SpeakerRow, TranscriptRow
    from framework.study import Session

PAUSE_MS = 200
UNITS: "tuple[tuple[str, Unit], ...]" = (
    ("the words", "match"), ("their sentence", "sentence"), ("their paragraph", "paragraph"),
    ("the whole turn", "turn"),
)  # fmt: skip
PARTICIPANTS = ("participant",)


class Way(QWidget):
    """Be one way to look for passages; `changed` asks for a new search."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(look.type.space(3))

    def passages(self, _session: "Session") -> "Sequence[FoundPassage]":
        """Return what is found."""
        return ()

    def asked(self) -> str:
        """Return what is looked for, "" for nothing yet."""
        return ""


class Words(Way):
    """Look for words in all transcripts."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.field = QLineEdit()
        self.field.setProperty("role", "search")
        self.field.setPlaceholderText("All these words, “one after another”, begin*")
        self.field.setAccessibleName("Words to find")
        self.field.setMaximumWidth(look.type.px(460))
        self.unit = ChoiceBox("What to code", letters=0)
        for words, unit in UNITS:
            self.unit.addItem(words, unit)
        self.unit.setCurrentIndex(1)
        self.participants = QCheckBox("Only participants")
        self.participants.setChecked(True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.returnPressed.connect(self._at_once)
        self.unit.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.participants.toggled.connect(lambda _on: self.changed.emit())
        self.line.addWidget(self.field, 1)
        self.line.addWidget(label("code", "muted"))
        self.line.addWidget(self.unit)
        self.line.addWidget(self.participants)
        self.line.addStretch(0)

    def look_for(self, words: str) -> None:
        """Look for these words."""
        self.field.setText(words)
        self._at_once()

    def passages(self, session: "Session") -> "Sequence[FoundPassage]":
        """Return the passages that hold the words."""
        from framework.queries.finding import find_passages

        roles = PARTICIPANTS if self.participants.isChecked() else None
        return find_passages(session, self.asked(), self.unit.currentData(), roles=roles)

    def asked(self) -> str:
        """Return the words."""
        return self.field.text().strip()

    def is_match(self) -> bool:
        """Say whether but the words themselves are to be coded."""
        return bool(self.unit.currentData() == "match")

    def _at_once(self) -> None:
        """Search without waiting."""
        self._pause.stop()
        self.changed.emit()


class Speaker(Way):
    """Take every turn of one person."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.transcript = ChoiceBox("Transcript", letters=0)
        self.speaker = ChoiceBox("Speaker", letters=0)
        self._speakers: dict[int, list[SpeakerRow]] = {}
        self.transcript.currentIndexChanged.connect(self._offer)
        self.speaker.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.line.addWidget(self.transcript)
        self.line.addWidget(self.speaker)
        self.line.addStretch(1)

    def show_speakers(
        self, transcripts: "Sequence[TranscriptRow]", speakers: "dict[int, list[SpeakerRow]]"
    ) -> None:
        """Offer these transcripts and the people in them."""
        self._speakers, held = speakers, self.transcript.currentData()
        self.transcript.blockSignals(True)
        self.transcript.clear()
        for row in transcripts:
            self.transcript.addItem(row.name, row.id)
        self.transcript.setCurrentIndex(max(0, self.transcript.findData(held)))
        self.transcript.blockSignals(False)
        self._offer()

    def passages(self, session: "Session") -> "Sequence[FoundPassage]":
        """Return the person's turns."""
        from framework.queries.passages import passages_of_speaker

        return passages_of_speaker(
            session, self.transcript.currentData(), self.speaker.currentData()
        )

    def asked(self) -> str:
        """Return the person's name."""
        return self.speaker.currentText()

    def _offer(self, _at: int = 0) -> None:
        """Offer the people of the transcript, the first participant chosen."""
        rows = self._speakers.get(self.transcript.currentData(), [])
        self.speaker.blockSignals(True)
        self.speaker.clear()
        for row in rows:
            turns = f"{row.turns} turn{'s' if row.turns != 1 else ''}"
            role = row.role if row.role not in (row.label.casefold(), "unknown") else ""
            words = " · ".join(filter(None, (row.label, role, turns)))
            self.speaker.addItem(words, row.ordinal)
        first = next((i for i, row in enumerate(rows) if row.role != "interviewer"), 0)
        self.speaker.setCurrentIndex(first if rows else -1)
        self.speaker.blockSignals(False)
        self.changed.emit()


class Question(Way):
    """Take what participants say to a question, or under a heading."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.question = ChoiceBox("Question or heading", letters=20)
        self.question.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.none = label("", "muted")
        self._rows: Sequence[QuestionRow] = ()
        self.question.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.line.addWidget(self.question, 1)
        self.line.addWidget(self.none, 1)
        self.show_questions(())

    def show_questions(self, rows: "Sequence[QuestionRow]") -> None:
        """Offer these questions and headings."""
        held = self.question.currentText()
        self._rows = rows
        self.question.blockSignals(True)
        self.question.clear()
        for row in rows:
            much = f"{row.transcripts} transcript{'s' if row.transcripts != 1 else ''}"
            kind = "heading · " if row.kind == "heading" else ""
            self.question.addItem(f"{row.text} · {kind}{much}")
            at = self.question.count() - 1
            self.question.setItemData(at, row.text, Qt.ItemDataRole.ToolTipRole)
        most = max(range(len(rows)), key=lambda at: rows[at].transcripts, default=-1)
        self.question.setCurrentIndex(max(most, self.question.findText(held)))
        self.question.blockSignals(False)
        self.question.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.none.setText("No question recurs, and no heading stands, in these transcripts.")
        self.changed.emit()

    def passages(self, session: "Session") -> "Sequence[FoundPassage]":
        """Return what participants answer."""
        from framework.queries.questions import answers_to

        at = self.question.currentIndex()
        return answers_to(session, self._rows[at]) if at >= 0 else ()

    def asked(self) -> str:
        """Return the question."""
        at = self.question.currentIndex()
        return self._rows[at].text if 0 <= at < len(self._rows) else ""
