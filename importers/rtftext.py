"""Walk the groups of rich text and gather its paragraphs."""

import re
from typing import NamedTuple

from framework.drafts import ParagraphKind
from importers import limits, rtfcodes, symbols
from importers.fieldwords import Shown, chosen, shown
from importers.notes import Notes
from importers.omissions import Omissions
from importers.pieces import Piece, tidy

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])"
    rb"|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_HEADINGS = ("heading ", "title", "subtitle")
_UNMADE, _LIST = 25, 2
_SURROGATE = re.compile("[\ud800-\udfff]")


class State(NamedTuple):
    """Hold what is in force in one group; `into` names where its text goes, None nowhere."""

    into: str | None = "body"
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    skip: int = 1
    page: str = ""
    symbols: str = ""


class Reader:
    """Gather `pieces` from rich text, and note in `omissions` what is passed over."""

    def __init__(self, name: str, omissions: Omissions) -> None:
        self.pieces: list[Piece] = []
        self.notes = Notes()
        self.whole = False
        self._name = name
        self._omissions = omissions
        self._stack: list[State] = []
        self._state = State()
        self._asides: list[tuple[int, str, list[str]]] = []
        self._runs: list[tuple[str, bool]] = []
        self._bytes = bytearray()
        self._to_skip = 0
        self._starred = False
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font_names: dict[int, str] = {}
        self._font = self._style = 0
        self._style_names: dict[int, str] = {}
        self._is_heading = self._in_table = False
        self._at = [0, 0, 0]
        self._passed: dict[str, str] = {}
        self._about: dict[str, str] = {}
        self._form: dict[str, int] = {}
        self._choices: list[str] = []
        self._shown: dict[int, tuple[Shown, int, int]] = {}

    def read(self, data: bytes) -> None:
        """Read the whole file; `whole` says afterwards whether every group was closed."""
        position = 0
        while match := _TOKEN.match(data, position):
            position = match.end()
            if match["text"]:
                self._plain(match["text"])
            elif match["hex"]:
                self._plain(bytes.fromhex(match["hex"].decode()))
            elif match["word"]:
                number = int(match["number"]) if match["number"] else None
                if match["word"] == b"bin":
                    position += max(0, number or 0)
                else:
                    self._word(match["word"].decode(), number)
            elif match["sign"]:
                self._sign(match["sign"].decode("latin-1"))
            elif match["brace"]:
                self._brace(opens=match["brace"] == b"{")
                if not self._stack and match["brace"] == b"}":
                    self.whole = True
                    break
        self._end_paragraph()

    def _brace(self, *, opens: bool) -> None:
        self._flush()
        self._to_skip = 0
        self._starred = False
        if opens:
            self._stack.append(self._state)
            if len(self._stack) > limits.NESTING:
                raise limits.too_deep(self._name)
        elif self._stack:
            if self._asides and self._asides[-1][0] == len(self._stack):
                _, kind, texts = self._asides.pop()
                self._end_aside(kind, "".join(texts))
            self._state = self._stack.pop()
            if len(self._stack) in self._shown:
                self._end_field(*self._shown.pop(len(self._stack)))

    def _end_aside(self, kind: str, text: str) -> None:
        """Tell a group outside the body, or keep it for the field or the comment to come."""
        if kind == "instruction":
            # What the field shows without a result is put in when its group ends.
            found = self._of_form() if self._form else shown(text)
            self._shown[len(self._stack) - 2] = (found, *self._place())
        elif kind == "choice":
            self._choices.append(text.strip())
        elif kind in rtfcodes.OF_COMMENTS:
            self._of_comment(kind, text.strip())
        elif kind and (text.strip() or kind in {"picture", "embedded object"}):
            self._omissions.add(kind, "" if kind == "picture" else text)
        if kind == "comment":
            self._comment(text)

    def _place(self) -> tuple[int, int]:
        return len(self.pieces), len(self._runs)

    def _of_form(self) -> Shown:
        """Give what the form holds whose field was read."""
        form, choices = self._form, self._choices
        self._form, self._choices = {}, []
        made = form.get("ffres", _UNMADE)
        at = form.get("ffdefres", 0) if made == _UNMADE else made
        kind = form.get("fftype", 0)
        return chosen(at, choices if kind == _LIST else None) if kind else Shown()

    def _end_field(self, found: Shown, *place: int) -> None:
        """Put what a field shows where it gave no result."""
        if place == self._place():
            self._put(found.text)
            if found.kind:
                self._omissions.add(found.kind, found.told)

    def _of_comment(self, kind: str, text: str) -> None:
        """Keep what is said of the comment to come, or where one begins or ends."""
        if kind == "atrfstart":
            self.notes.begin(text, len(self.pieces), self._runs)
        elif kind == "atrfend":
            self.notes.end(text, len(self.pieces), self._runs)
        else:
            self._about[kind] = text

    def _comment(self, text: str) -> None:
        about, self._about = self._about, {}
        name = about.get("atnref") or f"\n{len(self.notes.texts)}"
        date = rtfcodes.moment(about.get("atndate", ""))
        said = _joined(text).strip()
        self.notes.texts[name] = _joined(about.get("atnauthor", "")), date, said
        self.notes.begin(name, len(self.pieces), self._runs)

    def _plain(self, text: bytes) -> None:
        """Take bytes of text, without those that only stand in for a sign given by its number."""
        left_out = min(self._to_skip, len(text))
        self._to_skip -= left_out
        self._bytes += text[left_out:]

    def _flush(self) -> None:
        """Decode the bytes gathered so far: a sign of some scripts has two."""
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            if self._state.symbols:
                self._put(symbols.of_bytes(data, self._state.symbols))
            else:
                self._put(data.decode(self._state.page or self._page, errors="replace"))

    def _put(self, text: str) -> None:
        state = self._state
        if state.into == "body":
            kind = "tracked deletion" if state.deleted else "stretch of hidden text"
            if state.deleted or state.hidden:
                self._passed[kind] = self._passed.get(kind, "") + text
            else:
                self._runs.append((text, state.bold))
        elif state.into == "aside":
            self._asides[-1][2].append(text)
        elif state.into == "fonttbl":
            self._font_names[self._font] = self._font_names.get(self._font, "") + text
        elif state.into == "stylesheet":
            self._style_names[self._style] = self._style_names.get(self._style, "") + text

    def _sign(self, sign: str) -> None:
        self._flush()
        if sign == "*":
            self._starred = True
        elif sign in rtfcodes.SIGNS:
            self._skip_or_put(rtfcodes.SIGNS[sign])
        elif sign in "\r\n":
            self._end_paragraph()

    def _skip_or_put(self, text: str) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._put(text)

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        starred, self._starred = self._starred, False
        if word == "u":
            self._put(symbols.plain(chr((number or 0) & 0xFFFF), self._state.symbols))
            self._to_skip = self._state.skip
        elif word in rtfcodes.SIGNS:
            self._skip_or_put(rtfcodes.SIGNS[word])
        elif word in rtfcodes.OF_COMMENTS:
            self._asides.append((len(self._stack), word, []))
            self._state = self._state._replace(into="aside", hidden=False)
        elif word in rtfcodes.KINDS:
            self._asides.append((len(self._stack), rtfcodes.KINDS[word], []))
            self._state = self._state._replace(into="aside", hidden=False)
        elif word in {"fonttbl", "stylesheet"}:
            self._state = self._state._replace(into=word)
        elif word == "ud" and self._state.into is None:
            self._state = self._state._replace(into="body")
        elif word in rtfcodes.UNTOLD or (starred and word not in {"ud", "cs", "ds", "ts"}):
            self._state = self._state._replace(into=None)
        else:
            self._format(word, number)

    def _format(self, word: str, number: int | None) -> None:
        """Follow what changes how text looks, or where it stands."""
        state, on = self._state, number != 0
        if word == "b":
            self._state = state._replace(bold=on)
        elif word == "v":
            self._state = state._replace(hidden=on)
        elif word == "deleted":
            self._state = state._replace(deleted=on)
        elif word == "plain":
            self._state = state._replace(
                bold=False, hidden=False, deleted=False, page="", symbols=""
            )
        elif word == "uc":
            self._state = state._replace(skip=max(0, number or 0))
        elif word in {"f", "fcharset", "cpg", "ansicpg", "mac", "pc", "pca"}:
            self._encode(word, number or 0)
        elif word == "s":
            self._style = number or 0
            self._is_heading = self._names_heading()
        elif state.into == "body":
            self._lay_out(word, number)
        elif word in rtfcodes.ENDINGS:
            self._put(" ")
        else:
            self._form |= {word: number or 0} if word in rtfcodes.OF_FORMS else {}

    def _encode(self, word: str, number: int) -> None:
        if word == "f":
            self._font = number
            named = self._font_names.get(number, "").partition(";")[0].strip()
            drawn = named if symbols.draws_symbols(named) and self._state.into != "fonttbl" else ""
            self._state = self._state._replace(page=self._fonts.get(number, ""), symbols=drawn)
        elif word == "fcharset" and (page := rtfcodes.of_charset(number)):
            self._fonts[self._font] = page
        elif word == "cpg":
            self._fonts[self._font] = rtfcodes.of_page(number)
        elif word == "ansicpg":
            self._page = rtfcodes.of_page(number)
        elif word in {"mac", "pc", "pca"}:
            self._page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]

    def _names_heading(self) -> bool:
        return self._style_names.get(self._style, "").strip().casefold().startswith(_HEADINGS)

    def _lay_out(self, word: str, number: int | None) -> None:
        """Follow paragraphs, and the cells and rows of tables."""
        if word in rtfcodes.ENDINGS:
            self._end_paragraph()
        elif word == "pard":
            self._style, self._is_heading, self._in_table = 0, False, False
        elif word == "intbl":
            self._in_table = True
        elif word == "outlinelevel":
            self._is_heading = (number or 0) < 9
        elif word == "cell":
            self._in_table = True
            self._end_paragraph()
            self._at[2] += 1
        elif word == "row":
            self._at[1:] = [self._at[1] + 1, 0]

    def _end_paragraph(self) -> None:
        self._flush()
        for what, passed in self._passed.items():
            if passed.strip():
                self._omissions.add(what, _joined(passed))
        self._passed.clear()
        if not self._in_table and self._at[1]:
            self._at = [self._at[0] + 1, 0, 0]
        text = tidy(_joined("".join(text for text, _ in self._runs)))
        if text:
            table, row, column = self._at
            cell = (table, row, column) if self._in_table else None
            kind: ParagraphKind = "heading" if self._is_heading else "speech"
            self.pieces.append(Piece(text, kind, min(self._leading_bold(), len(text)), cell))
        self._runs = []

    def _leading_bold(self) -> int:
        leading = []
        for text, bold in self._runs:
            if not bold and text.strip():
                break
            leading.append(text)
        return len(tidy(_joined("".join(leading))))


def _joined(text: str) -> str:
    """Join the two halves of signs beyond the first plane; a half without the other is damage."""
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\x00", "\ufffd")
