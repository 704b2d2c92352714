"""Write a report that was already built, whole or not at all."""

from pathlib import Path
from uuid import uuid4

from exports import FORMATS
from exports.report import Report
from framework.errors import RefusedError


def write_report(report: Report, path: Path) -> Path:
    """Write a report in the format of the file's ending; an older file stays until it is done."""
    fmt = next((fmt for fmt in FORMATS if fmt.ending == path.suffix.casefold()), None)
    if fmt is None:
        raise RefusedError(f"{path.name} names no format that can be written; nothing was written.")
    part = path.with_name(f".{uuid4().hex[:12]}{fmt.ending}")
    try:
        fmt.write(report, part)
        part.replace(path)
    except OSError as problem:
        raise RefusedError(
            f"{path.name} could not be written ({problem.strerror or problem}); an older file of "
            "that name is as it was. Close it where it is open, or choose another folder."
        ) from problem
    finally:
        part.unlink(missing_ok=True)
    return path
