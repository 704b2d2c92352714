"""Name the acts that touch more than one file or the whole of one, and what each begins with.

An act is a function of the study's path; it is interrupted at every deed.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from framework.backups import list_backups, make_backup
from framework.drafts import ColumnDraft, DeliveryDraft
from framework.edits.cases import attribute_transcript
from framework.edits.cells import write_summary
from framework.edits.codings import write_memo
from framework.edits.delivery import load_tables
from framework.edits.pseudonyms import pseudonymise
from framework.edits.transcripts import import_transcripts
from framework.edits.updating import update_transcript
from framework.edits.withdrawal import withdraw
from framework.passphrases import remove_passphrase, set_passphrase
from framework.rescue import rescue
from framework.restoring import put_back
from framework.rules.pseudonyms import NameEntry
from framework.study import Study
from tests.faults.script import FIGURE, visits
from tests.studies import TALK, case_ids, code_passage, small_study, talk, theme_ids

FIRST, SECOND = "seven green ladders", "eight blue ladders"  # synthetic, as is all else here
OLD = Path(__file__).parents[1] / "upgrades"

Act = Callable[[Path], object]


class Scene(NamedTuple):
    """Name what there is to begin with, the act that is interrupted, and words that it removes."""

    begin: Act
    act: Act
    gone: tuple[bytes, ...] = ()


def worked(path: Path) -> None:
    """Make a study with two copies, and changes that are in neither."""
    study = small_study(path)
    cases, themes = case_ids(study), theme_ids(study)
    attribute_transcript(study, 1, cases["S01"])
    make_backup(path)
    write_memo(study, code_passage(study, 1, 28, 75, themes["2.1"]), "why?")
    load_tables(study, [visits(0)], [FIGURE])
    make_backup(path)
    write_summary(study, cases["S01"], themes["2.1"], "Late reports [S01 ¶4]")
    study.close()


def encrypted(path: Path) -> None:
    """Make such a study with a passphrase."""
    worked(path)
    set_passphrase(path, FIRST)


def damaged(path: Path) -> None:
    """Make a damaged file beside which a study is to be."""
    spoilt = path.with_name("damaged.chartwell")
    worked(spoilt)
    with spoilt.open("rb+") as file:
        file.seek(spoilt.stat().st_size // 2)
        file.write(bytes(4096))


def of_format(version: int, path: Path) -> None:
    """Take a study of an older file format."""
    shutil.copy(OLD / f"format_{version}.chartwell", path)


def put_the_oldest_copy_back(path: Path) -> None:
    put_back(path, list_backups(path)[-1].path)


def rescue_what_can_be_read(path: Path) -> None:
    rescue(path.with_name("damaged.chartwell"), path)


def encrypt(path: Path) -> None:
    set_passphrase(path, SECOND)


def open_and_close(path: Path) -> None:
    Study.open(path, coder="AB").close()


def withdraw_a_participant(path: Path) -> None:
    _in(path, lambda study: withdraw(study, case_ids(study)["S01"], "asked to"))


def put_pseudonyms(path: Path) -> None:
    entry = NameEntry("a" * 32, "place", "Reports", "[documents]")
    entries = [entry, replace(entry, guid="b" * 32, original="June", replacement="[month]")]
    _in(path, lambda study: pseudonymise(study, entries, lambda _made: None))


def import_transcripts_of_many(path: Path) -> None:
    drafts = [talk(f"T{n}", [f"S01: Synthetic line {n} of {m}." for m in range(3)])
              for n in range(200)]  # fmt: skip
    _in(path, lambda study: import_transcripts(study, drafts))


def import_rows(path: Path) -> None:
    _in(path, lambda study: load_tables(study, [_rows(200)]))


def import_many_rows(path: Path) -> None:
    _in(path, lambda study: load_tables(study, [_rows(2_400)]))


def update_a_transcript(path: Path) -> None:
    new = talk("S01 corrected", ("I: Thank you for coming in.", *TALK[1:]))
    _in(path, lambda study: update_transcript(study, 1, new))


def _in(path: Path, change: Callable[[Study], object]) -> None:
    """Open a study for one change."""
    study = Study.open(path, coder="AB")
    try:
        change(study)
    finally:
        study.close()


def _rows(count: int) -> DeliveryDraft:
    """Draft a synthetic delivery table of so many rows."""
    rows = tuple((f"P0{n % 2 + 1}", str(n)) for n in range(count))
    columns = (ColumnDraft("site", "text"), ColumnDraft("n", "number"))
    return DeliveryDraft("calls", f"site,n {count}".encode(), columns, rows, "site")


SCENES: Mapping[str, Scene] = {
    "copy": Scene(worked, make_backup),
    "putting a copy back": Scene(worked, put_the_oldest_copy_back),
    "rescue": Scene(damaged, rescue_what_can_be_read),
    "encryption": Scene(worked, encrypt),
    "another passphrase": Scene(encrypted, encrypt),
    "no more passphrase": Scene(encrypted, remove_passphrase),
    "copy, encrypted": Scene(encrypted, make_backup),
    "putting a copy back, encrypted": Scene(encrypted, put_the_oldest_copy_back),
    "upgrade from 1": Scene(partial(of_format, 1), open_and_close),
    "upgrade from 2": Scene(partial(of_format, 2), open_and_close),
    "upgrade from 3": Scene(partial(of_format, 3), open_and_close),
    "withdrawal": Scene(worked, withdraw_a_participant, (b"weather",)),
    "pseudonyms": Scene(worked, put_pseudonyms, (b"June",)),
    "200 transcripts": Scene(worked, import_transcripts_of_many),
    "200 rows": Scene(worked, import_rows),
    "2,400 rows": Scene(worked, import_many_rows),
    "corrected transcript": Scene(worked, update_a_transcript),
    "withdrawal, encrypted": Scene(encrypted, withdraw_a_participant),
}
