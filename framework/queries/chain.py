"""Ask whether the record of changes is as it was written."""

from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from framework.chain import digest_of, links_backwards
from framework.progress import Progress
from framework.schema import recorded_tables

# The row that says what a study is called is laid out with the file, before any step.
_LAID_OUT = {"study"}
_SILENT = Progress()


class Removal(NamedTuple):
    """Say that what a step did was lawfully removed: when the step was, and why."""

    step: int
    at: str
    reason: str


class ChainReport(NamedTuple):
    """Say how many steps there are, the last digest, what is not as it was, what was removed.

    `broken` has a sentence for each fault. `head` is "" where there is no step; who keeps it
    elsewhere can tell later that nothing was taken from the end of the record.
    """

    steps: int
    head: str
    broken: tuple[str, ...]
    removed: tuple[Removal, ...]


def verify(session: Session, progress: Progress = _SILENT) -> ChainReport:
    """Read every step again, and compare it with its digest and with the step before it."""
    links = []
    for link in links_backwards(session.connection()):
        progress.at(0, 1, "Reading the chain")
        links.append(link)
    links.reverse()
    removed = tuple(
        Removal(link.step.id, link.step.at, link.step.removed)
        for link in links
        if link.step.removed
    )
    broken, before = [], ""
    for link in links:
        step = link.step
        if digest_of(step, step.contents, before, step.format) != step.digest:
            broken.append(f"{_named(step)} does not follow from the step before it.")
        elif not step.removed and link.contents != step.contents:
            broken.append(f"What {_lower(step)} did is not as it was recorded.")
        before = step.digest
    last = max((link.step.id for link in links if link.step.kind == "final"), default=0)
    broken += [
        f"Something is said to be removed from step {removal.step}, and no step removed it."
        for removal in removed if removal.step > last
    ]  # fmt: skip
    broken += [f"{len(ids)} rows of {table} were made by no step."
               for table, ids in unrecorded(session)]  # fmt: skip
    return ChainReport(len(links), before, tuple(broken), removed)


def _named(step: object) -> str:
    """Name a step at the beginning of a sentence, by what its words cannot change."""
    return f"Step {step.id} ({step.at}, {step.coder})"  # type: ignore[attr-defined]  # a row


def _lower(step: object) -> str:
    """Name a step within a sentence."""
    return f"step {step.id} ({step.at}, {step.coder})"  # type: ignore[attr-defined]  # a row


def unrecorded(session: Session) -> list[tuple[str, list[int]]]:
    """List the rows that no step has made, by table; tables without such rows are left out."""
    found = []
    for table in recorded_tables():
        if table.name not in _LAID_OUT:
            ids = session.scalars(text(
                f"SELECT id FROM {table.name} WHERE id NOT IN "
                f"(SELECT row_id FROM change WHERE table_name = '{table.name}')"
            )).all()  # fmt: skip
            if ids:
                found.append((table.name, list(ids)))
    return found
