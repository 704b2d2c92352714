"""Reshape the framework: merge themes, split them, retire them and bring them back."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from framework.edits.outline import Outline, called, get_theme
from framework.edits.rereading import queue_cells, queue_codings, queue_moved
from framework.edits.themes import plain_name
from framework.edits.uniting import move_codings, unite_codings, unite_crosswalks
from framework.edits.uniting_charts import unite_charts
from framework.errors import RefusedError
from framework.queries.attributions import codings_by_cell
from framework.rules.days import spelled_day
from framework.schema import Cell, Coding, Theme
from framework.study import Study, now


class SplitPart(NamedTuple):
    """Describe a theme that is split off another, and the codings that go to it."""

    name: str
    definition: str = ""
    coding_ids: Sequence[int] = ()


def merge_themes(study: Study, theme_id: int, into_id: int) -> None:
    """Merge a theme or a label into another; it is retired, with its name and definition kept.

    Its codings, written cells, crosswalk entries and sub-themes go to the other. What came is to
    be re-read there, with the cells that it is evidence for.
    """
    with study.read() as reading:
        theme, into = get_theme(reading, theme_id), get_theme(reading, into_id)
        label = f"Merge {called(theme)} into {called(into)}"
    with study.step(label) as session:
        merge_within(study, session, Outline(session), theme_id, into_id)


def merge_within(
    study: Study, session: Session, outline: Outline, theme_id: int, into_id: int
) -> None:
    """Merge a theme or a label into another within a step."""
    theme, into = outline.theme(theme_id), outline.theme(into_id)
    _refuse_merging(outline, theme, into)
    theme.retired, theme.merged_into = True, into.guid
    below = _bring_sub_themes(outline, theme, into)
    moved = unite_codings(session, theme, into)
    cells = unite_charts(study, session, theme, into)
    unite_crosswalks(session, theme, into)
    into.example = into.example or theme.example
    if not into.provisional:
        reason = f"came from {called(theme)}, merged on {spelled_day(now())}"
        queue_codings(study, session, moved, reason)
        queue_cells(study, session, {*cells, *_cells_behind(session, into.id, moved)}, reason)
        queue_moved(study, session, below)


def split_theme(study: Study, theme_id: int, parts: Sequence[SplitPart]) -> list[int]:
    """Split themes off a theme, each with codings chosen for it; return their ids.

    They stand beside it, at the end. What is chosen for none, and all cells, stay with the theme.
    The codings that went are to be re-read, and the cells that they were evidence for.
    """
    with study.read() as reading:
        label = f"Split {called(get_theme(reading, theme_id))}"
    with study.step(label) as session:
        outline = Outline(session)
        theme = outline.theme(theme_id)
        _refuse_splitting(session, theme, parts)
        chosen = [coding for part in parts for coding in part.coding_ids]
        cells = _cells_behind(session, theme_id, chosen)
        made = [_split_off(session, outline, theme, part) for part in parts]
        if not theme.provisional:
            reason = f"came from {called(theme)}, split on {spelled_day(now())}"
            queue_codings(study, session, chosen, reason)
            names = ", ".join(called(part) for part in made)
            reason = f"passages went to {names}, split on {spelled_day(now())}"
            queue_cells(study, session, cells, reason)
        return [part.id for part in made]


def retire_theme(study: Study, theme_id: int) -> None:
    """Retire a theme and everything under it: hidden, with codings and cells kept."""
    with study.read() as reading:
        label = f"Retire {called(get_theme(reading, theme_id))}"
    with study.step(label) as session:
        outline = Outline(session)
        for theme in [outline.theme(theme_id), *outline.below(theme_id)]:
            theme.retired = True


def bring_back_theme(study: Study, theme_id: int) -> None:
    """Bring back a theme that was retired, and what is under it.

    It stands where it stood; where the theme above it is retired, under the next above that. With
    a number that another theme has by now, it stands last and gets a new one. What was merged comes
    back alone and without what it gave; what was merged below it stays retired.
    """
    with study.read() as reading:
        label = f"Bring back {called(get_theme(reading, theme_id))}"
    with study.step(label) as session:
        outline = Outline(session)
        theme = get_theme(session, theme_id)
        if not theme.retired:
            raise RefusedError(f"{called(theme)} is in use; nothing was changed.")
        if theme.provisional:
            theme.retired, theme.merged_into = False, ""
        else:
            _bring_back(session, outline, theme)


def _refuse_merging(outline: Outline, theme: Theme, into: Theme) -> None:
    """Refuse to merge a theme where it would lose its place or its cells."""
    if outline.is_under(into.id, theme.id):
        raise RefusedError(
            f"{called(theme)} cannot be merged into itself or into a theme under it; nothing was "
            "changed."
        )
    if into.provisional and not theme.provisional:
        raise RefusedError(
            f"{called(into)} is a label without a place in the framework; nothing was changed. "
            f"Merge it into {called(theme)} instead, or place it first."
        )


def _bring_sub_themes(outline: Outline, theme: Theme, into: Theme) -> list[tuple[int, str, str]]:
    """Move the sub-themes of a merged theme; return the moves: id, number before, number now."""
    moved = outline.below(theme.id)
    before = {row.id: row.number for row in moved}
    for child in outline.children(theme.id):
        outline.append(child, into.id)
    return [(row.id, before[row.id], row.number) for row in moved]


def _cells_behind(session: Session, theme_id: int, coding_ids: Sequence[int]) -> set[int]:
    """Find the cells of a theme for whose cases these codings speak."""
    wanted = set(coding_ids)
    cases = {
        case_id
        for (case_id, _theme), found in codings_by_cell(session, [theme_id]).items()
        if not wanted.isdisjoint(found)
    }
    rows = session.execute(select(Cell.id, Cell.case_id).where(Cell.theme_id == theme_id))
    return {row.id for row in rows if row.case_id in cases}


def _refuse_splitting(session: Session, theme: Theme, parts: Sequence[SplitPart]) -> None:
    """Refuse to split a theme into nothing, or a coding that cannot go where it should."""
    if not parts:
        raise RefusedError(f"{called(theme)} was not split: name a theme to split off.")
    for part in parts:
        plain_name(part.name)
    times = Counter(coding for part in parts for coding in part.coding_ids)
    own = set(session.scalars(select(Coding.id).where(Coding.theme_id == theme.id)))
    if not own.issuperset(times):
        raise RefusedError(
            f"A passage that was chosen is not coded to {called(theme)}; nothing was split."
        )
    if any(count > 1 for count in times.values()):
        raise RefusedError("A passage was chosen for two themes; nothing was split.")


def _split_off(session: Session, outline: Outline, theme: Theme, part: SplitPart) -> Theme:
    """Add a theme beside another and give it codings of the other."""
    made = Theme(name=plain_name(part.name), definition=part.definition, colour=theme.colour,
                 origin=theme.origin, split_from=theme.guid)  # fmt: skip
    if theme.provisional:
        made.provisional, made.position, made.number = True, theme.position, ""
        outline.add(made)
    else:
        outline.append(made, theme.parent_id)
    move_codings(session, part.coding_ids, theme, made)
    example = theme.example and session.scalar(
        select(Coding.id).where(Coding.guid == theme.example, Coding.theme_id == made.id)
    )
    if example:
        made.example, theme.example = theme.example, ""
    return made


def _bring_back(session: Session, outline: Outline, theme: Theme) -> None:
    """Put a theme of the framework in its place again, and what is under it."""
    parent_id = theme.parent_id
    while parent_id is not None:
        parent = get_theme(session, parent_id)
        if not (parent.retired or parent.provisional):
            break
        parent_id = parent.parent_id
    _with_all_below(outline, theme, parent_id, "")


def _with_all_below(outline: Outline, theme: Theme, parent_id: int | None, above: str) -> None:
    """Bring back a theme and what was retired under it, but for what was merged."""
    before, merged = theme.number, bool(theme.merged_into)
    theme.merged_into = ""
    outline.bring_back(theme, parent_id, above)
    for child in () if merged else outline.retired_below(theme.id):
        if not child.merged_into:
            _with_all_below(outline, child, theme.id, before)
