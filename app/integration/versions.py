"""Freeze versions of a joint display, look at one, and say what became of it since."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.shell import Shell
from app.widgets.buttons import button
from app.widgets.row_ink import ROLE
from app.widgets.text import card, frame, label
from framework.edits import joint_displays
from framework.errors import NotFoundError
from framework.queries.joint_displays import (
    VersionRow,
    display_by_id,
    display_rows,
    versions_of,
)
from framework.queries.joint_versions import frozen, version_difference
from framework.study import Study

SIDE = 320
PARTS = {
    "quantitative": "Delivery finding",
    "qualitative": "Interview finding",
    "fit": "Fit",
    "inference": "Meta-inference",
    "checked": "",
}


def row_in_words(record: Mapping[str, Any], *, blind: bool = False) -> list[str]:
    """Put a row of a version in lines, its title first, blank parts left out.

    What coders judged is kept back where it is shown `blind`.
    """
    said = [str(record["title"] or record["case"] or "No title")]
    said += [
        f"{words}: {record[part]}" if words else str(record[part])
        for part, words in PARTS.items()
        if record[part]
    ]
    details = record.get("details", {}).items()
    said += [f"{key.replace('_', ' ').capitalize()}: {text}" for key, text in details if text]
    if blind and record["codes"]:
        return [*said, "The coders’ own codes are shown once you have judged every row."]
    codes = (f"{who}: {code}{f' ({why})' if why else ''}" for who, code, why in record["codes"])
    return [*said, *codes]


class VersionsPage(QWidget):
    """Be the page of a joint display's versions."""

    def __init__(self, study: Study, shell: Shell, leave: Callable[[], None]) -> None:
        super().__init__()
        self._study, self._shell, self._look = study, shell, shell.look
        self._display_id = 0
        self._name, self._blind = "", False
        self.said: list[str] = []
        self.title = label("", "title")
        self.name, self.reason = QLineEdit(), QLineEdit()
        for field, said in (
            (self.name, "Version’s name"),
            (self.reason, "Reason for this version"),
        ):
            field.setAccessibleName(said)
            field.setPlaceholderText(said)
            field.textChanged.connect(lambda _text: self._allow())
            field.returnPressed.connect(self.freeze)
        self.go = button("Freeze", self.freeze, role="primary",
                         tip=shell.keymap.shown("joint_versions.freeze"))  # fmt: skip
        self.list = QListWidget()
        self.list.setProperty("role", "rail")
        self.list.setAccessibleName("Versions of the joint display")
        self.list.setWordWrap(True)
        self.list.currentItemChanged.connect(lambda *_: self._look_at())
        self.again = button("Bring back as a joint display", self.bring_back, role="small")
        self.away = button("Remove the version", self.remove, role="small",
                           tip=shell.keymap.shown("joint_versions.remove"))  # fmt: skip
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("The version in hand")
        self._lay_out(leave)
        slots = {
            "joint_versions.freeze": self.freeze,
            "joint_versions.remove": self.remove,
            "joint_versions.leave": leave,
        }
        shell.keymap.bind(self, slots)

    def open(self, display_id: int) -> bool:
        """Show a joint display's versions; False when it is no longer there."""
        with self._study.read() as session:
            try:
                display = display_by_id(session, display_id)
            except NotFoundError:
                return False
            versions = versions_of(session, display_id)
            rows = display_rows(session, display_id, seen_by=self._study.coder)
        self._blind = any(not code for row in rows for _who, code, _why in row.codes)
        other, self._display_id, self._name = (
            self._display_id != display_id,
            display_id,
            display.name,
        )
        self.title.setText(f"Versions of {display.name}")
        if other:
            self.name.setText(f"version {len(versions) + 1}")
            self.reason.clear()
        self._list(versions)
        self._allow()
        return True

    def refresh(self) -> bool:
        """Show the versions as they are; False when the joint display is no longer there."""
        return self.open(self._display_id)

    def freeze(self) -> None:
        """Freeze the joint display as it stands."""
        if not self.go.isEnabled():
            return
        name = self.name.text().strip()
        joint_displays.freeze_display(self._study, self._display_id, name, self.reason.text())
        self._shell.show_message(f"{name} is frozen.", "Undo", self._shell.undo)
        self.reason.clear()
        self.refresh()
        self.name.setText(f"version {self.list.count() + 1}")

    def bring_back(self) -> None:
        """Make a joint display of the version in hand."""
        item = self.list.currentItem()
        if item is not None:
            name = f"{self._name}, {item.text().splitlines()[0]}"
            joint_displays.bring_back(self._study, item.data(ROLE), name)
            self._shell.show_message(f"{name} is a joint display now.", "Undo", self._shell.undo)

    def remove(self) -> None:
        """Remove the version in hand."""
        item = self.list.currentItem()
        if item is not None:
            joint_displays.remove_version(self._study, item.data(ROLE))
            self._shell.show_message("The version is removed.", "Undo", self._shell.undo)
            self.refresh()

    def _allow(self) -> None:
        """Let it be frozen once it has a name and a reason."""
        ready = bool(self.name.text().strip() and self.reason.text().strip())
        self.go.setEnabled(ready)
        shown = self._shell.keymap.shown("joint_versions.freeze")
        self.go.setToolTip(shown if ready else "Give a name and a reason first")

    def _list(self, versions: list[VersionRow]) -> None:
        """List the versions, the latest first; the one in hand stays in hand."""
        held = self.list.currentItem().data(ROLE) if self.list.currentItem() else 0
        self.list.blockSignals(True)
        self.list.clear()
        for at, row in enumerate(reversed(versions)):
            about = f"{row.created[:10]} · {row.coder} · {row.rows} rows"
            item = QListWidgetItem(
                "\n".join(filter(None, (row.name, about, row.reason))), self.list
            )
            item.setData(ROLE, row.id)
            if row.id == held or at == 0:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._look_at()

    def _look_at(self) -> None:
        """Show the version in hand: what became of it since, then its rows as they were."""
        item: QListWidgetItem | None = self.list.currentItem()
        self.said = []
        body, size = QWidget(), self._look.type
        body.setProperty("role", "clear")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(size.space(2.5))
        for tool in (self.again, self.away):
            tool.setEnabled(item is not None)
        if item is None:
            self._say(column, "No version is frozen yet. Give a name and a reason above.", "muted")
        else:
            with self._study.read() as session:
                content = frozen(session, item.data(ROLE))
                since = version_difference(session, item.data(ROLE))
            self._say(column, "Since then", "heading")
            for line in since or ["nothing changed"]:
                self._say(column, line, "smalltext")
            self._say(column, "As it stood", "heading")
            for record in content["rows"]:
                column.addWidget(self._card(record))
            if not content["rows"]:
                self._say(
                    column, "Its rows were made from the study; the figures are kept.", "small"
                )
                for key, held in content["figures"].items():
                    shown = "; ".join(f"{site or 'all'} {text}" for site, text in held.items())
                    self._say(column, f"{key}: {shown}", "smalltext")
        column.addStretch(1)
        self._area.setWidget(body)

    def _card(self, record: Mapping[str, Any]) -> QWidget:
        """Show one row as it stood."""
        made = card()
        column = QVBoxLayout(made)
        for at, line in enumerate(row_in_words(record)):
            self._say(column, line, "smalltext" if at else "heading")
        return made

    def _say(self, column: QVBoxLayout, said: str, role: str) -> None:
        """Add a line."""
        self.said.append(said)
        shown = label(said, role, wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(shown)

    def _lay_out(self, leave: Callable[[], None]) -> None:
        """Put the page together."""
        size = self._look.type
        column, top, low, tools = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(*(size.space(5),) * 4)
        column.setSpacing(size.space(3))
        self.name.setMaximumWidth(size.px(200))
        for piece in (self.name, self.reason, self.go):
            top.addWidget(piece)
        left, right = QVBoxLayout(), QVBoxLayout()
        self.list.setFixedWidth(size.px(SIDE))
        left.addWidget(self.list, 1)
        for tool in (self.again, self.away):
            tools.addWidget(tool)
        left.addLayout(tools)
        right.addWidget(self._area, 1)
        low.addLayout(left)
        low.addWidget(frame("upright"))
        low.addLayout(right, 1)
        column.addWidget(self.title)
        column.addLayout(top)
        column.addLayout(low, 1)
        back = button("Back to the joint display", leave,
                      tip=self._shell.keymap.shown("joint_versions.leave"))  # fmt: skip
        bottom = QHBoxLayout()
        bottom.addWidget(back)
        bottom.addStretch(1)
        column.addLayout(bottom)
