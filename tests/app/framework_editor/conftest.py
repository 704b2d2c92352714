"""Show the framework, with passages coded to it."""

from collections.abc import Callable

import pytest

from app.framework_editor.workspace import FrameworkWorkspace
from app.window import Window
from framework.queries.themes import ThemeRow, list_themes
from framework.queries.transcripts import list_transcripts
from framework.study import Study
from tests.studies import code_passage

Themes = Callable[[], dict[str, ThemeRow]]


@pytest.fixture
def editor(window: Window) -> FrameworkWorkspace:
    """Show the framework."""
    window.go_to("framework")
    shown = window.workspace()
    assert isinstance(shown, FrameworkWorkspace)
    return shown


@pytest.fixture
def themes(study: Study) -> Themes:
    """Read the themes in use by their numbers."""

    def read() -> dict[str, ThemeRow]:
        with study.read() as session:
            return {theme.number: theme for theme in list_themes(session)}

    return read


@pytest.fixture
def coded(study: Study, themes: Themes) -> list[int]:
    """Code four passages to 2.2, and return the codings."""
    with study.read() as session:
        transcript = list_transcripts(session)[0].id
    theme = themes()["2.2"].id
    places = ((0, 11), (77, 95), (96, 110), (120, 130))
    return [code_passage(study, transcript, start, end, theme) for start, end in places]
