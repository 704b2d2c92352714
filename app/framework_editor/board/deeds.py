"""Do what a drop decided, each as one step."""

from typing import TYPE_CHECKING

from app.framework_editor.board.drops import Drop, titled, together
from framework.rules.numbering import is_other

if TYPE_CHECKING:
    from framework.study import Study


def do(study: "Study", drop: Drop, name: str = "") -> str:
    """Do it as one step, and return the sentence that says so; `name` is a new theme's."""
    ids = [card.id for card in drop.cards]
    what = together(drop.cards)
    if drop.deed == "group":
        _group(study, ids, name)
        return f"{what} {_are(drop)} grouped as {name}."
    with study.step(_label(drop, name)):
        if drop.deed == "place":
            _place(study, ids, drop)
            return f"{what} {_are(drop)} placed under {_to(drop)}."
        if drop.deed == "join":
            _join(study, ids, drop)
            return f"{what} joined {_to(drop)}."
        if drop.deed == "unplace":
            _unplace(study, ids)
            return f"{what} {_are(drop)} without a place again."
        if drop.deed == "gather":
            _gather(study, ids, name)
            return f"{what} moved to the new theme {name}."
        _move(study, ids, drop)
        return f"{what} moved{f' to {titled(drop.column)}' if drop.column else ''}."


def _are(drop: Drop) -> str:
    """Return the verb for one card or several."""
    return "is" if len(drop.cards) == 1 else "are"


def _to(drop: Drop) -> str:
    """Name what cards went to."""
    to = drop.onto or drop.column
    return titled(to) if to is not None else ""


def _label(drop: Drop, name: str) -> str:
    """Name the step."""
    what = together(drop.cards)
    return {
        "place": f"Place {what} under {_to(drop)}",
        "join": f"Put {what} into {_to(drop)}",
        "unplace": f"Take {what} out of the framework",
        "gather": f"Move {what} to a new theme {name}",
    }.get(drop.deed, f"Move {what}")


def _group(study: "Study", ids: list[int], name: str) -> None:
    """Make a theme of labels."""
    from framework.edits.labels import group_labels

    group_labels(study, ids, name)


def _place(study: "Study", ids: list[int], drop: Drop) -> None:
    """Make labels sub-themes of a theme."""
    from framework.edits.labels import place_label

    for label_id in ids:
        place_label(study, label_id, drop.column.id if drop.column else None)


def _join(study: "Study", ids: list[int], drop: Drop) -> None:
    """Let the codings of labels join a theme."""
    from framework.edits.labels import put_label_into

    for label_id in ids:
        if drop.onto is not None:
            put_label_into(study, label_id, drop.onto.id)


def _unplace(study: "Study", ids: list[int]) -> None:
    """Make labels of sub-themes."""
    from framework.edits.labels import unplace

    for theme_id in ids:
        unplace(study, theme_id)


def _gather(study: "Study", ids: list[int], name: str) -> None:
    """Move sub-themes under a new theme."""
    from framework.edits.themes import add_theme, move_theme

    made = add_theme(study, name)
    for place, theme_id in enumerate(ids):
        move_theme(study, theme_id, made, place)


def _move(study: "Study", ids: list[int], drop: Drop) -> None:
    """Move sub-themes to another theme, or to another place in theirs."""
    from framework.edits.themes import move_theme
    from framework.queries.themes import list_themes_plain

    if drop.column is None:
        return
    parent = drop.column.id
    if drop.onto is not None and drop.onto.parent_id is not None:
        parent = drop.onto.parent_id
    for theme_id in ids:
        with study.read() as session:
            themes = list_themes_plain(session)
        below = [t for t in themes if t.parent_id == parent and t.id != theme_id]
        others = sum(is_other(t.number) for t in below)
        place = len(below) - others
        if drop.onto is not None:
            place = next((i for i, t in enumerate(below) if t.id == drop.onto.id), place)
        move_theme(study, theme_id, parent, place)
