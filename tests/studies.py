"""Make small studies and drafts for tests."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from framework.drafts import (
    CaseDraft,
    FrameworkDraft,
    ParagraphDraft,
    SpeakerDraft,
    ThemeDraft,
    TranscriptDraft,
)
from framework.edits.cases import add_cases
from framework.edits.codings import star, write_memo
from framework.edits.passages import code_as
from framework.edits.themes import load_framework
from framework.edits.transcripts import import_transcripts
from framework.queries.cases import list_cases
from framework.queries.joint_displays import DisplayRow, list_displays
from framework.queries.themes import ThemeRow, list_themes, list_themes_plain
from framework.study import Session, Study

SampleAt = Callable[[Path], Path]

TALK = (
    "I: How did the workshop go?",
    "S01: Most of the team came, which never happens.",
    "I: And the reports?",
    "S01: The June one was like being sent last week’s weather.",
    "We had moved on by then 🙂, honestly.",
)


def talk(name: str = "S01", lines: Sequence[str] = TALK) -> TranscriptDraft:
    """Draft a transcript whose labelled lines are turns."""
    paragraphs, labels, start = [], list[str](), 0
    speaker: int | None = None
    for line in lines:
        label = line.split(":")[0] if ":" in line[:8] else None
        if label is not None:
            if label not in labels:
                labels.append(label)
            speaker = labels.index(label)
        paragraphs.append(ParagraphDraft(start, start + len(line), "speech", label, speaker))
        start += len(line) + 1
    text = "\n".join(lines)
    return TranscriptDraft(
        name=name,
        format="txt",
        original=f"{name}\n{text}".encode(),
        text=text,
        paragraphs=tuple(paragraphs),
        speakers=tuple(SpeakerDraft(label, (label,)) for label in labels),
    )


def small_framework() -> FrameworkDraft:
    """Draft two themes with two sub-themes each."""
    return FrameworkDraft(
        "Small",
        (
            ThemeDraft(
                "1",
                "Facilitation",
                children=(ThemeDraft("1.1", "Workshop"), ThemeDraft("1.2", "Team plan")),
            ),
            ThemeDraft(
                "2",
                "Resources",
                children=(ThemeDraft("2.1", "Reports"), ThemeDraft("2.2", "Timing")),
            ),
        ),
    )


def small_cases() -> list[CaseDraft]:
    """Draft two sites, a participant at one of them, and a facilitator of both."""
    return [
        CaseDraft("P01", "site", "", (), {"arm": "implementation"}),
        CaseDraft("P02", "site", "", (), {"arm": "control"}),
        CaseDraft("S01", "participant", "nurse", ("P01",), {"role": "nurse"}),
        CaseDraft("F1", "participant", "facilitator", ("P01", "P02"), {"role": "facilitator"}),
    ]


def small_study(path: Path) -> Study:
    """Give a study with one transcript, a framework and four cases, nothing coded."""
    path.write_bytes(_small())
    return Study.open(path, coder="AB")


@cache
def _small() -> bytes:
    """Make the small study, once for all tests that begin with it, and give its file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "small.chartwell"
        new_small_study(path).close()
        return path.read_bytes()


def new_small_study(path: Path) -> Study:
    """Make the small study step by step, for those who watch what is written."""
    study = Study.create(path, title="Small study", coder="AB")
    import_transcripts(study, [talk()])
    load_framework(study, small_framework())
    add_cases(study, small_cases())
    return study


def case_ids(study: Study) -> dict[str, int]:
    """Map the names of cases to their ids."""
    with study.read() as session:
        return {row.name: row.id for row in list_cases(session)}


def theme_ids(study: Study) -> dict[str, int]:
    """Map the numbers of themes to their ids."""
    with study.read() as session:
        return {row.number: row.id for row in list_themes_plain(session)}


def theme_numbered(session: Session, number: str) -> ThemeRow:
    """Give the theme of that number."""
    return next(row for row in list_themes(session) if row.number == number)


def display_named(session: Session, name: str) -> DisplayRow:
    """Give the joint display of that name."""
    return next(row for row in list_displays(session) if row.name == name)


def code_passage(
    study: Study,
    transcript_id: int,
    start: int,
    end: int,
    theme_id: int,
    *,
    starred: bool = False,
    memo: str = "",
) -> int:
    """Code a passage as one theme, star it and write a memo on it; return the coding's id."""
    (coding,) = code_as(study, transcript_id, start, end, [theme_id])
    if starred:
        star(study, coding, on=True)
    if memo:
        write_memo(study, coding, memo)
    return coding
