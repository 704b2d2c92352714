"""Keep the labels of open coding, and give them places in the framework."""

from collections.abc import Sequence

from sqlalchemy import select, text

from framework.edits.outline import Outline, called, get_theme
from framework.edits.reshaping import merge_within
from framework.edits.themes import COLOURS, plain_name
from framework.errors import RefusedError
from framework.schema import Theme
from framework.study import Study


def add_label(study: Study, name: str) -> int:
    """Add a label, or find the one of that name; return its id."""
    plain = plain_name(name)
    with study.step(f"Add label “{plain}”") as session:
        labels = session.scalars(
            select(Theme).where(Theme.provisional.is_(True), Theme.retired.is_(False))
        ).all()
        for row in labels:
            if row.name.casefold() == plain.casefold():
                return row.id
        label = Theme(name=plain, number="", provisional=True, position=len(labels),
                      colour=len(labels) % COLOURS)  # fmt: skip
        session.add(label)
        session.flush()
        return label.id


def place_label(study: Study, label_id: int, parent_id: int | None) -> None:
    """Make a label a theme, or a sub-theme of `parent_id`, at the end with the next number."""
    with study.read() as reading:
        step = f"Place {called(get_theme(reading, label_id))}"
    with study.step(step) as session:
        _place(Outline(session), label_id, parent_id)


def put_label_into(study: Study, label_id: int, theme_id: int) -> None:
    """Let a theme or another label have a label's codings; the label is retired.

    In a theme they are to be re-read, as in any merge.
    """
    with study.read() as reading:
        label, theme = get_theme(reading, label_id), get_theme(reading, theme_id)
        step = f"Put {called(label)} into {called(theme)}"
    with study.step(step) as session:
        outline = Outline(session)
        _label(outline, label_id)
        merge_within(study, session, outline, label_id, theme_id)


def group_labels(study: Study, label_ids: Sequence[int], name: str) -> int:
    """Make a new theme at the top with these labels as its sub-themes; return its id."""
    plain = plain_name(name)
    with study.step(f"Group labels as {plain}") as session:
        outline = Outline(session)
        if not label_ids:
            raise RefusedError("No label was chosen; no theme was made.")
        theme = Theme(name=plain, colour=len(outline.children(None)) % COLOURS)
        outline.append(theme, None)
        for label_id in dict.fromkeys(label_ids):
            _place(outline, label_id, theme.id)
        return theme.id


def unplace(study: Study, theme_id: int) -> None:
    """Make a theme a label again; refuse one with sub-themes or with summaries in its chart."""
    with study.read() as reading:
        step = f"Make {called(get_theme(reading, theme_id))} a label"
    with study.step(step) as session:
        outline = Outline(session)
        theme = outline.placed(theme_id)
        written = session.execute(
            text("SELECT count(*) FROM cell WHERE theme_id = :theme AND text <> ''"),
            {"theme": theme_id},
        ).scalar_one()
        if outline.children(theme_id) or written:
            held = "sub-themes" if outline.children(theme_id) else "summaries in its chart"
            raise RefusedError(
                f"{called(theme)} has {held} and stays a theme; a label has only passages."
            )
        for below in outline.retired_below(theme_id):
            below.parent_id = theme.parent_id
        theme.provisional, theme.number, theme.parent_id = True, "", None
        theme.fixed_number = False


def _place(outline: Outline, label_id: int, parent_id: int | None) -> None:
    """Give a label its place within a step."""
    label = _label(outline, label_id)
    colour = len(outline.children(None)) % COLOURS
    label.colour = outline.placed(parent_id).colour if parent_id is not None else colour
    label.provisional = False
    outline.append(label, parent_id)


def _label(outline: Outline, label_id: int) -> Theme:
    """Find a label; refuse what has a place already."""
    label = outline.theme(label_id)
    if not label.provisional:
        raise RefusedError(f"{called(label)} is no label but has its place; nothing was changed.")
    return label
