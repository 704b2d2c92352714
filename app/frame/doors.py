"""List the seven workspaces: the one place where they are named and made."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from app.shell import Shell
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
    made: Workspace = getattr(import_module(door.module), door.name)(study, shell)
    return made
