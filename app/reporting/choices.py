"""Choose how an export is set."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QWidget

from app.design.look import Look
from app.reporting.more import More
from app.reporting.password import Password
from app.study.audit_filters import AuditFilters
from app.widgets.choice_box import ChoiceBox
from app.widgets.text import label
from exports import FORMATS, Format, Layout, Options
from exports.layouts.l18_change_log import NOW
from exports.report import PAPER_CM
from framework.queries.cases import CaseRow
from framework.queries.indicators import DefinitionRow
from framework.queries.themes import ThemeRow
from framework.queries.transcripts import TranscriptRow
from framework.queries.versions import VersionRow
from framework.study import Session
from framework.templates.constructs import template_of

APPENDIX, EXAMPLES = "Evidence appendix with links", "Example quotations"
MOST_QUOTES = 5
OF_STEPS = "people"  # what a layout asks for that is about the steps of the record


class Choices(QWidget):
    """Hold the options of an export; `changed` is called when one is chosen."""

    def __init__(
        self,
        look: Look,
        changed: Callable[[], None],
        read: Callable[[], AbstractContextManager[Session]],
    ) -> None:
        """Take what reads the study; the record is read where a layout is about its steps."""
        super().__init__()
        self.setProperty("role", "clear")
        self._changed, self._read = changed, read
        self._about_steps, self._formats = False, list[Format](FORMATS)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(look.type.space(2))
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._figures: list[tuple[str, str]] = []
        self._labels: dict[QWidget, QLabel] = {}
        self.theme = self._combo("Theme", [("All themes", "")])
        self.rows = self._combo("Rows", [("Participants", "participants"), ("Sites", "sites")])
        self.case = self._combo("Case", [("All cases", "")])
        self.transcript = self._combo("Transcript", [("All transcripts", "")])
        self.audit = AuditFilters(look, changed, upright=True)
        self._form.addRow(self.audit)
        self.order = self._combo("Order", [("The study’s order", "")])
        self.mode = self._combo("Mode", [("Working", "working"), ("Journal", "journal")])
        self.paper = self._combo("Paper", [(paper, paper) for paper in PAPER_CM])
        self.since = self._combo("From", [("All versions", "")])
        self.until = self._combo("To", [("As it stands now", NOW)])
        self.template = self._combo("Framework", [("All that are mapped", "")])
        self.quotes = self._combo("Quotations", [(str(n), n) for n in range(1, MOST_QUOTES + 1)])
        self.quotes.setCurrentIndex(self.quotes.findData(Options().quotes))
        self.grouped = self._box("Counted by role", on=True)
        self.codings = self._box("Codings in the margin")
        self.evidence = self._box(APPENDIX, on=True)
        self.file = self._combo("Format", [])
        self.password = Password(look)
        self.file.activated.connect(lambda _at: self.password.fit(self.format()))
        self.more = More(look, changed)
        self._form.addRow(self.password)
        self._form.addRow(self.more)

    def offer(self, themes: Sequence[ThemeRow], definitions: Sequence[DefinitionRow]) -> None:
        """Offer the study's themes and indicators, and keep what is chosen."""
        numbered = ((f"{row.number} {row.name}", row.number) for row in themes)
        self._figures = [(row.label, row.key) for row in definitions]
        figures = ((f"↓ {row.label}", row.key) for row in definitions)
        self.theme.fill([("All themes", ""), *numbered])
        self.order.fill([("The study’s order", ""), *figures])

    def offer_names(self, cases: Sequence[CaseRow], transcripts: Sequence[TranscriptRow]) -> None:
        """Offer the study's cases, their attributes and the transcripts."""
        self.case.fill([("All cases", ""), *((row.name, row.name) for row in cases)])
        named = ((row.name, row.name) for row in transcripts)
        self.transcript.fill([("All transcripts", ""), *named])
        attributes = dict.fromkeys(name for row in cases for name, _value in row.attributes)
        self.more.offer(list(attributes), self._figures)
        self._offer_record()

    def offer_versions(self, versions: Sequence[VersionRow], templates: Sequence[str]) -> None:
        """Offer the framework's versions and the built-in frameworks that themes are mapped to."""
        named = [(row.name, row.name) for row in versions]
        self.since.fill([("All versions", ""), *named])
        self.until.fill([("As it stands now", NOW), *named])
        mapped = ((template_of(key).short, key) for key in templates)
        self.template.fill([("All that are mapped", ""), *mapped])

    def fit(self, layout: Layout, formats: Sequence[Format]) -> None:
        """Show the options that a layout has."""
        self._formats = list(formats)
        self.file.fill([(fmt.name, fmt.key) for fmt in formats])
        self.password.fit(self.format())
        self.evidence.setText(APPENDIX if "comments" in layout.asks else EXAMPLES)
        self.more.fit(layout)
        self._about_steps = OF_STEPS in layout.asks
        self.audit.setVisible(self._about_steps)
        self._offer_record()
        narrowed = {"themes", "cases", "transcripts"} if self._about_steps else set()
        for widget, option in (
            (self.theme, "themes"),
            (self.rows, "rows"),
            (self.case, "cases"),
            (self.transcript, "transcripts"),
            (self.grouped, "grouped"),
            (self.codings, "codings"),
            (self.order, "order_by"),
            (self.mode, "mode"),
            (self.paper, "paper"),
            (self.since, "versions"),
            (self.until, "versions"),
            (self.template, "template"),
            (self.quotes, "quotes"),
            (self.evidence, "evidence"),
        ):
            shown = option in layout.asks - narrowed
            widget.setVisible(shown)
            if widget in self._labels:
                self._labels[widget].setVisible(shown)

    def format(self) -> Format:
        """Return the format that is chosen."""
        key = self.file.currentData()
        return next((fmt for fmt in self._formats if fmt.key == key), self._formats[0])

    def options(self) -> Options:
        """Return what is chosen."""
        since = self.since.currentData()
        chosen = Options(
            themes=(self.theme.currentData(),) if self.theme.currentData() else (),
            rows=self.rows.currentData(),
            mode=self.mode.currentData(),
            paper=self.paper.currentData(),
            evidence=self.evidence.isChecked(),
            order_by=self.order.currentData() or "",
            versions=(since, self.until.currentData()) if since else (),
            template=self.template.currentData() or "",
            quotes=self.quotes.currentData(),
            cases=(self.case.currentData(),) if self.case.currentData() else (),
            transcripts=(self.transcript.currentData(),) if self.transcript.currentData() else (),
            grouped=self.grouped.isChecked(),
            codings=self.codings.isChecked(),
        )
        return self.more.added(self.audit.added(chosen) if self._about_steps else chosen)

    def _offer_record(self) -> None:
        """Offer what the record can be asked about, where the layout is about its steps."""
        if self._about_steps:
            with self._read() as session:
                self.audit.offer_record(session)

    def _box(self, name: str, *, on: bool = False) -> QCheckBox:
        """Make one choice of yes and no."""
        made = QCheckBox(name)
        made.setChecked(on)
        made.toggled.connect(lambda _on: self._changed())
        self._form.addRow(made)
        return made

    def _combo(self, name: str, items: Sequence[tuple[str, object]]) -> ChoiceBox:
        """Make one choice with its name."""
        made = ChoiceBox(name, items, self._changed)
        self._labels[made] = label(name, "muted")
        self._form.addRow(self._labels[made], made)
        return made
