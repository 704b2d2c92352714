"""Show what a corrected file would change in a transcript, before anything is changed."""

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.design.look import Look
from app.transcripts.corrected import Corrected, around, place_of
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.text import ElidedLabel, card, label

if TYPE_CHECKING:
    from app.keymap import Keymap
    from framework.queries.updating import HeldKind, HeldRow, UpdatePreview

MOST = 300


class UpdatingPage(QWidget):
    """List what stays, what stands at changed words, and what has no place any more."""

    confirmed = Signal(object, object)

    def __init__(self, look: Look, keymap: "Keymap", cancel: Callable[[], object]) -> None:
        super().__init__()
        self._look = look
        self._corrected: Corrected | None = None
        self.suggestions: dict[tuple[HeldKind, int], QCheckBox] = {}
        self._title = ElidedLabel("heading")
        self.confirm = button("Bring up to date", self._confirm, role="primary")
        self.listed = QScrollArea()
        self.listed.setWidgetResizable(True)
        self.listed.setAccessibleName("What would change")
        bar = Bar(look)
        said = ElidedLabel("muted")
        said.setText("nothing is changed until you press Bring up to date")
        bar.add(self._title, said)
        bar.stretch()
        bar.add(button("Cancel", cancel), self.confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.listed, 1)
        slots = {"updating.apply": self._confirm, "updating.leave": cancel,
                 "updating.place": self._place_here}  # fmt: skip
        keymap.bind(self, slots)

    def show_corrected(self, corrected: Corrected) -> None:
        """Show what one file would change."""
        self._corrected = corrected
        self.suggestions = {}
        preview, size = corrected.preview, self._look.type
        self._title.setText(f"{preview.name} from {corrected.draft.name}")
        inside = QWidget()
        inside.setProperty("role", "pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(size.space(5),) * 4)
        column.setSpacing(size.space(2))
        for sentence in said_of(preview):
            column.addWidget(label(sentence, wrap=True))
        self._section(column, "No place any more", "They are written down in a memo at the "
                      "beginning, unless you give them the place that is suggested.",
                      preview.lost)  # fmt: skip
        self._section(column, "At changed words", "They go with the words, and are put in the "
                      "queue to be re-read.", preview.changed)  # fmt: skip
        self._section(column, "Corrections that the file makes itself",
                      "They are no longer needed.", preview.taken_up)  # fmt: skip
        column.addStretch(1)
        self.listed.setWidget(inside)
        self.confirm.setFocus()

    def choices(self) -> "dict[tuple[HeldKind, int], tuple[int, int]]":
        """Give the places that were chosen for what would be lost."""
        if self._corrected is None:
            return {}
        at = {(row.kind, row.id): row.suggestion for row in self._corrected.preview.lost}
        ticked = (key for key, box in self.suggestions.items() if box.isChecked())
        return {key: place for key in ticked if (place := at.get(key)) is not None}

    def _section(
        self, column: QVBoxLayout, title: str, what: str, rows: "tuple[HeldRow, ...]"
    ) -> None:
        """Show rows under a head; nothing where there are none."""
        if not rows:
            return
        column.addSpacing(self._look.type.space(3))
        column.addWidget(label(f"{title} ({len(rows):,})", "heading"))
        column.addWidget(label(what, "muted", wrap=True))
        for row in rows[:MOST]:
            column.addWidget(self._card(row))
        if len(rows) > MOST:
            column.addWidget(label(f"and {len(rows) - MOST:,} more", "small"))

    def _card(self, row: "HeldRow") -> QWidget:
        """Show one thing with its words, and what stands around them."""
        made = card()
        column = QVBoxLayout(made)
        head = " · ".join(part for part in (row.what, place_of(row)) if part)
        column.addWidget(label(head, "heading", wrap=True))
        if self._corrected is None or row.kind == "speaker":
            column.addWidget(label(f"{row.before} speaks no longer.", wrap=True))
            return made
        former, after = self._corrected.before, self._corrected.draft.text
        column.addWidget(_passage("before", former, row.at, row.after))
        if row.span is not None:
            column.addWidget(_passage("now", after, row.span, row.before))
        if row.said:
            column.addWidget(label(row.said, "muted", wrap=True))
        if row.span is None and row.suggestion is not None:
            box = QCheckBox("Put it at the place suggested:")
            box.setAccessibleName(f"Put {row.what} at the place suggested")
            self.suggestions[row.kind, row.id] = box
            column.addWidget(box)
            column.addWidget(_passage("there", after, row.suggestion, ""))
        return made

    def _place_here(self) -> None:
        """Tick the suggestion that has the keys, or the first that is not ticked."""
        boxes = list(self.suggestions.values())
        held = next((box for box in boxes if box.hasFocus()), None)
        free = next((box for box in boxes if not box.isChecked()), None)
        box = held or free
        if box is not None:
            box.toggle()
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.listed.ensureWidgetVisible(box)

    def _confirm(self) -> None:
        """Pass on the file, and the places chosen."""
        if self._corrected is not None:
            self.confirmed.emit(self._corrected, self.choices())


def said_of(preview: "UpdatePreview") -> Iterable[str]:
    """Say in sentences what would change."""
    yield (
        f"{preview.words_before:,} words become {preview.words_after:,}, "
        f"{preview.paragraphs_before:,} paragraphs {preview.paragraphs_after:,}."
    )
    if not preview.rows:
        yield "Nothing hangs on its places yet."
    else:
        moved = f", {preview.moved:,} of them at other ¶" if preview.moved else ""
        words = "keeps its words" if preview.kept == 1 else "keep their words"
        yield (
            f"Of {len(preview.rows):,} codings, locators, memos, corrections and passages, "
            f"{preview.kept:,} {words}{moved}; {len(preview.changed):,} stand at changed words; "
            f"{len(preview.lost):,} have no place any more."
        )
    for before, after in preview.speakers:
        if not before:
            yield f"{after} speaks for the first time."
        elif not after:
            yield f"{before} speaks no longer."
        else:
            yield f"{before} is called {after} now."


def _passage(when: str, text: str, place: tuple[int, int], other: str) -> QLabel:
    """Show a passage with what stands around it; the words that `other` has not are underlined."""
    before, words, after = around(text, *place)
    marked = _marked(words, " ".join(other.split())) if other else escape(words)
    made = QLabel(f"{when}: …{escape(before)} “<b>{marked}</b>” {escape(after)}…")
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setWordWrap(True)
    return made


def _marked(words: str, other: str) -> str:
    """Underline the words that stand in one wording alone."""
    mine, theirs = words.split(" "), other.split(" ")
    parts = []
    for tag, start, end, _, _ in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        said = escape(" ".join(mine[start:end]))
        if said:
            parts.append(said if tag == "equal" else f"<u>{said}</u>")
    return " ".join(parts)
