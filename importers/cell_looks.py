"""See what the look of cells says in an .xlsx file: colours in place of values, raised marks."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from importers import archive

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_EMPTY = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})" s="(\d+)"\s*/>')
_FIRST = re.compile(rb'<row\b[^>]*>\s*<c r="[A-Z]{1,3}(\d{1,7})"(?: s="(\d+)")?')
_HELD = rb'<c r="%b\d+"[^>]*[^/]>'
_SHARED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*?t="s"[^>]*?><v>(\d+)</v>')
_RAISED = str.maketrans("0123456789abcdexn+-", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉˣⁿ⁺⁻")
_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "o", "º", "ª"})
_SHOWN = 8


class Raised(NamedTuple):
    """Give by row and column, both from 0, the text of a cell with its marks raised."""

    texts: Mapping[tuple[int, int], str]
    said: tuple[str, ...] = ()


def colours_in(content: bytes, opened: archive.Archive) -> list[str]:
    """Say which columns of a sheet hold colours that vary, and no value but their head."""
    filled = _filled(opened.tree("xl/styles.xml")) if _EMPTY.search(content) else {}
    if not filled:
        return []
    first = {int(row): filled.get(int(look or 0), "") for row, look in _FIRST.findall(content)}
    looks: dict[bytes, dict[int, str]] = defaultdict(dict)
    for column, row, look in _EMPTY.findall(content):
        looks[column][int(row)] = filled.get(int(look), "")
    said = []
    for column, by_row in looks.items():
        coloured = [row for row, look in by_row.items() if look and look != first.get(row, "")]
        varied = len({by_row.get(row, "") for row in list(first)[1:]}) > 1
        if coloured and varied and len(re.findall(_HELD % column, content)) == 1:
            said.append(
                f"{_listed(column.decode(), coloured)} hold{'s' * (len(coloured) == 1)} a colour "
                "and no value; write what the colours mean in the cells to have it here."
            )
    return said


def _filled(styles: "_Element | None") -> dict[int, str]:
    """Give by number the looks of cells that fill them with a colour."""
    if styles is None:
        return {}
    fills = styles.find(f"{_MAIN}fills")
    colours = [_colour(fill) for fill in fills] if fills is not None else []
    looks = styles.find(f"{_MAIN}cellXfs")
    found = {
        at: colours[number]
        for at, look in enumerate(() if looks is None else looks)
        if (number := int(look.get("fillId") or 0)) < len(colours)
    }
    return {at: colour for at, colour in found.items() if colour}


def _colour(fill: "_Element") -> str:
    pattern = fill.find(f"{_MAIN}patternFill")
    colour = None if pattern is None else pattern.find(f"{_MAIN}fgColor")
    if pattern is None or colour is None or pattern.get("patternType") != "solid":
        return ""
    return str(sorted(colour.attrib.items()))


def _listed(column: str, rows: Sequence[int]) -> str:
    return ", ".join(f"{column}{row}" for row in rows[:_SHOWN]) + " …" * (len(rows) > _SHOWN)


def raised_strings(opened: archive.Archive) -> dict[int, str]:
    """Give by number the shared texts of a workbook that have raised marks, with these raised."""
    content = opened.content("xl/sharedStrings.xml") or b""
    if b'"superscript"' not in content:
        return {}
    tree = archive.parsed(content, opened.file)
    return {
        at: text
        for at, item in enumerate(tree.iter(f"{_MAIN}si"))
        if (text := "".join(_runs(item))) != "".join(_plain(item))
    }


def _plain(item: "_Element") -> Iterator[str]:
    for run in item.iter(f"{_MAIN}r"):
        yield run.findtext(f"{_MAIN}t") or ""


def _runs(item: "_Element") -> Iterator[str]:
    for run in item.iter(f"{_MAIN}r"):
        text = run.findtext(f"{_MAIN}t") or ""
        place = run.find(f"{_MAIN}rPr/{_MAIN}vertAlign")
        raised = place is not None and place.get("val") == "superscript"
        yield text.translate(_RAISED) if raised and text.strip() not in _ORDINALS else text


def raised_in(content: bytes, strings: Mapping[int, str]) -> Raised:
    """Find the cells of a sheet whose texts have raised marks."""
    found = {
        (int(digits) - 1, _number(letters.decode())): strings[int(at)]
        for letters, digits, at in _SHARED.findall(content)
        if int(at) in strings
    } if strings else {}  # fmt: skip
    if not found:
        return Raised({})
    shown = ", ".join(f"“{text[:40]}”" for text in list(found.values())[:_SHOWN])
    return Raised(found, (
        f"{len(found)} cell{'s' * (len(found) > 1)} with raised signs, as footnotes are marked, "
        f"kept raised: {shown}.",
    ))  # fmt: skip


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
