"""Read a framework's tree from YAML: a template's entry, or a bare list or mapping of themes.

A theme is its name alone, `name: definition`, `name: [sub-themes]`, or a mapping with name and,
where given, n or number, definition, include, exclude, origin and children.
"""

from collections.abc import Mapping

from framework.errors import RefusedError
from importers import encoding
from importers.outline import Node, refused

_DEEPEST = 14
_LISTS = ("children", "nodes", "themes", "subthemes", "sub-themes")
_NAMES = ("name", "theme", "label", "title")
_NUMBERS = ("n", "number")


def load(data: bytes, file: str) -> object:
    """Parse YAML safely, every value as the text that stands there: 1.10 stays 1.10."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(encoding.decode(data, file).text)
    loader.yaml_implicit_resolvers = {}
    try:
        return loader.get_single_data()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or "it is not YAML"
        raise refused(file, f"{line}{problem}.") from error
    except RecursionError:
        raise refused(file, "its lists are nested too deeply.") from None
    finally:
        loader.dispose()


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
        known = {*_LISTS, *_NAMES, *_NUMBERS, "definition", "include", "exclude", "origin"}
        return {"name": name, **(value if known & set(value) else {"children": value})}
    return {"name": name, "definition": value}


def _node(item: object, file: str, place: str, depth: int) -> Node:
    if isinstance(item, str):
        return Node(place, "", item.strip())
    if not isinstance(item, Mapping):
        raise refused(file, f"{place}: a name, or a mapping with a name, is expected here.")
    name = _text(item, file, place, *_NAMES)
    if not name and len(item) == 1:
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
    )


def _text(item: Mapping[str, object], file: str, place: str, *keys: str) -> str:
    value = next((item[key] for key in keys if item.get(key) is not None), "")
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    if not isinstance(value, str):
        raise refused(file, f"{place}: {keys[0]} must be text.")
    return value.strip()
