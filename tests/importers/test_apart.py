"""Hold that a reader in a process of its own answers, refuses, or ends alone."""

import os
import sys

import pytest

from framework.errors import RefusedError
from importers import apart


def doubled(number: int) -> int:
    """Answer."""
    return 2 * number


def refusing(file: str) -> None:
    """Refuse a file in a sentence."""
    raise RefusedError(f"{file} is not wanted; nothing was loaded.")


def ending() -> None:
    """End the process, as a reader written in C does on a damaged file."""
    os.abort()


def test_what_a_reader_answers_comes_back() -> None:
    assert apart.run(doubled, "a.xls", 21) == 42


def test_a_refusal_comes_back_as_it_was_said() -> None:
    with pytest.raises(RefusedError, match=r"^a\.xls is not wanted; nothing was loaded\.$"):
        apart.run(refusing, "a.xls", "a.xls")


def test_a_reader_that_ends_its_process_refuses_the_file() -> None:
    with pytest.raises(RefusedError, match=r"^a\.xls is damaged and cannot be opened"):
        apart.run(ending, "a.xls")


def test_a_process_that_cannot_start_is_not_called_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", os.devnull)
    with pytest.raises(RefusedError, match="could not be started"):
        apart.run(doubled, "a.xls", 21)
