"""Describe the words of the audit trail: every recorded table and column has some."""

from collections import Counter
from dataclasses import fields

import pytest
from sqlalchemy import Column, MetaData, String, Table

from framework.drafts import SHOWN, Cut, IndicatorDraft, JointDefinition
from framework.edits.delivery import define_indicator
from framework.edits.joint_displays import add_display, define_display
from framework.edits.joint_rows import add_row, set_detail
from framework.edits.reshaping import merge_themes
from framework.edits.themes import set_example
from framework.queries import audit
from framework.queries.audit import Account, Asked
from framework.queries.audit_fields import FIELDS, HELD
from framework.queries.audit_held import DETAILS, DISPLAY, INDICATOR, SHOWN_WORDS, TOLD_BY_COLUMNS
from framework.queries.audit_subjects import SUBJECTS
from framework.queries.themes import list_themes_plain
from framework.rules.indicator_words import NAMES, WITHDRAWN_NAMES
from framework.rules.indicators import MEASURES, WITHDRAWN
from framework.rules.joint_layouts import JOINT_LAYOUTS
from framework.schema import recorded_tables
from framework.study import Study
from tests.studies import code_passage, theme_ids

EVERYWHERE = {"id", "guid", "token", "created", "changed"}
"""Name the columns that are not told: they tell rows apart, or when a step was, which it says."""
REPEATED = {("joint_row", "words"), ("correction", "context"), ("speaker", "ordinal")}
"""Name what only repeats what other columns say, for the program to find it again."""


def _without_words(table: Table) -> list[str]:
    """List the columns of a table of which the trail would say nothing."""
    told = {column for field in FIELDS.get(table.name, ()) for column in field.columns}
    if table.name in HELD:
        told.add(HELD[table.name].column)
    told |= EVERYWHERE | {column for name, column in REPEATED if name == table.name}
    return [f"{table.name}.{column.name}" for column in table.columns if column.name not in told]


@pytest.mark.parametrize("table", recorded_tables(), ids=lambda table: table.name)
def test_every_recorded_column_has_words(table: Table) -> None:
    assert table.name in SUBJECTS
    assert "_" not in audit.plural(table.name)
    assert _without_words(table) == []


def test_column_that_comes_later_would_be_missed() -> None:
    theme = next(table for table in recorded_tables() if table.name == "theme")
    later = theme.to_metadata(MetaData())
    later.append_column(Column("mood", String))
    assert _without_words(later) == ["theme.mood"]


def test_words_belong_to_columns_that_are_there() -> None:
    there = {(table.name, column.name) for table in recorded_tables() for column in table.columns}
    told = {(name, column) for name, found in FIELDS.items()
            for field in found for column in field.columns}  # fmt: skip
    assert told | REPEATED <= there
    assert {(name, held.column) for name, held in HELD.items()} <= there


def test_words_are_nobodys_internal_names_and_each_is_said_once() -> None:
    for name, found in FIELDS.items():
        words = [field.name for field in found]
        words += [said for said, _say in {"indicator": INDICATOR, "joint_display": DISPLAY}.get(
            name, {}).values()]  # fmt: skip
        assert [word for word, many in Counter(words).items() if many > 1] == []
        assert [word for word in words if "_" in word] == []


def test_every_part_of_a_definition_has_words() -> None:
    assert {part.name for part in fields(IndicatorDraft)} == set(INDICATOR) | TOLD_BY_COLUMNS
    assert {part.name for part in fields(JointDefinition)} == set(DISPLAY)
    assert set(SHOWN_WORDS) == SHOWN
    assert set(NAMES) == set(MEASURES)
    assert set(WITHDRAWN_NAMES) | {"keep"} == set(WITHDRAWN)


def test_every_detail_of_a_row_has_the_words_of_its_layout() -> None:
    named = [key for layout in JOINT_LAYOUTS for key in layout.details]
    assert sorted(named) == sorted(DETAILS)
    assert [name for name in DETAILS.values() if "_" in name] == []


def _last(study: Study) -> Account:
    with study.read() as session:
        step = audit.trail(session, Asked()).steps[0].step
        return audit.accounts(session, [step])[step]


def _lines(account: Account) -> str:
    return "\n".join(audit.said(row) for row in account.changes)


def test_pillar_is_told_in_the_words_of_its_layout(study: Study) -> None:
    display = add_display(study, "Pillars", "L6")
    assert "layout “Pillar”" in _lines(_last(study))
    row = add_row(study, display, title="Reports")
    set_detail(study, row, "quant_categories", "Timeliness")
    assert "Delivery categories nothing → “Timeliness”" in _lines(_last(study))


def test_what_a_display_shows_is_told_by_the_names_of_things(study: Study) -> None:
    sites = IndicatorDraft("sites_in", "Sites that took part", "", "cases", column="site")
    define_indicator(study, sites)
    said = _lines(_last(study))
    assert "Indicator “Sites that took part” added" in said
    assert "measure “Number of cases of the study”" in said
    assert "kind of case “site”" in said
    display = add_display(study, "Matrix", "L3")
    with study.read() as session:
        guids = [row.guid for row in list_themes_plain(session) if row.number == "2.1"]
    shown = JointDefinition(
        order_by="sites_in", indicators=("sites_in",), themes=tuple(guids), show=frozenset(),
        cuts=(Cut("High", at_least=10.0), Cut("Low", below=10.0)),
    )  # fmt: skip
    define_display(study, display, shown)
    said = _lines(_last(study))
    assert "rows in the order of “the study’s order” → “Sites that took part”" in said
    assert "delivery indicators “all” → “Sites that took part”" in said
    assert "themes “all” → “2.1”" in said
    assert "groups of rows nothing → “High: at least 10; Low: below 10”" in said
    assert "→ “nothing more”" in said
    assert "sites_in" not in said


def test_example_and_the_theme_that_took_another_up_are_named(study: Study) -> None:
    themes = theme_ids(study)
    coding = code_passage(study, 1, 0, 12, themes["2.1"])
    set_example(study, themes["2.1"], coding)
    assert "example passage nothing → “S01 ¶1”" in _lines(_last(study))
    merge_themes(study, themes["2.1"], themes["1.1"])
    assert "merged into nothing → “1.1”" in _lines(_last(study))
