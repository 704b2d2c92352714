"""Write a key file: names, what stands for each, and where it was put."""

import csv
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from framework.errors import RefusedError
from framework.rules.pseudonyms import Made, NameEntry

HEADER = ("guid", "category", "original", "replacement", "rule", "where")
_FOR_ME_ALONE = 0o600


def write_key_file(path: Path, entries: Sequence[NameEntry], made: Sequence[Made]) -> None:
    """Write names and what was replaced where, whole or not at all; only its owner may read it.

    Nothing is changed in what the file says, so that names can be put back exactly.
    """
    part = path.with_name(f".{uuid4().hex[:12]}.csv")
    try:
        part.touch(mode=_FOR_ME_ALONE)
        with part.open("w", encoding="utf-8-sig", newline="") as stream:
            rows = csv.writer(stream, lineterminator="\r\n")
            rows.writerow(HEADER)
            for entry in entries:
                rows.writerow([entry.guid, entry.category, entry.original, entry.replacement,
                               entry.rule, ";".join(entry.where)])  # fmt: skip
            for one in made:
                rows.writerow([one.guid, "", one.original, one.replacement, "made", one.where])
        part.replace(path)
    except OSError as problem:
        raise RefusedError(
            f"The key file {path.name} could not be written ({problem.strerror or problem}); the "
            "study and an older key file are as they were."
        ) from problem
    finally:
        part.unlink(missing_ok=True)
