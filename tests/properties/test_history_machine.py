"""Drive a study at random beside a plain model of it: no difference may ever show."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from framework.edits.cases import add_cases
from framework.edits.cells import set_state, write_summary
from framework.edits.codings import star, uncode, write_memo
from framework.edits.themes import add_theme, define_theme, move_theme, remove_theme
from framework.edits.transcripts import import_transcripts, remove_transcript
from framework.queries.cases import list_cases
from framework.queries.charts import cells
from framework.queries.codings import all_codings
from framework.queries.soundness import faults
from framework.queries.themes import list_themes_plain
from framework.queries.transcripts import list_transcripts
from framework.schema import Theme
from framework.study import Study
from tests.properties.plain_model import PlainHistory, PlainStudy
from tests.studies import code_passage, small_cases, talk

PASSAGES = ((3, 9), (0, 27), (28, 75), (41, 59), (102, 129))
SUMMARIES = ("Late", "Late; “moved on” [S01 ¶4]", "{see 1.1}", "")


class MeantError(Exception):
    """Fail a step on purpose."""


class HistoryMachine(RuleBasedStateMachine):
    """Change a study in every way, undo, redo, close and reopen it."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.study = Study.create(self.folder / "s.chartwell", coder="AB")
        add_cases(self.study, small_cases())
        self.model = PlainHistory()
        self.made = self.opened = 0

    def teardown(self) -> None:
        if hasattr(self, "study"):
            with self.study.read() as session:
                assert faults(session) == []
            self.study.close()
            shutil.rmtree(self.folder)

    # what stands in the study now

    def _themes(self) -> dict[str, int]:
        with self.study.read() as session:
            return {row.name: row.id for row in list_themes_plain(session)}

    def _transcripts(self) -> dict[str, int]:
        with self.study.read() as session:
            return {row.name: row.id for row in list_transcripts(session)}

    def _codings(self) -> dict[tuple[str, int, int, str], int]:
        with self.study.read() as session:
            rows = all_codings(session)
        return {(row.transcript, row.start, row.end, row.theme): row.id for row in rows}

    @rule(data=st.data())
    def add_a_theme(self, data: st.DataObject) -> None:
        parents = [None, *self.model.now.themes]
        parent = data.draw(st.sampled_from(parents))
        self.made += 1
        name = f"theme {self.made}"
        add_theme(self.study, name, self._themes()[parent] if parent else None)
        self.model.change().add_theme(name, parent)

    @precondition(lambda self: self.model.now.themes)
    @rule(data=st.data(), text=st.sampled_from(("a", "b", "")))
    def define_a_theme(self, data: st.DataObject, text: str) -> None:
        name = data.draw(st.sampled_from(sorted(self.model.now.themes)))
        theme_id = self._themes()[name]
        parent, before = self.model.now.themes[name]
        define_theme(self.study, theme_id, definition=text)
        if before != text:
            merge = f"define:{theme_id}"
            self.model.change(merge).themes[name] = (parent, text)

    @precondition(lambda self: self.model.now.themes)
    @rule(data=st.data(), position=st.integers(0, 3))
    def move_a_theme(self, data: st.DataObject, position: int) -> None:
        now = self.model.now
        name = data.draw(st.sampled_from(sorted(now.themes)))
        inside = set(now.below(name))
        parents = [None, *sorted(set(now.themes) - inside)]
        parent = data.draw(st.sampled_from(parents))
        ids = self._themes()
        siblings = [row for row in now.order[parent] if row != name]
        target = [*siblings[:position], name, *siblings[position:]]
        unmoved = now.themes[name][0] == parent and target == now.order[parent]
        before = self._numbers()
        move_theme(self.study, ids[name], ids[parent] if parent else None, position)
        if not unmoved or self._numbers() != before:
            self.model.change().move_theme(name, parent, position)

    @precondition(lambda self: self.model.now.themes)
    @rule(data=st.data())
    def remove_a_theme_with_all_under_it(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.model.now.themes)))
        remove_theme(self.study, self._themes()[name])
        self.model.change().remove_theme(name)

    @precondition(lambda self: len(self.model.now.transcripts) < 3)
    @rule()
    def import_a_transcript(self) -> None:
        self.made += 1
        name = f"T{self.made}"
        import_transcripts(self.study, [talk(name)])
        self.model.change().transcripts.append(name)

    @precondition(lambda self: self.model.now.transcripts)
    @rule(data=st.data())
    def remove_a_transcript(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(self.model.now.transcripts))
        remove_transcript(self.study, self._transcripts()[name])
        self.model.change().remove_transcript(name)

    @precondition(lambda self: self.model.now.transcripts and self.model.now.themes)
    @rule(data=st.data(), passage=st.sampled_from(PASSAGES))
    def code(self, data: st.DataObject, passage: tuple[int, int]) -> None:
        transcript = data.draw(st.sampled_from(self.model.now.transcripts))
        theme = data.draw(st.sampled_from(sorted(self.model.now.themes)))
        code_passage(self.study, self._transcripts()[transcript], *passage, self._themes()[theme])
        key = (transcript, *passage, theme)
        if key not in self.model.now.codings:
            self.model.change().codings[key] = (False, "")

    @precondition(lambda self: self.model.now.codings)
    @rule(data=st.data(), whole=st.booleans())
    def uncode_some(self, data: st.DataObject, whole: bool) -> None:
        keys = sorted(self.model.now.codings)
        gone = keys if whole else [data.draw(st.sampled_from(keys))]
        ids = self._codings()
        uncode(self.study, [ids[key] for key in gone])
        now = self.model.change()
        for key in gone:
            del now.codings[key]

    @precondition(lambda self: self.model.now.codings)
    @rule(data=st.data(), on=st.booleans(), text=st.sampled_from(("", "look again")))
    def star_and_note(self, data: st.DataObject, on: bool, text: str) -> None:
        key = data.draw(st.sampled_from(sorted(self.model.now.codings)))
        coding_id = self._codings()[key]
        star(self.study, coding_id, on=on)
        starred, memo = self.model.now.codings[key]
        if starred != on:
            self.model.change().codings[key] = (on, memo)
        write_memo(self.study, coding_id, text)
        if memo != text:
            self.model.change(f"memo:{coding_id}").codings[key] = (on, text)

    @precondition(lambda self: self.model.now.themes)
    @rule(data=st.data(), text=st.sampled_from(SUMMARIES))
    def write_a_summary(self, data: st.DataObject, text: str) -> None:
        theme = data.draw(st.sampled_from(sorted(self.model.now.themes)))
        case_id, theme_id = self._cases()["S01"], self._themes()[theme]
        write_summary(self.study, case_id, theme_id, text)
        before = self.model.now.cells.get(("S01", theme), ("", "not_started"))
        if before[0] != text:
            state = "draft" if text else "not_started"
            merge = f"cell:{case_id}:{theme_id}"
            self.model.change(merge).cells["S01", theme] = (text, state)

    @precondition(lambda self: any(held[1] == "draft" for held in self.model.now.cells.values()))
    @rule(data=st.data())
    def check_a_cell(self, data: st.DataObject) -> None:
        written = sorted(key for key, held in self.model.now.cells.items() if held[1] == "draft")
        case, theme = data.draw(st.sampled_from(written))
        set_state(self.study, self._cases()[case], self._themes()[theme], "checked")
        text, _state = self.model.now.cells[case, theme]
        self.model.change().cells[case, theme] = (text, "checked")

    @rule(whole=st.booleans())
    def fail_in_the_middle(self, whole: bool) -> None:
        with pytest.raises(MeantError):
            self._change_and_fail(whole=whole)

    def _change_and_fail(self, *, whole: bool) -> None:
        with self.study.step("Fail") as session:
            session.add(Theme(parent_id=None, position=99, number="x", name="never"))
            session.flush()
            if whole:
                for name in self._themes():
                    session.query(Theme).filter(Theme.name == name).delete()
            raise MeantError

    @precondition(lambda self: self.model.past)
    @rule()
    def undo(self) -> None:
        self.study.undo()
        self.model.undo()

    @rule()
    def redo(self) -> None:
        self.study.redo()
        self.model.redo()

    @precondition(lambda self: self.model.steps > self.opened)
    @rule()
    def close_and_reopen(self) -> None:
        self.opened = self.model.steps
        self.study.close()
        assert [path.name for path in self.folder.iterdir()] == ["s.chartwell"]
        self.study = Study.open(self.folder / "s.chartwell", coder="AB")

    @invariant()
    def nothing_differs(self) -> None:
        if hasattr(self, "study"):
            assert self._observed() == self.model.now

    def _cases(self) -> dict[str, int]:
        with self.study.read() as session:
            return {row.name: row.id for row in list_cases(session)}

    def _numbers(self) -> dict[str, str]:
        with self.study.read() as session:
            return {row.name: row.number for row in list_themes_plain(session)}

    def _observed(self) -> PlainStudy:
        with self.study.read() as session:
            themes = list_themes_plain(session)
            names = {row.id: row.name for row in themes}
            found = PlainStudy(transcripts=[row.name for row in list_transcripts(session)])
            for row in themes:
                parent = names.get(row.parent_id or 0)
                found.add_theme(row.name, parent)
                found.themes[row.name] = (parent, row.definition)
            for coding in all_codings(session):
                key = (coding.transcript, coding.start, coding.end, coding.theme)
                found.codings[key] = (coding.starred, coding.memo)
            people = {row.id: row.name for row in list_cases(session)}
            for view in cells(session, list(people), list(names)).values():
                if view.id is not None:
                    key = (people[view.case_id], names[view.theme_id])
                    found.cells[key] = (view.text, view.state)
        return found


TestHistory = HistoryMachine.TestCase
TestHistory.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking a study takes too long
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
