"""Give the program's own source to the tests that read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "framework", "importers", "exports", "tools")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(*packages: str) -> list[Path]:
    """List the modules of some packages, of all by default."""
    return [file for name in packages or PACKAGES for file in sorted((ROOT / name).rglob("*.py"))]


def named(file: Path) -> str:
    """Name a file as it stands in the repository."""
    return file.relative_to(ROOT).as_posix()


@cache
def tree_of(file: Path) -> ast.Module:
    """Parse a module."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def functions(tree: ast.Module) -> Iterator[Function]:
    """Give every function of a module, however deep."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def imports(tree: ast.Module) -> set[str]:
    """Name the top packages that a module imports anywhere."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found
