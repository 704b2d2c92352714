"""Facts about bringing a chart back with the command line."""

from pathlib import Path

from tests.cli.conftest import Chartwell

CHART = "Case,1.1 Reports,1.2\nS01,Quite other words [S01 ¶1],\nS09,Nobody,\n"


def test_chart_that_was_exported_changes_nothing(worked: Chartwell) -> None:
    assert worked("export", "s.chartwell", "L1", "chart.xlsx").status == 0
    said = worked("chart", "s.chartwell", "chart.xlsx")
    assert said.status == 0
    assert said.out.startswith("Charted 0 cells; ")


def test_chart_with_a_name_that_is_unclear_writes_nothing(worked: Chartwell) -> None:
    Path("edited.csv").write_text(CHART, encoding="utf-8")
    before = worked("show", "s.chartwell", "cells", "--json").value
    said = worked("chart", "s.chartwell", "edited.csv")
    assert said.status == 1
    assert "“S09” (edited.csv, row 3) is unclear in this study; no cell was written." in said.err
    preview = worked("chart", "s.chartwell", "edited.csv", "--preview")
    assert preview.out.startswith("Would change 1 cell; ")
    assert worked("show", "s.chartwell", "cells", "--json").value == before


def test_what_is_unclear_can_be_left_out(worked: Chartwell) -> None:
    Path("edited.csv").write_text(CHART, encoding="utf-8")
    said = worked("chart", "s.chartwell", "edited.csv", "--leave-out", "--coder", "AB")
    assert said.status == 0
    assert "  S01 × 1.1: " in said.out
    assert "  Left out, since it is unclear: “S09” (edited.csv, row 3)." in said.out
    cells = worked("show", "s.chartwell", "cells", "--json").value
    texts = {(cell["case"], cell["theme"]): cell["text"] for cell in cells}
    assert texts["S01", "1.1"] == "Quite other words [S01 ¶1]"
