"""Facts about what is imported before the person goes there."""

import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.frame.doors import DOORS
from app.frame.settings import Settings
from app.frame.warming import Warmer, modules
from app.window import Window
from tests.studies import small_study


def test_every_workspace_is_imported_soon_after_a_study_is_shown(
    qtbot: QtBot, tmp_path: Path
) -> None:
    small_study(tmp_path / "small.chartwell").close()
    window = Window(Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    warmer = Warmer(window)
    assert not warmer.done
    window.open_study(tmp_path / "small.chartwell")
    qtbot.waitUntil(lambda: warmer.done, timeout=30000)
    assert {door.module for door in DOORS} <= set(sys.modules)
    window.close()


def test_what_others_rest_on_is_imported_first() -> None:
    found = modules()
    assert found.index("framework.study") < found.index("app.integration.workspace")
    assert found.index("exports.catalogue") < found.index("app.reporting.workspace")
