"""Say of one delivery whether it came on time, late, not at all, or was not due."""

from collections.abc import Sequence
from datetime import date
from statistics import median
from typing import Literal, NamedTuple

EventKind = Literal["on time", "late", "delivered", "missing", "not due", "n/a", "unknown"]
WORDS: dict[EventKind, str] = {
    "on time": "on time", "late": "late", "delivered": "delivered", "missing": "due, missing",
    "not due": "not due", "n/a": "n/a", "unknown": "unknown",
}  # fmt: skip
_CODES: dict[str, EventKind] = {
    "not due": "not due", "missing": "missing", "not applicable": "n/a", "unknown": "unknown",
}  # fmt: skip
_ORDER: tuple[EventKind, ...] = (
    "on time", "delivered", "late", "missing", "unknown", "n/a", "not due",
)  # fmt: skip

_MOST_NAMED = 12


class Event(NamedTuple):
    """Give one delivery: days as ordinals or None, days late, and the number of its row."""

    row: int
    due: int | None
    done: int | None
    kind: EventKind
    late: int = 0

    @property
    def text(self) -> str:
        """Print it: `on time`, `sent 9 d late`, `due, missing`."""
        return f"sent {self.late} d late" if self.kind == "late" else WORDS[self.kind]


def event(
    row: int, due: int | None, done: int | None, tolerance: int, code: str = "",
    today: int = date.max.toordinal(),
) -> Event:  # fmt: skip
    """Judge one delivery; `code` is the kind of nothing that its row says, or "".

    What is due after `today` and not done is not due yet.
    """
    if code and (done is None or code != "missing"):
        return Event(row, due, done, _CODES[code])
    if done is None:
        return Event(row, due, done, "not due" if due is None or due > today else "missing")
    if due is None:
        return Event(row, due, done, "delivered")
    late = done - due
    return Event(row, due, done, "late" if late > tolerance else "on time", max(late, 0))


def summed(events: Sequence[tuple[str, Event]]) -> str:
    """Print several deliveries, each with its site: `5 on time; 1 late (P03 11 d)`.

    Of many, days are summed up and sites not named: `158 late (median 5 d, 3–14 d)`. One without a
    site is printed alone: `sent 9 d late`.
    """
    if len(events) == 1 and not events[0][0]:
        return events[0][1].text
    said = []
    for kind in _ORDER:
        held = [(site, found) for site, found in events if found.kind == kind]
        if not held:
            continue
        count = f"{len(held)} {WORDS[kind].replace('due, ', '')}"
        few = len(held) <= _MOST_NAMED
        if kind == "late" and few:
            count += f" ({', '.join(f'{site} {found.late} d'.strip() for site, found in held)})"
        elif kind == "late":
            days = [found.late for _site, found in held]
            count += f" (median {median(days):g} d, {min(days)}–{max(days)} d)"
        elif kind in {"missing", "unknown"} and few and any(site for site, _found in held):
            count += f" ({', '.join(site for site, _found in held)})"
        said.append(count)
    return "; ".join(said)


def kind_of(events: Sequence[Event]) -> str:
    """Say what several deliveries come to: the kind that they share, or `mixed`."""
    kinds = {found.kind for found in events}
    return kinds.pop() if len(kinds) == 1 else "mixed"
