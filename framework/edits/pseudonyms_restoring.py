"""Put names back in the place of their pseudonyms, from what the key file says."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.edits.pseudonyms_delivery import replace_in_delivery
from framework.edits.quoting import check_again
from framework.edits.rewording import reword_document
from framework.errors import RefusedError
from framework.queries.joint_displays import stored_texts
from framework.rules.joint_words import words_of
from framework.rules.pseudonyms import Made, Names
from framework.rules.rewording import Reworded, Stretch
from framework.schema import Cell, Document, JointRow, Pseudonym, Transcript
from framework.scrubbing import Image, in_json, note_changes_of, rewrite_record, rewrite_rows
from framework.study import Study

REASON = "names were put back from the key file"


class Restored(NamedTuple):
    """Count the names that stand again; `left` are those whose pseudonym was not found."""

    restored: int
    left: tuple[Made, ...]


def restore_names(study: Study, made: Sequence[Made]) -> Restored:
    """Put back, place by place, the names that pseudonyms stand for; undo goes back no further.

    Where somebody has written a text anew since, and it cannot be told which name is meant, the
    pseudonym stays, and is returned.
    """
    with study.step("Put names back", kind="final") as session:
        work = _Work(made)
        rewrite_rows(session, work.put)
        tables = replace_in_delivery(session, work.put_value, Names(()))
        documents = work.in_documents(session)
        if not work.done:
            raise RefusedError(
                "None of the pseudonyms of this key file stands in the study where it was put; "
                "nothing was changed."
            )
        _settle(session, work)
        rewrite_record(session, lambda _table, _row, _column, said: said, str, REASON, documents)
        note_changes_of(session, "delivery_table", tables, REASON)
    done = set(work.done)
    return Restored(len(done), tuple(one for one in made if one not in done))


def places_in(text: str, made: Iterable[tuple[int, Made]]) -> list[tuple[Stretch, Made]]:
    """Find in a text the pseudonyms that were put at some places.

    Where a place says something else now, as many of a pseudonym as were put are taken in order.
    """
    by_pseudonym: dict[str, list[tuple[int, Made]]] = {}
    for start, one in sorted(made):
        by_pseudonym.setdefault(one.replacement, []).append((start, one))
    found = []
    for pseudonym, places in by_pseudonym.items():
        there = [match.start() for match in re.finditer(re.escape(pseudonym), text)]
        moved = len(there) == len(places)
        starts = there if moved else [start for start, _one in places]
        found += [
            (Stretch(start, start + len(pseudonym), one.original), one)
            for start, (_at, one) in zip(starts, places, strict=True) if start in there
        ]  # fmt: skip
    return sorted(found)


class _Work:
    """Put names back, table by table, and note which."""

    def __init__(self, made: Sequence[Made]) -> None:
        """Sort what was replaced by the texts in which it was."""
        self.done: list[Made] = []
        self._by_text: dict[str, list[tuple[int, Made]]] = {}
        for one in made:
            text, _colon, start = one.where.rpartition(":")
            self._by_text.setdefault(text, []).append((int(start), one))

    def put(self, table: str, row: Image, column: str, said: str) -> str:
        """Put the names of a text of a row back."""
        prefix = f"{table}/{row.get('guid')}/{column}"
        parts = iter(range(len(said)))
        return in_json(said, lambda part: self._part(f"{prefix}/{next(parts)}", part))

    def put_value(self, guid: str, n: int, at: int, value: str) -> str:
        """Put the names of a value of a delivery table back."""
        return self._part(f"delivery/{guid}/{n}/{at}", value)

    def in_documents(self, session: Session) -> set[int]:
        """Put the names of transcripts back; return the documents that changed."""
        changed = set()
        rows = session.execute(
            select(Transcript.guid, Document.id, Document.text).join(
                Document, Document.id == Transcript.document_id
            )
        ).tuples()
        for guid, document_id, body in rows.all():
            found = places_in(body, self._by_text.get(f"transcript/{guid}/text/0", ()))
            if found:
                self.done += [one for _stretch, one in found]
                there = {one.replacement: one.original for _stretch, one in found}
                stretches = [stretch for stretch, _one in found]
                made = reword_document(session, document_id, stretches, _replacing(there))
                changed |= {document_id, made}
        return changed

    def _part(self, key: str, said: str) -> str:
        """Put the names of one text back."""
        found = places_in(said, self._by_text.get(key, ()))
        self.done += [one for _stretch, one in found]
        return Reworded(said, [stretch for stretch, _one in found]).text if found else said


def _replacing(names: Mapping[str, str]) -> Callable[[str], str]:
    """Give what puts names back where no place is named, such as in the label of a paragraph."""

    def replace(text: str) -> str:
        for pseudonym, name in names.items():
            text = text.replace(pseudonym, name)
        return text

    return replace


def _settle(session: Session, work: _Work) -> None:
    """Check quotations anew, and forget the places that hold names again."""
    for row in session.scalars(select(JointRow)):
        row.words = words_of(row.title, stored_texts(row))
    session.flush()
    quoting = Cell.text.contains('"') | Cell.text.contains("“")
    check_again(session, list(session.scalars(select(Cell.id).where(quoting))))
    gone = {one.where for one in work.done}
    for noted in session.scalars(select(Pseudonym)).all():
        left = [place for place in json.loads(noted.places) if place not in gone]
        if left:
            noted.places = json.dumps(left)
        else:
            session.delete(noted)
    session.flush()
