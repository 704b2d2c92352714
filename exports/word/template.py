"""Take styles from the person's own document, and add those of ours that it lacks."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from exports.report import Mode
from exports.word.styles import style_elements

# python-docx has no types.
Document: TypeAlias = Any

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OF_OTHERS = (
    "attachedTemplate", "mailMerge", "documentProtection", "writeProtection", "trackRevisions",
    "docVars", "footnotePr", "endnotePr", "evenAndOddHeaders",
)  # fmt: skip


def lend_styles(document: Document, mode: Mode) -> Mapping[str, str]:
    """Keep the document's styles; give the ids that it has for those of ours with other ones.

    Styles are the same by their names: Word names those that it knows in English in every
    language.
    """
    from docx.oxml.parser import parse_xml

    styles = document.styles.element
    held = {_name(style): str(style.get(f"{{{_W}}}styleId")) for style in _all(styles)}
    taken = set(held.values())
    ids: dict[str, str] = {}
    for markup in style_elements(mode):
        ours = parse_xml(markup.replace("<w:style ", f'<w:style xmlns:w="{_W}" ', 1).encode())
        wanted = str(ours.get(f"{{{_W}}}styleId"))
        if _name(ours) in held:
            if held[_name(ours)] != wanted:
                ids[wanted] = held[_name(ours)]
        elif wanted in taken:
            ids[wanted] = f"Chartwell{wanted}"
            ours.set(f"{{{_W}}}styleId", ids[wanted])
            styles.append(ours)
        else:
            styles.append(ours)
    _rebase(styles, ids)
    for name in _OF_OTHERS:
        for found in document.settings.element.findall(f"{{{_W}}}{name}"):
            document.settings.element.remove(found)
    return ids


def _rebase(styles: Any, ids: Mapping[str, str]) -> None:  # noqa: ANN401 - an element of python-docx
    """Let our own styles build on the document's where ids differ."""
    known = {style.get(f"{{{_W}}}styleId") for style in _all(styles)}
    for style in _all(styles):
        base = style.find(f"{{{_W}}}basedOn")
        if base is None or base.get(f"{{{_W}}}val") in known:
            continue
        base.set(f"{{{_W}}}val", ids.get(base.get(f"{{{_W}}}val"), ""))


def _all(styles: Any) -> Any:  # noqa: ANN401 - elements of python-docx
    """List the styles."""
    return styles.findall(f"{{{_W}}}style")


def _name(style: Any) -> str:  # noqa: ANN401 - an element of python-docx
    """Give a style's name as Word compares it."""
    return str(style.find(f"{{{_W}}}name").get(f"{{{_W}}}val")).casefold()
