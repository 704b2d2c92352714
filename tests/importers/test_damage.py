"""Hold that a file damaged from within is refused in a sentence, or read whole.

`CHARTWELL_FUZZ=600` gives every format that many seconds instead of a few tries. The file that a
reader failed on is left in the folder of the test.
"""

import faulthandler
import os
import random
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from time import monotonic, process_time

import pytest

from framework.drafts import TranscriptDraft
from framework.edits.transcripts import import_transcripts
from framework.errors import RefusedError
from framework.study import Study
from importers import read_transcript
from importers.attribution import read_attributions
from importers.cases import read_cases
from importers.chart_tables import read_chart_tables
from importers.charts import read_cells
from importers.codings import read_codings
from importers.delivery import read_deliveries
from importers.delivery_mapping import read_mapping
from importers.frameworks import read_framework
from importers.key_file import read_key_file
from tests.importers.damage import damaged, flat
from tests.importers.documents import paragraph, table, texts, word
from tests.importers.test_hostile import SOUND

SECONDS = int(os.environ.get("CHARTWELL_FUZZ", "0"))
_FOLDER = Path(__file__).parent
_CORPUS = {path.name: path.read_bytes() for path in sorted((_FOLDER / "corpus").iterdir())}
# LibreOffice takes seconds to start: its document has its turn in a long run alone.
_SOUND = SOUND | {
    name: data for name, data in _CORPUS.items()
    if name.split(".")[-1] not in {"sav", "" if SECONDS else "doc"}
} | {
    "a.json": b'{"results": {"segments": [{"start": 1.5, "speaker": "Ann", "text": "Well yes."},'
              b' {"start": "2.5s", "speaker": null, "text": "So \\u00e9\\ud83d\\ude00 no."}, 3]}}',
    "noted.xml": flat(SOUND["noted.docx"]), "rich.xml": flat(_CORPUS["rich.docx"]),
    "a.fodt": flat(SOUND["a.odt"]), "rich.fodt": flat(_CORPUS["rich.odt"]),
}  # fmt: skip
_ENDINGS = tuple(dict.fromkeys(name.split(".")[-1] for name in _SOUND))
_CHART = table(("Case", "1 Context", "2 Work"), ("P01", "They said", ""), ("P02", "x", "y ¶3"))
_BOOK = _CORPUS["rows.xlsx"]
_YAML = b"""name: Synthetic
themes:
- number: '1'
  name: Context
  definition: What is there
  children:
  - {number: '1.1', name: Place, colour: '#112233'}
- {number: '2', name: Work, retired: yes}
"""
_QDC = b"""<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="a" name="1 Context" isCodable="true"
 color="#112233"><Description>What is there</Description><Code guid="b" name="Place"
 isCodable="false"/></Code></Codes><Sets><Set guid="c" name="S"><MemberCode targetGUID="a"/></Set>
</Sets></CodeBook>"""
_MAPPING = b"""tables:
  events:
    sheet: Events
    columns: {site: site_id, due: due_date}
indicators:
- {name: Held, table: events, measure: count, column: held, value: 'yes'}
"""
_DELIVERY = (
    b"site_id,arm,due_date,held,list_size\nS01,A,2024-01-31,yes,1200\nS02,B,31/02/2024,no,x\n"
)
_TABLES: dict[Callable[[Path], object], dict[str, bytes]] = {
    read_framework: {
        "a.csv": b"number,name,parent\n1,Context,\n1.1,Place,1\n2,Work,\n",
        "a.yaml": _YAML, "a.qdc": _QDC, "a.xlsx": _BOOK,
        "a.txt": b"1 Context\n\t1.1 Place: where\n2 Work\n  a) Pay\n",
        "a.docx": word(paragraph("1 Context", style="Heading1") + _CHART),
    },
    read_cases: {
        "a.csv": b"case,kind,label,parents,age\nS01,site,,,\nP01,person,GP,S01;S02,4\n",
        "a.xls": _CORPUS["rows.xls"],
    },
    read_codings: {"a.csv": b"transcript,theme,start,end,paragraphs,starred\na,1,3,9,2-4,x\n"},
    read_cells: {"a.csv": b"case,theme,text,state\nP01,1.1,They said,draft\nP02,1,,not asked\n"},
    read_attributions: {"a.csv": b"transcript,speaker,case,paragraphs\na,Ann,P01,3-9\n"},
    read_key_file: {"a.csv": b"original,replacement,category,rule\nAnn Lee,P01,person,all\n"},
    read_chart_tables: {
        "a.docx": word(_CHART), "a.ods": _CORPUS["rows.ods"],
        "a.csv": b"Case,1 Context,2 Work\nP01,They said,\nP02,x,y\n",
    },
    read_deliveries: {"a.csv": _DELIVERY, "a.xlsx": _BOOK}
    | {f"a.{ending}": _CORPUS[f"rows.{ending}"] for ending in ("xls", "ods", "sav")},
    read_mapping: {"a.yaml": _MAPPING},
}  # fmt: skip


def _read(path: Path, read: Callable[[Path], object]) -> object | None:
    """Read a file; None where it is refused, which takes one sentence."""
    faulthandler.dump_traceback_later(150, exit=True)
    begun = process_time()
    try:
        return read(path)
    except RefusedError as refused:
        sentence = str(refused)
        assert "\n" not in sentence
        assert sentence.endswith(".")
        return None
    finally:
        faulthandler.cancel_dump_traceback_later()
        assert process_time() - begun < 10


def _hold_whole(draft: TranscriptDraft) -> None:
    """Hold that every character of a transcript stands in a paragraph, and can be kept."""
    assert "\n".join(texts(draft)) == draft.text
    assert unicodedata.is_normalized("NFC", draft.text)
    assert "\x00" not in draft.text
    assert draft.text.encode()
    for row in draft.paragraphs:
        assert row.speaker is None or 0 <= row.speaker < len(draft.speakers)
    for comment in draft.comments:
        assert 0 <= comment.start <= comment.end <= len(draft.text)


def _damaged(sound: Mapping[str, bytes], folder: Path) -> Iterator[Path]:
    """Write one file after another, each damaged in another way."""
    tries = 10 if any(name.endswith((".xls", ".sav")) for name in sound) else 50
    chance = random.Random(f"{list(sound)} {SECONDS}")
    until, done = monotonic() + SECONDS, 0
    while done < tries or monotonic() < until:
        name = chance.choice(list(sound))
        path = folder / name
        path.write_bytes(damaged(sound[name], chance))
        yield path
        done += 1
    print(f"{', '.join(sound)}: {done} files in {SECONDS} s")  # noqa: T201 - what a long run did


@pytest.mark.parametrize("ending", _ENDINGS)
def test_a_transcript_damaged_within_is_refused_or_read(ending: str, tmp_path: Path) -> None:
    sound = {name: data for name, data in _SOUND.items() if name.endswith(f".{ending}")}
    texts_there = set[str]()
    with closing(Study.create(tmp_path / "a.chartwell", coder="AB")) as study:
        for done, path in enumerate(_damaged(sound, tmp_path)):
            draft = _read(path, read_transcript)
            if isinstance(draft, TranscriptDraft):
                _hold_whole(draft)
                if done % 20 == 0 and draft.text not in texts_there:
                    import_transcripts(study, [draft])
                    texts_there.add(draft.text)


@pytest.mark.parametrize("read", _TABLES, ids=lambda read: read.__name__)
def test_a_table_damaged_within_is_refused_or_read(
    read: Callable[[Path], object], tmp_path: Path
) -> None:
    for path in _damaged(_TABLES[read], tmp_path):
        _read(path, read)
