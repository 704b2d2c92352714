"""Make faults: `python -m tests.faults [--count N] [--json FILE] [--seed N] [--race SECONDS]`.

The JSON holds `faults`, `lost` (changes that were called saved and are not there), `unopenable`,
`unspoken` (errors that were no sentence) and `damaged` (studies that are not sound afterwards);
all but the first must be 0. A full run makes 2000 faults and races for a minute in each kind of
folder.
"""

import json
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from random import Random

from tests.faults.disk import install
from tests.faults.judging import Tally
from tests.faults.making import corrupt, cut, fail, kill, race

FULL_RUN = 2_000


def make_faults(folder: Path, count: int, seconds: float, seed: int = 20261123) -> Tally:
    """Make so many faults, in five kinds, and race for some seconds."""
    install()
    tally, chance = Tally(), Random(seed)
    shares = {kill: count // 80, fail: count // 6, corrupt: count // 8}
    shares[cut] = count - sum(shares.values()) - 2
    for make, share in shares.items():
        make(tally, folder, share, chance)
    race(tally, folder, seconds)
    return tally


def main() -> int:
    """Make the faults, write what came of them, and say so; return 1 where anything was lost."""
    words = ArgumentParser(prog="python -m tests.faults", description=__doc__)
    words.add_argument("--count", type=int, default=FULL_RUN, metavar="N")
    words.add_argument("--json", type=Path, metavar="FILE")
    words.add_argument("--seed", type=int, default=20261123, metavar="N")
    words.add_argument("--race", type=float, metavar="SECONDS")
    asked = words.parse_args()
    seconds = asked.race or (60.0 if asked.count >= FULL_RUN else 3.0)
    with tempfile.TemporaryDirectory(prefix="chartwell-faults-") as folder:
        tally = make_faults(Path(folder), asked.count, seconds, asked.seed)
    told = json.dumps(tally.as_json(), indent=2, ensure_ascii=False)
    sys.stdout.write(f"{told}\n")
    if asked.json:
        asked.json.write_text(told, encoding="utf-8")
    return 1 if any(tally.wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
