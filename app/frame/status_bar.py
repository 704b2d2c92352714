"""Show that all is saved, where the person is, which keys work, and how a job comes along."""

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from app.design.look import Look
from app.widgets.buttons import button
from app.widgets.text import set_role

HEIGHT = 26
READING = "Open for reading only: nothing is changed"


class StatusBar(QFrame):
    """Be the line along the bottom."""

    cancelled = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._reading, self._resting = look, False, True
        self.setObjectName("statusBar")
        self.saved, self.place, self.keys = QLabel(), QLabel(), QLabel()
        self.keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._job, self._bar = QLabel(), QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self.cancel = button("Cancel", self.cancelled.emit)
        self._line = QHBoxLayout(self)
        for widget in (self.saved, self.place):
            self._line.addWidget(widget)
        self._line.addWidget(self.keys, 1)
        self._working: tuple[QWidget, ...] = (self._job, self._bar, self.cancel)
        for piece in self._working:
            self._line.addWidget(piece)
        self.end_job()
        look.changed.connect(self._measure)
        self._measure()

    def show_saved(self, *, now: bool) -> None:
        """Say that all changes are saved, and since when if one was saved now.

        Of a study that is only read, what others save is said by `show_reading`.
        """
        if now and self._reading:
            return
        self._reading = self._resting = False
        self.show()
        time = QTime.currentTime().toString("HH:mm") if now else ""
        set_role(self.saved, "")
        self.saved.setToolTip("")
        self.saved.setText(f"All changes saved {time}".strip())

    def show_unsaved(self) -> None:
        """Say that what was typed last is not saved."""
        set_role(self.saved, "attention")
        self.saved.setText("Not saved")

    def rest(self) -> None:
        """Show jobs alone, and nothing while there are none: no study is open."""
        self._resting = True
        for words in (self.saved, self.place, self.keys):
            words.clear()
        self.setVisible(self._bar.isVisibleTo(self))

    def show_reading(self, news: str = "") -> None:
        """Say that the study is only read, and what was changed in it last."""
        self._reading = True
        set_role(self.saved, "attention")
        self.saved.setText(f"{READING} here · {news}" if news else READING)
        self.saved.setToolTip(news)

    def show_place(self, place: str, keys: str) -> None:
        """Say where the person is and which keys work there."""
        self.place.setText(place)
        self.place.setVisible(bool(place))
        self.keys.setText(keys)
        self.keys.setToolTip(keys)

    def start_job(self, title: str) -> None:
        """Show that a job has begun."""
        self._bar.setRange(0, 0)
        self._job.setText(title)
        for widget in self._working:
            widget.show()
        self.show()

    def show_progress(self, done: int, total: int, what: str) -> None:
        """Show how far the job has come."""
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(done)
        self._job.setText(f"{what} {done} of {total}" if total else what)

    def end_job(self) -> None:
        """Show that no job runs."""
        for widget in self._working:
            widget.hide()
        if self._resting:
            self.hide()

    def _measure(self) -> None:
        """Take sizes from the look."""
        size = self._look.type
        self.setMinimumHeight(size.px(HEIGHT))
        self._bar.setFixedWidth(size.px(140))
        self._line.setContentsMargins(size.space(3.5), 1, size.space(3.5), 1)
        self._line.setSpacing(size.space(5))
