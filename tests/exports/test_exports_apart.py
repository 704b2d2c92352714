"""A chart says which of its cells analysts charted apart and agreed on."""

from collections.abc import Callable
from pathlib import Path

from pages import body, text

from framework.edits.own_cells import reconcile, write_own_summary
from framework.study import Study
from tests.studies import case_ids, theme_ids

Write = Callable[..., Path]


def test_reconciled_cells_are_named_with_who_charted_them(study: Study, write: Write) -> None:
    said = text(body(write("L1", "before.docx", themes=("3",))))
    assert "Charted apart" not in said
    me = study.coder
    for theme in ("3.99", "3.3"):
        pair = (case_ids(study)["S05"], theme_ids(study)[theme])
        for coder in ("AB", "CD"):
            study.coder = coder
            write_own_summary(study, *pair, f"Late, says {coder}")
        if theme == "3.3":
            reconcile(study, *pair, "Late [S05 ¶2]")
    study.coder = me
    said = text(body(write("L1", "after.docx", themes=("3",))))
    assert "Charted apart by AB and CD, then reconciled: S05 × 3.3." in said
