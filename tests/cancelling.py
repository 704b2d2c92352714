"""Cancel work under way, as a person does who has waited long enough."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from time import monotonic

import pytest

from framework.errors import CancelledError
from framework.progress import Progress

SOON = 1.0
"""How many seconds may pass until it is heeded, on a machine that has much else to do."""


@contextmanager
def cancelled_after(seconds: float) -> Iterator[Progress]:
    """Give a progress that is cancelled then; the work must end with that, and soon."""
    progress, at = Progress(), list[float]()

    def cancel() -> None:
        at.append(monotonic())
        progress.stop.set()

    Timer(seconds, cancel).start()
    with pytest.raises(CancelledError):
        yield progress
    assert monotonic() - at[0] < SOON
