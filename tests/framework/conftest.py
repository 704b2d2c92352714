"""Give studies to the tests of the domain."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from framework.study import Study
from tests.studies import small_study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """Give a study with one transcript, a framework and four cases, nothing coded."""
    made = small_study(tmp_path / "small.chartwell")
    yield made
    made.close()
