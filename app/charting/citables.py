"""Know what can be cited where a summary is written, and what locators lead to."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from app.charting.asking import Asker
from framework.queries.apart import charted_apart
from framework.queries.cases import list_cases
from framework.queries.charts import cells
from framework.queries.codings import CodingRow, evidence, evidence_of_case
from framework.queries.corrections import wordings
from framework.queries.themes import list_themes_plain
from framework.queries.transcripts import cases_of_transcripts, list_transcripts, paragraphs_of
from framework.rules import mentions
from framework.rules.locators import locators_in, typed
from framework.rules.mentions import Mention
from framework.study import Session, Study

MOST, WORDS = 40, 300


class Offer(NamedTuple):
    """Offer what can be cited: as it is typed, its name and its words; `near` ones come first."""

    typed: str
    words: str
    near: bool = False

    @property
    def name(self) -> str:
        """Name it without brackets."""
        return self.typed[1:-1]


class Lead(NamedTuple):
    """Say where a locator leads, and what stands there; a mention leads to a cell."""

    words: str
    transcript_id: int = 0
    start: int = 0
    end: int = 0
    case_id: int = 0
    theme_id: int = 0


class Citables(QObject):
    """Offer passages, and in a synthesis cells; `came` tells that there are more."""

    came = Signal()

    def __init__(self, study: Study) -> None:
        super().__init__()
        self._study = study
        self.coder = ""  # the analyst who charts apart
        self._asker = Asker(study, self)
        self._near: Callable[[Session], list[Offer]] | None = None
        self._far: Callable[[Session], list[Offer]] | None = None
        self._known: list[Offer] | None = None

    def about_cell(self, case_id: int, theme_id: int) -> None:
        """Offer the passages of a cell, then those of its case."""
        self._be(partial(_of_cell, case_id=case_id, theme_id=theme_id),
                 partial(_of_case, case_id=case_id))  # fmt: skip

    def about_case(self, case_id: int) -> None:
        """Offer the cells of a case, then its passages."""
        self._be(partial(offered_cells, case_id=case_id), partial(_of_case, case_id=case_id))

    def about_theme(self, theme_id: int) -> None:
        """Offer the cells of a theme."""
        self._be(partial(offered_cells, theme_id=theme_id), None)

    def offers(self, wanted: str) -> list[Offer]:
        """List what fits what is typed: those beside the cell first, then ¶, then words."""
        if self._known is None:
            self._read()
        return ranked(self._known or [], wanted)[:MOST]

    def lead(self, written: str) -> Lead | None:
        """Find what a locator or a mention, as typed, leads to."""
        with self._study.read() as session:
            found = locators_in(written)
            return _passage(session, *found[0]) if found else _cell(
                session, written, self.coder)  # fmt: skip

    def finish(self) -> None:
        """Drop what is being read."""
        self._asker.finish()

    def _be(
        self, near: Callable[[Session], list[Offer]], far: Callable[[Session], list[Offer]] | None
    ) -> None:
        """Offer other things from now on."""
        self._asker.forget()
        self._near, self._far, self._known = near, far, None

    def _read(self) -> None:
        """Read what stands near now, and the rest on a thread."""
        if self._near is None:
            return
        with self._study.read() as session:
            self._known = self._near(session)
        if self._far is not None:
            self._asker.ask(self._far, self._add)

    def _add(self, more: Iterable[Offer]) -> None:
        """Offer more, each once."""
        known = {offer.typed for offer in self._known or ()}
        self._known = [*(self._known or ()), *(o for o in more if o.typed not in known)]
        self.came.emit()


def ranked(offers: Sequence[Offer], wanted: str) -> list[Offer]:
    """Keep what has every word that is typed; a ¶ of that number comes first."""
    words = wanted.casefold().replace("¶", " ").split()
    if not words:
        return list(offers)
    kept = [o for o in offers if all(word in f"{o.name} {o.words}".casefold() for word in words)]
    return sorted(kept, key=lambda offer: (_number(offer) != words[-1], not offer.near))


def _number(offer: Offer) -> str:
    """Give the first ¶ of a locator, or the number of a mentioned theme."""
    return offer.name.replace("¶", " ").split()[-1].split("-")[0]


def _of_cell(session: Session, case_id: int, theme_id: int) -> list[Offer]:
    """Offer the passages of a cell."""
    return _passages(evidence(session, case_id, theme_id), near=True)


def _of_case(session: Session, case_id: int) -> list[Offer]:
    """Offer the coded passages of a case."""
    return _passages(evidence_of_case(session, case_id), near=False)


def _passages(rows: Sequence[CodingRow], *, near: bool) -> list[Offer]:
    """Offer passages, each place once."""
    found = {
        typed(row.transcript, row.first, row.last): " ".join(row.quote[:WORDS].split())
        for row in rows
    }  # fmt: skip
    return [Offer(locator, words, near) for locator, words in found.items()]


def offered_cells(session: Session, case_id: int = 0, theme_id: int = 0) -> list[Offer]:
    """Offer the written cells of a case or of a theme."""
    cases = {row.id: row.name for row in list_cases(session)}
    themes = {row.id: row.number or row.name for row in list_themes_plain(session)}
    views = cells(session, [case_id] if case_id else list(cases),
                  [theme_id] if theme_id else list(themes))  # fmt: skip
    return [
        Offer(mentions.typed(Mention(cases[case], themes[theme])),
              " ".join("".join(run.text for run in view.runs)[:WORDS].split()), near=True)
        for (case, theme), view in views.items() if view.text.strip()
    ]  # fmt: skip


def _passage(session: Session, name: str, first: int, last: int) -> Lead | None:
    """Find the paragraphs that a locator names."""
    listed = {row.name.casefold(): row.id for row in list_transcripts(session)}
    transcript_id = listed.get(name.casefold())
    if transcript_id is None:
        own = [key for key, cases in cases_of_transcripts(session).items()
               if name.casefold() in (case.casefold() for case in cases)]  # fmt: skip
        transcript_id = own[0] if len(own) == 1 else None
    if transcript_id is None:
        return None
    rows = [row for row in paragraphs_of(session, transcript_id) if first <= row.n <= last]
    if not rows:
        return None
    start, end = rows[0].start, rows[-1].end
    wording = wordings(session, [transcript_id]).get(transcript_id)
    words = wording.between(start, end) if wording else "\n".join(row.text for row in rows)
    return Lead(words, transcript_id, start, end)


def _cell(session: Session, written: str, coder: str) -> Lead | None:
    """Find the cell that a mention names; `coder` is the analyst who charts apart, or ""."""
    cases = {row.name.casefold(): row.id for row in list_cases(session)}
    themes = {row.number or row.name: row.id for row in list_themes_plain(session)}
    case, _cross, theme = written.strip("[]").replace(" x ", " × ").rpartition(" × ")
    case_id, theme_id = cases.get(case.strip().casefold()), themes.get(theme.strip())
    if case_id is None or theme_id is None:
        return None
    view = charted_apart(session, coder, [case_id], [theme_id]).views[case_id, theme_id]
    said = "".join(run.text for run in view.runs)
    return Lead(said, case_id=case_id, theme_id=theme_id)
