"""Find codings in a step, and make one of two that say the same."""

from collections.abc import Mapping

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from framework.errors import NotFoundError, RefusedError
from framework.queries.transcripts import text_of
from framework.rules.locators import paragraph_label
from framework.rules.passages import trimmed
from framework.schema import Coding, FrameworkVersion, Memo, Paragraph, Reread, Theme, Transcript
from framework.study import now

SAME = ("transcript_id", "start", "end", "theme_id", "coder_id")


def coding_in(session: Session, coding_id: int) -> Coding:
    """Find a coding in a step."""
    coding = session.get(Coding, coding_id)
    if coding is None:
        raise NotFoundError("That coding is no longer in the study; nothing was changed.")
    return coding


def same_coding(session: Session, row: Mapping[str, object]) -> int | None:
    """Find the very same coding: its passage, theme and coder."""
    alike = (getattr(Coding, name) == row[name] for name in SAME)
    return session.scalar(select(Coding.id).where(*alike))


def add_to_coding(session: Session, coding_id: int, *, starred: bool, memo: str) -> None:
    """Add a star and a memo to a coding that is there; what it has stays."""
    coding = coding_in(session, coding_id)
    coding.starred = coding.starred or starred
    kept = session.scalar(select(Memo).where(Memo.coding_id == coding_id))
    if memo.strip() and kept is None:
        session.add(Memo(coding_id=coding_id, coder_id=coding.coder_id, text=memo, created=now()))
    elif kept is not None and memo.strip() not in kept.text:
        kept.text = f"{kept.text}\n{memo}"
    session.flush()


def unite(session: Session, kept: Coding, other: Coding) -> None:
    """Take a coding away, leaving its star, memo and whatever leads to it to another."""
    memo = session.scalar(select(Memo).where(Memo.coding_id == other.id))
    if memo is not None and session.scalar(select(Memo.id).where(Memo.coding_id == kept.id)):
        add_to_coding(session, kept.id, starred=False, memo=memo.text)
    elif memo is not None:
        memo.coding_id = kept.id
    kept.starred = kept.starred or other.starred
    if not session.scalar(select(Reread.id).where(Reread.coding_id == kept.id)):
        session.execute(
            update(Reread).where(Reread.coding_id == other.id).values(coding_id=kept.id)
        )
    session.execute(update(Theme).where(Theme.example == other.guid).values(example=kept.guid))
    session.flush()
    session.execute(delete(Coding).where(Coding.id == other.id))


def unite_with_same(session: Session, coding: Coding) -> None:
    """Take away whatever now says the very same as a coding, leaving to it what it had."""
    session.flush()
    alike = (getattr(Coding, name) == getattr(coding, name) for name in SAME)
    for other in session.scalars(select(Coding).where(*alike, Coding.id != coding.id)).all():
        unite(session, coding, other)


def latest_version(session: Session) -> int | None:
    """Give the id of the framework's latest version, None before the first."""
    return session.scalar(select(func.max(FrameworkVersion.id)))


def theme_to_code(session: Session, theme_id: int) -> Theme:
    """Find a theme that can be coded to; refuse none, and one that is retired."""
    theme = session.get(Theme, theme_id)
    if theme is None:
        raise RefusedError("Nothing was coded: there is no such theme, or no text selected.")
    if theme.retired:
        raise RefusedError(
            f"Nothing was coded: {theme_label(theme)} is retired. Bring it back first, or choose "
            "another theme."
        )
    return theme


def theme_label(theme: Theme) -> str:
    """Name a theme as people do: 3.3 Timing, or the bare name of a label."""
    return f"{theme.number} {theme.name}".strip()


def passage_to_code(
    session: Session, transcript_id: int, start: int, end: int
) -> tuple[int, int, str]:
    """Draw a passage in to its words and name its place; refuse one that has none."""
    name, document_id = _name_and_document(session, transcript_id)
    body = text_of(session, transcript_id)
    start, end = trimmed(body, max(start, 0), min(end, len(body)))
    if start >= end:
        raise RefusedError("Nothing was coded: there is no such theme, or no text selected.")
    paragraphs = paragraphs_of_span(session, document_id, start, end)
    return start, end, f"{name} {paragraph_label(*paragraphs)}"


def place_of(session: Session, transcript_id: int, start: int, end: int) -> str:
    """Name a place as people cite it: S05 ¶27."""
    name, document_id = _name_and_document(session, transcript_id)
    return f"{name} {paragraph_label(*paragraphs_of_span(session, document_id, start, end))}"


def _name_and_document(session: Session, transcript_id: int) -> tuple[str, int]:
    """Give a transcript's name and the id of its document."""
    row = session.execute(
        select(Transcript.name, Transcript.document_id).where(Transcript.id == transcript_id)
    ).first()
    if row is None:
        raise NotFoundError("That transcript is no longer in the study; nothing was changed.")
    return row.name, row.document_id


def paragraphs_of_span(session: Session, document_id: int, start: int, end: int) -> tuple[int, int]:
    """Give the first and last ¶ that `[start, end)` of a document touches."""
    row = session.execute(
        select(func.min(Paragraph.n), func.max(Paragraph.n)).where(
            Paragraph.document_id == document_id, Paragraph.start < end, Paragraph.end > start
        )
    ).one()
    return row[0] or 1, row[1] or 1
