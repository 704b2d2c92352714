"""Choose which column of a table is what: time, speaker and speech, or a survey's answers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from app.design.look import Look
from app.transcripts.boxes import NARROW
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.choices import ROW, Choices
from app.widgets.text import label

if TYPE_CHECKING:
    from importers.column_choices import TableColumns

SPEECH, SURVEY = 0, 1
NONE = -1
KINDS = (("Speech, a turn in each row", SPEECH), ("Survey, a respondent in each row", SURVEY))
MOST = 7


class ColumnPanel(QFrame):
    """Show how a table was read, and let it be read from other columns."""

    wanted = Signal(object)

    def __init__(self, look: Look, table: "TableColumns") -> None:
        from importers.survey import Columns

        super().__init__()
        self.setProperty("role", "card")
        self._look, self._table = look, table
        self.kind = ChoiceBox("Read the table as", KINDS, letters=NARROW)
        named = [(_words(table, at), at) for at in range(len(table.names))]
        none = ("none", NONE)
        self.time = ChoiceBox("Column of the time", [none, *named], letters=NARROW)
        self.speaker = ChoiceBox("Column of the speaker", [none, *named], letters=NARROW)
        self.text = ChoiceBox("Column of the speech", named, letters=NARROW)
        self.headed = QCheckBox("The first row names the columns")
        self.respondent = ChoiceBox("Column that names the respondents", named, letters=NARROW)
        self.questions = Choices(look, self, "Columns of answers", many=True)
        survey = isinstance(table.read_as, Columns)
        self._offer()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._form((("Time", self.time), ("Speaker", self.speaker),
                                          ("Speech", self.text), ("", self.headed))))  # fmt: skip
        self._pages.addWidget(self._form((("Respondent", self.respondent),
                                          ("Answers", self.questions))))  # fmt: skip
        self.kind.activated.connect(self._pages.setCurrentIndex)
        self.kind.setCurrentIndex(SURVEY if survey else SPEECH)
        self._pages.setCurrentIndex(self.kind.currentIndex())
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.type.space(3),) * 4)
        column.addWidget(label("Columns of the table", "heading"))
        column.addWidget(self.kind)
        column.addWidget(self._pages)
        self.again = button("Read again with these columns", self.read_again)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)

    def _offer(self) -> None:
        """Show the columns as they were read."""
        from importers.columnroles import Roles
        from importers.survey import Columns

        roles, count = self._table.read_as, len(self._table.names)
        speech = roles if isinstance(roles, Roles) else Roles(1, None, None, count - 1)
        answers = roles if isinstance(roles, Columns) else Columns(0, ())
        self.time.setCurrentIndex(0 if speech.time is None else speech.time + 1)
        self.speaker.setCurrentIndex(0 if speech.speaker is None else speech.speaker + 1)
        self.text.setCurrentIndex(speech.text)
        self.headed.setChecked(speech.header > 0)
        self.respondent.setCurrentIndex(answers.respondent)
        named = [(at, _words(self._table, at)) for at in range(count)]
        self.questions.offer(named, answers.questions)
        self.questions.setFixedHeight(self._look.type.px(ROW) * min(count, MOST) + 6)

    def _form(self, rows: tuple[tuple[str, QWidget], ...]) -> QWidget:
        """Put fields below one another, each with its name."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for at, (words, field) in enumerate(rows):
            grid.addWidget(label(words, "smalltext"), at, 0)
            grid.addWidget(field, at, 1)
        grid.setRowStretch(len(rows), 1)
        return made

    def read_again(self) -> None:
        """Pass on the columns chosen."""
        from importers.columnroles import Roles
        from importers.survey import Columns

        if self.kind.currentData() == SURVEY:
            asked = tuple(at for at in self.questions.values() if isinstance(at, int))
            self.wanted.emit(Columns(self.respondent.currentData(), asked))
            return
        time, speaker = (_or_none(box) for box in (self.time, self.speaker))
        header = int(self.headed.isChecked())
        self.wanted.emit(Roles(header, time, speaker, self.text.currentData()))


def _or_none(box: ChoiceBox) -> int | None:
    """Return the column chosen, None for none."""
    at = box.currentData()
    return None if at == NONE else int(at)


def _words(table: "TableColumns", at: int) -> str:
    """Name a column, with what stands first in it."""
    return f"{table.names[at]} – {table.begins[at]}" if table.begins[at] else table.names[at]
