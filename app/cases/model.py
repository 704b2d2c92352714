"""Hold the cases as the rows of a table, by kind, with room for a new one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from app.widgets.row_model import RowModel

if TYPE_CHECKING:
    from framework.queries.cases import CaseRow
    from framework.study import Study

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Name", "Kind", "Label", "Belongs to", "Transcripts")
NAME, KIND, LABEL, SITES, HEARD = range(5)
GROUPS = {"site": "Sites", "participant": "Participants"}
ROLE = Qt.ItemDataRole.UserRole
NEW = "New case — type a name"
_TOP = QModelIndex()


class Group(NamedTuple):
    """Head the cases of one kind."""

    kind: str
    size: int


class NewCase(NamedTuple):
    """Keep a row for a case that has no name yet."""

    kind: str


class Edit(NamedTuple):
    """Say what was typed or chosen in a cell; case 0 is the new one.

    `about` names the attribute, or the kind of the new case; `sites` are ids of cases.
    """

    case_id: int
    column: int
    about: str
    text: str
    sites: tuple[int, ...] = ()


class CaseModel(RowModel):
    """Show cases by kind, their attributes as columns; what is typed is passed on as an Edit."""

    edited = Signal(object)

    def __init__(self, study: "Study") -> None:
        super().__init__()
        self._study = study
        self.cases: list[CaseRow] = []
        self.rows: list[CaseRow | Group | NewCase] = [NewCase("participant")]
        self.attributes: list[str] = []
        self._heard: dict[int, str] = {}

    @property
    def heads(self) -> tuple[str, ...]:  # type: ignore[override] # it has them as attributes come
        """Name the columns."""
        return (*COLUMNS, *self.attributes)

    def arranges(self, cases: "Sequence[CaseRow]") -> bool:
        """Say whether showing these cases would put other rows or columns where they are."""
        names = self._attributes_with(cases)
        return names != self.attributes or _keys(self._arranged(cases)) != _keys(self.rows)

    def show_cases(self, cases: "Sequence[CaseRow]") -> None:
        """Show these cases; the view stays where it is when only words changed."""
        anew, self._heard = self.arranges(cases), {}
        if anew:
            self.beginResetModel()
        self.cases, self.rows = list(cases), self._arranged(cases)
        self.attributes = self._attributes_with(cases)
        if anew:
            self.endResetModel()
        else:
            last = self.index(len(self.rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def add_attribute(self, name: str) -> int:
        """Make room for an attribute, and return its column; one that is there is not doubled."""
        folded = [known.casefold() for known in self.attributes]
        if name.casefold() in folded:
            return len(COLUMNS) + folded.index(name.casefold())
        column = self.columnCount()
        self.beginInsertColumns(_TOP, column, column)
        self.attributes.append(name)
        self.endInsertColumns()
        return column

    def case(self, row: int) -> "CaseRow | None":
        """Return the case of a row, None for a heading and the empty row."""
        held = self.rows[row] if 0 <= row < len(self.rows) else None
        return None if held is None or isinstance(held, Group | NewCase) else held

    def row_of(self, case_id: int) -> int:
        """Return the row of a case, -1 when it is not there; 0 is the new case."""
        wanted = (case_id, "")
        return next((i for i, row in enumerate(self.rows) if _key(row) == wanted), -1)

    def kinds(self) -> list[str]:
        """List the kinds that a case may be of."""
        return list(dict.fromkeys([*GROUPS, *(case.kind for case in self.cases), "case"]))

    def sites_for(self, row: int) -> "list[CaseRow]":
        """List the cases to which the case of a row may belong."""
        held = self.case(row)
        if held is None:
            return []
        return [
            case for case in self.cases
            if case.id != held.id
            and (case.name in held.parents or (case.kind == "site" and held.kind != "site"))
        ]  # fmt: skip

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cells be edited, but for headings and what follows from the transcripts."""
        row, column = self.rows[index.row()], index.column()
        if isinstance(row, Group):
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if isinstance(row, NewCase):
            fixed = column not in (NAME, KIND)
        else:
            fixed = column == HEARD or (column == SITES and not self.sites_for(index.row()))
        return usual if fixed else usual | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        row, column = self.rows[index.row()], index.column()
        if role == ROLE:
            return row
        if role == Qt.ItemDataRole.EditRole:
            return "" if isinstance(row, NewCase) and column == NAME else self._words(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(row, Group | NewCase):
            return self._words(row, column)
        return None

    def setData(self, index: Index, value: object, _role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Pass on what was typed or chosen, when it differs from what stands."""
        row, column = self.rows[index.row()], index.column()
        if isinstance(value, tuple) and not isinstance(row, Group | NewCase):
            if value != tuple(case.id for case in self.cases if case.name in row.parents):
                self.edited.emit(Edit(row.id, column, "", "", value))
            return True
        text = str(value or "").strip()
        if isinstance(row, NewCase):
            self._begin(row, index, text)
        elif not isinstance(row, Group) and text != self._words(row, column):
            attribute = self.attributes[column - len(COLUMNS)] if column >= len(COLUMNS) else ""
            self.edited.emit(Edit(row.id, column, attribute, text))
        return True

    def _begin(self, row: NewCase, index: Index, text: str) -> None:
        """Take the kind of the new case, or its name, with which it begins."""
        if index.column() == KIND and text:
            self.rows[index.row()] = NewCase(text)
            self.dataChanged.emit(index, index)
        elif index.column() == NAME and text:
            self.edited.emit(Edit(0, NAME, row.kind, text))

    def _words(self, row: "CaseRow | Group | NewCase", column: int) -> str:
        """Return what a cell says."""
        if isinstance(row, Group):
            title = GROUPS.get(row.kind, row.kind.capitalize())
            return f"{title} · {row.size}" if column == NAME else ""
        if isinstance(row, NewCase):
            return {NAME: NEW, KIND: row.kind}.get(column, "")
        if column >= len(COLUMNS):
            return row.attribute(self.attributes[column - len(COLUMNS)])
        if column == HEARD:
            return self._heard_for(row.id)
        return (row.name, row.kind, row.label, ", ".join(row.parents))[column]

    def _heard_for(self, case_id: int) -> str:
        """Name the transcripts that speak for a case; asked for when its row is painted."""
        if case_id not in self._heard:
            from framework.queries.attributions import transcripts_of_case
            from framework.queries.transcripts import list_transcripts

            with self._study.read() as session:
                names = {row.id: row.name for row in list_transcripts(session)}
                for case in self.cases:
                    ids = transcripts_of_case(session, case.id)
                    self._heard[case.id] = ", ".join(names[i] for i in ids if i in names)
        return self._heard.get(case_id, "")

    def _arranged(self, cases: "Sequence[CaseRow]") -> "list[CaseRow | Group | NewCase]":
        """Put cases under headings by kind, sites first, and the empty row last."""
        kinds = dict.fromkeys([*GROUPS, *(case.kind for case in cases)])
        rows: list[CaseRow | Group | NewCase] = []
        for kind in kinds:
            of_kind = [case for case in cases if case.kind == kind]
            rows += [Group(kind, len(of_kind)), *of_kind] if of_kind else []
        last = self.rows[-1]
        return [*rows, last if isinstance(last, NewCase) else NewCase("participant")]

    def _attributes_with(self, cases: "Sequence[CaseRow]") -> list[str]:
        """Name the attributes of these cases, after those that have been shown."""
        found = (name for case in cases for name, _value in case.attributes)
        return list(dict.fromkeys([*self.attributes, *found]))


def _key(row: "CaseRow | Group | NewCase") -> tuple[int, str]:
    """Return what tells rows apart."""
    if isinstance(row, Group):
        return 0, row.kind
    return (0, "") if isinstance(row, NewCase) else (row.id, "")


def _keys(rows: "Sequence[CaseRow | Group | NewCase]") -> list[tuple[int, str]]:
    """Return what tells arrangements apart."""
    return [_key(row) for row in rows]
