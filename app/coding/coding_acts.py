"""Do what can be done with the coding in hand: star, memo, split, merge, take off."""

from typing import TYPE_CHECKING

from app.coding.choosing import NO_CODING, name_of

if TYPE_CHECKING:
    from app.coding.workspace import CodeWorkspace
    from framework.queries.codings import CodingRow


class CodingActs:
    """Act on the coding in hand, and leave the right one in hand afterwards."""

    def __init__(self, workspace: "CodeWorkspace") -> None:
        self._w = workspace

    def star(self) -> None:
        """Star the coding in hand, or take its star away."""
        from framework.edits.codings import star

        coding = self._coding()
        if coding is not None:
            star(self._w.study, coding.id, on=not coding.starred)

    def memo(self) -> None:
        """Put the cursor into the memo on the coding in hand."""
        coding = self._w.coding_in_hand()
        if coding is not None:
            self._w.pane.show_coding(coding)
            self._w.pane.memo.setFocus()
        else:
            self._w.shell.show_message("A memo stands on a coding. Code the passage first.")

    def delete(self) -> None:
        """Take the coding in hand off its passage, which stays selected."""
        from framework.edits.codings import uncode

        coding = self._coding()
        if coding is None:
            return
        uncode(self._w.study, [coding.id])
        self._w.read_codings()
        self._w.view.select(coding.start, coding.end)
        self._say(f"{name_of(coding)} was taken off ¶{coding.first}.")

    def split(self) -> None:
        """Split the coding in hand at the cursor, or at the end of what is selected in it."""
        coding = self._coding()
        if coding is None:
            return
        start, end = self._w.view.selection()
        if (start, end) == (coding.start, coding.end):
            self._w.shell.show_message(
                "Put the cursor where the coding is to be split, or select its first part."
            )
            return
        self._split(coding, end if end < coding.end else start)

    def split_at(self, at: int) -> None:
        """Split the coding in hand at a place, before the word in which that stands."""
        from framework.rules.segments import words

        coding = self._coding()
        if coding is not None:
            spans = words(self._w.view.text, coding.start, coding.end)
            self._split(coding, next((word[0] for word in spans if word[0] < at < word[1]), at))

    def merge(self) -> None:
        """Join the coding in hand with the nearest of the same theme and coder."""
        from framework.edits.passages import merge_codings

        coding = self._coding()
        if coding is None:
            return
        chosen = self._within() or self.beside(coding)
        if not chosen:
            words = f"No other passage here is coded as {name_of(coding)} by {coding.coder}."
            self._w.shell.show_message(words)
            return
        made = merge_codings(self._w.study, [row.id for row in chosen])
        self._w.show_made([made])
        self._say(f"{len(chosen)} passages coded as {name_of(coding)} became one.")

    def step(self, by: int) -> None:
        """Take the coding before or after in hand."""
        codings = sorted(self._w.codings, key=lambda c: (c.start, c.end, c.id))
        held = next((i for i, c in enumerate(codings) if c.id == self._w.view.coding_in_hand), None)
        if held is not None:
            place = held + by
        else:
            at = self._w.view.selection()[0]
            after = sum(c.start < at for c in codings)
            place = after if by > 0 else after - 1
        if 0 <= place < len(codings):
            self._w.view.take_coding(codings[place].id)

    def beside(self, coding: "CodingRow") -> "list[CodingRow]":
        """List a coding and the nearest of its theme and coder, the one after it if both are."""
        others = [row for row in self._w.codings if row.id != coding.id
                  and (row.theme_id, row.coder) == (coding.theme_id, coding.coder)]  # fmt: skip
        text = self._w.view.text

        def apart(row: "CodingRow") -> tuple[int, bool]:
            gap = text[min(coding.end, row.end) : max(coding.start, row.start)]
            return len(gap.strip()), row.start < coding.start

        nearest = min(others, key=apart, default=None)
        return [coding, nearest] if nearest is not None else []

    def _split(self, coding: "CodingRow", at: int) -> None:
        """Split a coding, with its second part in hand afterwards."""
        from framework.edits.passages import split_coding

        made = split_coding(self._w.study, coding.id, at)
        self._w.show_made([made])
        self._say(f"{name_of(coding)} on ¶{coding.first} was split in two.")

    def _within(self) -> "list[CodingRow]":
        """List the codings that a selection holds, where all are one coder's with one theme."""
        start, end = self._w.view.selection()
        rows = [row for row in self._w.codings if row.start >= start and row.end <= end]
        kinds = {(row.theme_id, row.coder) for row in rows}
        return rows if len(rows) > 1 and len(kinds) == 1 else []

    def _coding(self) -> "CodingRow | None":
        """Return the coding in hand, or say that there is none."""
        coding = self._w.coding_in_hand()
        if coding is None:
            self._w.shell.show_message(NO_CODING)
        return coding

    def _say(self, words: str) -> None:
        """Say what was done, and offer to undo it."""
        self._w.shell.show_message(words, "Undo", self._w.shell.undo)
