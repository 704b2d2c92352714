"""Turn to a page of the Framework workspace, as a test wants it."""

from app.framework_editor.workspace import FrameworkWorkspace
from app.widgets.workspace import Workspace
from app.window import Window
from framework.queries.themes import ThemeRow, list_labels, list_themes
from framework.queries.transcripts import list_transcripts, paragraphs_of
from framework.study import Study
from tests.studies import code_passage


def turned_to(window: Window, key: str) -> Workspace:
    """Show a page and return it."""
    window.go_to("framework", page=key)
    shown = window.workspace()
    assert isinstance(shown, FrameworkWorkspace)
    return shown.page()


def themes_of(study: Study) -> dict[str, ThemeRow]:
    """List the themes by number."""
    with study.read() as session:
        return {theme.number: theme for theme in list_themes(session)}


def labels_of(study: Study) -> list[str]:
    """List the names of the labels without a place."""
    with study.read() as session:
        return [label.name for label in list_labels(session)]


def code(study: Study, paragraph: int, theme_id: int) -> int:
    """Code a paragraph of the study's transcript."""
    with study.read() as session:
        transcript = list_transcripts(session)[0]
        row = paragraphs_of(session, transcript.id)[paragraph - 1]
    return code_passage(study, transcript.id, row.start, row.end, theme_id)
