"""Hold the tabs of the Framework workspace, the version at work, and what can be done."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from app.design.look import Look
from app.framework_editor.exporting import Offer, offers
from app.widgets.bars import Bar
from app.widgets.buttons import button
from app.widgets.tabs import PillTabs


class Deeds(NamedTuple):
    """Say what the buttons and the menu of the bar do."""

    new: Callable[[], object]
    template: Callable[[], object]
    read: Callable[[], object]
    write: Callable[[Offer], object]
    freeze: Callable[[], object]
    versions: Callable[[], object]


class FrameworkBar(Bar):
    """Show the tabs and, where there is room, all of the actions; More holds every one."""

    chosen = Signal(str)

    def __init__(self, look: Look, deeds: Deeds) -> None:
        super().__init__(look)
        self._deeds = deeds
        self.tabs = PillTabs(look)
        self.tabs.chosen.connect(self.chosen)
        self.version = button("", deeds.versions, role="quiet", tip="Versions of the framework")
        self.version.hide()
        self.template = button("From template…", deeds.template)
        self.new = button("New theme", deeds.new, role="primary", tip="Shift+Enter")
        self.more = button("More", lambda: None, icon="more", look=look)
        self.menu = QMenu(self.more)
        self.menu.aboutToShow.connect(self._fill)
        self.more.setMenu(self.menu)
        self.add(self.tabs)
        self.stretch()
        self.add(self.version, self.template, self.more, self.new)
        self._freezes, self._on_themes = False, True

    def minimumSizeHint(self) -> QSize:
        """Need no more room than the tabs do when they scroll."""
        return QSize(self._look.type.px(320), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what More holds as well where it would be crowded."""
        super().resizeEvent(event)
        self._fit()

    def show_tabs(self, tabs: Sequence[tuple[str, str]], current: str) -> None:
        """Show the pages and which one is chosen; new themes are made on the first."""
        self.tabs.set_tabs(tabs)
        self.tabs.select(current)
        self._freezes = "versions" in dict(tabs)
        self._on_themes = current == "themes"
        self.new.setVisible(self._on_themes)
        self._fit()

    def show_version(self, words: str) -> None:
        """Show the version at work, "" when none was frozen yet."""
        self.version.setText(words)
        self.version.setAccessibleName(f"Version: {words or 'none yet'}")
        self._fit()

    def _fit(self) -> None:
        """Keep what is needed most: the tabs, then the version, then the templates."""
        gap = self._look.type.space(2)
        room = self.width() - self._look.type.space(7) - self.tabs.sizeHint().width() - gap
        for tool in (self.more, *([self.new] if self._on_themes else [])):
            room -= tool.sizeHint().width() + gap
        room -= self.version.sizeHint().width() + gap if self.version.text() else 0
        self.version.setVisible(bool(self.version.text()) and room >= 0)
        room -= self.template.sizeHint().width() + gap
        self.template.setVisible(self._on_themes and room >= 0)

    def _fill(self) -> None:
        """Fill the menu when it opens."""
        self.menu.clear()
        self.menu.addAction("From template…", self._deeds.template)
        self.menu.addAction("Import…", self._deeds.read)
        export = self.menu.addMenu("Export")
        for offer in offers():
            export.addAction(f"{offer.name}…", partial(self._deeds.write, offer))
        if self._freezes:
            self.menu.addSeparator()
            self.menu.addAction("Freeze version…", self._deeds.freeze)
