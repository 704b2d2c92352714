"""Give a chart with coded passages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.charting.workspace import ChartWorkspace
from framework.drafts import AttributionDraft
from framework.edits.cases import attribute
from framework.queries.transcripts import list_transcripts, paragraphs_of
from framework.study import Study
from tests.app.charting.seats import Seat
from tests.studies import code_passage, small_study, theme_ids


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give a study in which S01 speaks, with ¶2 and ¶4 coded."""
    made = small_study(tmp_path / "small.chartwell")
    attribute(made, [AttributionDraft(1, "S01", None, "S01")])
    code(made, 2, "1.1")
    code(made, 4, "2.1")
    yield made
    made.close()


def code(study: Study, paragraph: int, theme: str) -> int:
    """Code a paragraph of the first transcript."""
    with study.read() as session:
        transcript = list_transcripts(session)[0]
        row = paragraphs_of(session, transcript.id)[paragraph - 1]
    return code_passage(study, transcript.id, row.start, row.end, theme_ids(study)[theme])


@pytest.fixture
def seat(qtbot: QtBot, study: Study) -> Iterator[Seat]:
    """Give the chart at that study, standing on S01 × 1.1."""
    made = Seat(study, ChartWorkspace)
    qtbot.waitUntil(lambda: made.workspace.pane.pair is not None)
    yield made
    made.close()
