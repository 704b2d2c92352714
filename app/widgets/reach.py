"""Know how far each transcript has been coded."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framework.queries.transcripts import TranscriptRow
    from framework.study import Study


class Reach:
    """Tell how far coding has come in a transcript; asked when painted, and then remembered."""

    def __init__(self, study: "Study") -> None:
        self._study = study
        self._last: dict[int, int] = {}

    def share(self, row: "TranscriptRow") -> float:
        """Return the last coded paragraph over all paragraphs, 0.0 to 1.0."""
        if not row.codings or not row.paragraphs:
            return 0.0
        if row.id not in self._last:
            from framework.queries.codings import codings_of

            with self._study.read() as session:
                lasts = [coding.last for coding in codings_of(session, row.id)]
            self._last[row.id] = max(lasts, default=0)
        return min(1.0, self._last[row.id] / row.paragraphs)

    def forget(self, transcript_id: int | None = None) -> None:
        """Ask again about one transcript, or about all."""
        if transcript_id is None:
            self._last.clear()
        else:
            self._last.pop(transcript_id, None)
