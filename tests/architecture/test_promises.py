"""Describe every format, layout and command, and keep what the README says true."""

import re
import shlex

import pytest

from app.cli import COMMANDS, SHOWN, _parser
from exports import FORMATS as WRITTEN
from exports import LAYOUTS, formats_of
from importers import FORMATS as READ
from tests.architecture.source import ROOT


def test_format_that_is_read_has_a_name_and_endings() -> None:
    for form in READ:
        assert all((form.key, form.name, form.endings)), form
        assert all(ending.startswith(".") for ending in form.endings)
    assert len({form.key for form in READ}) == len(READ)


def test_layout_has_a_name_a_description_and_formats() -> None:
    for layout in LAYOUTS:
        assert layout.name
        assert len(layout.what.split()) > 3, layout
        assert formats_of(layout)
        assert {form.key for form in formats_of(layout)} == set(layout.formats)
    assert all(form.name and form.ending.startswith(".") for form in WRITTEN)


def _commands() -> list[str]:
    """Gather the lines of the README's code blocks that run the program."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL)
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    starts = re.compile(r"(?:\.venv/bin/)?chartwell(?= |$)")
    return [line for line in lines if starts.match(line)]


def _words(line: str) -> list[str]:
    """Cut a command as a shell does, leaving out what is said beside it."""
    words = shlex.split(re.split(r"\s{2,}(?=[a-z#])|\s#\s", line)[0], comments=True)
    return words[1 : words.index("|")] if "|" in words else words[1:]


@pytest.mark.parametrize("line", _commands() or ["chartwell"])
def test_command_of_the_readme_is_one_that_the_program_knows(line: str) -> None:
    words = _words(line)
    if words and (words[0] in COMMANDS or len(words) > 1):
        _parser().parse_args(words)


def test_every_command_and_everything_shown_is_reached() -> None:
    from app.cli import _action
    from app.commands.showing import SHOWN as TELLERS

    assert all(callable(_action(command)) for command in COMMANDS)
    assert set(SHOWN) == set(TELLERS)
