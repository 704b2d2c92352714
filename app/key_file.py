"""Read the keys that a person has chosen from a file, and write the file to choose them in."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from app.actions import ACTIONS, PLACES
from app.keymap import WRITTEN, Keymap, combination, readable

FILE = "keys.toml"
_BY_ID = {action.id: action for action in ACTIONS}


class Read(NamedTuple):
    """Hold the keymap of a file, and a sentence for each line that was left out."""

    keymap: Keymap
    left_out: tuple[str, ...]


def read_keys(path: Path) -> Read:
    """Read the person's own keys; what cannot be used is left out, a sentence for each line."""
    if not path.is_file():
        return Read(Keymap(), ())
    left_out: list[str] = []
    own = {}
    for name, value in _entries(path, left_out).items():
        keys = _usable(name, value, left_out)
        if keys is not None:
            own[name] = keys
    return Read(Keymap(_without_doubles(own, left_out)), tuple(left_out))


def template() -> str:
    """Write the file in which keys are changed: every key there is, each as a comment."""
    lines = [
        "# The keys of Chartwell.",
        "# Take the # from a line, write another key, and start Chartwell again.",
        '# Several keys: ["Ctrl+M", "+"]. No key: "". Enter is called Return.',
    ]
    for place, title in PLACES.items():
        lines += ["", f"# {title}"]
        for action in ACTIONS:
            if action.place == place and not action.typed:
                keys = [_quoted(key) for key in action.keys]
                value = keys[0] if len(keys) == 1 else f"[{', '.join(keys)}]"
                lines.append(f"# {action.id} = {value}  # {action.words}")
    return "\n".join(lines) + "\n"


def _entries(path: Path, left_out: list[str]) -> dict[str, object]:
    """Return the file's lines by action; where one breaks the file, each is read for itself."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        left_out.append(f"{path.name} could not be read; the keys are as they come.")
        return {}
    try:
        return _flat(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        pass
    found: dict[str, object] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            read = tomllib.loads(line)
        except tomllib.TOMLDecodeError:
            left_out.append(f"Line {number} of {path.name} cannot be read and was left out.")
            continue
        if line.lstrip().startswith("["):
            section = next(iter(_flat(tomllib.loads(line + "\nx = 1")))).removesuffix("x")
        again = {section + name: value for name, value in _flat(read).items()}
        left_out += [f"{name} stands twice in {path.name}; the first holds."
                     for name in again if name in found]  # fmt: skip
        found = again | found
    return found


def _flat(table: Mapping[str, object], above: str = "") -> dict[str, object]:
    """Return nested tables as names with dots between."""
    flat: dict[str, object] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{above}{name}.")
        else:
            flat[f"{above}{name}"] = value
    return flat


def _usable(name: str, value: object, left_out: list[str]) -> tuple[str, ...] | None:
    """Return the keys that a line gives an action, or None and the reason."""
    action = _BY_ID.get(name)
    if action is None:
        left_out.append(f"{FILE} names “{name}”, which is no action; it was left out.")
        return None
    if action.typed:
        left_out.append(f"The keys of {name} cannot be changed; that line of {FILE} was left out.")
        return None
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list) or not all(_is_key(key) for key in keys if key != ""):
        left_out.append(f"{FILE} gives {name} “{value}”, which is no key; it keeps its own.")
        return None
    return tuple(QKeySequence(key, WRITTEN).toString(WRITTEN) for key in keys if key)


def _is_key(key: object) -> bool:
    """Say whether something written is one key that can be pressed and is free to be given."""
    if not isinstance(key, str) or (len(key) == 1 and key in "0123456789."):
        return False
    if QKeySequence(key, WRITTEN).count() != 1:
        return False
    return QKeyCombination.fromCombined(combination(key)).key() != Qt.Key.Key_unknown


def _without_doubles(
    own: dict[str, tuple[str, ...]], left_out: list[str]
) -> dict[str, tuple[str, ...]]:
    """Return the person's keys without those that another action of the place has already."""
    while (double := _double(own)) is not None:
        name, other, key = double
        words = f"{readable(key)} is the key of {other} already, so {name} keeps its own."
        left_out.append(words)
        del own[name]
    return own


def _double(own: Mapping[str, Sequence[str]]) -> tuple[str, str, str] | None:
    """Return an action whose own key another has in the same place: both ids and the key."""
    taken: dict[tuple[str, int], str] = {}
    order = sorted(ACTIONS, key=lambda action: action.id in own)
    for action in order:
        for key in own.get(action.id, action.keys):
            number = combination(key)
            places = list(PLACES) if action.place == "everywhere" else [action.place, "everywhere"]
            for place in places:
                other = taken.get((place, number))
                if other not in (None, action.id) and action.id in own:
                    return action.id, str(other), key
            taken[action.place, number] = action.id
    return None


def _quoted(key: str) -> str:
    """Write a key as TOML wants it."""
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'
