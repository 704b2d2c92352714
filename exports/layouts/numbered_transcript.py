"""Build the numbered transcripts, so that a ¶ can be looked up on paper."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from exports.layouts import notes
from exports.layouts.evidence import without_label
from exports.options import Options
from exports.report import (
    Block,
    Column,
    Heading,
    Paragraph,
    Report,
    Rows,
    Span,
    Table,
    TableCell,
    TableRow,
    text_width,
)
from framework.errors import RefusedError
from framework.queries.codings import CodingRow, codings_of
from framework.queries.corrections import CorrectionRow, corrections_of, wording_of
from framework.queries.studies import AboutRow, about
from framework.queries.transcripts import (
    ParagraphRow,
    TranscriptRow,
    list_transcripts,
    paragraphs_of,
)
from framework.rules.corrections import Wording
from framework.study import Session

NUMBER_CM = 1.5
SPEAKER_CM = 2.6
CODINGS_CM = 3.4
_HEADER = ("transcript", "paragraph", "speaker", "time", "text", "as_transcribed", "codings")


class Line(NamedTuple):
    """Hold a paragraph as it reads, the words that it was transcribed with, and its codings."""

    row: ParagraphRow
    text: str
    corrected: tuple[CorrectionRow, ...]
    codings: tuple[str, ...]


def build(session: Session, options: Options) -> Report:
    """Build a table for each transcript, or for those asked for."""
    chosen = _asked(session, options)
    known = about(session)
    blocks: list[Block] = []
    data: list[tuple[str | float | None, ...]] = []
    for number, transcript in enumerate(chosen, start=1):
        options.reading(transcript.name)
        lines = list(_lines(session, transcript, options))
        blocks.append(Heading(transcript.name, new_page=number > 1))
        blocks.append(_table(transcript, lines, (known, options), number))
        data += _data(transcript, lines)
    return Report(
        title="Numbered transcript" if len(chosen) == 1 else "Numbered transcripts",
        study=known.title,
        synthetic=known.synthetic,
        day=options.today,
        data=Rows("Paragraphs", _HEADER, tuple(data)),
        blocks=tuple(blocks),
        orientation="portrait",
        paper=options.paper,
        mode=options.mode,
    )


def _asked(session: Session, options: Options) -> list[TranscriptRow]:
    """Give the transcripts that are asked for by name; all without a choice."""
    every = list_transcripts(session)
    if not every:
        raise RefusedError("The study has no transcripts yet; nothing was written.")
    known = {row.name.casefold() for row in every}
    for name in options.transcripts:
        if name.casefold() not in known:
            raise RefusedError(
                f"There is no transcript “{name}” in this study; nothing was written."
            )
    wanted = {name.casefold() for name in options.transcripts} or known
    return [row for row in every if row.name.casefold() in wanted]


def _lines(session: Session, transcript: TranscriptRow, options: Options) -> Iterator[Line]:
    """Read a transcript's paragraphs with their corrections, and their codings where asked."""
    corrected = corrections_of(session, transcript.id)
    wording = wording_of(session, transcript.id) if corrected else None
    codings = codings_of(session, transcript.id) if options.codings else []
    margin = _margin(codings)
    for row in paragraphs_of(session, transcript.id):
        here = tuple(one for one in corrected if one.n == row.n)
        yield Line(row, _text(row, wording), here, tuple(margin.get(row.n, ())))


def _text(row: ParagraphRow, wording: Wording | None) -> str:
    """Give the words of a paragraph as they read, without the label that stands beside them."""
    words = row.text if wording is None else wording.between(row.start, row.end)
    return without_label(words, row.label) if row.label and row.speaker == row.label else words


def _margin(codings: Sequence[CodingRow]) -> Mapping[int, list[str]]:
    """Say beside each paragraph what it is coded as, once each, with a star where it has one."""
    found: dict[int, dict[str, bool]] = {}
    for coding in codings:
        for n in range(coding.first, coding.last + 1):
            here = found.setdefault(n, {})
            name = f"{coding.number} {coding.theme}"
            here[name] = here.get(name, False) or coding.starred
    return {
        n: [f"{name} ★" if starred else name for name, starred in names.items()]
        for n, names in found.items()
    }


def _table(
    transcript: TranscriptRow, lines: Sequence[Line], chosen: tuple[AboutRow, Options], number: int
) -> Table:
    """Make the table of a transcript."""
    known, options = chosen
    margin = CODINGS_CM if options.codings else 0
    room = text_width(options.paper, "portrait") - NUMBER_CM - SPEAKER_CM - margin
    said = [f"¶ numbers as in locators such as [{transcript.name} ¶1]."]
    if any(line.corrected for line in lines):
        said.append("Corrected words stand in the text; as they were transcribed, below it.")
    if any(line.row.printed for line in lines):
        said.append("Below a ¶ number, the line number that the file prints there.")
    if any("★" in name for line in lines for name in line.codings):
        said.append("★ starred as an illustrative quotation.")
    return Table(
        sheet=transcript.name,
        number=number,
        part="",
        caption=f"{transcript.name} ({transcript.words:,} words, {len(lines)} paragraphs)",
        columns=(
            Column("¶", NUMBER_CM),
            Column("Speaker", SPEAKER_CM),
            Column("Words", room),
            *((Column("Coded", margin),) if margin else ()),
        ),
        rows=tuple(_row(line, options) for line in lines),
        notes=(*said, *notes.closing(synthetic=known.synthetic)),
    )


def _row(line: Line, options: Options) -> TableRow:
    """Make the row of a paragraph."""
    row = line.row
    speaker: list[Paragraph] = [(Span("strong", row.speaker),)] if row.speaker else []
    if row.time is not None:
        speaker.append((Span("muted", _clock(row.time)),))
    words: list[Paragraph] = [(Span("strong" if row.kind == "heading" else "text", line.text),)]
    words += [(Span("muted", _before(one)),) for one in line.corrected]
    number: list[Paragraph] = [(Span("text", f"¶{row.n}"),)]
    number += [(Span("muted", row.printed),)] if row.printed else []
    cells = [TableCell(tuple(number)), TableCell(tuple(speaker)), TableCell(tuple(words))]
    if options.codings:
        cells.append(TableCell(tuple((Span("muted", name),) for name in line.codings)))
    return tuple(cells)


def _before(one: CorrectionRow) -> str:
    """Say what corrected words were, and who corrected them."""
    now = f"“{one.text}”" if one.text else "left out"
    why = f" ({one.reason})" if one.reason else ""
    return f"{now}: transcribed as “{one.original}”{why}, corrected by {one.coder}"


def _clock(time: float) -> str:
    """Write a time of the recording: 1:02:09."""
    seconds = int(time)
    hours = f"{seconds // 3600}:" if seconds >= 3600 else ""
    return f"{hours}{seconds // 60 % 60:02}:{seconds % 60:02}"


def _data(
    transcript: TranscriptRow, lines: Sequence[Line]
) -> Iterator[tuple[str | float | None, ...]]:
    """Give the paragraphs as plain rows."""
    for line in lines:
        yield (
            transcript.name, line.row.n, line.row.speaker or "",
            "" if line.row.time is None else _clock(line.row.time), line.text,
            "; ".join(one.original for one in line.corrected), "; ".join(line.codings),
        )  # fmt: skip
