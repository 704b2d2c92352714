"""Put a workbook together piece by piece, asking in between whether to go on."""

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

from exports.report import Orientation, Paper
from framework.progress import Progress

# xlsxwriter has no types.
Book: TypeAlias = Any
Sheet: TypeAlias = Any

_PAPERS: dict[Paper, int] = {"Letter": 1, "A3": 8, "A4": 9}
_CALLS_AT_ONCE = 200
_STRINGS_AT_ONCE = 1000
_BYTES_AT_ONCE = 1_000_000


class Sheets:
    """Hold a workbook whose sheets, and whose closing, can be cancelled."""

    def __init__(self, progress: Progress, paper: Paper, orientation: Orientation) -> None:
        """Begin an empty workbook, in memory: no passing file ever holds what people said."""
        from xlsxwriter import Workbook

        self._progress, self._paper, self._orientation = progress, paper, orientation
        self.book: Book = Workbook(BytesIO(), {"in_memory": True, "strings_to_formulas": False})

    def add(self, name: str) -> Sheet:
        """Add a sheet of that name; on paper it is as wide as a page, with numbered pages."""
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(_PAPERS[self._paper])
        if self._orientation == "landscape":
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&RPage &P of &N")
        # A sheet is put together when the workbook is closed: a row at a time, by `_write_row`.
        for method in ("write_string", "write_url", "write_rich_string", "_write_row"):
            setattr(sheet, method, self._asking(getattr(sheet, method)))
        return sheet

    def close(self, path: Path) -> None:
        """Write the workbook to `path`.

        xlsxwriter compresses each part in one go, which takes seconds for a large one, so it is
        handed a package that takes the parts and leaves it none.
        """
        from xlsxwriter.exceptions import FileCreateError

        packager = self.book._get_packager()  # noqa: SLF001 - see above
        strings = self.book.str_table
        make, sort = packager._create_package, strings._sort_string_data  # noqa: SLF001 - see above

        def sort_asking() -> None:
            sort()
            strings.string_array = _Strings(strings.string_array, self._ask)

        def pack() -> list[object]:
            with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=3) as package:
                for held, name, is_binary in make():
                    content = held.getvalue() if is_binary else held.getvalue().encode()
                    self._put(package, name, content)
            return []

        strings._sort_string_data, packager._create_package = sort_asking, pack  # noqa: SLF001 - see above
        self.book._get_packager = lambda: packager  # noqa: SLF001 - see above
        try:
            self.book.close()
        except FileCreateError as problem:
            raise OSError(*problem.args[0].args) from problem

    def _put(self, package: ZipFile, name: str, content: bytes) -> None:
        """Compress a part, some of it at a time."""
        with package.open(name, "w") as part:
            for at in range(0, len(content), _BYTES_AT_ONCE):
                self._ask()
                part.write(content[at : at + _BYTES_AT_ONCE])

    def _ask(self) -> None:
        """Ask whether to go on."""
        self._progress.at(1, 3, "Writing the workbook")

    def _asking(self, write: Callable[..., object]) -> Callable[..., object]:
        """Ask before every so many calls."""
        calls = count()

        def written(*values: object) -> object:
            if not next(calls) % _CALLS_AT_ONCE:
                self._ask()
            return write(*values)

        return written


class _Strings(list[str]):
    """Hold the texts of a workbook, and ask as they are gone through."""

    def __init__(self, texts: list[str], ask: Callable[[], None]) -> None:
        """Take the texts."""
        super().__init__(texts)
        self._ask = ask

    def __iter__(self) -> Iterator[str]:
        """Go through the texts."""
        for at, text in enumerate(super().__iter__()):
            if not at % _STRINGS_AT_ONCE:
                self._ask()
            yield text
