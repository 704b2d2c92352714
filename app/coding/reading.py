"""Hold what is known of the transcript that is open."""

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from app.widgets.transcript_gutter import Voice
from app.widgets.transcript_marks import Margin

if TYPE_CHECKING:
    from framework.queries.codings import CodingRow
    from framework.queries.corrections import CorrectionRow
    from framework.queries.memos import MemoRow
    from framework.queries.themes import ThemeRow
    from framework.queries.transcripts import ParagraphRow, SpeakerRow, TranscriptRow
    from framework.rules.corrections import Wording
    from framework.study import Session, Study

FEW = 40


class Showing(NamedTuple):
    """Say how a transcript is shown: `view` is codings, reading or uncoded.

    `coder` is whose codings are seen, None for everybody's; `cases` puts cases beside the text,
    `original` shows it as imported.
    """

    view: str = "codings"
    coder: str | None = None
    cases: bool = False
    original: bool = False


class Reading:
    """Read a transcript, and what stands on it, from the study; codings are in the text's order."""

    def __init__(self, study: "Study") -> None:
        self._study = study
        self.showing = Showing()
        self.transcript: TranscriptRow | None = None
        self.text = ""
        self.paragraphs: list[ParagraphRow] = []
        self.speakers: list[SpeakerRow] = []
        self.corrections: list[CorrectionRow] = []
        self.wording: Wording | None = None
        self.codings: list[CodingRow] = []
        self.coders: list[str] = []
        self.memos: list[MemoRow] = []
        self.reread: set[int] = set()
        self.voices: list[tuple[Voice, int]] = []
        self.uncoded: list[tuple[int, int]] = []
        self.versions: tuple[str, ...] = ()

    @property
    def me(self) -> str:
        """Return who works here."""
        return self._study.coder

    def open(self, transcript_id: int) -> None:
        """Read a transcript with all that stands on it."""
        from framework.queries import transcripts
        from framework.queries.corrections import corrections_of
        from framework.rules.corrections import Wording

        with self._study.read() as session:
            self.transcript = transcripts.transcript_by_id(session, transcript_id)
            self.text = transcripts.text_of(session, transcript_id)
            self.paragraphs = transcripts.paragraphs_of(session, transcript_id)
            self.speakers = transcripts.speakers_of(session, transcript_id)
            self.corrections = corrections_of(session, transcript_id)
            self.wording = Wording(self.text, self.corrections) if self.corrections else None
            self._read_codings(session, transcript_id, None)
            self._read_margin(session, transcript_id)
            self._read_voices(session, transcript_id)
            self._read_versions(session, transcript_id)

    def close(self) -> None:
        """Hold no transcript any more."""
        self.transcript, self.text = None, ""
        self.paragraphs, self.codings, self.memos = [], [], []

    def read_codings(self, ids: Collection[int] | None = None) -> None:
        """Read the codings anew, all of them or those with these ids, which may be gone."""
        if self.transcript is None:
            return
        with self._study.read() as session:
            self._read_codings(session, self.transcript.id, ids)

    def read_margin(self) -> None:
        """Read the memos in the margin, and what is to be read again."""
        if self.transcript is not None:
            with self._study.read() as session:
                self._read_margin(session, self.transcript.id)

    def read_voices(self) -> None:
        """Read for which case each stretch speaks."""
        if self.transcript is not None:
            with self._study.read() as session:
                self._read_voices(session, self.transcript.id)

    def read_versions(self) -> None:
        """Read under which versions of the framework the transcript was coded."""
        if self.transcript is not None:
            with self._study.read() as session:
                self._read_versions(session, self.transcript.id)

    def add(self, coding: "CodingRow") -> None:
        """Take in a coding just made, until it is read from the study."""
        if any(held.id == coding.id for held in self.codings) or self.transcript is None:
            return
        self.codings = sorted([*self.codings, coding], key=lambda c: (c.start, c.end, c.id))
        self.transcript = self.transcript._replace(
            codings=self.transcript.codings + 1,
            coded_to=max(self.transcript.coded_to, coding.last),
        )

    def margin(self, themes: "Collection[ThemeRow]") -> Margin:
        """Return what the margin tells beyond the codings."""
        known = {theme.id for theme in themes}
        retired = {coding.theme_id for coding in self.codings} - known
        memos = tuple((memo.id, memo.start, memo.end, memo.text) for memo in self.memos)
        return Margin(frozenset(retired), frozenset(self.reread), memos)

    def roles(self) -> dict[str, str]:
        """Return the role of each speaker by name."""
        return {speaker.label: speaker.role for speaker in self.speakers}

    def case_at(self, place: int) -> tuple[int, str] | None:
        """Return the case for which a place speaks, what was given by hand first."""
        here = [(v, case) for v, case in self.voices if v.start <= place < v.end]
        best = min(here, key=lambda pair: not pair[0].by_hand, default=None)
        return (best[1], best[0].case) if best is not None else None

    def _read_codings(self, session: "Session", held: int, ids: Collection[int] | None) -> None:
        """Read codings, who made them, and how far the transcript is coded."""
        from framework.queries.coders import coders_of
        from framework.queries.codings import codings_by_id, codings_of
        from framework.queries.transcripts import transcript_by_id

        coder = self.showing.coder
        if ids is None or len(ids) > FEW:
            self.codings = codings_of(session, held, coder)
        else:
            found = codings_by_id(session, list(ids))
            anew = [c for c in found if c.transcript_id == held and coder in (None, c.coder)]
            kept = [coding for coding in self.codings if coding.id not in set(ids)]
            self.codings = sorted([*kept, *anew], key=lambda c: (c.start, c.end, c.id))
        self.transcript = transcript_by_id(session, held)
        if coder is not None:  # what others coded is not told, nor how far they came
            self.transcript = self.transcript._replace(
                codings=len(self.codings),
                coded_to=max((coding.last for coding in self.codings), default=0),
            )
        self.coders = coders_of(session, held)
        if self.showing.view == "uncoded":
            self._read_uncoded(session, held)

    def read_uncoded(self) -> list[tuple[int, int]]:
        """Read and return what participants say that is not coded."""
        if self.transcript is not None:
            with self._study.read() as session:
                self._read_uncoded(session, self.transcript.id)
        return self.uncoded

    def _read_uncoded(self, session: "Session", held: int) -> None:
        """Read what is not coded, by the coder who is seen."""
        from framework.queries.coverage import uncoded

        self.uncoded = uncoded(session, held, self.showing.coder)

    def _read_margin(self, session: "Session", held: int) -> None:
        """Read memos and what is to be read again."""
        from framework.queries.memos import margin_memos
        from framework.queries.rereading import reread_codings

        self.memos = margin_memos(session, held)
        self.reread = reread_codings(session, held)

    def _read_voices(self, session: "Session", held: int) -> None:
        """Read for which case each stretch speaks."""
        from framework.queries.attributions import speaking

        self.voices = [
            (Voice(row.start, row.end, row.case, row.by == "passage"), row.case_id)
            for row in speaking(session, held)
        ]

    def _read_versions(self, session: "Session", held: int) -> None:
        """Read under which versions the transcript was coded."""
        from framework.queries.versions import versions_by_transcript

        self.versions = versions_by_transcript(session).get(held, ())
