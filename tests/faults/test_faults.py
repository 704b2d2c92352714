"""Make a sample of the faults; `python -m tests.faults` makes two thousand."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_that_was_saved_is_lost_to_any_fault(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults", "--count", "40", "--race", "2",
               "--json", str(tmp_path / "faults.json")]  # fmt: skip
    subprocess.run(command, cwd=ROOT, capture_output=True, env=os.environ, check=False)
    told = json.loads((tmp_path / "faults.json").read_text(encoding="utf-8"))
    assert told["faults"] >= 40
    assert (told["lost"], told["unopenable"]) == (0, 0), told["said"]
    assert (told["unspoken"], told["damaged"]) == (0, 0), told["said"]
    kinds = " ".join(told["kinds"])
    for kind in (
        "killed",
        "killed in ",
        "power cut",
        "disk full",
        "disk error",
        "corrupted",
        "raced",
    ):
        assert kind in kinds
