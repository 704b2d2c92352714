"""Read many files in several processes at once."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from framework.errors import CancelledError, FrameworkError
from framework.progress import Progress
from importers import limits, unreadable
from importers.apart import Reader

_Found = TypeVar("_Found")
_SILENT = Progress()


def read_each(
    read: Callable[..., _Found], paths: Sequence[Path], *given: object, progress: Progress
) -> Iterator[_Found | FrameworkError]:
    """Give for each file, in order, what `read(path, *given, progress=…)` makes of it, or why not.

    Short texts are read here. Whoever cancels waits for no reader.
    """
    within = Progress(stop=progress.stop)  # a long file is left off too
    few = sum(map(unreadable.weight, paths)) < limits.READ_HERE_BYTES
    abreast = 1 if few else min(limits.READERS, os.cpu_count() or 1, len(paths))
    with ExitStack() as ended:
        readers = SimpleQueue[Reader]()
        for _ in range(abreast):
            readers.put(ended.enter_context(Reader()))

        def found(path: Path) -> _Found | FrameworkError:
            within.at(0, 1, path.name)
            reader = readers.get()
            try:
                if few:
                    return read(path, *given, progress=within)
                return reader.run(read, path.name, path, *given, progress=within)
            except CancelledError:
                raise
            except FrameworkError as error:
                return error
            finally:
                readers.put(reader)

        pool = ThreadPoolExecutor(abreast)
        ended.callback(pool.shutdown, cancel_futures=True)
        asked = [pool.submit(found, path) for path in paths]
        for done, one in enumerate(asked):
            progress.at(done, len(paths), paths[done].name)
            yield one.result()
    progress.at(len(paths), len(paths), "")


def read_all(
    read: Callable[..., _Found], paths: Sequence[Path], progress: Progress = _SILENT
) -> list[_Found]:
    """Give what `read(path, progress=…)` makes of every file, or raise the first refusal."""
    made = []
    for found in read_each(read, paths, progress=progress):
        if isinstance(found, FrameworkError):
            raise found
        made.append(found)
    return made
