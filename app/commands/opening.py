"""Open a study for one command, and print its answer."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from framework.study import Study


@contextmanager
def opened(args: Namespace) -> Iterator[Study]:
    """Open the study that a command names, and close it when the command is done."""
    study = Study.open(Path(args.study), coder=getattr(args, "coder", "") or "")
    try:
        yield study
    finally:
        study.close()


def say(text: str) -> None:
    """Print one line for the person."""
    sys.stdout.write(f"{text}\n")


def answer(value: object) -> None:
    """Print one JSON value and nothing else."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def counted(number: int, one: str, many: str = "") -> str:
    """Count things in words: `1 case`, `12 cases`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
