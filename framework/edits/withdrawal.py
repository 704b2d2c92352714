"""Withdraw a participant: take all that used them out of the study, for good."""

import json
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from framework.edits.quoting import check_again
from framework.edits.rewording import remove_documents, reword_document
from framework.edits.withdrawal_delivery import remove_rows
from framework.edits.withdrawal_texts import cut_texts
from framework.queries.cases import CaseRow, case_by_id
from framework.queries.withdrawal import ANALYSTS, UsedRow, delivery_rows, used_by
from framework.queries.withdrawal_stretches import refuse_site
from framework.queries.withdrawal_traces import Traces
from framework.rules.rewording import Stretch
from framework.rules.withdrawal import WITHDRAWN, without
from framework.schema import (
    Attribution,
    Cell,
    Coding,
    Correction,
    Memo,
    Paragraph,
    Speaker,
    StudyCase,
    Theme,
    Transcript,
    Withdrawal,
)
from framework.scrubbing import (
    Image,
    Rewrite,
    in_json,
    note_changes_of,
    overwriting,
    press,
    rebuild_search,
    rewrite_record,
)
from framework.study import Study, now

_NAMED = {"name", "label"}


class Withdrawn(NamedTuple):
    """Say what was removed; `pressed` tells that the file itself holds nothing of it any more."""

    used: tuple[UsedRow, ...]
    pressed: bool


def withdraw(study: Study, case_id: int, reason: str = "") -> Withdrawn:
    """Remove a participant and all that used them, for good; undo goes back no further than this.

    Gone are their words, cells, codings and attributes, the sentences of others that cite, quote
    or name them, all of it in the record and in the search too. What was gone is returned as it
    was listed before. A site is refused.
    """
    with study.read() as reading:
        case = case_by_id(reading, case_id)
        refuse_site(case)
    with study.step(f"Withdraw {case.name}", kind="final") as session:
        overwriting(session)
        used = used_by(session, case_id)
        _remove(study, session, case, used, " ".join(reason.split()))
    return Withdrawn(tuple(used), press(study))


def _remove(
    study: Study, session: Session, case: CaseRow, used: Sequence[UsedRow], reason: str
) -> None:
    """Do all of it within a step."""
    traces = Traces(session, case)
    why = f"{case.name} withdrew" + (f": {reason}" if reason else "")
    tables = remove_rows(session, delivery_rows(session, case))
    documents = _remove_what_is_theirs(session, traces)
    cut_texts(session, traces)
    made = _reword_shared(session, traces)
    counts = {kind: sum(row.kind == kind for row in used) for kind in {row.kind for row in used}}
    session.add(
        Withdrawal(name=case.name, removed=json.dumps(counts, sort_keys=True), created=now(),
                   coder_id=study.coder_id(session))
    )  # fmt: skip
    session.flush()
    check_again(session, _quoting(session))
    rewrite_record(
        session, _forgetting(traces), lambda label: _label(traces, label), why, documents | made
    )
    note_changes_of(session, "delivery_table", tables, why)
    rebuild_search(session)


def _remove_what_is_theirs(session: Session, traces: Traces) -> set[int]:
    """Remove the case, its transcripts and its passages; return the documents that are gone."""
    guids = set(session.scalars(select(Coding.guid).where(Coding.id.in_(traces.codings))))
    session.execute(update(Theme).where(Theme.example.in_(guids)).values(example=""))
    whole = [said.transcript_id for said in traces.said if said.whole]
    session.execute(delete(Memo).where(Memo.id.in_(traces.memos)))
    session.execute(delete(Coding).where(Coding.id.in_(traces.codings)))
    for said in traces.said:
        for start, end in () if said.whole else said.spans:
            touching = Correction.start < end, Correction.end > start
            session.execute(
                delete(Correction).where(Correction.transcript_id == said.transcript_id, *touching)
            )
    session.execute(
        update(Speaker)
        .where(Speaker.id.in_(traces.speakers))
        .values(label=WITHDRAWN, first_words="")
    )
    session.execute(delete(Attribution).where(Attribution.case_id == traces.case.id))
    session.execute(delete(Transcript).where(Transcript.id.in_(whole)))
    session.execute(delete(StudyCase).where(StudyCase.id == traces.case.id))
    gone = {said.document_id for said in traces.said if said.whole}
    gone = gone.union(*traces.once.values(), *traces.former.values())
    gone -= {said.document_id for said in traces.said if not said.whole}
    gone -= set(session.scalars(select(Transcript.document_id)))
    remove_documents(session, gone)
    return gone


def _reword_shared(session: Session, traces: Traces) -> set[int]:
    """Put a sign in the place of their words where others speak too; return the documents."""
    found = set()
    for said in traces.said:
        if not said.whole:
            stretches = [Stretch(start, end, WITHDRAWN) for start, end in said.spans]
            new = reword_document(session, said.document_id, stretches, _without_them(traces))
            _unlabel(session, new)
            found |= {said.document_id, new}
    return found


def _without_them(traces: Traces) -> Callable[[str], str]:
    """Give what takes the sentences that use them out of a remark."""
    return lambda said: without(said, traces.are_in).text


def _unlabel(session: Session, document_id: int) -> None:
    """Let no paragraph name who spoke in it where its words are gone."""
    for row in session.scalars(select(Paragraph).where(Paragraph.document_id == document_id)):
        if row.label and WITHDRAWN in row.label:
            row.label = None
    session.flush()


def _quoting(session: Session) -> list[int]:
    """List the cells that quote somebody."""
    quoting = Cell.text.contains('"') | Cell.text.contains("“")
    return list(session.scalars(select(Cell.id).where(quoting)))


def _forgetting(traces: Traces) -> Rewrite:
    """Give what a row in the record shall say."""

    def rewrite(table: str, row: Image, column: str, said: str) -> str:
        if traces.own(table, row):
            if table == "study_case" and column == "name":
                return said  # the note of the withdrawal says it too
            return WITHDRAWN if column in _NAMED else ""
        if column not in (*ANALYSTS.get(table, ()), "misquoted"):
            return said
        return in_json(said, lambda part: without(part, traces.are_in).text)

    return rewrite


def _label(traces: Traces, label: str) -> str:
    """Take what was said out of the label of a step."""
    for said in traces.said:
        match = re.match(rf"Correct {re.escape(said.name)} ¶[^:]*(?=: )", label)
        if match:
            return match[0]
    return WITHDRAWN if traces.words.stands_in(label) else label
