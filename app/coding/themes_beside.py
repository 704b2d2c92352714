"""Hold the framework as it stands beside a transcript, with its counts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framework.queries.themes import ThemeRow
    from framework.study import Study


class ThemesBeside:
    """Read themes and open labels; count their codings, by everybody or by one coder."""

    def __init__(self, study: "Study") -> None:
        self._study = study
        self.rows: list[ThemeRow] = []
        self.version = ""

    def read(self, coder: str | None) -> None:
        """Read the framework, its open labels after it, and the name of its latest version."""
        from framework.queries.themes import list_labels, list_themes_plain
        from framework.queries.versions import current_version

        with self._study.read() as session:
            latest = current_version(session)
            self.version = latest.name if latest is not None else ""
            self.rows = [*list_themes_plain(session), *list_labels(session)]
        self.count(coder)

    def count(self, coder: str | None) -> None:
        """Count the codings of each theme anew."""
        from framework.queries.coders import counts_by_theme

        with self._study.read() as session:
            counts = counts_by_theme(session, coder)
        self.rows = [row._replace(codings=counts.get(row.id, 0)) for row in self.rows]

    def add_one(self, theme_id: int) -> None:
        """Count a coding just made."""
        self.rows = [
            row._replace(codings=row.codings + 1) if row.id == theme_id else row
            for row in self.rows
        ]

    def by_id(self, theme_id: int | None) -> "ThemeRow | None":
        """Return a theme or an open label, or None when it is neither."""
        return next((row for row in self.rows if row.id == theme_id), None)
