"""Say before an export what could identify someone, and let it be decided."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.protection.deciding import Decision, decided, record, ways
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.text import frame, label

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from app.shell import Shell
    from exports import Options
    from exports.report import Report
    from framework.queries.disclosure import Finding
    from framework.rules.pseudonyms import NameEntry
    from framework.study import Session

HIGH, MOST, FEW = 260, 200, 2
WIDE = 210


class Guard(QWidget):
    """Hold what was found in the report that is shown, and what was decided about it.

    `changed` is called when the report would be another.
    """

    def __init__(self, shell: "Shell", changed: Callable[[], None]) -> None:
        super().__init__()
        self._shell, self._look, self._changed = shell, shell.look, changed
        self._known: tuple[NameEntry, ...] = ()
        self._found: list[Finding] = []
        self._decisions: dict[Finding, Decision] = {}
        self.ways: dict[Finding, ChoiceBox] = {}
        self._lay_out()

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Show the sentence whole, in as many lines as it needs."""
        super().resizeEvent(event)
        self.strip.setMinimumHeight(max(0, self.strip.heightForWidth(self.width())))

    def look_through(self, session: "Session", report: "Report", options: "Options") -> "Report":
        """Look through a finished report, and give it as it was decided; on any thread."""
        from exports.disclosure import findings_in
        from exports.pseudonyms import without_names

        found = findings_in(session, report, options, self._known)
        self._found = found
        names = decided(options, found, self._decisions).names
        return without_names(report, names) if names else report

    def decided(self, options: "Options") -> "Options":
        """Give the options under which the report is written as it was decided."""
        return decided(options, self._found, self._decisions)

    def record(self) -> dict[str, object]:
        """Give what is noted with the export."""
        return record(self._found, self._decisions)

    def show_found(self) -> None:
        """Show what was found in the report that is shown now."""
        count = len(self._found)
        words = "1 thing" if count == 1 else f"{count} things"
        left = sum(self._decisions.get(one, "leave in") == "leave in" for one in self._found)
        settled = "" if left == count else f"; {count - left} replaced"
        some = f"{words} could identify someone{settled}."
        self.said.setText(some if count else "Nothing was found that could identify someone.")
        self.strip.setProperty("role", "notice" if left else "pane")
        self.strip.style().unpolish(self.strip)
        self.strip.style().polish(self.strip)
        if list(self.ways) != self._found[:MOST]:
            self._fill()

    def read_key_file(self) -> None:
        """Read the names to look for from a key file."""
        from importers.key_file import read_key_file

        paths: list[Path] = self._shell.ask_open_files("Key file", "Lists (*.csv *.xlsx)")
        if paths:
            self._known = read_key_file(paths[0]).entries
            self.key.setText(f"Key file: {len(self._known)} names…")
            self._changed()

    def _decide(self, finding: "Finding", at: int) -> None:
        """Take a decision."""
        self._decisions[finding] = ways(finding)[at]
        self._changed()

    def _toggle(self) -> None:
        """Open the list, or close it."""
        self._list.setVisible(not self._list.isVisible())
        self.open.setText("Close" if self._list.isVisible() else "Decide…")

    def _fill(self) -> None:
        """List what was found with what can be decided."""
        inner = frame("clear")
        column = QVBoxLayout(inner)
        self.ways = {}
        for finding in self._found[:MOST]:
            column.addLayout(self._line(finding))
        if len(self._found) > MOST:
            column.addWidget(label(f"… and {len(self._found) - MOST} more", "muted"))
        column.addStretch(1)
        self._list.setWidget(inner)

    def _line(self, finding: "Finding") -> QHBoxLayout:
        """Show one finding."""
        line = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(label(finding.what, wrap=True))
        words.addWidget(label(f"{_shortly(finding.where)} · {finding.times}×", "small", wrap=True))
        choice = ChoiceBox(f"What becomes of: {finding.what}")
        for way in ways(finding):
            put = f" {finding.replacement}" if way == "use pseudonym" else ""
            choice.addItem(f"{way.capitalize()}{put}")
        choice.setCurrentIndex(ways(finding).index(self._decisions.get(finding, "leave in")))
        choice.setEnabled(choice.count() > 1)
        choice.setFixedWidth(self._look.type.px(WIDE))
        choice.activated.connect(partial(self._decide, finding))
        self.ways[finding] = choice
        line.addLayout(words, 1)
        line.addWidget(choice, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _lay_out(self) -> None:
        """Put the strip over its list."""
        size = self._look.type
        self.strip: QFrame = frame("pane")
        self.said = label("", wrap=True)
        self.key = button("Key file…", self.read_key_file, role="small",
                          tip="Names to look for, and what stands for each")  # fmt: skip
        self.open = button("Decide…", self._toggle, role="small")
        line = QHBoxLayout(self.strip)
        line.setContentsMargins(size.space(3), size.space(1.5), size.space(3), size.space(1.5))
        line.addWidget(self.said, 1)
        line.addWidget(self.key)
        line.addWidget(self.open)
        self._list = QScrollArea()
        self._list.setWidgetResizable(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFixedHeight(size.px(HIGH))
        self._list.setAccessibleName("What could identify someone")
        self._list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._list)


def _shortly(where: str) -> str:
    """Name the first places of many."""
    places = where.split(", ")
    more = len(places) - FEW
    return where if more <= 0 else f"{', '.join(places[:FEW])} and {more} more"
