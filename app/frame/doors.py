"""List the seven workspaces: the one place where they are named and made."""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QVBoxLayout

from app.shell import Shell
from app.widgets.empty import EmptyState
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.study import Study


class Door(NamedTuple):
    """Name a workspace, and say where its class stands."""

    key: str
    title: str
    icon: str
    module: str
    name: str


DOORS = (
    Door("study", "Study", "study", "app.study.workspace", "StudyWorkspace"),
    Door(
        "transcripts",
        "Transcripts",
        "transcripts",
        "app.transcripts.workspace",
        "TranscriptsWorkspace",
    ),
    Door(
        "framework",
        "Framework",
        "framework",
        "app.framework_editor.workspace",
        "FrameworkWorkspace",
    ),
    Door("code", "Code", "code", "app.coding.workspace", "CodeWorkspace"),
    Door("chart", "Chart", "chart", "app.charting.workspace", "ChartWorkspace"),
    Door("integrate", "Integrate", "integrate", "app.integration.workspace", "IntegrateWorkspace"),
    Door("report", "Report", "report", "app.reporting.workspace", "ReportWorkspace"),
)


def enter(door: Door, study: "Study", shell: Shell) -> Workspace:
    """Make a workspace; its module is imported on the first visit."""
    if find_spec(door.module.rpartition(".")[0]) is None or find_spec(door.module) is None:
        return _Missing(study, shell, door)
    made: Workspace = getattr(import_module(door.module), door.name)(study, shell)
    return made


class _Missing(Workspace):
    """Say that this version has no such workspace."""

    def __init__(self, study: "Study", shell: Shell, door: Door) -> None:
        super().__init__(study, shell)
        self.title = door.title
        sentence = "This version of Chartwell cannot do this yet. The command line may."
        layout = QVBoxLayout(self)
        layout.addWidget(EmptyState(self.look, door.icon, door.title, sentence))
