"""Build the framework: add, name, define, number, move and remove themes."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from framework.drafts import FrameworkDraft, ThemeDraft
from framework.edits.joint_texts import write_out_of_rows
from framework.edits.outline import Outline, called, get_theme, numbered
from framework.edits.rereading import queue_moved, queue_redefined
from framework.edits.synthesis import write_out_mentions
from framework.errors import RefusedError
from framework.queries.themes import list_themes_plain, theme_and_below
from framework.rules.numbering import OTHER
from framework.schema import Coding, Theme
from framework.study import Study

COLOURS, PATTERNS = 8, 4

OTHER_DEFINITION = (
    "Relevant to this theme but not covered by any sub-theme; review whenever it holds 3 or more "
    "passages."
)


def load_framework(study: Study, draft: FrameworkDraft) -> int:
    """Add a framework's themes after those that are there, as one step; return how many.

    A number that is taken by another theme is refused, and nothing is added.
    """
    with study.step(f"Load framework {draft.name}") as session:
        _refuse_taken_numbers(session, draft)
        start = _count_below(session, None)
        origin = draft.short or (draft.citation and draft.name)
        return sum(
            _load(session, theme, None, start + position, (start + position) % COLOURS, origin)
            for position, theme in enumerate(draft.themes)
        )


def add_theme(study: Study, name: str, parent_id: int | None = None, definition: str = "") -> int:
    """Add a theme, or a sub-theme of `parent_id`, with the next number; return its id."""
    plain = plain_name(name)
    with study.step(f"Add theme {plain}") as session:
        outline = Outline(session)
        colour = len(outline.children(None)) % COLOURS
        if parent_id is not None:
            colour = outline.placed(parent_id).colour
        theme = Theme(name=plain, definition=definition, colour=colour)
        outline.append(theme, parent_id)
        return theme.id


def add_other(study: Study, theme_id: int) -> int:
    """Add the sub-theme `.99 Other` to a theme; return its id. Refused where there is one."""
    with study.read() as reading:
        label = f"Add an Other to {called(get_theme(reading, theme_id))}"
    with study.step(label) as session:
        outline = Outline(session)
        parent = outline.placed(theme_id)
        siblings = outline.children(theme_id)
        number = f"{parent.number}.{OTHER}"
        other = Theme(name="Other", definition=OTHER_DEFINITION, colour=parent.colour,
                      parent_id=theme_id, position=len(siblings), number=number)  # fmt: skip
        if outline.is_taken(number, other):
            raise RefusedError(
                f"{called(parent)} has a sub-theme {number} already; none was added."
            )
        outline.add(other)
        return other.id


def rename_theme(study: Study, theme_id: int, name: str) -> None:
    """Rename a theme or a label; its number, codings and cells stay."""
    plain = plain_name(name)
    with study.step(f"Rename theme to {plain}", merge=f"name:{theme_id}") as session:
        get_theme(session, theme_id).name = plain


def define_theme(
    study: Study,
    theme_id: int,
    definition: str | None = None,
    include: str | None = None,
    exclude: str | None = None,
    source: object | None = None,
) -> None:
    """Change a theme's definition, or what it includes or excludes; None keeps what stands.

    What is coded and written under it is to be re-read then, unless only white space differs;
    going back to the wording from which the step began takes that off the queue again.
    """
    with study.read() as reading:
        number = numbered(get_theme(reading, theme_id))
    merge = f"define:{theme_id}:{definition is None}:{include is None}:{exclude is None}"
    with study.step(f"Define {number}", merge=merge, source=source) as session:
        theme = get_theme(session, theme_id)
        before = (theme.definition, theme.include, theme.exclude)
        theme.definition = theme.definition if definition is None else definition
        theme.include = theme.include if include is None else include
        theme.exclude = theme.exclude if exclude is None else exclude
        if before != (theme.definition, theme.include, theme.exclude):
            session.flush()
            queue_redefined(study, session, theme)


def renumber_theme(study: Study, theme_id: int, number: str) -> None:
    """Give a theme a number by hand, which stays when others change; refuse one that is taken.

    Its sub-themes' numbers begin with it then.
    """
    wanted = number.strip()
    with study.step(f"Renumber theme to {wanted}") as session:
        outline = Outline(session)
        theme = outline.placed(theme_id)
        if not wanted or outline.is_taken(wanted, theme):
            raise RefusedError(f"The number “{wanted}” is empty or taken; the old one was kept.")
        outline.renumber(theme, wanted)
        theme.fixed_number = True


def number_automatically(study: Study, theme_id: int) -> None:
    """Let a theme be numbered by its place again, with those beside it that have no fixed one."""
    with study.read() as reading:
        label = f"Number {called(get_theme(reading, theme_id))} automatically"
    with study.step(label) as session:
        outline = Outline(session)
        theme = outline.placed(theme_id)
        theme.fixed_number = False
        outline.arrange(theme.parent_id, outline.children(theme.parent_id))


def move_theme(study: Study, theme_id: int, parent_id: int | None, position: int) -> None:
    """Move a theme under another, or to another place; it and those beside it are renumbered.

    Under another theme it loses a number given by hand, and what is coded and written under it is
    to be re-read. An Other stays last.
    """
    with study.read() as reading:
        label = f"Move {called(get_theme(reading, theme_id))}"
    with study.step(label) as session:
        outline = Outline(session)
        theme = outline.placed(theme_id)
        if outline.is_under(parent_id, theme_id):
            raise RefusedError("A theme cannot be moved under itself; it stays where it is.")
        siblings = [row for row in outline.children(parent_id) if row is not theme]
        siblings.insert(max(0, min(position, len(siblings))), theme)
        if theme.parent_id == parent_id:
            outline.arrange(parent_id, siblings)
            return
        moved = [theme, *outline.below(theme_id)]
        before = {row.id: row.number for row in moved}
        theme.fixed_number = False
        outline.arrange(parent_id, siblings)
        session.flush()
        queue_moved(study, session, [(row.id, before[row.id], row.number) for row in moved])


def remove_theme(study: Study, theme_id: int) -> None:
    """Remove a theme with its sub-themes, codings and cells; undo brings all of it back."""
    with study.read() as reading:
        theme = get_theme(reading, theme_id)
        kind = "label" if theme.provisional else "theme"
        label = f"Remove {kind} {called(theme)}"
    with study.step(label) as session:
        below = theme_and_below(list_themes_plain(session, retired=True), theme_id)
        write_out_of_rows(session, theme_ids=below)
        write_out_mentions(session, theme_ids=below)
        session.execute(delete(Theme).where(Theme.id == theme_id))


def colour_theme(study: Study, theme_id: int, colour: int) -> None:
    """Give a theme a colour, and what is under it where it had the same.

    Colours 0 to 7 are plain; each further eight are the same in the next pattern.
    """
    if not 0 <= colour < COLOURS * PATTERNS:
        raise RefusedError(f"There is no colour {colour} for themes; nothing was changed.")
    with study.read() as reading:
        label = f"Colour {called(get_theme(reading, theme_id))}"
    with study.step(label) as session:
        theme = get_theme(session, theme_id)
        before = theme.colour
        for row in [theme, *Outline(session).below(theme_id)]:
            row.colour = colour if row.colour == before else row.colour


def set_origin(study: Study, theme_id: int, text: str) -> None:
    """Say where a theme comes from: a template's construct, the topic guide, the data."""
    with study.read() as reading:
        label = f"Say where {called(get_theme(reading, theme_id))} comes from"
    with study.step(label, merge=f"origin:{theme_id}") as session:
        get_theme(session, theme_id).origin = " ".join(text.split())


def set_example(study: Study, theme_id: int, coding_id: int | None) -> None:
    """Choose a passage coded to a theme, or below it, as its example; None takes it away."""
    with study.read() as reading:
        label = f"Choose an example of {called(get_theme(reading, theme_id))}"
    with study.step(label) as session:
        theme = get_theme(session, theme_id)
        theme.example = "" if coding_id is None else _example(session, theme, coding_id)


def plain_name(name: str) -> str:
    """Take the spaces off a theme's name; refuse an empty one."""
    plain = " ".join(name.split())
    if not plain:
        raise RefusedError("A theme needs a name; nothing was changed.")
    return plain


def _example(session: Session, theme: Theme, coding_id: int) -> str:
    """Give the guid of a coding that may be a theme's example."""
    coding = session.get(Coding, coding_id)
    every = list_themes_plain(session, retired=True)
    if coding is None or coding.theme_id not in theme_and_below(every, theme.id):
        raise RefusedError(
            f"That passage is not coded to {called(theme)}; the example was left as it is."
        )
    return coding.guid


def _load(
    session: Session,
    draft: ThemeDraft,
    parent: Theme | None,
    position: int,
    colour: int,
    origin: str,
) -> int:
    """Add a theme of a draft and what is under it; return how many."""
    theme = Theme(
        parent_id=parent.id if parent else None,
        position=position,
        number=draft.number,
        name=draft.name,
        definition=draft.definition,
        include=draft.include,
        exclude=draft.exclude,
        origin=draft.origin or origin,
        colour=colour if draft.colour is None else draft.colour,
        fixed_number=draft.fixed_number,
        retired=draft.retired or bool(parent and parent.retired),
    )
    session.add(theme)
    session.flush()
    return 1 + sum(
        _load(session, child, theme, place, theme.colour, origin)
        for place, child in enumerate(draft.children)
    )


def _refuse_taken_numbers(session: Session, draft: FrameworkDraft) -> None:
    """Refuse a framework that uses a number twice, or one that is in the study."""
    taken = set(session.scalars(select(Theme.number).where(Theme.retired.is_(False))))
    for number in _numbers(draft.themes):
        if number in taken:
            raise RefusedError(
                f"{draft.name} has a theme numbered {number}, and that number is taken; nothing "
                "was added. Renumber one of the two."
            )
        taken.add(number)


def _numbers(themes: Sequence[ThemeDraft]) -> list[str]:
    """List the numbers of the themes in use and of all under them."""
    return [
        number
        for theme in themes
        if not theme.retired
        for number in (theme.number, *_numbers(theme.children))
    ]


def _count_below(session: Session, parent_id: int | None) -> int:
    """Count the themes right under another."""
    statement = (
        select(func.count())
        .select_from(Theme)
        .where(Theme.parent_id.is_(parent_id), Theme.provisional.is_(False))
    )
    return session.scalar(statement) or 0
