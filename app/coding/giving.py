"""Give passages, and all that a speaker says, to cases."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from app.coding.case_chooser import CaseChooser

if TYPE_CHECKING:
    from app.coding.workspace import CodeWorkspace
    from framework.queries.transcripts import SpeakerRow


class Giving:
    """Say for which case the passage in hand speaks."""

    def __init__(self, workspace: "CodeWorkspace") -> None:
        self._w = workspace
        self.chooser = CaseChooser(workspace.look, workspace)
        self.chooser.passage_given.connect(self._give_passage)
        self.chooser.speaker_given.connect(self._give_speaker)
        self.chooser.closed.connect(workspace.back_to_text)

    def choose(self, *, every_turn: bool = False) -> None:
        """Choose a case for the passage, or for every turn of who says it."""
        from framework.queries.cases import list_cases

        passage = self._w.passage()
        if passage is None:
            return
        with self._w.study.read() as session:
            cases = list_cases(session)
        if not cases:
            words = "There are no cases yet. Add them on the Cases page of Transcripts."
            self._w.shell.show_message(words)
            return
        if self._w.view.selection() != passage:
            self._w.view.select(*passage)
        rect, view = self._w.view.cursorRect(), self._w.view.viewport()
        below = view.mapToGlobal(QPoint(max(0, rect.left() - 160), rect.bottom() + 6))
        speaker = self.speaker()
        whose = speaker.label if speaker is not None else ""
        self.chooser.open_at(below, cases, f"this stretch of ¶{self._w.view.paragraph()}", whose,
                             every_turn=every_turn)  # fmt: skip

    def take_back(self) -> None:
        """Take back to which cases the passage was given by hand."""
        from framework.edits.cases import unattribute_passage

        passage, transcript = self._w.passage(), self._w.transcript
        if passage is None or transcript is None:
            return
        if unattribute_passage(self._w.study, transcript.id, *passage):
            self._say("The passage speaks for its speaker’s case again.")
        else:
            self._w.shell.show_message("This passage was not given to a case by hand.")

    def speaker(self) -> "SpeakerRow | None":
        """Return who says the passage."""
        if not self._w.paragraphs:
            return None
        said_by = self._w.paragraphs[self._w.view.paragraph() - 1].speaker
        return next((s for s in self._w.reading.speakers if s.label == said_by), None)

    def _give_passage(self, case_id: int) -> None:
        """Give the passage to a case."""
        from framework.edits.cases import attribute_passage

        passage, transcript = self._w.passage(), self._w.transcript
        if passage is None or transcript is None:
            return
        attribute_passage(self._w.study, transcript.id, *passage, case_id)
        self._say(f"The passage speaks for {self._name(case_id)} now.")

    def _give_speaker(self, case_id: int) -> None:
        """Give all that the speaker of the passage says to a case."""
        from framework.edits.cases import attribute_speaker

        speaker, transcript = self.speaker(), self._w.transcript
        if speaker is None or transcript is None:
            return
        name = self._name(case_id)
        words = f"Give every turn of {speaker.label} in {transcript.name} to {name}"
        with self._w.study.step(words):
            attribute_speaker(self._w.study, speaker.id, case_id)
        self._say(f"Every turn of {speaker.label} speaks for {name} now.")

    def _name(self, case_id: int) -> str:
        """Return the name of a case."""
        from framework.queries.cases import case_by_id

        with self._w.study.read() as session:
            return case_by_id(session, case_id).name

    def _say(self, words: str) -> None:
        """Say what was done, and show it beside the text."""
        if not self._w.shown.now.cases:
            self._w.shown.toggle_cases()
        self._w.shell.show_message(words, "Undo", self._w.shell.undo)
