"""Carry what can be read of a damaged study to a new file."""

import shutil
import sqlite3
from pathlib import Path
from random import Random

import pytest

from framework.edits.cases import attribute_transcript
from framework.edits.cells import write_summary
from framework.edits.codings import write_memo
from framework.edits.delivery import load_tables
from framework.edits.themes import add_theme
from framework.edits.transcripts import import_transcripts
from framework.errors import DamagedError, RefusedError, StudyFileError
from framework.queries.chain import verify
from framework.queries.codings import all_codings
from framework.queries.history import history
from framework.queries.search import search
from framework.queries.soundness import faults
from framework.rescue import Rescued, rescue
from framework.study import Study
from tests.framework.test_delivery import TOTAL, VISITS
from tests.studies import case_ids, code_passage, small_study, talk, theme_ids

PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a study of some hundred pages."""
    path = tmp_path_factory.mktemp("whole") / "s.chartwell"
    study = small_study(path)
    themes, cases = theme_ids(study), case_ids(study)
    lines = [f"S02: Sentence number {n} of a long synthetic talk." for n in range(120)]
    (long,) = import_transcripts(study, [talk("S02", lines)])
    attribute_transcript(study, 1, cases["S01"])
    for n in range(120):
        coding = code_passage(study, long, n * 40, n * 40 + 12, themes["2.1"])
        if n % 5 == 0:
            write_memo(study, coding, f"memo {n}")
    write_summary(study, cases["S01"], themes["2.1"], "Late [S01 ¶4] and [S02 ¶7]")
    load_tables(study, [VISITS], [TOTAL])
    study.close()
    return path


def _is_sound(path: Path) -> None:
    """See that a rescued study is whole in itself, and can be worked in."""
    study = Study.open(path)
    with study.read() as session:
        assert faults(session) == []
        assert verify(session).broken == ()
    assert study.undo_label is None
    (made,) = import_transcripts(study, [talk("New", ("S09: Entirely other words.",))])
    code_passage(study, made, 0, 5, add_theme(study, "New"))
    while study.undo() is not None:
        pass
    with study.read() as session:
        assert faults(session) == []
        assert verify(session).broken == ()
    study.close()


def test_study_that_is_whole_is_carried_over_whole(whole: Path, tmp_path: Path) -> None:
    said = rescue(whole, tmp_path / "out.chartwell")
    assert (said.lost, said.dropped, said.faults) == (0, (), ())
    assert "Nothing is missing." in said.words()
    before, after = Study.open(whole, reading=True), Study.open(tmp_path / "out.chartwell")
    with before.read() as one, after.read() as other:
        assert all_codings(one) == all_codings(other)
        assert len(history(other)) == len(history(one)) + 1
        assert history(other)[0].label == "Rescue what could be read of s.chartwell"
        assert len(search(other, "Sentence number 7")) == len(search(one, "Sentence number 7"))
    before.close()
    after.close()
    _is_sound(tmp_path / "out.chartwell")


@pytest.mark.parametrize("seed", range(30))
def test_any_damaged_page_leaves_the_rest_to_be_carried_over(
    whole: Path, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    content = bytearray(whole.read_bytes())
    page = chance.randrange(1, len(content) // PAGE)
    rubbish = bytes(PAGE) if seed % 2 else chance.randbytes(PAGE)
    content[page * PAGE : (page + 1) * PAGE] = rubbish
    path = tmp_path / "s.chartwell"
    path.write_bytes(content)
    said = rescue(path, tmp_path / "out.chartwell")
    assert path.read_bytes() == content
    assert said.faults == ()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["out.chartwell", "s.chartwell"]
    _is_sound(tmp_path / "out.chartwell")


def test_rows_around_a_damaged_page_are_kept_and_the_missing_are_counted(
    whole: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(whole, tmp_path / "s.chartwell"))
    connection = sqlite3.connect(path)
    root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name='coding'").fetchone()
    before = connection.execute("SELECT count(*) FROM coding").fetchone()[0]
    connection.close()
    content = bytearray(path.read_bytes())
    head = content[(root[0] - 1) * PAGE :][:100]
    assert head[0] == 5  # the table spans several pages
    first = int.from_bytes(head[12:14], "big")
    leaf = int.from_bytes(content[(root[0] - 1) * PAGE + first :][:4], "big")
    content[(leaf - 1) * PAGE : leaf * PAGE] = bytes(PAGE)
    path.write_bytes(content)
    said = rescue(path, tmp_path / "out.chartwell")
    (codings,) = [table for table in said.tables if table.table == "coding"]
    assert 0 < codings.rows < before
    assert codings.lost == before - codings.rows
    assert f"{codings.lost} of coding" in said.words()
    _is_sound(tmp_path / "out.chartwell")


def test_truncated_file_gives_what_is_left(whole: Path, tmp_path: Path) -> None:
    content = whole.read_bytes()
    path = tmp_path / "s.chartwell"
    for n, part in enumerate((0.9, 0.6, 0.4)):
        path.write_bytes(content[: int(len(content) * part)])
        out = tmp_path / f"out{n}.chartwell"
        said = rescue(path, out)
        assert said.faults == ()
        _is_sound(out)


def test_file_whose_head_is_lost_is_still_read(whole: Path, tmp_path: Path) -> None:
    content = bytearray(whole.read_bytes())
    content[:16] = bytes(16)
    path = tmp_path / "s.chartwell"
    path.write_bytes(content)
    assert rescue(path, tmp_path / "out.chartwell").lost == 0


def test_study_of_an_older_format_is_rescued_too(tmp_path: Path) -> None:
    for old in (Path(__file__).parents[1] / "upgrades").glob("format_*.chartwell"):
        out = tmp_path / old.name
        said = rescue(old, out)
        assert (said.lost, said.faults) == (0, ())
        _is_sound(out)


def _refused(path: Path, out: Path) -> Rescued | StudyFileError | RefusedError:
    try:
        return rescue(path, out)
    except (StudyFileError, RefusedError) as error:
        return error


def test_what_cannot_be_rescued_is_refused_and_leaves_no_file(whole: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "s.chartwell", tmp_path / "out.chartwell"
    for content in (b"", b"x" * 50, b"no study at all" * 1000, bytes(8192)):
        path.write_bytes(content)
        assert isinstance(_refused(path, out), DamagedError), content[:20]
        assert [file.name for file in tmp_path.iterdir()] == ["s.chartwell"]
    assert isinstance(_refused(tmp_path / "nowhere", out), StudyFileError)
    out.touch()
    assert isinstance(_refused(whole, out), RefusedError)


def test_study_of_a_newer_format_is_not_rescued_with_a_part_left_out(
    whole: Path, tmp_path: Path
) -> None:
    path, content = tmp_path / "s.chartwell", bytearray(whole.read_bytes())
    content[60:64] = (9).to_bytes(4, "big")
    path.write_bytes(content)
    with pytest.raises(RefusedError, match=r"newer Chartwell.*nothing was rescued\. Update"):
        rescue(path, tmp_path / "out.chartwell")
    content[60:64] = b"\xff" * 4
    path.write_bytes(content)
    assert rescue(path, tmp_path / "out.chartwell").path.is_file()
