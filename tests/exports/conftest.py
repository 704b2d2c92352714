"""Share a small charted study, and its exports, among the tests."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from charted_study import charted_study

from exports import Options, export
from framework.drafts import CellDraft
from framework.edits.cells import chart_from
from framework.study import Study

DAY = date(2026, 11, 22)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    built = charted_study(tmp_path)
    yield built
    built.close()


@pytest.fixture
def write(study: Study, tmp_path: Path) -> Callable[..., Path]:
    def exported(layout: str, name: str, **chosen: Any) -> Path:
        path = tmp_path / name
        with study.read() as session:
            export(session, layout, path, Options(today=DAY, **chosen))
        return path

    return exported


@pytest.fixture
def long_chart(study: Study, write: Callable[..., Path]) -> Path:
    words = "Came late, and the nurse had run her own search, so it was confirmation. " * 10
    chart_from(study, [
        CellDraft(at, case, theme, f"{words} [S05 ¶2]")
        for at, (case, theme) in enumerate(product(("S05", "S01", "S03", "F2"), ("3.1", "3.2")))
    ])  # fmt: skip
    return write("L1", "long.docx", themes=("3",), evidence=False)
