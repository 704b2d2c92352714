"""Choose themes in the palette as a person would, with the keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.design.look import Look
from app.keymap import Keymap
from app.widgets.palette_popup import Offer, ThemePalette
from framework.queries.themes import ThemeRow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def theme(at: int, number: str, name: str, parent: int | None = None) -> ThemeRow:
    return ThemeRow(at, parent, number, name, "", "", "", "", 0, 0, 0, 0, 0, 0)


THEMES = [
    theme(1, "1", "Innovation"),
    theme(2, "1.1", "Fit with practice", 1),
    theme(3, "2", "Recipients"),
    theme(4, "2.1", "Team roles", 3),
    theme(5, "2.2", "Team learning", 3),
]
LABELS = [theme(9, "", "team spirit")]


class Told:
    """Remember what the palette tells."""

    def __init__(self, palette: ThemePalette) -> None:
        self.chosen: list[object] = []
        palette.chosen.connect(self.chosen.append)
        palette.several.connect(self.chosen.append)
        palette.new_label.connect(self.chosen.append)
        palette.new_theme.connect(lambda name, parent: self.chosen.append((name, parent)))


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    """Show a window to lie over."""
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.resize(900, 700)
    shown.show()
    qtbot.waitExposed(shown)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def opened(ground: QWidget, offer: Offer, own: Keymap | None = None) -> tuple[ThemePalette, Told]:
    palette = ThemePalette(Look(), ground, own)
    palette.open_at(ground.mapToGlobal(QPoint(10, 10)), offer)
    return palette, Told(palette)


def rows(palette: ThemePalette) -> list[str]:
    both = (palette.list, palette.creation)
    return [made.item(at).text() for made in both for at in range(made.count())]


def test_labels_stand_after_the_themes(qtbot: QtBot, ground: QWidget) -> None:
    palette, told = opened(ground, Offer(THEMES, labels=LABELS))
    assert rows(palette)[-1] == "team spirit"
    qtbot.keyClicks(palette.field, "team sp")
    assert rows(palette)[0] == "team spirit"
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert told.chosen == [9]


def test_several_themes_are_ticked_and_taken_at_once(qtbot: QtBot, ground: QWidget) -> None:
    palette, told = opened(ground, Offer(THEMES, many=True))
    qtbot.keyClick(palette.field, Key.Key_Down)
    qtbot.keyClick(palette.field, Key.Key_Space)
    qtbot.keyClicks(palette.field, "learn")
    qtbot.keyClick(palette.field, Key.Key_Space, CTRL)
    assert palette.field.text() == ""
    assert palette.ticks.text() == "↵ codes with 1.1 Fit with practice, 2.2 Team learning"
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert told.chosen == [[2, 5]]


def test_tick_is_taken_away_again(qtbot: QtBot, ground: QWidget) -> None:
    palette, told = opened(ground, Offer(THEMES, many=True))
    qtbot.keyClick(palette.field, Key.Key_Space)
    qtbot.keyClick(palette.field, Key.Key_Space)
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert told.chosen == [1]


def test_space_is_typed_where_but_one_theme_is_wanted(qtbot: QtBot, ground: QWidget) -> None:
    palette, _told = opened(ground, Offer(THEMES))
    qtbot.keyClick(palette.field, Key.Key_Space)
    assert palette.field.text() == " "


def test_new_theme_goes_under_the_one_that_is_shown(qtbot: QtBot, ground: QWidget) -> None:
    palette, told = opened(ground, Offer(THEMES, parent=THEMES[4]))
    qtbot.keyClicks(palette.field, "practice")
    assert "Create theme “practice” under 2 Recipients" in rows(palette)
    qtbot.keyClick(palette.field, Key.Key_Return, CTRL)
    assert told.chosen == [("practice", 3)]


def test_new_theme_goes_under_the_one_that_the_arrows_took(qtbot: QtBot, ground: QWidget) -> None:
    palette, told = opened(ground, Offer(THEMES, parent=THEMES[1]))
    qtbot.keyClicks(palette.field, "team")
    assert "Create theme “team” under 1 Innovation" in rows(palette)
    qtbot.keyClick(palette.field, Key.Key_Down)
    row = palette.creation.item(0).data(Qt.ItemDataRole.UserRole)
    assert row.words == "Create theme “team” under 2 Recipients"
    qtbot.keyClick(palette.field, Key.Key_Return, CTRL)
    assert told.chosen == [("team", 3)]


def test_label_is_made_of_what_is_typed(qtbot: QtBot, ground: QWidget) -> None:
    palette, told = opened(ground, Offer(THEMES))
    qtbot.keyClicks(palette.field, "surprise")
    qtbot.keyClick(palette.field, Key.Key_Return, CTRL | SHIFT)
    assert told.chosen == ["surprise"]


def test_arrows_reach_what_can_be_made(qtbot: QtBot, ground: QWidget) -> None:
    palette, told = opened(ground, Offer(THEMES))
    qtbot.keyClicks(palette.field, "team")
    qtbot.keyClick(palette.field, Key.Key_Up)
    assert palette.field.accessibleDescription() == "Create open label “team”"
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert told.chosen == ["team"]


def test_empty_framework_says_how_to_begin(qtbot: QtBot, ground: QWidget) -> None:
    palette, told = opened(ground, Offer(()))
    assert palette.nothing.text() == "There are no themes yet. Type a name; Ctrl+↵ makes it one."
    qtbot.keyClicks(palette.field, "Timing")
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert told.chosen == [("Timing", 0)]


def test_palette_is_as_tall_as_what_it_lists(qtbot: QtBot, ground: QWidget) -> None:
    palette, _told = opened(ground, Offer(THEMES, labels=LABELS))
    before = palette.height()
    qtbot.keyClicks(palette.field, "2.1")
    assert palette.height() < before


def test_palette_leaves_what_it_is_about_in_sight(ground: QWidget) -> None:
    palette = ThemePalette(Look(), ground)
    top = ground.mapToGlobal(QPoint(0, 600)).y()
    palette.open_at(ground.mapToGlobal(QPoint(10, 640)), Offer(THEMES), top)
    assert palette.geometry().bottom() < 600
    palette.field.setText("2.1")
    assert 590 <= palette.geometry().bottom() < 600


def test_own_keys_work_and_are_shown(qtbot: QtBot, ground: QWidget) -> None:
    own = Keymap({"palette.create": ("F4",)})
    palette, told = opened(ground, Offer(THEMES), own)
    qtbot.keyClicks(palette.field, "new")
    assert palette.creation.item(0).data(Qt.ItemDataRole.UserRole).key == "F4"
    qtbot.keyClick(palette.field, Key.Key_F4)
    assert told.chosen == [("new", 0)]
