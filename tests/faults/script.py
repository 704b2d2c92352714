"""Work in a study as people do, saying after each change that it is saved."""

import re
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from random import Random

from sqlalchemy import text

from framework.drafts import ColumnDraft, DeliveryDraft, IndicatorDraft
from framework.edits.cases import attribute_transcript
from framework.edits.cells import write_summary
from framework.edits.codings import uncode, write_memo
from framework.edits.delivery import load_tables
from framework.edits.past_exports import note_export
from framework.edits.themes import add_theme, define_theme
from framework.edits.transcripts import import_transcripts, remove_transcript
from framework.schema import metadata
from framework.study import Study
from tests.studies import TALK, case_ids, code_passage, new_small_study, talk, theme_ids

Ack = Callable[[Study], None]
_MADE = re.compile(r"[0-9a-f]{32,}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
SYNTHETIC = [f"S02: Synthetic sentence number {n} about reports." for n in range(60)]


def state_of(study: Study) -> str:
    """Digest everything that a study holds, its record included."""
    found = sha256()
    with study.read() as session:
        for table in metadata.sorted_tables:
            rows = session.execute(text(f'SELECT * FROM "{table.name}" ORDER BY 1'))  # noqa: S608 - our names
            found.update(repr((table.name, [tuple(row) for row in rows])).encode())
    return found.hexdigest()


def content_of(study: Study) -> str:
    """Give everything that a study holds but names, times and digests made while it was done."""
    with study.read() as session:
        tables = [
            (table.name, session.execute(text(f'SELECT * FROM "{table.name}" ORDER BY 1')).all())  # noqa: S608 - our names
            for table in metadata.sorted_tables
        ]
    return _MADE.sub("*", repr(tables))


def marks_of(study: Study) -> tuple[str, str]:
    """Give the last two digests of the record: what is chained to them holds all that they do."""
    with study.read() as session:
        rows = session.execute(text("SELECT digest FROM step ORDER BY id DESC LIMIT 2")).scalars()
        last, before, *_none = [*rows, "", ""]
    return last, before


def work(path: Path, ack: Ack, seed: int = 0, turns: int = 12) -> None:
    """Make a study where there is none, work in it, close it, open it again and go on."""
    study = new_small_study(path) if not path.exists() else Study.open(path, coder="AB")
    try:
        ack(study)
        for change in changes(study, seed, turns):
            change()
            ack(study)
    finally:
        study.close()
    study = Study.open(path, coder="CD")
    try:
        ack(study)
        for change in changes(study, seed + 1, turns // 2):
            change()
            ack(study)
    finally:
        study.close()


def changes(study: Study, seed: int, turns: int) -> Iterator[Callable[[], object]]:
    """Give changes of every kind, one after the other."""
    chance, n = Random(seed), 0
    themes, case = theme_ids(study), case_ids(study)["S01"]
    yield lambda: import_transcripts(study, [talk(f"S02-{seed}", SYNTHETIC)])
    yield lambda: attribute_transcript(study, 1, case)
    yield lambda: load_tables(study, [visits(seed)], [FIGURE])
    for n in range(turns):
        start = chance.randrange(len("\n".join(TALK)) - 20)
        theme = chance.choice(list(themes.values()))
        made: list[int] = []
        kind = chance.randrange(6)
        yield lambda s=start, t=theme, m=made: m.append(code_passage(study, 1, s, s + 9, t))
        if kind == 0:
            yield lambda m=made: uncode(study, m)
        elif kind == 1:
            yield lambda m=made: write_memo(study, m[0], "why? " * 40)
        elif kind == 2:
            yield lambda t=theme, c=n: write_summary(study, case, t, f"Late {c} [S01 ¶4] " * 30)
            yield lambda t=theme, c=n: write_summary(study, case, t, f"Later {c} [S01 ¶2]")
        elif kind == 3:
            yield study.undo
            yield study.redo
        elif kind == 4:
            yield lambda t=theme, c=n: define_theme(study, t, f"definition {c}")
        else:
            yield lambda c=n: add_theme(study, f"theme {seed} {c}")
    yield lambda: note_export(study, "L1", f"chart{seed}.docx", "0" * 64)
    yield lambda: remove_transcript(study, 1)
    yield study.undo


def visits(seed: int) -> DeliveryDraft:
    """Draft a synthetic delivery table."""
    rows = tuple((f"P0{n % 2 + 1}", str(n + seed)) for n in range(40))
    columns = (ColumnDraft("site", "text"), ColumnDraft("n", "number"))
    return DeliveryDraft("visits", f"site,n {seed}".encode(), columns, rows, "site")


FIGURE = IndicatorDraft("n", "Visits", "visits", "sum", column="n")


def main(path: Path, die_at: int, seed: int) -> None:
    """Work until killed in the midst of a write, printing its marks after each saved change."""
    from tests.faults.disk import DISK, install

    install()
    DISK.watch(str(path))
    DISK.die_at = die_at

    def ack(study: Study) -> None:
        sys.stdout.write(f"{' '.join(marks_of(study))}\n")
        sys.stdout.flush()

    work(path, ack, seed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
