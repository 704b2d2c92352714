"""Follow the study: read anew what a step touched, and show it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.coding.making import coding_made

if TYPE_CHECKING:
    from app.coding.workspace import CodeWorkspace
    from framework.history import Changes

LATER_MS = 250
WHO = {"attribution", "study_case", "case_parent"}


class Following:
    """Keep what the Code workspace shows in line with the study."""

    def __init__(self, workspace: "CodeWorkspace") -> None:
        self._w = workspace
        self._unread: set[int] = set()
        self._later = QTimer(workspace, singleShot=True, interval=LATER_MS)
        self._later.timeout.connect(self._read_unread)

    def follow(self, changes: "Changes | None") -> None:
        """Show what a step touched; None stands for everything."""
        touched = changes.tables() if changes is not None else set()
        if changes is None or touched & {"transcript", "speaker"}:
            self._read_everything()
            return
        if touched & {"theme", "framework_version"}:
            self._w.read_themes()
        if "correction" in touched:
            self._open_again()
        else:
            self._follow_codings(changes)
            self._follow_margin(changes)
        if touched & WHO:
            self._w.reading.read_voices()
            self._w.shown.apply()
            self._w.familiar.follow()
        if "framework_version" in touched:
            self._w.reading.read_versions()
            self._show_name()
        if "reading" in touched:
            self._w.familiar.show_readings()

    def open(self, transcript_id: int) -> None:
        """Show a transcript from its beginning, unless it is shown already."""
        held = self._w.transcript
        if held is not None and held.id == transcript_id:
            return
        self._w.pane.memos.close_new()
        self._w.view.select(0, 0)
        self._w.reading.open(transcript_id)
        self._show_opened()
        self._w.transcripts.choose(transcript_id)

    def read_codings(self) -> None:
        """Show the codings of the transcript as they are in the study."""
        self._unread.clear()
        self._w.reading.read_codings()
        self._show_codings()
        self.count_codings()

    def count_codings(self) -> None:
        """Count the codings of each theme anew."""
        self._w.beside.count(self._w.shown.now.coder)
        self._w.show_themes()

    def add_made(self, made: Mapping[int, int], passage: tuple[int, int]) -> None:
        """Show codings just made, each with its theme, before the study is read again."""
        reading, transcript = self._w.reading, self._w.transcript
        known = {coding.id for coding in reading.codings}
        for coding_id, theme_id in made.items():
            theme = self._w.beside.by_id(theme_id)
            if theme is not None and transcript is not None and coding_id not in known:
                reading.add(coding_made(reading, transcript, coding_id, passage, theme))
                self._w.beside.add_one(theme_id)
                self._unread.add(coding_id)
        self._later.start()
        self._show_codings()

    def show_transcripts(self) -> None:
        """List the transcripts; where one coder is seen, with what that one has coded."""
        from framework.queries.coders import coded_by
        from framework.queries.transcripts import list_transcripts

        coder = self._w.shown.now.coder
        with self._w.study.read() as session:
            rows = list_transcripts(session)
            own = coded_by(session, coder) if coder is not None else {}
        if coder is not None:
            none = (0, 0)
            rows = [
                row._replace(codings=own.get(row.id, none)[0], coded_to=own.get(row.id, none)[1])
                for row in rows
            ]
        held = self._w.transcript.id if self._w.transcript is not None else None
        if held not in {row.id for row in rows}:
            self._w.reading.close()
            held = rows[0].id if rows else None
        if not rows or not self._w.stack.currentIndex():
            self._w.stack.setCurrentIndex(1 if rows else 0)
        self._w.count.setText(str(len(rows)))
        self._w.transcripts.show_rows(rows, held)
        self._w.familiar.show_readings()

    def show_text(self) -> None:
        """Show the transcript that is open, as corrected or as it came, where it was."""
        view, reading = self._w.view, self._w.reading
        place, held = view.selection(), view.coding_in_hand
        corrected = not self._w.shown.now.original
        view.show_transcript(
            reading.text, reading.paragraphs, reading.roles(),
            reading.wording if corrected else None, reading.corrections if corrected else (),
        )  # fmt: skip
        self._w.shown.apply()
        view.select(*place)
        if held is not None and view.has_coding(held):
            view.take_coding(held)

    def _read_everything(self) -> None:
        """Read transcripts, framework and the transcript that is open."""
        before = self._w.transcript.id if self._w.transcript is not None else None
        self.show_transcripts()
        self._w.read_themes()
        current = self._w.transcripts.current()
        if current is not None and current == before:
            self._open_again()
        elif current is not None:
            self.open(current)

    def _open_again(self) -> None:
        """Read the transcript that is open again, and stay where it was."""
        if self._w.transcript is not None:
            self._w.reading.open(self._w.transcript.id)
            self._show_opened()

    def _show_opened(self) -> None:
        """Show what was read of the transcript that is open."""
        self._unread.clear()
        self.show_text()
        for coding in self._w.codings[-9:]:
            if len(self._w.recent.keys()) < 3:
                self._w.recent.use(coding.theme_id)
        self._w.show_themes()
        self._show_name()
        self._show_row()
        self._w.familiar.show_memos()
        self._w.familiar.show_read()
        self._w.find_bar.follow()
        self._w.moved()

    def _show_name(self) -> None:
        """Name the transcript, and the versions under which it was coded."""
        if self._w.transcript is not None:
            self._w.bar.show_transcript(self._w.transcript.name, self._w.reading.versions)

    def _show_row(self) -> None:
        """Show in the list how far the transcript is coded."""
        if self._w.transcript is not None:
            self._w.transcripts.show_row(self._w.transcript)

    def _follow_codings(self, changes: "Changes") -> None:
        """Show the codings that a step touched, unless they are shown already."""
        if changes.source is self._w or not changes.tables() & {"coding", "theme"}:
            return
        touched = changes.touched.get("coding")
        if touched is None or "theme" in changes.touched:
            self.read_codings()
            return
        ids = touched.added | touched.updated | touched.removed
        self._w.reading.read_codings(ids | self._unread)
        self._unread.clear()
        self._show_codings()
        self.count_codings()

    def _follow_margin(self, changes: "Changes") -> None:
        """Show memos, and what is to be read again."""
        if not changes.tables() & {"memo", "reread"}:
            return
        self._w.reading.read_margin()
        if "memo" in changes.touched and "coding" not in changes.touched:
            self._w.reading.read_codings()
        self._show_codings()
        self._w.familiar.show_memos()

    def _read_unread(self) -> None:
        """Read from the study what was shown before it was read."""
        if self._unread:
            ids, self._unread = self._unread, set()
            self._w.reading.read_codings(ids)
            self._show_codings()

    def _show_codings(self) -> None:
        """Show the codings, and how far the transcript is coded."""
        self._show_row()
        self._w.shown.follow_codings()
        self._w.moved()
