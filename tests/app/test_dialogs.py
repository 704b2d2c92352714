"""Ask for files where the person last looked for them."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.frame.dialogs import Dialogs
from app.frame.settings import Settings


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer the system's dialogs with a file in `answers`, and note where each began."""
    places: list[str] = []

    def answer(_parent: object, title: str, begin: str, _filters: str) -> tuple[str, str]:
        places.append(begin)
        return ("" if title == "Cancelled" else ANSWERS[title]), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return places


ANSWERS: dict[str, str] = {}


def test_question_begins_where_it_was_answered_last(tmp_path: Path, begun: list[str]) -> None:
    for name in ("studies", "tables", "exports"):
        (tmp_path / name).mkdir()
    ANSWERS["Import cases"] = str(tmp_path / "tables" / "cases.csv")
    ANSWERS["Export"] = str(tmp_path / "exports" / "chart.docx")
    settings = Settings(tmp_path / "settings" / "chartwell.ini")
    settings.opened(tmp_path / "studies" / "pilot.chartwell")
    dialogs = Dialogs(settings)
    dialogs.open_files("Import cases")
    dialogs.save_file("Export", "chart.docx")
    dialogs.open_files("Cancelled")
    again = Dialogs(Settings(tmp_path / "settings" / "chartwell.ini"))
    again.open_files("Import cases")
    again.save_file("Export", "other.docx")
    assert begun == [
        str(tmp_path / "studies"),
        str(tmp_path / "tables" / "chart.docx"),
        str(tmp_path / "exports"),
        str(tmp_path / "tables"),
        str(tmp_path / "exports" / "other.docx"),
    ]


def test_folder_that_is_gone_is_not_offered(tmp_path: Path, begun: list[str]) -> None:
    settings = Settings(tmp_path / "settings" / "chartwell.ini")
    settings.opened(tmp_path / "stick" / "pilot.chartwell")
    Dialogs(settings).open_files("Cancelled")
    assert begun != [str(tmp_path / "stick")]
    assert Path(begun[0]).is_absolute()
