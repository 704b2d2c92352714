"""Facts about files that leave the study."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from app.protection.leaving import write_out
from exports import Options
from framework.queries.past_exports import list_past_exports
from framework.rules.pseudonyms import NameEntry
from framework.study import Study
from tests.studies import SampleAt


@pytest.fixture(scope="module")
def sample(sample_at: SampleAt, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """Give the synthetic sample study."""
    made = Study.open(sample_at(tmp_path_factory.mktemp("sample") / "s.chartwell"), "AB")
    yield made
    made.close()


def test_export_is_noted_with_its_digest_and_whose_words_it_holds(
    sample: Study, tmp_path: Path
) -> None:
    file = tmp_path / "S05 alone.docx"
    before = sample.undo_label
    left = write_out(sample, "transcript", file, Options(transcripts=("S05",)))
    assert left.not_noted == ""
    with sample.read() as session:
        noted = list_past_exports(session)[-1]
    assert (noted.layout, noted.file_name) == ("transcript", "S05 alone.docx")
    assert noted.sha256 == sha256(file.read_bytes()).hexdigest()
    assert noted.transcripts == ("S05",)
    assert "S05" in noted.cases
    assert "S02" not in noted.cases
    assert sample.undo_label == before


def test_export_under_pseudonyms_is_noted_with_whose_words_it_holds(
    sample: Study, tmp_path: Path
) -> None:
    file = tmp_path / "chart.html"
    write_out(sample, "L1", file, Options(themes=("1",), pseudonyms="numbered"))
    assert "S05" not in file.read_text("utf-8")
    with sample.read() as session:
        assert "S05" in list_past_exports(session)[-1].cases


def test_names_of_a_key_file_are_replaced_in_every_format_of_the_framework(
    sample: Study, tmp_path: Path
) -> None:
    names = (NameEntry("a" * 32, "other", "Facilitation", "[role]"),)
    for ending in ("yaml", "qdc", "csv"):
        file = tmp_path / f"framework.{ending}"
        write_out(sample, "framework", file, Options(names=names))
        assert "[role]" in file.read_text("utf-8")
        assert "Facilitation" not in file.read_text("utf-8")
