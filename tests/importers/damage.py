"""Damage files from within: the elements, words, numbers and streams that a reader meets."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from xml.sax.saxutils import quoteattr

from lxml import etree

_TOKEN = re.compile(rb"<[^<>]*>|\\[a-z]+-?\d*|\\'..|/\w+|\d+|[\w.:-]+|\s+|.", re.DOTALL)
_STREAM = re.compile(rb"(stream\r?\n)(.*?)(\r?\nendstream)", re.DOTALL)
_NUMBERS = (
    "0", "-1", "1", "2", "00", "+3", " 7 ", "1e9", "1.5", "١٢", "²", "½", "65536", "2147483648",
    "-99999999999", "9" * 30, "9" * 5000, "0x1F", "NaN", "inf", "",
)  # fmt: skip
_WORDS = (
    "", " ", "x", "\N{COMBINING ACUTE ACCENT}", "\N{OBJECT REPLACEMENT CHARACTER}", "\u2028",
    "\u202e", "\ud7ff", "\U0001f600", "a:" * 300, "Ann:", "00:00:01", "99:99:99", "[", ":", "\t",
    "\n", "\r", "&amp;", "../..", "true", "none", "2024-13-45T99:99:99", "xml", "'", '"', "{", "}",
)  # fmt: skip
_LIES = (
    b"\xff", b"\x00", b"\x80\x81", b"{", b"}", b"<", b">", b"\\", b"\\*", b"\\bin99999 ", b"&#x0;",
    b"&#99999999;", b"\\u-99999?", b"\\uc99 ", b"\\'", b"]]>", b"<!--", b"<![CDATA[", b"(", b")",
    b"<<", b">>", b"endobj", b"0 R", b'"', b"\n", b"\r", b"-->", b":", b"\t", b",", b";",
)  # fmt: skip


def damaged(data: bytes, chance: Random) -> bytes:
    """Change a file in a few places, inside its parts or streams where it has any."""
    if data.startswith(b"PK\x03\x04"):
        return _zip(data, chance)
    if data.startswith(b"%PDF") and chance.random() < 0.6:
        return _pdf(data, chance)
    if data.startswith((b"<?xml", b"<CodeBook")) and chance.random() < 0.7:
        return _part(data, chance)
    if data.startswith(b"\xd0\xcf\x11\xe0") or chance.random() < 0.1:
        return _bits(data, chance)
    return _tokens(data, chance)


def flat(data: bytes) -> bytes:
    """Write a zipped document as the one XML file that word processors also save."""
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        parts = {name: whole.read(name).partition(b"?>")[2] or whole.read(name)
                 for name in whole.namelist() if name.endswith(".xml")}  # fmt: skip
    if "content.xml" in parts:
        return b"<?xml version='1.0'?>" + parts["content.xml"].replace(
            b"office:document-content", b"office:document"
        )
    inner = b"".join(
        b'<pkg:part pkg:name="/%s"><pkg:xmlData>%s</pkg:xmlData></pkg:part>' % (name.encode(), part)
        for name, part in parts.items()
    )
    space = b"http://schemas.microsoft.com/office/2006/xmlPackage"
    return b'<?xml version="1.0"?><pkg:package xmlns:pkg="%s">%s</pkg:package>' % (space, inner)


def _bits(data: bytes, chance: Random) -> bytes:
    """Flip bits, and cut the end off now and then."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    if chance.random() < 0.2:
        del changed[chance.randrange(len(changed)) :]
    return bytes(changed)


def _tokens(data: bytes, chance: Random) -> bytes:
    """Remove, repeat, swap and nest the words of a text, and put odd ones in their place."""
    tokens: list[bytes] = _TOKEN.findall(data)
    for _ in range(chance.randint(1, 6)):
        if not tokens:
            break
        at = chance.randrange(len(tokens))
        to = min(len(tokens), at + chance.choice((1, 1, 2, 5, 30)))
        other = chance.randrange(len(tokens))
        span = tokens[at:to]
        match chance.randrange(6):
            case 0:
                del tokens[at:to]
            case 1:
                tokens[at:at] = span * chance.choice((1, 2, 60))
            case 2:
                tokens[other:other] = span
            case 3:
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case 4:
                tokens[at] = _odd(tokens[at], chance)
            case _:
                tokens.insert(at, chance.choice(_LIES) * chance.choice((1, 1, 1, 400)))
    return b"".join(tokens)


def _odd(token: bytes, chance: Random) -> bytes:
    """Give a word in the place of another: a number for a number, mostly."""
    numbers = token[-1:].isdigit() and chance.random() < 0.8
    wanted = chance.choice(_NUMBERS if numbers else _WORDS).encode()
    return re.sub(rb"-?\d+$", lambda _: wanted, token) if numbers else wanted


def _pdf(data: bytes, chance: Random) -> bytes:
    """Change what the streams of a PDF hold once they are inflated, or the objects about them."""

    def change(found: re.Match[bytes]) -> bytes:
        if chance.random() < 0.5:
            return found[0]
        try:
            inner = zlib.compress(_tokens(zlib.decompress(found[2]), chance))
        except zlib.error:
            inner = _tokens(found[2], chance)
        return found[1] + inner + found[3]

    return _STREAM.sub(change, data)


def _zip(data: bytes, chance: Random) -> bytes:
    """Change a part or two of a zip, remove one, give it another's name or content."""
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    heavy = sorted(parts, key=lambda name: -len(parts[name]))
    for _ in range(chance.choice((1, 1, 2, 3))):
        name = chance.choice(heavy[:3] if chance.random() < 0.6 else heavy)
        match chance.randrange(12):
            case 0:
                parts.pop(name, None)
            case 1:
                parts[name] = parts.get(chance.choice(heavy), b"")
            case 2:
                parts[name] = _tokens(parts.get(name, b""), chance)
            case _:
                parts[name] = _part(parts.get(name, b""), chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return packed.getvalue()


def _part(part: bytes, chance: Random) -> bytes:
    """Change the tree of an XML part, so that what comes of it is still XML."""
    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return _tokens(part, chance) if part else part
    for _ in range(chance.randint(1, 6)):
        elements = [element for element in root.iter("*") if element is not root]
        if not elements:
            break
        _CHANGES[chance.randrange(len(_CHANGES))](chance.choice(elements), elements, chance)
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    if chance.random() < 0.05:
        odd = quoteattr(chance.choice(_WORDS)).encode("utf-8", "replace")
        made = made.replace(b"?>", b"?><!DOCTYPE x [<!ENTITY a " + odd + b">]>", 1)
    return made


def _drop(element: etree._Element, _: Sequence[etree._Element], chance: Random) -> None:
    parent = element.getparent()
    if parent is not None:
        for child in list(element) if chance.random() < 0.5 else ():
            element.addprevious(child)
        parent.remove(element)


def _repeat(element: etree._Element, _: Sequence[etree._Element], chance: Random) -> None:
    for _again in range(chance.choice((1, 2, 40))):
        element.addnext(_copy(element))


def _move(element: etree._Element, all_of: Sequence[etree._Element], chance: Random) -> None:
    target = chance.choice(all_of)
    copied = _copy(element)
    if chance.random() < 0.5:
        target.append(copied)
    else:
        target.addnext(copied)


def _nest(element: etree._Element, all_of: Sequence[etree._Element], chance: Random) -> None:
    shell = _copy(chance.choice((element, element, chance.choice(all_of))))
    for child in list(shell):
        shell.remove(child)
    for _ in range(chance.choice((1, 2, 12, 150, 260))):
        inner = _copy(shell)
        element.addnext(inner)
        inner.append(element)


def _reword(element: etree._Element, all_of: Sequence[etree._Element], chance: Random) -> None:
    element.text = _plain(chance.choice(_WORDS))
    if chance.random() < 0.3:
        element.tag = chance.choice(all_of).tag


def _misname(element: etree._Element, all_of: Sequence[etree._Element], chance: Random) -> None:
    """Put another value in an attribute, take one away, or take over another element's."""
    names = list(element.keys())
    if not names or chance.random() < 0.2:
        for name, value in chance.choice(all_of).items():
            element.set(name, value)
        return
    name = chance.choice(names)
    if chance.random() < 0.2:
        del element.attrib[name]
    else:
        numbers = element.get(name, "")[-1:].isdigit() and chance.random() < 0.8
        element.set(name, _plain(chance.choice(_NUMBERS if numbers else _WORDS)))


_CHANGES: tuple[Callable[[etree._Element, Sequence[etree._Element], Random], None], ...] = (
    _drop, _repeat, _move, _nest, _reword, _misname, _misname, _misname,
)  # fmt: skip


def _plain(text: str) -> str:
    return text.replace("\x00", "")


def _copy(element: etree._Element) -> etree._Element:
    return deepcopy(element)
