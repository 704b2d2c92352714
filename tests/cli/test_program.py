"""Start the program as a shell does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import names_a_study
from tests.architecture.source import ROOT
from tests.cli.conftest import FILES, Chartwell

BARE = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}


def _run(
    folder: Path, *words: str, into: str = "", **more: str
) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | BARE | more
    environment.pop("DISPLAY", None)
    environment.pop("WAYLAND_DISPLAY", None)
    command = [sys.executable, "-m", "app", *words]
    if into:
        command = ["sh", "-c", f'"$0" -m app "$@" {into}', sys.executable, *words]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False,
        encoding="utf-8",
    )  # fmt: skip


def test_program_prints_any_text_whatever_the_terminal_takes(
    worked: Chartwell, tmp_path: Path
) -> None:
    assert worked("check", "s.chartwell").status == 0
    for coding in ("utf-8", "ascii", "cp1252"):
        said = _run(
            tmp_path, "show", "s.chartwell", "paragraphs", "--json", PYTHONIOENCODING=coding
        )
        assert (said.returncode, said.stderr) == (0, "")
        assert "🙂" in json.loads(said.stdout)[3]["text"]


def test_refusal_leaves_standard_output_empty(tmp_path: Path) -> None:
    said = _run(tmp_path, "show", "nowhere.chartwell", "cells", "--json")
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == (
        "There is no study at nowhere.chartwell; nothing was opened. If it was moved or renamed, "
        "open it where it is now.\n"
    )


def test_reader_that_stops_reading_is_no_error(tmp_path: Path) -> None:
    for name in ("S01.txt",):
        lines = "".join(f"S01: line {n} of many that fill a pipe\n\n" for n in range(20_000))
        (tmp_path / name).write_text(lines + FILES[name], encoding="utf-8")
    assert _run(tmp_path, "new", "s.chartwell").returncode == 0
    assert _run(tmp_path, "import", "s.chartwell", "S01.txt").returncode == 0
    for words in (("show", "s.chartwell", "paragraphs"), ("show", "s.chartwell", "paragraphs",
                  "--json"), ("--help",)):  # fmt: skip
        said = _run(tmp_path, *words, into="| head -n 1")
        assert said.stderr == ""
        assert said.stdout.count("\n") == 1


def test_window_without_a_display_is_refused_in_a_sentence(tmp_path: Path) -> None:
    said = _run(tmp_path, QT_QPA_PLATFORM="")
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.count("\n") == 1
    assert "display" in said.stderr


def test_one_word_that_is_no_command_names_a_study_to_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "check").mkdir()
    for word in ("none.chartwell", "folder", str(tmp_path / "none"), "./check"):
        assert names_a_study([word]), word
    for words in (["check"], ["chekc"], ["--help"], ["check", "none.chartwell"]):
        assert not names_a_study(words), words
