"""Make a cell what it was, its locators leading to what they led to then."""

from collections.abc import Mapping
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.edits.citing import Desk
from framework.queries.cell_history import Binding, Version, bindings_of
from framework.rules.locators import split_stored, stored, typed
from framework.schema import Cell, Citation, OwnCell


def as_it_was(session: Session, cell: Cell | OwnCell, version: Version) -> bool:
    """Make a cell what it was in a version, a text being a draft; tell whether that changed it."""
    image = version.image or {"text": "", "state": "not_started", "rating": ""}
    rating = image.get("rating", cell.rating)
    if (cell.text, cell.state, cell.rating) == (image["text"], image["state"], rating):
        return False
    bindings = bindings_of(session, [version])
    words, added = _bound_again(session, cell, image["text"], bindings)
    Desk(session, [cell.theme_id]).keep(cell, words, added)
    cell.state = "draft" if words.strip() else image["state"]
    cell.rating = rating
    return True


def _bound_again(
    session: Session, cell: Cell | OwnCell, text: str, bindings: Mapping[str, Binding]
) -> tuple[str, list[dict[str, object]]]:
    """Give an earlier stored text as it can be stored now, and the citations to add for it.

    A locator into a transcript that was removed is written out as it read, one to a passage that
    is only in a former file of its transcript as words that lead nowhere.
    """
    parts = split_stored(text)
    owner = "own_cell_id" if isinstance(cell, OwnCell) else "cell_id"
    owners = dict(
        session.execute(
            select(Citation.token, getattr(Citation, owner)).where(
                Citation.token.in_(parts[1::2])
            )
        ).tuples().all()
    )  # fmt: skip
    added: list[dict[str, object]] = []
    for at in range(1, len(parts), 2):
        token = parts[at]
        binding = bindings.get(token)
        if owners.get(token) == cell.id or binding is None:
            parts[at] = stored(token)
        elif binding.former:
            parts[at] = typed(*binding.locator).removesuffix("]") + " of the former file]"
        elif not binding.there:
            parts[at] = typed(*binding.locator)
        else:
            free = uuid4().hex[:16] if token in owners else token
            parts[at] = stored(free)
            added.append({owner: cell.id, "token": free, "start": binding.start,
                          "end": binding.end, "transcript_id": binding.transcript_id})  # fmt: skip
    return "".join(parts), added
