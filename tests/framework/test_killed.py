"""Kill the program while it works: what it called saved is there."""

import random
import subprocess
import sys
import time
from pathlib import Path

from framework.queries.charts import cells
from framework.queries.codings import all_codings
from framework.queries.soundness import faults
from framework.study import Study
from tests.studies import case_ids, small_study

KILLS = 6  # tests.faults makes thousands


def test_killed_time_and_again_while_coding_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "s.chartwell"
    small_study(path).close()
    chance = random.Random(20261122)
    codings: set[int] = set()
    summaries: dict[int, str] = {}
    for kill in range(KILLS):
        said, last = _work_until_killed(path, kill, 0.02 + chance.random() * 0.5)
        _note(said, codings, summaries)
        study = Study.open(path)
        with study.read() as session:
            assert faults(session) == []
            rows = {row.id for row in all_codings(session)}
            case = case_ids(study)["S01"]
            found = cells(session, [case], list(summaries))
        # the very last change may be saved though the program was killed before it could say so
        assert codings - rows <= {last}
        unsaid = [theme for theme, text in summaries.items() if found[case, theme].text != text]
        assert len(unsaid) <= 1
        codings = rows
        summaries = {theme: found[case, theme].text for theme in summaries}
        study.close()
    assert len(codings) > KILLS


def _work_until_killed(path: Path, seed: int, seconds: float) -> tuple[list[str], int]:
    """Run the program for some time after its first saved change; give what it said."""
    command = [sys.executable, "-m", "tests.framework.coding_until_killed", str(path), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        said = [first, *process.stdout.read().splitlines(keepends=True)]
    whole = [line.rstrip("\n") for line in said if line.endswith("\n")]
    coded = [int(line.split()[1]) for line in whole if line.startswith("coded")]
    return whole, coded[-1]


def _note(said: list[str], codings: set[int], summaries: dict[int, str]) -> None:
    """Write down what the program called saved."""
    for line in said:
        what, rest = line.split(" ", 1)
        if what == "coded":
            codings.add(int(rest))
        elif what == "uncoded":
            codings.discard(int(rest))
        else:
            theme, text = rest.split(" ", 1)
            summaries[int(theme)] = text
