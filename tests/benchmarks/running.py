"""Run measurements, each in a process of its own, one after another."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time

from tests.benchmarks.measured import RUNS, Figure, Measured, middle
from tests.benchmarks.reference import Reference

ROOT = Path(__file__).parents[2]
LONGEST_S = 600


@dataclass
class Result:
    """Hold the samples of a figure and its floor, in seconds, or why there are none."""

    figure: Figure
    seconds: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    memory_mb: float | None = None
    detail: dict[str, list[float]] = field(default_factory=dict)
    missing: str = ""

    @property
    def median(self) -> float:
        return middle(self.seconds)

    @property
    def floor_median(self) -> float | None:
        return middle(self.floor) if self.floor else None

    @property
    def value(self) -> float:
        """Give what is held against the budget: the median in seconds, or the memory in MB."""
        return (self.memory_mb or 0) if self.figure.unit == "MB" else self.median

    @property
    def within(self) -> bool:
        return self.value <= self.figure.budget

    def details(self) -> dict[str, float]:
        """Give the medians of what else was measured."""
        return {name: middle(samples) for name, samples in self.detail.items()}

    def add(self, found: Measured) -> None:
        """Take in what one process measured."""
        self.missing = self.missing or found.missing
        self.seconds += found.seconds
        self.floor += found.floor
        if found.memory_mb is not None:
            self.memory_mb = max(self.memory_mb or 0, found.memory_mb)
        for name, seconds in found.detail.items():
            self.detail.setdefault(name, []).append(seconds)


def run(figure: Figure, reference: Reference) -> Result:
    """Measure a figure, and its floor in turns with it."""
    result = Result(figure)
    for _run in range(RUNS if figure.fresh else 1):
        result.add(_in_a_process(figure.measure, reference))
        if result.missing:
            break
        if figure.floor:
            result.floor += _in_a_process(figure.floor, reference).seconds
    return result


def _in_a_process(what: str, reference: Reference) -> Measured:
    """Measure in a new process, in an empty folder that goes afterwards."""
    with TemporaryDirectory(prefix="chartwell-bench-") as folder:
        words = [sys.executable, "-m", "tests.benchmarks.child", what, str(reference.folder),
                 folder, str(time())]  # fmt: skip
        try:
            done = subprocess.run(
                words, cwd=ROOT, env=_surroundings(folder), capture_output=True, text=True,
                check=False, timeout=LONGEST_S,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return Measured([], missing=f"it was not done after {LONGEST_S} s")
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
        return Measured([], missing=f"it failed: {said[-1]}")
    return Measured(**json.loads(done.stdout.strip().splitlines()[-1]))


def _surroundings(folder: str) -> dict[str, str]:
    """Keep the person's own settings out of it, and the window off the screen."""
    return os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": folder,
        "PYTHONDONTWRITEBYTECODE": "",
    }
