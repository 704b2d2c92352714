"""Read a list of cases from a file, and say what it would bring before it is added."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.escape import on_escape
from app.widgets.text import label

if TYPE_CHECKING:
    from framework.drafts import CaseDraft
    from framework.progress import Progress
    from framework.study import Study

NAMED = 6


class Incoming(NamedTuple):
    """Hold the cases of a file, and a sentence about what they would change."""

    drafts: "list[CaseDraft]"
    sentence: str


class IncomingStrip(QFrame):
    """Say what a file would bring, and let it be added or left."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._drafts: list[CaseDraft] = []
        self._words = label("", wrap=True)
        self.add = button("Import", self._add, role="primary")
        line, size = QHBoxLayout(self), look.type
        line.setContentsMargins(*(size.space(3.5), size.space(2)) * 2)
        line.setSpacing(size.space(2))
        line.addWidget(self._words, 1)
        line.addWidget(button("Cancel", self.left.emit))
        line.addWidget(self.add)
        on_escape(self, self.left.emit)
        self.hide()

    def show_incoming(self, incoming: Incoming) -> None:
        """Show what was read."""
        self._drafts = incoming.drafts
        self._words.setText(incoming.sentence)
        words = counted(len(incoming.drafts), "case")
        self.add.setText(f"Import {words}")
        self.add.setAccessibleName(f"Import {words}")
        self.show()
        self.add.setFocus()

    def sentence(self) -> str:
        """Return what is said of the file."""
        return self._words.text()

    def _add(self) -> None:
        """Pass on what was read."""
        self.wanted.emit(self._drafts)


def read_incoming(study: "Study", path: Path, _progress: "Progress") -> Incoming:
    """Read a file of cases against a study; refuse one that names a site neither knows."""
    from framework.errors import RefusedError
    from framework.queries.cases import list_cases
    from importers.cases import read_cases

    drafts = read_cases(path)
    if not drafts:
        raise RefusedError(f"{path.name} holds no cases; nothing was added.")
    with study.read() as session:
        known = {case.name.lower() for case in list_cases(session)}
    there = known | {draft.name.lower() for draft in drafts}
    for draft in drafts:
        lost = next((name for name in draft.parents if name.lower() not in there), None)
        if lost is not None:
            raise RefusedError(
                f"{path.name}: {draft.name} is said to belong to “{lost}”, which is a case "
                "neither of the file nor of this study; nothing was added."
            )
    return Incoming(drafts, _sentence(path.name, drafts, known))


def counted(count: int, what: str) -> str:
    """Write a number with what it counts."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def kinds_of(kinds: Sequence[str]) -> str:
    """Count cases by their kinds, sites first."""
    order = dict.fromkeys(["site", "participant", *kinds])
    return ", ".join(counted(kinds.count(kind), kind) for kind in order if kind in kinds)


def _sentence(file: str, drafts: "Sequence[CaseDraft]", known: set[str]) -> str:
    """Say what would be added, and what would be changed."""
    there = [draft.name for draft in drafts if draft.name.lower() in known]
    new = [draft for draft in drafts if draft.name.lower() not in known]
    parts = [f"{file}: {kinds_of([draft.kind for draft in new])} will be added"] if new else []
    if there:
        named = ", ".join(there[:NAMED])
        more = f" and {len(there) - NAMED} more" if len(there) > NAMED else ""
        start = "" if new else f"{file}: "
        are = "is" if len(there) == 1 else "are"
        parts.append(f"{start}{named}{more} {are} in the study and will be brought up to date")
    attributes = dict.fromkeys(name for draft in drafts for name in draft.attributes)
    ends = f". Attributes: {', '.join(attributes)}." if attributes else "."
    return "; ".join(parts) + ends
