"""Preview one file: what was read, who speaks and for which case, and how it begins."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.design.look import Look
from app.transcripts.boxes import CaseBox
from app.transcripts.column_panel import ColumnPanel
from app.transcripts.comment_list import CommentList, lines_of
from app.transcripts.elsewhere import Elsewhere, offers
from app.transcripts.label_panel import LabelPanel
from app.transcripts.name_questions import NameQuestion
from app.transcripts.speaker_grid import SpeakerGrid, focus_after
from app.transcripts.speaker_tools import SpeakerTools
from app.transcripts.split_panel import SplitPanel
from app.transcripts.told import told_of
from app.widgets.text import frame, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.keymap import Keymap
    from app.transcripts.reading import Reading
    from framework.drafts import SpeakerRole, TranscriptDraft
    from importers.near_names import NearNames

SHOWN, ASKED = 24, 3


class Preview(QScrollArea):
    """Let roles, cases, labels and columns be chosen, with the text in sight."""

    changed = Signal()
    alike_wanted = Signal(bool)
    taken_elsewhere = Signal(str)

    def __init__(self, look: Look, keymap: "Keymap") -> None:
        super().__init__()
        self._look, self._keymap = look, keymap
        self.setAccessibleName("File in hand")
        self._cases: list[str] = []
        self._files: Sequence[Reading] = ()
        self._reading: Reading | None = None
        self.elsewhere: Elsewhere | None = None
        self._alike = 0
        self._every = False
        self.grid: SpeakerGrid | None = None
        self.tools: SpeakerTools | None = None
        self.panel: SplitPanel | LabelPanel | None = None
        self.columns: ColumnPanel | None = None
        self.comments: CommentList | None = None
        self.whole: CaseBox | None = None
        self.setWidgetResizable(True)

    def set_files(self, files: "Sequence[Reading]", cases: list[str]) -> None:
        """Offer these cases, and in these files what is chosen in one of them."""
        self._files, self._cases = files, cases

    def show_reading(self, reading: "Reading", alike: int = 0) -> None:
        """Show one file; `alike` is how many others bear the same labels."""
        if reading is not self._reading:
            self._every = False
            self.verticalScrollBar().setValue(0)
        self._reading, self._alike = reading, alike
        self.grid = self.tools = self.panel = self.columns = self.comments = self.whole = None
        self.elsewhere = None
        inside, size = QWidget(), self._look.type
        inside.setProperty("role", "pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(size.space(5),) * 4)
        column.setSpacing(size.space(2))
        column.addWidget(label(reading.file, "heading", wrap=True))
        if reading.draft is None:
            column.addWidget(label(reading.refusal, "wrong", wrap=True))
        else:
            self._fill(column, reading, reading.draft)
        column.addStretch(1)
        self._swap(inside)

    def _fill(self, column: QVBoxLayout, reading: "Reading", draft: "TranscriptDraft") -> None:
        """Show what was read, and what can be chosen."""
        gap = self._look.type.space(2)
        for line in told_of(reading):
            column.addWidget(label(line.words, line.role, wrap=True))
        if reading.table is not None:
            self.columns = ColumnPanel(self._look, reading.table)
            self.columns.wanted.connect(self._read_columns)
            column.addWidget(self.columns)
        column.addSpacing(gap)
        self._add_speakers(column, reading)
        if any(paragraph.printed for paragraph in draft.paragraphs):
            words = "Line numbers printed in the source as locators, beside ¶"
            column.addWidget(self._ticked(words, self._take_printed, on=reading.printed))
        for remark in reading.remarks:
            column.addWidget(self._notice(remark))
        if draft.comments:
            self.comments = CommentList(self._look, lines_of(draft), reading.comments)
            column.addWidget(self.comments)
        column.addSpacing(gap)
        column.addWidget(label("Preview", "heading"))
        column.addLayout(self._paragraphs(reading, draft))
        column.addSpacing(gap)
        words = "Import this file"
        column.addWidget(self._ticked(words, self._take_wanted, on=reading.wanted))

    def _add_speakers(self, column: QVBoxLayout, reading: "Reading") -> None:
        """Show who speaks, with what can be done to the labels ticked."""
        self.grid = SpeakerGrid(self._look, reading, self._cases, every=self._every)
        self.grid.role_taken.connect(self._take_role)
        self.grid.case_taken.connect(self._take_case)
        self.grid.all_wanted.connect(self._show_all)
        column.addWidget(self.grid)
        if reading.draft is not None and not reading.draft.speakers:
            column.addLayout(self._whole(reading, reading.draft.name))
        if reading.draft is None:
            return
        self.tools = SpeakerTools(self._keymap, reading, self._alike)
        self.grid.ticked.connect(self._count_ticks)
        self.tools.join_wanted.connect(self.join)
        self.tools.split_wanted.connect(self.part)
        self.tools.nobody_wanted.connect(self.leave_out)
        self.tools.add_wanted.connect(self.add_label)
        self.tools.as_read_wanted.connect(self.take_back)
        self.tools.alike_wanted.connect(self.alike_wanted)
        column.addWidget(self.tools)
        self._below = column
        self.elsewhere = Elsewhere()
        self.elsewhere.taken.connect(self._take_elsewhere)
        column.insertWidget(column.indexOf(self.tools), self.elsewhere)
        self._offer_elsewhere()
        for pair in reading.questions[:ASKED]:
            column.addWidget(self._question(reading.draft, pair))

    def _offer_elsewhere(self) -> None:
        """Offer in other files what was chosen here."""
        if self.elsewhere is not None and self._reading is not None:
            boxes = self.grid.case_boxes if self.grid is not None else []
            self.elsewhere.offer(offers(self._files, self._reading), boxes[-1] if boxes else None)

    def _take_elsewhere(self, said: str) -> None:
        """Tell what was chosen in other files."""
        self._offer_elsewhere()
        if self.grid is not None:
            focus_after(self.grid)
        self.changed.emit()
        self.taken_elsewhere.emit(said)

    def _whole(self, reading: "Reading", name: str) -> QLayout:
        """Offer a case for a file in which nobody is named."""
        line = QHBoxLayout()
        box = CaseBox("Case for which the whole file speaks", self._cases, [name], reading.whole)
        box.taken.connect(self._take_whole)
        line.addWidget(label("Whole file: speaks for"))
        line.addWidget(box)
        line.addStretch(1)
        self.whole = box
        return line

    def _take_whole(self, case: str) -> None:
        """Keep the case chosen for the whole file."""
        if self._reading is not None:
            self._reading.whole = case
            self.changed.emit()

    def join(self) -> None:
        """Let the labels ticked be one person."""
        if self.grid is not None:
            self._join(*self.grid.places())

    def leave_out(self) -> None:
        """Let the labels ticked be nobody's."""
        from importers.speaker_choices import not_a_speaker

        if self._reading is not None and self._reading.draft is not None and self.grid is not None:
            places = self.grid.places()
            if places:
                self._speak(not_a_speaker(self._reading.draft, places))

    def part(self) -> None:
        """Show the turns under the label ticked, to tell two people apart."""
        from importers.speaker_choices import stretches

        draft = self._reading.draft if self._reading is not None else None
        if draft is None or self.grid is None or self.tools is None:
            return
        if len(self.grid.places()) != 1:
            return
        (place,) = self.grid.places()
        listed = stretches(draft, place)
        panel = SplitPanel(self._look, draft.speakers[place].name, listed)
        panel.wanted.connect(partial(self._split, place))
        self._show_panel(panel)
        panel.turns.setFocus()

    def add_label(self) -> None:
        """Show how paragraphs begin, to take one for a label."""
        draft = self._reading.draft if self._reading is not None else None
        if draft is None or self.tools is None:
            return
        panel = LabelPanel(self._look, draft)
        panel.wanted.connect(self._add_label)
        self._show_panel(panel)
        panel.typed.setFocus()

    def _show_panel(self, panel: "SplitPanel | LabelPanel") -> None:
        """Put a panel below the tools, in the place of another."""
        self.leave_panel()
        if self.tools is None:
            return
        self.panel = panel
        panel.left.connect(self.leave_panel)
        self._below.insertWidget(self._below.indexOf(self.tools) + 1, panel)
        # It has a place only when the form is laid out anew, which takes two turns.
        QTimer.singleShot(0, panel, partial(QTimer.singleShot, 0, panel, self._reveal))

    def _reveal(self) -> None:
        """Scroll to the panel, its beginning where it is taller than the room."""
        if self.panel is not None:
            self.ensureWidgetVisible(self.panel, 0, 0)

    def take_back(self) -> None:
        """Let the speakers be as they were read."""
        if self._reading is not None and self._reading.changed:
            self._reading.take_back(self._cases)
            self._again()

    def _split(self, place: int, firsts: list[int], name: str) -> None:
        """Give the turns ticked to another person."""
        from importers.speaker_choices import split_speaker

        if self._reading is not None and self._reading.draft is not None:
            self._speak(split_speaker(self._reading.draft, place, firsts, name))

    def _add_label(self, typed: str) -> None:
        """Take the beginning of paragraphs for a label."""
        from importers.hand_labels import with_label

        if self._reading is not None and self._reading.draft is not None:
            self._speak(with_label(self._reading.draft, typed))

    def _question(self, draft: "TranscriptDraft", pair: "NearNames") -> QWidget:
        """Ask about two names."""
        from framework.ingest import turn_counts

        turns = turn_counts(draft.paragraphs, len(draft.speakers))
        names = [draft.speakers[place].name for place in pair]
        made = NameQuestion(pair, names, [turns[place] for place in pair])
        made.same.connect(self._join)
        made.apart.connect(self._keep_apart)
        return made

    def _join(self, *places: int) -> None:
        """Let two names be one person."""
        from importers.speaker_choices import join_speakers

        if self._reading is not None and self._reading.draft is not None:
            self._speak(join_speakers(self._reading.draft, places))

    def _keep_apart(self, *places: int) -> None:
        """Let two names be two people, and ask no more."""
        if self._reading is not None and self._reading.draft is not None:
            speakers = self._reading.draft.speakers
            self._reading.apart.add(frozenset(speakers[place].name for place in places))
            self._again()

    def leave_panel(self) -> None:
        """Take a panel away again."""
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
            if self.grid is not None:
                focus_after(self.grid)

    def _speak(self, draft: "TranscriptDraft") -> None:
        """Take a draft with other speakers."""
        if self._reading is not None:
            self._reading.speak(draft)
            self._again()

    def _again(self) -> None:
        """Show the file anew, where it was scrolled to."""
        if self._reading is None:
            return
        at = self.verticalScrollBar().value()
        self.show_reading(self._reading, self._alike)
        self.verticalScrollBar().setValue(at)
        if self.grid is not None:
            focus_after(self.grid)
        self.changed.emit()

    def _swap(self, inside: QWidget) -> None:
        """Show another form; what it replaces may be what was just pressed."""
        before = self.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()
        self.setWidget(inside)

    def _show_all(self) -> None:
        """Show every speaker."""
        self._every = True
        self._again()

    def _count_ticks(self) -> None:
        """Say what can be done to the labels ticked."""
        if self.tools is not None and self.grid is not None:
            self.tools.count(len(self.grid.places()))

    def _read_columns(self, chosen: object) -> None:
        """Read the table again."""
        if self._reading is not None:
            self._reading.read_columns(chosen, self._cases)  # type: ignore[arg-type]  # what the panel makes
            self._again()

    def _take_role(self, place: int, role: "SpeakerRole") -> None:
        """Keep the role chosen."""
        from importers.speaker_choices import with_role

        if self._reading is not None and self._reading.draft is not None:
            self._reading.speak(with_role(self._reading.draft, place, role))
            if self.tools is not None:
                self.tools.as_read.setEnabled(True)
            self._offer_elsewhere()
            self.changed.emit()

    def _take_case(self, name: str, case: str) -> None:
        """Keep the case chosen."""
        if self._reading is not None:
            self._reading.give(name, case)
            self._offer_elsewhere()
            self.changed.emit()

    def _take_printed(self, on: bool) -> None:  # noqa: FBT001 - Qt calls it
        """Keep whether printed line numbers are kept."""
        if self._reading is not None:
            self._reading.printed = on

    def _take_wanted(self, on: bool) -> None:  # noqa: FBT001 - Qt calls it
        """Keep whether the file is to be imported."""
        if self._reading is not None:
            self._reading.wanted = on
            self.changed.emit()

    @staticmethod
    def _ticked(words: str, slot: "Callable[[bool], None]", *, on: bool) -> QCheckBox:
        """Make a tick."""
        box = QCheckBox(words)
        box.setChecked(on)
        box.toggled.connect(slot)
        return box

    @staticmethod
    def _notice(remark: str) -> QWidget:
        """Show a remark of the importer."""
        box = frame("notice")
        QVBoxLayout(box).addWidget(label(remark, wrap=True))
        return box

    def _paragraphs(self, reading: "Reading", draft: "TranscriptDraft") -> QLayout:
        """Show how the text begins, paragraph by paragraph."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.type.space(4))
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, paragraph in enumerate(draft.paragraphs[:SHOWN]):
            text = draft.text[paragraph.start : paragraph.end]
            said = text.removeprefix(paragraph.label or "").lstrip(" :\t") or text
            who = None if paragraph.speaker is None else draft.speakers[paragraph.speaker]
            quiet = who is None or who.role == "interviewer"
            number = f"¶{row + 1}"
            if paragraph.printed and reading.printed:
                number += f" ({paragraph.printed})"
            name = label(
                "" if who is None else who.name, "muted" if quiet else "heading", wrap=True
            )
            name.setFixedWidth(self._look.type.px(96))
            grid.addWidget(label(number, "muted"), row, 0, top)
            grid.addWidget(name, row, 1, top)
            grid.addWidget(label(said, wrap=True), row, 2, top)
        if len(draft.paragraphs) > SHOWN:
            more = f"and {len(draft.paragraphs) - SHOWN:,} paragraphs more"
            grid.addWidget(label(more, "small"), SHOWN, 2)
        return grid
