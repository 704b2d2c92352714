"""Word and Excel files with a password, and formats that have none."""

import subprocess
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
# LibreOffice takes a password from nobody but a person or a program of its own
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">Sub Convert(source, target, filter, password)
 Dim opening(1) As New com.sun.star.beans.PropertyValue
 opening(0).Name = "Hidden" : opening(0).Value = True
 opening(1).Name = "Password" : opening(1).Value = password
 held = StarDesktop.loadComponentFromURL(source, "_blank", 0, opening())
 Dim saving(0) As New com.sun.star.beans.PropertyValue
 saving(0).Name = "FilterName" : saving(0).Value = filter
 held.storeToURL(target, saving())
 held.close(True)
End Sub
</script:module>
"""


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


def test_libreoffice_opens_it_with_the_password(study: Study, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    office = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True)
    (profile / "user" / "basic" / "Standard" / "Module1.xba").write_text(MACRO)
    with closing(study):
        for ending, text in ((".docx", "Text"), (".xlsx", "Text - txt - csv (StarCalc)")):
            out = tmp_path / f"L14{ending}"
            write_out(study, "L14", out, Options(), password=PASSWORD)
            target = out.with_suffix(f"{ending}.txt")
            told = ", ".join(f'"{w}"' for w in (out.as_uri(), target.as_uri(), text, PASSWORD))
            macro = f"macro:///Standard.Module1.Convert({told})"
            subprocess.run([*office, macro], check=True, capture_output=True, timeout=120)
            assert "Facilitation" in target.read_text(encoding="utf-8-sig")


def test_other_formats_say_that_they_cannot_be_encrypted(study: Study, tmp_path: Path) -> None:
    with closing(study):
        with pytest.raises(RefusedError, match="only Word and Excel files can"):
            write_out(study, "L14", tmp_path / "c.html", Options(), password=PASSWORD)
        with pytest.raises(RefusedError, match="at least 8 characters"):
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
