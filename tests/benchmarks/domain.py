"""Measure reading, searching, counting and undoing."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from shutil import copyfile
from time import perf_counter
from typing import TYPE_CHECKING
from zipfile import ZipFile

from tests.benchmarks.measured import RUNS, Bench, Measured, in_turns, timed
from tests.benchmarks.words import SEARCHED

if TYPE_CHECKING:
    from app.transcripts.reading import Reading
    from framework.study import Study

LARGE = 20_000


def import_200_docx(bench: Bench) -> Measured:
    """Read all documents and commit them to a new study, as the window does."""
    start = perf_counter()
    from app.transcripts.reading import add_to, read_files
    from framework.progress import Progress
    from framework.study import Study

    study = Study.create(bench.folder / "new.chartwell", "New")
    readings = read_files(bench.reference.documents, [], {}, Progress())
    read = perf_counter() - start
    add_to(study, readings, Progress())
    whole = perf_counter() - start
    study.close()
    alone = _indexed(bench.folder / "index.db", readings)
    detail = {"reading": read, "committing": whole - read, "a bare index of the words": alone}
    return Measured([whole], detail=detail)


def _indexed(path: Path, readings: "Sequence[Reading]") -> float:
    """Index the same paragraphs with nothing else around them."""
    drafts = [reading.final() for reading in readings]
    texts = ((draft.text[p.start : p.end],) for draft in drafts for p in draft.paragraphs)
    with closing(_raw(path)) as raw:
        raw.execute("CREATE VIRTUAL TABLE words USING fts5(body)")
        start = perf_counter()
        raw.executemany("INSERT INTO words VALUES (?)", texts)
        raw.commit()
        return perf_counter() - start


def parse_200_docx(bench: Bench) -> Measured:
    """Unzip the same documents and have lxml parse them."""
    start = perf_counter()
    from lxml import etree

    for path in bench.reference.documents:
        with ZipFile(path) as package:
            etree.fromstring(package.read("word/document.xml"))
    return Measured([perf_counter() - start])


def search_all(bench: Bench) -> Measured:
    """Search for a phrase of two words; the floor asks the index for as many snippets."""
    from framework.queries.search import search
    from framework.study import Study

    study = Study.open(bench.reference.study)
    with study.read() as session, closing(_raw(bench.reference.study)) as raw:
        found = in_turns(
            lambda: search(session, SEARCHED),
            lambda: raw.execute(
                "SELECT rowid, snippet(paragraph_search, 0, '<', '>', '…', 16) "
                "FROM paragraph_search WHERE paragraph_search MATCH ? LIMIT 100", (SEARCHED,)
            ).fetchall(),
            runs=4 * RUNS,
        )  # fmt: skip
        found.detail["every hit"] = timed(lambda: search(session, SEARCHED, 1_000_000))
    study.close()
    return found


def indicators_all(bench: Bench) -> Measured:
    """Compute every indicator of every site and of all sites."""
    from framework.queries.indicators import indicators
    from framework.study import Study

    study = Study.open(bench.reference.study)
    with study.read() as session:
        found = Measured([timed(lambda: indicators(session)) for _run in range(RUNS)])
    study.close()
    return found


def undo_large_import(bench: Bench) -> Measured:
    """Undo an import of codings, and do it again, several times."""
    from framework.study import Study

    path = bench.folder / "copy.chartwell"
    copyfile(bench.reference.study, path)
    study = Study.open(path)
    before = _last_coding(path)
    imported = timed(_importing(study))
    undone, redone = list[float](), list[float]()
    for _run in range(RUNS):
        undone.append(timed(study.undo))
        redone.append(timed(study.redo))
    study.close()
    floor = _deleting(path, before)
    detail = {"the import": imported, "redo": sorted(redone)[len(redone) // 2]}
    return Measured(undone, floor, detail)


def _importing(study: "Study") -> Callable[[], object]:
    """Draft codings that the study does not have, to be added as one step."""
    from framework.drafts import CodingDraft
    from framework.edits.codings import code_from
    from framework.queries.transcripts import list_transcripts, paragraphs_of
    from tests.benchmarks.charted import passage, theme_number

    chance, made = Random("more codings"), []
    with study.read() as session:
        held = [(t.name, paragraphs_of(session, t.id)) for t in list_transcripts(session)]
    for line in range(LARGE):
        name, paragraphs = chance.choice(held)
        paragraph = chance.choice(paragraphs[1:])
        span = passage(chance, paragraph.start, paragraph.end)
        made.append(CodingDraft(line, name, theme_number(chance), span=span, coder="GH"))
    return partial(code_from, study, made)


def _deleting(path: Path, before: int) -> list[float]:
    """Delete the same rows with one statement, which keeps no record; put them back between."""
    samples = []
    with closing(_raw(path)) as raw:
        raw.execute("PRAGMA foreign_keys=ON")
        raw.execute("CREATE TEMP TABLE kept AS SELECT * FROM coding WHERE id > ?", (before,))
        for _run in range(RUNS):
            start = perf_counter()
            raw.execute("DELETE FROM coding WHERE id > ?", (before,))
            raw.commit()
            samples.append(perf_counter() - start)
            raw.execute("INSERT INTO coding SELECT * FROM kept")
            raw.commit()
    return samples


def _last_coding(path: Path) -> int:
    with closing(_raw(path)) as raw:
        return int(raw.execute("SELECT max(id) FROM coding").fetchone()[0])


def _raw(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path)
