"""Read files, and keep what the person decides about each before anything is added."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from framework.drafts import CaseDraft, SpeakerRole, TranscriptDraft
from framework.errors import CancelledError, FrameworkError
from framework.progress import Progress

if TYPE_CHECKING:
    from framework.study import Study

NOBODY = ""
NEW = "new:"


@dataclass
class Reading:
    """Hold one file as read: a draft with the person's choices, or why there is none.

    `roles` and `cases` go by the speaker's place in the draft. A case is the name of one that is
    there, NEW and a name for one to be made, or NOBODY.
    """

    path: Path
    draft: TranscriptDraft | None = None
    refusal: str = ""
    wanted: bool = True
    roles: list[SpeakerRole] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)

    @property
    def words(self) -> int:
        """Count the words."""
        return len(self.draft.text.split()) if self.draft is not None else 0

    @property
    def remarks(self) -> tuple[str, ...]:
        """List what was repaired or is in question."""
        return self.draft.remarks if self.draft is not None else ()

    @property
    def format(self) -> str:
        """Name the format for the person."""
        from importers import FORMATS

        key = self.draft.format if self.draft is not None else ""
        return next((form.name for form in FORMATS if form.key == key), key)

    def turns_of(self, speaker: int) -> int:
        """Count the turns of a speaker."""
        turns, before = 0, None
        for paragraph in self.draft.paragraphs if self.draft is not None else ():
            turns += paragraph.speaker == speaker and before != speaker
            before = paragraph.speaker
        return turns

    def first_words(self, speaker: int) -> str:
        """Return what a speaker says first."""
        if self.draft is not None:
            for paragraph in self.draft.paragraphs:
                if paragraph.speaker == speaker and paragraph.kind == "speech":
                    said = self.draft.text[paragraph.start : paragraph.end]
                    said = said.removeprefix(paragraph.label or "").lstrip(" :\t")
                    if said:
                        return said
        return ""


def read_files(
    paths: Sequence[Path], known_cases: Sequence[str], progress: Progress
) -> list[Reading]:
    """Read files one after the other; one that is refused does not keep the others out."""
    readings = []
    for done, path in enumerate(paths):
        progress.at(done, len(paths), "Reading file")
        readings.append(_read(path, known_cases))
    progress.at(len(paths), len(paths), "Reading file")
    return readings


def _read(path: Path, known_cases: Sequence[str]) -> Reading:
    """Read one file, or keep the sentence that says why it cannot be read."""
    from importers import read_transcript

    try:
        draft = read_transcript(path)
    except CancelledError:
        raise
    except FrameworkError as error:
        return Reading(path, refusal=str(error), wanted=False)
    roles = [speaker.role for speaker in draft.speakers]
    return Reading(path, draft, roles=roles, cases=_proposed(draft, known_cases))


def _proposed(draft: TranscriptDraft, known_cases: Sequence[str]) -> list[str]:
    """Propose a case for each speaker: one of that name, or the file’s for a sole participant.

    The person sees and changes this before anything is added.
    """
    by_name = {name.casefold(): name for name in known_cases}
    who = [i for i, speaker in enumerate(draft.speakers) if speaker.role == "participant"]
    file_words = draft.name.replace("_", " ").replace("-", " ").casefold().split()
    of_file = next((by_name[word] for word in file_words if word in by_name), "")
    proposed = []
    for place, speaker in enumerate(draft.speakers):
        named = by_name.get(speaker.name.casefold(), NOBODY)
        new = speaker.name if speaker.name.casefold() in file_words else draft.name
        sole = (of_file or NEW + new) if who == [place] else NOBODY
        proposed.append((named or sole) if speaker.role != "interviewer" else NOBODY)
    return proposed


def add_to(study: "Study", readings: Sequence[Reading], progress: Progress) -> list[int]:
    """Add the wanted transcripts with their speakers' roles and cases, as one step."""
    from framework.edits.cases import add_cases
    from framework.edits.transcripts import import_transcripts

    wanted = [r for r in readings if r.wanted and r.draft is not None]
    drafts = [_with_roles(reading) for reading in wanted]
    many = len(drafts) != 1
    with study.step(f"Import {len(drafts)} transcripts" if many else f"Import {drafts[0].name}"):
        made = import_transcripts(study, drafts, progress)
        new = dict.fromkeys(c[len(NEW) :] for r in wanted for c in r.cases if c.startswith(NEW))
        if new:
            add_cases(study, [CaseDraft(name, "participant", "", (), {}) for name in new])
        for transcript_id, reading in zip(made, wanted, strict=True):
            _attribute(study, transcript_id, reading)
    return made


def _with_roles(reading: Reading) -> TranscriptDraft:
    """Return the draft with the roles that the person chose."""
    draft = reading.draft
    if draft is None:
        raise ValueError(reading.path)
    pairs = zip(draft.speakers, reading.roles, strict=True)
    return replace(draft, speakers=tuple(s._replace(role=role) for s, role in pairs))


def _attribute(study: "Study", transcript_id: int, reading: Reading) -> None:
    """Attribute the speakers of one transcript to the cases chosen."""
    from framework.edits.cases import attribute_speaker
    from framework.queries.cases import case_named
    from framework.queries.transcripts import speakers_of

    with study.step("Attribute speakers") as session:
        speakers = speakers_of(session, transcript_id)
        for speaker, chosen in zip(speakers, reading.cases, strict=True):
            if chosen:
                case = case_named(session, chosen.removeprefix(NEW))
                attribute_speaker(study, speaker.id, case.id)
