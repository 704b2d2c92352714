"""Prove that what is told of a bug holds no words of a study."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from app.errors import Errors, report_of
from framework.study import Study
from tests.architecture.source import ROOT
from tests.studies import small_study

SAID = "she said that in confidence"


def _code_wrongly(study: Study, passage: str) -> None:
    """Fail within an edit that has a passage in hand."""
    with study.step(f"Code {passage}") as session:
        statement = "INSERT INTO word (guid, text, meaning) VALUES ('one', ?, ?)"
        for _twice in range(2):
            session.connection().exec_driver_sql(statement, (passage, passage))


def _say_wrongly(_study: Study, passage: str) -> None:
    """Fail with words of the study in the error itself, while another is dealt with."""
    try:
        {"¶1": passage}[passage]
    except KeyError as problem:
        raise ValueError(f"cannot place “{passage}”") from problem


@pytest.mark.parametrize(
    ("edit", "kind"), [(_code_wrongly, IntegrityError), (_say_wrongly, ValueError)]
)
def test_log_and_report_of_a_bug_hold_no_words_of_the_study(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, edit: object, kind: type[Exception]
) -> None:
    study, reports, said = small_study(tmp_path / "s.chartwell"), list[str](), list[str]()
    assert callable(edit)
    with caplog.at_level(logging.DEBUG), pytest.raises(kind) as caught:
        edit(study, SAID)
    with caplog.at_level(logging.DEBUG):
        Errors(said.append, reports.append).show(caught.value)
    study.close()
    assert SAID in str(caught.value)
    assert not said
    [report] = reports
    assert kind.__name__ in report
    assert "test_crash_reports.py" in report
    assert SAID not in report + caplog.text
    assert caplog.text


def test_report_names_what_an_error_came_from() -> None:
    with pytest.raises(ValueError, match="cannot place") as caught:
        _say_wrongly(None, SAID)  # type: ignore[arg-type] # no study is needed to fail
    report = report_of(caught.value)
    assert report.index("KeyError") < report.index("which led to") < report.index("ValueError")


def test_bug_in_a_command_is_told_without_words_of_the_study() -> None:
    code = (
        "import sys, app.cli\n"
        f"def run(words):\n    raise ValueError({SAID!r})\n"
        "app.cli.run = run\n"
        "from app.__main__ import main\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "s.chartwell"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "ValueError" in done.stderr
    assert SAID not in done.stderr + done.stdout
