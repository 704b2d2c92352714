"""List every figure that is measured, with its budget."""

from tests.benchmarks.measured import Figure

FIGURES = (
    Figure("start_window", "process start to first paint of the empty window", 0.7,
           "window:start_window", "floors:empty_window", fresh=True),
    Figure("open_study", "from the call to open it to the Study workspace painted", 0.5,
           "window:open_study", fresh=True),
    Figure("import_200_docx", "all 200 read and committed", 5,
           "domain:import_200_docx", "domain:parse_200_docx", fresh=True),
    Figure("open_coded_transcript", "1,000 codings painted with margin, in Code", 0.15,
           "coding:open_coded_transcript", "floors:bare_text", fresh=True),
    Figure("code_passage", "slowest of Enter, a theme's number, Enter, each to repaint", 0.030,
           "coding:code_passage"),
    Figure("scroll_transcript", "worst frame, 1,000 codings and the longest transcript", 0.020,
           "coding:scroll_transcript"),
    Figure("search_all", "a phrase of two words, 100 snippets", 0.030, "domain:search_all"),
    Figure("chart_first_paint", "all charts side by side, 200 × 100", 0.3,
           "charting:chart_first_paint", "floors:empty_table", fresh=True),
    Figure("chart_scroll", "worst frame, whole matrix down and across", 0.020,
           "charting:chart_scroll"),
    Figure("cell_keystroke", "key to repaint in a cell's editor", 0.016,
           "charting:cell_keystroke"),
    Figure("export_word_all_charts", "L1, all themes, with evidence", 3,
           "exported:export_word_all_charts"),
    Figure("export_xlsx_all_codings", "21,000 rows", 3, "exported:export_xlsx_all_codings"),
    Figure("indicators_all", "25 indicators, 40 sites, 36,000 rows", 0.5,
           "domain:indicators_all"),
    Figure("joint_display_word", "L3, 40 sites", 0.5, "exported:joint_display_word"),
    Figure("undo_large_import", "undo of 20,000 codings", 2, "domain:undo_large_import"),
    Figure("peak_memory", "window with the study after visiting every workspace", 350,
           "window:peak_memory", fresh=True, unit="MB"),
)  # fmt: skip
