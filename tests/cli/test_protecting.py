"""Facts about protecting people from the command line."""

from pathlib import Path

from tests.cli.conftest import Chartwell

KEY = "original,replacement,category\nMost of the team,[everybody],person\n"


def test_names_of_the_key_file_are_found_and_an_export_is_refused(
    worked: Chartwell, tmp_path: Path
) -> None:
    (tmp_path / "key.csv").write_text("original,replacement\nlast week,[some week]\n", "utf-8")
    found = worked("check-disclosure", "s.chartwell", "--key-file", "key.csv", "--json").value
    assert ("name", "last week", "S01 ¶4") in {
        (one["kind"], one["what"], one["where"]) for one in found
    }
    export = ("export", "s.chartwell", "L1", "l1.html", "--key-file", "key.csv")
    said = worked(*export, "--disclosure", "refuse")
    assert said.status == 1
    assert not (tmp_path / "l1.html").exists()
    said = worked(*export, "--disclosure", "note", "--replace-names")
    assert said.status == 0
    written = (tmp_path / "l1.html").read_text("utf-8")
    assert "[some week]" in written
    assert "last week" not in written
    noted = worked("show", "s.chartwell", "exports", "--json").value
    assert "last week" not in str(noted[0]["decision"])


def test_pseudonyms_are_shown_then_put_then_taken_back(worked: Chartwell, tmp_path: Path) -> None:
    (tmp_path / "key.csv").write_text(KEY, "utf-8")
    assert "2 places would change" in worked("pseudonymise", "s.chartwell", "key.csv").out
    assert "Replaced" in worked("pseudonymise", "s.chartwell", "key.csv", "--confirm").out
    texts = worked("show", "s.chartwell", "paragraphs", "--json").value
    assert "[everybody]" in texts[1]["text"]
    assert worked("restore-names", "s.chartwell", "key.csv", "--confirm").status == 0
    texts = worked("show", "s.chartwell", "paragraphs", "--json").value
    assert "Most of the team" in texts[1]["text"]
    assert worked("check", "s.chartwell").status == 0


def test_withdrawing_needs_the_name_again(worked: Chartwell) -> None:
    listed = worked("withdraw", "s.chartwell", "S01")
    assert "cell: S01 × 1.1" in listed.out
    assert "Run again with --confirm S01" in listed.out
    wrong = worked("withdraw", "s.chartwell", "S01", "--confirm", "P01")
    assert wrong.status == 1
    assert worked("withdraw", "s.chartwell", "S01", "--confirm", "S01").status == 0
    assert worked("show", "s.chartwell", "transcripts", "--json").value == []
    assert worked("check", "s.chartwell").status == 0
