"""Give the study's framework as a draft, as it goes to other studies and programs."""

from collections.abc import Mapping

from exports.layouts.examples import examples
from framework.drafts import FrameworkDraft, ThemeDraft
from framework.queries.studies import about
from framework.queries.themes import ThemeRow, list_themes_plain
from framework.study import Session


def tree(session: Session) -> FrameworkDraft:
    """Give all themes, those out of use too, with what each carries."""
    themes = list_themes_plain(session, retired=True)
    below: dict[int | None, list[ThemeRow]] = {}
    for theme in themes:
        below.setdefault(theme.parent_id, []).append(theme)
    said = {
        theme_id: f"{example.words} {example.locator}"
        for theme_id, example in examples(session, themes).items()
    }
    return FrameworkDraft(about(session).title, _drafts(below, None, said))


def _drafts(
    below: Mapping[int | None, list[ThemeRow]], parent: int | None, examples: Mapping[int, str]
) -> tuple[ThemeDraft, ...]:
    """Shape the themes under one."""
    return tuple(
        ThemeDraft(
            number=theme.number,
            name=theme.name,
            definition=theme.definition,
            include=theme.include,
            exclude=theme.exclude,
            origin=theme.origin,
            children=_drafts(below, theme.id, examples),
            colour=theme.colour,
            fixed_number=theme.fixed_number,
            retired=theme.retired,
            example=examples.get(theme.id, ""),
            guid=theme.guid,
        )
        for theme in below.get(parent, ())
    )
