"""Shape what a measurement needs and what it gives."""

import json
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter

from tests.benchmarks.reference import Reference

RUNS = 5


class CannotYetError(Exception):
    """Say why something cannot be measured yet."""


@dataclass(frozen=True)
class Bench:
    """Give a measurement the reference study, a folder of its own, and when its process began.

    `began` is in seconds since the epoch, as the parent saw it before it started the process.
    """

    reference: Reference
    folder: Path
    began: float


@dataclass
class Measured:
    """Hold samples in seconds; `detail` names other medians worth telling, in seconds.

    `floor` holds the samples of the floor where it is measured in the same process; `missing`
    says why there are no samples.
    """

    seconds: list[float]
    floor: list[float] = field(default_factory=list)
    detail: dict[str, float] = field(default_factory=dict)
    memory_mb: float | None = None
    missing: str = ""

    def as_json(self) -> str:
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class Figure:
    """Name a figure, its budget, and the functions that measure it and its floor.

    Both are "module:function" within this package, taking a Bench and returning Measured. With
    `fresh` every sample has a process of its own. `unit` is "s", or "MB" where memory counts.
    """

    name: str
    what: str
    budget: float
    measure: str
    floor: str = ""
    fresh: bool = False
    unit: str = "s"


def timed(act: Callable[[], object]) -> float:
    """Time something, in seconds."""
    start = perf_counter()
    act()
    return perf_counter() - start


def in_turns(act: Callable[[], object], other: Callable[[], object], runs: int = RUNS) -> Measured:
    """Time something and its floor in turns, each once beforehand to have everything loaded."""
    act()
    other()
    found = Measured([])
    for _run in range(runs):
        found.seconds.append(timed(act))
        found.floor.append(timed(other))
    return found


def peak_mb() -> float:
    """Give the most memory that this process has held, in MB.

    Linux hands the parent's peak on to `getrusage` of its children, so its own count of this
    program alone is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 / 1024 if sys.platform == "darwin" else most / 1024


def middle(samples: Sequence[float]) -> float:
    """Give the median."""
    ordered = sorted(samples)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
