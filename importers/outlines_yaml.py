"""Read a framework's tree from YAML: a template's entry, or a bare list or mapping of themes.

A theme is its name alone, `name: definition`, `name: [sub-themes]`, or a mapping with name and,
where given, n or number, definition, include, exclude, origin, colour, fixed_number, retired,
example and children.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from framework.errors import RefusedError
from importers import encoding, outline
from importers.outline import Node, refused

# A node of PyYAML: its kind decides what its value holds.
_YamlNode: TypeAlias = Any

_DEEPEST = 14
_MOST_THINGS = 100_000
_MOST_LETTERS = 20_000_000
_EMPTY = frozenset({"~", "null", "Null", "NULL"})
_LISTS = ("children", "nodes", "themes", "subthemes", "sub-themes")
_NAMES = ("name", "theme", "label", "title")
_NUMBERS = ("n", "number")
_FIELDS = (
    "definition", "include", "exclude", "origin", "colour", "fixed_number", "retired", "example",
)  # fmt: skip


def load(data: bytes, file: str) -> object:
    """Parse YAML safely, every value as the text that stands there: 1.10 stays 1.10.

    A mapping that names one thing twice is refused, and so is what unfolds beyond all measure.
    """
    import yaml

    kind = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = encoding.decode(data, file).text
    loader = kind(text)
    loader.yaml_implicit_resolvers = {}
    try:
        _refuse_deep(yaml.parse(text, kind), file)
        node = loader.get_single_node()
        return _Content(file).of(node, 0) if node is not None else None
    except yaml.YAMLError as error:
        raise refused(file, _said(error)) from error
    except RecursionError:
        raise refused(file, "its lists are nested too deeply.") from None
    finally:
        loader.dispose()


def _refuse_deep(events: Iterator[Any], file: str) -> None:
    """Refuse deep nesting before anything follows it down, which could end the program."""
    depth = 0
    for event in events:
        kind = type(event).__name__
        depth += kind.endswith(("SequenceStartEvent", "MappingStartEvent"))
        depth -= kind.endswith(("SequenceEndEvent", "MappingEndEvent"))
        if depth > _DEEPEST * 3:
            line = event.start_mark.line + 1
            raise refused(file, f"line {line}: its lists are nested too deeply.")


def _said(error: object) -> str:
    """Say where YAML stumbled, in words."""
    mark = getattr(error, "problem_mark", None)
    line = f"line {mark.line + 1}: " if mark else ""
    problem = getattr(error, "problem", None) or "it is not YAML"
    if "\\t" in problem or "'\t'" in problem or "tab character" in problem:
        problem = "a tab stands where YAML takes blanks alone"
    return f"{line}{problem}."


class _Content:
    """Turn parsed YAML into lists, mappings and text."""

    def __init__(self, file: str) -> None:
        """Begin to count what there is."""
        self._file = file
        self._things = 0
        self._letters = 0

    def of(self, node: _YamlNode, depth: int) -> object:
        """Give the value of one node and all within it."""
        self._count(node, depth)
        if node.id == "scalar":
            empty = not node.style and node.value in _EMPTY
            return "" if empty else node.value
        if node.id == "sequence":
            return [self.of(child, depth + 1) for child in node.value]
        found: dict[str, object] = {}
        for key, value in node.value:
            name = self._key(key)
            if name in found:
                raise refused(self._file, f"{_line(key)}: “{name[:60]}” stands there twice.")
            found[name] = self.of(value, depth + 1)
        return found

    def _key(self, node: _YamlNode) -> str:
        """Give the name that stands before a colon."""
        if node.id != "scalar":
            raise refused(self._file, f"{_line(node)}: a name is expected before the colon.")
        return str(node.value)

    def _count(self, node: _YamlNode, depth: int) -> None:
        """Refuse what is nested too deeply, or is more than any framework; aliases count anew."""
        self._things += 1
        self._letters += len(node.value) if node.id == "scalar" else 0
        if depth > _DEEPEST * 2 + 6:
            raise refused(self._file, f"{_line(node)}: themes are nested too deeply.")
        if self._things > _MOST_THINGS or self._letters > _MOST_LETTERS:
            raise refused(
                self._file,
                f"{_line(node)}: it unfolds to more than {_MOST_THINGS:,} values or "
                f"{_MOST_LETTERS:,} letters, which no framework needs.",
            )


def _line(node: _YamlNode) -> str:
    return f"line {node.start_mark.line + 1}"


def entry(content: object, file: str) -> tuple[Mapping[str, object], list[Node]]:
    """Return what describes the framework, and its themes."""
    if isinstance(content, Mapping) and isinstance(content.get("templates"), list):
        templates = content["templates"]
        if len(templates) != 1:
            raise RefusedError(
                f"{file} holds {len(templates)} frameworks; load one of them by its id. "
                "Nothing was loaded."
            )
        content = templates[0]
    if isinstance(content, Mapping):
        for key in _LISTS:
            if isinstance(content.get(key), list | Mapping):
                return content, _nodes(content[key], file, "", 1)
    return {}, _nodes(content, file, "", 1)


def _nodes(content: object, file: str, above: str, depth: int) -> list[Node]:
    if depth > _DEEPEST:
        raise refused(file, f"{above}: its themes are nested too deeply.")
    if isinstance(content, Mapping):
        items = [_named(str(name), value) for name, value in content.items()]
    elif isinstance(content, list):
        items = content
    else:
        raise refused(file, f"{above or 'the file'}: a list of themes is expected here.")
    return [
        _node(item, file, f"{above}{' > ' if above else ''}theme {position}", depth)
        for position, item in enumerate(items, 1)
    ]


def _named(name: str, value: object) -> object:
    if isinstance(value, list):
        return {"name": name, "children": value}
    if isinstance(value, Mapping):
        known = {*_LISTS, *_NAMES, *_NUMBERS, *_FIELDS}
        return {"name": name, **(value if known & set(value) else {"children": value})}
    return {"name": name, "definition": value}


def _node(item: object, file: str, place: str, depth: int) -> Node:
    if isinstance(item, str):
        return Node(place, "", item.strip())
    if not isinstance(item, Mapping):
        raise refused(file, f"{place}: a name, or a mapping with a name, is expected here.")
    name = _text(item, file, place, *_NAMES)
    if not name and len(item) == 1 and not {*_NAMES, *_NUMBERS, *_FIELDS} & set(item):
        return _node(_named(*next(iter(item.items()))), file, place, depth)
    place = f"{place} ({name})" if name else place
    below: object = next((item[key] for key in _LISTS if item.get(key)), [])
    return Node(
        place=place,
        number=_text(item, file, place, *_NUMBERS).rstrip("."),
        name=name,
        definition=_text(item, file, place, "definition", "description"),
        include=_text(item, file, place, "include", "inclusion"),
        exclude=_text(item, file, place, "exclude", "exclusion"),
        origin=_text(item, file, place, "origin"),
        children=_nodes(below, file, place, depth + 1) if below else [],
        colour=_colour(_text(item, file, place, "colour", "color"), file, place),
        fixed=_flag(item, file, place, "fixed_number"),
        retired=_flag(item, file, place, "retired"),
        example=_text(item, file, place, "example"),
    )


def _colour(typed: str, file: str, place: str) -> int | None:
    found = outline.colour(typed)
    if typed and found is None:
        raise refused(file, f"{place}: the colour {typed[:20]} is no whole number from 0.")
    return found


def _flag(item: Mapping[str, object], file: str, place: str, key: str) -> bool:
    return outline.flag(file, place, key, _text(item, file, place, key))


def _text(item: Mapping[str, object], file: str, place: str, *keys: str) -> str:
    value = next((item[key] for key in keys if item.get(key) is not None), "")
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    if not isinstance(value, str):
        raise refused(file, f"{place}: {keys[0]} must be text.")
    return value.strip()
