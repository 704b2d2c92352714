"""Hold delivery files that were read beside what the study knows already."""

from typing import NamedTuple

from app.delivery_files import DeliveryFiles
from framework.queries.cases import list_cases
from framework.study import Study


class Arrived(NamedTuple):
    """Hold files, the names of the study's cases in small letters, and what loading changes."""

    files: DeliveryFiles
    known: set[str]
    differences: list[str]


def arrived(study: Study, files: DeliveryFiles) -> Arrived:
    """Hold files against a study; where there are many rows, on a thread."""
    with study.read() as session:
        known = {case.name.casefold() for case in list_cases(session)}
    return Arrived(files, known, files.differences(study))
