"""Add and change cases, and say which case a stretch of text speaks for."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from framework.drafts import AttributionDraft, CaseDraft
from framework.edits.coding_rows import place_of
from framework.edits.delivery import keep_rows
from framework.edits.joint_texts import rename_in_figures, write_out_of_rows
from framework.edits.quoting import rechecking
from framework.edits.synthesis import write_out_mentions
from framework.errors import NotFoundError, RefusedError
from framework.queries.cases import case_by_id
from framework.queries.transcripts import text_of, transcript_by_id
from framework.rules.passages import trimmed
from framework.schema import (
    Attribute,
    Attribution,
    CaseParent,
    Paragraph,
    Speaker,
    StudyCase,
    Transcript,
)
from framework.study import Study

UNSAID = "case"  # the kind of a draft whose source does not say it


def add_cases(study: Study, drafts: Sequence[CaseDraft]) -> int:
    """Add cases, or bring those of the same name up to date, as one step; return how many.

    What a draft leaves open (the kind "case", no label, no parents) stays as it is in the study.
    """
    label = f"Add {len(drafts)} cases" if len(drafts) != 1 else "Add a case"
    with study.step(label) as session, rechecking(session):
        known = _cases_by_name(session)
        position = session.scalar(select(func.max(StudyCase.position))) or 0
        for offset, draft in enumerate(drafts, start=1):
            known[draft.name.lower()] = _put(
                session, known.get(draft.name.lower()), draft, position + offset
            )
        for draft in drafts:
            _put_parents(session, known, draft)
    return len(drafts)


def attribute(study: Study, drafts: Sequence[AttributionDraft]) -> int:
    """Attribute transcripts, speakers and passages to cases as one step; return how many."""
    label = f"Attribute {len(drafts)} stretches to cases"
    with study.step(label) as session, rechecking(session):
        cases = _cases_by_name(session)
        transcripts = {row.name.lower(): row for row in session.scalars(select(Transcript))}
        for draft in drafts:
            transcript = transcripts.get(draft.transcript.strip().lower())
            case = cases.get(draft.case.strip().lower())
            if transcript is None or case is None:
                what = (
                    f"transcript called “{draft.transcript}”"
                    if transcript is None
                    else (f"case called “{draft.case}”")
                )
                raise NotFoundError(
                    f"Line {draft.line}: there is no {what} in this study; nothing was added."
                )
            _attribute(session, transcript, case, draft)
    return len(drafts)


def attribute_transcript(study: Study, transcript_id: int, case_id: int) -> None:
    """Attribute a whole transcript to one case, in place of what it was attributed to."""
    with study.step("Attribute transcript") as session, rechecking(session):
        session.execute(
            delete(Attribution).where(
                Attribution.transcript_id == transcript_id,
                Attribution.speaker_id.is_(None),
                Attribution.start.is_(None),
            )
        )
        session.add(Attribution(transcript_id=transcript_id, case_id=case_id))


def attribute_speaker(study: Study, speaker_id: int, case_id: int | None) -> None:
    """Attribute all that a speaker says to one case; None leaves it to the transcript's."""
    with study.step("Attribute speaker") as session, rechecking(session):
        speaker = session.get(Speaker, speaker_id)
        if speaker is None:
            raise NotFoundError("That speaker is no longer in the study; nothing was changed.")
        session.execute(delete(Attribution).where(Attribution.speaker_id == speaker_id))
        if case_id is not None:
            session.add(
                Attribution(
                    transcript_id=speaker.transcript_id, speaker_id=speaker_id, case_id=case_id
                )
            )


def attribute_passage(study: Study, transcript_id: int, start: int, end: int, case_id: int) -> None:
    """Attribute the passage `[start, end)` to a case, whatever its document or speaker.

    The same passage can be given to several cases; a shorter passage inside overrides it.
    """
    with study.read() as reading:
        start, end = _words_in(reading, transcript_id, start, end)
        label = f"Give {place_of(reading, transcript_id, start, end)} to {_name(study, case_id)}"
    with study.step(label) as session, rechecking(session):
        values = {"transcript_id": transcript_id, "start": start, "end": end, "case_id": case_id}
        same = (getattr(Attribution, name) == value for name, value in values.items())
        if session.scalar(select(Attribution.id).where(*same)) is None:
            session.add(Attribution(**values))


def unattribute_passage(
    study: Study, transcript_id: int, start: int, end: int, case_id: int | None = None
) -> int:
    """Take back that passages which `[start, end)` touches are given to a case, or to any.

    Return how many were taken back.
    """
    with study.read() as reading:
        place = place_of(reading, transcript_id, start, end)
    with study.step(f"Take back to whom {place} was given") as session, rechecking(session):
        touching = delete(Attribution).where(
            Attribution.transcript_id == transcript_id,
            Attribution.start < end,
            Attribution.end > start,
        )
        if case_id is not None:
            touching = touching.where(Attribution.case_id == case_id)
        return len(session.scalars(touching.returning(Attribution.id)).all())


def _words_in(session: Session, transcript_id: int, start: int, end: int) -> tuple[int, int]:
    """Draw a passage in to its words; refuse one that has none."""
    body = text_of(session, transcript_by_id(session, transcript_id).id)
    start, end = trimmed(body, max(start, 0), min(end, len(body)))
    if start >= end:
        raise RefusedError("There is no text selected; nothing was given to a case.")
    return start, end


def add_case(
    study: Study, name: str, kind: str, label: str = "", parents: Sequence[int] = ()
) -> int:
    """Add one case at the end and return its id; `parents` are ids of cases it belongs to."""
    plain, kept = _folded(name), "nothing was added"
    with study.step(f"Add case {plain}") as session:
        _refuse_name(session, plain, 0, kept)
        last = session.scalar(select(func.max(StudyCase.position))) or 0
        case = StudyCase(name=plain, kind=_kind(kind, kept), label=label.strip(), position=last + 1)
        session.add(case)
        session.flush()
        _belong(session, case, parents)
        return case.id


def rename_case(study: Study, case_id: int, name: str) -> None:
    """Rename a case; its cells, attributions and delivery rows stay."""
    plain = _folded(name)
    with study.step(f"Rename case to {plain}") as session:
        case = _get(session, case_id)
        _refuse_name(session, plain, case_id, "the old name was kept")
        keep_rows(session, case_id, case.name)
        rename_in_figures(session, case.name, plain)
        case.name = plain


def relabel_case(study: Study, case_id: int, label: str) -> None:
    """Change what stands beside a case's name, such as a person's role."""
    with study.step(f"Label case {_name(study, case_id)}") as session:
        _get(session, case_id).label = label.strip()


def set_kind(study: Study, case_id: int, kind: str) -> None:
    """Make a case a site, a participant or a case of another kind."""
    with study.step(f"Make {_name(study, case_id)} a {kind.strip()}") as session:
        _get(session, case_id).kind = _kind(kind, "the old one was kept")


def set_parents(study: Study, case_id: int, parent_ids: Sequence[int]) -> None:
    """Say to which cases a case belongs, in place of those before; refuse a circle."""
    label = f"Say where {_name(study, case_id)} belongs"
    with study.step(label) as session, rechecking(session):
        case = _get(session, case_id)
        session.execute(delete(CaseParent).where(CaseParent.case_id == case_id))
        _belong(session, case, parent_ids)


def set_attribute(study: Study, case_id: int, name: str, value: str) -> None:
    """Give a case's attribute a value; "" takes the attribute from the case."""
    attribute_name, plain = name.strip(), value.strip()
    if not attribute_name:
        raise RefusedError("An attribute needs a name; nothing was changed.")
    with study.step(f"Set {attribute_name} of {_name(study, case_id)}") as session:
        _get(session, case_id)
        if plain:
            _put_attributes(session, case_id, {attribute_name: plain})
        else:
            session.execute(
                delete(Attribute).where(
                    Attribute.case_id == case_id, Attribute.name == attribute_name
                )
            )


def move_case(study: Study, case_id: int, position: int) -> None:
    """Move a case to a place, from 0, among the cases of its kind: their order in every chart."""
    with study.step(f"Move case {_name(study, case_id)}") as session:
        order = StudyCase.position, StudyCase.id
        every = list(session.scalars(select(StudyCase).order_by(*order)))
        moved = _get(session, case_id)
        of_kind = [case for case in every if case.kind == moved.kind and case is not moved]
        of_kind.insert(max(0, min(position, len(of_kind))), moved)
        following = iter(of_kind)
        for place, case in enumerate(every, start=1):
            put = next(following) if case.kind == moved.kind else case
            put.position = place


def remove_case(study: Study, case_id: int) -> None:
    """Remove a case with its cells and attributions; undo brings all of it back."""
    label = f"Remove case {_name(study, case_id)}"
    with study.step(label) as session, rechecking(session):
        write_out_of_rows(session, case_ids=[case_id])
        write_out_mentions(session, case_ids=[case_id])
        session.execute(delete(StudyCase).where(StudyCase.id == case_id))


def _name(study: Study, case_id: int) -> str:
    """Give the name of a case, to name a step after; raise NotFoundError."""
    with study.read() as session:
        return case_by_id(session, case_id).name


def _get(session: Session, case_id: int) -> StudyCase:
    """Find a case in a step."""
    case = session.get(StudyCase, case_id)
    if case is None:
        raise NotFoundError("That case is no longer in the study; nothing was changed.")
    return case


def _folded(name: str) -> str:
    """Compose a name's accents, and make of every run of white space one blank."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _kind(kind: str, kept: str) -> str:
    """Give a kind in small letters; refuse none."""
    plain = _folded(kind).casefold()
    if not plain:
        raise RefusedError(f"A case needs a kind, such as site or participant; {kept}.")
    return plain


def _refuse_name(session: Session, name: str, case_id: int, kept: str) -> None:
    """Refuse a name that is empty or taken by another case."""
    if not name:
        raise RefusedError(f"A case needs a name; {kept}.")
    taken = session.scalar(select(StudyCase.name).where(
        func.lower(StudyCase.name) == name.lower(), StudyCase.id != case_id
    ))  # fmt: skip
    if taken is not None:
        raise RefusedError(f"Another case is called {taken}; {kept}.")


def _belong(session: Session, case: StudyCase, parent_ids: Sequence[int]) -> None:
    """Let a case belong to others; refuse itself and what belongs to it."""
    above: dict[int, list[int]] = {}
    for row in session.scalars(select(CaseParent)):
        above.setdefault(row.case_id, []).append(row.parent_id)
    for parent_id in dict.fromkeys(parent_ids):
        parent, ahead = _get(session, parent_id), [parent_id]
        while ahead:
            at = ahead.pop()
            if at == case.id:
                raise RefusedError(
                    f"{case.name} cannot belong to {parent.name}, which is the same case or "
                    "belongs to it; nothing was changed."
                )
            ahead += above.pop(at, [])
        session.add(CaseParent(case_id=case.id, parent_id=parent_id))


def _cases_by_name(session: Session) -> dict[str, StudyCase]:
    """Find cases by their name in small letters."""
    return {case.name.lower(): case for case in session.scalars(select(StudyCase))}


def _put(session: Session, case: StudyCase | None, draft: CaseDraft, position: int) -> StudyCase:
    """Add one case, or change the one of that name."""
    if case is None:
        case = StudyCase(name=draft.name, kind=draft.kind, label=draft.label, position=position)
        session.add(case)
        session.flush()
    else:
        case.kind = case.kind if draft.kind == UNSAID else draft.kind
        case.label = draft.label or case.label
    _put_attributes(session, case.id, draft.attributes)
    return case


def _put_attributes(session: Session, case_id: int, wanted: Mapping[str, str]) -> None:
    """Set a case's attributes; those that are not named stay."""
    if not wanted:
        return
    known = {
        row.name: row
        for row in session.scalars(select(Attribute).where(Attribute.case_id == case_id))
    }
    for name, value in wanted.items():
        if name in known:
            known[name].value = value
    added = [
        {"case_id": case_id, "name": name, "value": value}
        for name, value in wanted.items()
        if name not in known
    ]
    if added:
        session.execute(insert(Attribute), added)


def _put_parents(session: Session, known: Mapping[str, StudyCase], draft: CaseDraft) -> None:
    """Set the sites that a case belongs to; a draft that names none leaves them."""
    if not draft.parents:
        return
    case = known[draft.name.lower()]
    session.execute(delete(CaseParent).where(CaseParent.case_id == case.id))
    for name in _unique(draft.parents):
        parent = known.get(name.lower())
        if parent is None or parent.id == case.id:
            raise RefusedError(
                f"{draft.name} is said to belong to “{name}”, which is no other case of this "
                "study; nothing was added."
            )
        session.add(CaseParent(case_id=case.id, parent_id=parent.id))


def _attribute(
    session: Session, transcript: Transcript, case: StudyCase, draft: AttributionDraft
) -> None:
    """Add one attribution."""
    start, end = _span(session, transcript, draft)
    speaker_id = None
    if draft.speaker:
        speaker_id = session.scalar(
            select(Speaker.id).where(
                Speaker.transcript_id == transcript.id,
                func.lower(Speaker.label) == draft.speaker.strip().lower(),
            )
        )
        if speaker_id is None:
            raise NotFoundError(
                f"Line {draft.line}: nobody called “{draft.speaker}” speaks in "
                f"{transcript.name}; nothing was added."
            )
    values = {
        "transcript_id": transcript.id, "speaker_id": speaker_id, "start": start, "end": end,
        "case_id": case.id,
    }  # fmt: skip
    same = (getattr(Attribution, name).is_(value) for name, value in values.items())
    if session.scalar(select(Attribution.id).where(*same)) is None:
        session.execute(insert(Attribution), [values])


def _span(
    session: Session, transcript: Transcript, draft: AttributionDraft
) -> tuple[int | None, int | None]:
    """Find the offsets of the paragraphs that an attribution names, if it names any."""
    if draft.paragraphs is None:
        return None, None
    first, last = draft.paragraphs
    row = session.execute(
        select(func.min(Paragraph.start), func.max(Paragraph.end), func.count()).where(
            Paragraph.document_id == transcript.document_id, Paragraph.n.between(first, last)
        )
    ).one()
    if row[2] != last - first + 1:
        raise NotFoundError(
            f"Line {draft.line}: {transcript.name} has no paragraphs {first} to {last}; "
            "nothing was added."
        )
    return row[0], row[1]


def _unique(names: Iterable[str]) -> list[str]:
    """Drop names that stand twice."""
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))
