"""Choose what is asked for less often: columns, pseudonyms, comments, the person's own template."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.text import label
from exports import Layout, Options
from exports.pseudonyms import NUMBERED

CLOSED, OPEN = "More options ▸", "More options ▾"
TELLING = "Beside a case: what tells them apart"
NO_TEMPLATE = "Word template…"
IN_WORD_ALONE = "Seen in Word; the preview leaves it out."
ASKED = {"columns", "pseudonyms", "comments", "memos", "style"}


class More(QFrame):
    """Hold the options that are out of sight until they are asked for."""

    def __init__(self, look: Look, changed: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._changed = changed
        self._asks: frozenset[str] = frozenset()
        self.opener = QToolButton()
        self.opener.setProperty("role", "quiet")
        self.opener.setCheckable(True)
        self.opener.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.opener.toggled.connect(self._open)
        self.inside = QFrame()
        self.inside.setProperty("role", "clear")
        self.columns = Columns(changed)
        self.pseudonyms = ChoiceBox("Pseudonyms", [("Names as they are", "")])
        self.pseudonyms.activated.connect(lambda _at: changed())
        self.comments = QCheckBox("Quotations also as comments")
        self.comments.setToolTip(IN_WORD_ALONE)
        self.comments.toggled.connect(lambda _on: changed())
        self.memos = QCheckBox("Memos beside their cells, with names")
        self.memos.setToolTip("Comments in Word, notes in Excel, folded away in a web page.")
        self.memos.toggled.connect(lambda _on: changed())
        self.template = Template(changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.inside)
        lines = QVBoxLayout(self.inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.type.space(2))
        self._label = label("Pseudonyms", "muted")
        for widget in (
            self.columns, self._label, self.pseudonyms, self.comments, self.memos, self.template,
        ):  # fmt: skip
            lines.addWidget(widget)
        self._open(False)

    def offer(self, attributes: Sequence[str], figures: Sequence[tuple[str, str]]) -> None:
        """Offer the attributes of cases, and the indicators as (label, key)."""
        named = [(name.replace("_", " "), name) for name in attributes]
        self.columns.offer([*named, *figures])
        self.pseudonyms.fill(
            [("Names as they are", ""), ("Participant 1, Participant 2 …", NUMBERED)]
            + [(f"From “{text}”", name) for text, name in named],
        )

    def fit(self, layout: Layout) -> None:
        """Show the options that a layout has."""
        self._asks = layout.asks
        self.setVisible(bool(layout.asks & ASKED))
        for widget, option in (
            (self.columns, "columns"),
            (self._label, "pseudonyms"),
            (self.pseudonyms, "pseudonyms"),
            (self.comments, "comments"),
            (self.memos, "memos"),
            (self.template, "style"),
        ):
            widget.setVisible(option in layout.asks)

    def added(self, options: Options) -> Options:
        """Add what is chosen here, where the layout has it."""
        asks = self._asks
        return replace(
            options,
            columns=self.columns.chosen() if "columns" in asks else (),
            pseudonyms=self.pseudonyms.currentData() if "pseudonyms" in asks else "",
            comments=self.comments.isChecked() and "comments" in asks,
            memos=self.memos.isChecked() and "memos" in asks,
            style=self.template.path if "style" in asks else None,
        )

    # Qt hands the new state to what it calls.
    def _open(self, shown: bool) -> None:  # noqa: FBT001 - see above
        """Open or close what is inside."""
        self.opener.setText(OPEN if shown else CLOSED)
        self.opener.setAccessibleName("More options, open" if shown else "More options, closed")
        self.inside.setVisible(shown)


class Columns(QToolButton):
    """Choose what stands beside a case."""

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__()
        self._changed = changed
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))
        self._show()

    def offer(self, names: Sequence[tuple[str, str]]) -> None:
        """Offer attributes and indicators as (text, key), and keep those that are ticked."""
        ticked = self.chosen()
        self.menu().clear()
        for text, key in names:
            action = QAction(text, self.menu(), checkable=True, checked=key in ticked)
            action.setData(key)
            action.toggled.connect(self._tick)
            self.menu().addAction(action)
        self._show()

    def chosen(self) -> tuple[str, ...]:
        """Return the keys that are ticked."""
        actions = self.menu().actions()
        return tuple(action.data() for action in actions if action.isChecked())

    def _tick(self) -> None:
        """Take another choice."""
        self._show()
        self._changed()

    def _show(self) -> None:
        """Say how many are chosen."""
        many = len(self.chosen())
        self.setText(f"Beside a case: {many} chosen" if many else TELLING)
        self.setAccessibleName(self.text())


class Template(QFrame):
    """Hold the Word document that lends its styles."""

    asked = Signal()

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._changed = changed
        self.path: Path | None = None
        self.opener = button(NO_TEMPLATE, self.asked.emit, role="small")
        self.opener.setToolTip(IN_WORD_ALONE)
        self.leave = button("Without", lambda: self.choose(None), role="small")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.opener)
        line.addWidget(self.leave)
        line.addStretch(1)
        self.leave.hide()

    def choose(self, path: Path | None) -> None:
        """Take a document, or none."""
        self.path = path
        self.opener.setText(NO_TEMPLATE if path is None else path.name)
        self.opener.setAccessibleName("Word template" if path is None else f"Template {path.name}")
        self.leave.setVisible(path is not None)
        self._changed()
