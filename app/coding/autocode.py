"""Search all transcripts, look at what is found, and code what is ticked in one step."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.coding.autocode_ways import Question, Speaker, Way, Words
from app.coding.found_list import FoundList
from app.coding.found_model import FoundModel, Key, Line
from app.jobs import Job
from app.shell import Shell
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.tabs import PillTabs
from app.widgets.text import label
from app.widgets.theme_chooser import ThemeChooser

if TYPE_CHECKING:
    from framework.progress import Progress
    from framework.queries.passages import FoundPassage
    from framework.queries.questions import QuestionRow
    from framework.queries.themes import ThemeRow
    from framework.study import Study

TABS = (("words", "Words"), ("speaker", "Speaker"), ("question", "Question"))
CHOOSER = 300
BEFORE, AFTER = 80, 160
HINTS = {
    "words": "Type words. All of them must stand in a paragraph; “words in quotation marks” follow "
    "one another; begin* finds what begins so.",
    "speaker": "Choose a transcript, and who speaks in it.",
    "question": "Choose a question or a heading; what participants say to it is listed.",
}
NOTHING = {
    "words": "Nothing found. Whole words are looked for; report* finds reports and reported too.",
    "speaker": "Nothing found.",
    "question": "Nothing found.",
}


class AutocodePage(QWidget):
    """Offer three ways to find passages, and code those that are ticked as a theme."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, study: "Study", shell: Shell) -> None:
        super().__init__()
        self.setAccessibleName("Search all transcripts")
        self._study, self._shell, self.look = study, shell, shell.look
        self._asked_questions, self._shown = False, False
        self._asked = ("", "")
        self._unticked: dict[tuple[str, str], frozenset[Key]] = {}
        self.model = FoundModel()
        self.found = FoundList(self.look, self.model, shell.keymap)
        self.chooser = ThemeChooser(self.look)
        self.words, self.speaker = Words(self.look), Speaker(self.look)
        self.question = Question(self.look)
        self.ways: dict[str, Way] = {
            "words": self.words, "speaker": self.speaker, "question": self.question,
        }  # fmt: skip
        self.tabs = PillTabs(self.look)
        self.tabs.set_tabs(TABS)
        self.count = label("", "muted")
        self.said = label("", "small", wrap=True)
        self.code_button = button("Choose a theme", self.code, role="primary")
        self.all_button = button("Untick all", self._tick_all, role="small")
        self._lay_out()
        self.found.hint = HINTS["words"]
        self._wire()

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        return self._shell.keymap.hint(
            "autocode.tick", "autocode.open", "autocode.code", "autocode.leave"
        )

    def open(self, words: str = "") -> None:
        """Show the page, with these words to be found if there are any."""
        self.read()
        self._shown = True
        if words:
            self.tabs.select("words")
            self._choose("words")
            self.words.look_for(words)
        self.take_keys()

    def take_keys(self) -> None:
        """Let keys work where one was: on what was found, or on what to look for."""
        if self.found.currentIndex().isValid():
            self.found.setFocus()
        else:
            self._first()

    def read(self) -> None:
        """Read themes, transcripts and speakers; search again."""
        from framework.queries.themes import list_labels, list_themes_plain
        from framework.queries.transcripts import list_transcripts, speakers_by_transcript

        with self._study.read() as session:
            transcripts = list_transcripts(session)
            speakers = speakers_by_transcript(session, [row.id for row in transcripts])
            themes, labels = list_themes_plain(session), list_labels(session)
        self.speaker.show_speakers(transcripts, speakers)
        self._asked_questions = False
        self.chooser.show_themes(themes, labels)
        if self.tabs.current() == "question":
            self._read_questions()

    def search(self) -> None:
        """Show what is found; what was unticked where the same was looked for stays so."""
        way = self.ways[self.tabs.current()]
        self._unticked[self._asked] = self.model.unticked()
        self._asked = (self.tabs.current(), way.asked())
        passages: list[FoundPassage] = []
        if way.asked():
            with self._study.read() as session:
                passages = list(way.passages(session))
                context = self._context(session, passages) if self._bare() else {}
        self.found.hint = (NOTHING if way.asked() else HINTS)[self.tabs.current()]
        lines = [Line(row, *context.get((row.transcript_id, row.start, row.end), ("", "")))
                 if self._bare() else Line(row) for row in passages]  # fmt: skip
        self.model.show(lines, self._unticked.get(self._asked, ()))
        self._mark_coded()

    def code(self) -> None:
        """Code what is ticked, as one step, with progress."""
        theme, passages = self.chooser.theme, self.model.ticked()
        if theme is None or not passages:
            self._shell.show_message("Choose a theme and tick what is to be coded.")
            return
        self.take_keys()  # the button is disabled once nothing is ticked
        label_of_step = f"Code {_many(len(passages))} as {_named(theme)}"

        def work(progress: "Progress") -> int:
            from framework.edits.passages import code_passages

            return code_passages(self._study, passages, theme.id, label_of_step, progress=progress)

        def done(made: int) -> None:
            were = f"{_many(made)} coded as {_named(theme)}."
            self._shell.show_message(were, "Undo", self._shell.undo)

        self._shell.run(Job(label_of_step, work, done))

    def mark_coded(self) -> None:
        """Mark anew what is coded already: codings have changed."""
        self._mark_coded()

    def _bare(self) -> bool:
        """Say whether but the words found are shown, which need others around them."""
        return self.tabs.current() == "words" and self.words.is_match()

    def _context(
        self, session: object, passages: "list[FoundPassage]"
    ) -> dict[Key, tuple[str, str]]:
        """Return the words before and after passages, within their paragraphs."""
        from framework.queries.transcripts import text_of

        texts: dict[int, str] = {}
        found = {}
        for row in passages:
            if row.transcript_id not in texts:
                texts[row.transcript_id] = text_of(session, row.transcript_id)  # type: ignore[arg-type] # a session
            text = texts[row.transcript_id]
            before = text[max(0, row.start - BEFORE) : row.start].rpartition("\n")[2]
            after = text[row.end : row.end + AFTER].partition("\n")[0]
            found[row.transcript_id, row.start, row.end] = (before, after)
        return found

    def _mark_coded(self) -> None:
        """Mark what the coder has coded with the theme already, and count."""
        theme, keys = self.chooser.theme, set[Key]()
        if theme is not None and self.model.rows:
            from framework.queries.one_theme import passages_of_theme

            with self._study.read() as session:
                rows = passages_of_theme(session, theme.id)
            keys = {(r.transcript_id, r.start, r.end) for r in rows if r.coder == self._study.coder}
        self.model.set_coded(keys)

    def _say(self) -> None:
        """Say how much was found, is ticked and would be coded."""
        lines, ticked = self.model.lines(), len(self.model.ticked())
        transcripts = len({line.passage.transcript_id for line in lines})
        theme, coded = self.chooser.theme, self.model.coded()
        said = f"{len(lines):,} found in {transcripts:,} transcript{'s' * (transcripts != 1)}"
        self.count.setText(said if lines else "")
        self.all_button.setText("Untick all" if ticked else "Tick all")
        self.all_button.setAccessibleName(self.all_button.text())
        self.all_button.setVisible(bool(lines))
        ready = theme is not None and ticked > 0
        words = "Choose a theme" if theme is None else "Nothing is ticked"
        if theme is not None and ready:
            words = f"Code {_many(ticked)} as {_named(theme)}"
        self._show_doing(words, theme)
        self.code_button.setAccessibleName(words)
        self.code_button.setToolTip(self._shell.keymap.tip(words, "autocode.code"))
        self.code_button.setEnabled(ready)
        skipped = f"{coded:,} of them {'are' if coded != 1 else 'is'} coded so already and skipped."
        self.said.setText(skipped if coded else "")
        self.said.setVisible(bool(coded))

    def _show_doing(self, words: str, theme: "ThemeRow | None") -> None:
        """Say on the button what it does; where there is no room, with the theme's number alone."""
        room, metrics = self.look.type.px(CHOOSER - 60), self.code_button.fontMetrics()
        if theme is not None and theme.number and metrics.horizontalAdvance(words) > room:
            self.code_button.setText(words.replace(_named(theme), theme.number))
        else:
            mode = Qt.TextElideMode.ElideRight
            self.code_button.setText(metrics.elidedText(words, mode, room))

    def _choose(self, key: str) -> None:
        """Look for passages in another way."""
        self._stack.setCurrentWidget(self.ways[key])
        if key == "question":
            self._read_questions()
        self.search()

    def _read_questions(self) -> None:
        """Read the questions once, on a thread."""
        if self._asked_questions:
            return
        self._asked_questions = True

        def work(_progress: "Progress") -> "list[QuestionRow]":
            from framework.queries.questions import questions

            with self._study.read() as session:
                return questions(session)

        self._shell.run(Job("Reading the questions", work, self.question.show_questions))

    def _changed(self, way: Way) -> None:
        """Search again when the way that is shown has changed."""
        if self._shown and way is self.ways[self.tabs.current()]:
            self.search()

    def _tick_all(self) -> None:
        """Tick everything, or nothing."""
        self.model.tick_all(on=not self.model.ticked())

    def _first(self) -> None:
        """Put the cursor into what to look for."""
        first: dict[str, QWidget] = {
            "words": self.words.field, "speaker": self.speaker.transcript,
            "question": self.question.question,
        }  # fmt: skip
        first[self.tabs.current()].setFocus()

    def _to_found(self) -> None:
        """Go on to what was found."""
        if self.model.rows:
            if not self.found.currentIndex().isValid():  # the first passage, below its heading
                self.found.selectionModel().setCurrentIndex(
                    self.model.index(1), QItemSelectionModel.SelectionFlag.ClearAndSelect
                )
            self.found.setFocus()

    def _wire(self) -> None:
        """Connect the pieces."""
        self.tabs.chosen.connect(self._choose)
        self.found.opened.connect(self.opened)
        self.chooser.chosen.connect(self._mark_coded)
        self.model.dataChanged.connect(self._say)
        self.model.modelReset.connect(self._say)
        self.words.field.returnPressed.connect(self._to_found)
        for way in self.ways.values():
            way.changed.connect(lambda way=way: self._changed(way))
        slots: dict[str, Callable[[], object]] = {
            "autocode.code": self.code, "autocode.leave": self.left.emit,
        }  # fmt: skip
        self._shell.keymap.bind(self, slots)
        self._say()

    def _lay_out(self) -> None:
        """Put the ways on top, what is found at the left, the theme at the right."""
        size, bar, under = self.look.type, Bar(self.look), Bar(self.look)
        back = button("", self.left.emit, role="quiet", icon="arrow-left", look=self.look,
                      tip="Back to the transcript")  # fmt: skip
        bar.add(back, label("Search all, and code", "heading"), self.tabs)
        bar.stretch()
        bar.add(self.count, self.all_button)
        self._stack = QStackedWidget()
        for way in self.ways.values():
            self._stack.addWidget(way)
        under.add(self._stack, stretch=1)
        side = QFrame()
        side.setProperty("role", "pane")
        column = QVBoxLayout(side)
        column.setContentsMargins(*(size.space(3),) * 4)
        column.setSpacing(size.space(2))
        column.addWidget(label("Code with", "heading"))
        column.addWidget(self.chooser, 1)
        column.addWidget(self.said)
        column.addWidget(self.code_button)
        side.setMinimumWidth(size.px(CHOOSER - 60))
        split = QSplitter()
        split.addWidget(self.found)
        split.addWidget(side)
        split.setStretchFactor(0, 1)
        split.setSizes([10_000, size.px(CHOOSER)])
        split.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for widget in (bar, under):
            outer.addWidget(widget)
        outer.addWidget(split, 1)


def _many(count: int) -> str:
    """Say how many passages."""
    return f"{count:,} passage{'s' if count != 1 else ''}"


def _named(theme: "ThemeRow") -> str:
    """Name a theme by number and name."""
    return f"{theme.number} {theme.name}".strip()
