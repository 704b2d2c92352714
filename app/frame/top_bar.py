"""Be the line along the top: wordmark, study, search, undo, initials."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidgetAction,
)

from app.design.look import Look
from app.keymap import Keymap
from app.widgets.buttons import Button, button
from app.widgets.text import ElidedLabel, label
from framework import NAMELESS

HEIGHT = 44
SEARCH = 420
UNDO, LEAST_UNDO = 280, 110
INITIALS = 300
WHY = (
    "They stand with every step that you take: in codings, charts and the audit trail. Two people "
    "who work in one study need different ones. Type them and press Enter; what you did before "
    "keeps the initials that it has."
)


class TopBar(QFrame):
    """Hold what is there whichever workspace is shown."""

    initials_chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        undo: Callable[[], object],
        mode: Callable[[], object],
        keymap: Keymap,
    ) -> None:
        super().__init__()
        self._look, self._keymap = look, keymap
        self._step = ""
        self.setObjectName("topBar")
        self.menu = QMenu(self)
        self.wordmark = QPushButton("Chartwell")
        self.wordmark.setProperty("role", "wordmark")
        self.wordmark.setAccessibleName("Chartwell menu")
        self.wordmark.setMenu(self.menu)
        self.title = ElidedLabel("muted")
        self.synthetic = label("synthetic", "key")
        self.synthetic.hide()
        self.search = self._search_box()
        self.undo: Button = button("Undo", undo, icon="undo", look=look)
        self.mode: Button = button("", mode, role="quiet", icon="moon", look=look, tip="Dark")
        for quiet in (self.undo, self.mode):  # a click leaves the keys where one is typing
            quiet.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.coder = QPushButton()
        self.coder.setAccessibleName("Your initials")
        self.coder.setToolTip("Your initials, kept with every step")
        self._initials = self._initials_menu()
        self._line = QHBoxLayout(self)
        self._line_up()
        self.search.installEventFilter(self)
        look.changed.connect(self._measure)
        self._measure()

    def _line_up(self) -> None:
        """Put everything in one line, the search box taking what room there is."""
        self._line.addWidget(self.wordmark)
        self._line.addWidget(self.title)
        self._line.addWidget(self.synthetic)
        self._line.addStretch(1)
        self._line.addWidget(self.search, 4)
        for widget in (self.undo, self.mode, self.coder):
            self._line.addWidget(widget)

    def show_study(self, title: str, coder: str, note: str = "") -> None:
        """Show the study's title and the coder's initials; "" hides what needs a study.

        `note` is what the study says of its data; it is told of the title, and that the data are
        synthetic is shown beside it.
        """
        self.title.setText(title)
        self.title.setToolTip(f"{title}\n{note}" if note else title)
        self.title.setAccessibleDescription(note)
        made_up = "synthetic" in note.casefold() and "synthetic" not in title.casefold()
        self.synthetic.setVisible(made_up)
        self.synthetic.setToolTip(note)
        self.coder.setText(f"{'Your initials?' if coder == NAMELESS else coder} ▾")
        self._initials.setText("" if coder == NAMELESS else coder)
        for widget in (self.search, self.undo, self.coder):
            widget.setVisible(bool(coder))

    def show_undo(self, step: str | None) -> None:
        """Name the step that the button undoes."""
        self._step = step or ""
        self.undo.setEnabled(step is not None)
        self._fit_undo()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the key hint at the right end of the search box, where there is room for both."""
        if watched is self.search and event.type() == QEvent.Type.Resize:
            hint = self._key.sizeHint()
            top = (self.search.height() - hint.height()) // 2
            left = self.search.width() - hint.width() - 8
            self._show_key()
            self.search.setTextMargins(0, 0, 0 if self._key.isHidden() else hint.width() + 8, 0)
            self._key.setGeometry(left, top, hint.width(), hint.height())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the step's name where there is little room."""
        super().resizeEvent(event)
        self._fit_undo()

    def _fit_undo(self) -> None:
        """Show as much of the step's name as there is room for."""
        room = min(self._look.type.px(UNDO), self.width() // 5)
        words = f"Undo “{self._step}”" if self._step else "Undo"
        short = self.undo.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.undo.setText(short if room > self._look.type.px(LEAST_UNDO) else "")
        self.undo.setToolTip(self._keymap.tip(words, "window.undo"))
        self.undo.setAccessibleName(words)

    def _search_box(self) -> QLineEdit:
        """Make the search box, which shows its key while it is empty."""
        made = QLineEdit()
        made.setProperty("role", "search")
        made.setPlaceholderText("Search transcripts, summaries, memos")
        made.setAccessibleName("Search")
        self._key = label(self._keymap.shown("window.search").replace("+", " "), "key")
        self._key.setParent(made)
        made.textChanged.connect(self._show_key)
        return made

    def _show_key(self) -> None:
        """Show the key of the search box while nothing is typed, and where words fit beside it."""
        wide = self.search.width() > 3 * self._key.sizeHint().width()
        self._key.setVisible(bool(wide and self._key.text() and not self.search.text()))

    def _initials_menu(self) -> QLineEdit:
        """Make the field, in the initials' menu, where they are typed."""
        menu, action, field = QMenu(self), QWidgetAction(self), _Initials()
        field.setPlaceholderText("Your initials")
        field.setAccessibleName("Your initials")
        field.setMaxLength(12)
        action.setDefaultWidget(field)
        explained = QWidgetAction(self)
        explained.setDefaultWidget(self._explanation())
        menu.addAction(explained)
        menu.addAction(action)
        menu.aboutToShow.connect(field.selectAll)
        menu.aboutToShow.connect(field.setFocus)

        def take() -> None:
            menu.close()
            if field.text().strip():
                self.initials_chosen.emit(field.text().strip())

        field.returnPressed.connect(take)
        self.coder.setMenu(menu)
        return field

    def _explanation(self) -> QLabel:
        """Say what initials are for."""
        size = self._look.type
        made = label(WHY, "small", wrap=True)
        made.setFixedWidth(size.px(INITIALS))
        made.setContentsMargins(*(size.space(2),) * 4)
        return made

    def _measure(self) -> None:
        """Take sizes from the look."""
        size = self._look.type
        self.setMinimumHeight(size.px(HEIGHT))
        self.search.setMaximumWidth(size.px(SEARCH))
        self.search.setMinimumWidth(size.px(64))
        self._line.setContentsMargins(size.space(1), size.space(1), size.space(3.5), size.space(1))
        self._line.setSpacing(size.space(2.5))
        tip = "Light" if self._look.dark else "Dark"
        self.mode.wear(self._look, "sun" if self._look.dark else "moon")
        self.mode.setToolTip(tip)
        self.mode.setAccessibleName(tip)


class _Initials(QLineEdit):
    """Take Enter without the menu taking it too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep keys in the field."""
        super().keyPressEvent(event)
        if event.key() != Qt.Key.Key_Escape:
            event.accept()
