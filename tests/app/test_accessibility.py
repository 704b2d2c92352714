"""Hold every control of the window to a name and to the keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.coding.autocode import AutocodePage
from app.coding.workspace import CodeWorkspace
from app.frame.doors import DOORS
from app.window import Window
from framework.study import Study
from tests.studies import SampleAt

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit,
            QPlainTextEdit, QTextEdit)  # fmt: skip
TABBED = Qt.FocusPolicy.TabFocus
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def sample(sample_at: SampleAt, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample study."""
    return sample_at(tmp_path_factory.mktemp("sample") / "sample.chartwell")


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


@pytest.mark.parametrize("key", [door.key for door in DOORS if door.key != "chart"])
def test_tab_comes_to_every_control_in_sight(
    qtbot: QtBot, bare_window: Window, sample: Path, key: str
) -> None:
    bare_window.show_study(Study.open(sample, "AB"))
    shown = visit(qtbot, bare_window, key)
    shown.take_keys()
    reached: list[QWidget] = []
    held = QApplication.focusWidget()
    while held is not None and held not in reached:
        reached.append(held)
        qtbot.keyClick(held, Qt.Key.Key_Tab)
        held = QApplication.focusWidget()
    unreached = [
        said_of(widget)
        for widget in bare_window.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & TABBED
        and not widget.objectName().startswith("qt_")
        and not _inside(widget, (QAbstractSpinBox, QComboBox, QAbstractItemView))
        and not _among_others(widget)
        and widget not in reached
    ]
    assert unreached == []


def walked(top: QWidget) -> list[tuple[str, str]]:
    """Walk the tree that a screen reader sees; list what takes focus, with role and name."""
    found, waiting = [], [QAccessible.queryAccessibleInterface(top)]
    while waiting:
        seen = waiting.pop()
        if seen is None or not seen.isValid() or seen.state().invisible:
            continue
        held = seen.object()
        if isinstance(held, QWidget) and seen.state().focusable:
            name = seen.text(QAccessible.Text.Name)
            if isinstance(held, QComboBox):  # Qt gives what is chosen in it as its name here
                name = held.accessibleName()
            found.append((type(held).__name__, name.strip()))
        if not isinstance(held, QAbstractItemView):
            waiting += [seen.child(at) for at in range(seen.childCount())]
    return found


def show_palette(qtbot: QtBot, window: Window) -> QWidget:
    workspace = visit(qtbot, window, "code")
    assert isinstance(workspace, CodeWorkspace)
    qtbot.keyClick(workspace.view, Qt.Key.Key_Return)
    qtbot.waitUntil(workspace.palette_popup.isVisible)
    qtbot.keyClicks(workspace.palette_popup.field, "te")
    return workspace.palette_popup


def show_find_bar(qtbot: QtBot, window: Window) -> QWidget:
    workspace = visit(qtbot, window, "code")
    assert isinstance(workspace, CodeWorkspace)
    qtbot.keyClick(workspace.view, Qt.Key.Key_F, CTRL)
    assert workspace.find_bar.isVisible()
    return workspace.find_bar


def show_key_sheet(qtbot: QtBot, window: Window) -> QWidget:
    visit(qtbot, window, "code")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.sheet.isVisible()
    return window.sheet


def show_autocode(qtbot: QtBot, window: Window) -> QWidget:
    visit(qtbot, window, "code")
    window.find_all("template")
    workspace = window.workspace()
    assert isinstance(workspace, CodeWorkspace)
    page = workspace.searching.shown
    assert page is not None
    assert page.model.rows
    return page


SHOWN: tuple[tuple[Callable[[QtBot, Window], QWidget], set[str]], ...] = (
    (show_palette, {"Theme"}),
    (show_find_bar, {"Find", "Place before", "Next place", "Close"}),
    (show_key_sheet, {"Filter the keys", "Change keys…", "Close"}),
    (show_autocode, {"Words to find", "What to code", "Only participants", "Passages found",
                     "Theme to code with", "Themes to code with", "Untick all"}),
)  # fmt: skip


@pytest.mark.parametrize(("show", "names"), SHOWN)
def test_screen_reader_names_what_lies_over_the_text(
    qtbot: QtBot,
    bare_window: Window,
    sample: Path,
    show: Callable[[QtBot, Window], QWidget],
    names: set[str],
) -> None:
    bare_window.show_study(Study.open(sample, "AB"))
    top = show(qtbot, bare_window)
    seen = walked(top)
    assert names <= {name for _kind, name in seen}
    assert [kind for kind, name in seen if not name] == []
    assert [type(w).__name__ for w in focusable(top) if w.isVisible() and not said_of(w)] == []
    assert top.accessibleName()


def test_every_row_of_what_is_found_is_said(
    qtbot: QtBot, bare_window: Window, sample: Path
) -> None:
    bare_window.show_study(Study.open(sample, "AB"))
    page = show_autocode(qtbot, bare_window)
    assert isinstance(page, AutocodePage)
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [page.model.index(at).data(role) for at in range(page.model.rowCount())]
    assert all(words.endswith(", ticked") for words in said)
