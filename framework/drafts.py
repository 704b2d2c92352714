"""Shape what importers hand over: values only, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

ParagraphKind = Literal["speech", "label", "heading", "note"]
SpeakerRole = Literal["interviewer", "participant", "other", "unknown"]


class ParagraphDraft(NamedTuple):
    """Mark one paragraph of a transcript: `text[start:end]`, in Unicode code points.

    `label` is the speaker's label as typed in this paragraph, or None; `speaker` the index in
    `TranscriptDraft.speakers` of the person who speaks, carried on to unlabelled paragraphs of the
    turn, or None where nobody is named; `time_ms` milliseconds from the start, or None; `printed`
    the number that the source prints beside the paragraph's first line.
    """

    start: int
    end: int
    kind: ParagraphKind = "speech"
    label: str | None = None
    speaker: int | None = None
    time_ms: int | None = None
    printed: str = ""


class CommentDraft(NamedTuple):
    """Hold a comment that came in a transcript's file, about `text[start:end]` of it.

    `date` is ISO 8601 as the file has it, author and date "" where it has none.
    """

    author: str
    date: str
    start: int
    end: int
    text: str


class SpeakerDraft(NamedTuple):
    """Name one person of a transcript, with every label that was typed for them."""

    name: str
    labels: tuple[str, ...]
    role: SpeakerRole = "unknown"


@dataclass(frozen=True)
class TranscriptDraft:
    """Hold a transcript as read: NFC text, its paragraphs joined by one line feed each.

    `left_out` lists, a sentence each, what the file holds and the text does not (page header,
    tracked deletion); `remarks` what was repaired or is in question (encoding, damaged cue).
    `comments` are offered to be kept as memos.
    """

    name: str
    format: str
    original: bytes
    text: str
    paragraphs: tuple[ParagraphDraft, ...]
    speakers: tuple[SpeakerDraft, ...] = ()
    left_out: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    comments: tuple[CommentDraft, ...] = ()


class CaseDraft(NamedTuple):
    """Describe a row of the matrix: a participant or a site."""

    name: str
    kind: str
    label: str
    parents: tuple[str, ...]
    attributes: Mapping[str, str]


class AttributionDraft(NamedTuple):
    """Say for which case a transcript (`speaker` None) or one of its speakers speaks.

    `line` is the line of the source file, for messages; `paragraphs` a first and last ¶ that
    limit the attribution to a passage, or None.
    """

    line: int
    transcript: str
    speaker: str | None
    case: str
    paragraphs: tuple[int, int] | None = None


@dataclass(frozen=True)
class ThemeDraft:
    """Describe a theme and the sub-themes under it.

    `colour` is None where the file gives none; `fixed_number` marks a number given by hand.
    `example` is a quotation with its locator as text, since its coding is not in the file; `guid`
    names the theme in the study that it comes from, or is "".
    """

    number: str
    name: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    origin: str = ""
    children: tuple["ThemeDraft", ...] = ()
    colour: int | None = None
    fixed_number: bool = False
    retired: bool = False
    example: str = ""
    guid: str = ""


@dataclass(frozen=True)
class FrameworkDraft:
    """Hold a framework as read; `template` is the id of a built-in one, `citation` its source.

    `short` is what its themes say they come from; `remarks` tell, a sentence each, what of the file
    was left out or is in question.
    """

    name: str
    themes: tuple[ThemeDraft, ...]
    citation: str = ""
    template: str = ""
    short: str = ""
    remarks: tuple[str, ...] = ()


class CodingDraft(NamedTuple):
    """Place one coding by quotation, by `[start, end)`, or by a first and last ¶."""

    line: int
    transcript: str
    theme: str
    quote: str = ""
    span: tuple[int, int] | None = None
    paragraphs: tuple[int, int] | None = None
    coder: str = ""
    starred: bool = False
    memo: str = ""


class CellDraft(NamedTuple):
    """Give the summary of one cell in the notation of summaries; `state` is "" to keep or infer."""

    line: int
    case: str
    theme: str
    text: str
    state: str = ""


class MatrixCellDraft(NamedTuple):
    """Give one cell of a chart as a table shows it.

    `case` is the text of its row's first column, `heads` what stands over its column: the nearest
    first, then the heads that span it, then what the table is called. `where` names the place in
    the file, `table` the table or sheet.
    """

    case: str
    heads: tuple[str, ...]
    text: str
    where: str
    table: str


@dataclass(frozen=True)
class MatrixDraft:
    """Hold charts as read from the tables of a file; `remarks` tell what of it was not read."""

    name: str
    cells: tuple[MatrixCellDraft, ...]
    remarks: tuple[str, ...] = ()


Kind = Literal["text", "number", "date", "yes-no"]


class ColumnDraft(NamedTuple):
    """Name a column of delivery data and how it is read: text, number, date or yes-no."""

    name: str
    reading: Kind


@dataclass(frozen=True)
class ColumnReading:
    """Say how the texts of a column are read when figures are computed; the texts stay as typed.

    `kind` decides; the rest is what a person may have typed beside a plain value. `order` is the
    order of dates: "" for ISO alone, else dmy, mdy or ymd. `missing` maps a code to the kind of
    nothing it stands for, one of `rules.readings.NOTHINGS`; `labels` a value to what it means.
    `unit` may stand around a number, `decimal` and `thousands` within it, `approximate` allows
    “~450”. `ranges` takes the least, middle or greatest of “7-31”; `made_dates` reads “7-Dec” as
    the range that a spreadsheet made a date, `serials` reads day numbers of spreadsheets.
    """

    kind: Kind = "text"
    order: str = ""
    decimal: str = "."
    thousands: str = ""
    unit: str = ""
    missing: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    approximate: bool = False
    ranges: str = ""
    made_dates: bool = False
    serials: bool = False


@dataclass(frozen=True)
class IndicatorDraft:
    """Define a figure per site from the rows of one delivery table.

    `measure` is one of `rules.indicators.MEASURES`. `where` keeps the rows whose columns hold
    these values; `among` keeps the cases whose attributes hold these values. `column` is the
    figure or date measured (for `cases`: the kind of case counted), `due` the date that it is
    held against: a column, or for `days_from` an attribute of the site. `tolerance` is in days.
    `withdrawn` is one of `rules.indicators.WITHDRAWN`: what becomes of a site that withdrew.
    `dimension` is what the figure tells of: fidelity, dose, reach, adaptation or the analyst's own.
    """

    key: str
    label: str
    table: str
    measure: str
    where: Mapping[str, str] = field(default_factory=dict)
    among: Mapping[str, str] = field(default_factory=dict)
    column: str = ""
    due: str = ""
    tolerance: int = 0
    unit: str = ""
    withdrawn: str = ""
    dimension: str = ""


Level = Literal["", "study", "site", "site-month", "person"]


@dataclass(frozen=True)
class DeliveryDraft:
    """Hold a table of delivery data as it came: every value the text that stood in the file.

    `site` is the column that names the site, or the person of a table about persons; "" when the
    table has none. `readings` are by column, where the kind alone does not say it; those of the
    columns in `settled` the person chose. `level` is what a row is about, "" where nobody has said;
    `key` the columns that tell one row from another. `apart` are rows set apart as totals. `layout`
    is what a mapping says of how the file is laid out, in its words.
    """

    name: str
    original: bytes
    columns: tuple[ColumnDraft, ...]
    rows: tuple[tuple[str, ...], ...]
    site: str = ""
    remarks: tuple[str, ...] = ()
    readings: Mapping[str, ColumnReading] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    level: Level = ""
    key: tuple[str, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    layout: Mapping[str, Any] = field(default_factory=dict)

    def reading(self, name: str) -> ColumnReading:
        """Return how a column is read."""
        kinds = {column.name: column.reading for column in self.columns}
        return self.readings.get(name, ColumnReading(kinds[name]))


@dataclass(frozen=True)
class Cut:
    """Name a group of ordered sites: those whose figure is at least this and below that.

    None leaves an end open.
    """

    label: str
    at_least: float | None = None
    below: float | None = None


SHOWN = frozenset({"quotation", "inference", "evidence", "summary"})


@dataclass(frozen=True)
class JointDefinition:
    """Say what a joint display shows.

    `order_by` and `indicators` are keys of indicators, `themes` and `cases` guids; where they are
    empty, the order is the study's, and all indicators, charted themes and sites are shown.
    `vocabulary` is one of `rules.fit.VOCABULARIES`, `show` is among SHOWN, `table` the delivery
    table of a time-ordered matrix. `note` stands below the table; it may hold figures.
    """

    title: str = ""
    rows: Literal["sites", "participants"] = "sites"
    order_by: str = ""
    descending: bool = True
    cuts: tuple[Cut, ...] = ()
    indicators: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    vocabulary: Literal["fetters", "triangulation"] = "fetters"
    show: frozenset[str] = SHOWN
    table: str = ""
    note: str = ""
