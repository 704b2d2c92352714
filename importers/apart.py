"""Run readers in a process of its own, which can be ended at any time.

The readers of some formats are written in C and Rust; a damaged file can make them end the
program, or take all memory. In a process apart only that process ends, and the system ends it when
it takes more memory or time than a file of its size may. Nor does a window wait for a reader there,
and who cancels need not wait for it either.
"""

import os
import pickle
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryFile
from threading import Event, Thread, Timer
from time import monotonic, process_time
from types import TracebackType
from typing import IO, Any, Self, TypeVar, TypeVarTuple

from framework.errors import FrameworkError, RefusedError
from framework.progress import Progress
from importers import limits, unreadable

_Given = TypeVarTuple("_Given")
_Found = TypeVar("_Found")
_BRIEFLY = 0.03
_GRACE = 1.0
_ERROR = re.compile(r"[A-Z]\w{1,60}Error\b|memory allocation of ")
_NO_MEMORY = ("MemoryError", "memory allocation of ")
_SHORTLY = 100
_LATE = -getattr(signal, "SIGXCPU", 0) or None
_SERVE = "from importers.apart import serve; serve({})"
_SERVING: list[bool] = []
"""Whether this is the process apart."""
_ENDED = (OSError, EOFError, ValueError, pickle.UnpicklingError)


class Reader:
    """Read one file after another in one process, which is begun for the first and ends with it.

    A process that a file brings down is begun anew for the next. `memory` is how many bytes it may
    ask for.
    """

    def __init__(self, memory: int = limits.APART_BYTES) -> None:
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        """End the process, where there is one."""
        self._end()
        if self._said is not None:
            self._said.close()

    def run(
        self,
        read: Callable[..., _Found],
        file: str,
        *given: object,
        progress: Progress | None = None,
    ) -> _Found:
        """Call a function of a module there; refuse the file where that does not end well.

        With `progress` the function is given one too, as `progress`, and is ended when the person
        cancels, at once.
        """
        self._said = self._said or TemporaryFile()  # noqa: SIM115 - it ends with the reader
        process = self._process = self._process or _begun(file, self._said, self._memory)
        answers = SimpleQueue[Any]()
        asked = read, given, progress is not None, _seconds(given)
        Thread(target=_converse, args=(process, asked, answers), daemon=True).start()
        until, late = monotonic() + limits.APART_SECONDS, False
        while True:
            with suppress(Empty):
                found: _Found | FrameworkError | _Nothing = answers.get(timeout=_BRIEFLY)
                break
            late = monotonic() > until
            if late or (progress is not None and progress.stop.is_set()):
                self._end(at_once=True)
                if not late and progress is not None:
                    progress.at(0, 1, file)
        if isinstance(found, FrameworkError):
            raise found
        if isinstance(found, _Nothing):
            self._end()
            if late or process.returncode == _LATE:
                raise _too_much(file, "time")
            raise _damaged(file, _last_words(self._said))
        return found

    def read(self, read: Callable[..., _Found], path: Path, *given: object) -> _Found:
        """Call a function that reads a file: there, or here where the file is a short text."""
        if unreadable.weight(path) < limits.READ_HERE_BYTES:
            return read(path, *given)
        return self.run(read, path.name, path, *given)

    def _end(self, *, at_once: bool = False) -> None:
        process, self._process = self._process, None
        if process is not None and at_once:
            # It ends what it has begun itself when it hears of it; nobody waits for that.
            Thread(target=_close, args=(process,), daemon=True).start()
        elif process is not None:
            _close(process)


def read(read: Callable[..., _Found], path: Path, *given: object) -> _Found:
    """Call a function that reads one file, in a process of its own or, where it is short, here."""
    with Reader() as reader:
        return reader.read(read, path, *given)


def run(read: Callable[[*_Given], _Found], file: str, *given: *_Given) -> _Found:
    """Call one function in a process of its own; refuse the file where that does not end well."""
    if _SERVING:
        return read(*given)
    with Reader() as reader:
        return reader.run(read, file, *given)


def _seconds(given: Sequence[object]) -> float:
    """Give how long a reader may be at work on what it is given: a file, or what one holds."""
    sizes = (
        unreadable.weight(one) if isinstance(one, Path)
        else len(one) if isinstance(one, bytes) else 0
        for one in given
    )  # fmt: skip
    return limits.WORK_SECONDS + sum(sizes) / limits.WORK_BYTES


class _Nothing:
    """Stand for the answer of a process that ended without one."""


def _begun(file: str, said: IO[bytes], memory: int) -> "subprocess.Popen[bytes]":
    root = str(Path(__file__).parents[1])
    paths = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    try:
        return subprocess.Popen(  # noqa: S603 - this interpreter, on this module
            # -P: no module is taken from the folder in which the person happens to be
            [sys.executable, "-P", "-c", _SERVE.format(memory)],
            env={**os.environ, "PYTHONPATH": paths},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except OSError as error:
        raise RefusedError(
            f"{file} is read in a process of its own, which could not be started "
            f"({error.strerror}); nothing was taken from it. Close other programs, and try again."
        ) from error


def _converse(
    process: "subprocess.Popen[bytes]", asked: object, answers: "SimpleQueue[Any]"
) -> None:
    """Ask the process, and hand on what it answers."""
    try:
        pickle.dump(asked, process.stdin)  # type: ignore[arg-type]  # a pipe, as asked for
        process.stdin.flush()  # type: ignore[union-attr]  # likewise
        answers.put(pickle.load(process.stdout))  # type: ignore[arg-type]  # noqa: S301 - as below
    except _ENDED:
        answers.put(_Nothing())


def _close(process: "subprocess.Popen[bytes]") -> None:
    """Have a process end by itself, or end it."""
    late = Timer(_GRACE, process.kill)
    late.start()
    with suppress(OSError):
        process.stdin.close()  # type: ignore[union-attr]  # a pipe, as asked for
    process.wait()
    late.cancel()
    process.stdout.close()  # type: ignore[union-attr]  # likewise


def _last_words(said: IO[bytes]) -> str:
    """Give the error, by its name and words, of which a process has told last."""
    said.seek(0)
    lines = said.read().decode(errors="replace").split("\n")
    said.truncate(0)
    errors = [line[:_SHORTLY] for line in reversed(lines) if _ERROR.match(line)]
    # where memory is short, the error that says so brings others about
    return next((line for line in errors if line.startswith(_NO_MEMORY)), "".join(errors[:1]))


def _too_much(file: str, what: str) -> RefusedError:
    """Say that a file asks for more than the limits give it."""
    return RefusedError(
        f"{file} takes more {what} to be read than any file of its size should; nothing was taken "
        "from it. Open it in the program that it comes from, save what is needed of it as a new "
        "file, and choose that."
    )


def _damaged(file: str, error: str) -> RefusedError:
    """Say that a file has no answer, and by which error where that may be ours."""
    if error.startswith(_NO_MEMORY):
        return _too_much(file, "memory")
    about = (
        f"could not be read ({error}); it may be damaged, and"
        if error
        else ("is damaged and cannot be opened;")
    )
    return RefusedError(
        f"{file} {about} nothing was taken from it. "
        "Open it in the program that it comes from, save a copy and choose that."
    )


def serve(memory: int) -> None:
    """Answer what is asked, until nobody listens any more."""
    _SERVING.append(True)
    _hold_memory(memory)
    asked, stop = SimpleQueue[Any](), Event()
    Thread(target=_listen, args=(asked, stop), daemon=True).start()
    while (one := asked.get()) is not None:
        read, given, stoppable, seconds = one
        _hold_time(seconds)
        pickle.dump(_answer(read, given, stop if stoppable else None), sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _listen(asked: "SimpleQueue[Any]", stop: Event) -> None:
    """Take what is asked; when nobody asks any more, work is to stop."""
    try:
        while True:
            asked.put(pickle.load(sys.stdin.buffer))  # noqa: S301 - what this module wrote
    except EOFError:
        stop.set()
        asked.put(None)


def _answer(read: Callable[..., object], given: Sequence[object], stop: Event | None) -> object:
    """Do what was asked, and give what came of it."""
    try:
        return read(*given, progress=Progress(stop=stop)) if stop else read(*given)
    except FrameworkError as error:
        return error


def _hold_memory(most: int) -> None:
    """Have a reader that asks for all memory fail at once, where the system can."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (most, resource.RLIM_INFINITY))


def _hold_time(seconds: float) -> None:
    """Have the system end a reader that is at work for longer, where it can."""
    if sys.platform != "win32":
        import resource

        most = int(process_time() + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def allow(seconds: float) -> None:
    """Give a reader apart so much time from now on, for a file that turns out to be large."""
    if _SERVING:
        _hold_time(seconds)
