"""Hold the passages that were found, by transcript, and which of them are ticked."""

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from framework.queries.passages import FoundPassage

Index = QModelIndex | QPersistentModelIndex
Key = tuple[int, int, int]
ROW, CODED = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_TOP = QModelIndex()


class Heading(NamedTuple):
    """Stand above the passages of one transcript."""

    transcript_id: int
    transcript: str
    keys: tuple[Key, ...]


class Line(NamedTuple):
    """Hold one passage, with the words before and after it where it is but a match."""

    passage: "FoundPassage"
    before: str = ""
    after: str = ""

    @property
    def key(self) -> Key:
        """Return transcript, start and end."""
        return self.passage.transcript_id, self.passage.start, self.passage.end


class FoundModel(QAbstractListModel):
    """List headings and passages; all are ticked at first, those coded already never are."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Heading | Line] = []
        self._unticked: set[Key] = set()
        self._coded: Collection[Key] = ()

    def show(self, lines: Sequence[Line], unticked: Collection[Key] = ()) -> None:
        """Show these passages, which stand in the order of the transcripts."""
        self.beginResetModel()
        self.rows, self._unticked = [], set(unticked)
        for (transcript_id, name), group in groupby(
            lines, lambda line: (line.passage.transcript_id, line.passage.transcript)
        ):
            held = list(group)
            self.rows.append(Heading(transcript_id, name, tuple(line.key for line in held)))
            self.rows += held
        self.endResetModel()

    def set_coded(self, keys: Collection[Key]) -> None:
        """Mark the passages that are coded with the theme already."""
        self._coded = keys
        self._tell()

    def toggle(self, place: int) -> None:
        """Tick or untick a passage, or all of a transcript."""
        row = self.rows[place]
        keys = row.keys if isinstance(row, Heading) else (row.key,)
        open_keys = {key for key in keys if key not in self._coded}
        if open_keys & self._unticked:
            self._unticked -= open_keys
        else:
            self._unticked |= open_keys
        self._tell()

    def tick_all(self, *, on: bool) -> None:
        """Tick or untick every passage."""
        self._unticked = set() if on else {line.key for line in self.lines()}
        self._tell()

    def lines(self) -> list[Line]:
        """List the passages."""
        return [row for row in self.rows if isinstance(row, Line)]

    def ticked(self) -> list[Key]:
        """List the passages that are ticked and not coded yet, each once."""
        keys = dict.fromkeys(line.key for line in self.lines())
        return [key for key in keys if key not in self._unticked and key not in self._coded]

    def unticked(self) -> frozenset[Key]:
        """Return the passages that were unticked."""
        return frozenset(self._unticked)

    def coded(self) -> int:
        """Count the passages that are coded already."""
        return sum(line.key in self._coded for line in self.lines())

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, its words, or whether it is ticked."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._state(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{words_of(row)}, {self._said(row)}"
        return {
            ROW: row,
            CODED: isinstance(row, Line) and row.key in self._coded,
            Qt.ItemDataRole.DisplayRole: words_of(row),
        }.get(role)

    def _state(self, row: Heading | Line) -> Qt.CheckState:
        """Say whether a passage, or each of a transcript, is ticked."""
        keys = row.keys if isinstance(row, Heading) else (row.key,)
        held = [key not in self._unticked for key in keys if key not in self._coded]
        if held and all(held):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if any(held) else Qt.CheckState.Unchecked

    def _said(self, row: Heading | Line) -> str:
        """Say whether a row is ticked, for a screen reader."""
        if isinstance(row, Line) and row.key in self._coded:
            return "coded already"
        said = {
            Qt.CheckState.Checked: "ticked",
            Qt.CheckState.PartiallyChecked: "some ticked",
            Qt.CheckState.Unchecked: "not ticked",
        }
        return said[self._state(row)]

    def _tell(self) -> None:
        """Have every row painted anew."""
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))


def words_of(row: Heading | Line) -> str:
    """Return a row as plain words."""
    if isinstance(row, Heading):
        return f"{row.transcript} · {len(row.keys)}"
    flat = " ".join(f"{row.before}{row.passage.text}{row.after}".split())
    return f"¶{row.passage.n} {flat}"
