"""Read every sentence that refuses something as a researcher would."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import ROOT

PACKAGES = ("framework", "importers", "exports", "app")
JARGON = re.compile(
    r"\b(sql\w*|errno|exception|traceback|null|none type|schema|invalid|parse\w*|utf-?8|"
    r"pragma|inode|transaction|checkpoint|i/o|failed to|unable to|please|error)\b",
    re.IGNORECASE,
)
KINDS = {"RefusedError", "StudyFileError", "DamagedError", "LockedError", "HeldError",
         "CancelledError", "WrongPassphraseError"}  # fmt: skip
# What these say becomes the middle of a sentence that another module ends.
MIDDLES = {"framework/rules/reading_records.py", "framework/edits/codings.py"}
BECAME = re.compile(
    r"\b(no|not|nothing|none|nobody|kept|saved|stays?|stay|was|were|left|lost)\b", re.IGNORECASE
)


def _words(node: ast.expr) -> str | None:
    """Give what a sentence says, with … for names; None where it is made elsewhere."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(map(_part, node.values))
    return None


def _part(part: ast.expr) -> str:
    """Give a part of what is said; a name such as `kept` says what became of the work."""
    if isinstance(part, ast.Constant):
        return str(part.value)
    return "kept…" if "kept" in ast.unparse(part).casefold() else "…"


def _sentences() -> Iterator[tuple[str, str]]:
    """List each sentence with where it stands."""
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            where = file.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if where in MIDDLES or not isinstance(node, ast.Call) or not node.args:
                    continue
                words = _words(node.args[0])
                if isinstance(node.func, ast.Name) and node.func.id in KINDS and words:
                    yield f"{where}:{node.lineno}", words


SENTENCES = dict(_sentences())


def test_sentences_are_found() -> None:
    assert len(SENTENCES) > 200


def test_refusals_are_whole_sentences_in_the_words_of_a_researcher() -> None:
    for place, said in SENTENCES.items():
        assert said.endswith((".", "…")), f"{place}: {said}"
        assert not JARGON.search(said), f"{place}: {said}"


def test_refusals_say_what_became_of_the_work() -> None:
    for place, said in SENTENCES.items():
        assert BECAME.search(said), f"{place}: {said}"
