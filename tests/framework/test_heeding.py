"""Cancelling while the database is at work on one long statement."""

from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text

from framework import ciphering
from framework.engine import heeding
from framework.errors import CancelledError
from framework.progress import Progress
from framework.queries.cases import list_cases
from framework.study import Study

_LONG = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) "
    "SELECT count(*) FROM n"
)


@pytest.mark.parametrize("passphrase", ["", "seven green ladders"])
def test_a_long_statement_ends_when_its_work_is_cancelled(tmp_path: Path, passphrase: str) -> None:
    made = Study.create(tmp_path / "s.chartwell", "Ladders", "AB", passphrase=passphrase)
    stop = Event()
    with closing(made) as study, study.read() as session:
        with heeding(session, Progress(stop=stop)):
            assert session.execute(_LONG).scalar() == 3_000_000
        stop.set()
        with pytest.raises(CancelledError), heeding(session, Progress(stop=stop)):
            session.execute(_LONG)
        assert list_cases(session) == []
        assert session.execute(_LONG).scalar() == 3_000_000
    ciphering._keys.clear()
