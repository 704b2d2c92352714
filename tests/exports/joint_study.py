"""Add joint displays of every layout to the charted study, synthetic throughout."""

from dataclasses import replace

from sqlalchemy import text

from framework.drafts import Cut, JointDefinition
from framework.edits.joint_displays import add_display, freeze_display
from framework.edits.joint_rows import add_row, check_row, judge, set_detail, set_fit, write_row
from framework.edits.ratings import ask_for_ratings, rate_cell
from framework.queries.cases import list_cases
from framework.queries.themes import list_themes_plain
from framework.study import Study

CUTS = (Cut("Any late", at_least=0.1), Cut("All on time", below=0.1))
LATE = JointDefinition(order_by="late", cuts=CUTS)
SIDE = (
    ("Monthly report", "[=sent] sent; [=late n/N] late, at [=late sites]",
     'Too late to prompt [S05 ¶2]; *"like being sent last week\'s weather" [S05 ¶5] [S05 × 3.3]',
     "expansion", "Sending a report is not enough; record when it comes."),
    ("Workshop", "[=attended total] attended, [=attended @P07] at P07", "Remembered [S03 ¶2]",
     "discordance", "Attendance understates reach where attenders pass it on."),
    ("Website", "", "Nobody spoke of it", "silence", ""),
)  # fmt: skip
RATINGS = {
    "3.2": {"P01": "+2", "P03": "0", "P07": "-1"},
    "3.3": {"P01": "mixed", "P07": "missing"},
}


def join(study: Study) -> None:
    """Add a joint display of every layout, with its rows."""
    with study.read() as session:
        cases = {row.name: row.id for row in list_cases(session)}
        themes = {row.number: row.id for row in list_themes_plain(session)}
        guids = {row.number: row.guid for row in list_themes_plain(session)}
    side = add_display(study, "Side by side", "L5", JointDefinition(note="Late: [=late n/N]."))
    written = [_write(study, side, *row) for row in SIDE]
    check_row(study, written[0])
    _pillar(study)
    _codes(study)
    _rows(study, "Threads", "L9", [("Timing", {
        "arose": "Interview S05", "followed": "Monthly reports, days late",
        "found": "Late reports confirm what is known [S05 ¶4]", "day": "2022-03-04", "by": "AB",
    })])  # fmt: skip
    _rows(study, "Delivery", "L10", [
        ("Monthly report", {"strand": "organisational", "planned": "on the 7th", "indicators":
                            "sent late"}),
        ("Workshop", {"strand": "facilitation", "indicators": "attended"}),
    ], JointDefinition(note="[=sent] reports were sent, [=late n/N] of them late."))  # fmt: skip
    _rows(study, "Criteria", "L11", [
        ("Reports sent", {"indicator": "sent", "stop": "50%", "review": "50–79%", "go": "80%"}),
        ("Reports late", {"indicator": "late", "stop": "60", "go": "10", "direction": "lower"}),
    ])  # fmt: skip
    add_display(study, "By lateness", "L4", LATE)
    told = (guids["3.2"], guids["3.3"])
    ordered = add_display(
        study, "Ordered", "L7a", replace(LATE, indicators=("attended",), themes=told)
    )
    row = add_row(study, ordered, case_id=cases["P07"])
    write_row(study, row, "inference", "Lateness took the prompt away [S05 ¶2]")
    set_fit(study, row, "confirmation")
    add_display(study, "Ratings", "L7b", JointDefinition(order_by="late", descending=False))
    ask_for_ratings(study, themes["3"])
    for number, held in RATINGS.items():
        for name, rating in held.items():
            rate_cell(study, cases[name], themes[number], rating)


def _write(study: Study, display: int, title: str, *parts: str) -> int:
    """Write a row: delivery finding, interview finding, fit, inference."""
    row = add_row(study, display, title=title)
    quantitative, qualitative, fit, inference = parts
    for field, said in (
        ("quantitative", quantitative), ("qualitative", qualitative), ("inference", inference),
    ):  # fmt: skip
        assert not write_row(study, row, field, said)
    set_fit(study, row, fit)
    return row


def _rows(
    study: Study,
    name: str,
    layout: str,
    rows: list[tuple[str, dict[str, str]]],
    definition: JointDefinition | None = None,
) -> int:
    """Add a display whose rows are made of details."""
    display = add_display(study, name, layout, definition)
    for title, details in rows:
        row = add_row(study, display, title=title)
        for key, value in details.items():
            set_detail(study, row, key, value)
    return display


def _pillar(study: Study) -> None:
    """Add a pillar display, and keep a version of it."""
    display = _rows(study, "Pillars", "L6", [("Timeliness", {
        "quant_categories": "Late\nOn time", "qual_categories": "Confirmation; prompt",
        "qual_codes": '3.3 "last week\'s weather" [S05 ¶5]',
        "pillar": "A report prompts only while it is news",
    })])  # fmt: skip
    freeze_display(study, display, "Listing", "All data listed, none matched")
    with study.step("Set the day") as session:
        session.execute(text("UPDATE joint_version SET created = '2026-11-20T09:00:00Z'"))


def _codes(study: Study) -> None:
    """Add a convergence matrix that two coders judged."""
    vocabulary = JointDefinition(vocabulary="triangulation")
    display = add_display(study, "Convergence", "L8", vocabulary)
    own = study.coder
    for title, mine, other in (("Timing", "PA", "A"), ("Reach", "D", "D")):
        row = _write(study, display, title, "[=late n/N]", "Said late [S05 ¶2]", mine, "")
        set_detail(study, row, "facilitators", "F2: already news [F2 ¶2]")
        judge(study, row, mine)
        study.coder = "CD"
        judge(study, row, other)
        study.coder = own
