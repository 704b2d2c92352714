"""Measure delivery data of a large trial: 500 sites, 120 months, six components, synthetic."""

import csv
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

from tests.benchmarks.measured import RUNS, Bench, Measured, timed

if TYPE_CHECKING:
    from framework.study import Study

SITES, MONTHS = 500, 120
COMPONENTS = ("AF_MONTHLY", "CALL", "LEAFLET", "TEMPLATE", "VISIT", "WORKSHOP")
HEAD = ("site_id", "component_id", "period", "due_date", "delivered_date", "quantity", "source",
        "note")  # fmt: skip
FIRST = date(2014, 1, 5)


def import_360000_rows(bench: Bench) -> Measured:
    """Read the rows from a csv file and commit them to a study of 500 sites, with the figures."""
    path = _rows(bench.reference.folder.parent)
    study = _study_of_sites(bench.folder)
    start = perf_counter()
    read, committed = _load(study, path)
    study.close()
    return Measured([committed - start], detail={"reading": read - start,
                                                 "committing": committed - read})  # fmt: skip


def indicators_360000_rows(bench: Bench) -> Measured:
    """Compute every figure that the file suggests, of every site and of all sites."""
    from framework.queries.indicators import indicators

    study = _study_of_sites(bench.folder)
    _load(study, _rows(bench.reference.folder.parent))
    samples = []
    for _run in range(RUNS):
        with study.read() as session:
            samples.append(timed(lambda: indicators(session)))
    study.close()
    return Measured(samples)


def _load(study: "Study", path: Path) -> tuple[float, float]:
    """Load a file as the command does; tell when it was read and when it was committed."""
    from app.delivery_files import read_folder_of_tables

    found = read_folder_of_tables([path], None)
    found.differences(study)
    read = perf_counter()
    found.load_into(study)
    return read, perf_counter()


def _study_of_sites(folder: Path) -> "Study":
    from framework.drafts import CaseDraft
    from framework.edits.cases import add_cases
    from framework.study import Study

    study = Study.create(folder / "trial.chartwell", "Large trial, synthetic")
    add_cases(study, [CaseDraft(_site(n), "site", "", (), {}) for n in range(1, SITES + 1)])
    return study


def _site(number: int) -> str:
    return f"P{number:03d}"


def _rows(cache: Path) -> Path:
    """Give the file of rows, made once and kept in the cache."""
    made = sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    path = cache / f"delivery-{made}.csv"
    if not path.exists():
        for old in cache.glob("delivery-*.csv"):
            old.unlink()
        part = path.with_suffix(".part")
        _write(part, Random("large trial"))
        part.replace(path)
    return path


def _write(path: Path, chance: Random) -> None:
    """Write a row for each component of each month at each site."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEAD)
        for site in map(_site, range(1, SITES + 1)):
            for month in range(MONTHS):
                year, number = FIRST.year + month // 12, month % 12 + 1
                due = date(year, number, FIRST.day)
                for component in COMPONENTS:
                    out.writerow((site, component, f"{year}-{number:02d}", *_done(due, chance)))


def _done(due: date, chance: Random) -> tuple[str, str, int | str, str, str]:
    """Make up when something was due and done, how much of it, and who says so."""
    done = due + timedelta(days=max(-4, round(chance.gauss(1, 6))))
    note = "by phone" if chance.random() < 0.02 else ""
    if chance.random() < 0.1:
        return due.isoformat(), "", "", "team log", note
    return due.isoformat(), done.isoformat(), chance.randrange(1, 40), "team log", note
