"""Put into words what merging, moving, retiring and removing a theme would do."""

from typing import TYPE_CHECKING

from app.framework_editor.strip import Choice, Question, Target
from app.framework_editor.wording import both, counted, is_other, titled

if TYPE_CHECKING:
    from app.framework_editor.theme_edits import ThemeEdits
    from framework.queries.themes import ThemeRow

TOP = "the top of the framework"


def merge_question(edits: "ThemeEdits", theme: "ThemeRow") -> Question:
    """Ask into which theme another is to be merged."""
    inside = edits.within(theme.id)
    targets = [(row.id, titled(row)) for row in edits.themes if row.id not in inside]
    names = dict(targets)
    touched = edits.touched(theme.id)
    below = touched.themes - 1

    def sentence(target: Target) -> str:
        into = names.get(target or 0, "")
        moving = both(counted(touched.passages, "passage"), counted(touched.cells, "cell"))
        one = touched.passages + touched.cells == 1
        queued = "moves and is queued" if one else "move and are queued"
        moved = f"{moving} {queued} to be re-read" if moving else "nothing is coded to it"
        subs = f", {counted(below, 'sub-theme')} {'goes' if below == 1 else 'go'} with it"
        return (
            f"Merge {titled(theme)} into {into}: {moved}{subs if below else ''}; "
            f"{theme.number} is retired and keeps its history."
        )

    def merge(target: Target) -> None:
        if target is not None:
            edits.merge(theme.id, target)

    beside = [row for row in edits.under(theme.parent_id) if row != theme.id]
    start = beside[0] if beside else None
    choices = (Choice("Merge", merge),)
    return Question(f"Merge {titled(theme)}", sentence, choices, targets, "Into", start)


def move_question(edits: "ThemeEdits", theme: "ThemeRow") -> Question:
    """Ask under which theme another is to be moved."""
    inside = {*edits.within(theme.id), theme.parent_id}
    single = len(inside - {theme.parent_id}) == 1
    targets: list[tuple[Target, str]] = [(None, TOP)] if theme.parent_id is not None else []
    if single:
        targets += [
            (row.id, titled(row))
            for row in edits.themes
            if row.id not in inside and not is_other(row)
        ]
    touched = edits.touched(theme.id)

    def sentence(_target: Target) -> str:
        what = both(counted(touched.passages, "passage"), counted(touched.cells, "cell"))
        if not targets:
            return "It has sub-themes of its own. Move them first."
        if not what:
            return "It is numbered anew; nothing is coded to it yet."
        queued = "is queued" if touched.passages + touched.cells == 1 else "are queued"
        return f"It is numbered anew; {what} {queued} to be re-read."

    move = Choice("Move", lambda target: edits.move(theme.id, target))
    return Question(f"Move {titled(theme)}", sentence, (move,) if targets else (), targets, "Under")


def retire_question(edits: "ThemeEdits", theme: "ThemeRow") -> Question:
    """Ask whether a theme is to be retired."""
    words = f"It is hidden from the framework, the charts and the palette; {_kept(edits, theme)}."
    retire = Choice("Retire", lambda _target: edits.retire(theme.id))
    return Question(f"Retire {titled(theme)}", lambda _target: words, (retire,))


def remove_question(edits: "ThemeEdits", theme: "ThemeRow") -> Question:
    """Ask whether a theme on which something hangs is to be retired or removed."""
    lost = edits.lost(theme.id)
    remove = Choice("Remove it for good" if theme.retired else "Remove with all of it",
                    lambda _target: edits.remove(theme))  # fmt: skip
    if theme.retired:
        words = f"{lost or 'Nothing'} would be removed with it; Undo brings them back."
        return Question(f"Remove {titled(theme)}", lambda _target: words, (remove,))
    words = (
        f"{lost[:1].upper()}{lost[1:]} hang on it. Retiring hides the theme and keeps them; "
        "removing takes them away with it, and only Undo brings them back."
    )
    retire = Choice("Retire", lambda _target: edits.retire(theme.id))
    return Question(f"Retire or remove {titled(theme)}", lambda _target: words, (retire, remove))


def _kept(edits: "ThemeEdits", theme: "ThemeRow") -> str:
    """Say what is kept of a theme that is retired."""
    lost = edits.lost(theme.id)
    return f"{lost} are kept, and it can be brought back" if lost else "it can be brought back"
