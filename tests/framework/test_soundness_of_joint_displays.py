"""Find damage in joint displays."""

import sqlite3
from pathlib import Path

import pytest

from framework.edits.joint_displays import freeze_display
from framework.edits.joint_rows import judge, set_detail, set_fit
from framework.queries.soundness import faults
from framework.study import Study
from tests.framework.joint import joint_study, written_row

DAMAGES = {
    "UPDATE joint_display SET layout = 'L99'": "1 joint displays cannot be read.",
    "UPDATE joint_display SET definition = '{'": "1 joint displays cannot be read.",
    "UPDATE joint_version SET content = '{}'": "1 versions of joint displays cannot be read.",
    "UPDATE joint_row SET checked = '{'": "1 rows of joint displays cannot be read.",
    "UPDATE joint_row SET inference = '⟦0123456789abcdef⟧'":
        "1 rows of joint displays have figures, mentions or locators that lead nowhere.",
    "DELETE FROM figure_reference":
        "1 rows of joint displays have figures, mentions or locators that lead nowhere.",
    "UPDATE joint_row SET words = 'other'": "1 rows of joint displays are searched as something",
    "UPDATE figure_reference SET form = 'half'": "1 figures in joint displays have a form that",
    "UPDATE joint_row SET fit = 'maybe'": "1 labels of fit are none.",
    "UPDATE joint_code SET code = ''": "1 labels of fit are none.",
    "UPDATE citation SET joint_row_id = NULL": "1 citations are not of one text.",
    "UPDATE cell_reference SET joint_row_id = NULL": "1 mentions are not of one text.",
}  # fmt: skip


@pytest.mark.parametrize(("damage", "said"), DAMAGES.items(), ids=list(DAMAGES))
def test_damage_is_told(tmp_path: Path, damage: str, said: str) -> None:
    path = tmp_path / "joint.chartwell"
    study = joint_study(path)
    display, row = written_row(study, "[=sent n/N]", "[S01 × 2.1] [S01 ¶4]")
    set_fit(study, row, "silence")
    set_detail(study, row, "pillar", "Time")
    judge(study, row, "silence")
    freeze_display(study, display, "v1", "")
    with study.read() as session:
        assert faults(session) == []
    study.close()
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()
    damaged = Study.open(path)
    with damaged.read() as session:
        assert any(fault.startswith(said) for fault in faults(session)), faults(session)
    damaged.close()
