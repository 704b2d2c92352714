"""Show a framework that was read before it is added to the themes that are there."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from app.framework_editor.theme_outline import ThemeOutline
from app.framework_editor.wording import counted
from app.shell import Shell
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.escape import on_escape
from app.widgets.filling import fill
from app.widgets.text import label
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.drafts import FrameworkDraft, ThemeDraft
    from framework.study import Study

NAMED = 8


class IncomingPage(Workspace):
    """Say how many themes would be added and which numbers clash; nothing is added until Add."""

    title = "Add a framework"
    wanted = Signal(object)

    def __init__(self, study: "Study", shell: Shell, back: Callable[[], object]) -> None:
        super().__init__(study, shell)
        self._draft: FrameworkDraft | None = None
        self._taken: list[str] = []
        self._heading, self._words = label("", "heading"), label("", wrap=True)
        self._remarks = label("", "attention", wrap=True)
        self.after = QRadioButton("Number them after the themes that are there")
        self.same = QRadioButton("Keep their numbers")
        self._choices = QButtonGroup(self)
        for choice in (self.after, self.same):
            self._choices.addButton(choice)
            choice.toggled.connect(lambda _on: self._show())
        self.outline = ThemeOutline(self.look, "Themes that would be added")
        self.add = button("Add", self._add, role="primary")
        on_escape(self, back)
        self._lay_out(back)

    @property
    def keys(self) -> str:
        """Return the keys that work here."""
        return "↑↓ choose how they are numbered · Tab to the themes · Esc leave"

    def place(self) -> str:
        """Return what is read."""
        return self._draft.name if self._draft is not None else ""

    def open(self, draft: "FrameworkDraft") -> None:
        """Show a framework as it was read."""
        from framework.queries.themes import list_themes_plain

        with self.study.read() as session:
            there = list_themes_plain(session)
        self._draft, self._taken = draft, [theme.number for theme in there]
        clashes = [n for n in numbers_of(draft.themes) if n in set(self._taken)]
        self._heading.setText(f"Add {draft.name}")
        count = len(numbers_of(draft.themes))
        there_are = f"The study has {counted(len(there), 'theme')}. " if there else ""
        clash = ""
        if clashes:
            more = f" and {len(clashes) - NAMED} more" if len(clashes) > NAMED else ""
            clash = f" These numbers are taken: {', '.join(clashes[:NAMED])}{more}."
        will = f"{counted(count, 'theme')} will be added{' after them' if there else ''}."
        self._words.setText(f"{there_are}{will}{clash}")
        self._remarks.setText("\n".join(draft.remarks))
        self._remarks.setVisible(bool(draft.remarks))
        self.same.setEnabled(not clashes)
        self.same.setText(f"Keep their numbers{': some are taken' if clashes else ''}")
        for choice in (self.after, self.same):
            choice.setVisible(bool(there))
        (self.after if clashes else self.same).setChecked(True)
        self.add.setText(f"Add {counted(count, 'theme')}")
        self.add.setAccessibleName(self.add.text())
        self._show()

    def sentence(self) -> str:
        """Return what is said of the framework."""
        return self._words.text()

    def take_keys(self) -> None:
        """Let keys choose how the themes are numbered, or add them."""
        self.add.setFocus()

    def _numbered(self) -> "FrameworkDraft | None":
        """Return the framework with the numbers that its themes would have."""
        if self._draft is None or not self.after.isChecked():
            return self._draft
        return replace(self._draft, themes=numbered_after(self._draft.themes, self._taken))

    def _show(self) -> None:
        """Show the themes with their numbers to be."""
        draft = self._numbered()
        if draft is not None:
            self.outline.show_themes(draft.themes)

    def _add(self) -> None:
        """Pass the framework on."""
        draft = self._numbered()
        if draft is not None:
            self.wanted.emit(draft)

    def _lay_out(self, back: Callable[[], object]) -> None:
        """Put what is said over the themes."""
        bar, inside, size = Bar(self.look), QWidget(), self.look.type
        bar.add(self._heading)
        bar.stretch()
        bar.add(button("Cancel", back), self.add)
        inside.setProperty("role", "pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(size.space(5),) * 4)
        column.setSpacing(size.space(2))
        for widget in (self._words, self._remarks, self.after, self.same):
            column.addWidget(widget)
        column.addWidget(self.outline, 1)
        fill(self, bar, inside)


def numbers_of(themes: "Sequence[ThemeDraft]") -> list[str]:
    """List the numbers of themes and of all under them."""
    return [number for theme in themes for number in (theme.number, *numbers_of(theme.children))]


def numbered_after(
    themes: "Sequence[ThemeDraft]", taken: Collection[str]
) -> "tuple[ThemeDraft, ...]":
    """Give themes the numbers after the highest that is taken; what is under them follows."""
    last = max((int(number) for number in taken if number.isdecimal()), default=0)
    numbered = enumerate(themes, start=last + 1)
    return tuple(_renumbered(theme, str(place)) for place, theme in numbered)


def _renumbered(theme: "ThemeDraft", number: str) -> "ThemeDraft":
    """Give a theme a number, and what is under it the numbers that follow from it."""
    above = f"{theme.number}."
    children = tuple(
        _renumbered(child, f"{number}.{child.number.removeprefix(above)}")
        if child.number.startswith(above)
        else _renumbered(child, f"{number}.{place}")
        for place, child in enumerate(theme.children, start=1)
    )
    return replace(theme, number=number, children=children)
