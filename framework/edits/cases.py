"""Add cases and say which case a stretch of text speaks for."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from framework.drafts import AttributionDraft, CaseDraft
from framework.errors import NotFoundError, RefusedError
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


def add_cases(study: Study, drafts: Sequence[CaseDraft]) -> int:
    """Add cases, or bring those of the same name up to date, as one step; return how many."""
    with study.step(f"Add {len(drafts)} cases" if len(drafts) != 1 else "Add a case") as session:
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
    with study.step(f"Attribute {len(drafts)} stretches to cases") as session:
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
    with study.step("Attribute transcript") as session:
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
    with study.step("Attribute speaker") as session:
        speaker = session.get(Speaker, speaker_id)
        if speaker is None:
            raise NotFoundError("That speaker is no longer in the study.")
        session.execute(delete(Attribution).where(Attribution.speaker_id == speaker_id))
        if case_id is not None:
            session.add(
                Attribution(
                    transcript_id=speaker.transcript_id, speaker_id=speaker_id, case_id=case_id
                )
            )


def attribute_passage(study: Study, transcript_id: int, start: int, end: int, case_id: int) -> None:
    """Attribute the passage `[start, end)` to a case, whatever its document or speaker."""
    with study.step("Attribute passage") as session:
        session.add(Attribution(transcript_id=transcript_id, start=start, end=end, case_id=case_id))


def remove_case(study: Study, case_id: int) -> None:
    """Remove a case with its cells and attributions; undo brings all of it back."""
    with study.step("Remove case") as session:
        session.execute(delete(StudyCase).where(StudyCase.id == case_id))


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
        case.kind, case.label = draft.kind, draft.label or case.label
    _put_attributes(session, case.id, draft.attributes)
    return case


def _put_attributes(session: Session, case_id: int, wanted: Mapping[str, str]) -> None:
    """Set a case's attributes; those that are not named stay."""
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
    """Set the sites that a case belongs to."""
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
