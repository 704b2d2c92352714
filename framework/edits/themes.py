"""Build the framework: add, name, define, move and remove themes."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from framework.drafts import FrameworkDraft, ThemeDraft
from framework.errors import NotFoundError, RefusedError
from framework.rules.numbering import next_number
from framework.schema import Theme
from framework.study import Study

COLOURS = 8


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
    plain = _named(name)
    with study.step(f"Add theme {plain}") as session:
        siblings = _children(session, parent_id)
        parent = session.get(Theme, parent_id) if parent_id else None
        number = _free_number(session, parent.number if parent else "", siblings)
        others = [row for row in siblings if row.number.endswith(".99")]
        theme = Theme(
            parent_id=parent_id,
            position=len(siblings) - len(others),
            number=number,
            name=plain,
            definition=definition,
            colour=parent.colour if parent else len(siblings) % COLOURS,
        )
        session.add(theme)
        _space_out([row for row in siblings if row not in others] + [theme, *others])
        session.flush()
        return theme.id


def rename_theme(study: Study, theme_id: int, name: str) -> None:
    """Rename a theme; its number, codings and cells stay."""
    plain = _named(name)
    with study.step(f"Rename theme to {plain}", merge=f"name:{theme_id}") as session:
        _get(session, theme_id).name = plain


def define_theme(
    study: Study,
    theme_id: int,
    definition: str | None = None,
    include: str | None = None,
    exclude: str | None = None,
    source: object | None = None,
) -> None:
    """Change a theme's definition, or what it includes or excludes; None keeps what stands."""
    with study.read() as reading:
        number = _get(reading, theme_id).number
    merge = f"define:{theme_id}:{definition is None}:{include is None}:{exclude is None}"
    with study.step(f"Define {number}", merge=merge, source=source) as session:
        theme = _get(session, theme_id)
        theme.definition = theme.definition if definition is None else definition
        theme.include = theme.include if include is None else include
        theme.exclude = theme.exclude if exclude is None else exclude


def renumber_theme(study: Study, theme_id: int, number: str) -> None:
    """Give a theme another number by hand; refuse one that is taken."""
    wanted = number.strip()
    with study.step(f"Renumber theme to {wanted}") as session:
        if not wanted or session.scalar(
            select(Theme.id).where(Theme.number == wanted, Theme.id != theme_id)
        ):
            raise RefusedError(f"The number “{wanted}” is empty or taken; the old one was kept.")
        _get(session, theme_id).number = wanted


def move_theme(study: Study, theme_id: int, parent_id: int | None, position: int) -> None:
    """Move a theme under another, or to another place; it and its sub-themes are renumbered."""
    with study.step("Move theme") as session:
        theme = _get(session, theme_id)
        _refuse_circle(session, theme_id, parent_id)
        if theme.parent_id != parent_id:
            _space_out([row for row in _children(session, theme.parent_id) if row is not theme])
        siblings = [row for row in _children(session, parent_id) if row is not theme]
        theme.parent_id = parent_id
        siblings.insert(max(0, min(position, len(siblings))), theme)
        _space_out(siblings)
        parent = session.get(Theme, parent_id) if parent_id else None
        _renumber(session, siblings, parent.number if parent else "", _outside(session, siblings))


def remove_theme(study: Study, theme_id: int) -> None:
    """Remove a theme with its sub-themes, codings and cells; undo brings all of it back."""
    with study.read() as reading:
        theme = _get(reading, theme_id)
        label = f"Remove theme {theme.number} {theme.name}"
    with study.step(label) as session:
        session.execute(delete(Theme).where(Theme.id == theme_id))


def _load(
    session: Session,
    draft: ThemeDraft,
    parent_id: int | None,
    position: int,
    colour: int,
    origin: str,
) -> int:
    """Add a theme of a draft and what is under it; return how many."""
    theme = Theme(
        parent_id=parent_id,
        position=position,
        number=draft.number,
        name=draft.name,
        definition=draft.definition,
        include=draft.include,
        exclude=draft.exclude,
        origin=draft.origin or origin,
        colour=colour if draft.colour is None else draft.colour,
        fixed_number=draft.fixed_number,
        retired=draft.retired,
    )
    session.add(theme)
    session.flush()
    return 1 + sum(
        _load(session, child, theme.id, place, theme.colour, origin)
        for place, child in enumerate(draft.children)
    )


def _refuse_taken_numbers(session: Session, draft: FrameworkDraft) -> None:
    """Refuse a framework that uses a number twice, or one that is in the study."""
    taken = set(session.scalars(select(Theme.number)))
    for number in _numbers(draft.themes):
        if number in taken:
            raise RefusedError(
                f"{draft.name} has a theme numbered {number}, and that number is taken; nothing "
                "was added. Renumber one of the two."
            )
        taken.add(number)


def _numbers(themes: Sequence[ThemeDraft]) -> list[str]:
    """List the numbers of themes and of all under them."""
    return [number for theme in themes for number in (theme.number, *_numbers(theme.children))]


def _refuse_circle(session: Session, theme_id: int, parent_id: int | None) -> None:
    """Refuse to move a theme under itself."""
    above = parent_id
    while above is not None:
        if above == theme_id:
            raise RefusedError("A theme cannot be moved under itself; it stays where it is.")
        above = _get(session, above).parent_id


def _renumber(session: Session, siblings: Sequence[Theme], prefix: str, outside: set[str]) -> None:
    """Give siblings their numbers in order, and so what is under them; none that is `outside`.

    The Other among them keeps its `.99`; a second one is numbered like the rest.
    """
    other = _other_of(siblings, prefix)
    last = prefix and f"{prefix}.0"
    for theme in siblings:
        if theme is other:
            theme.number = f"{prefix}.99"
        else:
            last = next_number(prefix, [last])
            while last in outside:
                last = next_number(prefix, [last])
            theme.number = last
        _renumber(session, _children(session, theme.id), theme.number, outside)


def _other_of(siblings: Sequence[Theme], prefix: str) -> Theme | None:
    """Find the theme among siblings that is their Other: the one of that number, or a new one."""
    others = [theme for theme in siblings if prefix and theme.number.endswith(".99")]
    own = (theme for theme in others if theme.number == f"{prefix}.99")
    return next(own, others[0] if others else None)


def _outside(session: Session, siblings: Sequence[Theme]) -> set[str]:
    """List the numbers of all themes but some and what is under them."""
    inside, waiting = set[int](), list(siblings)
    while waiting:
        theme = waiting.pop()
        inside.add(theme.id)
        waiting += _children(session, theme.id)
    rows = session.execute(select(Theme.id, Theme.number))
    return {row.number for row in rows if row.id not in inside}


def _free_number(session: Session, prefix: str, siblings: Sequence[Theme]) -> str:
    """Give the number that follows the siblings' highest and that no theme has."""
    taken = set(session.scalars(select(Theme.number)))
    number = next_number(prefix, [row.number for row in siblings])
    while number in taken:
        number = next_number(prefix, [number])
    return number


def _space_out(siblings: Sequence[Theme]) -> None:
    """Give siblings their positions in order."""
    for position, theme in enumerate(siblings):
        theme.position = position


def _children(session: Session, parent_id: int | None) -> list[Theme]:
    """List the themes right under another, in order."""
    return list(
        session.scalars(
            select(Theme).where(Theme.parent_id.is_(parent_id)).order_by(Theme.position, Theme.id)
        )
    )


def _count_below(session: Session, parent_id: int | None) -> int:
    """Count the themes right under another."""
    statement = select(func.count()).select_from(Theme).where(Theme.parent_id.is_(parent_id))
    return session.scalar(statement) or 0


def _named(name: str) -> str:
    """Take the spaces off a theme's name; refuse an empty one."""
    plain = " ".join(name.split())
    if not plain:
        raise RefusedError("A theme needs a name; nothing was changed.")
    return plain


def _get(session: Session, theme_id: int) -> Theme:
    """Find a theme."""
    theme = session.get(Theme, theme_id)
    if theme is None:
        raise NotFoundError("That theme is no longer in the framework.")
    return theme
