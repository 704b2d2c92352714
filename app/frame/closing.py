"""Close the study and the window, and stay where something has to be read first."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import sentence_of
from app.frame.placing import keep_place
from app.widgets.fields import Saving
from framework.errors import FrameworkError

if TYPE_CHECKING:
    from app.window import Window
    from framework.study import Study


class Closing:
    """Let a window close once all is saved, or the person knows what is not."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    def may_end(self) -> bool:
        """Close the study because the window closes; False where the person has to know first."""
        window, study = self._window, self._window.study
        try:
            window.close_study()
        except FrameworkError as error:
            window.offer.show_offer(
                "Not closed yet",
                f"What you typed last could not be saved. {sentence_of(error)}",
                [("Close without it", self._end_without)],
            )
            return False
        if self._has_parting(study):
            return False
        keep_place(window)
        return True

    def count_unsaved(self) -> None:
        """Let the field whose text is being saved keep it as unsaved, and say so."""
        within = self._window.findChildren(QWidget)
        if [one for one in within if isinstance(one, Saving) and one.take_back()]:
            self._window.status.show_unsaved()

    def say_parting(self, study: "Study") -> None:
        """Say what became of the file of a study that was closed, where it was moved or removed."""
        if study.parting:
            title = "The study’s file is no longer there"
            self._window.offer.show_offer(title, study.parting, instead="Close")

    def _end_without(self) -> None:
        """Close the study and the window without what was typed last."""
        study = self._window.study
        self._window.close_study(saving=False)
        if not self._has_parting(study):
            self._window.close()

    def _has_parting(self, study: "Study | None") -> bool:
        """Tell whether something is to be read of the study that was closed, and stay for that."""
        if study is None or not study.parting:
            return False
        self._window.show_start()
        return True
