"""Choose of which steps the audit trail tells."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QWidget

from app.widgets.choice_box import ChoiceBox

if TYPE_CHECKING:
    from app.design.look import Look
    from exports import Options
    from framework.queries.audit import Asked
    from framework.queries.audit_concerns import Kind, Nameable
    from framework.study import Session

_ANY = {
    "person": "Anybody", "theme": "Any theme", "transcript": "Any transcript",
    "case": "Any case", "since": "From any day", "until": "To any day",
}  # fmt: skip
_KINDS: "dict[str, Kind]" = {"theme": "theme", "transcript": "transcript", "case": "study_case"}


class AuditFilters(QWidget):
    """Hold the choices, in a line or one below the other; `changed` is called when one is made."""

    def __init__(self, look: "Look", changed: Callable[[], None], *, upright: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.choices = {name: self._choice(name, said, changed) for name, said in _ANY.items()}
        self._called: dict[str, dict[int, str]] = {}
        along = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        line, size = QBoxLayout(along, self), look.type
        beside, above = (0, 0) if upright else (size.space(4), size.space(2.5))
        line.setContentsMargins(beside, above, beside, above)
        line.setSpacing(size.space(2))
        for choice in self.choices.values():
            line.addWidget(choice, 1)

    def offer_record(self, session: "Session") -> None:
        """Offer all that the record can be asked about."""
        from framework.queries import audit
        from framework.queries.audit_concerns import nameable

        self.offer(audit.people(session), [day.isoformat() for day in audit.days(session)])
        for name, kind in _KINDS.items():
            self.offer_names(name, nameable(session, kind))

    def offer(self, people: Iterable[str], days: Iterable[str]) -> None:
        """Offer who made steps, and the days on which they were made, as ISO 8601."""
        self.choices["person"].fill([(_ANY["person"], ""), *((who, who) for who in people)])
        for name, word in (("since", "From"), ("until", "To")):
            named = ((f"{word} {day}", day) for day in days)
            self.choices[name].fill([(_ANY[name], ""), *named])

    def offer_names(self, name: str, rows: "Iterable[Nameable]") -> None:
        """Offer themes, transcripts or cases; those that were removed say so."""
        known = list(rows)
        self._called[name] = {row.id: row.called for row in known}
        named = ((row.name if row.there else f"{row.name} (removed)", row.id) for row in known)
        self.choices[name].fill([(_ANY[name], 0), *named])

    def asked(self) -> "Asked":
        """Return what is chosen."""
        from framework.queries.audit import Asked

        person, since, until = (self._key(name) for name in ("person", "since", "until"))
        return Asked(
            people=(str(person),) if person else (),
            since=date.fromisoformat(str(since)) if since else None,
            until=date.fromisoformat(str(until)) if until else None,
            themes=self._id("theme"),
            transcripts=self._id("transcript"),
            cases=self._id("case"),
        )

    def added(self, options: "Options") -> "Options":
        """Add what is chosen to what an export asks for."""
        asked = self.asked()
        return replace(
            options,
            people=asked.people,
            since=asked.since,
            until=asked.until,
            themes=self._names("theme", asked.themes),
            transcripts=self._names("transcript", asked.transcripts),
            cases=self._names("case", asked.cases),
        )

    def choose(self, name: str, key: str | int) -> None:
        """Choose as a person does."""
        box = self.choices[name]
        box.setCurrentIndex(max(0, box.findData(key)))
        box.activated.emit(box.currentIndex())

    def _choice(self, name: str, said: str, changed: Callable[[], None]) -> ChoiceBox:
        """Make one choice."""
        named = f"{name.capitalize()} of the audit trail"
        return ChoiceBox(named, [(said, "")], changed, letters=7)

    def _key(self, name: str) -> str | int:
        """Give what is chosen."""
        return self.choices[name].currentData() or ""

    def _id(self, name: str) -> tuple[int, ...]:
        """Give the id that is chosen."""
        key = self._key(name)
        return (int(key),) if key else ()

    def _names(self, name: str, ids: tuple[int, ...]) -> tuple[str, ...]:
        """Give what the chosen rows are called."""
        return tuple(self._called[name][row_id] for row_id in ids)
