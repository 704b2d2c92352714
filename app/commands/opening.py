"""Open a study for one command, and print its answer."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from framework.locking import HeldError
from framework.study import Study


@contextmanager
def opened(args: Namespace, *, reading: bool = False) -> Iterator[Study]:
    """Open the study that a command names, and close it when the command is done.

    With `reading` the study is only looked at, so that it may be open elsewhere.
    """
    coder = getattr(args, "coder", "") or ""
    study = Study.open(Path(args.study), coder=coder, reading=reading)
    with _closing(study):
        yield study


@contextmanager
def opened_beside_others(args: Namespace) -> Iterator[Study]:
    """Open the study that a command names, only for reading where it is open elsewhere.

    `Study.reading` tells which; then what the command would note in the study cannot be noted.
    """
    coder = getattr(args, "coder", "") or ""
    try:
        study = Study.open(Path(args.study), coder=coder)
    except HeldError:
        study = Study.open(Path(args.study), coder=coder, reading=True)
    with _closing(study):
        yield study


@contextmanager
def _closing(study: Study) -> Iterator[None]:
    """Close a study when a command is done, and say where its file is no longer there."""
    try:
        yield
    finally:
        study.close()
        if study.parting:
            sys.stderr.write(f"{study.parting}\n")


def say(text: str) -> None:
    """Print one line for the person."""
    sys.stdout.write(f"{text}\n")


def answer(value: object) -> None:
    """Print one JSON value and nothing else."""
    sys.stdout.write(f"{json.dumps(value, ensure_ascii=False, indent=1)}\n")


def counted(number: int, one: str, many: str = "") -> str:
    """Count things in words: `1 case`, `12 cases`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
