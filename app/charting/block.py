"""Read cells that were copied in Excel or Word, and lay them over the cells of a chart."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocument, QTextFrame, QTextTable

from app.charting.model import ChartModel, Index
from framework.drafts import MatrixCellDraft, MatrixDraft

CLIPBOARD = "the clipboard"
_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\ufffc": None})


def cells_of(source: QMimeData) -> list[list[str]]:
    """Return the rows of a table that is all there is on the clipboard, or no rows."""
    if not source.hasHtml() or "<table" not in source.html().lower():
        return []
    document = QTextDocument()
    document.setHtml(source.html())
    root = document.rootFrame()
    tables = [frame for frame in root.childFrames() if isinstance(frame, QTextTable)]
    if len(tables) != 1 or _stands_beside(document, root):
        return []
    return [[_text(tables[0], row, column) for column in range(tables[0].columns())]
            for row in range(tables[0].rows())]  # fmt: skip


def draft_at(model: ChartModel, here: Index, rows: Sequence[Sequence[str]]) -> MatrixDraft:
    """Lay copied cells over a chart from one of its cells on; empty ones leave what stands there.

    A remark tells what would lie beyond the last row or column, which is left out.
    """
    cases = [case for at, case in enumerate(model.rows)
             if at >= here.row() and not model.is_head(at)]  # fmt: skip
    themes = model.columns[here.column() :]
    beyond = sum(bool(text) for at, row in enumerate(rows) for column, text in enumerate(row)
                 if at >= len(cases) or column >= len(themes))  # fmt: skip
    many = "1 cell lies" if beyond == 1 else f"{beyond} cells lie"
    remarks = (f"{many} beyond the chart’s last row or column, and cannot be pasted here.",)
    cells = tuple(
        MatrixCellDraft(case.name, (theme.number or theme.name,), text,
                        f"row {at}, column {column}", CLIPBOARD)
        for at, (case, row) in enumerate(zip(cases, rows, strict=False), 1)
        for column, (theme, text) in enumerate(zip(themes, row, strict=False), 1) if text
    )  # fmt: skip
    return MatrixDraft(CLIPBOARD, cells, remarks if beyond else ())


def _stands_beside(document: QTextDocument, root: QTextFrame) -> bool:
    """Tell whether words stand before or after the table."""
    block, found = document.begin(), False
    while block.isValid():
        found |= document.frameAt(block.position()) == root and bool(block.text().strip())
        block = block.next()
    return found


def _text(table: QTextTable, row: int, column: int) -> str:
    """Return the text of a cell; what is merged stands in its first."""
    cell = table.cellAt(row, column)
    if (cell.row(), cell.column()) != (row, column):
        return ""
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastCursorPosition().position(), cursor.MoveMode.KeepAnchor)
    return cursor.selectedText().translate(_BREAKS).strip()
