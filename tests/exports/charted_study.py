"""Build a small charted study, synthetic throughout, for the exports to write."""

from pathlib import Path

from framework.drafts import (
    AttributionDraft,
    CaseDraft,
    CellDraft,
    CodingDraft,
    ColumnDraft,
    DeliveryDraft,
    FrameworkDraft,
    IndicatorDraft,
    ParagraphDraft,
    SpeakerDraft,
    ThemeDraft,
    TranscriptDraft,
)
from framework.edits.cases import add_cases, attribute
from framework.edits.cells import chart_from
from framework.edits.codings import code_from
from framework.edits.delivery import load_tables
from framework.edits.themes import load_framework
from framework.edits.transcripts import import_transcripts
from framework.study import Study

SITES = (
    ("P01", "implementation", "6000-9999"),
    ("P02", "control", "3000-5999"),
    ("P03", "implementation", "10000-14999"),
    ("P07", "implementation", "15000+"),
    ("P08", "control", "3000-5999"),
)
PEOPLE = (
    ("S05", "GP", ("P07",)),
    ("F2", "facilitator", ("P01", "P07")),
    ("S01", "practice nurse", ("P01",)),
    ("S03", "GP", ("P03",)),
)
SUB_THEMES = ("Annual report", "What the report is used for", "Timing of monthly reports")
TALK = {
    "S05": (
        ("Interviewer", "And the monthly report, did that change anything?"),
        ("S05", "June's came so late that the nurse had already run her own search."),
        ("Interviewer", "So it was not news."),
        ("S05", "We looked and thought, yes, that is what we found. It told us we could count."),
        ("S05", "Honestly? It's like being sent last week's weather."),
    ),
    "S01": (
        ("Interviewer", "Where does the annual report go?"),
        ("S01", "On the coffee-room wall by lunchtime, everybody reads it there."),
        ("S01", "The monthly one prompts a search every month, the same afternoon."),
    ),
    "S03": (
        ("Interviewer", "Who sees the report?"),
        ("S03", "It was the first time we had something nice to show them, the reception team."),
        ("S03", "What I want is the list of patients, not the percentage."),
    ),
    "F2": (
        ("Interviewer", "How do practices use it?"),
        ("F2", "In one the nurse has a target. In the other it was already news."),
    ),
}
CELLS = (
    ("S05", "3.1", "Read once by partners; figures no surprise [S05 ¶4]", ""),
    ("S05", "3.2", "Confirms what the practice had searched for itself, not a prompt [S05 ¶2] "
     "[S05 ¶4-5]", ""),
    ("S05", "3.3", 'Report came weeks late [S05 ¶2]; *"like being sent last week\'s weather" '
     "[S05 ¶5] {see 2.1}\nBy then it was no prompt [S05 ¶4]", "checked"),
    ("S01", "3.1", "On the coffee-room wall by lunchtime [S01 ¶2]", ""),
    ("S01", "3.2", "Prompts a search every month [S01 ¶3]", ""),
    ("S01", "3.3", "", "not asked"),
    ("S03", "3.1", "", "nothing relevant"),
    ("S03", "3.2", 'Used to thank reception; "something nice to show them" [S03 ¶2]', ""),
    ("S03", "3.99", "Wants the list of patients, not the percentage [S03 ¶3]", ""),
    ("F2", "3.2", "=P01: target for the nurse; P07: already news [F2 ¶2]", ""),
    ("S05", "1", "Pleased with the templates [S05 ¶4]", ""),
    ("P07", "3.2", "Confirmation, not prompt [S05 ¶4]", ""),
    ("P07", "3.3", "Too late to act on [S05 ¶2]", ""),
    ("P01", "3.2", "Prompts a monthly search [S01 ¶3]", ""),
)  # fmt: skip
CODINGS = (
    ("S05", "3.3", (2, 2), "AB", False),
    ("S05", "3.3", (2, 2), "CD", False),
    ("S05", "3.2", (4, 4), "AB", False),
    ("S05", "3.3", (5, 5), "AB", True),
    ("S01", "3.1", (2, 2), "AB", False),
    ("S03", "3.2", (2, 2), "CD", False),
)
EVENTS = (
    ("P01", "2021-06", "2021-07-07", "2021-07-05"), ("P01", "2021-07", "2021-08-07", "2021-08-07"),
    ("P03", "2021-06", "2021-07-07", "2021-07-18"), ("P03", "2021-07", "2021-08-07", "2021-08-09"),
    ("P07", "2021-06", "2021-07-07", "2021-07-26"), ("P07", "2021-07", "2021-08-07", "2021-08-14"),
)  # fmt: skip
WORKSHOPS = (("P01", "9"), ("P03", "22"), ("P07", "31"))


def charted_study(folder: Path) -> Study:
    """Build the study in `folder`."""
    study = Study.create(
        folder / "pilot.chartwell", "Audit pilot", "AB", note="All data are synthetic."
    )
    import_transcripts(study, [_transcript(name) for name in TALK])
    add_cases(study, [*_sites(), *_people()])
    attribute(study, [AttributionDraft(1, name, None, name) for name in TALK])
    load_framework(study, _framework())
    code_from(study, [CodingDraft(1, t, n, paragraphs=p, coder=c, starred=s)
                      for t, n, p, c, s in CODINGS])  # fmt: skip
    load_tables(study, _tables(), _indicators())
    chart_from(study, [CellDraft(at, *cell) for at, cell in enumerate(CELLS, start=1)])
    return study


def _transcript(name: str) -> TranscriptDraft:
    """Make a transcript of one interview."""
    paragraphs, text = [], ""
    for label, words in TALK[name]:
        start = len(text)
        text += f"{label}: {words}\n"
        speaker = 0 if label == "Interviewer" else 1
        paragraphs.append(ParagraphDraft(start, len(text) - 1, "speech", label, speaker))
    speakers = (
        SpeakerDraft("Interviewer", ("Interviewer",), "interviewer"),
        SpeakerDraft(name, (name,), "participant"),
    )
    body = text.removesuffix("\n")
    return TranscriptDraft(name, "txt", body.encode(), body, tuple(paragraphs), speakers)


def _sites() -> list[CaseDraft]:
    """Make the practices."""
    return [
        CaseDraft(name, "site", "practice", (), {"arm": arm, "list_size_band": band}
                  | ({"status": "withdrawn"} if name == "P08" else {}))
        for name, arm, band in SITES
    ]  # fmt: skip


def _people() -> list[CaseDraft]:
    """Make the participants."""
    return [CaseDraft(name, "participant", label, sites, {}) for name, label, sites in PEOPLE]


def _framework() -> FrameworkDraft:
    """Make the framework."""
    subs = tuple(ThemeDraft(f"3.{n}", name, f"What is said of: {name}")
                 for n, name in enumerate(SUB_THEMES, start=1))  # fmt: skip
    return FrameworkDraft(
        "Pilot",
        (
            ThemeDraft("1", "Patient resources"),
            ThemeDraft("2", "Education", children=(
                ThemeDraft("2.1", "Team module"), ThemeDraft("2.99", "Other"))),
            ThemeDraft("3", "Audit and feedback", children=(*subs, ThemeDraft("3.99", "Other"))),
        ),
    )  # fmt: skip


def _tables() -> list[DeliveryDraft]:
    """Make the delivery tables."""
    events = tuple(ColumnDraft(name, reading) for name, reading in (  # type: ignore[arg-type] - zipped literals
        ("site", "text"), ("period", "text"), ("due", "date"), ("done", "date")))  # fmt: skip
    workshops = (ColumnDraft("site", "text"), ColumnDraft("attended", "number"))
    return [
        DeliveryDraft("reports", b"reports", events, EVENTS, "site"),
        DeliveryDraft("workshops", b"workshops", workshops, WORKSHOPS, "site"),
    ]


def _indicators() -> list[IndicatorDraft]:
    """Define what is measured of the tables."""
    return [
        IndicatorDraft("sent", "Reports sent", "reports", "delivered", column="done", due="due"),
        IndicatorDraft(
            "late", "Monthly reports late", "reports", "late", column="done", due="due", tolerance=2
        ),
        IndicatorDraft("attended", "Workshop attended", "workshops", "sum", column="attended"),
    ]
