"""Keep broad excepts, loose colours, machine paths and registry addresses out of the source."""

import ast
import re
import subprocess
from pathlib import Path

from tests.architecture.source import ROOT, modules, named, tree_of

MAY_CATCH_ALL = {"app/errors.py", "app/jobs.py"}
BROAD = {"Exception", "BaseException"}
HEX_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b")
FOLDERS = "home|root|tmp|work|Users|mnt|opt/[a-z]+/work"
MACHINE_PATH = re.compile(rf"(?<![\w.\-/:}}])/(?:{FOLDERS})/\w|[A-Z]:\\\\?Users")
REGISTRY = re.compile(r"--(?:extra-)?index[-]url|https?://[\w.\-]+/simple", re.IGNORECASE)


def _caught(handler: ast.ExceptHandler) -> set[str]:
    """Name what a handler catches; nothing named is everything."""
    if handler.type is None:
        return {"BaseException"}
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {kind.id for kind in kinds if isinstance(kind, ast.Name)}


def test_no_broad_except_but_in_two_places() -> None:
    found = [
        f"{named(file)}:{node.lineno}"
        for file in modules()
        if named(file) not in MAY_CATCH_ALL
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ExceptHandler) and _caught(node) & BROAD
    ]
    found += [
        f"{named(file)}:{node.lineno}"
        for file in modules()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "suppress"
        and any(isinstance(kind, ast.Name) and kind.id in BROAD for kind in node.args)
    ]
    assert found == []


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def _loose(node: ast.AST) -> bool:
    """Tell whether a piece of source names a colour or a type size by its value."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(HEX_COLOUR.search(node.value))
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else None
        called = node.func.id if isinstance(node.func, ast.Name) else called
        if called in {"QColor", "fromRgb", "qRgb", "qRgba"}:
            return any(_is_number(arg) for arg in node.args)
        if called in {"setPointSize", "setPointSizeF", "setPixelSize"}:
            return any(_is_number(arg) for arg in node.args)
    return False


def test_colours_and_type_sizes_are_named_in_the_design_alone() -> None:
    found = [
        f"{named(file)}:{getattr(node, 'lineno', '?')}"
        for file in modules("app")
        if not named(file).startswith("app/design/")
        for node in ast.walk(tree_of(file))
        if _loose(node)
    ]
    assert found == []


def _texts() -> list[tuple[str, str]]:
    """Read every text file that the repository keeps."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    names = [name for name in listed.split("\0") if name] or [named(file) for file in modules()]
    found = []
    for name in names:
        path: Path = ROOT / name
        if path.is_file() and (content := path.read_bytes()) and b"\0" not in content[:8000]:
            found.append((name, content.decode("utf-8", "replace")))
    return found


def test_repository_names_no_folder_of_a_machine() -> None:
    found = [
        f"{name}: {match[0]}"
        for name, content in _texts()
        for match in MACHINE_PATH.finditer(content)
    ]
    assert found == []


def test_repository_names_no_package_registry() -> None:
    this = named(Path(__file__))
    found = [
        f"{name}: {match[0]}"
        for name, content in _texts()
        if name != this
        for match in REGISTRY.finditer(content)
    ]
    assert found == []
