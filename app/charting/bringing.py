"""Bring charts back from Excel and Word: show what they change, then write exactly that."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.charting.block import CLIPBOARD
from app.charting.page import MATRIX, Page
from app.charting.scroll import Scroll, block
from app.charting.word_marks import marked, rich
from app.jobs import Job
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.empty import EmptyOr, EmptyState
from app.widgets.text import card, frame, label
from framework.drafts import MatrixDraft
from framework.edits.charting_in import chart_changes
from framework.history import Changes
from framework.progress import Progress
from framework.queries.cases import list_cases
from framework.queries.matching import CellChange, Matched, Unmatched, match_cells
from framework.queries.themes import list_themes_plain
from framework.rules.cells import STATE_NAMES
from framework.study import Study
from importers import apart
from importers.chart_tables import read_chart_tables

FILES = "Charts (*.xlsx *.xls *.ods *.docx *.csv);;All files (*)"
INTRO = (
    "A chart has the cases in its first column and the themes in its first row, as this program "
    "exports it or as you have kept it. What it changes is shown first; nothing else is touched."
)
KINDS = {"new": "new", "changed": "changed", "cleared": "cleared", "state": "state"}
AT_ONCE = 200
OFFERED = 2  # names that are most like
NOT_CHOSEN = "Leave it out"


class _Read(NamedTuple):
    """Hold what was read from a file, and what it would change."""

    draft: MatrixDraft
    matched: Matched


class ImportPage(Page):
    """Preview charts from a file, say what is meant where that is unclear, write."""

    hints = ("bringing.choose", "bringing.write")
    charts = False
    rows = False

    def __init__(self, study: Study, shell: Shell) -> None:
        super().__init__(study, shell)
        self.draft: MatrixDraft | None = None
        self.matched: Matched | None = None
        self._file, self._most = "", AT_ONCE
        self._asked: dict[tuple[str, str], Unmatched] = {}
        self._left_out: set[tuple[int, int]] = set()
        self._cases: dict[str, int] = {}
        self._themes: dict[str, int] = {}
        self.heading, self.said = label("", "title"), label("", "muted", wrap=True)
        keys = shell.keymap
        self.choose_button = button("Choose a file…", self.choose_file, icon="import",
                                    look=self.look, tip=keys.shown("bringing.choose"))  # fmt: skip
        self.write_button = button("Write", self.write, role="primary",
                                   tip=keys.shown("bringing.write"))  # fmt: skip
        self.preview = Scroll(self.look, "What the file changes")
        self.empty = EmptyState(self.look, "import", "No file chosen yet", INTRO, "Choose a file…",
                                self.choose_file)  # fmt: skip
        self._lay_out()
        self._show()
        keys.bind(self, {"bringing.choose": self.choose_file, "bringing.write": self.write})

    def refresh(self, _changes: Changes | None) -> None:
        """Hold the file against the study as it is now."""
        if self.draft is not None:
            self._match(self.draft)

    def place(self) -> str:
        """Return the file's name."""
        return self._file

    def go(self, **where: object) -> None:
        """Show what a draft would change."""
        draft = where.get("draft")
        if isinstance(draft, MatrixDraft):
            with self.study.read() as session:
                self._came(_Read(draft, match_cells(session, draft)))

    def take_keys(self) -> None:
        """Let keys scroll the preview, or choose a file first."""
        (self.preview if self.draft is not None else self.empty.action).setFocus()

    def choose_file(self) -> None:
        """Ask for a file, and read it."""
        for path in self.shell.ask_open_files("Import charts", FILES):
            self.shell.run(Job(f"Reading {path.name}", partial(self._read, path), self._came))

    def write(self) -> None:
        """Write what is shown and not left out, as one step."""
        if self.wanted:
            work = partial(self._write, self.wanted, self._file)
            self.shell.run(Job(f"Charting from {self._file}", work, self._written))

    @property
    def wanted(self) -> list[CellChange]:
        """List the changes that are not left out."""
        changes = self.matched.changes if self.matched else ()
        return [one for one in changes if (one.case_id, one.theme_id) not in self._left_out]

    def _read(self, path: Path, progress: Progress) -> _Read:
        """Read a file and match it, on the job's thread."""
        progress.at(0, 2, path.name)
        draft = apart.read(read_chart_tables, path)
        progress.at(1, 2, path.name)
        with self.study.read() as session:
            return _Read(draft, match_cells(session, draft))

    def _came(self, read: _Read) -> None:
        """Show what a file would change."""
        self.draft, self.matched, self._file = read.draft, read.matched, read.draft.name
        self._cases, self._themes, self._most = {}, {}, AT_ONCE
        self._asked, self._left_out = {}, set()
        self._show()
        self.preview.setFocus()
        self.place_changed.emit()

    def _write(self, changes: Sequence[CellChange], name: str, progress: Progress) -> int:
        """Write the changes, on the job's thread."""
        return chart_changes(self.study, changes, name, progress)

    def _written(self, count: int) -> None:
        """Say what was written; what was pasted is shown where it stands."""
        cells = "1 cell was" if count == 1 else f"{count} cells were"
        self.shell.show_message(f"{cells} written from {self._file}.", "Undo", self.shell.undo)
        if self._file == CLIPBOARD:
            self._go_back()

    def _go_back(self) -> None:
        """Show the chart."""
        self.shell.go_to("chart", page=MATRIX)

    def _match(self, draft: MatrixDraft) -> None:
        """Hold the file against the study, with what was said about unclear names."""
        with self.study.read() as session:
            self.matched = match_cells(session, draft, cases=self._cases, themes=self._themes)
        self._show()

    def _choose(self, kind: str, text: str, chooser: ChoiceBox) -> None:
        """Take what a name of the file means."""
        chosen = self._chosen(kind)
        if chooser.currentData():
            chosen[text] = chooser.currentData()
        else:
            chosen.pop(text, None)
        if self.draft is not None:
            self._match(self.draft)

    def _show(self) -> None:
        """Show the preview."""
        found = self.matched
        self._stack.show_full(on=found is not None)
        if found is None or self.draft is None:
            return
        count = len(found.changes)
        self.heading.setText(self._file)
        self.said.setText(_summary(found))
        self._count()
        blocks: list[QWidget] = [label(text, "attention", wrap=True)
                                 for text in self.draft.remarks]  # fmt: skip
        blocks += self._unclear(found)
        blocks += [self._change(change) for change in found.changes[: self._most]]
        if count > self._most:
            blocks.append(button(f"Show {count - self._most} more cells", self._more))
        self.preview.show_blocks(blocks)

    def _count(self) -> None:
        """Say on the button how many cells would be written."""
        count = len(self.wanted)
        self.write_button.setText(f"Write {count} {'cell' if count == 1 else 'cells'}")
        self.write_button.setEnabled(count > 0)

    def _leave_out(self, pair: tuple[int, int], taken: bool) -> None:  # noqa: FBT001 - Qt's toggled
        """Leave a cell as it is, or take what the file says after all."""
        (self._left_out.discard if taken else self._left_out.add)(pair)
        self._count()

    def _chosen(self, kind: str) -> dict[str, int]:
        """Return what was chosen for the names of a kind."""
        return self._cases if kind == "case" else self._themes

    def _more(self) -> None:
        """Show all cells that change."""
        self._most = len(self.matched.changes) if self.matched else AT_ONCE
        self._show()

    def _unclear(self, found: Matched) -> list[QWidget]:
        """Ask what the names mean that match nothing, or several."""
        with self.study.read() as session:
            cases = {row.id: f"{row.name} {row.label}".strip() for row in list_cases(session)}
            themes = {row.id: f"{row.number} {row.name}".strip()
                      for row in list_themes_plain(session)}  # fmt: skip
        open_now = {("case", row.text): row for row in found.unmatched_cases}
        open_now |= {("theme", row.text): row for row in found.unmatched_themes}
        made: list[QWidget] = []
        for row in found.ambiguous:
            if row.suggestions:
                is_case = row.suggestions[0].id in cases and not row.suggestions[0].number and (
                    cases[row.suggestions[0].id].startswith(row.suggestions[0].name)
                )  # fmt: skip
                open_now["case" if is_case else "theme", row.text] = row
            else:
                said = f"{row.text} stands twice with different texts ({row.where}); left out."
                made.append(label(said, "attention", wrap=True))
        self._asked |= open_now
        questions = [self._question(kind, row, cases if kind == "case" else themes)
                     for (kind, text), row in self._asked.items()
                     if (kind, text) in open_now or text in self._chosen(kind)]  # fmt: skip
        made += [label(f"{table} holds no theme of the study; it was passed over.", "muted",
                       wrap=True) for table in found.passed_over]  # fmt: skip
        return [*questions, *made]

    def _question(self, kind: str, row: Unmatched, options: Mapping[int, str]) -> QFrame:
        """Ask what one name of the file means."""
        made, column = block(self.look, card())
        line = QHBoxLayout()
        line.addWidget(label(f"{kind.title()} “{row.text}”", "heading", wrap=True), 1)
        chooser = ChoiceBox(f"What {kind} “{row.text}” means", [(NOT_CHOSEN, 0)], letters=0)
        near = [named.id for named in row.suggestions if named.id in options]
        for key in (*near, *(key for key in options if key not in near)):
            chooser.addItem(options[key], key)
        chosen = self._chosen(kind).get(row.text, 0)
        chooser.setCurrentIndex(max(0, chooser.findData(chosen)))
        chooser.activated.connect(lambda _at: self._choose(kind, row.text, chooser))
        for key in () if chosen else near[:OFFERED]:
            line.addWidget(button(f"{options[key]}?", partial(_take, chooser, key), role="small"))
        line.addWidget(chooser, 1)
        column.addLayout(line)
        column.addWidget(label(row.where, "small", wrap=True))
        return made

    def _change(self, change: CellChange) -> QFrame:
        """Show how one cell changes."""
        made, column = block(self.look, card())
        head = QHBoxLayout()
        pair = change.case_id, change.theme_id
        taken = QCheckBox(f"{change.case} × {change.number}")
        taken.setChecked(pair not in self._left_out)
        taken.toggled.connect(partial(self._leave_out, pair))
        was = ", was checked" if change.was_checked else ""
        head.addWidget(taken, 1)
        head.addWidget(label(f"{KINDS[change.kind]}{was} · {change.where}", "small"))
        column.addLayout(head)
        if change.kind == "state":
            column.addWidget(label(STATE_NAMES[change.state].capitalize(), wrap=True))
        else:
            spoken = f"Before: {change.before or 'nothing'}. Then: {change.text or 'nothing'}."
            column.addWidget(rich(marked(change.before, change.text, self.look), spoken))
        if change.unresolved:
            lost = ", ".join(change.unresolved)
            column.addWidget(label(f"{lost} leads nowhere and stays as text.", "attention",
                                   wrap=True))  # fmt: skip
        made.setAccessibleName(f"{change.case} × {change.number}, {KINDS[change.kind]}")
        return made

    def _lay_out(self) -> None:
        """Put the page together."""
        size, top = self.look.type, QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(button("Back to the chart", self._go_back))
        top.addWidget(self.choose_button)
        top.addWidget(self.write_button)
        chosen = frame("clear")
        column = QVBoxLayout(chosen)
        column.setContentsMargins(size.space(4), size.space(3), size.space(4), 0)
        column.setSpacing(size.space(2.5))
        column.addLayout(top)
        column.addWidget(self.said)
        column.addWidget(self.preview, 1)
        self._stack, outer = EmptyOr(self.empty, chosen), QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)


def _take(chooser: ChoiceBox, key: int) -> None:
    """Choose what a name is most like."""
    at = chooser.findData(key)
    chooser.setCurrentIndex(at)
    chooser.activated.emit(at)


def _summary(found: Matched) -> str:
    """Say in a line what a file would do."""
    kinds = {kind: sum(change.kind == kind for change in found.changes) for kind in KINDS}
    parts = [f"{count} {KINDS[kind]}" for kind, count in kinds.items() if count]
    changes = ", ".join(parts) if parts else "Nothing changes"
    unclear = len(found.unmatched_cases) + len(found.unmatched_themes) + len(found.ambiguous)
    said = f"{changes}; {found.same} the same."
    if unclear:
        names = "1 name is" if unclear == 1 else f"{unclear} names are"
        said += f" {names} unclear: what stands there is left out unless you say what is meant."
    return said
