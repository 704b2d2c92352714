"""Say what a page of the Chart workspace is, and name the pages there are."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal

from app.charting.arrangement import Choice
from app.shell import Shell
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.study import Study

MATRIX = "matrix"


class Door(NamedTuple):
    """Name a page: its key, its words in the bar's menu, its module and what makes it there.

    `apart` tells that it shows nothing that others charted to an analyst who charts apart.
    """

    key: str
    title: str
    module: str
    name: str
    apart: bool = False


DOORS: tuple[Door, ...] = (
    Door("overview", "Overview", "app.charting.overview", "OverviewPage", apart=True),
    Door("case", "Case view", "app.charting.across", "case_page"),
    Door("theme", "Theme view", "app.charting.across", "theme_page"),
    Door("mapping", "Mapping", "app.charting.mapping", "MappingPage"),
    Door("reconcile", "Reconcile", "app.charting.reconcile", "ReconcilePage", apart=True),
    Door("import", "Import charts", "app.charting.bringing", "ImportPage"),
    Door("words", "Words", "app.charting.word_list", "WordsPage"),
)


PAGE_TITLES = {MATRIX: "Summaries", **{door.key: door.title for door in DOORS}}


def pages_of(choice: Choice) -> list[str]:
    """List the keys of the pages that are shown, fewer to an analyst who charts apart."""
    return [MATRIX, *(door.key for door in DOORS if door.apart or not choice.apart)]


class Page(Workspace):
    """Be a page beside the matrix; subclasses read the study in `refresh`.

    `opened` asks for a cell of the matrix by its case and theme. `choice` is what the bar says:
    the chart, and the kind of case.
    """

    opened = Signal(int, int)
    hints: tuple[str, ...] = ()  # actions whose keys the status bar says
    charts = True  # whether the tabs of the charts say something here
    rows = True  # whether the kind of case does

    def __init__(self, study: "Study", shell: Shell) -> None:
        super().__init__(study, shell)
        self.choice = Choice()

    def choose(self, choice: Choice) -> None:
        """Show another chart or another kind of case."""
        self.choice = choice
        self.refresh(None)


def make_page(key: str, study: "Study", shell: Shell) -> Page:
    """Make a page when it is first wanted."""
    door = next(door for door in DOORS if door.key == key)
    made: Page = getattr(import_module(door.module), door.name)(study, shell)
    return made
