"""The command line offers what an export can be told."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from app.cli import run
from tests.studies import SampleAt


@pytest.fixture(scope="module")
def sample(sample_at: SampleAt, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_at(tmp_path_factory.mktemp("study") / "sample.chartwell")


@pytest.fixture
def export(sample: Path, tmp_path: Path) -> Callable[..., Path]:
    def written(layout: str, name: str, *options: str) -> Path:
        path = tmp_path / name
        assert run(["export", str(sample), layout, str(path), *options]) == 0
        return path

    return written


def test_every_layout_and_format_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    from exports import LAYOUTS, formats_of
    from exports.catalogue import Group

    assert run(["export", "--list"]) == 0
    said = capsys.readouterr().out
    for layout in LAYOUTS:
        assert (
            f"{layout.key}: {layout.name} ({', '.join(fmt.key for fmt in formats_of(layout))})"
            in said
        )
    headings = [line for line in said.splitlines() if line and not line.startswith(" ")]
    assert headings == [str(group) for group in Group]


def test_help_names_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["export", "--help"])
    said = capsys.readouterr().out
    for option in ("paper", "mode", "pseudonyms", "comments", "template", "columns", "case",
                   "transcript", "each", "codings"):  # fmt: skip
        assert f"--{option}" in said


def test_a_case_chart_under_pseudonyms_in_the_styles_of_a_template(
    export: Callable[..., Path], tmp_path: Path
) -> None:
    own = docx.Document()
    own.styles["Normal"].font.name = "Georgia"
    own.save(str(tmp_path / "own.docx"))
    path = export(
        "L2", "case.docx", "--case", "S05", "--pseudonyms", "numbered", "--paper", "A3",
        "--comments", "--columns", "role", "--template", str(tmp_path / "own.docx"),
    )  # fmt: skip
    made = docx.Document(str(path))
    assert made.styles["Normal"].font.name == "Georgia"
    assert "Participant 5, GP" in {found.text for found in made.paragraphs}
    assert list(made.comments)


def test_transcripts_are_chosen_and_coded_in_the_margin(export: Callable[..., Path]) -> None:
    written = export("transcript", "S05.csv", "--transcript", "S05", "--codings")
    rows = written.read_text("utf-8-sig").splitlines()
    assert rows[1].startswith("S05,1,")


def test_a_template_that_is_not_there_is_refused(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "case.docx"
    assert run(["export", str(sample), "L2", str(out), "--template", "gone.docx"]) == 1
    assert capsys.readouterr().err.startswith("There is no template gone.docx")
    assert not out.exists()


def test_a_chart_is_arranged_filtered_ordered_and_grouped(export: Callable[..., Path]) -> None:
    path = export(
        "L1", "chart.docx", "--rows", "sites", "--theme", "3", "--only", "arm=implementation",
        "--order", "p12", "P03", "--group-by", "clinical_system", "--show", "3.3", "3.1",
    )  # fmt: skip
    table = docx.Document(str(path)).tables[0]
    assert [cell.text for cell in table.rows[0].cells][1:] == [
        "3.3 Timing of reports", "3.1 Review template in use"
    ]  # fmt: skip
    firsts = [row.cells[0].text.split(" ")[0].split("\n")[0] for row in table.rows[1:]]
    cases = [first for first in firsts if first.startswith("P")]
    assert cases.index("P12") < cases.index("P03") or "clinical" in firsts
    assert "P02" not in cases
    said = "\n".join(line.text for line in docx.Document(str(path)).paragraphs)
    assert "only arm is implementation; in a chosen order; grouped by clinical system" in said


@pytest.mark.parametrize(
    ("option", "because"),
    [
        (("--only", "arm=controls"), "No case fits arm is controls; nothing was written."),
        (("--only", "arms=control"), "There is no attribute “arms” to choose cases by"),
        (("--only", "control"), "does not say an attribute and a value, as arm=control does"),
        (("--order", "P99"), "There is no case “P99” to put in order; nothing was written."),
        (("--group-by", "arms"), "There is no attribute “arms” to group by"),
    ],
)
def test_an_arrangement_by_what_is_not_there_is_refused(
    option: tuple[str, str], because: str, sample: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    target = tmp_path / "chart.docx"
    assert run(["export", str(sample), "L1", str(target), *option]) != 0
    assert because in capsys.readouterr().err
    assert not target.exists()
