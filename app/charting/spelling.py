"""Underline what may be misspelled in a summary, and offer what was meant."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QMenu

from app.charting.asking import Asker
from app.charting.editor import SummaryEditor
from app.design.look import Look
from app.spelling.checking import Span, suggestions, unknown
from app.widgets.offsets import Offsets
from framework.edits.dictionary import add_word
from framework.queries.cases import list_cases
from framework.queries.dictionary import words
from framework.queries.transcripts import speakers_by_transcript
from framework.study import Session, Study

PAUSE_MS = 700
DOTS = QTextCharFormat.UnderlineStyle.DotLine


class Spelling(QObject):
    """Check the spelling of an editor after a pause; F7 and the menu offer other words."""

    def __init__(self, look: Look, editor: SummaryEditor, study: Study) -> None:
        super().__init__(editor)
        self._look, self._editor, self._study = look, editor, study
        self._asker = Asker(study, self)
        self._spans: list[Span] = []
        self._checked = ""
        self.menu = QMenu(editor)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.check)
        editor.textChanged.connect(self._typed)
        editor.menu_wanted.connect(self._open_menu)

    @property
    def spans(self) -> list[Span]:
        """Return the words in question of the text as it stands, in code points."""
        return self._spans if self._editor.text() == self._checked else []

    def check(self) -> None:
        """Check the text on a thread."""
        text = self._editor.text()
        self._asker.ask(partial(_unknown, text=text), partial(self._tell, text))

    def correct(self) -> None:
        """Offer other words for the one at the cursor, or for the next in question."""
        offsets = Offsets(self._editor.text())
        at = offsets.to_python(self._editor.textCursor().position())
        after = [span for span in self.spans if span[1] >= at]
        span = next(iter(after or self.spans), None)
        if span is None:
            return
        cursor = self._editor.textCursor()
        cursor.setPosition(offsets.to_qt(span[1]))
        self._editor.setTextCursor(cursor)
        corner = self._editor.cursorRect().bottomLeft()
        self._fill(span)
        self.menu.popup(self._editor.viewport().mapToGlobal(corner))

    def finish(self) -> None:
        """Drop what is being read, and let the thread end."""
        self._pause.stop()
        self._asker.finish()

    def _typed(self) -> None:
        """Wait for a pause in typing."""
        if self._editor.hasFocus():
            self._pause.start()

    def _tell(self, text: str, spans: list[Span]) -> None:
        """Underline what is in question, if that is still the text."""
        self._checked, self._spans = text, spans
        made = QTextCharFormat()
        made.setUnderlineStyle(DOTS)
        made.setUnderlineColor(self._look.colour("attention_text"))
        self._editor.underline("spelling", self.spans, made)

    def _open_menu(self, place: int, point: QPoint) -> None:
        """Put other words on top of the editor's own menu, where a word is in question."""
        at = Offsets(self._editor.text()).to_python(place)
        span = next((span for span in self.spans if span[0] <= at <= span[1]), None)
        if span is None:
            self._editor.createStandardContextMenu().exec(point)
        else:
            self._fill(span)
            self.menu.popup(point)

    def _fill(self, span: Span) -> None:
        """Offer words for one in question, and to add it to the project's dictionary."""
        word = self._editor.text()[slice(*span)]
        self.menu.clear()
        for text in suggestions(word):
            self.menu.addAction(text, partial(self._editor.put, *span, text))
        if self.menu.isEmpty():
            self.menu.addAction("Nothing like it is known").setEnabled(False)
        self.menu.addSeparator()
        self.menu.addAction(f"&Add “{word}” to the dictionary", partial(self._add, word))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _add(self, word: str) -> None:
        """Add a word to the project's dictionary."""
        self._editor.commit()
        add_word(self._study, word)
        self.check()


def _unknown(session: Session, *, text: str) -> list[Span]:
    """Find the words in question, on the thread; the study's names are known."""
    said = [*words(session), *(f"{row.name} {row.label}" for row in list_cases(session))]
    said += [row.label for rows in speakers_by_transcript(session).values() for row in rows]
    return unknown(text, {part for name in said for part in name.lower().split()})
