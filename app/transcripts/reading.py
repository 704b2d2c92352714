"""Read files, and keep what the person decides about each before anything is added."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from framework.drafts import CaseDraft, TranscriptDraft
from framework.errors import FrameworkError
from framework.progress import Progress

if TYPE_CHECKING:
    from framework.study import Study
    from importers.column_choices import TableColumns
    from importers.columnroles import Roles
    from importers.measure import Measured
    from importers.near_names import NearNames
    from importers.survey import Columns

NOBODY = ""
NEW = "new:"


@dataclass
class Reading:
    """Hold one file as read: a draft with the person's choices, or why there is none.

    `draft` is as chosen, `as_read` as it was before any choice about its speakers. `cases` go by
    the speaker's name: a case is the name of one that is there, NEW and a name for one to be made,
    or NOBODY; `whole` is the case of a file in which nobody is named. `printed` keeps the line
    numbers of the source, `comments` are those to be memos. `apart` are names of two people that
    are a letter apart. `given` names the speakers whose case was chosen here, the latest last.
    """

    file: str
    draft: TranscriptDraft | None = None
    refusal: str = ""
    wanted: bool = True
    cases: dict[str, str] = field(default_factory=dict)
    as_read: TranscriptDraft | None = None
    measured: "Measured | None" = None
    table: "TableColumns | None" = None
    printed: bool = True
    comments: set[int] = field(default_factory=set)
    whole: str = NOBODY
    apart: set[frozenset[str]] = field(default_factory=set)
    given: list[str] = field(default_factory=list)
    _asked: "tuple[TranscriptDraft | None, list[NearNames]]" = (None, [])
    _counted: tuple[str, int] = ("", 0)
    _known: "tuple[TranscriptDraft, frozenset[str]] | None" = None

    @property
    def words(self) -> int:
        """Count the words; once, as a list of files asks each time that it is painted."""
        text = self.draft.text if self.draft is not None else ""
        if self._counted[0] is not text:
            self._counted = text, len(text.split())
        return self._counted[1]

    @property
    def labels(self) -> frozenset[str]:
        """Return the labels as read, folded, to find files alike."""
        from importers.speaker_choices import labels_of

        if self.as_read is None:
            return frozenset()
        if self._known is None or self._known[0] is not self.as_read:
            self._known = self.as_read, labels_of(self.as_read)
        return self._known[1]

    @property
    def remarks(self) -> tuple[str, ...]:
        """List what was repaired or is in question."""
        return self.draft.remarks if self.draft is not None else ()

    @property
    def questions(self) -> "list[NearNames]":
        """List the speakers who may be one person, as long as nobody has said."""
        from importers.near_names import near_names

        draft = self.draft
        if draft is None:
            return []
        if self._asked[0] is not draft:
            self._asked = draft, near_names(draft)
        names = [speaker.name for speaker in draft.speakers]
        return [
            pair for pair in self._asked[1]
            if frozenset(names[place] for place in pair) not in self.apart
        ]  # fmt: skip

    @property
    def format(self) -> str:
        """Name the format for the person."""
        from importers import FORMATS

        key = self.draft.format if self.draft is not None else ""
        return next((form.name for form in FORMATS if form.key == key), key)

    @property
    def changed(self) -> bool:
        """Say whether a choice was made about who speaks."""
        return self.draft is not self.as_read

    @property
    def of_all(self) -> str:
        """Return the case of the whole file, NOBODY where people are named in it."""
        return self.whole if self.draft is not None and not self.draft.speakers else NOBODY

    def speak(self, draft: TranscriptDraft | None) -> None:
        """Take a draft with other speakers; who is still there keeps their case."""
        self.draft = draft
        names = [speaker.name for speaker in draft.speakers] if draft is not None else []
        self.cases = {name: self.cases.get(name, NOBODY) for name in names}

    def give(self, name: str, case: str) -> None:
        """Keep the case chosen for a speaker."""
        self.cases[name] = case
        self.given = [*(before for before in self.given if before != name), name]

    def take_back(self, known_cases: Sequence[str]) -> None:
        """Let the speakers be as they were read."""
        self.draft, self.given = self.as_read, []
        if self.draft is not None:
            self.cases = _proposed(self.draft, known_cases, self.table)

    def read_columns(self, chosen: "Roles | Columns", known_cases: Sequence[str]) -> None:
        """Read a table again from other columns."""
        from importers.column_choices import read_with

        if self.as_read is None or self.table is None:
            return
        made = read_with(self.as_read, chosen)
        self.table = self.table._replace(read_as=chosen)
        self.draft = self.as_read = made
        self.cases = _proposed(made, known_cases, self.table)

    def spoken_for(self) -> Iterator[tuple[int | None, str]]:
        """Give the cases chosen, each with the place of its speaker, None for the whole file."""
        if self.of_all:
            yield None, self.of_all
        for place, speaker in enumerate(self.draft.speakers if self.draft is not None else ()):
            if case := self.cases.get(speaker.name):
                yield place, case

    def final(self) -> TranscriptDraft:
        """Return the draft as it is to be frozen."""
        from importers.speaker_choices import without_printed

        if self.draft is None:
            raise ValueError(self.file)
        return self.draft if self.printed else without_printed(self.draft)


def read_files(
    paths: Sequence[Path],
    known_cases: Sequence[str],
    there: Mapping[str, str],
    progress: Progress,
) -> list[Reading]:
    """Read files, several at once; one that is refused does not keep the others out.

    `there` names the transcripts of the study by the digests of their files.
    """
    from importers.abreast import read_each

    found, met = read_each(read_file, paths, known_cases, progress=progress), dict(there)
    return [
        Reading(path.name, refusal=str(read), wanted=False)
        if isinstance(read, FrameworkError)
        else _unless_met(read, met)
        for path, read in zip(paths, found, strict=True)
    ]


def read_file(path: Path, known_cases: Sequence[str], *, progress: Progress) -> Reading:
    """Read one file, and count and propose what is shown of it."""
    from importers import read_transcript

    return _held(path.name, read_transcript(path, progress), known_cases)


def read_pasted(
    text: str,
    name: str,
    known_cases: Sequence[str],
    there: Mapping[str, str],
    progress: Progress,
) -> list[Reading]:
    """Read pasted text as a transcript of that name; refuse what holds no text."""
    from importers import apart, limits

    if len(text) < limits.READ_HERE_BYTES:
        held = _pasted(text, name, known_cases, progress=progress)
    else:
        with apart.Reader() as reader:
            held = reader.run(_pasted, name, text, name, known_cases, progress=progress)
    return [_unless_met(held, dict(there))]


def _pasted(text: str, name: str, known_cases: Sequence[str], *, progress: Progress) -> Reading:
    """Read a text, and count and propose what is shown of it."""
    from importers import read_text

    return _held(name, read_text(text, name, progress), known_cases)


def _unless_met(read: Reading, met: dict[str, str]) -> Reading:
    """Give a reading; say of the very same file where it is there already."""
    digest = "" if read.draft is None else sha256(read.draft.original).hexdigest()
    if digest in met:
        why = f"{read.file} is the very same file as {met[digest]}; it was left out."
        return Reading(read.file, refusal=why, wanted=False)
    met[digest] = read.file
    return read


def _held(file: str, draft: TranscriptDraft, known_cases: Sequence[str]) -> Reading:
    """Hold a draft with what is proposed."""
    from importers.column_choices import columns_of
    from importers.measure import measured

    table = columns_of(draft)
    cases = _proposed(draft, known_cases, table)
    whole = NOBODY if draft.speakers else _of_file(draft, known_cases)
    held = Reading(
        file, draft, cases=cases, as_read=draft, measured=measured(draft), table=table, whole=whole
    )
    _ = (
        held.words,
        held.labels,
        held.questions,
    )  # counted here, so that the list of many files is painted at once
    return held


def _of_file(draft: TranscriptDraft, known_cases: Sequence[str]) -> str:
    """Return the case that a file is named after, or NOBODY."""
    by_name = {name.casefold(): name for name in known_cases}
    file_words = draft.name.replace("_", " ").replace("-", " ").casefold().split()
    return next((by_name[word] for word in file_words if word in by_name), NOBODY)


def _proposed(
    draft: TranscriptDraft, known_cases: Sequence[str], table: "TableColumns | None"
) -> dict[str, str]:
    """Propose a case for each speaker: one of that name, or the file’s for a sole participant.

    Each respondent of a survey is a case. The person sees and changes this before anything is
    added.
    """
    from importers.survey import Columns

    survey = table is not None and isinstance(table.read_as, Columns)
    by_name = {name.casefold(): name for name in known_cases}
    who = [i for i, speaker in enumerate(draft.speakers) if speaker.role == "participant"]
    file_words = draft.name.replace("_", " ").replace("-", " ").casefold().split()
    of_file = _of_file(draft, known_cases)
    proposed = {}
    for place, speaker in enumerate(draft.speakers):
        named = by_name.get(speaker.name.casefold(), NOBODY)
        new = speaker.name if survey or speaker.name.casefold() in file_words else draft.name
        of_it = NEW + new if survey else of_file or NEW + new
        sole = of_it if survey or who == [place] else NOBODY
        proposed[speaker.name] = (named or sole) if speaker.role != "interviewer" else NOBODY
    return proposed


def alike(readings: Iterable[Reading], one: Reading) -> list[Reading]:
    """List the other files with the same labels, or tables with the same columns."""
    found = []
    for other in readings:
        if other is one or other.as_read is None or one.as_read is None:
            continue
        columns = one.table is not None and other.table is not None
        same = columns and one.table.names == other.table.names  # type: ignore[union-attr]  # both are there
        if same or (one.labels and one.labels == other.labels):
            found.append(other)
    return found


def apply_alike(
    readings: Sequence[Reading], one: Reading, known_cases: Sequence[str], *, cases: bool
) -> list[str]:
    """Make the choices of one file in those alike; return why some of them could not take them.

    `cases` gives the same cases too, to those who bear the same name.
    """
    from importers.speaker_choices import choices_of, with_choices

    if one.as_read is None or one.draft is None:
        return []
    refused = []
    for other in alike(readings, one):
        if one.table is not None and one.table.read_as is not None and other.table is not None:
            try:
                other.read_columns(one.table.read_as, known_cases)
            except FrameworkError as error:
                refused.append(str(error))
                continue
        if other.as_read is not None and one.labels and one.labels == other.labels:
            chosen = choices_of(one.as_read, one.draft)
            other.speak(with_choices(other.as_read, chosen))
            other.printed = one.printed
        if cases:
            here = {name for name in other.cases if name in one.cases}
            other.cases |= {name: one.cases[name] for name in here}
    return refused


def add_to(study: "Study", readings: Sequence[Reading], progress: Progress) -> list[int]:
    """Add the wanted transcripts with their speakers' roles and cases, as one step."""
    from framework.edits.cases import add_cases
    from framework.edits.comments import take_comments
    from framework.edits.transcripts import attribute_added, import_transcripts

    wanted = [r for r in readings if r.wanted and r.draft is not None]
    drafts = [reading.final() for reading in wanted]
    many = len(drafts) != 1
    with study.step(f"Import {len(drafts)} transcripts" if many else f"Import {drafts[0].name}"):
        made = import_transcripts(study, drafts, progress)
        chosen = [
            (transcript_id, place, case)
            for transcript_id, reading in zip(made, wanted, strict=True)
            for place, case in reading.spoken_for()
        ]
        new = dict.fromkeys(case[len(NEW) :] for *_, case in chosen if case.startswith(NEW))
        if new:
            add_cases(study, [CaseDraft(name, "participant", "", (), {}) for name in new])
        given = [(id_, place, case.removeprefix(NEW)) for id_, place, case in chosen]
        attribute_added(study, given)
        for transcript_id, reading in zip(made, wanted, strict=True):
            if reading.comments:
                take_comments(study, transcript_id, reading.comments)
    return made
