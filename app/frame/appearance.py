"""Let the person choose how the window looks: light or dark, and how large its text is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.design.look import Look, system_is_dark

if TYPE_CHECKING:
    from app.frame.settings import Settings


class Appearance(QObject):
    """Keep to what the person chose, or follow the system."""

    def __init__(self, settings: "Settings", window: QObject) -> None:
        super().__init__(window)
        self._settings = settings
        self.look = Look(dark=self._wants_dark(), scale=settings.scale)
        QApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def set_dark(self, *, dark: bool) -> None:
        """Choose light or dark, and keep to it."""
        self._settings.appearance = "dark" if dark else "light"
        self.look.set_dark(dark=dark)

    def toggle(self) -> None:
        """Turn light to dark, or dark to light."""
        self.set_dark(dark=not self.look.dark)

    def follow_system(self) -> None:
        """Be light or dark as the system is."""
        self._settings.appearance = "system"
        self.look.set_dark(dark=self._wants_dark())

    def step_text_size(self, by: int) -> None:
        """Make all text larger (1), smaller (-1) or as drawn (0)."""
        scale = self.look.type.step(by)
        self._settings.scale = scale.scale
        self.look.set_type(scale)

    def _wants_dark(self) -> bool:
        """Say whether the person, or the system, wants a dark window."""
        choice = self._settings.appearance
        return system_is_dark() if choice == "system" else choice == "dark"

    def _system_changed(self, _scheme: object) -> None:
        """Follow the system where the person has not chosen."""
        if self._settings.appearance == "system":
            self.look.set_dark(dark=self._wants_dark())
