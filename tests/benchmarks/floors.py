"""Measure the least that Qt takes for the same: what no program of ours can undercut."""

from time import time

from tests.benchmarks.measured import Bench, Measured


def empty_window(bench: Bench) -> Measured:
    """Start Qt and paint an empty main window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1440, 900)
    window.show()
    while not window.windowHandle().isExposed():
        app.processEvents()
    app.processEvents()
    return Measured([time() - bench.began])


def bare_text(bench: Bench) -> Measured:
    """Paint the bare text of the transcript in an editor of the same size."""
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    from framework.queries.transcripts import text_of, transcript_named
    from framework.study import Study
    from tests.benchmarks.driving import Paints, Repainting, to_paint, to_rest

    study = Study.open(bench.reference.study)
    with study.read() as session:
        text = text_of(session, transcript_named(session, "S001").id)
    study.close()
    app = QApplication([])
    window, editor = Repainting(), QPlainTextEdit()
    window.setCentralWidget(editor)
    window.resize(1440, 900)
    to_rest(window.show, window)
    found = Measured([to_paint(lambda: editor.setPlainText(text), Paints(editor.viewport()))])
    app.processEvents()
    return found


def empty_table(_bench: Bench) -> Measured:
    """Paint an empty table of 200 rows and 100 columns."""
    from PySide6.QtGui import QStandardItemModel
    from PySide6.QtWidgets import QApplication, QTableView

    from tests.benchmarks.driving import Paints, Repainting, to_paint, to_rest

    app = QApplication([])
    window, table = Repainting(), QTableView()
    window.setCentralWidget(table)
    window.resize(1440, 900)
    to_rest(window.show, window)
    model = QStandardItemModel(200, 100)
    found = Measured([to_paint(lambda: table.setModel(model), Paints(table.viewport()))])
    app.processEvents()
    return found
