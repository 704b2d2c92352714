"""Show the transcripts of the study as a table."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
)

from app.design.look import Look
from app.keymap import Keymap
from app.widgets.reach import BAR, paint_reach, share_coded
from app.widgets.row_ink import Index, RowInk, asked, paint_ground
from app.widgets.row_model import RowModel

if TYPE_CHECKING:
    from framework.queries.transcripts import SpeakerRow, TranscriptRow
    from framework.study import Study

COLUMNS = (
    "Name", "Case", "Format", "Words", "Speakers", "Turns", "Codings", "Coded as far as",
)  # fmt: skip
WIDTHS = (0, 96, 130, 72, 76, 62, 72, 140)
CASE, FORMAT, SPEAKERS, TURNS, CODED = 1, 2, 4, 5, 7
ROW = 34
LEAST_NAME, MOST_CASE = 130, 260
SPARED = (TURNS, SPEAKERS, FORMAT, CODED)
_AT_ONCE = 60


class TranscriptModel(RowModel):
    """Hold the transcripts; speakers are asked for when a row is painted."""

    heads = COLUMNS

    def __init__(self, study: "Study") -> None:
        super().__init__()
        self._study = study
        self.rows: list[TranscriptRow] = []
        self.whole: dict[int, list[str]] = {}
        self._formats: dict[str, str] = {}
        self._speakers: dict[int, list[SpeakerRow]] = {}

    def show_rows(self, rows: "list[TranscriptRow]", whole: dict[int, list[str]]) -> None:
        """Show these transcripts; `whole` names the cases for which each as a whole speaks."""
        from importers import FORMATS

        self.beginResetModel()
        self._formats = {form.key: form.name for form in FORMATS}
        self.rows, self.whole = rows, whole
        self._speakers.clear()
        self.endResetModel()

    def speakers(self, transcript_id: int) -> "list[SpeakerRow]":
        """Return the speakers of a transcript; those of the rows below it are asked for with it."""
        if transcript_id not in self._speakers:
            from framework.queries.transcripts import speakers_by_transcript

            ids = [row.id for row in self.rows]
            at = ids.index(transcript_id) if transcript_id in ids else 0
            asked = [transcript_id, *ids[at + 1 : at + _AT_ONCE]]
            with self._study.read() as session:
                found = speakers_by_transcript(session, asked)
            self._speakers |= {one: found.get(one, []) for one in asked}
        return self._speakers[transcript_id]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._words(self.rows[index.row()], index.column())

    def _words(self, row: "TranscriptRow", column: int) -> str:
        """Return what stands in a column."""
        if column == CASE:
            speaking = (name for speaker in self.speakers(row.id) for name in speaker.cases)
            return ", ".join(dict.fromkeys([*self.whole.get(row.id, ()), *speaking]))
        if column == SPEAKERS:
            return str(len(self.speakers(row.id)))
        if column == TURNS:
            return str(sum(speaker.turns for speaker in self.speakers(row.id)))
        if column == CODED:
            return f"{share_coded(row):.0%}"
        plain = {
            0: row.name,
            FORMAT: self._formats.get(row.format, row.format),
            3: f"{row.words:,}",
            6: str(row.codings),
        }
        return plain[column]


class TranscriptTable(QTableView):
    """Choose a transcript; Enter or a double click opens it."""

    in_hand = Signal()
    opened = Signal(int)
    remove_wanted = Signal(int)

    def __init__(self, look: Look, model: TranscriptModel, keymap: Keymap) -> None:
        super().__init__()
        self._look, self._model, self._keymap = look, model, keymap
        self.setModel(model)
        self.setAccessibleName("Transcripts")
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Rows(look, model, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.in_hand.emit())
        self.doubleClicked.connect(lambda _index: self._open())
        self._given = 0  # the width of the cases that nobody has drawn otherwise, px
        look.changed.connect(self._measure)
        self._measure()

    def transcript(self) -> "TranscriptRow | None":
        """Return the transcript in hand."""
        row = self.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    def take(self, transcript_id: int) -> None:
        """Take a transcript in hand."""
        for place, row in enumerate(self._model.rows):
            if row.id == transcript_id:
                self.setCurrentIndex(self._model.index(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, remove on Delete."""
        row, action = self.transcript(), self._keymap.action_of("transcripts", event)
        if action == "transcripts.open":
            self._open()
        elif action == "transcripts.remove" and row is not None:
            self.remove_wanted.emit(row.id)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what matters least where names would not be read."""
        super().resizeEvent(event)
        room = self.viewport().width() - self._look.type.px(LEAST_NAME)
        hidden: set[int] = set()
        for column in SPARED:
            shown = (w for at, w in enumerate(WIDTHS) if at not in hidden)
            if self._look.type.px(sum(shown)) > room:
                hidden.add(column)
        for column in SPARED:
            self.setColumnHidden(column, column in hidden)
        taken = sum(w for at, w in enumerate(WIDTHS) if at not in hidden)
        self._widen_cases((room - self._look.type.px(taken)) // 3)

    def _widen_cases(self, spare: int) -> None:
        """Give the cases a share of the room that names leave, but where the person drew them."""
        header, size = self.horizontalHeader(), self._look.type
        if header.sectionSize(CASE) == self._given:
            wide = size.px(WIDTHS[CASE]) + max(0, spare)
            self._given = min(size.px(MOST_CASE), wide)
            header.resizeSection(CASE, self._given)

    def _open(self) -> None:
        """Ask for the transcript in hand."""
        row = self.transcript()
        if row is not None:
            self.opened.emit(row.id)

    def _measure(self) -> None:
        """Take sizes from the look."""
        size, header = self._look.type, self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(size.px(ROW))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, width in enumerate(WIDTHS):
            stretch, fixed = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, fixed if width else stretch)
            if width:
                header.resizeSection(column, size.px(width))
        self._given = size.px(WIDTHS[CASE])


class _Rows(RowInk):
    """Paint a transcript's row, its reach as a bar."""

    def __init__(self, look: Look, model: TranscriptModel, table: TranscriptTable) -> None:
        super().__init__(look, table)
        self._model = model

    def ink(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        """Paint one cell."""
        said = str(asked(index))
        look = self._look
        paint_ground(painter, rect, look, "accent_soft" if chosen else "surface")
        inner = rect.adjusted(look.type.space(2), 0, -look.type.space(2), 0)
        if index.column() == CODED:
            bar = QRectF(inner.left(), inner.center().y() - BAR / 2, inner.width(), BAR)
            paint_reach(painter, bar, look, self._model.rows[index.row()])
        else:
            tint = "muted" if index.column() == FORMAT else "text"
            self.line(painter, inner, said, tint, bold=chosen and index.column() == 0)
