"""Gather the evidence appendix: each cited passage once, in context, with the way back."""

import re
from collections.abc import Mapping, Sequence
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
    shown = {token for one in named.values() for _kind, _text, token in one.view.runs if token}
    by_passage: dict[Passage, list[CitationRow]] = {}
    for row in citations.values():
        if row.token in shown:
            by_passage.setdefault((row.transcript_id, row.start, row.end), []).append(row)
    order = {transcript: at for at, transcript in enumerate(order_of_transcripts(session))}
    passages = sorted(by_passage, key=lambda key: (order[key[0]], *key[1:]))
    links = {
        cell_id: (at, Span("locator", one.name, one.place))
        for at, (cell_id, one) in enumerate(named.items())
    }
    source = _Source(session, cases, [by_passage[passage][0] for passage in passages], options)
    targets: dict[str, str] = {}
    found: dict[str, list[Entry]] = {}
    for at, passage in enumerate(passages):
        if not at % _PASSAGES_AT_ONCE:
            options.reading(f"passage {at + 1} of {len(passages)}")
        citing, place = by_passage[passage], f"evidence_{at + 1}"
        targets.update({row.token: place for row in citing})
        back = tuple([link for _at, link in sorted({links[row.cell_id] for row in citing})])
        found.setdefault(citing[0].transcript, []).append(source.entry(citing[0], place, back))
    return Appendix(
        targets,
        frozenset(named[row.cell_id].place for rows in by_passage.values() for row in rows),
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
        self._people: dict[tuple[str, ...], str] = {}

    def entry(self, row: CitationRow, place: str, back: tuple[Span, ...]) -> Entry:
        """Describe one passage; `back` leads to the cells that cite it."""
        near = self._near[row.transcript_id]
        coded = self._codings[row.transcript_id, row.start, row.end]
        first, last, start, end = near[row.first], near[row.last], row.start, row.end
        wording = self._wordings.get(row.transcript_id)
        if wording is not None:
            start, end = wording.to_shown(start), wording.to_shown(end)
        who, how = self._who(row, coded), _coded(coded)
        between = (first,) if last is first else [near[n] for n in range(row.first, row.last + 1)]
        return Entry(
            place,
            f"{row.transcript} {paragraph_label(row.first, row.last)}",
            any(coding.starred for coding in coded),
            (who, how) if who and how else tuple(filter(None, (who, how))),
            _beside(near, row.first, -1),
            _lead(first, start),
            _words(between, start, end),
            _trail(last, end),
            _beside(near, row.last, 1),
            back,
            _where(row, first),
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


def _words(between: Sequence[ParagraphRow], start: int, end: int) -> str:
    """Give the quotation; its own speaker's label is not repeated at the head of paragraphs."""
    lines = []
    for paragraph in between:
        begins = max(0, start - paragraph.start)
        line = paragraph.text[begins : max(0, end - paragraph.start)]
        own = not begins and paragraph.label and paragraph.speaker == between[0].speaker
        lines.append(without_label(line, paragraph.label or "") if own else line)
    return "\n".join(lines).strip()


def _lead(paragraph: ParagraphRow, start: int) -> str:
    """Give what stands before the passage in its paragraph, with the space between them."""
    text, at = paragraph.text, start - paragraph.start
    words = text[: max(0, at)].strip()
    if not words:
        return ""
    spaced = text[at - 1].isspace() or text[at : at + 1].isspace()
    return f"{_end_of(words)}{' ' if spaced else ''}"


def _trail(paragraph: ParagraphRow, end: int) -> str:
    """Give what stands after the passage in its paragraph, with the space between them."""
    text, at = paragraph.text, end - paragraph.start
    words = text[at:].strip()
    if not words:
        return ""
    spaced = text[at].isspace() or text[at - 1].isspace()
    return f"{' ' if spaced else ''}{_start_of(words)}"


def _beside(near: Mapping[int, ParagraphRow], n: int, step: int) -> str:
    """Give the nearest paragraph before or after that is more than a label, with its number."""
    n += step
    while (found := near.get(n)) is not None and found.kind == "label":
        n += step
    if found is None:
        return ""
    cut = _end_of if step < 0 else _start_of
    return f"{_opening(found)} {cut(found.text)}"


def _where(row: CitationRow, first: ParagraphRow) -> tuple[str, ...]:
    """Name speaker and transcript, and the time where the recording has one."""
    known = row.speaker and row.speaker.casefold() != row.transcript.casefold()
    named = f"{row.speaker}, transcript" if known else "Transcript"
    if first.time is None:
        return (f"{named} {row.transcript}",)
    seconds = int(first.time)
    hours = f"{seconds // 3600}:" if seconds >= 3600 else ""
    time = f"{hours}{seconds // 60 % 60:02}:{seconds % 60:02} of the recording"
    return f"{named} {row.transcript}", time


def _opening(paragraph: ParagraphRow) -> str:
    """Give a paragraph its number, and its speaker where its own text names none."""
    number = paragraph_label(paragraph.n, paragraph.n)
    unnamed = paragraph.label is None and paragraph.speaker
    return f"{number} {paragraph.speaker}:" if unnamed else number


def without_label(line: str, label: str) -> str:
    """Take a speaker's label and what sets it off from the head of a paragraph."""
    return re.sub(rf"^{re.escape(label)}[\s:\])–-]*", "", line)


def _coded(coded: Sequence[TouchingRow]) -> str:
    """Say who coded the passage as what: coded AB, CD: 3.3."""
    if len(coded) == 1:
        return f"coded {coded[0].coder}: {coded[0].number}"
    themes: dict[str, dict[str, None]] = {}
    for coding in coded:
        themes.setdefault(coding.coder, {})[coding.number] = None
    coders: dict[str, list[str]] = {}
    for coder, numbers in themes.items():
        coders.setdefault(", ".join(numbers), []).append(coder)
    said = [f"{', '.join(names)}: {numbers}" for numbers, names in coders.items()]
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
