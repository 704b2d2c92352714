"""Make the strip above a transcript: what it is, and how it is shown."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMenu, QToolButton

from app.coding.reading import Showing
from app.design.look import Look
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.text import ElidedLabel
from framework import NAMELESS

if TYPE_CHECKING:
    from collections.abc import Sequence

VIEWS = {
    "codings": "Codings",
    "reading": "Reading, without codes",
    "uncoded": "Uncoded text",
}
SHORT = {"codings": "Codings", "reading": "Reading", "uncoded": "Uncoded"}
ROOMY, TIGHT = 720, 460
BEFORE = "before any version"


class ReadingBar(Bar):
    """Say which transcript is open, and let the person choose how it is shown."""

    chosen = Signal(object)
    read_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.finding = button("", lambda: None, role="quiet", icon="search", look=look, tip="Find")
        self.showing = Showing()
        self._me, self._coders, self._corrected = "", list[str](), False
        self.name = ElidedLabel("heading")
        self.version = ElidedLabel("small")
        self.view, self.coders = self._menu("View"), self._menu("Coders")
        self.cases = self._toggle("Cases", "Show beside the text for which case it speaks")
        self.original = self._toggle("Original wording", "Show the text as it was imported")
        self.read = self._toggle("Mark as read", "Note that you have read this transcript")
        self.add(self.name, self.version)
        self.stretch()
        self.add(self.finding, self.view, self.coders, self.cases, self.original, self.read)
        self.cases.toggled.connect(lambda on: self.chosen.emit(self.showing._replace(cases=on)))
        self.original.toggled.connect(
            lambda on: self.chosen.emit(self.showing._replace(original=on))
        )
        self.read.clicked.connect(self.read_wanted)
        for opener, fill in ((self.view, self._fill_views), (self.coders, self._fill_coders)):
            opener.menu().aboutToShow.connect(fill)
        look.changed.connect(self._make_room)
        self._tell()

    def show_transcript(self, name: str, versions: "Sequence[str]") -> None:
        """Name the transcript, and the versions of the framework under which it was coded."""
        for where, words in ((self.name, name), (self.version, _under(versions))):
            where.setText(words)
            where.setToolTip(words)

    def show_how(
        self, showing: Showing, me: str, coders: "Sequence[str]", *, corrected: bool
    ) -> None:
        """Show how the transcript is shown; `me` is who works here, `coders` who coded it."""
        self.showing, self._me = showing, me
        self._coders, self._corrected = list(coders), corrected
        for toggle, on in ((self.cases, showing.cases), (self.original, showing.original)):
            toggle.blockSignals(True)
            toggle.setChecked(on)
            toggle.blockSignals(False)
        self._tell()

    def show_read(self, *, by_me: bool, said: str, keys: str) -> None:
        """Show whether the person has read the transcript, and who else has."""
        self.read.setChecked(by_me)
        self._make_room()
        words = said or "Nobody has noted yet that they read this transcript"
        self.read.setToolTip(f"{words}{f' ({keys})' if keys else ''}")
        self.read.setAccessibleName("Read by you" if by_me else "Not yet read by you")

    def set_keys(self, tips: dict[str, str]) -> None:
        """Take the tooltips, which name keys, of view, coders, cases and original."""
        for name, words in tips.items():
            getattr(self, name).setToolTip(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave to the menu what there is no room for."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Show the two toggles, which stand in the menu of views too, where the bar is wide."""
        roomy = self.width() >= self._look.type.px(ROOMY)
        tight = self.width() < self._look.type.px(TIGHT)
        self.version.setVisible(not tight)
        unread = "Read?" if tight else "Mark as read"
        self.read.setText("✓ Read" if self.read.isChecked() else unread)
        self.cases.setVisible(roomy)
        self.original.setVisible(roomy and self._corrected)

    def _tell(self) -> None:
        """Say on the buttons what is chosen."""
        self.view.setText(f"{SHORT[self.showing.view]} ▾")
        self.view.setAccessibleName(f"View: {VIEWS[self.showing.view]}")
        coder = self.showing.coder
        words = (
            "All coders" if coder is None else "Only mine" if coder == self._me else named(coder)
        )
        self.coders.setText(f"{words} ▾")
        self.coders.setAccessibleName(f"Coders: {words}")
        self._make_room()

    def _fill_views(self) -> None:
        """Offer the views, and the two toggles."""
        menu, now = self.view.menu(), self.showing
        menu.clear()
        views = [(words, now._replace(view=view)) for view, words in VIEWS.items()]
        self._offer(menu, views)
        menu.addSeparator()
        for words, other, on, able in (
            ("Cases beside the text", now._replace(cases=not now.cases), now.cases, True),
            ("Original wording", now._replace(original=not now.original), now.original,
             self._corrected),
        ):  # fmt: skip
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(on)
            action.setEnabled(able)
            action.triggered.connect(partial(self._choose, other))

    def _fill_coders(self) -> None:
        """Offer everybody, oneself, and each other coder."""
        menu, me = self.coders.menu(), self._me
        menu.clear()
        options: list[tuple[str, str | None]] = [("All coders", None)]
        mine = f" ({me})" if me not in ("", NAMELESS) else ""
        options.append((f"Only mine{mine}, blind to others", me))
        options += [(named(coder), coder) for coder in self._coders if coder != me]
        self._offer(menu, [(words, self.showing._replace(coder=who)) for words, who in options])

    def _offer(self, menu: QMenu, options: "Sequence[tuple[str, Showing]]") -> None:
        """Put ways of showing into a menu, the one in force marked."""
        group = QActionGroup(menu)
        for words, wanted in options:
            action = QAction(words, menu, checkable=True, checked=wanted == self.showing)
            action.triggered.connect(partial(self._choose, wanted))
            group.addAction(action)
            menu.addAction(action)

    def _choose(self, wanted: Showing, _checked: object = None) -> None:
        """Tell how the transcript is to be shown."""
        self.chosen.emit(wanted)

    def _menu(self, name: str) -> QToolButton:
        """Make a button that opens a menu."""
        made = QToolButton()
        made.setProperty("role", "quiet")
        made.setAccessibleName(name)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setMenu(QMenu(made))
        return made

    def _toggle(self, name: str, tip: str) -> QToolButton:
        """Make a button that stays down."""
        made = QToolButton()
        made.setText(name)
        made.setProperty("role", "toggle")
        made.setCheckable(True)
        made.setToolTip(tip)
        made.setAccessibleName(name)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made


def named(coder: str) -> str:
    """Name a coder, or whoever worked before there were initials."""
    return coder if coder != NAMELESS else "Without initials"


def _under(versions: "Sequence[str]") -> str:
    """Say under which versions a transcript was coded, in words."""
    named = [version for version in versions if version != BEFORE]
    if not named:
        return f"coded {BEFORE}" if versions else ""
    return f"coded under {', '.join(named)}" + (f", in part {BEFORE}" if BEFORE in versions else "")
