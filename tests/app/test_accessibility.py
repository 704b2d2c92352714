"""Hold every control of the window to a name and to the keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.frame.doors import DOORS
from app.sample.build import build
from app.window import Window
from framework.study import Study

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit,
            QPlainTextEdit, QTextEdit)  # fmt: skip
TABBED = Qt.FocusPolicy.TabFocus


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample study once."""
    path = tmp_path_factory.mktemp("sample") / "sample.chartwell"
    build(path).close()
    return path


def visit(qtbot: QtBot, window: Window, key: str) -> QWidget:
    """Go to a workspace and let it come to rest."""
    window.go_to(key)
    shown = window.workspace()
    assert shown is not None
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    qtbot.wait(150)
    return shown


def focusable(top: QWidget) -> list[QWidget]:
    """List the widgets that take focus, but for plain frames that scroll and Qt's inner parts."""
    every = [top, *top.findChildren(QWidget)]
    return [
        widget
        for widget in every
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.objectName().startswith("qt_")
        and not _inside(widget, (QAbstractSpinBox, QComboBox))
        and widget.focusProxy() is None
        and type(widget) is not QScrollArea
    ]


def _inside(widget: QWidget, kinds: tuple[type[QWidget], ...]) -> bool:
    """Tell whether a widget is part of another of these kinds."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, kinds):
        above = above.parentWidget()
    return above is not None


def _among_others(widget: QWidget) -> bool:
    """Tell whether the arrow keys choose a button among its group, so that Tab need not."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive()


def said_of(widget: QWidget) -> str:
    """Return what a screen reader says of a widget."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return (widget.accessibleName() or text).strip()


@pytest.mark.parametrize("key", [door.key for door in DOORS])
def test_every_focusable_control_has_a_name(
    qtbot: QtBot, bare_window: Window, sample: Path, key: str
) -> None:
    bare_window.show_study(Study.open(sample, "AB"))
    visit(qtbot, bare_window, key)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in focusable(bare_window)
        if not said_of(widget)
    ]
    assert nameless == []


@pytest.mark.parametrize("key", [door.key for door in DOORS])
def test_every_control_in_sight_is_reached_by_keyboard(
    qtbot: QtBot, bare_window: Window, sample: Path, key: str
) -> None:
    bare_window.show_study(Study.open(sample, "AB"))
    shown = visit(qtbot, bare_window, key)
    unreached = [
        f"{type(widget).__name__} {said_of(widget)!r}"
        for widget in shown.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisible()
        and widget.isEnabled()
        and not widget.objectName().startswith("qt_")
        and not _inside(widget, (QAbstractSpinBox, QComboBox, QAbstractItemView))
        and not widget.focusPolicy() & TABBED
        and not _among_others(widget)
    ]
    assert unreached == []
