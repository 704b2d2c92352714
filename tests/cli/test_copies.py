"""Keep copies and rescue a study from the command line."""

from pathlib import Path

from framework.study import Study
from tests.cli.conftest import Chartwell


def test_copy_is_kept_listed_and_restored(worked: Chartwell) -> None:
    assert "Kept " in worked("backup", "s.chartwell").out
    assert worked("backup", "s.chartwell").out == "The last copy is the same; no other was made.\n"
    lines = worked("backups", "s.chartwell").out.splitlines()
    assert lines[0].startswith("1  ")
    assert "because somebody asked" in lines[0]
    assert "1 transcript, 2 codings" in lines[0]
    assert lines[-1].startswith("1 copy, ")
    (copy,) = worked("backups", "s.chartwell", "--json").value
    assert copy["codings"] == 2
    said = worked("backups", "s.chartwell", "--restore", "1", "--out", "again.chartwell")
    assert said.out.startswith("Wrote again.chartwell, as the study was on 20")
    assert worked("check", "again.chartwell").status == 0
    for words in (("--restore", "2", "--out", "x.chartwell"), ("--restore", "1"),
                  ("--restore", "1", "--out", "again.chartwell")):  # fmt: skip
        said = worked("backups", "s.chartwell", *words)
        assert (said.status, said.out) == (1, "")
    assert worked("backup", "nowhere.chartwell").status == 1
    assert worked("backup", "S01.txt").status == 1


def test_damaged_study_is_rescued(worked: Chartwell, tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    said = worked("rescue", "s.chartwell", "--out", "out.chartwell")
    assert said.status == 0
    assert "rows were carried to out.chartwell. Missing are " in said.out
    assert worked("check", "out.chartwell").status == 0
    assert worked("rescue", "S01.txt", "--out", "never.chartwell").status == 1


def test_looking_is_let_beside_a_study_that_is_open(worked: Chartwell, tmp_path: Path) -> None:
    study = Study.open(tmp_path / "s.chartwell")
    for words in (("show", "s.chartwell", "history"), ("search", "s.chartwell", "team"),
                  ("check", "s.chartwell"), ("backup", "s.chartwell"),
                  ("export", "s.chartwell", "L1", "out.docx")):  # fmt: skip
        assert worked(*words).status == 0, words
    said = worked("undo", "s.chartwell")
    assert said.status == 1
    assert "open for writing already" in said.err
    study.close()
