"""The command writes what is asked for."""

from pathlib import Path

import pytest

from app.cli import run
from tests.studies import small_study


@pytest.fixture
def study(tmp_path: Path) -> str:
    """Give the path of a small study."""
    path = tmp_path / "small.chartwell"
    small_study(path).close()
    return str(path)


def columns(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8-sig").splitlines()[1:]
    return sorted({line.split(",")[1] for line in lines})


def test_one_theme_or_several_can_be_asked_for(study: str, tmp_path: Path) -> None:
    out = tmp_path / "chart.csv"
    assert run(["export", study, "L1", str(out), "--theme", "1"]) == 0
    assert all(number.startswith("1") for number in columns(out))
    assert run(["export", study, "L1", str(out), "--theme", "1.1", "--theme", "2"]) == 0
    asked = columns(out)
    assert "1.1" in asked
    assert any(number.startswith("2") for number in asked)
    assert "1.2" not in asked


def test_an_unknown_indicator_is_refused(
    study: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "chart.docx"
    assert run(["export", study, "L1", str(out), "--indicator", "nothing"]) == 1
    assert "no indicator “nothing” to show" in capsys.readouterr().err
    assert not out.exists()
