"""Measure Chartwell: `python -m tests.benchmarks [--only NAME…] [--json FILE] [--cache DIR]`."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from tests.benchmarks.figures import FIGURES
from tests.benchmarks.reference import reference
from tests.benchmarks.running import run
from tests.benchmarks.table import as_json, shown


def main() -> int:
    """Measure, print the table and write the JSON."""
    words = ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    words.add_argument("--only", nargs="+", metavar="NAME",
                       choices=[figure.name for figure in FIGURES])  # fmt: skip
    words.add_argument("--json", type=Path, metavar="FILE")
    words.add_argument("--cache", type=Path, metavar="DIR")
    asked = words.parse_args()
    held = reference(asked.cache or _cache())
    results = []
    for figure in FIGURES:
        if not asked.only or figure.name in asked.only:
            sys.stderr.write(f"Measuring {figure.name} …\n")
            results.append(run(figure, held))
    sys.stdout.write(f"{shown(results)}\n")
    if asked.json:
        asked.json.write_text(json.dumps(as_json(results), indent=2), encoding="utf-8")
    return 0


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("chartwell")


if __name__ == "__main__":
    sys.exit(main())
