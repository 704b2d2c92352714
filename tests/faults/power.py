"""Rebuild what a disk holds when the power goes, from what was done to its files until then.

What was synced is there. Of what was not, any part may be: each write whole, torn at a sector, or
not at all, in any order; a file that was made or deleted may be there or not, unless its folder
was synced since.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.disk import Op

SECTOR = 512


@dataclass
class File:
    """Hold one file: what is on the disk for sure, and what was written since."""

    settled: bytearray = field(default_factory=bytearray)
    waiting: list[Op] = field(default_factory=list)


@dataclass
class Files:
    """Hold the files of a study as the disk has them.

    `named` are those whose names the disk has for sure, `going` those deleted while it may not
    know of it yet.
    """

    files: dict[str, File] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    going: dict[str, File] = field(default_factory=dict)

    def do(self, op: Op) -> None:
        """Go on by one deed of the program."""
        file = self.files.setdefault(op.path, File())
        if op.kind in {"write", "truncate"}:
            file.waiting.append(op)
        elif op.kind == "sync":
            for waiting in file.waiting:
                _apply(file.settled, waiting)
            file.waiting.clear()
            if op.path not in self.named and not op.path.endswith(".chartwell"):
                self._know_names()  # the first sync of a journal or log syncs its folder too
        elif op.kind == "delete":
            gone = self.files.pop(op.path)
            self.named.discard(op.path)
            if op.offset:
                self._know_names()
            else:
                self.going[op.path] = gone
        elif op.kind == "create":
            self.files[op.path] = File()
            self.going.pop(op.path, None)

    def _know_names(self) -> None:
        self.named |= set(self.files)
        self.going.clear()

    def write(self, folder: Path, chance: Random | None) -> None:
        """Write the files as they are after a power cut, or all of it where `chance` is None."""
        for path, file in self.files.items():
            if chance is not None and path not in self.named and chance.random() < 0.5:
                continue
            content = bytearray(file.settled)
            for op in _kept(file.waiting, chance):
                _apply(content, op)
            (folder / Path(path).name).write_bytes(content)
        for path, file in self.going.items():
            if chance is not None and path not in self.files and chance.random() < 0.5:
                (folder / Path(path).name).write_bytes(file.settled)


def _kept(waiting: Iterable[Op], chance: Random | None) -> list[Op]:
    """Choose which of the writes that were not synced have reached the disk."""
    if chance is None:
        return list(waiting)
    share, found = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0)), []
    for op in waiting:
        if chance.random() < share:
            found.append(op)
        elif op.kind == "write" and chance.random() < 0.2:
            found.append(_torn(op, chance))
    return found


def _torn(op: Op, chance: Random) -> Op:
    """Keep only some sectors of a write: its beginning or its end."""
    cut = op.offset + chance.randrange(len(op.data) + 1)
    cut = max(0, cut // SECTOR * SECTOR - op.offset)
    if chance.random() < 0.5:
        return op._replace(data=op.data[:cut])
    return op._replace(offset=op.offset + cut, data=op.data[cut:])


def _apply(content: bytearray, op: Op) -> None:
    """Do one deed to the content of a file."""
    if op.kind == "truncate":
        del content[op.offset :]
        return
    if not op.data:
        return
    if len(content) < op.offset:
        content.extend(bytes(op.offset - len(content)))
    content[op.offset : op.offset + len(op.data)] = op.data
