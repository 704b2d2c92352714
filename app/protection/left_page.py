"""Show which files left the study, and whose words they hold."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.protection.listing import Line, Listing
from app.widgets.text import label

if TYPE_CHECKING:
    from app.shell import Shell
    from framework.study import Study

HEAD = "What was decided about people who could be identified · whose words it holds"
DECIDED = {"leave in": "left in", "use pseudonym": "replaced", "leave out": "left out"}


def decided(decision: Mapping[str, Any]) -> Iterator[str]:
    """Count what the disclosure check found by what was decided; nothing where nobody looked."""
    if "found" in decision:
        counts = Counter(one["decision"] for one in decision["found"])
        told = [f"{counts[key]:,} {words}" for key, words in DECIDED.items() if counts[key]]
        yield ", ".join(told) or "nothing found"


class LeftPage(QWidget):
    """List the exports, day by day."""

    def __init__(self, study: "Study", shell: "Shell") -> None:
        super().__init__()
        self._study, size = study, shell.look.type
        self.said = label("", "muted", wrap=True)
        self.listing = Listing(shell.look, "Files that left the study",
                               ("File", HEAD, "By"))  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(*(size.space(4),) * 4)
        column.setSpacing(size.space(3))
        column.addWidget(self.said)
        column.addWidget(self.listing, 1)
        column.addStretch()

    def show_files(self) -> None:
        """Show the files, the latest day first."""
        from exports import LAYOUTS
        from framework.queries.past_exports import list_past_exports

        names = {layout.key: layout.name for layout in LAYOUTS}
        with self._study.read() as session:
            rows = list_past_exports(session)
        days: dict[str, list[Line]] = {}
        for row in reversed(rows):
            whose = ", ".join(dict.fromkeys((*row.cases, *row.transcripts))) or "nobody’s"
            held = " · ".join((*decided(row.decision), whose))
            line = Line(f"{row.file_name} ({names.get(row.layout, row.layout)})", held, row.coder)
            days.setdefault(row.created[:10], []).append(line)
        self.listing.show_groups(list(days.items()))
        count = "1 file" if len(rows) == 1 else f"{len(rows)} files"
        self.said.setText(f"{count} left this study, as far as it was noted." if rows else
                          "No file has left this study yet.")  # fmt: skip
