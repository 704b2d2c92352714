"""List the pages of the Framework workspace: the one place where they are named and made.

A page is a Workspace: it reads the study in `refresh`, and may have `go`, `keys` and `place`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from app.shell import Shell
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.study import Study


class Page(NamedTuple):
    """Name a page, and say where its class stands."""

    key: str
    title: str
    module: str
    name: str


PAGES = (
    Page("themes", "Themes", "app.framework_editor.themes_page", "ThemesPage"),
    Page("board", "Board", "app.framework_editor.board.page", "BoardPage"),
    Page("rereading", "To re-read", "app.framework_editor.rereading", "RereadingPage"),
    Page("versions", "Versions", "app.framework_editor.versions", "VersionsPage"),
    Page("crosswalk", "Crosswalk", "app.framework_editor.crosswalk", "CrosswalkPage"),
    Page("overlaps", "Overlap", "app.framework_editor.overlaps", "OverlapsPage"),
)


def turn_to(page: Page, study: "Study", shell: Shell) -> Workspace:
    """Make a page; its module is imported on the first visit."""
    made: Workspace = getattr(import_module(page.module), page.name)(study, shell)
    return made
