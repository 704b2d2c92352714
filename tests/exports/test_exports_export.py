"""Exports leave a whole file or none."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from threading import Event

import pytest

from exports import FORMATS, LAYOUTS, Options, export, formats_of, write
from framework.errors import CancelledError, RefusedError
from framework.progress import Progress
from framework.study import Study

Write = Callable[..., Path]


@pytest.mark.usefixtures("concluded")
def test_every_layout_is_written_in_each_of_its_formats(write: Write) -> None:
    for layout in LAYOUTS:
        for fmt in formats_of(layout):
            assert write(layout.key, f"{layout.key}{fmt.ending}").stat().st_size > 0


def test_an_ending_that_the_layout_cannot_write_is_refused_in_a_sentence(write: Write) -> None:
    with pytest.raises(RefusedError, match=r"ends in \.xlsx or \.html or \.csv"):
        write("codings", "codings.docx")


def test_an_unknown_layout_is_refused_with_the_ones_there_are(write: Write) -> None:
    with pytest.raises(RefusedError, match="Choose one of L1, L2, L3"):
        write("L99", "chart.docx")


def test_endings_and_layouts_are_found_in_any_case(write: Write) -> None:
    assert write("l1", "CHART.DOCX").exists()


def test_a_refused_export_keeps_the_older_file(write: Write, tmp_path: Path) -> None:
    path = tmp_path / "chart.docx"
    path.write_text("older")
    with pytest.raises(RefusedError, match="no indicator “nothing”"):
        write("L1", "chart.docx", order_by="nothing")
    assert path.read_text() == "older"


def test_a_cancelled_export_leaves_no_file_and_keeps_the_older_one(
    study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "chart.docx"
    path.write_text("older")
    stop = Event()

    def cancel_while_writing(done: int, _total: int, _what: str) -> None:
        if done == 1:
            stop.set()

    before = {found.name for found in tmp_path.iterdir()}
    with study.read() as session, pytest.raises(CancelledError):
        export(session, "L1", path, Options(), Progress(cancel_while_writing, stop))
    assert path.read_text() == "older"
    assert {found.name for found in tmp_path.iterdir()} == before


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".html", ".csv"])
def test_every_format_asks_within_its_long_loops_whether_to_go_on(
    study: Study, tmp_path: Path, ending: str
) -> None:
    asked: list[str] = []
    with study.read() as session:
        export(
            session, "L1", tmp_path / f"chart{ending}", Options(),
            Progress(lambda _done, _total, what: asked.append(what)),
        )  # fmt: skip
    assert any(what.startswith("Reading the charts") for what in asked)
    assert len([what for what in asked if what.startswith("Writing")]) > 2


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".html", ".csv"])
def test_cancelling_at_any_moment_leaves_no_file(study: Study, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"chart{ending}"
    before = {found.name for found in tmp_path.iterdir()}
    for at in count():
        with study.read() as session:
            try:
                export(session, "L1", path, Options(), _stopping_at(at))
            except CancelledError:
                assert {found.name for found in tmp_path.iterdir()} == before
            else:
                break
    assert at > 8


def _stopping_at(moment: int) -> Progress:
    """Cancel at the moment of that number."""
    stop, moments = Event(), count()

    def show(_done: int, _total: int, _what: str) -> None:
        if next(moments) == moment:
            stop.set()

    return Progress(show, stop)


@pytest.mark.parametrize("ending", ["docx", "xlsx", "html", "csv"])
def test_a_folder_that_is_not_there_is_said_in_a_sentence(write: Write, ending: str) -> None:
    said = r"^chart\.\w+ could not be written \(No such file or directory\); an older"
    with pytest.raises(RefusedError, match=said):
        write("L1", f"nowhere/chart.{ending}")


def test_a_path_that_is_a_folder_is_refused_and_nothing_is_left(
    write: Write, tmp_path: Path
) -> None:
    (tmp_path / "chart.xlsx").mkdir()
    before = {found.name for found in tmp_path.iterdir()}
    with pytest.raises(RefusedError, match="could not be written"):
        write("L1", "chart.xlsx")
    assert {found.name for found in tmp_path.iterdir()} == before


def test_a_report_that_was_built_is_written_in_the_format_of_its_ending(
    study: Study, tmp_path: Path
) -> None:
    with study.read() as session:
        report = LAYOUTS[0].build(session, Options())
    write(report, tmp_path / "chart.csv")
    assert (tmp_path / "chart.csv").read_bytes().startswith(b"\xef\xbb\xbfcase,")
    with pytest.raises(RefusedError, match=r"ends in \.docx or \.xlsx or \.html"):
        write(report, tmp_path / "chart.pdf")
    assert [found.name for found in tmp_path.glob("*chart.*")] == ["chart.csv"]
    assert not list(tmp_path.glob(".*.csv"))


def test_formats_are_told_apart_by_their_endings() -> None:
    assert len({fmt.ending for fmt in FORMATS}) == len(FORMATS)
