"""Open damaged and hostile study files: refused in a sentence or sound, never more."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framework.edits.cells import write_summary
from framework.edits.codings import write_memo
from framework.edits.delivery import load_tables
from framework.edits.themes import add_theme
from framework.errors import DamagedError, FrameworkError, StudyFileError
from framework.queries.cases import list_cases
from framework.queries.chain import verify
from framework.queries.charts import cells
from framework.queries.codings import all_codings
from framework.queries.history import history
from framework.queries.indicators import indicators
from framework.queries.progress import progress
from framework.queries.search import search
from framework.queries.soundness import faults
from framework.queries.themes import list_themes
from framework.queries.transcripts import list_transcripts
from framework.study import Study
from tests.framework.test_delivery import TOTAL, VISITS
from tests.studies import case_ids, code_passage, small_study, theme_ids


class _Bytes(bytes):
    """Be shown by a word where a test fails."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "the whole file"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the bytes of a small study."""
    path = tmp_path_factory.mktemp("whole") / "s.chartwell"
    study = small_study(path)
    themes, cases = theme_ids(study), case_ids(study)
    write_memo(study, code_passage(study, 1, 28, 75, themes["2.1"]), "why?")
    write_summary(study, cases["S01"], themes["2.1"], "Late [S01 ¶4]")
    load_tables(study, [VISITS], [TOTAL])
    study.close()
    return _Bytes(path.read_bytes())


def _look_at_everything(path: Path) -> None:
    """Open a study, ask what every workspace asks first, and check it."""
    study = Study.open(path)
    try:
        with study.read() as session:
            themes, cases = list_themes(session), list_cases(session)
            cells(session, [case.id for case in cases], [theme.id for theme in themes])
            list_transcripts(session)
            all_codings(session)
            history(session)
            search(session, "report*")
            faults(session)
            verify(session)
        study.undo()
    finally:
        study.close()


@settings(max_examples=40, deadline=None, database=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 7)),
                      min_size=1, max_size=12), kept=st.floats(0.05, 1.0))  # fmt: skip
def test_bits_that_flipped_and_ends_that_are_missing_are_told_in_a_sentence(
    whole: bytes, tmp_path: Path, flips: list[tuple[float, int]], kept: float
) -> None:
    content = bytearray(whole)
    for place, bit in flips:
        content[int(place * len(content))] ^= 1 << bit
    path = tmp_path / "s.chartwell"
    path.write_bytes(content[: int(len(content) * kept)] if kept < 0.5 else content)
    with suppress(FrameworkError):
        _look_at_everything(path)


HOSTILE = [
    "CREATE TRIGGER bad AFTER INSERT ON coding BEGIN DELETE FROM memo; END",
    "CREATE TRIGGER bad AFTER UPDATE ON study BEGIN SELECT load_extension('x'); END",
    "CREATE VIEW bad AS SELECT * FROM theme",
    "ALTER TABLE theme RENAME TO t2; CREATE VIEW theme AS SELECT * FROM t2",
    "DROP TABLE coding",
    "DROP TABLE step",
    "ALTER TABLE theme RENAME COLUMN name TO nom",
]


@pytest.mark.parametrize("commands", HOSTILE)
def test_file_with_commands_or_without_tables_is_refused(
    whole: bytes, tmp_path: Path, commands: str
) -> None:
    path = tmp_path / "s.chartwell"
    path.write_bytes(whole)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(commands)
    connection.close()
    before = path.read_bytes()
    for reading in (False, True):
        with pytest.raises(StudyFileError, match=r"\.$"):
            Study.open(path, reading=reading)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_commands_that_hide_as_another_kind_are_never_run(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    path.write_bytes(whole)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TRIGGER bad AFTER INSERT ON coding BEGIN DELETE FROM memo; END")
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("UPDATE sqlite_schema SET type = 'TRIGGER' WHERE name = 'bad'")
    connection.close()
    with pytest.raises(StudyFileError):
        Study.open(path)


def test_file_with_a_huge_layout_or_huge_values_is_told_or_opens(
    whole: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "s.chartwell"
    path.write_bytes(whole)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    for n in range(3_000):
        connection.execute(f"CREATE TABLE more{n} (a, b, c)")
    connection.execute("UPDATE theme SET name = ?", ("x" * 5_000_000,))
    connection.execute("COMMIT")
    connection.close()
    with pytest.raises(StudyFileError, match=r"does not belong|do not belong"):
        Study.open(path)


def test_a_check_of_a_table_that_asks_for_all_memory_is_refused_it(
    whole: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "s.chartwell"
    path.write_bytes(whole)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute(
        "UPDATE sqlite_schema SET sql = substr(sql, 1, length(sql) - 1) "
        "|| ', CHECK (length(zeroblob(450000000)) > 0))' WHERE name = 'theme'"
    )
    connection.close()
    with (
        closing(Study.open(path)) as study,
        pytest.raises(DamagedError, match=r"is damaged: .*\.$"),
    ):
        add_theme(study, "Other")


CHANGED = [
    "UPDATE indicator SET definition = ''",
    "UPDATE indicator SET definition = '[1]'",
    "UPDATE cell SET checked = 1099511627776, state = 'checked'",
    "UPDATE cell SET state = 9e999",
    "UPDATE coding SET start = -5",
    'UPDATE coding SET "end" = 1000000',
    "UPDATE document SET text = 0",
    "UPDATE document SET text = x'fffe00'",
    "UPDATE dataset_column SET dataset_id = 77 WHERE position = 0",
    "UPDATE dataset_column SET codes = x'00', texts = '{'",
    "UPDATE dataset_row SET cells = 7",
    "UPDATE attribution SET case_id = '['",
    "UPDATE theme SET parent_id = id",
    "UPDATE theme SET parent_id = (SELECT max(id) FROM theme) WHERE parent_id IS NULL",
    "UPDATE step SET at = 'no time', coder = x'00'",
    "UPDATE change SET before = '{', table_name = 'nothing'",
    "UPDATE dataset SET row_count = '=1+1'",
    "UPDATE dataset SET row_count = 1099511627776",
    "UPDATE document SET remarks = 9e999, paragraph_count = '[]'",
    "INSERT INTO case_parent (guid, case_id, parent_id) SELECT hex(randomblob(16)), "
    "parent_id, case_id FROM case_parent",
    "DELETE FROM dataset",
    "DELETE FROM document",
    "DELETE FROM coder",
    "DELETE FROM study",
]


@pytest.mark.parametrize("commands", CHANGED)
def test_rows_that_were_changed_past_the_program_are_shown_or_told_as_damage(
    whole: bytes, tmp_path: Path, commands: str
) -> None:
    path = tmp_path / "s.chartwell"
    path.write_bytes(whole)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '')")
    connection.close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(commands)
    connection.close()
    with suppress(FrameworkError):
        _look_at_everything(path)
    with suppress(FrameworkError), closing(Study.open(path)) as study, study.read() as session:
        indicators(session)
    with suppress(FrameworkError), closing(Study.open(path)) as study, study.read() as session:
        progress(session)


def test_fault_of_the_program_in_a_sound_study_is_not_called_damage(
    whole: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "s.chartwell"
    path.write_bytes(whole)
    with closing(Study.open(path)) as study:
        with pytest.raises(ZeroDivisionError), study.read():
            _ = 1 / 0
        with pytest.raises(KeyError), study.step("Look"):
            _ = {}["nothing"]
