"""Gather the evidence appendix: each cited passage once, in context, with the way back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from exports.layouts.rows import Cases
from exports.options import Options
from exports.report import Block, Entry, Evidence, Heading, Span
from framework.queries.charts import CellView, CitationRow
from framework.queries.codings import TouchingRow, codings_touching
from framework.queries.corrections import wordings
from framework.queries.transcripts import (
    ParagraphRow,
    cases_of_transcripts,
    order_of_transcripts,
    paragraphs_near,
)
from framework.rules.locators import paragraph_label
from framework.study import Session

_CONTEXT = 320
_PASSAGES_AT_ONCE = 200

Passage = tuple[int, int, int]


class Cited(NamedTuple):
    """Name a cell that may cite: as the appendix names it, and its place in the report."""

    view: CellView
    name: str
    place: str


@dataclass(frozen=True)
class Appendix:
    """Hold where each locator leads, the places that are led back to, and the entries.

    `targets` is by token; `transcripts` gives each transcript's name and its entries.
    """

    targets: dict[str, str]
    places: frozenset[str]
    transcripts: tuple[tuple[str, tuple[Entry, ...]], ...]

    def mentioning(self, targets: Mapping[str, str]) -> "Appendix":
        """Let mentions lead to cells of the report too."""
        places = self.places | frozenset(targets.values())
        return Appendix({**self.targets, **targets}, places, self.transcripts)

    def blocks(self, heading: str, *, grouped: bool) -> list[Block]:
        """Give the appendix as blocks; `grouped` heads each transcript's passages."""
        if not self.transcripts:
            return []
        blocks: list[Block] = [Heading(heading, new_page=True)]
        if not grouped:
            entries = tuple(entry for _, found in self.transcripts for entry in found)
            return [*blocks, Evidence(entries)]
        for name, entries in self.transcripts:
            blocks += [Heading(name, level=2), Evidence(entries)]
        return blocks


NO_APPENDIX = Appendix({}, frozenset(), ())


def place_of(view: CellView) -> str:
    """Name the place of a cell in a document; letters, digits and _ only, under 40 of them."""
    if view.id is not None and view.id < 0:
        return f"synthesis_{-view.id}"
    return f"cell_{view.case_id}_{view.theme_id}"


def gather(
    session: Session, cited: Sequence[Cited], citations: Mapping[str, CitationRow], cases: Cases,
    options: Options,
) -> Appendix:  # fmt: skip
    """Gather every passage that these cells cite; `citations` are theirs, by token."""
    named = {one.view.id: one for one in cited if one.view.id is not None and one.view.runs}
    shown = {run.token for one in named.values() for run in one.view.runs if run.token}
    rows = [row for token, row in citations.items() if token in shown]
    by_passage: dict[Passage, list[CitationRow]] = {}
    for row in rows:
        by_passage.setdefault((row.transcript_id, row.start, row.end), []).append(row)
    order = {transcript: at for at, transcript in enumerate(order_of_transcripts(session))}
    passages = sorted(by_passage, key=lambda key: (order[key[0]], *key[1:]))
    place = {passage: f"evidence_{at}" for at, passage in enumerate(passages, start=1)}
    position = {cell_id: at for at, cell_id in enumerate(named)}
    cited_rows = [by_passage[passage][0] for passage in passages]
    links = {cell_id: Span("locator", one.name, one.place) for cell_id, one in named.items()}
    source = _Source(session, cases, cited_rows, options)
    found: dict[str, list[Entry]] = {}
    for at, passage in enumerate(passages):
        if not at % _PASSAGES_AT_ONCE:
            options.reading(f"passage {at + 1} of {len(passages)}")
        citing = by_passage[passage]
        citers = sorted({row.cell_id for row in citing}, key=position.__getitem__)
        back = tuple([links[cell_id] for cell_id in citers])
        entry = source.entry(citing[0], place[passage], back)
        found.setdefault(citing[0].transcript, []).append(entry)
    return Appendix(
        {row.token: place[row.transcript_id, row.start, row.end] for row in rows},
        frozenset(named[row.cell_id].place for row in rows),
        tuple((name, tuple(entries)) for name, entries in found.items()),
    )


class _Source:
    """Hold what stands in and around the passages."""

    def __init__(
        self, session: Session, cases: Cases, rows: Sequence[CitationRow], options: Options
    ) -> None:
        """Read at once what all passages need."""
        self._cases = cases
        self._spoken_by = cases_of_transcripts(session)
        passages = [(row.transcript_id, row.start, row.end) for row in rows]
        options.reading("how the passages are coded")
        self._codings = codings_touching(session, passages)
        options.reading("the paragraphs around the passages")
        self._near = paragraphs_near(
            session, [(row.transcript_id, row.first, row.last) for row in rows]
        )
        options.reading("the corrections")
        self._wordings = wordings(session)
        for transcript_id in self._wordings.keys() & self._near.keys():
            self._near[transcript_id] = self._corrected(transcript_id)
        self._paragraphs: Mapping[int, ParagraphRow] = {}
        self._people: dict[tuple[str, ...], str] = {}

    def entry(self, row: CitationRow, place: str, back: tuple[Span, ...]) -> Entry:
        """Describe one passage; `back` leads to the cells that cite it."""
        self._paragraphs = self._near[row.transcript_id]
        coded = self._codings[row.transcript_id, row.start, row.end]
        wording = self._wordings.get(row.transcript_id)
        if wording is not None:
            begins, stops = wording.to_shown(row.start), wording.to_shown(row.end)
            row = row._replace(start=begins, end=stops)
        who, how = self._who(row, coded), _coded(coded)
        return Entry(
            place,
            f"{row.transcript} {paragraph_label(row.first, row.last)}",
            any(coding.starred for coding in coded),
            (who, how) if who and how else tuple(filter(None, (who, how))),
            self._beside(row.first, -1),
            self._lead(row),
            self._words(row),
            self._trail(row),
            self._beside(row.last, 1),
            back,
            self._where(row),
        )

    def _corrected(self, transcript_id: int) -> dict[int, ParagraphRow]:
        """Give a transcript's paragraphs as they read with its corrections."""
        wording = self._wordings[transcript_id]
        return {
            n: row._replace(
                start=wording.to_shown(row.start),
                end=wording.to_shown(row.end),
                text=wording.between(row.start, row.end),
            )
            for n, row in self._near[transcript_id].items()
        }

    def _who(self, row: CitationRow, coded: Sequence[TouchingRow]) -> str:
        """Say whose words they are: label and site of the case, or of each."""
        names = tuple(dict.fromkeys([name for coding in coded for name in coding.cases]))
        names = names or tuple(self._spoken_by.get(row.transcript_id, ()))
        if names not in self._people:
            self._people[names] = self._described(names)
        return self._people[names]

    def _described(self, names: Sequence[str]) -> str:
        """Describe the participants among some cases."""
        found = [self._cases.by_name.get(name) for name in names]
        people = [case for case in found if case is not None and case.kind != "site"]
        return "; ".join(
            ", ".join(
                part for part in (
                    case.label or case.name,
                    f"{self._cases.noun} {' and '.join(case.parents)}" if case.parents else "",
                ) if part
            )
            for case in people
        )  # fmt: skip

    def _words(self, row: CitationRow) -> str:
        """Give the quotation; its own speaker's label is not repeated at the head of paragraphs."""
        first, lines = self._paragraphs[row.first], []
        for n in range(row.first, row.last + 1):
            paragraph = self._paragraphs[n]
            start = max(0, row.start - paragraph.start)
            line = paragraph.text[start : max(0, row.end - paragraph.start)]
            own = paragraph.label and not start and paragraph.speaker == first.speaker
            lines.append(without_label(line, paragraph.label or "") if own else line)
        return "\n".join(lines).strip()

    def _lead(self, row: CitationRow) -> str:
        """Give what stands before the passage in its paragraph, with the space between them."""
        text, at = self._paragraphs[row.first].text, row.start - self._paragraphs[row.first].start
        words = text[: max(0, at)].strip()
        spaced = words and (text[at - 1].isspace() or text[at : at + 1].isspace())
        return f"{_end_of(words)}{' ' if spaced else ''}"

    def _trail(self, row: CitationRow) -> str:
        """Give what stands after the passage in its paragraph, with the space between them."""
        text, at = self._paragraphs[row.last].text, row.end - self._paragraphs[row.last].start
        words = text[at:].strip()
        spaced = words and (text[at].isspace() or text[at - 1].isspace())
        return f"{' ' if spaced else ''}{_start_of(words)}"

    def _beside(self, n: int, step: int) -> str:
        """Give the paragraph before or after, with its number."""
        found = self._neighbour(n, step)
        if found is None:
            return ""
        cut = _end_of if step < 0 else _start_of
        return f"{_opening(found)} {cut(found.text)}"

    def _neighbour(self, n: int, step: int) -> ParagraphRow | None:
        """Find the nearest paragraph that is more than a speaker's label."""
        found = self._paragraphs.get(n + step)
        while found is not None and found.kind == "label":
            found = self._paragraphs.get(found.n + step)
        return found

    def _where(self, row: CitationRow) -> tuple[str, ...]:
        """Name speaker and transcript, and the time where the recording has one."""
        known = row.speaker and row.speaker.casefold() != row.transcript.casefold()
        lines = [
            f"{row.speaker}, transcript {row.transcript}"
            if known
            else f"Transcript {row.transcript}"
        ]
        first = self._paragraphs[row.first]
        if first.time is not None:
            seconds = int(first.time)
            hours = f"{seconds // 3600}:" if seconds >= 3600 else ""
            lines.append(f"{hours}{seconds // 60 % 60:02}:{seconds % 60:02} of the recording")
        return tuple(lines)


def _opening(paragraph: ParagraphRow) -> str:
    """Give a paragraph its number, and its speaker where its own text names none."""
    number = paragraph_label(paragraph.n, paragraph.n)
    unnamed = paragraph.label is None and paragraph.speaker
    return f"{number} {paragraph.speaker}:" if unnamed else number


def without_label(line: str, label: str) -> str:
    """Take a speaker's label and what sets it off from the head of a paragraph."""
    return re.sub(rf"^{re.escape(label)}[\s:\])–-]*", "", line)


def _coded(coded: Iterable[TouchingRow]) -> str:
    """Say who coded the passage as what: coded AB, CD: 3.3."""
    themes: dict[str, list[str]] = {}
    for coding in coded:
        numbers = themes.setdefault(coding.coder, [])
        if coding.number not in numbers:
            numbers.append(coding.number)
    coders: dict[tuple[str, ...], list[str]] = {}
    for coder, numbers in themes.items():
        coders.setdefault(tuple(numbers), []).append(coder)
    said = [f"{', '.join(names)}: {', '.join(numbers)}" for numbers, names in coders.items()]
    return f"coded {'; '.join(said)}" if said else ""


def _end_of(text: str) -> str:
    """Keep the end of a long paragraph, and show that it was cut."""
    if len(text) <= _CONTEXT:
        return text
    return f"… {text[-_CONTEXT:].partition(' ')[2]}"


def _start_of(text: str) -> str:
    """Keep the start of a long paragraph, and show that it was cut."""
    if len(text) <= _CONTEXT:
        return text
    return f"{text[:_CONTEXT].rpartition(' ')[0]} …"
