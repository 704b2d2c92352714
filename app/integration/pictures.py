"""Show deliveries as pictures: a timeline by site, dot plots of figures by group; save them."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.integration.definition_pane import side_width
from app.integration.ticks import TickList
from app.jobs import Job
from app.protection.leaving import Left, write_out
from app.reporting.folders import open_folder
from app.reporting.pages import Pages
from app.reporting.password_button import PasswordButton
from app.reporting.preview import Preview
from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.choice_box import ChoiceBox
from app.widgets.text import frame, label
from exports import FORMATS, LAYOUTS, Options
from exports.encrypting import ENDINGS
from framework.progress import Progress
from framework.queries.delivery import list_tables
from framework.queries.indicators import list_definitions
from framework.study import Study

KINDS = [("Timeline of deliveries", "timeline"), ("Dot plots of figures", "dot-plot")]
DATED = ("delivered", "on_time", "late", "days_late", "first_date", "last_date")
NAMES = {"svg": "SVG", "png": "PNG", "docx": "Word"}


class PicturesPage(QWidget):
    """Draw what will be saved, on the page that it would stand on."""

    def __init__(self, study: Study, shell: Shell) -> None:
        super().__init__()
        self._study, self._shell, self._look = study, shell, shell.look
        self.pages = Pages(self._look)
        self.preview = Preview(study, shell, self.pages.show_report, self.pages.show_words)
        self.lock = PasswordButton(self._look)
        self.kind = ChoiceBox("Kind of picture", KINDS, self.refresh)
        self.figures = TickList(self._look, self._ticked)
        self._chosen: dict[str, tuple[str, ...]] = {}
        self._lay_out()
        self._look.changed.connect(self._share_width)

    def refresh(self) -> None:
        """Offer the study's indicators, and draw."""
        kind = self.kind.currentData()
        with self._study.read() as session:
            sited = {table.name for table in list_tables(session) if table.site and table.rows}
            names = {
                row.key: row.label
                for row in list_definitions(session)
                if row.table in sited and (kind != "timeline" or row.measure in DATED)
            }
        self.figures.show_ticks(names, self._chosen.get(kind, ()))
        self.draw()

    def draw(self) -> None:
        """Ask for the pictures of what is chosen."""
        layout = next(one for one in LAYOUTS if one.key == self.kind.currentData())
        options = self.options()
        self.preview.ask(
            lambda session, progress: layout.build(session, replace(options, progress=progress))
        )

    def options(self) -> Options:
        """Return what is drawn."""
        return Options(rows="sites", indicators=self._chosen.get(self.kind.currentData(), ()))

    def save(self, key: str) -> None:
        """Save the pictures as SVG or PNG, or place them in Word."""
        fmt = next(one for one in FORMATS if one.key == key)
        layout, options = str(self.kind.currentData()), self.options()
        password = self.lock.told(fmt.ending) if fmt.ending in ENDINGS else ""
        path = self._shell.ask_save_file(
            f"Save as {NAMES[key]}", f"{self.kind.currentText()}{fmt.ending}",
            f"{NAMES[key]} (*{fmt.ending})",
        )  # fmt: skip
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(fmt.ending)
        if password:
            self.lock.forget()

        def work(progress: Progress) -> Left:
            return write_out(self._study, layout, target, options, progress, password=password)

        def done(left: Left) -> None:
            self._shell.show_message(left.written, "Open folder", partial(open_folder, left.path))

        self._shell.run(Job(f"Saving {target.name}", work, done))

    def finish(self) -> None:
        """Ask for nothing more."""
        self.preview.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Give the pane at the left its drawn width, or less where there is little room."""
        self._side.setFixedWidth(side_width(self._look, self.width()))

    def _ticked(self) -> None:
        """Draw what is ticked now."""
        self._chosen[self.kind.currentData()] = self.figures.chosen()
        self.draw()

    def _lay_out(self) -> None:
        """Put the page together."""
        size = self._look.type
        self._side = side = QScrollArea()
        side.setWidgetResizable(True)
        side.setAccessibleName("What the picture shows")
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = frame("rail")
        side.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(*(size.space(3.5),) * 4)
        column.setSpacing(size.space(2))
        for piece in (label("Picture", "heading"), self.kind,
                      label("Delivery indicators", "heading"), self.figures):  # fmt: skip
            column.addWidget(piece)
        column.addStretch(1)
        for key, name in NAMES.items():
            saving = QHBoxLayout()
            saving.addWidget(button(f"Save as {name}…", partial(self.save, key)), 1)
            if key == "docx":
                saving.addWidget(self.lock)
            column.addLayout(saving)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for widget in (side, frame("upright")):
            line.addWidget(widget)
        line.addWidget(self.pages, 1)
