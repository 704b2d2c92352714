"""Framework: its themes, the board of open coding, what is to be re-read, its versions."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.apart import Cover
from app.framework_editor.bar import Deeds, FrameworkBar
from app.framework_editor.exporting import ask_and_export
from app.framework_editor.incoming import IncomingPage
from app.framework_editor.pages import PAGES, turn_to
from app.framework_editor.split_page import SplitPage
from app.framework_editor.templates import Templates
from app.framework_editor.themes_page import ThemesPage
from app.framework_editor.wording import counted
from app.jobs import Job
from app.shell import Shell
from app.widgets.filling import fill
from app.widgets.workspace import Workspace

if TYPE_CHECKING:
    from framework.drafts import FrameworkDraft
    from framework.history import Changes
    from framework.progress import Progress
    from framework.study import Study
    from importers.frameworks import TemplateRow

COUNTED = {"theme", "coding", "cell", "reread", "framework_version"}
ENDINGS = ("yaml", "yml", "csv", "tsv", "txt", "md", "xlsx", "xls", "ods", "docx", "qdc")
FILES = f"Frameworks ({' '.join(f'*.{ending}' for ending in ENDINGS)});;All files (*)"


class FrameworkWorkspace(Workspace):
    """Hold the pages of the framework, and what lies over them for a while."""

    title = "Framework"
    icon = "framework"

    def __init__(self, study: "Study", shell: Shell) -> None:
        super().__init__(study, shell)
        self._doors = {page.key: page for page in PAGES}
        self._pages: dict[str, Workspace] = {}
        self._stale: set[str] = set()
        self._page = "themes"
        self._waiting: dict[str, int] = {}
        self._then = "themes"
        self.themes = ThemesPage(study, shell)
        self.templates = Templates(study, shell, self._back)
        self.incoming = IncomingPage(study, shell, self._back)
        self.splitting = SplitPage(study, shell, self._back)
        self._lay_out()
        self._take_in("themes", self.themes)
        for over in (self.templates, self.incoming, self.splitting):
            over.setAccessibleName(over.title)
            over.place_changed.connect(self.place_changed)
        self.themes.template_wanted.connect(self._choose_template)
        self.themes.import_wanted.connect(self._import)
        self.themes.split_wanted.connect(self._split)
        self.splitting.split_done.connect(self._show_split)
        self.templates.used.connect(self._use)
        self.incoming.wanted.connect(self._load)

    @property
    def keys(self) -> str:
        """Return the keys that work on what is shown."""
        return (self._over() or self.page()).keys

    def place(self) -> str:
        """Return where the person is on what is shown."""
        return (self._over() or self.page()).place()

    def page(self) -> Workspace:
        """Return the page that is shown."""
        return self._pages[self._page]

    def refresh(self, changes: "Changes | None") -> None:
        """Show the page that is shown as it is; the others when they are shown next."""
        self._stale |= set(self._pages) - {self._page}
        self.page().refresh(None if self._page in self._stale else changes)
        self._stale.discard(self._page)
        if self._over() is self.splitting:
            self.splitting.refresh(changes)
        if changes is None or changes.tables() & COUNTED:
            self._count()
        self._show_tabs()

    def go(self, **where: object) -> None:
        """Turn to a page, and to a place on it: a theme is on the first unless said otherwise."""
        page = where.pop("page", "themes" if "theme" in where else self._page)
        self._turn(str(page))
        self.page().go(**where)

    def take_keys(self) -> None:
        """Let keys work on what is shown."""
        (self._over() or self.page()).take_keys()

    def commit(self) -> None:
        """Save what is being typed, on every page."""
        for page in self._pages.values():
            page.commit()

    def _turn(self, key: str) -> None:
        """Show a page, making it on the first visit."""
        key = key if key in self._doors else "themes"
        self.page().commit()
        if key not in self._pages:
            self._take_in(key, turn_to(self._doors[key], self.study, self.shell))
        self._page = key
        self._inside.setCurrentWidget(self.page())
        self._outside.setCurrentWidget(self._tabbed)
        if key in self._stale:
            self._stale.discard(key)
            self.page().refresh(None)
        self._show_tabs()
        self.page().take_keys()
        self.place_changed.emit()

    def _take_in(self, key: str, page: Workspace) -> None:
        """Put a page among the pages."""
        page.setAccessibleName(page.title)
        page.place_changed.connect(self.place_changed)
        self._pages[key] = page
        self._stale.add(key)
        self._inside.addWidget(page)
        if key == "rereading":
            Cover(page, self.study, self.shell, "What is to be re-read shows")

    def _count(self) -> None:
        """Count what waits on the pages, and see whether the framework is as it was frozen."""
        from framework.queries.rereading import count_to_reread
        from framework.queries.themes import count_labels
        from framework.queries.versions import changed_since, current_version

        with self.study.read() as session:
            self._waiting = {
                "rereading": count_to_reread(session), "board": count_labels(session)
            }  # fmt: skip
            version = current_version(session)
            changed = changed_since(session, version.id) if version is not None else 0
        since = " · changed since" if changed else ""
        self.bar.show_version(f"{version.name}{since}" if version is not None else "")

    def _show_tabs(self) -> None:
        """Name the pages, with how much waits on each."""
        tabs = []
        for door in self._doors.values():
            waiting = self._waiting.get(door.key, 0)
            tabs.append((door.key, f"{door.title} {waiting:,}" if waiting else door.title))
        self.bar.show_tabs(tabs, self._page)

    def _over(self) -> Workspace | None:
        """Return what lies over the pages, None when they are in sight."""
        shown = self._outside.currentWidget()
        return shown if isinstance(shown, Workspace) else None

    def _lay_over(self, page: Workspace) -> None:
        """Show what lies over the pages for a while."""
        self.page().commit()
        self._outside.setCurrentWidget(page)
        page.take_keys()
        self.place_changed.emit()

    def _back(self) -> None:
        """Show the pages again."""
        self._outside.setCurrentWidget(self._tabbed)
        self.page().take_keys()
        self.place_changed.emit()

    def _new_theme(self) -> None:
        """Open a row for a new theme."""
        self._turn("themes")
        self.themes.new_theme()

    def _choose_template(self) -> None:
        """Show the built-in frameworks."""
        self.templates.open()
        self._lay_over(self.templates)

    def _use(self, use: str, row: "TemplateRow") -> None:
        """Use a built-in framework: load it, load it to group labels under it, or map to it."""
        if use == "map":
            self._turn("crosswalk")
            self.page().go(template=row.id)
            return
        self._then = "board" if use == "group" else "themes"
        self._take(row.draft)

    def _take_read(self, draft: "FrameworkDraft") -> None:
        """Take a framework that was read from a file."""
        self._then = "themes"
        self._take(draft)

    def _take(self, draft: "FrameworkDraft") -> None:
        """Load a framework, or show first what it does to the one that is there."""
        from framework.queries.themes import list_themes_plain

        with self.study.read() as session:
            there = bool(list_themes_plain(session))
        if there or draft.remarks:
            self.incoming.open(draft)
            self._lay_over(self.incoming)
        else:
            self._load(draft)

    def _load(self, draft: "FrameworkDraft") -> None:
        """Add a framework's themes."""
        from framework.edits.themes import load_framework

        count = load_framework(self.study, draft)
        self.refresh(None)
        self._turn(self._then)
        themes = f"{counted(count, 'theme')} {'was' if count == 1 else 'were'}"
        words = f"{themes} added from {draft.name}."
        self.shell.show_message(words, "Undo", self.shell.undo)

    def _split(self, theme_id: int) -> None:
        """Show a theme's passages, to be sorted into new themes."""
        row = self.themes.model.row_of(theme_id)
        theme = self.themes.model.theme(row)
        if theme is not None:
            self.splitting.open(theme)
            self._lay_over(self.splitting)

    def _show_split(self, theme_id: int) -> None:
        """Take the first theme that was split off in hand."""
        self.refresh(None)
        self.go(theme=theme_id)

    def _import(self) -> None:
        """Read a framework from a file, and show what it would add."""
        for path in self.shell.ask_open_files("Import framework", FILES):
            self.shell.run(Job(f"Reading {path.name}", partial(_read, path), self._take_read))

    def _freeze(self) -> None:
        """Turn to the versions, to freeze one."""
        self._turn("versions")
        self.page().go(freeze=True)

    def _lay_out(self) -> None:
        """Put the bar over the pages."""
        deeds = Deeds(
            new=self._new_theme,
            template=self._choose_template,
            read=self._import,
            write=partial(ask_and_export, self.study, self.shell),
            freeze=self._freeze,
            versions=partial(self._turn, "versions"),
        )
        self.bar = FrameworkBar(self.look, deeds)
        self.bar.chosen.connect(self._turn)
        self._inside, self._outside, self._tabbed = QStackedWidget(), QStackedWidget(), QWidget()
        fill(self._tabbed, self.bar, self._inside)
        for page in (self._tabbed, self.templates, self.incoming, self.splitting):
            self._outside.addWidget(page)
        fill(self, self._outside)


def _read(path: Path, _progress: "Progress") -> "FrameworkDraft":
    """Read a framework file."""
    from importers import apart
    from importers.frameworks import read_framework

    return apart.read(read_framework, path)
