"""Change the passages of codings, and code many at once."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from framework.edits.coding_rows import (
    SAME,
    coding_in,
    latest_version,
    passage_to_code,
    place_of,
    same_coding,
    theme_label,
    theme_to_code,
    unite,
    unite_with_same,
)
from framework.errors import RefusedError
from framework.progress import Progress
from framework.queries.transcripts import text_of
from framework.rules.passages import trimmed
from framework.schema import Coding, Reread, new_guid
from framework.study import Study, now

Passage = tuple[int, int, int]

_SILENT = Progress()


def resize_coding(
    study: Study, coding_id: int, start: int, end: int, source: object | None = None
) -> None:
    """Let a coding hold the passage `[start, end)`, in code points, and stay what it is.

    White space at its ends is left out. On to the very same coding, the two become one.
    """
    with study.step("Resize a passage", source=source) as session:
        coding = coding_in(session, coding_id)
        body = text_of(session, coding.transcript_id)
        start, end = trimmed(body, max(start, 0), min(end, len(body)))
        if start >= end:
            raise RefusedError("A coding needs words; the passage stays as it was.")
        coding.start, coding.end = start, end
        unite_with_same(session, coding)


def split_coding(study: Study, coding_id: int, at: int) -> int:
    """Make two codings of one, at a place inside it; return the id of the second.

    Both keep theme, coder, star and version; the memo stays with the first.
    """
    with study.step("Split a passage") as session:
        coding = coding_in(session, coding_id)
        body = text_of(session, coding.transcript_id)
        first = trimmed(body, coding.start, min(at, coding.end))
        second = trimmed(body, max(at, coding.start), coding.end)
        if first[0] >= first[1] or second[0] >= second[1]:
            raise RefusedError("A passage is split at a place between its words; it stays whole.")
        coding.start, coding.end = first
        unite_with_same(session, coding)
        return _second_half(session, coding, second)


def _second_half(session: Session, coding: Coding, span: tuple[int, int]) -> int:
    """Add the second part of a coding that was split, unless it is there already."""
    half = Coding(
        transcript_id=coding.transcript_id, theme_id=coding.theme_id, coder_id=coding.coder_id,
        start=span[0], end=span[1], starred=coding.starred, created=coding.created,
        version_id=coding.version_id,
    )  # fmt: skip
    session.add(half)
    session.flush()
    waiting = session.scalar(select(Reread).where(Reread.coding_id == coding.id))
    if waiting is not None:
        session.add(
            Reread(theme_id=waiting.theme_id, coding_id=half.id, reason=waiting.reason,
                   coder_id=waiting.coder_id, created=waiting.created)
        )  # fmt: skip
    unite_with_same(session, half)
    return half.id


def merge_codings(study: Study, coding_ids: Sequence[int]) -> int:
    """Make one coding of several that follow one another; return its id, that of the first.

    They must be one coder's, of one transcript and one theme, and touch, overlap or have only
    white space between them. A star stays, and memos are joined.
    """
    with study.step(f"Merge {len(coding_ids)} passages") as session:
        found = [coding_in(session, coding_id) for coding_id in dict.fromkeys(coding_ids)]
        found.sort(key=lambda row: (row.start, row.end, row.id))
        _refuse_to_merge(session, found)
        kept, *others = found
        end = max(row.end for row in found)
        for other in others:
            unite(session, kept, other)
        kept.end = end
        unite_with_same(session, kept)
        return kept.id


def _refuse_to_merge(session: Session, found: Sequence[Coding]) -> None:
    """Refuse codings, in the order of the text, of which no single one can be made."""
    kept = "They stay as they were."
    if len(found) < 2:
        raise RefusedError(f"Choose two passages or more to merge. {kept}")
    for name, said in (
        ("transcript_id", "transcript"), ("theme_id", "theme"), ("coder_id", "coder"),
    ):  # fmt: skip
        if len({getattr(row, name) for row in found}) > 1:
            raise RefusedError(f"Only passages of one {said} can be merged. {kept}")
    body, end = text_of(session, found[0].transcript_id), found[0].end
    for before, after in pairwise(found):
        end = max(end, before.end)
        if body[end : after.start].strip():
            raise RefusedError(
                f"There are words between the passages that nobody coded so. {kept} Resize one to "
                "reach the other first."
            )


def copy_coding(study: Study, coding_id: int, theme_id: int) -> int:
    """Code a coding's passage as another theme too; return the id of that coding.

    It is the coder's at work, and as starred as the other; memos stay where they are.
    """
    with study.step("Copy a coding") as session:
        coding = coding_in(session, coding_id)
        theme_to_code(session, theme_id)
        row = {name: getattr(coding, name) for name in SAME}
        row |= {"theme_id": theme_id, "coder_id": study.coder_id(session)}
        return _coded(session, row, starred=coding.starred)


def code_as(
    study: Study,
    transcript_id: int,
    start: int,
    end: int,
    theme_ids: Sequence[int],
    source: object | None = None,
) -> list[int]:
    """Code the passage `[start, end)` as several themes, in one step; return the codings' ids."""
    with study.read() as reading:
        start, end, place = passage_to_code(reading, transcript_id, start, end)
        themes = [theme_to_code(reading, theme_id) for theme_id in dict.fromkeys(theme_ids)]
        named = ", ".join(theme.number or theme.name for theme in themes)
    with study.step(f"Code {place} as {named}", source=source) as session:
        row = {"transcript_id": transcript_id, "start": start, "end": end,
               "coder_id": study.coder_id(session)}  # fmt: skip
        return [_coded(session, {**row, "theme_id": theme_id}) for theme_id in
                dict.fromkeys(theme_ids)]  # fmt: skip


def _coded(session: Session, row: dict[str, object], *, starred: bool = False) -> int:
    """Add a coding, unless it is there already; return its id."""
    same = same_coding(session, row)
    if same is not None:
        if starred:
            coding_in(session, same).starred = True
        return same
    coding = Coding(**row, starred=starred, created=now(), version_id=latest_version(session))
    session.add(coding)
    session.flush()
    return coding.id


def code_passages(
    study: Study,
    passages: Sequence[Passage],
    theme_id: int,
    label: str = "",
    *,
    progress: Progress = _SILENT,
) -> int:
    """Code passages (transcript id, start, end) as a theme in one step; return how many are new.

    Those that are coded so already are passed over. The step is called `label`, or else "Code 34
    passages as 3.3 Timing".
    """
    with study.read() as reading:
        named = theme_label(theme_to_code(reading, theme_id))
    count = "1 passage" if len(passages) == 1 else f"{len(passages)} passages"
    with study.step(label or f"Code {count} as {named}") as session:
        coder_id, version_id = study.coder_id(session), latest_version(session)
        there = _there(session, theme_id, coder_id)
        rows: list[dict[str, object]] = []
        for passage in _whole(session, passages, progress):
            if passage not in there:
                there.add(passage)
                rows.append(
                    dict(zip(SAME, (*passage, theme_id, coder_id), strict=True))
                    | {"guid": new_guid(), "starred": False, "created": now(),
                       "version_id": version_id}
                )  # fmt: skip
        if rows:
            session.execute(insert(Coding), rows)
        return len(rows)


def _there(session: Session, theme_id: int, coder_id: int) -> set[Passage]:
    """Gather what a coder has coded as a theme."""
    rows = session.execute(
        select(Coding.transcript_id, Coding.start, Coding.end).where(
            Coding.theme_id == theme_id, Coding.coder_id == coder_id
        )
    )
    return set(rows.tuples())


def _whole(session: Session, passages: Sequence[Passage], progress: Progress) -> Iterable[Passage]:
    """Draw passages in to their words, transcript by transcript; refuse one that has none."""
    bodies: dict[int, str] = {}
    for done, (transcript_id, start, end) in enumerate(passages):
        if done % 200 == 0:
            progress.at(done, len(passages), "")
        if transcript_id not in bodies:
            bodies = {transcript_id: text_of(session, transcript_id)}
        body = bodies[transcript_id]
        start, end = trimmed(body, max(start, 0), min(end, len(body)))  # noqa: PLW2901 - drawn in
        if start >= end:
            place = place_of(session, transcript_id, start, start + 1)
            raise RefusedError(f"A passage at {place} holds no words. Nothing was coded.")
        yield transcript_id, start, end
