"""Make a study in which delivery data and talk meet, and rows of joint displays."""

from collections.abc import Sequence
from pathlib import Path

from framework.drafts import CaseDraft, JointDefinition
from framework.edits.cases import add_cases, attribute_transcript
from framework.edits.joint_displays import add_display
from framework.edits.joint_rows import add_row, write_row
from framework.edits.themes import load_framework
from framework.edits.transcripts import import_transcripts
from framework.queries.joint_displays import JointRowView, display_rows
from framework.queries.soundness import faults
from framework.study import Study
from tests.framework.pilot import load_pilot
from tests.studies import case_ids, small_framework, talk


def joint_study(path: Path) -> Study:
    """Make the pilot's synthetic practices and deliveries, one talk and a small framework."""
    study = Study.create(path, title="Joint", coder="AB")
    load_pilot(study)
    add_cases(study, [CaseDraft("S01", "participant", "nurse", ("P01",), {"role": "nurse"})])
    (transcript,) = import_transcripts(study, [talk()])
    attribute_transcript(study, transcript, case_ids(study)["S01"])
    load_framework(study, small_framework())
    return study


def written_row(
    study: Study, quantitative: str = "", qualitative: str = "", layout: str = "L5"
) -> tuple[int, int]:
    """Write a row of a new joint display; return the display's id and the row's."""
    with study.step("Begin"):
        display = add_display(study, f"Display {study_displays(study)}", layout)
        row = add_row(study, display, title="Reports")
        write_row(study, row, "quantitative", quantitative)
        write_row(study, row, "qualitative", qualitative)
    return display, row


def study_displays(study: Study) -> int:
    """Count the joint displays."""
    from framework.queries.joint_displays import list_displays

    with study.read() as session:
        return len(list_displays(session))


def rows_of(study: Study, display: int) -> list[JointRowView]:
    """Give the rows of a joint display of a sound study."""
    with study.read() as session:
        assert faults(session) == []
        return display_rows(session, display)


def only_row(study: Study, display: int) -> JointRowView:
    """Give the only row of a joint display."""
    (row,) = rows_of(study, display)
    return row


def ordered_by(key: str, **more: object) -> JointDefinition:
    """Define an order by an indicator."""
    return JointDefinition(order_by=key, **more)  # type: ignore[arg-type]


def names(sites: Sequence[tuple[object, ...]]) -> list[str]:
    """Name the sites of an ordering."""
    return [site[0].name for site in sites]  # type: ignore[attr-defined]
