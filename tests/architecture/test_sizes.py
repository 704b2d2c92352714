"""Keep modules and functions small enough to hold in the head, and described."""

import ast

from tests.architecture.source import functions, modules, named, tree_of

LONGEST_MODULE, LONGEST_FUNCTION = 400, 40


def test_module_has_at_most_400_lines() -> None:
    counts = {named(file): len(file.read_text("utf-8").splitlines()) for file in modules()}
    assert {name: n for name, n in counts.items() if n > LONGEST_MODULE} == {}


def test_function_has_at_most_40_lines() -> None:
    long = {
        f"{named(file)}: {node.name}": node.end_lineno - node.lineno + 1
        for file in modules()
        for node in functions(tree_of(file))
        if node.end_lineno is not None and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }
    assert long == {}


def test_module_class_and_public_function_has_a_docstring() -> None:
    bare = []
    for file in modules("app", "framework", "importers", "exports"):
        tree = tree_of(file)
        if file.stat().st_size and not ast.get_docstring(tree):
            bare.append(named(file))
        bare += [
            f"{named(file)}: {node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
    assert bare == []


def test_module_is_named_by_a_noun_of_the_field() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc", "core"}
    assert [named(file) for file in modules() if file.stem in vague] == []
