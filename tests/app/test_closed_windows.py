"""Facts about what is left of a window that was closed."""

import gc
from pathlib import Path
from weakref import ReferenceType, ref

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.frame.doors import DOORS
from app.frame.launch import make_application
from app.frame.settings import Settings
from app.window import Window
from framework.drafts import ColumnDraft, DeliveryDraft, IndicatorDraft
from framework.edits.delivery import load_tables
from framework.edits.joint_displays import add_display
from tests.studies import small_study


def _visited(folder: Path, qtbot: QtBot) -> list[ReferenceType[object]]:
    """Visit every workspace of a synthetic study, close the window, and keep no hold of it."""
    study = small_study(folder / "small.chartwell")
    columns = (ColumnDraft("site", "text"), ColumnDraft("done", "date"))
    rows = (("P01", "2021-07-07"), ("P02", "2021-07-09"))
    draft = DeliveryDraft("events", b"events", columns, rows, "site")
    load_tables(study, [draft], [IndicatorDraft("rows", "Rows", "events", "count")])
    display = add_display(study, "Matrix", "L3")
    shown = Window(Settings(folder / "chartwell.ini"))
    shown.show()
    shown.show_study(study)
    found: list[ReferenceType[object]] = [ref(shown), ref(study)]
    for door in DOORS:
        shown.go_to(door.key)
        found.append(ref(shown.workspace()))
        qtbot.waitUntil(lambda: not shown.jobs.busy, timeout=20000)
    shown.go_to("integrate", display=display)
    shown.appearance.set_dark(dark=True)
    qtbot.wait(200)
    shown.close()
    shown.deleteLater()
    return found


def test_nothing_is_left_of_a_window_that_was_closed(tmp_path: Path, qtbot: QtBot) -> None:
    make_application()
    left = _visited(tmp_path, qtbot)
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [type(one()).__name__ for one in left if one() is not None] == []
