"""Share a small charted study, and its exports, among the tests."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from charted_study import charted_study
from joint_study import join

from exports import Options, export
from framework.drafts import CellDraft
from framework.edits.cases import set_attribute
from framework.edits.cells import chart_from
from framework.edits.corrections import correct
from framework.edits.dictionary import add_word
from framework.edits.mapping import map_case
from framework.edits.synthesis import write_synthesis
from framework.queries.cases import list_cases
from framework.queries.themes import list_themes_plain
from framework.queries.transcripts import text_of, transcript_named
from framework.study import Study

DAY = date(2026, 11, 22)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    built = charted_study(tmp_path)
    yield built
    built.close()


@pytest.fixture
def concluded(study: Study) -> Study:
    """Give the study with syntheses, a mapping, a correction, days and joint displays."""
    with study.read() as session:
        themes = {row.number: row.id for row in list_themes_plain(session)}
        cases = {row.name: row.id for row in list_cases(session)}
        transcript = transcript_named(session, "S05").id
    write_synthesis(study, "Too late to prompt anyone [S05 ¶2] [S05 × 3.3]", theme_id=themes["3.3"])
    write_synthesis(study, "It confirms; it does not prompt [S05 × 3.2]", theme_id=themes["3"])
    write_synthesis(study, "Keen, let down by timing [S05 ¶5] [S05 × 3.3]", case_id=cases["S05"])
    for name, said, meant in (("S05", "late", "confirmation"), ("S01", "on time", "prompt")):
        map_case(
            study, themes["3.2"], cases[name], elements=said, category="Timing", class_name=meant
        )
    with study.read() as session:
        at = text_of(session, transcript).index("already run")
    correct(study, transcript, at, at + len("already run"), "run already", "heard again")
    days = {"S05": "2022-03-02", "S01": "2022-01-20", "S03": "2022-02-11", "F2": "2022-02-28"}
    for name, day in days.items():
        for attribute, value in (("interview_date", day), ("mode", "telephone"), ("minutes", "35")):
            set_attribute(study, cases[name], attribute, value)
    add_word(study, "LTC", "long-term condition")
    join(study)
    return study


@pytest.fixture
def write(study: Study, tmp_path: Path) -> Callable[..., Path]:
    def exported(layout: str, name: str, **chosen: Any) -> Path:
        path = tmp_path / name
        with study.read() as session:
            export(session, layout, path, Options(today=DAY, **chosen))
        return path

    return exported


@pytest.fixture
def long_chart(study: Study, write: Callable[..., Path]) -> Path:
    words = "Came late, and the nurse had run her own search, so it was confirmation. " * 10
    chart_from(study, [
        CellDraft(at, case, theme, f"{words} [S05 ¶2]")
        for at, (case, theme) in enumerate(product(("S05", "S01", "S03", "F2"), ("3.1", "3.2")))
    ])  # fmt: skip
    return write("L1", "long.docx", themes=("3",), evidence=False)
