"""Read the signs of fonts that draw symbols in the place of letters."""

import re

_FIRST, _BYTE, _LAST = 0x20, 0xFF, 0xFFFF
_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\u203e"
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
    + "\0" * 33
    + "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕"
    "∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑"
    "⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\0⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)  # fmt: skip
# What a word processor puts there by itself: bullets, ticks, faces and arrows.
_WINGDINGS = {
    0x28: "☎", 0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□",
    0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9F: "•",
    0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xF3: "⇔",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_TABLES = {
    "symbol": {_FIRST + at: sign for at, sign in enumerate(_SYMBOL) if sign != "\0"},
    "wingdings": _WINGDINGS,
    # A bullet is the one sign whose code needs no font.
    "": {0xB7: "•"},
}
_PRIVATE = re.compile("[\uf020-\uf0ff]")


def draws_symbols(font: str) -> bool:
    """Say whether a font is one whose symbols are known."""
    return bool(font) and font.casefold() in _TABLES


def plain(text: str, font: str) -> str:
    """Write the symbols of a font as signs of their own; what is not known stays as it is."""
    table = _TABLES.get(font.casefold(), _TABLES[""])
    return _PRIVATE.sub(lambda found: table.get(ord(found[0]) & 0xFF, found[0]), text)


def sign(code: int, font: str) -> str:
    """Give a symbol by its code in a font; U+FFFD is one that stands for no sign."""
    if code < _FIRST or 0xD800 <= code < 0xE000 or code > _LAST:
        return "\ufffd"
    # Some programs write the code as the letter that it stands for.
    return plain(chr(code | 0xF000 if code <= _BYTE and draws_symbols(font) else code), font)


def of_bytes(data: bytes, font: str) -> str:
    """Read bytes that are set in a symbol font."""
    return plain(
        "".join(chr(0xF000 + byte) if byte >= _FIRST else chr(byte) for byte in data), font
    )
