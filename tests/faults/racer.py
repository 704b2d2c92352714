"""Open a study, code in it, close it, again and again, beside another program that does too."""

import sys
import time
from pathlib import Path
from random import Random

from framework.locking import HeldError
from framework.queries.codings import all_codings
from framework.study import Study
from tests.studies import TALK, code_passage, theme_ids


def main(path: Path, seed: int, seconds: float) -> None:
    """Print the id of each coding that is saved; look at the study while another has it.

    However slow the computer is, go on until something was saved.
    """
    chance, until, saved = Random(seed), time.monotonic() + seconds, 0
    length = len("\n".join(TALK))
    while time.monotonic() < until or not saved:
        try:
            study = Study.open(path, coder=f"C{seed}")
        except HeldError:
            study = Study.open(path, reading=True)
            with study.read() as session:
                all_codings(session)
            study.close()
            time.sleep(chance.random() / 100)
            continue
        themes = list(theme_ids(study).values())
        for _n in range(chance.randrange(6)):
            start = chance.randrange(length - 30)
            end = start + chance.randrange(5, 30)
            made = code_passage(study, 1, start, end, chance.choice(themes))
            sys.stdout.write(f"{made}\n")
            saved += 1
        study.close()
        sys.stdout.flush()
        time.sleep(chance.random() / 50)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
