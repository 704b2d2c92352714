"""State what a cell of the matrix can be, and what is worth saying about it."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Literal, NamedTuple, get_args

State = Literal["not_started", "not_asked", "nothing_relevant", "draft", "checked"]
Flag = Literal["coded_not_charted", "no_evidence", "out_of_date", "quote_differs"]

STATES: tuple[State, ...] = get_args(State)

STATE_NAMES: Mapping[State, str] = {
    "not_started": "not started",
    "not_asked": "not asked",
    "nothing_relevant": "asked, nothing relevant",
    "draft": "draft",
    "checked": "checked",
}

_READ = {
    "n/a": "not_asked",
    "-": "nothing_relevant",
    "–": "nothing_relevant",
    "nothing relevant": "nothing_relevant",
    "asked, nothing relevant": "nothing_relevant",
    "drafted": "draft",
}


def read_state(text: str) -> State | None:
    """Read a state as people write it ("not asked", "n/a", "checked"), or None."""
    plain = " ".join(text.casefold().replace("_", " ").split())
    found = _READ.get(plain, plain.replace(" ", "_"))
    return next((state for state in STATES if state == found), None)


def state_after_writing(state: State, text: str) -> State:
    """Tell a cell's state once its text has been changed: what was checked is a draft again."""
    if text.strip():
        return "draft"
    return "not_started" if state in {"draft", "checked"} else state


class Evidence(NamedTuple):
    """Gather what a confirmed cell rests on: passages by their guid, and the definition."""

    passages: Mapping[str, tuple[int, int]]
    definition: str


def fingerprint(evidence: Evidence) -> str:
    """Write down what a cell rests on, short enough to keep with the cell."""
    passages = {guid: list(span) for guid, span in sorted(evidence.passages.items())}
    return json.dumps({"passages": passages, "definition": _digest(evidence.definition)})


def changes_since(checked: str, evidence: Evidence) -> list[str]:
    """Say in words what changed since a fingerprint was taken; [] when nothing did."""
    if not checked:
        return []
    kept = json.loads(checked)
    before = {guid: tuple(span) for guid, span in kept["passages"].items()}
    after = evidence.passages
    counts = (
        (sum(guid not in before for guid in after), "added"),
        (sum(guid not in after for guid in before), "removed"),
        (sum(before[guid] != after[guid] for guid in before if guid in after), "changed"),
    )
    said = [f"{_passages(count)} {what}" for count, what in counts if count]
    if kept["definition"] != _digest(evidence.definition):
        said.append("definition changed")
    return said


def passages_at(checked: str) -> dict[str, tuple[int, int]]:
    """Give the passages of which a fingerprint was taken, by guid: start and end."""
    kept = json.loads(checked)["passages"] if checked else {}
    return {guid: (start, end) for guid, (start, end) in kept.items()}


def with_places(checked: str, places: Mapping[str, tuple[int, int]]) -> str:
    """Give a fingerprint in which passages, by guid, stand at other places."""
    kept = json.loads(checked)
    moved = {guid: list(span) for guid, span in places.items() if guid in kept["passages"]}
    kept["passages"] |= moved
    return json.dumps(kept) if moved else checked


def definition_text(definition: str, include: str, exclude: str) -> str:
    """Write what a theme means as one text, as a fingerprint is taken of it."""
    return f"{definition}\n{include}\n{exclude}"


def is_definition_of(checked: str, definition: str) -> bool:
    """Tell whether a fingerprint was taken of this definition."""
    return bool(json.loads(checked)["definition"] == _digest(definition))


def seen_at(checked: str) -> frozenset[str] | None:
    """Give the guids of the passages that a fingerprint was taken of, or None without one."""
    return frozenset(json.loads(checked)["passages"]) if checked else None


def flags(
    *, state: State, written: bool, passages: int, cited: int, stale: bool, misquoted: bool
) -> tuple[Flag, ...]:
    """Tell what is worth saying about a cell beside its state."""
    found: list[Flag] = []
    if passages and not written:
        found.append("coded_not_charted")
    if written and not passages and not cited:
        found.append("no_evidence")
    if state == "checked" and stale:
        found.append("out_of_date")
    if misquoted:
        found.append("quote_differs")
    return tuple(found)


def _passages(count: int) -> str:
    """Count passages in words."""
    return "1 passage" if count == 1 else f"{count} passages"


def _digest(text: str) -> str:
    """Shorten a text to what tells it from another."""
    return sha256(text.encode()).hexdigest()[:16]
