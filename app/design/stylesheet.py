"""Write the one stylesheet of the window from the tokens."""

from pathlib import Path

from app.design.palette import Palette
from app.design.type import TypeScale

# A stylesheet cannot tint its pictures, so these few are kept in both modes.
_MARKS = Path(__file__).parent / "marks"


def stylesheet(colours: Palette, size: TypeScale) -> str:
    """Return the Qt stylesheet for a palette and a text size."""
    parts = (
        _ground,
        _labels,
        _buttons,
        _choices,
        _fields,
        _frames,
        _lists,
        _menus,
        _scroll_bars,
        _frame,
    )
    return "\n".join(part(colours, size) for part in parts)


def _ground(c: Palette, t: TypeScale) -> str:
    """Dress what has no dress of its own."""
    return f"""
    * {{ font-size: {t.points("base"):.2f}pt; outline: none; }}
    QWidget {{ color: {c.text}; }}
    QMainWindow, QWidget#ground {{ background: {c.ground}; }}
    QToolTip {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.line};
        padding: {t.space(1)}px; }}
    QSplitter::handle {{ background: {c.line}; }}
    QSplitter::handle:horizontal {{ width: 1px; }}
    QSplitter::handle:vertical {{ height: 1px; }}
    QSplitter::handle:hover {{ background: {c.accent}; }}
    """


def _labels(c: Palette, t: TypeScale) -> str:
    """Dress labels by their role."""
    small = f"font-size: {t.points('small'):.2f}pt;"
    return f"""
    QLabel {{ background: transparent; }}
    QLabel[role="heading"] {{ font-weight: 600; }}
    QLabel[role="title"] {{ font-weight: 600; font-size: {t.points("title"):.2f}pt; }}
    QLabel[role="muted"] {{ color: {c.muted}; }}
    QLabel[role="small"] {{ color: {c.muted}; {small} }}
    QLabel[role="smalltext"] {{ {small} }}
    QLabel[role="figure"] {{ font-weight: 600; font-size: {t.points("figure"):.2f}pt; }}
    QLabel[role="section"] {{ color: {c.muted}; {small}
        padding: {t.space(1)}px {t.space(3)}px; }}
    QLabel[role="attention"] {{ color: {c.attention_text}; {small} }}
    QLabel[role="wrong"] {{ color: {c.wrong}; {small} }}
    QLabel[role="key"] {{ color: {c.muted}; {small} border: 1px solid {c.line};
        border-radius: 4px; padding: 0 {t.space(1)}px; background: {c.surface}; }}
    QLabel[role="wordmark"] {{ color: {c.accent}; font-weight: 600;
        font-size: {t.points("title"):.2f}pt; }}
    """


def _buttons(c: Palette, t: TypeScale) -> str:
    """Dress buttons: bordered, primary, quiet."""
    return f"""
    QPushButton, QToolButton, QComboBox {{ background: {c.surface}; color: {c.text};
        border: 1px solid {c.line}; border-radius: {t.corner}px;
        padding: {t.space(1)}px {t.space(2.5)}px; min-height: {t.px(18)}px; }}
    QPushButton:hover, QToolButton:hover, QComboBox:hover {{ background: {c.hover}; }}
    QPushButton:focus, QToolButton:focus, QComboBox:focus {{ border-color: {c.accent}; }}
    QPushButton:disabled, QToolButton:disabled, QComboBox:disabled {{ color: {c.muted};
        background: {c.rail}; }}
    QPushButton[role="primary"] {{ background: {c.accent}; color: {c.on_accent};
        border-color: {c.accent}; font-weight: 600; }}
    QPushButton[role="primary"]:hover {{ background: {c.accent_hover}; }}
    QPushButton[role="primary"]:focus {{ border: 2px solid {c.text}; }}
    QPushButton[role="primary"]:disabled {{ background: {c.nothing}; color: {c.muted};
        border-color: {c.line}; }}
    QPushButton[role="quiet"], QToolButton[role="quiet"] {{ background: transparent;
        border-color: transparent; padding: {t.space(1)}px {t.space(1.5)}px; }}
    QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover {{ background: {c.hover}; }}
    QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {{
        border-color: {c.accent}; }}
    QFileDialog QToolButton {{ padding: 0; }}
    QToolButton[role="toggle"] {{ background: transparent; border-color: transparent;
        padding: {t.space(1)}px {t.space(1.5)}px; }}
    QToolButton[role="toggle"]:hover {{ background: {c.hover}; }}
    QToolButton[role="toggle"]:checked {{ background: {c.accent_soft}; color: {c.accent}; }}
    QToolButton[role="toggle"]:focus {{ border-color: {c.accent}; }}
    QPushButton[role="small"] {{ font-size: {t.points("small"):.2f}pt; min-height: {t.px(14)}px;
        padding: 1px {t.space(2)}px; }}
    QPushButton[role="link"] {{ color: {c.accent}; background: transparent; text-align: left;
        border-color: transparent; padding: {t.space(0.5)}px {t.space(1)}px; }}
    QPushButton[role="wordmark"] {{ color: {c.accent}; font-weight: 600; border-color: transparent;
        font-size: {t.points("title"):.2f}pt; background: transparent; }}
    QPushButton[role="wordmark"]:hover {{ background: {c.hover}; }}
    QPushButton[role="wordmark"]:focus {{ border-color: {c.accent}; }}
    """


def _choices(c: Palette, t: TypeScale) -> str:
    """Dress tabs, choices and ticks."""
    return f"""
    QPushButton::menu-indicator, QToolButton::menu-indicator {{ image: none; width: 0; }}
    QPushButton[role="tab"] {{ background: transparent; border-color: transparent;
        padding: {t.space(1.25)}px {t.space(2.75)}px; }}
    QPushButton[role="tab"]:hover {{ background: {c.hover}; }}
    QPushButton[role="tab"]:focus {{ border-color: {c.accent}; }}
    QPushButton[role="tab"]:checked {{ background: {c.tab}; color: {c.on_tab}; }}
    QPushButton[role="tab"]:checked:focus {{ border: 2px solid {c.accent}; }}
    QComboBox::drop-down {{ border: none; width: {t.px(18)}px; }}
    QComboBox::down-arrow {{ image: url("{_mark("chevron", c)}"); width: {t.px(13)}px;
        height: {t.px(13)}px; }}
    QCheckBox, QRadioButton {{ background: transparent; spacing: {t.space(1.5)}px; }}
    QCheckBox::indicator {{ width: {t.px(13)}px; height: {t.px(13)}px; border-radius: 3px;
        border: 1px solid {c.muted}; background: {c.surface}; }}
    QCheckBox::indicator:checked {{ border-color: {c.accent}; background: {c.accent};
        image: url("{_mark("tick", c)}"); }}
    QCheckBox::indicator:indeterminate {{ border-color: {c.accent}; background: {c.accent_soft}; }}
    QCheckBox::indicator:focus {{ border: 2px solid {c.accent}; }}
    QRadioButton::indicator {{ width: {t.px(13)}px; height: {t.px(13)}px;
        border-radius: {t.px(13) // 2 + 1}px; border: 1px solid {c.muted};
        background: {c.surface}; }}
    QRadioButton::indicator:checked {{ border: {max(3, t.px(4))}px solid {c.accent};
        width: {t.px(13) + 2 - 2 * max(3, t.px(4))}px;
        height: {t.px(13) + 2 - 2 * max(3, t.px(4))}px; background: {c.on_accent}; }}
    QRadioButton::indicator:focus {{ border-color: {c.accent}; }}
    QCheckBox:focus, QRadioButton:focus {{ color: {c.accent}; }}
    """


def _fields(c: Palette, t: TypeScale) -> str:
    """Dress what is typed into."""
    return f"""
    QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox {{ background: {c.surface};
        color: {c.text}; border: 1px solid {c.line}; border-radius: {t.corner}px;
        padding: {t.space(1)}px {t.space(2)}px; selection-background-color: {c.accent};
        selection-color: {c.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus {{
        border-color: {c.accent}; }}
    QSpinBox {{ padding: {t.space(0.5)}px 0; }}
    QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
    QLineEdit[role="search"] {{ background: {c.rail}; }}
    QComboBox QLineEdit {{ background: transparent; border: none; padding: 0; }}
    QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {c.muted}; background: {c.rail}; }}
    QTextEdit[role="prose"] {{ border-color: transparent; padding: 0; }}
    QTextEdit[role="prose"]:focus {{ border-color: {c.accent}; }}
    QPlainTextEdit[role="transcript"] {{ border: none; border-radius: 0; padding: 0;
        font-size: {t.points("text"):.2f}pt;
        selection-background-color: {c.selection}; selection-color: {c.text}; }}
    """


def _frames(c: Palette, t: TypeScale) -> str:
    """Dress cards, panes, bars and notices."""
    return f"""
    QFrame[role="card"] {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: 9px; }}
    QFrame[role="pane"], QWidget[role="pane"] {{ background: {c.surface}; border: none; }}
    QFrame[role="rail"], QWidget[role="rail"] {{ background: {c.rail}; border: none; }}
    QFrame[role="bar"] {{ background: {c.surface}; border: none;
        border-bottom: 1px solid {c.line}; }}
    QFrame[role="line"] {{ background: {c.line}; border: none; max-height: 1px; min-height: 1px; }}
    QFrame[role="upright"] {{ background: {c.line}; border: none; max-width: 1px;
        min-width: 1px; }}
    QFrame[role="notice"] {{ background: {c.attention_soft}; border: 1px solid {c.attention_line};
        border-radius: {t.corner}px; }}
    QFrame[role="popup"] {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: 9px; }}
    QScrollArea {{ border: none; background: transparent; }}
    QScrollArea > QWidget > QWidget[role="clear"], QScrollArea[role="clear"],
    QScrollArea[role="clear"] > QWidget {{ background: transparent; }}
    QProgressBar {{ background: {c.nothing}; border: none; border-radius: 2px;
        max-height: 4px; min-height: 4px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 2px; }}
    """


def _lists(c: Palette, t: TypeScale) -> str:
    """Dress lists, trees and tables."""
    return f"""
    QListView, QTreeView, QTableView {{ background: {c.surface}; border: none;
        selection-background-color: {c.accent_soft}; selection-color: {c.text};
        gridline-color: {c.line}; alternate-background-color: {c.rail}; }}
    QListView[role="rail"], QTreeView[role="rail"] {{ background: {c.rail}; }}
    QListView::item:hover, QTreeView::item:hover {{ background: {c.hover}; }}
    QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {{
        background: {c.accent_soft}; color: {c.text}; }}
    QListView[role="rail"]::item {{ padding: {t.space(1.75)}px {t.space(2.5)}px; }}
    QHeaderView {{ background: {c.surface}; }}
    QHeaderView#chartCases {{ background: {c.ground}; }}
    QHeaderView::section {{ background: {c.surface}; color: {c.muted}; border: none;
        border-bottom: 1px solid {c.line}; padding: {t.space(1.5)}px {t.space(2)}px;
        font-size: {t.points("small"):.2f}pt; font-weight: 400; }}
    QTableCornerButton::section, QTableView QTableCornerButton::section {{
        background: {c.surface}; border: none; border-bottom: 1px solid {c.line}; }}
    """


def _menus(c: Palette, t: TypeScale) -> str:
    """Dress menus."""
    return f"""
    QMenu {{ background: {c.surface}; border: 1px solid {c.line}; padding: {t.space(1)}px; }}
    QMenu::item {{ padding: {t.space(1.25)}px {t.space(6)}px {t.space(1.25)}px {t.space(3)}px;
        border-radius: 5px; }}
    QMenu::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    QMenu::item:disabled {{ color: {c.muted}; }}
    QMenu::separator {{ background: {c.line}; height: 1px; margin: {t.space(1)}px; }}
    QComboBox {{ combobox-popup: 0; }}
    QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.line};
        padding: {t.space(1)}px; selection-background-color: {c.accent_soft};
        selection-color: {c.text}; }}
    QComboBox QAbstractItemView::item {{ padding: {t.space(1.25)}px {t.space(2)}px;
        border-radius: 5px; }}
    """


def _scroll_bars(c: Palette, _t: TypeScale) -> str:
    """Dress scroll bars: a thin handle and nothing else."""
    return f"""
    QScrollBar {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ width: 10px; }}
    QScrollBar:horizontal {{ height: 10px; }}
    QScrollBar::handle {{ background: {c.line}; border-radius: 3px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; }}
    """


def _frame(c: Palette, t: TypeScale) -> str:
    """Dress the frame: top bar, rail, status bar."""
    small = f"font-size: {t.points('small'):.2f}pt;"
    return f"""
    QFrame#topBar {{ background: {c.surface}; border: none; border-bottom: 1px solid {c.line}; }}
    QFrame#workspaceRail {{ background: {c.rail}; border: none;
        border-right: 1px solid {c.line}; }}
    QFrame#workspaceRail QToolButton {{ background: transparent; border: 1px solid transparent;
        border-radius: 9px; color: {c.muted}; {small} padding: {t.space(1.5)}px 0; }}
    QFrame#workspaceRail QToolButton:hover {{ background: {c.hover}; }}
    QFrame#workspaceRail QToolButton:focus {{ border-color: {c.accent}; }}
    QFrame#workspaceRail QToolButton:checked {{ background: {c.accent_soft}; color: {c.accent};
        font-weight: 600; }}
    QFrame#statusBar {{ background: {c.rail}; border: none; border-top: 1px solid {c.line}; }}
    QFrame#statusBar QLabel {{ color: {c.muted}; {small} }}
    QFrame#statusBar QPushButton {{ {small} padding: 0 {t.space(2)}px; min-height: {t.px(16)}px; }}
    QFrame#messageBar {{ background: {c.tab}; border: none; border-radius: {t.corner}px; }}
    QFrame#messageBar QLabel {{ color: {c.on_tab}; }}
    QFrame#messageBar QPushButton {{ background: transparent; color: {c.on_tab};
        border: 1px solid {c.muted}; }}
    QFrame#messageBar QPushButton:focus {{ border-color: {c.on_tab}; }}
    """


def _mark(name: str, c: Palette) -> str:
    """Return the path of a picture in the palette's mode, as a stylesheet wants it."""
    return (_MARKS / f"{name}-{c.mode}.svg").as_posix()
