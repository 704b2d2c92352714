"""Code passages without end, saying each one that is saved; to be killed at any moment."""

import random
import sys
from pathlib import Path

from framework.edits.cells import write_summary
from framework.edits.codings import uncode
from framework.study import Study
from tests.studies import TALK, case_ids, code_passage, theme_ids


def main(path: Path, seed: int) -> None:
    """Code, uncode and chart at random, one line of output for each change that is saved."""
    chance = random.Random(seed)
    study = Study.open(path, coder="AB")
    themes, case = list(theme_ids(study).values()), case_ids(study)["S01"]
    length = len("\n".join(TALK))
    while True:
        start = chance.randrange(length - 20)
        theme = chance.choice(themes)
        end = start + chance.randrange(5, 20)
        coding = code_passage(study, 1, start, end, theme)
        sys.stdout.write(f"coded {coding}\n")
        sys.stdout.flush()
        if chance.random() < 0.2:
            uncode(study, [coding])
            sys.stdout.write(f"uncoded {coding}\n")
        if chance.random() < 0.3:
            text = f"Summary {chance.random()} [S01 ¶4]"
            write_summary(study, case, theme, text)
            sys.stdout.write(f"wrote {theme} {text}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
