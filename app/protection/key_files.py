"""Apply the names of a key file to a study, and put them back."""

from collections.abc import Sequence
from pathlib import Path

from exports.key_file import write_key_file
from framework.edits.pseudonyms import Replaced, pseudonymise
from framework.edits.pseudonyms_restoring import Restored, restore_names
from framework.errors import RefusedError
from framework.rules.pseudonyms import Made, NameEntry
from framework.study import Study
from importers.key_file import KeyFile, read_key_file


def apply(study: Study, entries: Sequence[NameEntry], path: Path) -> Replaced:
    """Replace names in a study, and write the key file that alone can put them back.

    The key file is written before the study is changed; what it held before stays in it.
    """
    before = read_key_file(path) if path.exists() else KeyFile(())
    known = {entry.original: entry for entry in (*before.entries, *entries)}

    def keep(made: Sequence[Made]) -> None:
        """Write down what is being replaced."""
        write_key_file(path, list(known.values()), [*before.made, *made])

    return pseudonymise(study, entries, keep)


def put_back(study: Study, path: Path) -> Restored:
    """Put the names of a key file back in the study; the key file keeps what could not be."""
    key = read_key_file(path)
    if not key.made:
        raise RefusedError(
            f"{path.name} does not say where a name was replaced; nothing was changed."
        )
    done = restore_names(study, key.made)
    write_key_file(path, key.entries, done.left)
    return done


def warning(study: Study, path: Path) -> str:
    """Say that a key file lies beside its study, where it does; else ""."""
    if path.resolve().parent != study.path.resolve().parent:
        return ""
    return (
        f"{path.name} lies in the same folder as the study: whoever has both has the names. "
        "Keep it somewhere else."
    )
