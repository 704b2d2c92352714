"""Let imports run one way, and start fast."""

import subprocess
import sys

import pytest

from tests.architecture.source import ROOT, imports, modules, named, tree_of

HEAVY = ("pandas", "numpy", "docx", "lxml", "xlsxwriter", "yaml", "python_calamine", "rapidfuzz",
         "charset_normalizer")  # fmt: skip


def test_contracts_of_the_layers_are_kept() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()",
         "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout + said.stderr
    assert "0 broken" in said.stdout


def test_only_app_imports_qt_and_only_framework_the_database() -> None:
    for package in ("framework", "importers", "exports"):
        for file in modules(package):
            assert "PySide6" not in imports(tree_of(file)), named(file)
    for package in ("app", "importers", "exports"):
        for file in modules(package):
            assert not imports(tree_of(file)) & {"sqlalchemy", "sqlite3"}, named(file)


def test_domain_and_files_know_no_window_and_only_framework_no_other_package() -> None:
    for file in modules("framework"):
        assert not imports(tree_of(file)) & {"app", "importers", "exports"}, named(file)
    for file in modules("importers"):
        assert not imports(tree_of(file)) & {"app", "exports"}, named(file)
    for file in modules("exports"):
        assert not imports(tree_of(file)) & {"app", "importers"}, named(file)


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("app.cli", (*HEAVY, "sqlalchemy", "PySide6")),
        ("app.__main__", (*HEAVY, "sqlalchemy", "PySide6")),
        ("app.window", HEAVY),
        ("importers", (*HEAVY, "PySide6")),
        ("exports", (*HEAVY, "PySide6")),
        ("framework.study", (*HEAVY, "PySide6")),
    ],
)
def test_heavy_libraries_are_imported_only_where_they_are_used(
    module: str, unwanted: tuple[str, ...]
) -> None:
    code = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(said.stdout.split()) & set(unwanted) == set()
