"""Make faults: `python -m tests.faults [--count N] [--json FILE] [--seed N] [--race SECONDS]`.

`--scene NAME` kills one act at every single deed and lets every one fail, and makes no other fault.

The JSON holds `faults`, `lost` (changes that were called saved and are not there), `unopenable`,
`unspoken` (errors that were no sentence) and `damaged` (studies that are not sound afterwards);
all but the first must be 0. A full run makes 2000 faults and races for a minute in each kind of
folder.
"""

import json
import os
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from random import Random

from tests.faults.acting import Stages, fail_acts, fail_at, kill_acts, kill_at
from tests.faults.deeds import install_deeds
from tests.faults.disk import install
from tests.faults.judging import Tally
from tests.faults.making import corrupt, cut, fail, kill, race
from tests.faults.scenes import SCENES

FULL_RUN = 2_000


def make_faults(folder: Path, count: int, seconds: float, seed: int = 20261123) -> Tally:
    """Make so many faults, in seven kinds, and race for some seconds."""
    tally, chance = _ready(folder), Random(seed)
    stages = Stages(folder, chance)
    acts = {kill_acts: count // 6, fail_acts: count // 8}
    for act, share in acts.items():
        act(tally, stages, share, chance)
    shares = {kill: count // 80, fail: count // 8, corrupt: count // 10}
    shares[cut] = count - sum(acts.values()) - sum(shares.values()) - 2
    for make, share in shares.items():
        make(tally, folder, share, chance)
    race(tally, folder, seconds)
    return tally


def make_every_fault(folder: Path, scene: str) -> Tally:
    """Kill an act at each of its deeds, and let each fail."""
    tally, chance = _ready(folder), Random(0)
    stages = Stages(folder, chance, (scene,))
    for n in range(len(stages.names)):
        for deed in range(1, stages[n].deeds + 1):
            kill_at(tally, stages[n], deed)
            fail_at(tally, stages[n], deed, chance.choice(("full", "io")), chance.choice((1, 9**9)))
    return tally


def _ready(folder: Path) -> Tally:
    """Stand between the program and the disk; let copies that lie elsewhere lie in the folder."""
    install()
    install_deeds()
    os.environ["XDG_DATA_HOME"] = str(folder / "elsewhere")
    return Tally()


def main() -> int:
    """Make the faults, write what came of them, and say so; return 1 where anything was lost."""
    words = ArgumentParser(prog="python -m tests.faults", description=__doc__)
    words.add_argument("--count", type=int, default=FULL_RUN, metavar="N")
    words.add_argument("--json", type=Path, metavar="FILE")
    words.add_argument("--seed", type=int, default=20261123, metavar="N")
    words.add_argument("--scene", choices=tuple(SCENES), metavar="NAME")
    words.add_argument("--race", type=float, metavar="SECONDS")
    asked = words.parse_args()
    seconds = asked.race or (60.0 if asked.count >= FULL_RUN else 3.0)
    with tempfile.TemporaryDirectory(prefix="chartwell-faults-") as folder:
        if asked.scene:
            tally = make_every_fault(Path(folder), asked.scene)
        else:
            tally = make_faults(Path(folder), asked.count, seconds, asked.seed)
    told = json.dumps(tally.as_json(), indent=2, ensure_ascii=False)
    sys.stdout.write(f"{told}\n")
    if asked.json:
        asked.json.write_text(told, encoding="utf-8")
    return 1 if any(tally.wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
