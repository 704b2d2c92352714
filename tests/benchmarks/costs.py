"""Measure what trust costs: `python -m tests.benchmarks.costs FOLDER` prints JSON, times in ms.

A keystroke's save with and without waiting for the disk; 50,000 codings, and a delivery table of
50,000 rows, with and without the record and its digests; opening, coding and searching a study
with and without encryption, where opening derives the key.
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from unittest.mock import patch

from sqlalchemy import text

from framework import chain, ciphering
from framework.drafts import ColumnDraft, DeliveryDraft
from framework.edits.cells import write_summary
from framework.edits.delivery import load_tables
from framework.edits.transcripts import import_transcripts
from framework.passphrases import set_passphrase
from framework.queries.search import search
from framework.study import Study
from tests.studies import case_ids, code_passage, small_study, talk, theme_ids

KEYSTROKES, ROWS, TIMES = 40, 50_000, 7
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


def delivery(study: Study, *, digest: bool = True) -> float:
    """Measure loading a delivery table with so many rows."""
    rows = tuple((f"P0{n % 2 + 1}", str(n), f"2026-0{n % 9 + 1}-11") for n in range(ROWS))
    columns = tuple(ColumnDraft(name, kind) for name, kind in
                    (("site", "text"), ("n", "number"), ("day", "date")))  # fmt: skip
    draft = DeliveryDraft("visits", b"synthetic", columns, rows, "site")
    sealed = chain.seal if digest else lambda _session, _step: None
    with patch.object(chain, "seal", sealed):
        return _took(partial(load_tables, study, [draft]))


def secrecy(path: Path, passphrase: str) -> dict[str, float]:
    """Measure opening, coding and searching a study of 200 transcripts, encrypted or not."""
    study = small_study(path)
    lines = [f"S01: Synthetic sentence {n} about reports and months." for n in range(60)]
    import_transcripts(study, [talk(f"T{n}", [*lines, f"I: That was {n}."]) for n in range(200)])
    study.close()
    if passphrase:
        set_passphrase(path, passphrase)
    found: dict[str, list[float]] = {"open": [], "code": [], "search": []}
    for n in range(TIMES):
        ciphering.forget(path)
        began = perf_counter()
        study = Study.open(path, passphrase=passphrase)
        found["open"].append(1000 * (perf_counter() - began))
        theme = theme_ids(study)["1.1"]
        found["code"].append(_took(partial(code_passage, study, 1, n, n + 9, theme)))
        with study.read() as session:
            found["search"].append(_took(partial(search, session, '"reports and months"')))
        study.close()
    return {name: round(median(times), 1) for name, times in found.items()}


def _took(work: Callable[[], object]) -> float:
    """Measure one deed."""
    began = perf_counter()
    work()
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
    for name, digest in (("delivery", True), ("delivery_without_digest", False)):
        study = _study(folder / f"{name}.chartwell")
        found[name] = delivery(study, digest=digest)
        study.close()
    for name, passphrase in (("plain", ""), ("encrypted", "seven green ladders")):
        for what, took in secrecy(folder / f"{name}.chartwell", passphrase).items():
            found[f"{what}_{name}"] = took
    return found


def _study(path: Path) -> Study:
    """Make a small study with an analyst."""
    study = small_study(path)
    with study.step("Begin") as session:
        study.coder_id(session)
    return study


if __name__ == "__main__":
    sys.stdout.write(json.dumps(costs(Path(sys.argv[1])), indent=1) + "\n")
