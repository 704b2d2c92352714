"""Put pseudonyms in the place of names, everywhere in a study and for good."""

import json
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from framework.edits.pseudonyms_delivery import replace_in_delivery
from framework.edits.pseudonyms_unique import refuse_doubles
from framework.edits.quoting import check_again
from framework.edits.rewording import reword_document
from framework.errors import RefusedError
from framework.queries.joint_displays import stored_texts
from framework.queries.pseudonyms import NOT_LOOKED_AT, Occurrence, occurrences
from framework.rules.joint_words import words_of
from framework.rules.pseudonyms import Found, Made, NameEntry, Names, bare, checked
from framework.rules.rewording import Reworded, Stretch
from framework.schema import Cell, Document, JointRow, Pseudonym, Transcript, Word
from framework.scrubbing import (
    Image,
    Rewrite,
    holds_in_file,
    in_json,
    note_changes_of,
    overwriting,
    press,
    rebuild_search,
    rewrite_record,
    rewrite_rows,
)
from framework.study import Study, now

REASON = "names were replaced by pseudonyms"

Keep = Callable[[Sequence[Made]], None]


class Replaced(NamedTuple):
    """Say which names were replaced where; `pressed` that the file itself holds none any more."""

    made: tuple[Made, ...]
    pressed: bool


def pseudonymise(study: Study, entries: Sequence[NameEntry], keep: Keep) -> Replaced:
    """Replace names in everything that the study holds; undo goes back no further than this.

    `keep` is given what was replaced where, before the study is changed: it writes the key file,
    and what it raises leaves the study as it was. Codings, locators and corrections hold their
    words; the files of transcripts that held a name are gone from the study.
    """
    wanted = checked(entries)
    names = Names(wanted)
    count = f"{len(wanted)} names" if len(wanted) != 1 else "a name"
    with study.step(f"Put pseudonyms in the place of {count}", kind="final") as session:
        overwriting(session)
        listed = occurrences(session, wanted)
        chosen = [one for one in listed if _is_chosen(one)]
        if not chosen:
            raise RefusedError("None of these names stands in the study; nothing was changed.")
        work = _Work(session, names, {one.key for one in chosen})
        made = work.do()
        keep(made)
        _log(study, session, wanted, made)
        rewrite_record(session, work.forgetting(), work.plain, REASON, work.documents)
        note_changes_of(session, "delivery_table", work.tables, REASON)
        rebuild_search(session)
    return Replaced(tuple(made), press(study))


def _is_chosen(one: Occurrence) -> bool:
    """Tell whether a name shall be replaced where it stands."""
    return one.entry.rule == "all" or one.key in one.entry.where


class _Work:
    """Replace names, table by table, and note where."""

    def __init__(self, session: Session, names: Names, keys: Collection[str]) -> None:
        """Prepare to replace the names at the places of these keys."""
        self._session, self._names, self._keys = session, names, keys
        self._everywhere = Names([one for one in names.entries if one.rule == "all"])
        self._of_rows = {key.rsplit("/", 1)[0] for key in keys}
        self.made: list[Made] = []
        self.documents: set[int] = set()
        self.tables: set[int] = set()

    def do(self) -> list[Made]:
        """Replace them in rows, in delivery tables, in transcripts."""
        session = self._session
        _drop_words(session, self._names)
        refuse_doubles(session, _Work(session, self._names, self._keys).put)
        rewrite_rows(session, self.put)
        self.tables = replace_in_delivery(session, self._put_value, self._everywhere)
        self._in_documents()
        for row in session.scalars(select(JointRow)):
            row.words = words_of(row.title, stored_texts(row))
        quoting = Cell.text.contains('"') | Cell.text.contains("“")
        session.flush()
        check_again(session, list(session.scalars(select(Cell.id).where(quoting))))
        return self.made

    def plain(self, text: str) -> str:
        """Replace names in what no place is named of: remarks, labels of steps."""
        return self._names.replaced(text)

    def forgetting(self) -> Rewrite:
        """Give what a row in the record shall say."""

        def rewrite(table: str, row: Image, column: str, said: str) -> str:
            if table in NOT_LOOKED_AT:
                return said
            # What one place alone no longer says, its former wordings do not say either.
            here = f"{table}/{row['guid']}/{column}" in self._of_rows
            names = self._names if here else self._everywhere
            return in_json(said, names.replaced)

        return rewrite

    def put(self, table: str, row: Image, column: str, said: str) -> str:
        """Replace the chosen names in a text of a row."""
        if table in NOT_LOOKED_AT:
            return said
        prefix = f"{table}/{row['guid']}/{column}"
        parts = iter(range(len(said)))
        is_name = table in {"transcript", "study_case"} and column == "name"
        return in_json(said, lambda part: self._part(prefix, next(parts), part, is_name=is_name))

    def _put_value(self, guid: str, n: int, at: int, value: str) -> str:
        """Replace the chosen names in a value of a delivery table."""
        return self._part(f"delivery/{guid}/{n}", at, value)

    def _part(self, prefix: str, at: int, said: str, *, is_name: bool = False) -> str:
        """Replace the chosen names in one text, and note where."""
        chosen = [
            one for one in self._names.found(said)
            if f"{prefix}/{at}:{one.start}" in self._keys
        ]  # fmt: skip
        if not chosen:
            return said
        put = [Stretch(one.start, one.end, bare(one.entry) if is_name else one.entry.replacement)
               for one in chosen]  # fmt: skip
        reworded = Reworded(said, put)
        for one, stretch in zip(chosen, put, strict=True):
            self._note(one, stretch, f"{prefix}/{at}:{reworded.span(one.start, one.end)[0]}")
        return reworded.text

    def _note(self, one: Found, stretch: Stretch, where: str) -> None:
        """Note what was replaced, where it stands now."""
        self.made.append(Made(one.entry.guid, one.text, stretch.text, where))

    def _in_documents(self) -> None:
        """Replace names in frozen texts, also in those that no transcript has any more."""
        having = select(Transcript.document_id, Transcript.guid)
        guids = dict(self._session.execute(having).tuples().all())
        for document in self._session.scalars(select(Document).where(Document.text != "")).all():
            self._in_document(document, guids.get(document.id, ""))

    def _in_document(self, document: Document, guid: str) -> None:
        """Replace names in one text, and in what stands beside it."""
        prefix = f"transcript/{guid}/text/0"
        found = [
            one for one in self._names.found(document.text)
            if f"{prefix}:{one.start}" in self._keys or (not guid and one.entry.rule == "all")
        ]  # fmt: skip
        beside = (document.left_out, document.remarks, document.comments)
        if not found and all(in_json(said, self._everywhere.replaced) == said for said in beside):
            if holds_in_file(document.original, [one.original for one in self._names.entries]):
                document.original = b""
            return
        stretches = [Stretch(one.start, one.end, one.entry.replacement) for one in found]
        moved = Reworded(document.text, stretches)
        if guid:
            for one, stretch in zip(found, stretches, strict=True):
                self._note(one, stretch, f"{prefix}:{moved.span(one.start, one.end)[0]}")
        made = reword_document(self._session, document.id, stretches, self._everywhere.replaced)
        self.documents |= {document.id, made}


def _drop_words(session: Session, names: Names) -> None:
    """Drop the names from the project's dictionary."""
    held = [row.id for row in session.scalars(select(Word)) if any(names.found(row.text))]
    session.execute(delete(Word).where(Word.id.in_(held)))


def _log(
    study: Study, session: Session, entries: Sequence[NameEntry], made: Sequence[Made]
) -> None:
    """Note each replacement, without what it replaced."""
    for entry in entries:
        places = [one.where for one in made if one.guid == entry.guid]
        if not places:
            continue
        row = session.scalar(select(Pseudonym).where(Pseudonym.guid == entry.guid))
        if row is None:
            row = Pseudonym(guid=entry.guid, places="[]", created=now(),
                            coder_id=study.coder_id(session))  # fmt: skip
            session.add(row)
        row.category, row.rule, row.replacement = entry.category, entry.rule, entry.replacement
        row.places = json.dumps([*json.loads(row.places), *places])
    session.flush()
