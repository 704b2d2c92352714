"""Make the reference study once and keep it: always the same one, through the product's code."""

import sys
from hashlib import sha256
from pathlib import Path
from random import Random
from shutil import rmtree
from typing import NamedTuple

from tests.benchmarks import charted, delivered, documents, words

HERE = Path(__file__).parent
TRANSCRIPTS = 200
SITES = 40
NOTE = "Synthetic data made to measure Chartwell."


class Reference(NamedTuple):
    """Say where the pieces of the reference study are."""

    folder: Path

    @property
    def study(self) -> Path:
        return self.folder / "reference.chartwell"

    @property
    def documents(self) -> list[Path]:
        return sorted((self.folder / "documents").glob("*.docx"))

    @property
    def delivery(self) -> Path:
        return self.folder / "delivery_events.csv"


def reference(cache: Path) -> Reference:
    """Give the reference study, made anew where the one in the cache no longer fits."""
    held = Reference(cache / "reference")
    stamp, marked = _stamp(), held.folder / "stamp"
    if not marked.exists() or marked.read_text(encoding="ascii") != stamp:
        sys.stderr.write(f"Making the reference study in {held.folder} …\n")
        rmtree(held.folder, ignore_errors=True)
        (held.folder / "documents").mkdir(parents=True)
        _make(held)
        marked.write_text(stamp, encoding="ascii")
    return held


def _stamp() -> str:
    """Sum up what the study depends on: its generator, and how a study is laid out."""
    from framework import engine, schema

    laid_out = sorted(Path(schema.__file__).parent.glob("*.py"))
    made = (__file__, words.__file__, documents.__file__, charted.__file__, delivered.__file__)
    found = sha256()
    for module in (*made, engine.__file__, *laid_out):
        found.update(Path(module).read_bytes())
    return found.hexdigest()


def _make(held: Reference) -> None:
    """Write the files and bring them into a study."""
    from framework.edits.transcripts import import_transcripts
    from framework.study import Study
    from importers import read_transcript

    chance = Random("reference study")
    speech = words.Speech(chance)
    for number in range(1, TRANSCRIPTS + 1):
        name = f"S{number:03d}"
        path = held.folder / "documents" / f"{name}.docx"
        documents.write_interview(path, name, speech, _lengths(chance))
    study = Study.create(held.study, "Reference study", charted.CODERS[0], NOTE)
    drafts = [read_transcript(path) for path in held.documents]
    import_transcripts(study, drafts)
    charted.add_cases_and_themes(study, drafts, SITES, speech)
    charted.code_and_chart(study, drafts, chance, speech)
    delivered.write(held.delivery, SITES, chance)
    delivered.load(study, held.delivery)
    study.close()


def _lengths(chance: Random) -> list[int]:
    """Part the words of an interview into paragraphs."""
    found = list[int]()
    while sum(found) < documents.WORDS:
        found.append(chance.randrange(documents.LEAST, documents.MOST))
    return found
