"""Put into words what a cell and a column of the chart say."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from framework.queries.charts import CellView
from framework.rules.days import spelled_day

Tone = Literal["muted", "attention", "wrong"]


class Note(NamedTuple):
    """Say something about a cell, in a tone."""

    text: str
    tone: Tone


class Shown(NamedTuple):
    """Hold a cell as the chart shows it; `memo` tells that somebody wrote one on it."""

    view: CellView
    notes: tuple[Note, ...]
    memo: bool = False


class Tally(NamedTuple):
    """Count a column's cells: written ones, all that were asked, and those out of date."""

    charted: int
    total: int
    out_of_date: int


def shown(view: CellView, because: Sequence[str], *, memo: bool = False) -> Shown:
    """Add to a cell what is to be said of it; `because` tells what changed since its check."""
    return Shown(view, tuple(_notes(view, because)), memo)


def changed(because: Sequence[str]) -> str:
    """Say what changed since a cell was checked."""
    if list(because) == ["definition changed"]:
        return "Definition changed since checked"
    return f"Evidence changed since checked: {', '.join(because)}"


def passages(count: int) -> str:
    """Count passages."""
    return "1 passage" if count == 1 else f"{count} passages"


def moment(stamp: str) -> str:
    """Write a time of the study as a person reads it: 22 November 14:02."""
    local = datetime.fromisoformat(stamp).astimezone()
    return f"{spelled_day(stamp).rpartition(' ')[0]} {local:%H:%M}"


def who(coder: str, me: str) -> str:
    """Name a coder to the one at work, who may never have chosen initials."""
    return "you" if coder == me else coder


def tally(views: Sequence[CellView]) -> Tally:
    """Count the cells of a column."""
    charted = sum(view.state in ("draft", "checked") for view in views)
    stale = sum("out_of_date" in view.flags for view in views)
    return Tally(charted, len(views), stale)


def spoken(found: Shown) -> str:
    """Say a whole cell in one line, for those who hear the chart."""
    view = found.view
    said = "".join(run.text for run in view.runs)
    notes = [note.text for note in found.notes] + ["has a memo"] * found.memo
    return "; ".join(part for part in (said, *notes) if part)


def _notes(view: CellView, because: Sequence[str]) -> list[Note]:
    """List what is to be said of a cell."""
    notes: list[Note] = []
    if view.state == "nothing_relevant":
        notes.append(Note("Asked, nothing relevant", "muted"))
    elif view.state == "not_asked":
        notes.append(Note("Not asked", "muted"))
    if "coded_not_charted" in view.flags:
        notes.append(Note(f"{passages(view.passages)} coded, not yet charted", "muted"))
    if "out_of_date" in view.flags:
        notes.append(Note(changed(because), "attention"))
    if "quote_differs" in view.flags:
        notes.append(Note("Quotation differs from the transcript", "wrong"))
    if "no_evidence" in view.flags:
        notes.append(Note("Charted without evidence", "attention"))
    return notes
