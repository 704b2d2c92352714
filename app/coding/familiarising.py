"""Get to know a transcript: read marks, memos in the margin, case summaries."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.coding.workspace import CodeWorkspace
    from framework.queries.readings import ReadingRow


class Familiarising:
    """Keep what an analyst notes while reading."""

    def __init__(self, workspace: "CodeWorkspace") -> None:
        self._w = workspace
        self._readings: dict[int, tuple[ReadingRow, ...]] = {}
        pane = workspace.pane
        pane.memos.added.connect(self._add)
        pane.memos.rewritten.connect(self._rewrite)
        pane.memos.place_wanted.connect(self._go_to)
        pane.memos.left.connect(self._leave)
        pane.case.written.connect(self._sum_up)
        pane.case.field.left.connect(workspace.view.setFocus)
        pane.tabs.chosen.connect(lambda _page: self.follow())
        workspace.view.memo_activated.connect(self._take)
        workspace.bar.read_wanted.connect(self.toggle_read)

    def show_readings(self) -> None:
        """Show who has read which transcript."""
        from framework.queries.readings import readings

        with self._w.study.read() as session:
            self._readings = readings(session)
        said = {key: _said(rows) for key, rows in self._readings.items()}
        self._w.transcripts.show_readings(said)
        self.show_read()

    def show_read(self) -> None:
        """Show on the bar whether the transcript that is open was read."""
        transcript = self._w.transcript
        rows = self._readings.get(transcript.id, ()) if transcript is not None else ()
        by_me = any(row.coder == self._w.study.coder for row in rows)
        words = f"Read by {_said(rows)}" if rows else ""
        self._w.bar.show_read(by_me=by_me, said=words, keys=self._w.shell.keymap.shown("code.read"))

    def toggle_read(self) -> None:
        """Note that the transcript was read, or take that back."""
        from framework.edits.readings import mark_read, mark_unread

        transcript = self._w.transcript
        if transcript is None:
            return
        rows = self._readings.get(transcript.id, ())
        if any(row.coder == self._w.study.coder for row in rows):
            mark_unread(self._w.study, transcript.id)
        else:
            mark_read(self._w.study, transcript.id)
        self.show_readings()
        self._w.view.setFocus()

    def show_memos(self) -> None:
        """List the memos in the margin."""
        memos = self._w.reading.memos
        self._w.pane.memos.show_memos(memos)
        self._w.pane.count_memos(len(memos))

    def write_memo(self) -> None:
        """Let a memo be written in the margin of the passage, or the one that is there."""
        passage = self._w.passage()
        if passage is None:
            return
        self._w.pane.turn_to("memos")
        same = next((m for m in self._w.reading.memos if (m.start, m.end) == passage), None)
        if same is not None:
            self._w.pane.memos.take(same.id)
        else:
            self._w.pane.memos.write_on(passage, self._w.view.paragraph_of(passage[0]))

    def follow(self) -> None:
        """Show the summary of the case that speaks where the cursor stands."""
        if self._w.pane.page() != "case":
            return
        from framework.queries.memos import case_summary

        reading, pane = self._w.reading, self._w.pane
        case = reading.case_at(self._w.view.selection()[0])
        if case is None and reading.voices:
            case = reading.voices[0][1], reading.voices[0][0].case
        if case is None:
            pane.case.show_case(None, "", "")
            return
        with self._w.study.read() as session:
            pane.case.show_case(*case, case_summary(session, case[0]))

    def show_case(self) -> None:
        """Turn to the summary of the case."""
        self._w.pane.turn_to("case")
        self.follow()
        self._w.pane.case.field.setFocus()

    def _add(self, start: int, end: int, text: str) -> None:
        """Keep a new memo."""
        from framework.edits.memos import write_margin_memo

        if self._w.transcript is not None:
            write_margin_memo(self._w.study, self._w.transcript.id, start, end, text)
            self._w.reading.read_margin()
            self.show_memos()

    def _rewrite(self, memo_id: int, text: str) -> None:
        """Keep what a memo says now."""
        from framework.edits.memos import rewrite_memo

        rewrite_memo(self._w.study, memo_id, text)

    def _go_to(self, memo_id: int) -> None:
        """Select the passage of a memo."""
        memo = next((m for m in self._w.reading.memos if m.id == memo_id), None)
        if memo is not None:
            self._w.view.select(memo.start, memo.end)
            self._w.view.setFocus()

    def _take(self, memo_id: int) -> None:
        """Show a memo that was chosen in the margin."""
        self._go_to(memo_id)
        self._w.pane.turn_to("memos")
        self._w.pane.memos.take(memo_id)

    def _leave(self) -> None:
        """Give the keys back to the text."""
        self._w.pane.memos.close_new()
        self._w.view.setFocus()

    def _sum_up(self, case_id: int, text: str) -> None:
        """Keep the summary of a case."""
        from framework.edits.memos import write_case_summary

        write_case_summary(self._w.study, case_id, text)


def _said(rows: "tuple[ReadingRow, ...]") -> str:
    """Name readers and days."""
    return ", ".join(f"{row.coder} {_day(row.day)}" for row in rows)


def _day(day: str) -> str:
    """Write a day of ISO 8601 as a person does."""
    read = date.fromisoformat(day[:10])
    return f"{read.day} {read:%b}"
