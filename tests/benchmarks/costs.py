"""Measure what trust costs: `python -m tests.benchmarks.costs FOLDER` prints JSON, times in ms.

A keystroke's save with and without waiting for the disk, and 50,000 codings with and without the
record and its digests.
"""

import json
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from unittest.mock import patch

from sqlalchemy import text

from framework import chain
from framework.edits.cells import write_summary
from framework.study import Study
from tests.studies import case_ids, small_study, theme_ids

KEYSTROKES, ROWS = 40, 50_000
_ADD = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows) "
    "INSERT INTO coding (guid, transcript_id, start, end, theme_id, coder_id, starred, created) "
    "SELECT hex(randomblob(16)), 1, i % 50, i % 50 + 9, :theme, 1, 0, '2026-01-01T00:00:00Z' FROM n"
)


def keystroke(study: Study, synchronous: str) -> float:
    """Measure the median of saving one more letter of a summary."""
    case, theme = case_ids(study)["S01"], theme_ids(study)["1.1"]
    with study._writer.connect() as connection:
        connection.connection.driver_connection.execute(f"PRAGMA synchronous={synchronous}")  # type: ignore[union-attr] # sqlite3's
    times = []
    for n in range(KEYSTROKES):
        began = perf_counter()
        write_summary(study, case, theme, "a" * (n + 1) + synchronous)
        times.append(1000 * (perf_counter() - began))
    return round(median(times), 2)


def many_rows(study: Study, *, digest: bool = True, record: bool = True) -> float:
    """Measure adding many codings in one step, in this way."""
    theme, sealed = theme_ids(study)["1.1"], chain.seal
    with patch.object(chain, "seal", sealed if digest else lambda _session, _step: None):
        began = perf_counter()
        with study.step("Add many codings") as session:
            if not record:
                session.execute(text("DROP TRIGGER record_coding_insert"))
            session.execute(text(_ADD), {"rows": ROWS, "theme": theme})
        return round(1000 * (perf_counter() - began), 1)


def costs(folder: Path) -> dict[str, float]:
    """Measure each cost on a study of its own."""
    found = {}
    for name, options in (
        ("rows", {}), ("rows_without_digest", {"digest": False}),
        ("rows_without_record", {"digest": False, "record": False}),
    ):  # fmt: skip
        study = _study(folder / f"{name}.chartwell")
        found[name] = many_rows(study, **options)
        study.close()
    study = _study(folder / "keys.chartwell")
    for synchronous in ("FULL", "NORMAL", "OFF"):
        found[f"keystroke_{synchronous.lower()}"] = keystroke(study, synchronous)
    study.close()
    return found


def _study(path: Path) -> Study:
    """Make a small study with an analyst."""
    study = small_study(path)
    with study.step("Begin") as session:
        study.coder_id(session)
    return study


if __name__ == "__main__":
    sys.stdout.write(json.dumps(costs(Path(sys.argv[1])), indent=1) + "\n")
