"""Read which themes share passages."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.framework_editor.overlaps import OverlapsPage
from app.framework_editor.workspace import FrameworkWorkspace
from app.widgets.empty import EmptyState
from app.window import Window
from framework.edits.labels import add_label
from framework.study import Study
from tests.app.framework_editor.paged import code, labels_of, themes_of, turned_to

Key = Qt.Key


@pytest.fixture
def page(window: Window, study: Study) -> OverlapsPage:
    """Code one paragraph as two themes, and two as another pair."""
    themes = themes_of(study)
    for number, paragraphs in (("1.1", (2, 3)), ("2.1", (2,)), ("2.2", (2, 3, 4))):
        for paragraph in paragraphs:
            code(study, paragraph, themes[number].id)
    shown = turned_to(window, "overlaps")
    assert isinstance(shown, OverlapsPage)
    return shown


def test_pairs_stand_with_most_passages_first(page: OverlapsPage) -> None:
    rows = [
        [page.model.index(row, column).data() for column in range(4)]
        for row in range(page.model.rowCount())
    ]
    assert rows[0] == ["1.1 Fit with practice", "2.2 Skills and knowledge", "2", "100 %"]
    assert len(rows) == 3


def test_shared_passage_is_opened_in_its_transcript(
    qtbot: QtBot, page: OverlapsPage, window: Window
) -> None:
    assert page.passages.count() == 2
    qtbot.keyClick(page.table, Key.Key_Return)
    assert page.passages.hasFocus()
    qtbot.keyClick(page.passages, Key.Key_Down)
    qtbot.keyClick(page.passages, Key.Key_Return)
    shown = window.workspace()
    assert shown is not None
    assert shown.title == "Code"
    assert "¶3" in shown.place()


def test_pair_in_hand_is_kept_when_codings_change(
    qtbot: QtBot, page: OverlapsPage, study: Study
) -> None:
    qtbot.keyClick(page.table, Key.Key_Down)
    held = page.place()
    code(study, 4, themes_of(study)["1.1"].id)
    qtbot.waitUntil(lambda: page.model.rows[0].passages == 3)
    assert page.place() == held


def test_merging_a_pair_goes_to_the_themes(page: OverlapsPage, window: Window) -> None:
    assert page._into[0].text() == "Merge 1.1 Fit with practice into 2.2 Skills and knowledge…"
    page._into[0].trigger()
    shown = window.workspace()
    assert isinstance(shown, FrameworkWorkspace)
    assert "1.1" in shown.place()
    assert shown.themes.strip.isVisible()
    assert shown.themes.strip.target.currentText() == "2.2 Skills and knowledge"


def test_label_is_put_into_the_theme_it_shares_passages_with(
    page: OverlapsPage, window: Window, study: Study
) -> None:
    label = add_label(study, "fit")
    code(study, 3, label)
    page.refresh(None)
    page.go(theme=label)
    assert not page._into[0].isVisible()
    said = "Put “fit” into 1.1 Fit with practice: 1 passage, to be re-read there"
    assert page._into[1].text() == said
    page._into[1].trigger()
    assert labels_of(study) == []
    window.undo()
    assert labels_of(study) == ["fit"]


def test_without_overlap_it_says_so(window: Window) -> None:
    page = turned_to(window, "overlaps")
    assert isinstance(page, OverlapsPage)
    assert page.findChild(EmptyState).isVisible()
