"""Find the traces of a participant in what analysts wrote, now and in the record."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from framework.queries.cases import CaseRow
from framework.queries.withdrawal_stretches import (
    Said,
    said_by,
    texts_before,
    transcripts_once,
    words_of,
    words_of_others,
)
from framework.rules.locators import tokens_in
from framework.rules.withdrawal import Said as Words
from framework.schema import Attribution, CellReference, Citation, Coding, Document, Memo

_BEFORE = "SELECT before FROM change WHERE table_name = :table AND before IS NOT NULL"

Image = Mapping[str, Any]


class Traces:
    """Know a participant again: by what they said, by locators, by mentions, by their name."""

    def __init__(self, session: Session, case: CaseRow) -> None:
        """Read what they said, and what leads to it."""
        self.case = case
        self.said = said_by(session, case.id)
        self.once = transcripts_once(session, case.id)
        self._by_transcript = {said.transcript_id: said for said in self.said}
        self.former = {key: texts_before(session, key) for key in self._by_transcript}
        theirs = [body for said in self.said for body in words_of(session, said)]
        gone = set[int]().union(*self.once.values()) if self.once else set[int]()
        theirs += session.scalars(select(Document.text).where(Document.id.in_(gone))).all()
        self.words = Words(theirs, words_of_others(session, self.said))
        self.tokens = self._tokens(session)
        self.codings = self._ids(session, Coding)
        self.memos = self._ids(session, Memo) | self._memos_of_codings(session)
        self.speakers = self._their_speakers(session)
        self._named = re.compile(rf"(?<!\w){re.escape(case.name)}(?!\w)")
        self._printed = _locators(self.said)

    def are_in(self, sentence: str) -> bool:
        """Tell whether a sentence cites, mentions, names or quotes them."""
        return self.because(sentence) != ""

    def because(self, sentence: str) -> str:
        """Say in a word how a sentence uses them: "cites", "quotes", "names", or ""."""
        if not self.tokens.isdisjoint(tokens_in(sentence)) or self._leads_to_them(sentence):
            return "cites"
        if self.words.stands_in(sentence):
            return "quotes"
        return "names" if self._named.search(sentence) else ""

    def own(self, table: str, row: Image) -> bool:
        """Tell whether a row, now or in the record, is about them alone."""
        if row.get("case_id") == self.case.id:
            return True
        if table == "study_case":
            return bool(row["id"] == self.case.id)
        if table == "memo" and (row["id"] in self.memos or row.get("coding_id") in self.codings):
            return True
        return self._own_place(table, row)

    def _own_place(self, table: str, row: Image) -> bool:
        """Tell whether a row about a transcript is about nothing but what they said."""
        transcript_id = row["id"] if table == "transcript" else row.get("transcript_id")
        said = self._by_transcript.get(transcript_id or 0)
        if said is None:
            return transcript_id in self.once
        if row.get("start") is None:
            return said.whole or (table == "speaker" and row["id"] in self.speakers)
        if table == "correction":
            return said.touches(row["start"], row["end"])
        return said.holds(row["start"], row["end"])

    def _leads_to_them(self, sentence: str) -> bool:
        """Tell whether a locator is printed that leads to what they said."""
        for pattern, said in self._printed:
            for match in pattern.finditer(sentence):
                first = int(match["first"])
                numbers = range(first, int(match["last"] or first) + 1)
                if said.whole or not said.paragraphs.isdisjoint(numbers):
                    return True
        return False

    def _tokens(self, session: Session) -> set[str]:
        """Gather what stands for their passages and cells in stored texts, then and now."""
        cited: list[Image] = [
            {"token": token, "transcript_id": transcript_id, "start": start, "end": end}
            for token, transcript_id, start, end in session.execute(
                select(Citation.token, Citation.transcript_id, Citation.start, Citation.end)
            ).tuples()
        ]
        mentioned = set(
            session.scalars(
                select(CellReference.token).where(CellReference.case_id == self.case.id)
            )
        )
        mentioned |= {
            image["token"] for image in _images(session, "cell_reference")
            if image["case_id"] == self.case.id
        }  # fmt: skip
        cited += _images(session, "citation")
        return mentioned | {image["token"] for image in cited if self._is_theirs(image)}

    def _is_theirs(self, image: Image) -> bool:
        """Tell whether a citation leads to what they said."""
        said = self._by_transcript.get(image["transcript_id"])
        if said is None:
            return image["transcript_id"] in self.once
        return said.touches(image["start"], image["end"])

    def _ids(self, session: Session, table: type[Coding] | type[Memo]) -> set[int]:
        """List the rows about passages that hold nothing but what they said."""
        found = set()
        for row_id, transcript_id, start, end in session.execute(
            select(table.id, table.transcript_id, table.start, table.end).where(
                table.transcript_id.in_(self._by_transcript)
            )
        ).tuples():
            said = self._by_transcript[transcript_id or 0]
            if said.whole or (start is not None and end is not None and said.holds(start, end)):
                found.add(row_id)
        return found

    def _their_speakers(self, session: Session) -> set[int]:
        """List the speakers that are them and nobody else."""
        rows = session.execute(select(Attribution.speaker_id, Attribution.case_id)).tuples().all()
        others = {speaker for speaker, case_id in rows if case_id != self.case.id}
        return {
            speaker
            for speaker, case_id in rows
            if speaker is not None and case_id == self.case.id and speaker not in others
        }

    def _memos_of_codings(self, session: Session) -> set[int]:
        """List the memos about their passages."""
        return set(session.scalars(select(Memo.id).where(Memo.coding_id.in_(self.codings))))


def _images(session: Session, table: str) -> Iterable[Image]:
    """Read what the record says that the rows of a table were."""
    rows = session.execute(text(_BEFORE), {"table": table}).scalars()
    return [json.loads(before) for before in rows]


def _locators(said: list[Said]) -> list[tuple[re.Pattern[str], Said]]:
    """Make for each transcript what finds its locators as they are printed or typed."""
    return [
        (re.compile(rf"(?<!\w){re.escape(one.name)} ?¶ ?(?P<first>\d+)"
                    r"(?: ?[-–—] ?¶? ?(?P<last>\d+))?"), one)
        for one in said
    ]  # fmt: skip
