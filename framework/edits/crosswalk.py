"""Map themes to the constructs of built-in frameworks, many to many."""

from sqlalchemy import select

from framework.edits.outline import Outline, called, get_theme
from framework.errors import RefusedError
from framework.schema import Crosswalk
from framework.study import Study


def map_theme(study: Study, theme_id: int, template: str, construct: str, *, on: bool) -> None:
    """Map a theme to a construct, or take that back.

    `template` is a built-in framework's id, `construct` the number of one of its themes.
    """
    with study.read() as reading:
        name = called(get_theme(reading, theme_id))
    if not template.strip() or not construct.strip():
        raise RefusedError(f"Nothing was mapped: choose what {name} is mapped to.")
    label = f"Map {name} to {construct}" if on else f"Map {name} to {construct} no longer"
    with study.step(label) as session:
        Outline(session).placed(theme_id)
        wanted = select(Crosswalk).where(
            Crosswalk.theme_id == theme_id,
            Crosswalk.template == template,
            Crosswalk.construct == construct,
        )
        found = session.scalar(wanted)
        if on and found is None:
            session.add(Crosswalk(theme_id=theme_id, template=template, construct=construct))
        elif not on and found is not None:
            session.delete(found)
