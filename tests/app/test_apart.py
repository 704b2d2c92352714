"""Facts about what one who charts apart sees beyond the chart, in the real window."""

from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.apart import OPEN_LAYOUTS, Cover, charts_apart
from app.charting.kept import Keeper
from app.window import Window
from exports import LAYOUTS, Options, export
from framework.edits import cells, memos, ratings
from framework.edits.joint_displays import add_display
from framework.edits.joint_rows import add_row
from framework.edits.own_cells import write_own_summary
from framework.edits.synthesis import write_synthesis
from framework.errors import RefusedError
from framework.study import Study
from tests.app.conftest import AnsweredDialogs
from tests.studies import case_ids, theme_ids

SECRET = "Zanzibar"


@pytest.fixture
def written(study: Study) -> Study:
    """Give a study in which CD wrote a word wherever one can be charted."""
    study.coder = "CD"
    case, theme = case_ids(study)["P03"], theme_ids(study)["2.2"]
    write_own_summary(study, case, theme, f"{SECRET} of one’s own")
    write_synthesis(study, f"{SECRET} across", case_id=case)
    memos.write_cell_memo(study, case, theme, f"{SECRET} noted")
    add_row(study, add_display(study, "Sites", "L5"), title=f"{SECRET} joined")
    ratings.ask_for_ratings(study, theme)
    cells.write_summary(study, case, theme, f"{SECRET} of the study")
    ratings.rate_cell(study, case, theme, "+2")
    study.coder = "AB"
    return study


@pytest.fixture
def apart(bare_window: Window, written: Study) -> Window:
    """Show the window to AB, who charts apart."""
    Keeper(written, bare_window.shell.recall, bare_window.shell.remember).keep(apart=("AB",))
    assert charts_apart(written, bare_window.shell) == "AB"
    bare_window.show_study(written)
    return bare_window


def covered(window: Window) -> str:
    """Return what the cover in sight says, "" where there is none."""
    seen = [one for one in window.findChildren(Cover) if one.isVisible()]
    assert len(seen) < 2
    return seen[0].findChildren(QLabel)[-1].text() if seen else ""


def shown_in(widget: QWidget) -> str:
    """Return the words in a part of the window."""
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def go_to(window: Window, workspace: str, **where: object) -> str:
    """Go to a place, and return what the cover there says."""
    window.go_to(workspace, **where)
    QApplication.processEvents()
    return covered(window)


@pytest.mark.parametrize("key", sorted(OPEN_LAYOUTS))
def test_open_layouts_hold_nothing_that_was_charted(
    written: Study, tmp_path: Path, key: str
) -> None:
    layout = next(one for one in LAYOUTS if one.key == key)
    path = tmp_path / f"written.{'html' if 'html' in layout.formats else 'yaml'}"
    with written.read() as session, suppress(RefusedError):  # some ask for delivery data
        export(session, key, path, Options(evidence=True))
    assert not path.exists() or SECRET not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("workspace", "where", "what"),
    [
        ("integrate", {"display": 1}, "Joint displays rest on"),
        ("report", {}, "This export shows"),
        ("framework", {"page": "rereading"}, "What is to be re-read shows"),
        ("study", {"page": "audit"}, "The audit trail shows"),
    ],
)
def test_what_others_charted_is_covered(
    apart: Window, workspace: str, where: dict[str, object], what: str
) -> None:
    assert go_to(apart, workspace, **where) == (
        f"{what} what others have charted. It opens once you stop charting apart."
    )
    assert SECRET not in apart.top.undo.toolTip()
    QApplication.processEvents()
    cover = apart.focusWidget()
    assert isinstance(cover, QPushButton)
    assert cover.text() == "Go to Chart"
    cover.click()
    assert apart.workspace().title == "Chart"
    apart.workspace().apart.leave.click()
    assert go_to(apart, workspace, **where) == ""


def test_what_holds_no_cells_stays_open(apart: Window) -> None:
    for workspace in ("study", "transcripts", "framework", "code", "chart", "integrate"):
        assert go_to(apart, workspace) == ""
    go_to(apart, "report")
    apart.workspace().layouts["codings"].click()
    assert covered(apart) == ""
    apart.workspace().layouts["audit"].click()
    assert covered(apart) != ""


def test_an_export_of_cells_is_not_begun(
    apart: Window, dialogs: AnsweredDialogs, tmp_path: Path
) -> None:
    dialogs.to_save = tmp_path / "written.docx"
    go_to(apart, "report")
    apart.workspace().export()
    assert apart.message.words.text().startswith("This export shows cells that others have charted")
    assert not dialogs.to_save.exists()


def test_steps_in_which_others_charted_are_not_named(apart: Window, qtbot: QtBot) -> None:
    assert "Charting by CD" in apart.top.undo.accessibleName()
    apart.undo()
    assert apart.message.words.text() == "Undone: Charting by CD"
    qtbot.waitUntil(lambda: "Undo “Charting by CD”" in shown_in(apart.workspace().side))
    assert "+2" not in shown_in(apart.workspace().side)
    assert "Make the joint display Sites" in shown_in(apart.workspace().side)


def test_study_counts_the_own_versions(apart: Window) -> None:
    assert "0 of 3" in shown_in(apart.workspace().figures)
    write_own_summary(
        apart.study, case_ids(apart.study)["P03"], theme_ids(apart.study)["1.1"], "Mine"
    )
    apart.workspace().refresh(None)
    assert "1 of 3" in shown_in(apart.workspace().figures)


def test_another_at_the_same_window_sees_what_they_may(apart: Window) -> None:
    assert go_to(apart, "report") != ""
    apart.top.initials_chosen.emit("EF")
    assert covered(apart) == ""
    apart.top.initials_chosen.emit("AB")
    assert covered(apart) != ""


def test_what_was_seen_before_is_seen_no_more_once_one_begins(
    bare_window: Window, written: Study, qtbot: QtBot
) -> None:
    bare_window.show_study(written)
    qtbot.waitUntil(lambda: "+2" in bare_window.top.undo.accessibleName())
    assert "1 of 3" in shown_in(bare_window.workspace().figures)
    assert go_to(bare_window, "report") == ""
    go_to(bare_window, "chart")
    bare_window.workspace().bar.apart_turned.emit()
    qtbot.waitUntil(lambda: "Charting by CD" in bare_window.top.undo.accessibleName())
    go_to(bare_window, "study")
    assert "0 of 3" in shown_in(bare_window.workspace().figures)
    assert go_to(bare_window, "report") != ""
    assert bare_window.workspace().pages.sheets.words == ""
    go_to(bare_window, "chart")
    bare_window.workspace().bar.apart_turned.emit()
    assert go_to(bare_window, "report") == ""
    qtbot.waitUntil(lambda: SECRET in bare_window.workspace().pages.sheets.words)
