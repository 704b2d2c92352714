"""Edit all that is kept of a theme, in place."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.charting.flow import Flow
from app.design.look import Look
from app.framework_editor.colour_choice import ColourChoice
from app.framework_editor.example import Example
from app.framework_editor.origin_field import OriginField
from app.framework_editor.theme_history import ThemeHistory
from app.framework_editor.wording import counted, is_other, review_of, titled
from app.widgets.buttons import Button, button
from app.widgets.fields import LineField, TextField
from app.widgets.text import frame, label

if TYPE_CHECKING:
    from framework.queries.codings import CodingRow
    from framework.queries.one_theme import ThemeStepRow
    from framework.queries.themes import ThemeRow

PARTS = ("definition", "include", "exclude")
HINTS = (
    "What belongs under this theme",
    "What to code here, with words to look for",
    "What not to code here, and where it goes instead",
)
DEEDS = (
    ("framework.move", "Move…"), ("framework.merge", "Merge…"), ("framework.split", "Split…"),
    ("framework.other", "Add Other"), ("framework.retire", "Retire"),
    ("framework.bring_back", "Bring back"), ("framework.remove", "Remove"),
)  # fmt: skip
NUMBER = 72


class About(NamedTuple):
    """Tell of a theme what its row does not hold."""

    example: "CodingRow | None" = None
    constructs: Sequence[str] = ()
    origins: Sequence[str] = ()
    lineage: str = ""
    below: int = 0
    waiting: int = 0
    has_other: bool = False
    beside: Sequence[str] = ()
    removable: bool = False


class Reading(NamedTuple):
    """Read of the theme in hand what is only shown when it is asked for."""

    passages: "Callable[[], list[CodingRow]]"
    steps: "Callable[[], list[ThemeStepRow]]"


class NumberField(LineField):
    """Edit a number, which is whole only when Enter is pressed or focus leaves."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.textEdited.disconnect()
        self.returnPressed.connect(self.commit)


class ThemeDetails(QScrollArea):
    """Show one theme; every field saves itself."""

    renamed = Signal(int, str)
    renumbered = Signal(int, str)
    coloured = Signal(int, int)
    defined = Signal(int, str, str)
    origin_given = Signal(int, str)
    example_chosen = Signal(int, object)
    jump_wanted = Signal(int)
    crosswalk_wanted = Signal()
    queue_wanted = Signal()
    asked = Signal(str)
    left = Signal()

    def __init__(self, look: Look, reading: Reading) -> None:
        super().__init__()
        self._look = look
        self._theme: ThemeRow | None = None
        self.setAccessibleName("Theme in hand")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inside = QWidget()
        self.inside.setProperty("role", "pane")
        self._title = label("", "heading", wrap=True)
        self._about = label("", "small", wrap=True)
        self.number, self.name = NumberField("Number"), LineField("Name")
        self.number.setPlaceholderText("automatic")
        self.automatic = button("Automatic", self._automatic, role="small",
                                tip="Number it by its place again")  # fmt: skip
        self.colour, self.origin = ColourChoice(look), OriginField()
        self.fields = {part: TextField(look, part.capitalize()) for part in PARTS}
        self.example = Example(look, reading.passages)
        self.history = ThemeHistory(look, reading.steps)
        self.constructs, self.beside = label("", "small", wrap=True), label("", "small", wrap=True)
        self.crosswalk = button("Open the crosswalk", self.crosswalk_wanted.emit, role="small")
        self.deeds: dict[str, Button] = {
            key: button(words, partial(self.asked.emit, key), role="small") for key, words in DEEDS
        }
        self._lay_out()
        self._wire()
        self.show_theme(None)

    def show_theme(self, theme: "ThemeRow | None", about: About | None = None) -> None:
        """Show a theme; what is typed on another is saved first."""
        other = theme is None or self._theme is None or theme.id != self._theme.id
        if other:
            self.commit()
            self.example.close_list()
        self._theme = theme
        self.inside.setVisible(theme is not None)
        if theme is None:
            return
        told = about or About()
        self._say(theme, told)
        for field, text in self._texts(theme):
            if other:
                field.replace(text)
            else:
                field.show_text(text)
        self.colour.show_colour(theme.colour)
        self.origin.show_origin(theme.origin, told.origins)
        self.example.show_example(told.example, theme.codings)
        self.history.refresh()
        self._offer(theme, told)

    def commit(self) -> None:
        """Save what is typed."""
        self.name.commit()
        self.number.commit()
        self.origin.commit()
        for field in self.fields.values():
            field.commit()

    def _say(self, theme: "ThemeRow", told: About) -> None:
        """Write what is known of a theme."""
        self._title.setText(titled(theme))
        counts = f"{counted(theme.all_codings, 'passage')} · {counted(theme.all_cases, 'case')}"
        retired = "retired" if theme.retired else ""
        self._about.setText(" · ".join(filter(None, (retired, counts, told.lineage))))
        wait = "waits" if told.waiting == 1 else "wait"
        said = [f"{told.waiting:,} of its passages and cells {wait} to be re-read."]
        said = said if told.waiting else []
        if review_of(theme):
            said.append(
                f"This Other holds {counted(theme.all_codings, 'passage')}. Read them together: "
                "what recurs may be a theme of its own."
            )
        self._notice.setVisible(bool(said))
        self._said.setText("\n".join(said))
        self._queue.setVisible(told.waiting > 0)
        self.beside.setText(" · ".join(told.beside))
        for part in (self._beside, self.beside):
            part.setVisible(bool(told.beside))
        self.constructs.setText("\n".join(told.constructs))
        for part in (self._mapped, self.constructs, self.crosswalk):
            part.setVisible(bool(told.constructs))

    def _offer(self, theme: "ThemeRow", told: About) -> None:
        """Offer what can be done with a theme; removing only what holds nothing."""
        held = not theme.retired
        offered = {
            "framework.move": held,
            "framework.merge": held,
            "framework.split": held and theme.codings > 0,
            "framework.other": held and told.below > 0 and not told.has_other,
            "framework.retire": held and not told.removable,
            "framework.bring_back": theme.retired,
            "framework.remove": told.removable or theme.retired,
        }
        for key, tool in self.deeds.items():
            tool.setVisible(offered[key])
        self.automatic.setVisible(held and theme.fixed_number)
        self.number.setEnabled(held and not is_other(theme))

    def _texts(self, theme: "ThemeRow") -> list[tuple[LineField | TextField, str]]:
        """Pair each field with its text."""
        parts = [(field, str(getattr(theme, part))) for part, field in self.fields.items()]
        return [(self.number, theme.number), (self.name, theme.name), *parts]

    def _rename(self, name: str) -> None:
        """Pass a new name on."""
        if self._theme is not None and name.strip():
            self.renamed.emit(self._theme.id, name)
        elif self._theme is not None:
            self.name.show_text(self._theme.name)

    def _renumber(self, number: str) -> None:
        """Pass a new number on; none is automatic."""
        if self._theme is not None:
            self.renumbered.emit(self._theme.id, number.strip())

    def _automatic(self) -> None:
        """Give the number back to automatic numbering."""
        self._renumber("")

    def _define(self, part: str, text: str) -> None:
        """Pass a new definition, include or exclude on."""
        if self._theme is not None:
            self.defined.emit(self._theme.id, part, text)

    def _wire(self) -> None:
        """Let every field save itself."""
        lines: tuple[LineField | TextField, ...] = (self.name, self.number, *self.fields.values())
        for edited in lines:
            edited.left.connect(self.left)
        self.name.committed.connect(self._rename)
        self.number.committed.connect(self._renumber)
        for part, field in self.fields.items():
            field.committed.connect(partial(self._define, part))
        held = self._held
        self.colour.chosen.connect(lambda colour: self.coloured.emit(held(), colour))
        self.origin.committed.connect(lambda text: self.origin_given.emit(held(), text))
        self.example.chosen.connect(lambda coding: self.example_chosen.emit(held(), coding))
        self.example.jump_wanted.connect(self.jump_wanted)

    def _held(self) -> int:
        """Return the id of the theme in hand, 0 for none."""
        return self._theme.id if self._theme is not None else 0

    def _lay_out(self) -> None:
        """Put the fields under each other."""
        size = self._look.type
        self._column = QVBoxLayout(self.inside)
        self._column.setContentsMargins(*(size.space(4),) * 4)
        self._column.setSpacing(size.space(1.5))
        for widget in (self._title, self._about, self._make_notice()):
            self._column.addWidget(widget)
        self._put_names()
        self._put("Colour", self.colour)
        for (part, field), hint in zip(self.fields.items(), HINTS, strict=True):
            field.setPlaceholderText(hint)
            self._put(part.capitalize(), field)
        self._put("Example", self.example)
        self._put("Origin", self.origin)
        self._beside = self._put("Appears with", self.beside)
        self._mapped = self._put("Mapped to", self.constructs)
        self._column.addWidget(self.crosswalk, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(size.space(2))
        row = Flow(gap=size.space(1.5))
        for tool in self.deeds.values():
            row.addWidget(tool)
        self._column.addLayout(row)
        self._column.addSpacing(size.space(1))
        self._column.addWidget(self.history)
        self._column.addStretch(1)
        self.setWidget(self.inside)

    def _put(self, words: str, widget: QWidget) -> QWidget:
        """Put a widget under its heading, and return the heading."""
        self._column.addSpacing(self._look.type.space(1))
        heading = label(words, "smalltext")
        self._column.addWidget(heading)
        self._column.addWidget(widget)
        return heading

    def _put_names(self) -> None:
        """Put the number beside the name."""
        line, size = QHBoxLayout(), self._look.type
        line.setSpacing(size.space(2))
        self._fit_number()
        self._look.changed.connect(self._fit_number)
        line.addWidget(self.number)
        line.addWidget(self.name, 1)
        self._column.addSpacing(size.space(1))
        self._column.addWidget(label("Number and name", "smalltext"))
        self._column.addLayout(line)
        self._column.addWidget(self.automatic, 0, Qt.AlignmentFlag.AlignLeft)

    def _fit_number(self) -> None:
        """Make the number as wide as the size of type asks for."""
        self.number.setFixedWidth(self._look.type.px(NUMBER))

    def _make_notice(self) -> QWidget:
        """Make what says that a theme wants attention."""
        self._notice, size = frame("notice"), self._look.type
        self._said = label("", wrap=True)
        self._queue = button("Work through the queue", self.queue_wanted.emit, role="small")
        column = QVBoxLayout(self._notice)
        column.setContentsMargins(*(size.space(2.5),) * 4)
        column.addWidget(self._said)
        column.addWidget(self._queue, 0, Qt.AlignmentFlag.AlignLeft)
        return self._notice
