"""Hold every control of the framework's pages to a name and to the keyboard, at any text size."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.window import Window
from framework.edits.labels import add_label
from framework.edits.themes import define_theme
from framework.edits.versions import freeze_version
from framework.study import Study
from tests.app.framework_editor.paged import code, themes_of, turned_to
from tests.app.test_accessibility import CONTROLS, TABBED, focusable, said_of
from tests.studies import SampleAt

PAGES = ("board", "rereading", "versions", "crosswalk", "overlaps")


@pytest.fixture(scope="module")
def sample(sample_at: SampleAt, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a study in which every page has something to show."""
    path = tmp_path_factory.mktemp("pages") / "sample.chartwell"
    study = Study.open(sample_at(path), "AB")
    freeze_version(study, "working 2", "Tried on three interviews", allow_undefined=True)
    define_theme(study, themes_of(study)["3.3"].id, definition="When reports come.")
    code(study, 3, add_label(study, "late reports"))
    study.close()
    return path


def inside_of_a_list_or_choice(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, CONTROLS):
        above = above.parentWidget()
    return above is not None


@pytest.mark.parametrize("key", PAGES)
def test_controls_of_a_page_have_names_and_are_reached_by_tab(
    qtbot: QtBot, bare_window: Window, sample: Path, key: str
) -> None:
    bare_window.show_study(Study.open(sample, "AB"))
    page = turned_to(bare_window, key)
    qtbot.wait(50)
    seen = [w for w in page.findChildren(QWidget) if w.isVisible() and w.isEnabled()]
    controls = [
        w for w in seen
        if isinstance(w, CONTROLS)
        and not w.objectName().startswith("qt_")
        and not inside_of_a_list_or_choice(w)
    ]  # fmt: skip
    assert controls
    assert [type(w).__name__ for w in focusable(page) if not said_of(w)] == []
    assert [said_of(w) for w in controls if not w.focusPolicy() & TABBED] == []


@pytest.mark.parametrize("key", PAGES)
def test_page_stands_in_a_small_window_with_the_largest_text(
    qtbot: QtBot, bare_window: Window, sample: Path, key: str
) -> None:
    bare_window.show_study(Study.open(sample, "AB"))
    bare_window.resize(1024, 700)
    page = turned_to(bare_window, key)
    for _ in range(8):
        bare_window.appearance.step_text_size(1)
    qtbot.wait(50)
    assert bare_window.look.type.scale == 2.0
    assert bare_window.width() <= 1024
    assert page.width() <= 1024
