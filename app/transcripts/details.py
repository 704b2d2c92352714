"""Show one transcript: its name, who speaks and for which case, what was left out."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.design.look import Look
from app.transcripts.comment_list import CommentList, said_of
from app.transcripts.told import counted
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.fields import LineField
from app.widgets.text import label, rule
from framework.drafts import SpeakerRole

if TYPE_CHECKING:
    from framework.queries.cases import CaseRow
    from framework.queries.comments import CommentRow
    from framework.queries.transcripts import SpeakerRow, TranscriptRow

LETTERS = 6  # of a choice, at least
ROLES: tuple[SpeakerRole, ...] = get_args(SpeakerRole)


class TranscriptDetails(QScrollArea):
    """Rename a transcript, and say who its speakers are."""

    renamed = Signal(int, str)
    role_chosen = Signal(int, str)
    case_chosen = Signal(int, int)
    whole_chosen = Signal(int, int)
    open_wanted = Signal(int)
    remove_wanted = Signal(int)
    update_wanted = Signal(int)
    comments_wanted = Signal(int, list)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setWidgetResizable(True)
        self._transcript = 0
        self.setAccessibleName("Transcript in hand")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.name = LineField("Name of the transcript")
        self.name.committed.connect(self._rename)
        self._speakers, self._notes = QWidget(), label("", "small", wrap=True)
        self.whole = ChoiceBox("Case for which the whole transcript speaks", letters=LETTERS)
        self.whole.activated.connect(self._take_whole)
        inside, size = QWidget(), look.type
        inside.setProperty("role", "pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(size.space(4),) * 4)
        column.setSpacing(size.space(2))
        line = QHBoxLayout()
        line.addWidget(button("Open in Code", self._open, role="primary"))
        line.addWidget(button("Remove", self._remove, icon="trash", look=look))
        line.addStretch(1)
        speaks = label("Whole transcript: speaks for", "smalltext")
        for widget in (label("Name", "smalltext"), self.name, speaks, self.whole):
            column.addWidget(widget)
        column.addWidget(label("Speakers", "heading"))
        self._column = column
        column.addWidget(self._speakers)
        column.addWidget(self._notes)
        self._comments = QWidget()
        column.addWidget(self._comments)
        column.addLayout(line)
        corrected = button("Update from a corrected file…", self._update)
        column.addWidget(corrected, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._inside = inside
        self.setWidget(inside)
        inside.hide()

    def show_transcript(
        self,
        row: "TranscriptRow | None",
        speakers: "Sequence[SpeakerRow]",
        cases: "Sequence[CaseRow]",
        whole: "Sequence[str]",
    ) -> None:
        """Show one transcript; what is typed on another is saved first.

        `whole` names the cases to which the transcript as a whole is attributed.
        """
        self._inside.setVisible(row is not None)
        if row is None:
            return
        if row.id == self._transcript:
            self.name.show_text(row.name)
        else:
            self.name.commit()
            self._transcript = row.id
            self.name.replace(row.name)
        left = [f"Left out: {words}" for words in row.left_out]
        self._notes.setText("\n".join([*left, *row.remarks]))
        self._show_whole(cases, whole)
        fresh = self._speaker_grid(speakers, cases)
        self._column.replaceWidget(self._speakers, fresh)
        self._speakers.deleteLater()
        self._speakers = fresh

    def show_comments(self, rows: "Sequence[CommentRow]") -> None:
        """Offer the comments in the file that are no memos yet."""
        fresh = QWidget()
        if rows:
            chosen = set(range(len(rows)))
            said = [said_of(row.author, row.date, row.text, row.quote) for row in rows]
            column = QVBoxLayout(fresh)
            column.setContentsMargins(0, 0, 0, 0)
            listed = CommentList(self._look, said, chosen)
            take = button("Keep as memos", lambda: self._take_comments(rows, chosen))
            listed.ticked.connect(lambda: take.setEnabled(bool(chosen)))
            column.addWidget(listed)
            column.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        fresh.setVisible(bool(rows))
        self._column.replaceWidget(self._comments, fresh)
        self._comments.hide()
        self._comments.deleteLater()
        self._comments = fresh

    def _take_comments(self, rows: "Sequence[CommentRow]", chosen: set[int]) -> None:
        """Ask for comments to be kept as memos."""
        self.comments_wanted.emit(self._transcript, [rows[at].n for at in sorted(chosen)])

    def _show_whole(self, cases: "Sequence[CaseRow]", whole: "Sequence[str]") -> None:
        """Offer the cases, with that of the transcript chosen."""
        box = self.whole
        box.clear()
        # What is attributed cannot be taken back but by another case, or by undo.
        if not whole:
            box.addItem("no case", 0)
        if len(whole) > 1:
            box.addItem(", ".join(whole), 0)
        for case in cases:
            box.addItem(f"{case.name} {case.label}".strip(), case.id)
            if [case.name] == [*whole]:
                box.setCurrentIndex(box.count() - 1)
        box.setEnabled(bool(cases))

    def _speaker_grid(
        self, speakers: "Sequence[SpeakerRow]", cases: "Sequence[CaseRow]"
    ) -> QWidget:
        """List the speakers with their roles and cases."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        for place, speaker in enumerate(speakers):
            grid.addWidget(label(speaker.label, "heading", wrap=True), 3 * place, 0)
            grid.addWidget(label(counted(speaker.turns, "turn"), "small"), 3 * place, 1)
            choices = QHBoxLayout()
            choices.addWidget(self._role(speaker), 1)
            choices.addWidget(self._case(speaker, cases), 1)
            grid.addLayout(choices, 3 * place + 1, 0, 1, 2)
            grid.addWidget(rule(), 3 * place + 2, 0, 1, 2)
        return made

    def _role(self, speaker: "SpeakerRow") -> ChoiceBox:
        """Offer the roles of a speaker."""
        named = [(role.capitalize(), role) for role in ROLES]
        box = ChoiceBox(f"Role of {speaker.label}", named, letters=LETTERS)
        box.setCurrentIndex([*ROLES].index(speaker.role))  # type: ignore[arg-type]  # one of ROLES
        box.activated.connect(partial(self._take_role, speaker.id))
        return box

    def _take_role(self, speaker_id: int, index: int) -> None:
        """Pass the role chosen on."""
        self.role_chosen.emit(speaker_id, ROLES[index])

    def _case(self, speaker: "SpeakerRow", cases: "Sequence[CaseRow]") -> ChoiceBox:
        """Offer the cases of a speaker."""
        none = ("as the transcript", 0)
        box = ChoiceBox(f"Case of {speaker.label}", [none], letters=LETTERS)
        for case in cases:
            box.addItem(f"{case.name} {case.label}".strip(), case.id)
            if case.name in speaker.cases:
                box.setCurrentIndex(box.count() - 1)
        box.activated.connect(partial(self._take_case, speaker.id, box))
        return box

    def _take_case(self, speaker_id: int, box: ChoiceBox, index: int) -> None:
        """Pass the case chosen on."""
        self.case_chosen.emit(speaker_id, box.itemData(index))

    def _take_whole(self, index: int) -> None:
        """Pass on for which case the whole transcript speaks."""
        if self.whole.itemData(index):
            self.whole_chosen.emit(self._transcript, self.whole.itemData(index))

    def _rename(self, name: str) -> None:
        """Pass a new name on."""
        self.renamed.emit(self._transcript, name)

    def _open(self) -> None:
        """Ask for the transcript to be read."""
        self.open_wanted.emit(self._transcript)

    def _update(self) -> None:
        """Ask for the transcript to be brought up to date."""
        self.update_wanted.emit(self._transcript)

    def _remove(self) -> None:
        """Ask for the transcript to be removed."""
        self.remove_wanted.emit(self._transcript)
