"""Run one measurement in this process: `python -m tests.benchmarks.child WHAT CACHE FOLDER TIME`.

The last line printed is the measurement, as JSON.
"""

import sys
from importlib import import_module
from pathlib import Path

from tests.benchmarks.measured import Bench, CannotYetError, Measured, peak_mb
from tests.benchmarks.reference import Reference


def main() -> int:
    """Measure what the command line names."""
    what, reference, folder, began = sys.argv[1:]
    module, name = what.split(":")
    bench = Bench(Reference(Path(reference)), Path(folder), float(began))
    measure = getattr(import_module(f"tests.benchmarks.{module}"), name)
    try:
        found: Measured = measure(bench)
    except CannotYetError as reason:
        found = Measured([], missing=str(reason))
    found.memory_mb = peak_mb()
    sys.stdout.write(f"\n{found.as_json()}\n")
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
