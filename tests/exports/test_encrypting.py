"""Word and Excel files with a password, and formats that have none."""

from contextlib import closing
from io import BytesIO
from pathlib import Path
from zipfile import is_zipfile

import pytest

from app.protection.leaving import write_out
from exports import Options
from framework.edits.themes import load_framework
from framework.errors import RefusedError
from framework.study import Study
from tests.studies import small_framework

PASSWORD = "nine red ladders"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = Study.create(tmp_path / "s.chartwell", "Ladders")
    load_framework(made, small_framework())
    return made


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_office_file_opens_with_its_password_alone(
    study: Study, tmp_path: Path, ending: str
) -> None:
    import msoffcrypto

    out = tmp_path / f"codebook{ending}"
    with closing(study):
        left = write_out(study, "L14", out, Options(), password=PASSWORD)
    assert left.said("Wrote it.") == "Wrote it."
    assert not is_zipfile(out)
    with out.open("rb") as file:
        held = msoffcrypto.OfficeFile(file)
        assert held.is_encrypted()
        held.load_key(password=PASSWORD, verify_password=True)
        opened = BytesIO()
        held.decrypt(opened, verify_integrity=True)
    assert is_zipfile(opened)
    assert {path.name for path in tmp_path.iterdir()} == {"s.chartwell", out.name}


def test_other_formats_say_that_they_cannot_be_encrypted(study: Study, tmp_path: Path) -> None:
    with closing(study):
        with pytest.raises(RefusedError, match="only Word and Excel files can"):
            write_out(study, "L14", tmp_path / "c.html", Options(), password=PASSWORD)
        with pytest.raises(RefusedError, match="at least 8 signs"):
            write_out(study, "L14", tmp_path / "c.docx", Options(), password="nine")
    assert [path.name for path in tmp_path.iterdir()] == ["s.chartwell"]


def test_plain_file_of_an_encrypted_study_is_said_to_be_plain(tmp_path: Path) -> None:
    made = Study.create(tmp_path / "s.chartwell", passphrase="seven green ladders")
    load_framework(made, small_framework())
    with closing(made):
        left = write_out(made, "L14", tmp_path / "c.docx", Options())
    assert left.said("Wrote it.") == (
        "Wrote it. The file itself is not encrypted, as the study is."
    )
