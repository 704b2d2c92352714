"""Run commands in this process, and give them files to work with."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from app.__main__ import main

TALK = """\
I: How did the workshop go?

S01: Most of the team came, which never happens.

I: And the reports?

S01: The June one was like being sent last week’s weather 🙂.

We had moved on by then, honestly.
"""

FILES = {
    "S01.txt": TALK,
    "cases.csv": "case,kind,label,parents,role\nP01,site,Practice 1,,\n"
    "S01,participant,nurse,P01,practice nurse\n",
    "attribution.csv": "transcript,speaker,case\nS01,S01,S01\n",
    "framework.csv": "number,name,definition\n1,Resources,What was there\n1.1,Reports,Sent\n"
    "1.2,Timing,When\n",
    "codings.csv": "transcript,theme,quote,coder,starred,memo\n"
    "S01,1.1,sent last week’s weather,CD,yes,apt\nS01,1.2,moved on by then,,,\n",
    "chart.csv": "case,theme,text,state\n"
    'S01,1.1,"Late: ""last week’s weather"" [S01 ¶4]",checked\n',
    "visits.csv": "site_id,visit_date,n_people\n"
    "P01,2021-07-01,4\nP09,2021-07-02,5\n,2021-07-03,6\n",
    "mapping.yaml": "indicators:\n- {key: people, label: People, table: visits, measure: sum,\n"
    "   column: n_people}\n",
}


@dataclass(frozen=True)
class Said:
    """Hold what a command returned and printed."""

    status: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """Read the one JSON value on stdout."""
        return json.loads(self.out)


Chartwell = Callable[..., Said]


@pytest.fixture
def chartwell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Chartwell:
    """Run the program with these words, in a folder of small files."""
    monkeypatch.chdir(tmp_path)
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")

    def run(*words: str) -> Said:
        try:
            status = main(words)
        except SystemExit as left:
            status = int(left.code or 0)
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a study with every command, once."""
    folder = tmp_path_factory.mktemp("made")
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    study = str(folder / "s.chartwell")
    for words in (
        ("new", study, "--title", "Small study"),
        ("import", study, "S01.txt"),
        ("cases", study, "cases.csv"),
        ("attribute", study, "attribution.csv"),
        ("framework", study, "framework.csv"),
        ("code", study, "codings.csv", "--coder", "AB"),
        ("chart", study, "chart.csv"),
        ("delivery", study, "visits.csv", "--mapping", "mapping.yaml"),
    ):
        assert main([str(folder / word) if word in FILES else word for word in words]) == 0
    return Path(study)


@pytest.fixture
def worked(made: Path, chartwell: Chartwell, tmp_path: Path) -> Chartwell:
    """Run the program beside a study that was made with every command."""
    copyfile(made, tmp_path / made.name)
    return chartwell
