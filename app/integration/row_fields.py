"""Say which fields a written row has in each layout, and make them."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.charting.editor import SummaryEditor
from app.charting.quoting import QuotationStrip
from app.design.look import Look
from app.integration.joint_citables import JointCitables
from app.integration.some_of import SomeOf
from app.widgets.choice_box import ChoiceBox
from app.widgets.fields import LineField
from app.widgets.text import label
from framework.queries.joint_displays import JointRowView
from framework.rules.joint_layouts import layout_of

TEXTS = {
    "quantitative": "Delivery finding",
    "qualitative": "Interview finding",
    "inference": "Meta-inference",
}
_TEXTS_OF = {
    "L5": ("quantitative", "qualitative", "inference"),
    "L6": ("quantitative", "inference"),
    "L8": ("quantitative", "inference"),
    "L9": ("inference",),
    **dict.fromkeys(("L10", "L11"), ()),
    **dict.fromkeys(("L3", "L4", "L7a", "L7b", "L15"), ("inference",)),
}
_LINES = {"day", "by", "strand", "planned", "source", "stop", "review", "go"}
_CHOICES = {"indicator", "measure", "direction"}
_SOME = {"indicators"}
TITLES = {"L8": "Finding", "L9": "Thread", "L10": "Component", "L11": "Criterion"}


class Field(NamedTuple):
    """Name a field: its key (a detail's begins with `details.`), its words, what is typed in it."""

    key: str
    words: str
    kind: str


def fields_of(layout: str, row: JointRowView | None) -> list[Field]:
    """List the fields of a row in a layout, and those in which something else is written."""
    found = layout_of(layout)
    details = dict(found.details) if found else {}
    wanted = _TEXTS_OF.get(layout, tuple(TEXTS))
    kept = [key for key in TEXTS if key in wanted or (row and _text(row, key))]
    shown = [Field(key, TEXTS[key], "text") for key in kept]
    inference = [field for field in shown if field.key == "inference"]
    between = [Field(f"details.{key}", words, _kind(key)) for key, words in details.items()]
    others = [
        Field(f"details.{key}", key.replace("_", " ").capitalize(), "text")
        for key, text in (row.details.items() if row else ())
        if key not in details and text
    ]
    return [*(f for f in shown if f not in inference), *between, *others, *inference]


def typed_in(row: JointRowView, key: str) -> str:
    """Give what stands in a field of a row, as typed."""
    if key.startswith("details."):
        return row.details.get(key.removeprefix("details."), "")
    return _text(row, key)


def _text(row: JointRowView, key: str) -> str:
    """Give one of a row's texts, as typed."""
    texts = {"quantitative": row.quantitative, "qualitative": row.qualitative,
             "inference": row.inference}  # fmt: skip
    return texts[key].typed


def _kind(key: str) -> str:
    """Say what is typed in a detail."""
    if key in _SOME:
        return "some"
    return "choice" if key in _CHOICES else "line" if key in _LINES else "text"


class JointEditor(SummaryEditor):
    """Edit one text of a row; `[=` offers figures, `[` cells and passages."""

    def __init__(
        self, look: Look, save: Callable[[str], None], citables: JointCitables, name: str
    ) -> None:
        super().__init__(look, save, citables, name)
        self._lines = 3
        self._fit()


class FieldBox(QWidget):
    """Hold one field under its name; `save` is called with what was typed."""

    def __init__(
        self,
        look: Look,
        field: Field,
        citables: JointCitables,
        choices: Mapping[str, Sequence[tuple[str, str]]],
        save: Callable[[str, str], None],
    ) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.field, self._save = field, save
        self.editor: JointEditor | None = None
        self.line: LineField | None = None
        self.choice: ChoiceBox | None = None
        self.some: SomeOf | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.type.space(1))
        column.addWidget(label(field.words, "small"))
        if field.kind == "text":
            self.editor = JointEditor(look, self._typed, citables, field.words)
            column.addWidget(self.editor)
        elif field.kind == "line":
            self.line = LineField(field.words)
            self.line.committed.connect(self._typed)
            column.addWidget(self.line)
        elif field.kind == "some":
            held = choices.get(field.key.removeprefix("details."), ())
            self.some = SomeOf(look, field.words, held, self._typed)
            column.addWidget(self.some)
        else:
            held = choices.get(field.key.removeprefix("details."), ())
            self.choice = ChoiceBox(field.words, held, lambda: self._typed(self._chosen()))
            column.addWidget(self.choice)
        column.addStretch(1)
        self.strip: QuotationStrip | None = None

    def set_under(self, strip: QuotationStrip) -> None:
        """Let what is wrong with quotations stand under the field."""
        self.strip = strip
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.count() - 1, strip)

    def finish(self) -> None:
        """Let reading end."""
        if self.strip is not None:
            self.strip.finish()

    def show_text(self, text: str, *, anew: bool) -> None:
        """Show what stands in the field; what is being typed stays unless it is shown `anew`."""
        typed = self.editor or self.line
        if typed is not None:
            typed.replace(text) if anew else typed.show_text(text)
        elif self.some is not None:
            self.some.show_keys(text)
        elif self.choice is not None:
            at = self.choice.findData(text)
            if at < 0:
                self.choice.addItem(text, text)
                at = self.choice.count() - 1
            self.choice.setCurrentIndex(at)

    def commit(self) -> None:
        """Save what is typed."""
        typed = self.editor or self.line
        if typed is not None:
            typed.commit()

    def take_keys(self) -> None:
        """Let keys go to the field."""
        (self.editor or self.line or self.choice or self.some or self).setFocus()

    def _chosen(self) -> str:
        """Return what is chosen."""
        return str(self.choice.currentData() or "") if self.choice is not None else ""

    def _typed(self, text: str) -> None:
        """Pass on what was typed."""
        self._save(self.field.key, text)
