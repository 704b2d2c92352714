"""Reshape a framework at random: no coding may be lost or doubled, and undo restores every row."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from framework.drafts import CodingDraft
from framework.edits.cells import write_summary
from framework.edits.codings import code_from, uncode
from framework.edits.crosswalk import map_theme
from framework.edits.labels import add_label, group_labels, place_label, put_label_into, unplace
from framework.edits.mapping import map_case
from framework.edits.own_cells import write_own_summary
from framework.edits.rereading import settle_theme, still_fits
from framework.edits.reshaping import (
    SplitPart,
    bring_back_theme,
    merge_themes,
    retire_theme,
    split_theme,
)
from framework.edits.synthesis import write_synthesis
from framework.edits.themes import (
    add_other,
    add_theme,
    define_theme,
    move_theme,
    number_automatically,
    remove_theme,
    rename_theme,
    renumber_theme,
    set_example,
)
from framework.edits.versions import freeze_version
from framework.errors import RefusedError
from framework.history import heads
from framework.queries.rereading import count_to_reread, to_reread
from framework.queries.soundness import faults
from framework.queries.themes import list_labels, list_themes
from framework.queries.versions import difference
from framework.schema import recorded_tables
from framework.study import Study
from tests.studies import case_ids, code_passage, small_study

EVERYTHING = {table.name: str(select(table).order_by(table.c.id)) for table in recorded_tables()}
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a disk would take most of the time
PASSAGES = ((0, 27), (28, 75), (41, 59))
Rows = dict[str, list[dict[str, Any]]]
Mark = tuple[int, int, int, int]


@cache
def _small_study() -> bytes:
    """Make the study from which every example starts, once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.chartwell"
        small_study(path).close()
        return path.read_bytes()


class FrameworkMachine(RuleBasedStateMachine):
    """Change the framework in every way that there is, undo and redo."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=IN_MEMORY if IN_MEMORY.is_dir() else None))
        (self.folder / "s.chartwell").write_bytes(_small_study())
        self.study = Study.open(self.folder / "s.chartwell", coder="AB")
        self.cases = list(case_ids(self.study).values())
        self.made = 0
        self.past: list[tuple[int | None, Rows]] = [self._moment()]
        self.future: list[Rows] = []

    def teardown(self) -> None:
        if hasattr(self, "study"):
            self._nothing_is_damaged()
            self.study.close()
            shutil.rmtree(self.folder)

    # what stands in the study now

    def _moment(self) -> tuple[int | None, Rows]:
        """Read every row that can be undone, and which step undo would undo."""
        with self.study.read() as session:
            ask = session.connection().exec_driver_sql
            rows = {
                name: [dict(row) for row in ask(statement).mappings()]
                for name, statement in EVERYTHING.items()
            }
            return heads(session).undo, rows

    @property
    def _rows(self) -> Rows:
        return self.past[-1][1]

    def _themes(self, *, labels: bool = False, retired: bool = False) -> list[int]:
        return [
            row["id"]
            for row in self._rows["theme"]
            if (row["provisional"], row["retired"]) == (labels, retired)
        ]

    def _hidden(self) -> list[int]:
        return [row["id"] for row in self._rows["theme"] if row["retired"]]

    def _in_use(self) -> list[int]:
        return [row["id"] for row in self._rows["theme"] if not row["retired"]]

    def _marks(self, theme_id: int | None = None) -> Counter[Mark]:
        """Count the codings, by what they mark and who did."""
        return Counter(
            (row["transcript_id"], row["start"], row["end"], row["coder_id"])
            for row in self._rows["coding"]
            if theme_id in {None, row["theme_id"]}
        )

    def _lines(self, theme_id: int | None = None) -> Counter[str]:
        """Count the lines of all summaries, or of those of one theme."""
        rows = (row for row in self._rows["cell"] if theme_id in {None, row["theme_id"]})
        return Counter(line for row in rows for line in row["text"].split("\n") if line)

    def _codings(self, theme_id: int | None = None) -> list[int]:
        rows = self._rows["coding"]
        return [row["id"] for row in rows if theme_id in {None, row["theme_id"]}]

    def _do(self, change: Callable[..., object], *args: Any, **named: Any) -> bool:
        """Change the study; where that is refused, nothing may have changed."""
        refused = None
        try:
            change(self.study, *args, **named)
        except RefusedError as error:
            refused = str(error)
        head, rows = self._moment()
        if refused is not None:
            assert refused.endswith(".")
            assert (head, rows) == self.past[-1]
        elif rows != self._rows:
            if head == self.past[-1][0]:
                self.past.pop()
            self.past.append((head, rows))
            self.future.clear()
        return refused is None

    def _keeping(self, change: Callable[..., object], *args: Any) -> None:
        """Change the framework in a way that may touch no coding and no summary."""
        before = (self._marks(), self._lines())
        self._do(change, *args)
        assert (self._marks(), self._lines()) == before

    def _name(self) -> str:
        self.made += 1
        return f"theme {self.made}"

    def _draw(self, data: st.DataObject, ids: list[int]) -> int:
        return data.draw(st.sampled_from(ids))

    def _some(self, data: st.DataObject, ids: list[int]) -> list[int]:
        return data.draw(st.lists(st.sampled_from(ids), unique=True, min_size=1, max_size=4))

    # what one can do

    @rule(data=st.data())
    def add_a_theme(self, data: st.DataObject) -> None:
        parent = data.draw(st.sampled_from([None, *self._themes()]))
        self._keeping(add_theme, self._name(), parent)

    @rule(again=st.booleans())
    def add_a_label(self, again: bool) -> None:
        labels = self._themes(labels=True)
        names = [row["name"] for row in self._rows["theme"] if row["id"] in labels]
        self._keeping(add_label, names[0].upper() if again and names else self._name())
        assert len(names) + (not again or not names) == len(self._themes(labels=True))

    @precondition(lambda self: self._themes())
    @rule(data=st.data(), number=st.sampled_from(("7", "1.5", "2.99", "2", "99")))
    def rename_number_and_number_again(self, data: st.DataObject, number: str) -> None:
        theme = self._draw(data, self._themes())
        self._keeping(rename_theme, theme, self._name())
        self._keeping(data.draw(st.sampled_from((number_automatically, add_other))), theme)
        self._keeping(renumber_theme, theme, number)

    @precondition(lambda self: self._themes())
    @rule(data=st.data(), wording=st.sampled_from(("", "a", "a ", "b")))
    def define_a_theme(self, data: st.DataObject, wording: str) -> None:
        self._keeping(define_theme, self._draw(data, self._themes()), wording)

    @precondition(lambda self: self._themes())
    @rule(data=st.data(), position=st.integers(0, 9))
    def move_a_theme(self, data: st.DataObject, position: int) -> None:
        themes = self._themes()
        parent = data.draw(st.sampled_from([None, *themes]))
        self._keeping(move_theme, self._draw(data, themes), parent, position)

    @precondition(lambda self: len(self._in_use()) > 1)
    @rule(data=st.data(), as_label=st.booleans())
    def merge_two(self, data: st.DataObject, as_label: bool) -> None:
        labels, every = self._themes(labels=True), self._in_use()
        busy = [theme for theme in every if self._marks(theme)] or every
        theme = self._draw(data, labels if as_label and labels else busy)
        into = self._draw(data, busy)
        change = put_label_into if as_label and theme in labels else merge_themes
        before, lines = self._marks(), self._lines()
        united = self._marks(theme) & self._marks(into)
        went, came = self._marks(theme), self._marks(into)
        if self._do(change, theme, into):
            assert self._marks() == before - united
            assert self._marks(into) == came | went
            assert not self._marks(theme)
            assert self._lines() == lines
            assert not self._lines(theme)

    @precondition(lambda self: self._in_use())
    @rule(data=st.data(), parts=st.integers(0, 3))
    def split_one(self, data: st.DataObject, parts: int) -> None:
        theme = self._draw(data, self._in_use())
        codings = self._codings(theme)
        chosen = [
            data.draw(st.lists(st.sampled_from(codings), unique=True, max_size=3))
            if codings else [] for _part in range(parts)
        ]  # fmt: skip
        self._keeping(
            split_theme, theme, [SplitPart(self._name(), "", chosen[at]) for at in range(parts)]
        )

    @precondition(lambda self: self._in_use())
    @rule(data=st.data())
    def retire_one(self, data: st.DataObject) -> None:
        self._keeping(retire_theme, self._draw(data, self._in_use()))

    @precondition(lambda self: self._themes(retired=True))
    @rule(data=st.data())
    def bring_one_back(self, data: st.DataObject) -> None:
        theme = self._draw(data, self._themes(retired=True))
        self._keeping(bring_back_theme, theme)
        assert theme in self._themes()

    @precondition(lambda self: self._themes(labels=True))
    @rule(data=st.data(), grouped=st.booleans())
    def place_labels(self, data: st.DataObject, grouped: bool) -> None:
        labels = self._themes(labels=True)
        if grouped:
            chosen = data.draw(st.lists(st.sampled_from(labels), min_size=1))
            self._keeping(group_labels, chosen, self._name())
        else:
            parent = data.draw(st.sampled_from([None, *self._themes()]))
            self._keeping(place_label, self._draw(data, labels), parent)

    @precondition(lambda self: self._themes())
    @rule(data=st.data())
    def make_one_a_label(self, data: st.DataObject) -> None:
        self._keeping(unplace, self._draw(data, self._themes()))

    @precondition(lambda self: self._in_use())
    @rule(data=st.data(), passage=st.sampled_from(PASSAGES), coder=st.sampled_from(("AB", "CD")),
          memo=st.sampled_from(("", "why?", "look again")))  # fmt: skip
    def code(self, data: st.DataObject, passage: tuple[int, int], coder: str, memo: str) -> None:
        themes = self._some(data, self._in_use())
        if coder == "AB":
            self._do(code_passage, 1, *passage, themes[0], memo=memo)
        names = {row["id"]: row["name"] for row in self._rows["theme"]}
        self._do(code_from, [
            CodingDraft(1, "S01", names[theme], span=passage, coder=coder, memo=memo)
            for theme in themes
        ])  # fmt: skip

    @precondition(lambda self: self._codings())
    @rule(data=st.data())
    def uncode_one(self, data: st.DataObject) -> None:
        before = self._marks()
        self._do(uncode, [self._draw(data, self._codings())])
        assert before.total() - self._marks().total() == 1

    @precondition(lambda self: self._themes())
    @rule(data=st.data(), whole=st.booleans())
    def write_a_summary(self, data: st.DataObject, whole: bool) -> None:
        case = self._draw(data, self.cases[:2])
        for theme in self._some(data, self._themes()):
            self.made += 1
            self._do(write_summary, case, theme, f"line {self.made} [S01 ¶{1 + whole}]")

    @precondition(lambda self: self._themes())
    @rule(data=st.data())
    def conclude_map_and_chart_apart(self, data: st.DataObject) -> None:
        theme, case = self._draw(data, self._themes()), self._draw(data, self.cases)
        number = next(row["number"] for row in self._rows["theme"] if row["id"] == theme)
        self._do(write_own_summary, case, theme, f"{number} [S01 ¶2]")
        self._do(write_synthesis, f"As [S01 × {number}] says [S01 ¶4]", theme_id=theme)
        self._do(map_case, theme, case, category=number)
        self._do(map_theme, theme, "cfir-2022", number[:1], on=True)

    @precondition(lambda self: self._codings())
    @rule(data=st.data())
    def choose_an_example(self, data: st.DataObject) -> None:
        theme = self._draw(data, self._in_use() or [1])
        self._keeping(set_example, theme, self._draw(data, self._codings()))

    @precondition(lambda self: self._to_reread())
    @rule(data=st.data(), whole=st.booleans())
    def read_again(self, data: st.DataObject, whole: bool) -> None:
        row = data.draw(st.sampled_from(self._to_reread()))
        before = len(self._to_reread())
        if whole:
            self._keeping(settle_theme, row.theme_id)
            assert row.theme_id not in {left.theme_id for left in self._to_reread()}
        else:
            self._keeping(still_fits, [row.id])
            assert len(self._to_reread()) == before - 1

    @precondition(lambda self: self._themes())
    @rule()
    def freeze(self) -> None:
        self.made += 1
        freeze_name, allowed = f"working {self.made}", {"allow_undefined": True}
        assert self._do(freeze_version, freeze_name, "because", **allowed)
        with self.study.read() as session:
            assert difference(session, self._rows["framework_version"][-1]["id"], None) == []
            assert difference(session, None, None)

    @precondition(lambda self: len(self._themes()) > 3)
    @rule(data=st.data())
    def remove_one(self, data: st.DataObject) -> None:
        theme = self._draw(data, self._themes())
        before = self._marks()
        rows = [(row["id"], row["parent_id"]) for row in self._rows["theme"]]
        gone = {theme}
        while below := {row for row, parent in rows if parent in gone} - gone:
            gone |= below
        for row in gone:
            before -= self._marks(row)
        self._do(remove_theme, theme)
        assert self._marks() == before

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo(self) -> None:
        self._nothing_is_damaged()
        self.study.undo()
        self.future.append(self.past.pop()[1])
        assert self._moment() == self.past[-1]

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.study.redo()
        head, rows = self._moment()
        assert rows == self.future.pop()
        self.past.append((head, rows))

    # what holds at all times

    def _to_reread(self) -> list[Any]:
        with self.study.read() as session:
            return to_reread(session)

    def _nothing_is_damaged(self) -> None:
        with self.study.read() as session:
            assert faults(session) == []

    @invariant()
    def every_theme_is_listed_with_its_codings_and_a_number_of_its_own(self) -> None:
        if not hasattr(self, "study"):
            return
        with self.study.read() as session:
            assert len(to_reread(session)) == count_to_reread(session)
            shown = list_themes(session)
            labels = list_labels(session)
        assert sorted(row.id for row in shown) == sorted(self._themes())
        assert sorted(row.id for row in labels) == sorted(self._themes(labels=True))
        assert len({row.number for row in shown}) == len(shown)
        counted = [row.all_codings for row in shown if row.depth == 0]
        counted += [row.codings for row in labels]
        counted += [self._marks(theme).total() for theme in self._hidden()]
        assert sum(counted) == len(self._codings())

    @invariant()
    def no_coding_is_there_twice(self) -> None:
        if not hasattr(self, "study"):
            return
        rows = self._rows["coding"]
        names = ("transcript_id", "start", "end", "coder_id", "theme_id")
        assert len({tuple(row[name] for name in names) for row in rows}) == len(rows)


TestFramework = FrameworkMachine.TestCase
TestFramework.settings = settings(
    max_examples=16, stateful_step_count=25, deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking a study takes too long
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
